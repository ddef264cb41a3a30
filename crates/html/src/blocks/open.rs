//! The block under construction.

use copydesk_core::text::whitespace::{is_removed, push_folded, trim};
use copydesk_core::{Shape, Span};

use super::raw::{RawBlock, RawLink, Store};
use crate::tree::{HREF, NodeId, Tree};

/// How text is gathered into the open block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Elements of block level part blocks.
    Flow,
    /// A row of a data table: one block, whatever its cells hold.
    Row,
    /// A `<select>`: one block of all options.
    Joined,
    /// Preformatted text: white space is kept, and elements of block level part lines.
    Preformatted,
}

/// What the place of a block's first text says of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// What the markup says it is.
    pub(super) shape: Shape,
    /// The element that holds it.
    pub(super) element: Option<u32>,
    /// Whether the page hides it.
    pub(super) hidden: bool,
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// In bold.
    pub(super) bold: bool,
    /// Inside a `<time>`.
    pub(super) time: bool,
    /// Inside an inline element with `aria-hidden`.
    pub(super) unspoken: bool,
}

/// The most empty cells before the first text of a row that are kept.
const MAX_EMPTY_CELLS: u32 = 64;

/// A block that may still grow. It has a place as soon as it has text.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(super) struct Open {
    text: String,
    place: Option<Place>,
    /// The number its pieces name it by.
    id: u32,
    span: (u32, u32),
    links: Vec<RawLink>,
    /// Links that have begun: the element, and where in the text.
    begun: Vec<(NodeId, u32)>,
    bold: u32,
    breaks: u8,
    in_time: bool,
    out_of_time: bool,
    spoken: bool,
    /// How many cells of a row have begun before there was any text.
    cells: u32,
    /// Whether it is a large first letter so far, and its word comes next.
    begins_word: bool,
}

impl Open {
    /// Whether it has any text.
    pub(super) fn has_text(&self) -> bool {
        self.place.is_some()
    }

    /// What its place says it is, once it has text.
    pub(super) fn shape(&self) -> Option<Shape> {
        self.place.map(|place| place.shape)
    }

    /// The number its pieces name it by.
    pub(super) fn id(&self) -> u32 {
        self.id
    }

    /// Its text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a large first letter, and its word comes next.
    pub(super) fn begins_word(&self) -> bool {
        self.begins_word
    }

    /// It is a large first letter, and nothing parts it from what comes next.
    pub(super) fn begin_word(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.links.iter_mut().for_each(|link| link.end = link.end.min(end as u32));
        self.begins_word = true;
    }

    /// The word that it is the beginning of comes, in its own place.
    pub(super) fn end_letter(&mut self, place: Place) {
        self.begins_word = false;
        self.place = Some(place);
    }

    /// The last character of its text.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Gives it a number and a place.
    pub(super) fn begin(&mut self, id: u32, place: Place) {
        self.id = id;
        self.place = Some(place);
        self.span = (u32::MAX, 0);
    }

    /// Appends characters, of which at least one is to be seen; the range they fill is returned.
    pub(super) fn push(&mut self, characters: &str, span: (u32, u32), mode: Mode, style: Style) -> (u32, u32) {
        let start = self.text.len();
        // White space may be long and leave nothing.
        let length = if characters.len() > SHORT { characters.trim_ascii().len() } else { characters.len() };
        self.text.reserve(length + 1);
        match mode {
            Mode::Preformatted => push_preformatted(&mut self.text, characters),
            // A tab parts cells, and no space stands beside it.
            Mode::Row if self.text.ends_with('\t') => push_folded(&mut self.text, characters.trim_start()),
            _ => push_folded(&mut self.text, characters),
        }
        let end = self.text.len();
        self.span = (self.span.0.min(span.0), self.span.1.max(span.1));
        self.bold += if style.bold { (end - start) as u32 } else { 0 };
        self.in_time |= style.time;
        self.out_of_time |= !style.time;
        self.spoken |= !style.unspoken;
        self.breaks = 0;
        (start as u32, end as u32)
    }

    /// Makes sure that what comes does not run into what is there.
    pub(super) fn space(&mut self) {
        if self.begins_word {
            return;
        }
        if self.text.as_bytes().last().is_some_and(|last| !matches!(last, b' ' | b'\t' | b'\n')) {
            self.text.push(' ');
        }
    }

    /// Appends white space as it stands, where there is text before it.
    pub(super) fn blank(&mut self, characters: &str) {
        if self.has_text() {
            push_preformatted(&mut self.text, characters);
        }
    }

    /// Ends a line of preformatted text.
    pub(super) fn line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends a line of preformatted text unless it has just begun.
    pub(super) fn fresh_line(&mut self) {
        if !self.text.ends_with('\n') {
            self.line();
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.cells = 0;
    }

    /// Begins the next cell of a row.
    pub(super) fn cell(&mut self) {
        if self.has_text() {
            self.trim();
            self.text.push('\t');
        } else {
            self.cells += 1;
        }
    }

    /// The first text of a row comes: a tab for each empty cell before its own.
    pub(super) fn fill_cells(&mut self) {
        let empty = self.cells.saturating_sub(1).min(MAX_EMPTY_CELLS);
        self.text.extend(std::iter::repeat_n('\t', empty as usize));
    }

    /// Counts a line break; true where it is the second in a row and so parts paragraphs.
    pub(super) fn line_break(&mut self) -> bool {
        // Nothing parts a large first letter from its word.
        if !self.has_text() || self.begins_word {
            return false;
        }
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with(['\t', '\n']) {
            self.text.push('\n');
        }
        self.breaks += 1;
        self.breaks > 1
    }

    /// A link begins.
    pub(super) fn begin_link(&mut self, node: NodeId) {
        self.begun.push((node, self.text.len() as u32));
    }

    /// The innermost link ends.
    pub(super) fn end_link<'t>(&mut self, tree: &'t Tree<'t>, store: &mut Store<'t>) {
        if let Some((node, start)) = self.begun.pop() {
            self.record_link(tree, store, node, start);
        }
    }

    /// The address of the innermost link.
    pub(super) fn address<'t>(&self, tree: &'t Tree<'t>) -> Option<&'t str> {
        self.begun.last().and_then(|(node, _)| tree.element(*node)?.known(HREF))
    }

    /// An empty block in which the links that have begun go on.
    pub(super) fn successor(&self) -> Self {
        let begun = self.begun.iter().map(|(node, _)| (*node, 0)).collect();
        Self { begun, ..Self::default() }
    }

    /// The finished block with its number, if it has text. What is left is an empty block, in which the links that have
    /// begun go on.
    pub(super) fn finish<'t>(&mut self, tree: &'t Tree<'t>, store: &mut Store<'t>) -> Option<(u32, RawBlock)> {
        let place = self.place.take()?;
        // Only what the tree's builder could not part holds one link in another: the innermost is where a click leads.
        if let Some((node, start)) = self.begun.last().copied() {
            self.record_link(tree, store, node, start);
        }
        self.begun.iter_mut().for_each(|(_, start)| *start = 0);
        // A row may end in empty cells.
        let shown = trim_end(&self.text);
        let (text, length) = (store.put(shown), shown.len() as u32);
        self.text.clear();
        if self.links.len() > 1 {
            self.links.sort_by_key(|link| link.start);
        }
        let flows = matches!(place.shape, Shape::Plain | Shape::Paragraph | Shape::ListItem(_));
        let shape = if flows && self.in_time && !self.out_of_time { Shape::Time } else { place.shape };
        let block = RawBlock {
            bold: self.bold.min(length),
            text,
            span: Span::Bytes(self.span.0, self.span.1),
            shape,
            element: place.element,
            links: store.put_links(&self.links),
            media: None,
            hidden: place.hidden || !self.spoken,
            ornament: false,
        };
        self.links.clear();
        (self.bold, self.breaks, self.begins_word) = (0, 0, false);
        (self.in_time, self.out_of_time, self.spoken) = (false, false, false);
        Some((self.id, block))
    }

    fn record_link<'t>(&mut self, tree: &'t Tree<'t>, store: &mut Store<'t>, node: NodeId, start: u32) {
        let linked = &self.text[(start as usize).min(self.text.len())..];
        let shown = trim(linked);
        if shown.is_empty() {
            return;
        }
        let indent = if shown.len() == linked.len() { 0 } else { linked.len() - linked.trim_start().len() };
        let Some(href) = tree.element(node).and_then(|link| link.known(HREF)) else { return };
        let start = start + indent as u32;
        self.links.push(RawLink { start, end: start + shown.len() as u32, href: store.put_attribute(trim(href)) });
    }

    fn trim(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
    }
}

/// A text without the white space at its end.
#[inline]
fn trim_end(text: &str) -> &str {
    if text.as_bytes().last().is_some_and(u8::is_ascii_graphic) { text } else { text.trim_end() }
}

/// A text so long is worth a look at its ends before room is made for it, in bytes.
const SHORT: usize = 256;

fn push_preformatted(text: &mut String, characters: &str) {
    // Blank lines before the first are no part of the text; what indents the first is.
    let characters = if text.is_empty() {
        let indent = characters.len() - characters.trim_start().len();
        &characters[characters[..indent].rfind('\n').map_or(0, |at| at + 1)..]
    } else {
        characters
    };
    text.extend(characters.chars().filter(|character| *character != '\r' && !is_removed(*character)));
}
