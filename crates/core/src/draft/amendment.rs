//! What changes a draft, and what a draft is made of.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Decider, Decision, Field, FieldValue, Rule, Verdict};

/// What an amendment is about: a whole block, or a range of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Index of the block in [`Document::blocks`](crate::Document::blocks).
    pub block: u32,
    /// A range of byte offsets in its text; `None` is the whole block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
}

/// A number of a block or a byte. One that does not fit stands behind every document's end, and is refused there.
fn number(large: usize) -> u32 {
    u32::try_from(large).unwrap_or(u32::MAX)
}

impl From<u32> for Target {
    fn from(block: u32) -> Self {
        Self { block, range: None }
    }
}
impl From<usize> for Target {
    fn from(block: usize) -> Self {
        Self { block: number(block), range: None }
    }
}
impl From<(usize, Range<usize>)> for Target {
    fn from((block, range): (usize, Range<usize>)) -> Self {
        Self { block: number(block), range: Some((number(range.start), number(range.end))) }
    }
}
impl From<(u32, Range<usize>)> for Target {
    fn from((block, range): (u32, Range<usize>)) -> Self {
        Self { block, range: Some((number(range.start), number(range.end))) }
    }
}

/// One change to a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Amendment {
    /// Gives a piece a verdict.
    Decide {
        /// The piece.
        target: Target,
        /// Its verdict.
        outcome: Verdict,
        /// Why.
        rule: Rule,
    },
    /// Parts a block in two, so that its kept pieces become two blocks of the article.
    Split {
        /// The block.
        block: u32,
        /// Byte offset in its text where the second part begins.
        at: u32,
        /// Why.
        rule: Rule,
    },
    /// Sets a field.
    SetField {
        /// The field.
        field: Field,
        /// Its value.
        value: FieldValue,
        /// Where the value came from: a metadata key (`og:title`), or `None` for the source's own knowledge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// The block it was read from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        block: Option<u32>,
        /// Why.
        rule: Rule,
    },
    /// Empties a field.
    ClearField {
        /// The field.
        field: Field,
        /// Why.
        rule: Rule,
    },
    /// Puts blocks in another order, at the place of the one that stands first.
    Order {
        /// The blocks, as they shall stand.
        blocks: Vec<u32>,
        /// Why.
        rule: Rule,
    },
}

/// A piece of a block (mostly the whole of it) with its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The block.
    pub block: u32,
    /// First byte in the block's text.
    pub start: u32,
    /// End in the block's text, exclusive.
    pub end: u32,
    /// Whether a new block of the article begins here though the input has none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
    /// What was decided last.
    pub decision: Decision,
    /// What was decided before, latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Decision>,
}

/// A field's value with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldState {
    /// The value; `None` where it was cleared.
    pub value: Option<FieldValue>,
    /// Where the value came from.
    pub from: Option<String>,
    /// The block it was read from.
    pub block: Option<u32>,
    /// Why.
    pub rule: Rule,
    /// Who decided.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub by: Decider,
    /// Earlier states, latest first, their own histories empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<FieldState>,
}
