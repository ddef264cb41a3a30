//! Candidate metadata: every value a page offers for a field, with where it stands.

use serde::{Deserialize, Serialize};

use crate::Field;

/// The place a candidate came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// A `<script type="application/ld+json">` (schema.org).
    JsonLd,
    /// `<meta property="og:…">` and `article:…` (the Open Graph protocol).
    OpenGraph,
    /// `<meta name="twitter:…">`.
    Twitter,
    /// Any other `<meta>`.
    Meta,
    /// `itemprop` attributes (HTML microdata).
    Microdata,
    /// `<link rel="…">`.
    Link,
    /// The `<title>` element.
    TitleElement,
    /// The `lang` attribute of the root element.
    Lang,
    /// A `<time>` element in the body.
    Time,
    /// A byline in the body (`rel=author`, class names of the trade, "By …").
    Byline,
    /// An `<h1>`.
    Heading,
    /// The visible text.
    Text,
}

/// One value that a page offers for a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The field it is offered for.
    pub field: Field,
    /// The value as given, white space folded, character references decoded. One candidate a value: a list of
    /// authors gives several candidates in order.
    pub value: String,
    /// Where it came from.
    pub provenance: Provenance,
    /// The precise place: `og:title`, `NewsArticle.headline`, `time[datetime]`.
    pub key: String,
    /// The block that shows it, for visible candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
}

/// All that a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The candidates, in document order.
    pub candidates: Vec<Candidate>,
    /// The schema.org types of its JSON-LD objects (`NewsArticle`, `LiveBlogPosting` …) and `og:type` as `og:article`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// `articleBody` as the JSON-LD gives it: evidence, never trusted blindly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_body: Option<String>,
}

impl Metadata {
    /// The candidates of a field, in document order.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(move |candidate| candidate.field == field)
    }

    /// The first candidate of a field from a place.
    pub fn first(&self, field: Field, provenance: Provenance) -> Option<&Candidate> {
        self.of(field).find(|candidate| candidate.provenance == provenance)
    }
}
