//! Hostile, damaged and random inputs, and what must hold of copydesk on each.
//!
//! - [`oracle`]: the same tree as stock html5ever builds, [`mutate`]: pages damaged in the ways that pages are, and
//!   [`reduce`]: the least part of a page that still shows a difference.
//! - [`shapes`]: pages that make parsers and extractors slow, at any size.
//! - [`targets`]: what the fuzzers run on any bytes; the committed corpus is replayed by this crate's tests.
#![forbid(unsafe_code)]

pub mod mutate;
pub mod oracle;
mod random;
pub mod reduce;
pub mod shapes;
pub mod targets;

pub use random::Random;
