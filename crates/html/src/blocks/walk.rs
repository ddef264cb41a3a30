//! The walk that cuts a page into blocks.

mod gather;

use copydesk_core::Shape;

use super::classes::{ClassFacts, Classes};
use super::elements::Elements;
use super::frame::{End, Frame, Inside};
use super::open::{Mode, Open};
use super::raw::{RawBlock, Store};
use super::seams::{Seam, Seams};
use super::tags::{self, Kind, Role};
use super::{Piece, Segmentation, capitals, elements, media};
use crate::metadata::{Note, look};
use crate::tree::{CLASS, HREF, NONE, Namespace, NodeId, Tag, Tree, TreeElement};

/// Hardly a page has fewer nodes for each of its blocks, and for each piece of them.
const NODES_A_BLOCK: usize = 6;
const NODES_A_PIECE: usize = 4;

/// The state of the walk.
pub(super) struct Segmenter<'t> {
    tree: &'t Tree<'t>,
    frames: Vec<Frame>,
    mode: Mode,
    /// The frame whose element holds the block of a mode other than [`Mode::Flow`].
    anchor: u32,
    open: Open,
    seams: Seams,
    /// The link that ended last.
    last_link: Option<NodeId>,
    /// Blocks that wait for a hidden element or a button inside them to end.
    suspended: Vec<(Open, Mode, u32)>,
    /// Finished blocks with their numbers.
    finished: Vec<(u32, RawBlock)>,
    /// Finished blocks that follow the open one.
    deferred: Vec<(u32, RawBlock)>,
    store: Store<'t>,
    elements: Elements<'t>,
    classes: Classes<'t>,
    notes: Vec<Note>,
    /// The outermost open element that is not of HTML; it was noted as a whole.
    foreign: Option<NodeId>,
    pieces: Vec<Piece>,
    begins: Vec<u32>,
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
    pub(super) fn new(tree: &'t Tree<'t>, max_blocks: u32) -> Self {
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
            last_link: None,
            suspended: Vec::new(),
            finished: Vec::with_capacity((tree.nodes.len() / NODES_A_BLOCK).min(max_blocks as usize)),
            deferred: Vec::new(),
            store: Store::new(tree.text.len()),
            elements: Elements::new(tree),
            classes: Classes::new(),
            notes: Vec::with_capacity(tree.nodes.len() / NODES_A_BLOCK),
            foreign: None,
            pieces: Vec::with_capacity(tree.nodes.len() / NODES_A_PIECE),
            begins: vec![0; tree.nodes.len()],
            numbers: 0,
            bold: 0,
            times: 0,
            unspoken: 0,
            picture: None,
            unnamed: Vec::new(),
        }
    }

    fn top(&self) -> &Frame {
        self.frames.last().expect("the document's own frame is never popped")
    }

    /// Comes to a node.
    #[inline]
    pub(super) fn come_to(&mut self, node: NodeId) {
        self.begins[node as usize] = self.pieces.len() as u32 + 1;
    }

    /// Enters an element; whether its children are to be walked.
    pub(super) fn enter(&mut self, node: NodeId) -> bool {
        let tree = self.tree;
        let Some(element) = tree.element(node) else { return false };
        let kind = tags::kind(element);
        let role = kind.role;
        let class = element.known(CLASS).map_or(ClassFacts::default(), |class| self.classes.facts(class));
        if role == Role::Inline && tree.nodes[node as usize].first_child == NONE && tags::is_called_break(element) {
            self.line_break();
        }
        match role {
            Role::Unseen | Role::Break => {
                if role == Role::Break {
                    self.line_break();
                }
                self.note_whole(node, element, kind, class);
                return false;
            }
            Role::Image if self.picture.is_some() => {
                self.note_whole(node, element, kind, class);
                return false;
            }
            Role::Image | Role::Embed => {
                self.media(node, element, role);
                // What a picture holds beside its sources is shown below it.
                if !media::is_captioned_picture(tree, node) {
                    self.note_whole(node, element, kind, class);
                    return false;
                }
                self.picture = Some(node);
            }
            Role::Block if element.tag == Tag::Blockquote => {
                if let Some(address) = media::post_address(element) {
                    self.add_media(node, element, Shape::Embed, address);
                }
            }
            Role::Inline if kind.is_custom => {
                if let Some(address) = media::custom_image_address(tree, node) {
                    self.add_media(node, element, Shape::Image, address);
                }
            }
            _ => {}
        }
        let inside = Inside {
            node,
            element,
            kind,
            class,
            is_scope: self.note(node, element, kind, class),
            at: self.frames.len() as u32,
            mode: self.mode,
            open: self.open.shape(),
        };
        let mut frame = self.top().inner(tree, &inside);
        if self.is_full() {
            frame.end.remove(End::SUSPENDS | End::CHANGES_MODE);
        }
        if frame.end.has(End::SUSPENDS) {
            let successor = self.open.successor();
            self.suspended.push((std::mem::replace(&mut self.open, successor), self.mode, self.anchor));
            self.mode = Mode::Flow;
        }
        if frame.end.has(End::PARTS) {
            self.part();
            self.mark_wrapping();
        }
        if let Some(seam) = frame.end.seam {
            let goes_on = seam == Seam::Link && self.seams.end_link() && self.goes_to_same(element);
            self.seams.begin(if goes_on { Seam::Plain } else { seam });
        }
        let end = frame.end;
        self.frames.push(frame);
        self.change_mode(end.has(End::CHANGES_MODE), role);
        match role {
            Role::Cell if self.mode == Mode::Row => self.open.cell(),
            Role::Link => self.open.begin_link(node),
            Role::Bold => self.bold += 1,
            Role::Time => self.times += 1,
            _ => {}
        }
        self.unspoken += u32::from(end.has(End::UNSPOKEN));
        true
    }

    /// Leaves an element after its children.
    pub(super) fn leave(&mut self, node: NodeId) {
        if self.picture == Some(node) {
            self.picture = None;
        }
        if self.foreign == Some(node) {
            self.foreign = None;
        }
        if self.top().node != node {
            return;
        }
        let Some(Frame { role, end, .. }) = self.frames.pop() else { return };
        if end.has(End::IS_SCOPE) {
            self.notes.push(Note::Leave(node));
        }
        match role {
            Role::Link => {
                self.open.end_link(self.tree, &mut self.store);
                self.last_link = Some(node);
            }
            Role::Bold => self.bold -= 1,
            Role::Time => self.times -= 1,
            _ => {}
        }
        if end.has(End::IS_CAPITAL) && capitals::begins_word(self.tree, self.open.text(), node) {
            self.open.begin_word();
            let (block, length) = (self.open.id(), self.open.text().len() as u32);
            let own = self.pieces.iter_mut().rev().take_while(|piece| piece.block == block);
            own.for_each(|piece| piece.end = piece.end.min(length));
        }
        self.unspoken -= u32::from(end.has(End::UNSPOKEN));
        if let Some(seam) = end.seam {
            self.seams.end(seam);
        }
        if end.has(End::PARTS) && !end.has(End::GOES_ON) {
            self.part();
        }
        if end.has(End::CHANGES_MODE) {
            self.flush();
            self.mode = Mode::Flow;
        }
        if end.has(End::SUSPENDS) {
            self.flush();
            if let Some(before) = self.suspended.pop() {
                (self.open, self.mode, self.anchor) = before;
            }
            if role == Role::Button {
                self.open.space();
            }
        }
    }

    /// Notes an element that is entered, if it may hold metadata; whether its end is to be noted.
    fn note(&mut self, node: NodeId, element: TreeElement<'_>, kind: Kind, class: ClassFacts) -> bool {
        if self.foreign.is_some() {
            return false;
        }
        if element.namespace != Namespace::Html {
            self.notes.push(Note::Whole(node));
            self.foreign = Some(node);
            return false;
        }
        let look = look(element, kind.is_telling, class.tells);
        if look.is_noted {
            self.notes.push(Note::Enter(node, look.tells));
        }
        look.is_scope
    }

    /// Notes an element that is not entered, if it or what it holds may be metadata.
    fn note_whole(&mut self, node: NodeId, element: TreeElement<'_>, kind: Kind, class: ClassFacts) {
        let holds = self.tree.node(node).first_child != NONE;
        if self.foreign.is_none() && (holds || look(element, kind.is_telling, class.tells).is_noted) {
            self.notes.push(Note::Whole(node));
        }
    }

    /// Whether a link leads where the last one led: pages cut a word in two by such.
    fn goes_to_same(&self, link: TreeElement<'_>) -> bool {
        let last = self.last_link.and_then(|last| self.tree.element(last)?.known(HREF));
        last.is_some() && last == link.known(HREF)
    }

    fn change_mode(&mut self, changes: bool, role: Role) {
        if changes {
            self.anchor = self.top().nearest;
            if role == Role::Row {
                self.open.row();
            }
            self.mode = match role {
                Role::Row => Mode::Row,
                Role::Choice => Mode::Joined,
                _ => Mode::Preformatted,
            };
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
            frame.nearest = if telling { at as u32 } else { nearest };
        }
    }

    /// The index of the element of a frame that blocks name; it and those around it get one if they have none yet.
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
            let index = self.elements.add(self.frames[at].node, parent, self.frames[at].classes, &mut self.store);
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
        let (texts, links) = self.store.finish();
        Segmentation {
            blocks: self.finished.into_iter().map(|(_, block)| block.finish(&texts, &links)).collect(),
            elements: self.elements.finish(&texts),
            pieces: self.pieces,
            begins: self.begins,
            notes: self.notes,
            is_limited: self.is_limited,
        }
    }
}
