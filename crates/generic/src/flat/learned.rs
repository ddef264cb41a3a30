//! The judge of flat text that learned from gold: it counts the features of every line and asks the model.
//!
//! Kinds and the rules of prompts and tweets are the heuristic's; where the two disagree on a line, the reason names what
//! is most telling about it.

use copydesk_core::{Document, Kind, Rule};

use super::features::Features;
use super::heuristic::judgements;
use crate::judge::{Judge, Judgement};
use crate::model::{FlatModel, probability};

const KEPT: Rule = Rule::new("generic/flat-model-keep", "the model takes the line for the article's");
const LEFT: Rule = Rule::new("generic/flat-model-drop", "the model takes the line for none of the article's");

/// See the module's documentation.
#[derive(Debug, Clone)]
pub struct LearnedFlatJudge {
    model: FlatModel,
}

impl LearnedFlatJudge {
    /// A judge by this model.
    pub fn new(model: FlatModel) -> Self {
        Self { model }
    }
}

impl Judge for LearnedFlatJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        let features = Features::of(document, &self.model.weights);
        let margins = self.model.margins(&features);
        decide(&features, &margins)
    }
}

/// Judgements by the margins of all lines. A text that is clean already stays as it is.
pub fn decide(features: &Features, margins: &[f32]) -> Vec<Judgement> {
    let mut judgements = judgements(features.survey());
    if features.survey().clean {
        return judgements;
    }
    for (at, (judgement, &margin)) in judgements.iter_mut().zip(margins).enumerate() {
        let agreed = judgement.is_kept() == (margin >= 0.0);
        judgement.keep = probability(margin);
        if agreed {
            continue;
        }
        let rule = if margin >= 0.0 { KEPT } else { LEFT };
        judgement.rule = rule.because(features.telling(at, margin >= 0.0));
        if margin >= 0.0 {
            judgement.kind = Kind::Paragraph;
        }
    }
    judgements
}
