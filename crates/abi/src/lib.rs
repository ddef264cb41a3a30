//! The C boundary between copydesk and loadable source plugins.
//!
//! A source plugin is a crate that says [`declare_source!`] once. Linked into a program it is found through the registry
//! of core; built as a cdylib it is loaded by [`loader`]. Both ways give the same
//! [`Extractor`](copydesk_core::Extractor): a plugin cannot tell which side of the wall its host is on.
//!
//! - [`table`] is the boundary itself, with its contract: C structs and functions, and JSON bytes.
//! - [`wire`] is what the bytes say.
//! - [`plugin`] is the far side, which rebuilds document and draft and runs the extractor.
//! - [`loader`] is the near side: it refuses what is not sound, and checks every answer by applying it to the draft as
//!   any amendment is applied. A plugin that panics, answers nonsense or names what is not there changes nothing.
//!
//! What no boundary can help against: a plugin that aborts the process, overflows its stack, never returns, or is
//! compiled with `panic = "abort"`. Loading is off unless the user asks for it, and code is only loaded from where
//! nobody else may write.
//!
//! This is the only crate with unsafe code: each such block says why it is sound.

mod buffer;
mod error;
mod handshake;
mod host;
mod loaded;
pub mod loader;
mod macros;
pub mod panics;
pub mod plugin;
#[doc(hidden)]
pub mod raw;
mod respond;
#[cfg(test)]
mod samples;
pub mod table;
#[cfg(test)]
mod tests;
pub mod wire;

pub use error::LoadError;
pub use loader::{Loaded, LoadedPlugin};

// For the macros, so that a plugin crate need not name these itself.
#[doc(hidden)]
pub use copydesk_core::{SourcePlugin, inventory};
