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
//!
//! ```
//! use copydesk_config::Config;
//! use copydesk_core::Registry;
//! use copydesk_engine::{Engine, PageInput};
//!
//! let page = b"<title>The gate held</title><h1>The gate held</h1><p>By Ann Smith</p>\
//!     <article><p>The gate of the harbour held through the night, its master said, and the ferries run again.</p>\
//!     <p>Nine weeks of work went into it, and the town, which paid for all of them, came to see it close.</p></article>";
//!
//! // No sources: the generic extractor alone. The built-in ones need the plugins of `copydesk-bundle`, which is then
//! // asked for its registry: `Engine::new(Config::embedded(), copydesk_bundle::registry()?, Vec::new())`.
//! let mut config = Config::embedded();
//! config.sources.clear();
//! let engine = Engine::new(config, Registry::default(), Vec::new())?;
//!
//! let extraction = engine.extract(&PageInput { url: Some("https://gazette.example/gate"), ..PageInput::new(page) });
//! assert_eq!(extraction.article.title.as_deref(), Some("The gate held"));
//! assert_eq!(extraction.article.authors, ["Ann Smith"]);
//! assert!(extraction.article.text.starts_with("The gate of the harbour held"));
//! assert_eq!(extraction.ledger.blocks.len(), 4);
//! # Ok::<(), copydesk_engine::EngineError>(())
//! ```
//!
//! An engine serves any number of threads; a draft and a document belong to the one that reads the page.
#![forbid(unsafe_code)]

mod addresses;
pub mod codes;
mod engine;
mod error;
mod form;
mod guard;
mod hosts;
mod input;
mod page;
mod recognise;
mod remainder;
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
