//! What a block was left out for, as far as sources build on it: the ids of those rules of the generic extractor that later
//! layers may overrule. They stand here, so that neither side can change them alone.

use crate::Decision;

/// Outside the container that holds the article (HTML).
pub const OUTSIDE: &str = "generic/outside";
/// Before the first running text of the container (HTML).
pub const HEAD: &str = "generic/head";
/// Behind the last running text of the container (HTML).
pub const TAIL: &str = "generic/tail";
/// A heading with no running text below (HTML).
pub const DANGLING_HEADING: &str = "generic/dangling-heading";
/// The model alone, against the heuristic (HTML).
pub const MODEL: &str = "generic/model-drop";
/// Outside the run of lines that is the body (flat text).
pub const FLAT_OUTSIDE: &str = "generic/flat-outside";
/// A label among prose (flat text).
pub const FLAT_LABEL: &str = "generic/flat-label";

/// Whether a block was left out for where it stands alone: not for what its text says, for its links or for the boxes around
/// it.
pub fn is_of_place(decision: &Decision) -> bool {
    matches!(decision.rule.as_ref(), OUTSIDE | HEAD | TAIL | DANGLING_HEADING | FLAT_OUTSIDE | FLAT_LABEL)
}
