//! Segmentation: from the tree to blocks in reading order.
//!
//! One walk over the tree gathers text into an open block and ends it wherever an element of block level begins or ends,
//! or two line breaks follow one another. What stands inside a running text but is no part of it (a picture, a hidden
//! note, a button) becomes a block of its own *after* it, so that it does not cut the text in two.
//!
//! Beside the blocks the walk notes which piece of which block each text node gave, and between which pieces each
//! element lies; from this follow the targets of a selector's matches.

mod elements;
pub(crate) mod media;
mod open;
mod tables;
pub(crate) mod tags;
#[cfg(test)]
mod tests;

use copydesk_core::text::whitespace::is_removed;
use copydesk_core::{Block, Element, Link, Shape, Span, Target};

use crate::tree::{DOCUMENT, NodeId, Step, Tree};
use open::{Mode, Open, Place, Style};
use tags::Role;

/// The blocks of a page, and where each element's text went.
#[derive(Debug)]
pub(crate) struct Segmentation {
    /// The blocks in reading order.
    pub(crate) blocks: Vec<Block>,
    /// The elements that hold them, parents before children.
    pub(crate) elements: Vec<Element>,
    /// What each text node, picture and embed gave, in document order.
    pieces: Vec<Piece>,
    /// For each node of the tree, the half-open range of pieces that lie in it.
    extents: Vec<(u32, u32)>,
}

/// A piece of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    block: u32,
    start: u32,
    end: u32,
}

/// The most pieces of a text that counts as short.
const MAX_SHORT: usize = 64;

/// Cuts a page into blocks.
pub(crate) fn segment(tree: &Tree) -> Segmentation {
    let mut segmenter = Segmenter::new(tree);
    let mut walk = tree.walk(DOCUMENT);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(DOCUMENT) | Step::Leave(DOCUMENT) => {}
            Step::Enter(node) => {
                if let Some(characters) = tree.characters(node) {
                    segmenter.text(node, characters);
                } else if !tree.is_element(node) || !segmenter.enter(node) {
                    walk.skip_children();
                }
            }
            Step::Leave(node) => segmenter.leave(node),
        }
    }
    segmenter.finish()
}

impl Segmentation {
    /// The blocks that an element covers, in reading order: whole blocks, or a range where it holds a part of one.
    pub(crate) fn targets(&self, node: NodeId) -> Vec<Target> {
        let mut pieces = self.pieces(node).to_vec();
        pieces.sort_unstable();
        let mut targets: Vec<Target> = Vec::new();
        let mut at = 0;
        while let Some(first) = pieces.get(at) {
            let same = pieces[at..].iter().take_while(|piece| piece.block == first.block).count();
            targets.extend(self.target(first.block, first.start, pieces[at + same - 1].end));
            at += same;
        }
        targets
    }

    /// The first block that shows a part of an element.
    pub(crate) fn first_block(&self, node: NodeId) -> Option<u32> {
        self.pieces(node).iter().map(|piece| piece.block).min()
    }

    /// Where an element's text begins: the block, and the byte offset in its text.
    pub(crate) fn beginning(&self, node: NodeId) -> Option<(u32, u32)> {
        self.pieces(node).first().map(|piece| (piece.block, piece.start))
    }

    /// Whether an element shows some text, and no more than so many bytes of it.
    pub(crate) fn is_short(&self, node: NodeId, limit: usize) -> bool {
        let pieces = self.pieces(node);
        let length: usize = pieces.iter().take(MAX_SHORT).map(|piece| (piece.end - piece.start) as usize).sum();
        pieces.len() <= MAX_SHORT && (1..=limit).contains(&length)
    }

    fn pieces(&self, node: NodeId) -> &[Piece] {
        let (first, end) = self.extents.get(node as usize).copied().unwrap_or_default();
        self.pieces.get(first as usize..end as usize).unwrap_or_default()
    }

    fn target(&self, block: u32, start: u32, end: u32) -> Option<Target> {
        let text = &self.blocks[block as usize].text;
        if text.is_empty() {
            return Some(Target::from(block));
        }
        // Pieces were noted before the block's end was trimmed, and may hold the space between two.
        let end = (end as usize).min(text.len());
        let held = text.get(start as usize..end)?;
        let shown = held.trim();
        if shown.is_empty() {
            return None;
        }
        let start = start as usize + (held.len() - held.trim_start().len());
        let end = start + shown.len();
        let whole = text[..start].trim().is_empty() && text[end..].trim().is_empty();
        Some(if whole { Target::from(block) } else { Target::from((block, start..end)) })
    }
}

/// What surrounds the text at a point of the walk.
#[derive(Debug, Clone, Copy)]
struct Frame {
    node: NodeId,
    role: Role,
    /// Whether blocks name this element among their ancestors: it is of block level, or an inline element that says
    /// something of itself and holds whole blocks.
    kept: bool,
    /// Whether an element of block level has begun inside it.
    wraps: bool,
    /// The innermost kept frame, this one included.
    nearest: u32,
    /// Its index in the table of elements, once a block named it.
    element: Option<u32>,
    shape: Shape,
    context: Context,
    ordered: bool,
    hidden: bool,
    unspoken: bool,
    data_table: bool,
    /// Whether text is parted at its start and its end.
    parts: bool,
    /// Whether the surrounding text waits until it ends.
    suspends: bool,
    /// Whether the way of gathering text changed at its start.
    changes_mode: bool,
}

/// What a paragraph at this point is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Running,
    Item { ordered: bool },
    Quote,
    Caption,
}

impl Context {
    fn shape(self, otherwise: Shape) -> Shape {
        match self {
            Self::Running => otherwise,
            Self::Item { ordered } => Shape::ListItem(ordered),
            Self::Quote => Shape::Quote,
            Self::Caption => Shape::Caption,
        }
    }
}

struct Segmenter<'t> {
    tree: &'t Tree,
    frames: Vec<Frame>,
    mode: Mode,
    /// The kept frame that holds the block of a mode other than [`Mode::Flow`].
    anchor: u32,
    open: Open,
    /// Blocks that wait for a hidden element or a button inside them to end.
    suspended: Vec<(Open, Mode, u32)>,
    /// Finished blocks with their numbers.
    finished: Vec<(u32, Block)>,
    /// Finished blocks that follow the open one.
    deferred: Vec<(u32, Block)>,
    elements: Vec<Element>,
    pieces: Vec<Piece>,
    extents: Vec<(u32, u32)>,
    numbers: u32,
    bold: u32,
    times: u32,
    unspoken: u32,
}

impl<'t> Segmenter<'t> {
    fn new(tree: &'t Tree) -> Self {
        let root = Frame {
            node: DOCUMENT,
            role: Role::Block,
            kept: false,
            wraps: true,
            nearest: 0,
            element: None,
            shape: Shape::Plain,
            context: Context::Running,
            ordered: false,
            hidden: false,
            unspoken: false,
            data_table: false,
            parts: true,
            suspends: false,
            changes_mode: false,
        };
        Self {
            tree,
            frames: vec![root],
            mode: Mode::Flow,
            anchor: 0,
            open: Open::default(),
            suspended: Vec::new(),
            finished: Vec::new(),
            deferred: Vec::new(),
            elements: Vec::new(),
            pieces: Vec::new(),
            extents: vec![(0, 0); tree.nodes.len()],
            numbers: 0,
            bold: 0,
            times: 0,
            unspoken: 0,
        }
    }

    fn top(&self) -> Frame {
        *self.frames.last().expect("the document's own frame is never popped")
    }

    fn text(&mut self, node: NodeId, characters: &str) {
        if characters.chars().all(|character| character.is_whitespace() || is_removed(character)) {
            if self.mode == Mode::Preformatted {
                self.open.blank(characters);
            } else if characters.contains(char::is_whitespace) {
                self.open.space();
            }
            return;
        }
        if !self.open.has_text() {
            let frame = self.top();
            let shape = match self.mode {
                Mode::Row => Shape::TableRow,
                Mode::Preformatted => Shape::Code,
                Mode::Flow | Mode::Joined => frame.shape,
            };
            let innermost = if self.mode == Mode::Flow { frame.nearest } else { self.anchor };
            let element = self.name_elements(innermost);
            self.open.begin(self.numbers, Place { shape, element, hidden: frame.hidden });
            self.numbers += 1;
        }
        let style = Style { bold: self.bold > 0, time: self.times > 0, unspoken: self.unspoken > 0 };
        let (start, end) = self.open.push(characters, self.tree.node(node).span, self.mode, style);
        self.pieces.push(Piece { block: self.open.id(), start, end });
    }

    /// Enters an element; whether its children are to be walked.
    fn enter(&mut self, node: NodeId) -> bool {
        self.extents[node as usize].0 = self.pieces.len() as u32;
        let role = tags::role(self.tree, node);
        match role {
            Role::Unseen => return false,
            Role::Break => {
                self.line_break();
                return false;
            }
            Role::Image | Role::Embed => {
                self.media(node, role);
                return false;
            }
            _ => {}
        }
        let frame = self.frame(node, role);
        if frame.suspends {
            let successor = self.open.successor();
            self.suspended.push((std::mem::replace(&mut self.open, successor), self.mode, self.anchor));
            self.mode = Mode::Flow;
        }
        if frame.parts {
            self.part();
            self.mark_wrapping();
        }
        self.frames.push(frame);
        self.change_mode(frame.changes_mode, role);
        match role {
            Role::Cell if self.mode == Mode::Row => self.open.cell(),
            Role::Link => self.open.begin_link(node),
            Role::Bold => self.bold += 1,
            Role::Time => self.times += 1,
            _ => {}
        }
        self.unspoken += u32::from(frame.unspoken);
        true
    }

    fn leave(&mut self, node: NodeId) {
        self.extents[node as usize].1 = self.pieces.len() as u32;
        if self.top().node != node || self.frames.len() == 1 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        match frame.role {
            Role::Link => self.open.end_link(self.tree),
            Role::Bold => self.bold -= 1,
            Role::Time => self.times -= 1,
            _ => {}
        }
        self.unspoken -= u32::from(frame.unspoken);
        if frame.parts {
            self.part();
        }
        if frame.changes_mode {
            self.flush();
            self.mode = Mode::Flow;
        }
        if frame.suspends {
            self.flush();
            if let Some(before) = self.suspended.pop() {
                (self.open, self.mode, self.anchor) = before;
            }
            if frame.role == Role::Button {
                self.open.space();
            }
        }
    }

    fn frame(&self, node: NodeId, role: Role) -> Frame {
        let tree = self.tree;
        let name = tree.name(node);
        let parent = self.top();
        let flows = self.mode == Mode::Flow;
        let hides = !parent.hidden && tags::is_hidden(tree, node);
        let in_running_text = matches!(parent.shape, Shape::Paragraph | Shape::Heading(_));
        let suspends = if hides {
            self.open.has_text() || !flows
        } else {
            role == Role::Button && flows && matches!(self.open.shape(), Some(Shape::Paragraph | Shape::Heading(_)))
        };
        let level = matches!(
            role,
            Role::Block | Role::Button | Role::Choice | Role::Preformatted | Role::Table | Role::Row | Role::Cell
        ) || (tags::is_custom(name) && !in_running_text);
        let aria_hidden = tags::is_aria_hidden(tree, node);
        let (context, shape, ordered) = self.shape(node, name, level, parent);
        Frame {
            node,
            role,
            kept: level,
            wraps: level,
            nearest: if level { self.frames.len() as u32 } else { parent.nearest },
            element: None,
            shape,
            context,
            ordered,
            hidden: parent.hidden || hides || (level && aria_hidden),
            unspoken: !level && aria_hidden,
            data_table: match role {
                Role::Table => flows && tables::is_data(tree, node),
                _ => parent.data_table,
            },
            // A cell of a data row is parted by a tab instead.
            parts: (level || hides) && !(role == Role::Cell && self.mode == Mode::Row && !suspends),
            suspends,
            changes_mode: (flows || suspends)
                && match role {
                    Role::Row => parent.data_table,
                    Role::Choice | Role::Preformatted => true,
                    _ => false,
                },
        }
    }

    fn shape(&self, node: NodeId, name: &str, level: bool, parent: Frame) -> (Context, Shape, bool) {
        let tree = self.tree;
        if !level {
            return (parent.context, parent.shape, parent.ordered);
        }
        if let Some(level) = tags::heading_level(name) {
            return (parent.context, Shape::Heading(level), parent.ordered);
        }
        if tree.attribute(node, "role").is_some_and(|role| role == "heading") {
            let level = tree.attribute(node, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2_u8);
            return (parent.context, Shape::Heading(level.clamp(1, 6)), parent.ordered);
        }
        let mut ordered = parent.ordered;
        let context = match name {
            "ol" => {
                ordered = true;
                parent.context
            }
            "ul" | "menu" | "dir" => {
                ordered = false;
                parent.context
            }
            "li" => Context::Item { ordered },
            "dt" | "dd" => Context::Item { ordered: false },
            "blockquote" => Context::Quote,
            "figcaption" | "caption" => Context::Caption,
            "article" | "aside" | "body" | "button" | "figure" | "footer" | "header" | "main" | "nav" | "section"
            | "table" | "td" | "th" => Context::Running,
            _ => parent.context,
        };
        let shape = match name {
            "p" => context.shape(Shape::Paragraph),
            // What a page puts into a heading for layout is still the heading.
            _ if matches!(parent.shape, Shape::Heading(_)) && context == parent.context && name != "button" => {
                parent.shape
            }
            _ => context.shape(Shape::Plain),
        };
        (context, shape, ordered)
    }

    fn change_mode(&mut self, changes: bool, role: Role) {
        if changes {
            self.anchor = self.top().nearest;
            self.mode = match role {
                Role::Row => Mode::Row,
                Role::Choice => Mode::Joined,
                _ => Mode::Preformatted,
            };
        }
    }

    fn line_break(&mut self) {
        match self.mode {
            Mode::Flow => {
                if self.open.line_break() {
                    self.flush();
                }
            }
            Mode::Row | Mode::Joined => self.open.space(),
            Mode::Preformatted => self.open.line(),
        }
    }

    /// Parts what was gathered from what comes.
    fn part(&mut self) {
        match self.mode {
            Mode::Flow => self.flush(),
            Mode::Row | Mode::Joined => self.open.space(),
            Mode::Preformatted => self.open.fresh_line(),
        }
    }

    fn flush(&mut self) {
        let successor = self.open.successor();
        let block = std::mem::replace(&mut self.open, successor).finish(self.tree);
        if self.suspended.is_empty() {
            self.finished.extend(block);
            self.finished.append(&mut self.deferred);
        } else {
            self.deferred.extend(block);
        }
    }

    fn media(&mut self, node: NodeId, role: Role) {
        let (shape, address) = match role {
            Role::Image => (Shape::Image, media::image_address(self.tree, node)),
            _ => (Shape::Embed, media::embed_address(self.tree, node)),
        };
        let Some(address) = address else { return };
        let hidden = self.top().hidden
            || self.unspoken > 0
            || tags::is_hidden(self.tree, node)
            || tags::is_aria_hidden(self.tree, node);
        let (start, end) = self.tree.node(node).span;
        let href = self.open.address(self.tree).map(|href| href.trim().to_owned());
        let block = Block {
            text: String::new(),
            span: Span::Bytes(start, end),
            shape,
            element: self.name_elements(self.top().nearest),
            links: href.map(|href| Link { start: 0, end: 0, href }).into_iter().collect(),
            media: Some(address),
            bold: 0,
            hidden,
        };
        let number = self.numbers;
        self.numbers += 1;
        self.pieces.push(Piece { block: number, start: 0, end: 0 });
        if self.open.has_text() || !self.suspended.is_empty() {
            self.deferred.push((number, block));
        } else {
            self.finished.push((number, block));
        }
    }

    /// Notes that the open elements hold an element of block level. Whoever has been noted is passed over, so that each
    /// element is looked at once.
    fn mark_wrapping(&mut self) {
        let first = self.frames.iter().rposition(|frame| frame.wraps).map_or(0, |at| at + 1);
        for at in first..self.frames.len() {
            let nearest = self.frames[at - 1].nearest;
            let telling = self.tree.element(self.frames[at].node).is_some_and(elements::is_telling);
            let frame = &mut self.frames[at];
            frame.wraps = true;
            frame.kept = telling;
            frame.nearest = if telling { at as u32 } else { nearest };
        }
    }

    /// The index of a kept frame's element; it and those around it get one if they have none yet.
    fn name_elements(&mut self, innermost: u32) -> Option<u32> {
        let mut unnamed = Vec::new();
        let mut at = innermost as usize;
        let mut parent = None;
        while at > 0 {
            let frame = &self.frames[at];
            if frame.element.is_some() {
                parent = frame.element;
                break;
            }
            unnamed.push(at);
            at = self.frames[at - 1].nearest as usize;
        }
        for at in unnamed.into_iter().rev() {
            let index = self.elements.len() as u32;
            self.elements.push(elements::describe(self.tree, self.frames[at].node, parent));
            self.frames[at].element = Some(index);
            parent = Some(index);
        }
        parent
    }

    fn finish(mut self) -> Segmentation {
        self.flush();
        let mut places = vec![u32::MAX; self.numbers as usize];
        for (at, (number, _)) in self.finished.iter().enumerate() {
            places[*number as usize] = at as u32;
        }
        self.pieces.iter_mut().for_each(|piece| piece.block = places[piece.block as usize]);
        Segmentation {
            blocks: self.finished.into_iter().map(|(_, block)| block).collect(),
            elements: self.elements,
            pieces: self.pieces,
            extents: self.extents,
        }
    }
}
