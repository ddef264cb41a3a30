//! The fields of an article that a draft resolves.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::whitespace::fold;
use crate::{ExtractError, Text};

/// A field of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The headline, without the site's name.
    Title,
    /// The summary under the headline.
    Standfirst,
    /// The people who wrote it; a list.
    Authors,
    /// When it was first published (ISO 8601, with the precision and offset the page gives).
    Published,
    /// When it was last changed (ISO 8601).
    Modified,
    /// BCP 47 language tag.
    Language,
    /// The section of the paper.
    Section,
    /// Keywords; a list.
    Tags,
    /// Address of the lead image.
    Image,
    /// Who published it.
    Publisher,
    /// The address the page calls its own.
    CanonicalUrl,
    /// `free` or `paywalled`, when the page says so.
    Access,
}

impl Field {
    /// All fields, in the order in which an article shows them.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Standfirst,
        Self::Authors,
        Self::Published,
        Self::Modified,
        Self::Language,
        Self::Section,
        Self::Tags,
        Self::Image,
        Self::Publisher,
        Self::CanonicalUrl,
        Self::Access,
    ];

    /// The name used in articles, ledgers and configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Authors => "authors",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Language => "language",
            Self::Section => "section",
            Self::Tags => "tags",
            Self::Image => "image",
            Self::Publisher => "publisher",
            Self::CanonicalUrl => "canonical_url",
            Self::Access => "access",
        }
    }

    /// Whether the field holds a list (authors, tags) rather than one text.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Tags)
    }

    /// Whether the field holds a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Published | Self::Modified)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = ExtractError;

    fn from_str(name: &str) -> Result<Self, ExtractError> {
        Self::ALL
            .into_iter()
            .find(|field| field.name() == name)
            .ok_or_else(|| ExtractError::UnknownField(name.to_owned()))
    }
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FieldValue {
    /// One text.
    Text(String),
    /// Several, in order.
    List(Vec<String>),
}

impl FieldValue {
    /// The value on one line: blocks, from which values are taken, may have several.
    pub(crate) fn folded(&self) -> Self {
        match self {
            Self::Text(text) => Self::Text(fold(text).into_owned()),
            Self::List(items) => Self::List(items.iter().map(|item| fold(item).into_owned()).collect()),
        }
    }

    /// The value as one text; a list is joined by commas.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(items) => items.join(", "),
        }
    }

    /// The value as a list.
    pub fn to_list(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::List(items) => items.clone(),
        }
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<Text> for FieldValue {
    fn from(value: Text) -> Self {
        Self::Text(value.into())
    }
}
impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<Vec<String>> for FieldValue {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}
