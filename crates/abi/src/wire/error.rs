//! An error on the wire.

use copydesk_core::ExtractError;
use serde::{Deserialize, Serialize};

/// What a callback answers when it fails: [`ExtractError`], so that a host reads the same words of a loaded plugin as of
/// a linked one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are those of the type in core, which documents them
pub enum Error {
    NoSuchBlock {
        block: u32,
        blocks: u32,
    },
    BadRange {
        block: u32,
        start: u32,
        end: u32,
        len: u32,
    },
    NoReason {
        id: String,
        reason: String,
    },
    BadPart {
        block: u32,
        of: u32,
    },
    BadDate {
        field: String,
        value: String,
    },
    BadAccess {
        value: String,
    },
    UnknownField(String),
    Selector {
        css: String,
        problem: String,
    },
    Options {
        source_name: String,
        problem: String,
    },
    DuplicateSource {
        name: String,
        first: String,
        second: String,
    },
    Source {
        source_name: String,
        problem: String,
    },
    Panic {
        source_name: String,
        message: String,
    },
    /// An error that this version of the boundary has no name for, in words.
    Other(String),
}

impl From<ExtractError> for Error {
    fn from(error: ExtractError) -> Self {
        match error {
            ExtractError::NoSuchBlock { block, blocks } => Self::NoSuchBlock { block, blocks },
            ExtractError::BadRange { block, start, end, len } => Self::BadRange { block, start, end, len },
            ExtractError::NoReason { id, reason } => Self::NoReason { id, reason },
            ExtractError::BadPart { block, of } => Self::BadPart { block, of },
            ExtractError::BadDate { field, value } => Self::BadDate { field, value },
            ExtractError::BadAccess { value } => Self::BadAccess { value },
            ExtractError::UnknownField(name) => Self::UnknownField(name),
            ExtractError::Selector { css, problem } => Self::Selector { css, problem },
            ExtractError::Options { source_name, problem } => Self::Options { source_name, problem },
            ExtractError::DuplicateSource { name, first, second } => Self::DuplicateSource { name, first, second },
            ExtractError::Source { source_name, problem } => Self::Source { source_name, problem },
            ExtractError::Panic { source_name, message } => Self::Panic { source_name, message },
            other => Self::Other(other.to_string()),
        }
    }
}

impl Error {
    /// The error as core has it; `source` is the plugin that gave it.
    pub fn of_source(self, source: &str) -> ExtractError {
        match self {
            Self::NoSuchBlock { block, blocks } => ExtractError::NoSuchBlock { block, blocks },
            Self::BadRange { block, start, end, len } => ExtractError::BadRange { block, start, end, len },
            Self::NoReason { id, reason } => ExtractError::NoReason { id, reason },
            Self::BadPart { block, of } => ExtractError::BadPart { block, of },
            Self::BadDate { field, value } => ExtractError::BadDate { field, value },
            Self::BadAccess { value } => ExtractError::BadAccess { value },
            Self::UnknownField(name) => ExtractError::UnknownField(name),
            Self::Selector { css, problem } => ExtractError::Selector { css, problem },
            Self::Options { source_name, problem } => ExtractError::Options { source_name, problem },
            Self::DuplicateSource { name, first, second } => ExtractError::DuplicateSource { name, first, second },
            Self::Source { source_name, problem } => ExtractError::Source { source_name, problem },
            Self::Panic { source_name, message } => ExtractError::Panic { source_name, message },
            Self::Other(problem) => ExtractError::source(source, problem),
        }
    }
}
