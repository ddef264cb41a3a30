//! What an extraction allocates: counted by a program of its own, `allocations`, so that counting slows down nothing that
//! is timed.

use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::workspace;

/// Counts and prints.
pub(super) fn measure(pages: &Path) -> Result<(), Error> {
    workspace::run(Command::new(super::sibling("allocations")?).arg(pages))
}
