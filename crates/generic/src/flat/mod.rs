//! The judge of flat text: no markup, only lines.

pub mod context;
pub mod features;
pub(crate) mod head;
mod heuristic;
pub mod learned;
mod look;
mod sums;
pub mod words;

pub use heuristic::FlatJudge;
pub use learned::LearnedFlatJudge;
