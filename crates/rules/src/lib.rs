//! A source described in TOML, compiled into an extractor.
//!
//! A [`SourceFile`] is what stands in `config/sources/<name>.toml`; [`RulesExtractor::compile`] turns it into an
//! [`Extractor`](copydesk_core::Extractor), or tells every problem it finds, each with the key it stands at.
//!
//! # How the rules of a file are applied
//!
//! Section by section, whatever their order in the file, because each rests on what the earlier ones decided:
//!
//! 1. `[[body]]` chooses the layout and what is inside the article,
//! 2. `[[drop]]` leaves out, 3. `[[keep]]` rescues, 4. `[[retype]]` corrects the kind of what is kept,
//! 5. `[[cut]]` ends (or starts) the article at a block,
//! 6. `[[credit]]` gives captions their credit,
//! 7. `[[field]]` fills fields, and takes the text it read out of the body.
//!
//! Within a section the rules are applied in the order of the file. Every decision stands in the ledger under the id
//! `<source>/<id of the rule>`; a rule without an id is called after its section and place: `drop-1`.
#![forbid(unsafe_code)]

mod amend;
mod compile;
mod extractor;
mod hosts;
mod ids;
mod limits;
mod pattern;
mod problem;
mod recognise;
mod source_file;
mod tables;
#[cfg(test)]
mod tests;
mod wider;

pub use amend::NO_LAYOUT;
pub use compile::check_name;
pub use extractor::RulesExtractor;
pub use hosts::{HostPattern, ascii_host};
pub use limits::Limits;
pub use problem::{KeyPart, KeyPath, RuleProblem};
pub use source_file::SourceFile;
pub use tables::{
    BlockKind, BodyRule, CreditRule, CutRule, CutTo, DropRule, FieldRule, KeepRule, RecogniseRule, RetypeRule, Scope,
};
