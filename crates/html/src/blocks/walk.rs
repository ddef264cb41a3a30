//! The walk that cuts a page into blocks.

use copydesk_core::text::whitespace::{is_blank, is_removed};
use copydesk_core::{Block, Link, Shape, Span};

use super::elements::Elements;
use super::frame::Frame;
use super::open::{Mode, Open, Place, Style};
use super::seams::Seams;
use super::tags::{self, Role};
use super::{Piece, Segmentation, elements, media};
use crate::tree::{NodeId, Tree};

/// The state of the walk.
pub(super) struct Segmenter<'t> {
    tree: &'t Tree,
    frames: Vec<Frame>,
    mode: Mode,
    /// The kept frame that holds the block of a mode other than [`Mode::Flow`].
    anchor: u32,
    open: Open,
    seams: Seams,
    /// Blocks that wait for a hidden element or a button inside them to end.
    suspended: Vec<(Open, Mode, u32)>,
    /// Finished blocks with their numbers.
    finished: Vec<(u32, Block)>,
    /// Finished blocks that follow the open one.
    deferred: Vec<(u32, Block)>,
    elements: Elements<'t>,
    pieces: Vec<Piece>,
    extents: Vec<(u32, u32)>,
    numbers: u32,
    bold: u32,
    times: u32,
    unspoken: u32,
    /// The picture that is walked through for its caption.
    picture: Option<NodeId>,
    max_blocks: u32,
    /// Whether something was not parted, or left out, because there are that many blocks.
    is_limited: bool,
    /// Whether what comes would begin a block if there might be one more.
    is_joining: bool,
    /// Frames that are to get an element; kept for its room.
    unnamed: Vec<usize>,
}

impl<'t> Segmenter<'t> {
    /// The state before the walk.
    pub(super) fn new(tree: &'t Tree, max_blocks: u32) -> Self {
        Self {
            tree,
            max_blocks,
            is_limited: false,
            is_joining: false,
            frames: vec![Frame::root()],
            mode: Mode::Flow,
            anchor: 0,
            open: Open::default(),
            seams: Seams::default(),
            suspended: Vec::new(),
            finished: Vec::new(),
            deferred: Vec::new(),
            elements: Elements::new(tree),
            pieces: Vec::new(),
            extents: vec![(0, 0); tree.nodes.len()],
            numbers: 0,
            bold: 0,
            times: 0,
            unspoken: 0,
            picture: None,
            unnamed: Vec::new(),
        }
    }

    fn top(&self) -> Frame {
        *self.frames.last().expect("the document's own frame is never popped")
    }

    /// Comes to a text node.
    pub(super) fn text(&mut self, node: NodeId, characters: &str) {
        if is_blank(characters) {
            if self.mode == Mode::Preformatted {
                self.open.blank(characters);
            } else if characters.contains(char::is_whitespace) {
                self.open.space();
                self.seams.clear();
            }
            return;
        }
        if self.is_full() {
            self.is_limited |= self.is_joining || self.top().hidden;
            if self.top().hidden {
                return;
            }
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
        let first = characters.chars().find(|character| !is_removed(*character));
        if self.mode == Mode::Flow && self.seams.part(self.open.last(), first) {
            self.open.space();
        }
        self.seams.clear();
        let style = Style { bold: self.bold > 0, time: self.times > 0, unspoken: self.unspoken > 0 };
        let (start, end) = self.open.push(characters, self.tree.node(node).span, self.mode, style);
        self.pieces.push(Piece { block: self.open.id(), start, end });
    }

    /// Enters an element; whether its children are to be walked.
    pub(super) fn enter(&mut self, node: NodeId) -> bool {
        self.extents[node as usize].0 = self.pieces.len() as u32;
        let role = tags::role(self.tree, node);
        match role {
            Role::Unseen => return false,
            Role::Break => {
                self.line_break();
                return false;
            }
            Role::Image if self.picture.is_some() => return false,
            Role::Image | Role::Embed => {
                self.media(node, role);
                // What a picture holds beside its sources is shown below it.
                if !media::is_captioned_picture(self.tree, node) {
                    return false;
                }
                self.picture = Some(node);
            }
            Role::Inline if tags::is_custom(self.tree.name(node)) => {
                if let Some(address) = media::custom_image_address(self.tree, node) {
                    self.add_media(node, Shape::Image, address);
                }
            }
            _ => {}
        }
        let mut frame = self.top().inner(self.tree, node, role, self.frames.len() as u32, self.mode, self.open.shape());
        if self.is_full() {
            (frame.suspends, frame.changes_mode) = (false, false);
        }
        if frame.suspends {
            let successor = self.open.successor();
            self.suspended.push((std::mem::replace(&mut self.open, successor), self.mode, self.anchor));
            self.mode = Mode::Flow;
        }
        if frame.parts {
            self.part();
            self.mark_wrapping();
        }
        if let Some(seam) = frame.seam {
            self.seams.begin(seam);
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

    /// Leaves a node after its children.
    pub(super) fn leave(&mut self, node: NodeId) {
        self.extents[node as usize].1 = self.pieces.len() as u32;
        self.picture = self.picture.filter(|picture| *picture != node);
        if self.frames.last().is_none_or(|top| top.node != node) || self.frames.len() == 1 {
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
        if let Some(seam) = frame.seam {
            self.seams.end(seam);
        }
        if frame.parts && !frame.goes_on {
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
                    self.part();
                }
            }
            Mode::Row | Mode::Joined => self.open.space(),
            Mode::Preformatted => self.open.line(),
        }
    }

    /// Whether as many blocks have begun as there may be.
    fn is_full(&self) -> bool {
        self.numbers >= self.max_blocks
    }

    /// Parts what was gathered from what comes.
    fn part(&mut self) {
        match self.mode {
            Mode::Flow if self.is_full() && self.open.has_text() => {
                self.is_joining = true;
                self.seams.clear();
                self.open.space();
            }
            Mode::Flow => self.flush(),
            Mode::Row | Mode::Joined => self.open.space(),
            Mode::Preformatted => self.open.fresh_line(),
        }
    }

    fn flush(&mut self) {
        self.seams.clear();
        if !self.open.has_text() {
            // Nothing was gathered since the last block.
            if self.suspended.is_empty() {
                self.finished.append(&mut self.deferred);
            }
            return;
        }
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
        if let Some(address) = address {
            self.add_media(node, shape, address);
        }
    }

    fn add_media(&mut self, node: NodeId, shape: Shape, address: String) {
        if self.is_full() {
            self.is_limited = true;
            return;
        }
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
        let mut unnamed = std::mem::take(&mut self.unnamed);
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
        for at in unnamed.drain(..).rev() {
            let index = self.elements.add(self.frames[at].node, parent);
            self.frames[at].element = Some(index);
            parent = Some(index);
        }
        self.unnamed = unnamed;
        parent
    }

    /// What came of the walk.
    pub(super) fn finish(mut self) -> Segmentation {
        self.flush();
        let mut places = vec![u32::MAX; self.numbers as usize];
        for (at, (number, _)) in self.finished.iter().enumerate() {
            places[*number as usize] = at as u32;
        }
        self.pieces.iter_mut().for_each(|piece| piece.block = places[piece.block as usize]);
        Segmentation {
            blocks: self.finished.into_iter().map(|(_, block)| block).collect(),
            elements: self.elements.finish(),
            pieces: self.pieces,
            extents: self.extents,
            is_limited: self.is_limited,
        }
    }
}
