//! The seam between the engine and whatever judges blocks.
//!
//! A judge sees a document and says of every block what it is worth; it writes no amendments and knows no fields. A
//! learned model takes the place of a heuristic by implementing this trait; nothing else changes.

use copydesk_core::{Document, Kind, Rule};

use crate::classes::{self, Hint};
use crate::lexical::Lexical;
use crate::names::Names;

/// What a judge says of one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// How likely the block belongs to the article, from 0 to 1. From [`KEEP_FROM`] on it is kept.
    pub keep: f32,
    /// What the block would be in the article.
    pub kind: Kind,
    /// What weighed most.
    pub rule: Rule,
}

/// The likelihood from which a block is kept.
pub const KEEP_FROM: f32 = 0.5;

impl Judgement {
    /// Whether the block is kept.
    pub fn is_kept(&self) -> bool {
        self.keep >= KEEP_FROM
    }

    /// Whether the block is kept as a caption, which is no body text.
    pub fn is_kept_caption(&self) -> bool {
        self.is_kept() && self.kind == Kind::Caption
    }
}

/// What a judge says of a whole document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageJudgement {
    /// One judgement a block, in the order of the blocks.
    pub blocks: Vec<Judgement>,
    /// How likely the article is right as a whole, from 0 to 1, where the judge can say.
    pub confidence: Option<f32>,
    /// Why the document is no article, where it is none.
    pub no_article: Option<String>,
    /// What the judge read of texts and elements, where it did: else it is read again.
    pub(crate) read: Option<Read>,
}

/// What is read of a document's texts and elements before anything is judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Read {
    /// What every block's text looks like.
    pub(crate) counts: Vec<Lexical>,
    /// What every element calls itself.
    pub(crate) hints: Vec<Hint>,
    /// The prompt that each block is, where that was asked.
    pub(crate) prompts: Option<Vec<Option<&'static Rule>>>,
}

impl Read {
    pub(crate) fn of(document: &dyn Document) -> Self {
        let elements = document.elements();
        Self {
            counts: document.blocks().iter().map(|block| Lexical::of(&block.text)).collect(),
            prompts: None,
            hints: classes::hints(elements, &mut Names::of(elements)),
        }
    }
}

/// Whether anybody reads the reasons of judgements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// Each judgement's rule says what weighed most.
    Wanted,
    /// Each has its rule: why it applied to this block may be left out.
    Unwanted,
}

/// Judges every block of a document.
pub trait Judge: Send + Sync {
    /// One judgement a block, in the order of the blocks.
    fn judge(&self, document: &dyn Document) -> Vec<Judgement>;

    /// The same, with what the judge says of the whole.
    fn judge_page(&self, document: &dyn Document, reasons: Reasons) -> PageJudgement {
        let _ = reasons;
        PageJudgement { blocks: self.judge(document), ..PageJudgement::default() }
    }
}
