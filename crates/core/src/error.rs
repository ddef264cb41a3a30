//! The one error type of this crate.

use thiserror::Error;

/// What can go wrong while a draft is amended or a registry is read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// An amendment names a block that the document has not got.
    #[error("block {block} is out of range: the document has {blocks} blocks; name one below that")]
    NoSuchBlock {
        /// The block named.
        block: u32,
        /// How many there are.
        blocks: u32,
    },
    /// An amendment names a range that is no part of its block's text.
    #[error(
        "range {start}..{end} is no part of block {block}, whose text has {len} bytes: give byte offsets on character boundaries, start before end"
    )]
    BadRange {
        /// The block named.
        block: u32,
        /// First byte.
        start: u32,
        /// End, exclusive.
        end: u32,
        /// Length of the block's text in bytes.
        len: u32,
    },
    /// A rule has no id or no reason.
    #[error("a verdict needs a rule id and a reason, found id {id:?} and reason {reason:?}: give both")]
    NoReason {
        /// The id given.
        id: String,
        /// The reason given.
        reason: String,
    },
    /// A block was to become part of itself, or of a block that is not there.
    #[error(
        "block {block} cannot become part of block {of}: name another block of the document, or a range of this one"
    )]
    BadPart {
        /// The block that was to be joined.
        block: u32,
        /// The block it was to be joined to.
        of: u32,
    },
    /// A date that is not ISO 8601.
    #[error("field {field} wants a date like 2019-02-04 or 2019-02-04T13:01+01:00, found {value:?}")]
    BadDate {
        /// The field.
        field: String,
        /// The value given.
        value: String,
    },
    /// An access that is none.
    #[error("field access is \"free\" or \"paywalled\", found {value:?}")]
    BadAccess {
        /// The value given.
        value: String,
    },
    /// No such field.
    #[error(
        "there is no field {0:?}: known are title, standfirst, authors, published, modified, language, section, tags, image, publisher, canonical_url and access"
    )]
    UnknownField(String),
    /// A CSS selector that cannot be read.
    #[error("selector {css:?} cannot be read: {problem}")]
    Selector {
        /// The selector.
        css: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Options that a source plugin does not take.
    #[error("options of source {source_name:?} are wrong: {problem}")]
    Options {
        /// The source.
        source_name: String,
        /// What is wrong.
        problem: String,
    },
    /// Two plugins with one name.
    #[error("source {name:?} is declared twice, by {first} and by {second}: rename one of them")]
    DuplicateSource {
        /// The name.
        name: String,
        /// The crate that declared it first (in sorted order).
        first: String,
        /// The crate that declared it again.
        second: String,
    },
    /// A source failed on this page.
    #[error("source {source_name:?} failed: {problem}")]
    Source {
        /// The source.
        source_name: String,
        /// What went wrong.
        problem: String,
    },
    /// A source panicked on this page, on the other side of the plugin wall.
    #[error("source {source_name:?} panicked: {message}")]
    Panic {
        /// The source.
        source_name: String,
        /// The panic's message.
        message: String,
    },
}

impl ExtractError {
    /// An error of a source's own making.
    #[allow(clippy::needless_pass_by_value)] // `&str`, `String` and errors are all given here
    pub fn source(name: impl Into<String>, problem: impl ToString) -> Self {
        Self::Source { source_name: name.into(), problem: problem.to_string() }
    }
}
