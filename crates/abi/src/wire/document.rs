//! A document on the wire.

use copydesk_core as core;
use serde::{Deserialize, Serialize};

use super::{Field, back, list, mirror_names, mirror_struct};

mirror_struct! {
    /// Where a page came from: [`core::Origin`].
    Origin {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        input: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fetched: Option<String>,
    }
}

mirror_names! {
    /// The form of a page: [`core::Form`].
    Form { Html, Text }
}

mirror_names! {
    /// The place a candidate came from: [`core::Provenance`].
    Provenance {
        JsonLd, OpenGraph, Twitter, Meta, Microdata, Link, TitleElement, Lang, Time, Byline, Heading, Text,
    }
}

/// A hyperlink inside a block: [`core::Link`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Link {
    pub start: u32,
    pub end: u32,
    pub href: String,
}

impl From<&core::Link> for Link {
    fn from(link: &core::Link) -> Self {
        Self { start: link.start, end: link.end, href: (&link.href).into() }
    }
}

impl From<Link> for core::Link {
    fn from(link: Link) -> Self {
        Self { start: link.start, end: link.end, href: link.href.into() }
    }
}

/// An ancestor of some block: [`core::Element`], with what its [`core::StartTag`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the types in core, which document them
pub struct Element {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    pub tag: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
}

impl From<&core::Element> for Element {
    fn from(core: &core::Element) -> Self {
        let core::StartTag { tag, id, classes, attributes } = core.start_tag().as_ref();
        Self {
            parent: core.parent,
            tag: tag.as_str().to_owned(),
            id: id.as_ref().map(String::from),
            classes: classes.iter().map(String::from).collect(),
            attributes: attributes.iter().map(|(name, value)| (name.into(), value.into())).collect(),
        }
    }
}

impl From<Element> for core::Element {
    fn from(wire: Element) -> Self {
        let start_tag = core::StartTag {
            tag: wire.tag.into(),
            id: wire.id.map(core::Text::from),
            classes: wire.classes.into_iter().map(core::Text::from).collect(),
            attributes: wire.attributes.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        };
        Self::new(wire.parent, start_tag)
    }
}

mirror_struct! {
    /// Something worth knowing about how a page was read: [`core::Diagnostic`].
    Diagnostic {
        code: String,
        message: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    }
}

mirror_struct! {
    /// A block, or a range of its text: [`core::Target`].
    Target {
        block: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        range: Option<(u32, u32)>,
    }
}

/// Where a block stands in the input: [`core::Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// A half-open byte range of the decoded page.
    Bytes(u32, u32),
    /// The first and the last line, counted from 0.
    Lines(u32, u32),
}

impl From<&core::Span> for Span {
    fn from(span: &core::Span) -> Self {
        match *span {
            core::Span::Bytes(start, end) => Self::Bytes(start, end),
            core::Span::Lines(first, last) => Self::Lines(first, last),
        }
    }
}

impl From<Span> for core::Span {
    fn from(span: Span) -> Self {
        match span {
            Span::Bytes(start, end) => Self::Bytes(start, end),
            Span::Lines(first, last) => Self::Lines(first, last),
        }
    }
}

/// What the markup says a block is: [`core::Shape`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are those of the type in core, which documents them
pub enum Shape {
    Paragraph,
    Heading(u8),
    ListItem(bool),
    Quote,
    Caption,
    TableRow,
    Code,
    Image,
    Embed,
    Time,
    Plain,
    Line,
}

impl From<&core::Shape> for Shape {
    fn from(shape: &core::Shape) -> Self {
        match *shape {
            core::Shape::Paragraph => Self::Paragraph,
            core::Shape::Heading(level) => Self::Heading(level),
            core::Shape::ListItem(ordered) => Self::ListItem(ordered),
            core::Shape::Quote => Self::Quote,
            core::Shape::Caption => Self::Caption,
            core::Shape::TableRow => Self::TableRow,
            core::Shape::Code => Self::Code,
            core::Shape::Image => Self::Image,
            core::Shape::Embed => Self::Embed,
            core::Shape::Time => Self::Time,
            core::Shape::Plain => Self::Plain,
            core::Shape::Line => Self::Line,
        }
    }
}

impl From<Shape> for core::Shape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Paragraph => Self::Paragraph,
            Shape::Heading(level) => Self::Heading(level),
            Shape::ListItem(ordered) => Self::ListItem(ordered),
            Shape::Quote => Self::Quote,
            Shape::Caption => Self::Caption,
            Shape::TableRow => Self::TableRow,
            Shape::Code => Self::Code,
            Shape::Image => Self::Image,
            Shape::Embed => Self::Embed,
            Shape::Time => Self::Time,
            Shape::Plain => Self::Plain,
            Shape::Line => Self::Line,
        }
    }
}

/// A run of text with no block boundary inside it: [`core::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Block {
    pub text: String,
    pub span: Span,
    pub shape: Shape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(default)]
    pub bold: u32,
    #[serde(default)]
    pub hidden: bool,
    #[serde(default)]
    pub ornament: bool,
}

impl From<&core::Block> for Block {
    fn from(block: &core::Block) -> Self {
        Self {
            text: (&block.text).into(),
            span: (&block.span).into(),
            shape: (&block.shape).into(),
            element: block.element,
            links: list(&block.links),
            media: block.media.clone(),
            bold: block.bold,
            hidden: block.hidden,
            ornament: block.ornament,
        }
    }
}

impl From<Block> for core::Block {
    fn from(block: Block) -> Self {
        Self {
            text: block.text.into(),
            span: block.span.into(),
            shape: block.shape.into(),
            element: block.element,
            links: back(block.links).into(),
            media: block.media,
            bold: block.bold,
            hidden: block.hidden,
            ornament: block.ornament,
        }
    }
}

/// One value that a page offers for a field: [`core::Candidate`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Candidate {
    pub field: Field,
    pub value: String,
    pub provenance: Provenance,
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
}

impl From<&core::Candidate> for Candidate {
    fn from(candidate: &core::Candidate) -> Self {
        Self {
            field: (&candidate.field).into(),
            value: candidate.value.clone(),
            provenance: (&candidate.provenance).into(),
            key: candidate.key.clone(),
            block: candidate.block,
        }
    }
}

impl From<Candidate> for core::Candidate {
    fn from(candidate: Candidate) -> Self {
        Self {
            field: candidate.field.into(),
            value: candidate.value,
            provenance: candidate.provenance.into(),
            key: candidate.key,
            block: candidate.block,
        }
    }
}

/// All that a page says of itself: [`core::Metadata`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Metadata {
    pub candidates: Vec<Candidate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_body: Option<String>,
}

impl From<&core::Metadata> for Metadata {
    fn from(metadata: &core::Metadata) -> Self {
        Self {
            candidates: list(&metadata.candidates),
            types: metadata.types.clone(),
            article_body: metadata.article_body.clone(),
        }
    }
}

impl From<Metadata> for core::Metadata {
    fn from(metadata: Metadata) -> Self {
        Self { candidates: back(metadata.candidates), types: metadata.types, article_body: metadata.article_body }
    }
}

/// One element that a CSS selector found: [`core::Match`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Match {
    pub targets: Vec<Target>,
    pub text: String,
    pub attributes: Vec<(String, String)>,
}

impl From<&core::Match> for Match {
    fn from(found: &core::Match) -> Self {
        Self { targets: list(&found.targets), text: found.text.clone(), attributes: found.attributes.clone() }
    }
}

impl From<Match> for core::Match {
    fn from(found: Match) -> Self {
        Self { targets: back(found.targets), text: found.text, attributes: found.attributes }
    }
}

/// A page, whatever stands behind it: [`core::Document`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are the methods of the trait in core, which documents them
pub struct Document {
    pub origin: Origin,
    pub form: Form,
    pub metadata: Metadata,
    pub elements: Vec<Element>,
    pub blocks: Vec<Block>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

impl From<&dyn core::Document> for Document {
    fn from(document: &dyn core::Document) -> Self {
        Self {
            origin: document.origin().into(),
            form: (&document.form()).into(),
            metadata: document.metadata().into(),
            elements: list(document.elements()),
            blocks: list(document.blocks()),
            diagnostics: list(document.diagnostics()),
        }
    }
}

impl From<Document> for core::StaticDocument {
    fn from(document: Document) -> Self {
        Self {
            origin: document.origin.into(),
            form: document.form.into(),
            metadata: document.metadata.into(),
            elements: back(document.elements),
            blocks: back(document.blocks),
            diagnostics: back(document.diagnostics),
        }
    }
}
