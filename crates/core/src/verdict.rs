//! Verdicts: what becomes of a piece of the page, by which rule, and who decided it.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Field;

/// What a kept block is in the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// An item of a list; neighbouring items become one list of the article.
    List {
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// A quotation set apart.
    Quote,
    /// The text under a picture; its credit is a [`Part::Credit`].
    Caption,
    /// A picture, by its address.
    Image,
    /// A row of a data table; neighbouring rows become one table of the article.
    Table,
    /// Preformatted text.
    Code,
    /// A post on Twitter or X, quoted whole; its attribution is a [`Part::Attribution`].
    Tweet {
        /// The author's display name.
        author: Option<String>,
        /// The handle, without `@`.
        handle: Option<String>,
        /// The day it was posted (ISO 8601).
        posted: Option<String>,
        /// The addresses that stood in its text.
        links: Vec<String>,
    },
    /// Something embedded, by its address.
    Embed,
    /// The heading of a live blog's entry.
    Update {
        /// When it was posted (ISO 8601, or a clock time), when the page says so.
        posted: Option<String>,
    },
}

impl Kind {
    /// The name used in articles and configuration.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading { .. } => "heading",
            Self::List { .. } => "list",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Image => "image",
            Self::Table => "table",
            Self::Code => "code",
            Self::Tweet { .. } => "tweet",
            Self::Embed => "embed",
            Self::Update { .. } => "update",
        }
    }

    /// Whether a reader would quote it as body text. Captions, images and embeds are not.
    pub const fn is_body(&self) -> bool {
        !matches!(self, Self::Caption | Self::Image | Self::Embed)
    }
}

/// The role of a piece that belongs to another block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// More text of the same block (a paragraph that a line end cut in two).
    Continuation,
    /// The credit of a caption.
    Credit,
    /// The "— Name (@handle) Month D, YYYY" of a tweet, or the speaker of a quote.
    Attribution,
    /// An address that was taken out of the text and kept in `links`.
    Link,
    /// The time of a live blog's entry.
    Posted,
}

/// What becomes of a piece of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Kept in the article.
    Keep(Kind),
    /// Left out.
    Drop,
    /// Taken into a field.
    Field {
        /// The field.
        field: Field,
    },
    /// Made part of another kept block.
    Part {
        /// That block.
        of: u32,
        /// As what.
        part: Part,
    },
}

impl Verdict {
    /// Whether the piece is kept as a block of its own.
    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Keep(_))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep(kind) => write!(formatter, "kept as {}", kind.name()),
            Self::Drop => formatter.write_str("dropped"),
            Self::Field { field } => write!(formatter, "taken into {field}"),
            Self::Part { of, part } => {
                let part = match part {
                    Part::Continuation => "continuation",
                    Part::Credit => "credit",
                    Part::Attribution => "attribution",
                    Part::Link => "link",
                    Part::Posted => "time",
                };
                write!(formatter, "{part} of block {of}")
            }
        }
    }
}

/// Why something was decided: an id that names the rule, and the reason in words.
///
/// A plugin holds its rules as constants:
/// `const ICON_ROW: Rule = Rule::new("rt/icon-row", "names of icon-font glyphs");`
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// `source/rule-name`, in lower case with hyphens.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: Cow<'static, str>,
    /// The reason, in words.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub reason: Cow<'static, str>,
}

impl Rule {
    /// A rule with a fixed reason.
    pub const fn new(id: &'static str, reason: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), reason: Cow::Borrowed(reason) }
    }

    /// A rule whose parts are made at run time.
    pub fn owned(id: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { id: Cow::Owned(id.into()), reason: Cow::Owned(reason.into()) }
    }

    /// The same rule with a reason that tells of this page.
    #[must_use]
    pub fn because(&self, reason: impl Into<String>) -> Self {
        Self { id: self.id.clone(), reason: Cow::Owned(reason.into()) }
    }
}

impl From<&Self> for Rule {
    fn from(rule: &Self) -> Self {
        rule.clone()
    }
}

/// The layer that a decision was made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Nothing decided: the piece was left as it was found.
    Default,
    /// The generic extractor.
    Generic,
    /// The rules of a source's TOML file.
    Rules,
    /// A source's plugin.
    Plugin,
}

/// Who decided: `generic`, `rules:rt`, `plugin:rt`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decider {
    /// The layer.
    pub layer: Layer,
    /// The source's name; empty for the default and the generic extractor.
    pub source: String,
}

impl Decider {
    /// The decider of what nobody decided.
    pub const DEFAULT: Self = Self { layer: Layer::Default, source: String::new() };

    /// The generic extractor.
    pub const GENERIC: Self = Self { layer: Layer::Generic, source: String::new() };

    /// The rules of a source's TOML file.
    pub fn rules(source: impl Into<String>) -> Self {
        Self { layer: Layer::Rules, source: source.into() }
    }

    /// A source's plugin.
    pub fn plugin(source: impl Into<String>) -> Self {
        Self { layer: Layer::Plugin, source: source.into() }
    }
}

impl fmt::Display for Decider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.layer {
            Layer::Default => formatter.write_str("default"),
            Layer::Generic => formatter.write_str("generic"),
            Layer::Rules => write!(formatter, "rules:{}", self.source),
            Layer::Plugin => write!(formatter, "plugin:{}", self.source),
        }
    }
}

impl std::str::FromStr for Decider {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "default" => Ok(Self::DEFAULT),
            None if text == "generic" => Ok(Self::GENERIC),
            Some(("rules", source)) => Ok(Self::rules(source)),
            Some(("plugin", source)) => Ok(Self::plugin(source)),
            _ => {
                Err(format!("no decider is called {text:?}: expected default, generic, rules:SOURCE or plugin:SOURCE"))
            }
        }
    }
}

impl Serialize for Decider {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decider {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A verdict with its rule and its decider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// What was decided.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The rule's id.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: Cow<'static, str>,
    /// The reason in words.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub reason: Cow<'static, str>,
    /// Who decided.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub by: Decider,
}
