//! The ledger: for every block of the input what became of it, by which rule, why, who decided, and what was overruled.

mod lost;

use serde::{Deserialize, Serialize};

use crate::draft::FieldState;
use crate::{Boilerplate, Candidate, Decision, Evidence, Field, Shape, Span};

/// How a source was chosen, or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerSource {
    /// The source.
    pub source: String,
    /// Its score, from 0 to 1.
    pub score: f32,
    /// Whether it was chosen.
    pub chosen: bool,
    /// `given` by the user, by `host`, or by `content`.
    pub by: String,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

/// A piece of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerPiece {
    /// First byte in the block's text.
    pub start: u32,
    /// End in the block's text, exclusive.
    pub end: u32,
    /// The text.
    pub text: String,
    /// What was decided last.
    #[serde(flatten)]
    pub decision: Decision,
    /// What was decided before, latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Decision>,
}

/// A block of the input. Each stands in the ledger exactly once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerBlock {
    /// Its number: the index in the document.
    pub block: u32,
    /// Its place in the input.
    pub span: Span,
    /// What the markup says it is.
    pub shape: Shape,
    /// The elements around it as `tag#id.class`, outermost first; empty for flat text. Of a long one, the outer part is left
    /// away: `… > div.body > p`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Whether the page hides it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// What it is where all of it was dropped, as far as the page tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boilerplate: Option<Boilerplate>,
    /// Its pieces: one, unless it was cut. Together they are its whole text.
    pub pieces: Vec<LedgerPiece>,
}

/// A field with its history and every candidate the page offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerField {
    /// The field.
    pub field: Field,
    /// What was decided, with what was overruled; null where nothing was.
    pub state: Option<FieldState>,
    /// The candidates the page offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// Those of them that lost: the numbers of candidates that say something else than what was decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<u32>,
}

/// See the module's documentation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ledger {
    /// The sources that were considered. Those for which nothing speaks are left out.
    pub sources: Vec<LedgerSource>,
    /// Every block of the input, in order.
    pub blocks: Vec<LedgerBlock>,
    /// Every field that has a value or a candidate.
    pub fields: Vec<LedgerField>,
}

impl LedgerField {
    /// A field with what was decided and what the page offers.
    pub fn new(field: Field, state: Option<FieldState>, candidates: Vec<Candidate>) -> Self {
        let lost = lost::lost(field, state.as_ref(), &candidates);
        Self { field, state, candidates, lost }
    }
}
