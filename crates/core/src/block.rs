//! Blocks: runs of text with no block boundary inside them.

use serde::{Deserialize, Serialize};

use crate::{List, Text};

/// Where a block stands in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// HTML: a half-open byte range of the page after decoding to UTF-8.
    Bytes(u32, u32),
    /// Flat text: the first and the last line, both counted from 0 and both inside.
    Lines(u32, u32),
}

impl Span {
    /// The smallest span that covers both. Spans of two forms never meet in one document; the first then wins.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bytes(a, b), Self::Bytes(c, d)) => Self::Bytes(a.min(c), b.max(d)),
            (Self::Lines(a, b), Self::Lines(c, d)) => Self::Lines(a.min(c), b.max(d)),
            (first, _) => first,
        }
    }
}

/// What the markup says a block is, before any judgement. Flat text says [`Shape::Line`] of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Text inside `<p>`, or a part of one that `<br><br>` parts.
    Paragraph,
    /// `<h1>` to `<h6>`, with its level.
    Heading(u8),
    /// Text of an `<li>`, `<dt>` or `<dd>`; `true` inside `<ol>`.
    ListItem(bool),
    /// Text directly inside `<blockquote>` or `<q>` as a block.
    Quote,
    /// Text of a `<figcaption>` or `<caption>`.
    Caption,
    /// One row of a data table, its cells parted by tabs.
    TableRow,
    /// `<pre>`: white space and line ends are kept.
    Code,
    /// An `<img>`, `<picture>`, `<video>` or `<audio>`: no text, its address in [`Block::media`].
    Image,
    /// An `<iframe>`, `<embed>` or `<object>`: no text, its address in [`Block::media`].
    Embed,
    /// A `<time>` element that stands alone.
    Time,
    /// Text of any other element (`div`, `span`, `a`, `button` …).
    Plain,
    /// A line or paragraph of flat text.
    Line,
}

/// A hyperlink inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Byte offset in [`Block::text`] where the link's text begins.
    pub start: u32,
    /// Byte offset in [`Block::text`] where the link's text ends.
    pub end: u32,
    /// The address as the page gives it.
    pub href: Text,
}

/// A run of text with no block boundary inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The text: white space folded to single spaces and trimmed (except in [`Shape::Code`]), zero-width spaces and
    /// soft hyphens removed, character references decoded. Empty for images and embeds.
    pub text: Text,
    /// Its place in the input.
    pub span: Span,
    /// What the markup says it is.
    pub shape: Shape,
    /// The innermost block-level element that holds it: an index into [`crate::Document::elements`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<u32>,
    /// Its links, in order.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub links: List<Link>,
    /// The address of an image or embed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    /// How many bytes of the text are set in bold (`<strong>`, `<b>`).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bold: u32,
    /// Whether the page hides it (`hidden`, `aria-hidden`, `display:none`, `<noscript>`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Whether a picture's own attributes show it to be none of a text's: it is no larger than an icon, or is called an icon, a
    /// logo, an avatar.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ornament: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Block {
    /// A block of flat text on the given lines.
    pub fn line(text: impl Into<Text>, first: u32, last: u32) -> Self {
        Self {
            text: text.into(),
            span: Span::Lines(first, last),
            shape: Shape::Line,
            element: None,
            links: List::default(),
            media: None,
            bold: 0,
            hidden: false,
            ornament: false,
        }
    }

    /// How many bytes of the text lie inside links.
    pub fn linked(&self) -> u32 {
        self.links.iter().map(|link| link.end.saturating_sub(link.start)).sum()
    }

    /// The share of the text that lies inside links, from 0 to 1.
    pub fn link_density(&self) -> f32 {
        if self.text.is_empty() {
            return 0.0;
        }
        (self.linked() as f32 / self.text.len() as f32).min(1.0)
    }
}
