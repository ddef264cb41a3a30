//! From bytes to article: which source a page belongs to, and who amends its draft in which order.
//!
//! ```text
//! bytes → unpack → Document → generic extractor → source's rules → source's plugin → Article + Ledger
//! ```
//!
//! [`Engine::new`] makes every source once; patterns of built-in ones are compiled when a page needs them.
//! [`Engine::extract`] reads a page, tells its source and runs the pipeline; a source that fails or panics loses its own
//! amendments and nothing else. The engine does no I/O: files are the caller's business, and [`unpack`] reads what it is
//! handed.
#![forbid(unsafe_code)]

mod addresses;
mod engine;
mod error;
mod form;
mod guard;
mod hosts;
mod input;
mod page;
mod recognise;
mod source;

pub use engine::Engine;
pub use error::EngineError;
pub use form::{form_of_content_type, form_of_name, sniff};
pub use guard::is_guarded;
pub use hosts::host_of;
pub use input::{Unpacked, unpack};
pub use page::PageInput;
pub use recognise::{GENERIC, Routing};
pub use source::{Provision, Source};

#[cfg(test)]
mod tests;
