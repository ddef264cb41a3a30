//! The judge that learned from gold: it counts the features of every block and asks the model.

use copydesk_core::{Document, Rule, Shape};

use crate::containers::PageFacts;
use crate::features::Features;
use crate::judge::{Judge, Judgement};
use crate::model::{PageModel, probability};
use crate::page;

const KEPT: Rule = Rule::new("generic/model-keep", "the model takes it for the article's");
const LEFT: Rule = Rule::new("generic/model-drop", "the model takes it for none of the article's");

/// See the module's documentation.
#[derive(Debug, Clone)]
pub struct LearnedJudge {
    model: PageModel,
}

impl LearnedJudge {
    /// A judge by this model.
    pub fn new(model: PageModel) -> Self {
        Self { model }
    }
}

/// The features of a document with these lexicons, as the trainer needs them.
pub fn features(document: &dyn Document, lexicons: &crate::features::Lexicons) -> Features {
    let facts = PageFacts::of(document);
    let heuristic = page::judgements(document, &facts);
    Features::of(document, &facts, &heuristic, lexicons)
}

impl Judge for LearnedJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        let facts = PageFacts::of(document);
        let mut judgements = page::judgements(document, &facts);
        let features = Features::of(document, &facts, &judgements, &self.model.lexicons);
        let margins = self.model.margins(&features);
        for (&at, margin) in features.blocks.iter().zip(margins) {
            let judgement = &mut judgements[at as usize];
            // Captions are no body text, and the model has learned body text only.
            if judgement.is_kept() && judgement.kind == copydesk_core::Kind::Caption {
                continue;
            }
            let agreed = judgement.is_kept() == (margin >= 0.0);
            judgement.keep = probability(margin);
            if !agreed {
                judgement.rule = if margin >= 0.0 { KEPT } else { LEFT };
            }
        }
        debug_assert!(
            document
                .blocks()
                .iter()
                .zip(&judgements)
                .all(|(block, _)| block.shape != Shape::Image || block.text.is_empty())
        );
        judgements
    }
}
