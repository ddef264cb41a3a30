//! The judge of flat text: no markup, only lines.

pub mod features;
pub(crate) mod head;
mod heuristic;
mod look;
mod sums;
pub mod words;

pub use heuristic::FlatJudge;
