//! The document, the draft, the ledger and the extractor trait of copydesk.
//!
//! Everything here is data and decisions: this crate does no I/O, parses no HTML and has no `unsafe`.
//! A [`Document`] is what a page is; a [`Draft`] is a document plus [`Amendment`]s, which are the only way to decide
//! anything; [`finish()`] turns a draft into an [`Article`] and a [`Ledger`] that accounts for every block.
//!
//! ```
//! use copydesk_core::{Draft, Kind, Rule, StaticDocument, finish};
//!
//! let document = StaticDocument::of_lines(&["The gate held, said the harbour master.", "Share"]);
//! let mut draft = Draft::new(&document);
//! draft.keep(0_u32, Kind::Paragraph, Rule::new("harbour/body", "running text"))?;
//! draft.drop(1_u32, Rule::new("harbour/prompt", "the label of a button"))?;
//!
//! let extraction = finish(&draft, None);
//! assert_eq!(extraction.article.text, "The gate held, said the harbour master.");
//! assert_eq!(extraction.ledger.blocks[1].pieces[0].decision.reason, "the label of a button");
//! # Ok::<(), copydesk_core::ExtractError>(())
//! ```
#![forbid(unsafe_code)]

pub mod article;
pub mod block;
mod boilerplate;
pub mod document;
pub mod draft;
pub mod element;
pub mod error;
pub mod extractor;
pub mod field;
pub mod finish;
pub mod grounds;
pub mod ledger;
pub mod list;
pub mod metadata;
pub mod registry;
pub mod shared;
pub mod text;
pub mod verdict;

pub use article::{Access, Article, ArticleBlock, Diagnostic};
pub use block::{Block, Link, Shape, Span};
pub use boilerplate::Boilerplate;
pub use document::{Document, Form, Match, Origin, StaticDocument};
pub use draft::{Amendment, Draft, Piece, Target};
pub use element::{Element, StartTag, TagName};
pub use error::ExtractError;
pub use extractor::{Evidence, Extractor, Recognition, SourceInfo};
pub use field::{Field, FieldValue};
pub use finish::{Extraction, article, finish, without_endings};
pub use ledger::{Ledger, LedgerBlock, LedgerField, LedgerPiece, LedgerSource};
pub use list::List;
pub use metadata::{Candidate, Metadata, Provenance};
pub use registry::{Registry, SourcePlugin};
pub use shared::{Text, Texts};
pub use verdict::{Decider, Decision, Kind, Layer, Part, Rule, Verdict};

// For the macro that declares a source plugin, so that a plugin crate need not name inventory itself.
#[doc(hidden)]
pub use inventory;
#[doc(hidden)]
pub use serde_json;
