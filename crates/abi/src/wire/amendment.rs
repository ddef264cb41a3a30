//! What a plugin answers, on the wire.

use copydesk_core as core;
use serde::{Deserialize, Serialize};

use super::{Diagnostic, Field, FieldValue, Rule, Target, Verdict, list};

/// One change to a draft: [`core::Amendment`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are those of the type in core, which documents them
pub enum Amendment {
    Decide {
        target: Target,
        outcome: Verdict,
        rule: Rule,
    },
    Split {
        block: u32,
        at: u32,
        rule: Rule,
    },
    SetField {
        field: Field,
        value: FieldValue,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        block: Option<u32>,
        rule: Rule,
    },
    ClearField {
        field: Field,
        rule: Rule,
    },
    Order {
        blocks: Vec<u32>,
        rule: Rule,
    },
}

impl From<&core::Amendment> for Amendment {
    fn from(amendment: &core::Amendment) -> Self {
        match amendment {
            core::Amendment::Decide { target, outcome, rule } => {
                Self::Decide { target: target.into(), outcome: outcome.into(), rule: rule.into() }
            }
            core::Amendment::Split { block, at, rule } => Self::Split { block: *block, at: *at, rule: rule.into() },
            core::Amendment::SetField { field, value, from, block, rule } => Self::SetField {
                field: field.into(),
                value: value.into(),
                from: from.clone(),
                block: *block,
                rule: rule.into(),
            },
            core::Amendment::ClearField { field, rule } => Self::ClearField { field: field.into(), rule: rule.into() },
            core::Amendment::Order { blocks, rule } => Self::Order { blocks: blocks.clone(), rule: rule.into() },
        }
    }
}

impl From<Amendment> for core::Amendment {
    fn from(amendment: Amendment) -> Self {
        match amendment {
            Amendment::Decide { target, outcome, rule } => {
                Self::Decide { target: target.into(), outcome: outcome.into(), rule: rule.into() }
            }
            Amendment::Split { block, at, rule } => Self::Split { block, at, rule: rule.into() },
            Amendment::SetField { field, value, from, block, rule } => {
                Self::SetField { field: field.into(), value: value.into(), from, block, rule: rule.into() }
            }
            Amendment::ClearField { field, rule } => Self::ClearField { field: field.into(), rule: rule.into() },
            Amendment::Order { blocks, rule } => Self::Order { blocks, rule: rule.into() },
        }
    }
}

/// The answer of `amend`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Amendments {
    /// What it changes, in order.
    pub amendments: Vec<Amendment>,
    /// The diagnostics it adds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// The confidence, where it changed it: from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

impl Amendments {
    /// The confidence as core has it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checked_confidence(&self) -> Result<Option<f32>, String> {
        self.confidence.map(|confidence| unit("confidence", confidence)).transpose()
    }
}

/// One thing that speaks for a source: [`core::Evidence`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Evidence {
    pub what: String,
    pub weight: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
}

impl From<&core::Evidence> for Evidence {
    fn from(evidence: &core::Evidence) -> Self {
        Self { what: evidence.what.clone(), weight: evidence.weight.into(), block: evidence.block }
    }
}

/// The answer of `recognise`: [`core::Recognition`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Recognition {
    pub score: f64,
    pub evidence: Vec<Evidence>,
}

impl From<&core::Recognition> for Recognition {
    fn from(recognition: &core::Recognition) -> Self {
        Self { score: recognition.score.into(), evidence: list(&recognition.evidence) }
    }
}

impl Recognition {
    /// The recognition as core has it, of a document with so many blocks.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self, blocks: usize) -> Result<core::Recognition, String> {
        let score = unit("score", self.score)?;
        let mut evidence = Vec::with_capacity(self.evidence.len());
        for Evidence { what, weight, block } in self.evidence {
            let weight = single("weight of evidence", weight)?;
            if let Some(block) = block.filter(|&block| block as usize >= blocks) {
                return Err(format!("evidence names block {block}, where the document has {blocks} blocks"));
            }
            evidence.push(core::Evidence { what, weight, block });
        }
        Ok(core::Recognition { score, evidence })
    }
}

/// The answer of `describe`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // those of `core::SourceInfo`, and `selectors` of `core::Extractor`
pub struct Description {
    pub name: String,
    pub title: String,
    pub version: String,
    pub hosts: Vec<String>,
    pub languages: Vec<String>,
    pub selectors: Vec<String>,
}

impl Description {
    /// What an extractor says of itself.
    pub fn of(extractor: &dyn core::Extractor) -> Self {
        let core::SourceInfo { name, title, version, hosts, languages } = extractor.source().clone();
        Self { name, title, version, hosts, languages, selectors: extractor.selectors() }
    }

    /// What was said, as core has it.
    pub fn split(self) -> (core::SourceInfo, Vec<String>) {
        let Self { name, title, version, hosts, languages, selectors } = self;
        (core::SourceInfo { name, title, version, hosts, languages }, selectors)
    }
}

/// A finite number of single precision.
fn single(what: &str, number: f64) -> Result<f32, String> {
    let single = number as f32;
    if single.is_finite() { Ok(single) } else { Err(format!("{what} is {number}, where a number was expected")) }
}

/// A number from 0 to 1.
fn unit(what: &str, number: f64) -> Result<f32, String> {
    let single = single(what, number)?;
    if (0.0..=1.0).contains(&single) {
        Ok(single)
    } else {
        Err(format!("{what} is {number}, where a number from 0 to 1 was expected"))
    }
}
