//! Segmentation: from the tree to blocks in reading order.
//!
//! One walk over the tree gathers text into an open block and ends it wherever an element of block level begins or ends,
//! or two line breaks follow one another. What stands inside a running text but is no part of it (a picture, a hidden
//! note, a button) becomes a block of its own *after* it, so that it does not cut the text in two.
//!
//! Beside the blocks the walk notes which piece of which block each text node gave, and between which pieces each
//! element lies; from this follow the targets of a selector's matches.

mod buttons;
mod capitals;
mod captions;
mod classes;
mod customs;
mod elements;
mod frame;
mod hiding;
pub(crate) mod media;
mod open;
mod ornaments;
mod raw;
mod seams;
mod tables;
pub(crate) mod tags;
#[cfg(test)]
mod tests;
mod walk;

use copydesk_core::{Block, Element, Target};

use crate::metadata::Note;
use crate::tree::{DOCUMENT, NONE, NodeData, NodeId, Tree};
use walk::Segmenter;

pub(crate) use hiding::is_aria_hidden;

/// The blocks of a page, and where each element's text went.
#[derive(Debug)]
pub(crate) struct Segmentation {
    /// The blocks in reading order.
    pub(crate) blocks: Vec<Block>,
    /// The elements that hold them, parents before children.
    pub(crate) elements: Vec<Element>,
    /// What each text node, picture and embed gave, in document order.
    pieces: Vec<Piece>,
    /// For each node of the tree that the walk came to, one more than the pieces that lie before it; none for others. Those
    /// that lie in it end where those of the next node behind it begin.
    begins: Vec<u32>,
    /// What the walk came past that may hold metadata.
    pub(crate) notes: Vec<Note>,
    /// Whether there would be more blocks if there might be.
    pub(crate) is_limited: bool,
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

/// Cuts a page into blocks, hardly more than so many.
pub(crate) fn segment(tree: &Tree<'_>, max_blocks: u32) -> Segmentation {
    let mut segmenter = Segmenter::new(tree, max_blocks);
    let mut next = tree.node(DOCUMENT).first_child;
    while next != NONE {
        let node = tree.node(next);
        let mut enters = false;
        segmenter.come_to(next);
        match &node.data {
            NodeData::Text(text) => segmenter.text(node.span, tree.read(*text)),
            NodeData::Element(_) => enters = segmenter.enter(next),
            NodeData::Document | NodeData::Fragment | NodeData::Doctype(_) | NodeData::Comment(_) => {}
        }
        if enters && node.first_child != NONE {
            next = node.first_child;
            continue;
        }
        if matches!(node.data, NodeData::Element(_)) {
            segmenter.leave(next);
        }
        let mut last = node;
        while last.next_sibling == NONE && last.parent != DOCUMENT {
            segmenter.leave(last.parent);
            last = tree.node(last.parent);
        }
        next = last.next_sibling;
    }
    segmenter.finish()
}

impl Segmentation {
    /// Gives back where the nodes of the tree lie in the blocks.
    pub(crate) fn close(&mut self) {
        self.pieces = Vec::new();
        self.begins = Vec::new();
    }

    /// The blocks that an element covers, in reading order: whole blocks, or a range where it holds a part of one.
    pub(crate) fn targets(&self, tree: &Tree<'_>, node: NodeId) -> Vec<Target> {
        let mut targets = Vec::new();
        self.each_target(tree, node, |target| targets.push(target));
        targets
    }

    /// Calls `with` for each of [`Self::targets`].
    pub(crate) fn each_target(&self, tree: &Tree<'_>, node: NodeId, mut with: impl FnMut(Target)) {
        if let [alone] = self.pieces(tree, node) {
            self.target(alone.block, alone.start, alone.end).into_iter().for_each(with);
            return;
        }
        let mut pieces = self.pieces(tree, node).to_vec();
        pieces.sort_unstable();
        let mut at = 0;
        while let Some(first) = pieces.get(at) {
            let same = pieces[at..].iter().take_while(|piece| piece.block == first.block).count();
            self.target(first.block, first.start, pieces[at + same - 1].end).into_iter().for_each(&mut with);
            at += same;
        }
    }

    /// The first block that shows a part of an element.
    pub(crate) fn first_block(&self, tree: &Tree<'_>, node: NodeId) -> Option<u32> {
        self.pieces(tree, node).iter().map(|piece| piece.block).min()
    }

    /// Where an element's text begins: the block, and the byte offset in its text.
    pub(crate) fn beginning(&self, tree: &Tree<'_>, node: NodeId) -> Option<(u32, u32)> {
        self.pieces(tree, node).first().map(|piece| (piece.block, piece.start))
    }

    /// Whether an element shows some text, and no more than so many bytes of it.
    pub(crate) fn is_short(&self, tree: &Tree<'_>, node: NodeId, limit: usize) -> bool {
        let pieces = self.pieces(tree, node);
        let length: usize = pieces.iter().take(MAX_SHORT).map(|piece| (piece.end - piece.start) as usize).sum();
        pieces.len() <= MAX_SHORT && (1..=limit).contains(&length)
    }

    fn pieces(&self, tree: &Tree<'_>, node: NodeId) -> &[Piece] {
        let begin = |node: NodeId| (self.begins[node as usize] as usize).checked_sub(1);
        let Some(first) = begin(node) else { return &[] };
        let mut last = tree.node(node);
        while last.next_sibling == NONE && last.parent != DOCUMENT && last.parent != NONE {
            last = tree.node(last.parent);
        }
        let end = if last.next_sibling == NONE { None } else { begin(last.next_sibling) };
        &self.pieces[first..end.unwrap_or(self.pieces.len())]
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
