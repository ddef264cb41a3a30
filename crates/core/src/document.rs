//! What a page is, whatever stands behind it: a DOM, a flat text, or a document on the other side of the plugin wall.

use serde::{Deserialize, Serialize};

use crate::{Block, Diagnostic, Element, ExtractError, Metadata, Target};

/// Where a page came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The input's name as the user gave it (a path, or `-`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// The address the page was fetched from, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was fetched (ISO 8601), when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
}

/// The form of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// An HTML page.
    Html,
    /// Text that a scraper already flattened.
    Text,
}

/// One element that a CSS selector found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The blocks it covers, in reading order: whole blocks, or a range where the element lies inside one.
    pub targets: Vec<Target>,
    /// Its whole text, white space folded (also where it holds no block, as in `<head>`).
    pub text: String,
    /// All its attributes.
    pub attributes: Vec<(String, String)>,
}

impl Match {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A page: origin, form, candidate metadata and blocks in reading order.
pub trait Document {
    /// Where the page came from.
    fn origin(&self) -> &Origin;
    /// HTML or flat text.
    fn form(&self) -> Form;
    /// Candidate metadata, with where each came from.
    fn metadata(&self) -> &Metadata;
    /// The elements that hold blocks, parents before children; empty for flat text.
    fn elements(&self) -> &[Element];
    /// The blocks, in reading order.
    fn blocks(&self) -> &[Block];
    /// The elements that match a CSS selector, in document order; none in flat text.
    ///
    /// # Errors
    /// [`ExtractError::Selector`] when the selector cannot be read.
    fn select(&self, css: &str) -> Result<Vec<Match>, ExtractError>;
    /// What went wrong, or was limited, while reading.
    fn diagnostics(&self) -> &[Diagnostic];
}

impl dyn Document + '_ {
    /// The elements around a block, innermost first.
    pub fn ancestors<'d>(&'d self, block: &Block) -> impl Iterator<Item = &'d Element> + use<'d> {
        let elements = self.elements();
        self.ancestor_numbers(block.element).map(move |number| &elements[number as usize])
    }

    /// The numbers of an element and of those around it, innermost first.
    pub fn ancestor_numbers(&self, element: Option<u32>) -> impl Iterator<Item = u32> + use<'_> {
        let elements = self.elements();
        let is_sound = |number: &u32| (*number as usize) < elements.len();
        // A parent stands before its children; of a document that is not sound no end would be found.
        std::iter::successors(element.filter(is_sound), move |own| {
            elements[*own as usize].parent.filter(|parent| parent < own)
        })
    }
}

/// A document that holds what it is given: for tests, and for the far side of the plugin wall.
#[derive(Debug, Clone)]
pub struct StaticDocument {
    /// See [`Document::origin`].
    pub origin: Origin,
    /// See [`Document::form`].
    pub form: Form,
    /// See [`Document::metadata`].
    pub metadata: Metadata,
    /// See [`Document::elements`].
    pub elements: Vec<Element>,
    /// See [`Document::blocks`].
    pub blocks: Vec<Block>,
    /// See [`Document::diagnostics`].
    pub diagnostics: Vec<Diagnostic>,
}

impl StaticDocument {
    /// A flat text of one block a line, on lines 0, 2, 4 and so on, as if blank lines parted them.
    pub fn of_lines(lines: &[&str]) -> Self {
        let blocks =
            lines.iter().enumerate().map(|(at, line)| Block::line(*line, 2 * at as u32, 2 * at as u32)).collect();
        Self {
            origin: Origin::default(),
            form: Form::Text,
            metadata: Metadata::default(),
            elements: Vec::new(),
            blocks,
            diagnostics: Vec::new(),
        }
    }
}

impl Document for StaticDocument {
    fn origin(&self) -> &Origin {
        &self.origin
    }
    fn form(&self) -> Form {
        self.form
    }
    fn metadata(&self) -> &Metadata {
        &self.metadata
    }
    fn elements(&self) -> &[Element] {
        &self.elements
    }
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }
    fn select(&self, _css: &str) -> Result<Vec<Match>, ExtractError> {
        Ok(Vec::new())
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}
