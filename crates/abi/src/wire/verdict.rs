//! Verdicts on the wire.

use copydesk_core as core;
use serde::{Deserialize, Serialize};

use super::mirror_names;

mirror_names! {
    /// A field of the article: [`core::Field`].
    Field {
        Title, Standfirst, Authors, Published, Modified, Language, Section, Tags, Image, Publisher, CanonicalUrl, Access,
    }
}

mirror_names! {
    /// The role of a piece that belongs to another block: [`core::Part`].
    Part { Continuation, Credit, Attribution, Link, Posted }
}

mirror_names! {
    /// The layer that a decision was made in: [`core::Layer`].
    Layer { Default, Generic, Rules, Plugin }
}

/// What a field holds: [`core::FieldValue`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// One text.
    Text(String),
    /// Several, in order.
    List(Vec<String>),
}

impl From<&core::FieldValue> for FieldValue {
    fn from(value: &core::FieldValue) -> Self {
        match value {
            core::FieldValue::Text(text) => Self::Text(text.clone()),
            core::FieldValue::List(items) => Self::List(items.clone()),
        }
    }
}

impl From<FieldValue> for core::FieldValue {
    fn from(value: FieldValue) -> Self {
        match value {
            FieldValue::Text(text) => Self::Text(text),
            FieldValue::List(items) => Self::List(items),
        }
    }
}

/// Why something was decided: [`core::Rule`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The rule's id.
    pub id: String,
    /// The reason, in words.
    pub reason: String,
}

impl From<&core::Rule> for Rule {
    fn from(rule: &core::Rule) -> Self {
        Self { id: rule.id.to_string(), reason: rule.reason.to_string() }
    }
}

impl From<Rule> for core::Rule {
    fn from(rule: Rule) -> Self {
        Self::owned(rule.id, rule.reason)
    }
}

/// Who decided: [`core::Decider`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    /// The layer.
    pub layer: Layer,
    /// The source's name; empty for the default and the generic extractor.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl From<&core::Decider> for Decider {
    fn from(decider: &core::Decider) -> Self {
        Self { layer: (&decider.layer).into(), source: decider.source.clone() }
    }
}

impl From<Decider> for core::Decider {
    fn from(decider: Decider) -> Self {
        Self { layer: decider.layer.into(), source: decider.source }
    }
}

/// What a kept block is in the article: [`core::Kind`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are those of the type in core, which documents them
pub enum Kind {
    Paragraph,
    Heading { level: u8 },
    List { ordered: bool },
    Quote,
    Caption,
    Image,
    Table,
    Code,
    Tweet { author: Option<String>, handle: Option<String>, posted: Option<String>, links: Vec<String> },
    Embed,
    Update { posted: Option<String> },
}

impl From<&core::Kind> for Kind {
    fn from(kind: &core::Kind) -> Self {
        match kind {
            core::Kind::Paragraph => Self::Paragraph,
            core::Kind::Heading { level } => Self::Heading { level: *level },
            core::Kind::List { ordered } => Self::List { ordered: *ordered },
            core::Kind::Quote => Self::Quote,
            core::Kind::Caption => Self::Caption,
            core::Kind::Image => Self::Image,
            core::Kind::Table => Self::Table,
            core::Kind::Code => Self::Code,
            core::Kind::Tweet { author, handle, posted, links } => Self::Tweet {
                author: author.clone(),
                handle: handle.clone(),
                posted: posted.clone(),
                links: links.clone(),
            },
            core::Kind::Embed => Self::Embed,
            core::Kind::Update { posted } => Self::Update { posted: posted.clone() },
        }
    }
}

impl From<Kind> for core::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Paragraph => Self::Paragraph,
            Kind::Heading { level } => Self::Heading { level },
            Kind::List { ordered } => Self::List { ordered },
            Kind::Quote => Self::Quote,
            Kind::Caption => Self::Caption,
            Kind::Image => Self::Image,
            Kind::Table => Self::Table,
            Kind::Code => Self::Code,
            Kind::Tweet { author, handle, posted, links } => Self::Tweet { author, handle, posted, links },
            Kind::Embed => Self::Embed,
            Kind::Update { posted } => Self::Update { posted },
        }
    }
}

/// What becomes of a piece of the page: [`core::Verdict`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are those of the type in core, which documents them
pub enum Verdict {
    Keep(Kind),
    Drop,
    Field(Field),
    Part { of: u32, part: Part },
}

impl From<&core::Verdict> for Verdict {
    fn from(verdict: &core::Verdict) -> Self {
        match verdict {
            core::Verdict::Keep(kind) => Self::Keep(kind.into()),
            core::Verdict::Drop => Self::Drop,
            core::Verdict::Field { field } => Self::Field(field.into()),
            core::Verdict::Part { of, part } => Self::Part { of: *of, part: part.into() },
        }
    }
}

impl From<Verdict> for core::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Keep(kind) => Self::Keep(kind.into()),
            Verdict::Drop => Self::Drop,
            Verdict::Field(field) => Self::Field { field: field.into() },
            Verdict::Part { of, part } => Self::Part { of, part: part.into() },
        }
    }
}

/// A verdict with its rule and its decider: [`core::Decision`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// The rule and the reason.
    pub rule: Rule,
    /// Who decided.
    pub by: Decider,
}

impl From<&core::Decision> for Decision {
    fn from(decision: &core::Decision) -> Self {
        let rule = Rule { id: decision.rule.to_string(), reason: decision.reason.to_string() };
        Self { verdict: (&decision.verdict).into(), rule, by: (&decision.by).into() }
    }
}

impl From<Decision> for core::Decision {
    fn from(decision: Decision) -> Self {
        Self {
            verdict: decision.verdict.into(),
            rule: decision.rule.id.into(),
            reason: decision.rule.reason.into(),
            by: decision.by.into(),
        }
    }
}
