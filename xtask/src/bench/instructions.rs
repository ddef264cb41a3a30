//! What each stage of an extraction costs in instructions, which do not depend on what else the machine does.

use std::path::{Path, PathBuf};

use crate::callgrind;
use crate::error::Error;

use super::pages::Pages;
use super::stages::{Desk, MEASURED, Meter, SLOTS, STAGES, Stage, counted};
use super::turns;

/// Take pages through all stages: what `bench --instructions` counts
#[derive(Debug, clap::Args)]
pub(crate) struct CountArgs {
    /// A file of pages, as `bench` writes it
    pages: PathBuf,
}

/// Counts and prints.
pub(super) fn measure(pages: &Pages, file: &Path) -> Result<(), Error> {
    if !callgrind::is_there() {
        println!("instructions: skipped, valgrind is not installed");
        return Ok(());
    }
    let path = file.display().to_string();
    let counts = callgrind::count(&["bench-count", &path], MEASURED, SLOTS)?;
    let whole = counts[Stage::Whole as usize];
    println!("{:46} {:>12} {:>9} {:>10}", "stage", "thousand/page", "of whole", "a byte");
    for ((_, name), count) in STAGES.iter().zip(&counts) {
        println!(
            "{name:46} {:12.0} {:8.1}% {:10.2}",
            count / pages.count() / 1e3,
            count / whole * 100.0,
            count / pages.bytes()
        );
    }
    Ok(())
}

/// The program in which is counted.
pub(crate) fn run(args: &CountArgs) -> Result<(), Error> {
    let desk = Desk::new()?;
    let pages = turns::read(&args.pages).map_err(|source| Error::io("read", &args.pages, source))?;
    if let Some(page) = pages.first() {
        // Whatever is made when first used is made now.
        desk.walk(page, &mut Unmeasured)?;
    }
    for page in &pages {
        desk.walk(page, &mut Counted)?;
    }
    Ok(())
}

struct Unmeasured;

impl Meter for Unmeasured {
    fn measure<T>(&mut self, _: Stage, work: impl FnOnce() -> T) -> T {
        work()
    }
}

struct Counted;

impl Meter for Counted {
    fn measure<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        counted(stage, work)
    }
}
