//! HTML pages as copydesk documents: charset, tree, blocks, selectors, head metadata.
#![forbid(unsafe_code)]

mod blocks;
pub mod charset;
mod content;
mod document;
#[cfg(any(test, feature = "inspect"))]
pub mod inspect;
mod limits;
mod metadata;
mod parse;
mod select;
mod shadows;
#[doc(hidden)]
pub mod stages;
mod stems;
mod strays;
mod streamed;
mod tree;

pub use document::HtmlDocument;
pub use limits::Limits;
pub use select::{SelectorProblem, SelectorSet};
