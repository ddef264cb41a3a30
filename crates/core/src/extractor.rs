//! What amends a draft: the generic extractor, a TOML file and a plugin are the same thing to the engine.

use serde::{Deserialize, Serialize};

use crate::{Document, Draft, ExtractError};

/// What a source says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceInfo {
    /// Short name in lower case: letters, digits and `_`.
    pub name: String,
    /// The name of the paper.
    #[serde(default)]
    pub title: String,
    /// Version of the cleaner.
    #[serde(default)]
    pub version: String,
    /// Hosts it is responsible for: `rt.com`, or `*.rt.com` for all below it.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// BCP 47 tags of the languages it is written in.
    #[serde(default)]
    pub languages: Vec<String>,
}

/// One thing that speaks for (or against) a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What was seen, in words.
    pub what: String,
    /// How much it weighs: 0 to 1 for, below 0 against.
    pub weight: f32,
    /// The block that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
}

/// How sure a source is that a page is its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// 0 (nothing speaks for it) to 1 (certain). See [`Recognition::from_evidence`].
    pub score: f32,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

impl Recognition {
    /// The score from which a source is chosen.
    pub const THRESHOLD: f32 = 0.6;

    /// Combines evidence as independent chances: one minus the product of what each leaves open, less what speaks
    /// against. Each piece of evidence counts once, however often it is listed.
    pub fn from_evidence(evidence: Vec<Evidence>) -> Self {
        let mut open = 1.0_f64;
        let mut against = 0.0_f64;
        for (at, item) in evidence.iter().enumerate() {
            if evidence[..at].iter().any(|earlier| earlier.what == item.what) {
                continue;
            }
            // What is no number says nothing.
            let weight = if item.weight.is_finite() { f64::from(item.weight) } else { 0.0 };
            if weight < 0.0 {
                against -= weight;
            } else {
                open *= 1.0 - weight.min(1.0);
            }
        }
        // Weights have two digits or three: what is six tenths on paper shall reach the threshold of six tenths.
        let score = ((1.0 - open - against).clamp(0.0, 1.0) * 1e6).round() / 1e6;
        Self { score: score as f32, evidence }
    }

    /// Whether the score reaches [`Recognition::THRESHOLD`].
    pub fn is_certain(&self) -> bool {
        self.score >= Self::THRESHOLD
    }
}

/// Amends drafts.
pub trait Extractor: Send + Sync {
    /// What the extractor says of itself.
    fn source(&self) -> &SourceInfo;

    /// The CSS selectors it will ask a document for. Those named here are compiled once and matched together in one
    /// walk; a selector that is asked for without being named works too, but costs a walk of its own.
    fn selectors(&self) -> Vec<String> {
        Vec::new()
    }

    /// How sure it is, from content alone, that a page is its own. Hosts are the engine's business.
    fn recognise(&self, document: &dyn Document) -> Recognition {
        let _ = document;
        Recognition::default()
    }

    /// As [`Extractor::recognise`], for an extractor whose recognition can fail, as that of a plugin behind the wall can.
    /// This is what the engine calls; an extractor implements the other.
    ///
    /// # Errors
    /// What went wrong; the page is then not recognised.
    fn try_recognise(&self, document: &dyn Document) -> Result<Recognition, ExtractError> {
        Ok(self.recognise(document))
    }

    /// Amends the draft.
    ///
    /// # Errors
    /// Any error leaves the page with the draft as it stood before, and a diagnostic that names the source.
    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(weights: &[f32], expected: f32, is_certain: bool) {
        let evidence = weights.iter().enumerate();
        let evidence = evidence.map(|(at, weight)| Evidence { what: at.to_string(), weight: *weight, block: None });
        let recognition = Recognition::from_evidence(evidence.collect());
        assert_eq!((recognition.score, recognition.is_certain()), (expected, is_certain), "{weights:?}");
    }

    #[test]
    fn evidence_is_combined() {
        check(&[], 0.0, false);
        check(&[0.5, 0.5], 0.75, true);
        check(&[0.9, -0.5], 0.4, false);
        check(&[2.0], 1.0, true);
        // Six tenths on paper.
        check(&[0.2, 0.2, 0.375], 0.6, true);
        check(&[f32::NAN, 0.5, f32::INFINITY], 0.5, false);
    }
}
