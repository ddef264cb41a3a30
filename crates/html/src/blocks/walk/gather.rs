//! What the walk gathers into blocks: texts, line breaks, pictures.

use copydesk_core::text::whitespace::{is_blank, is_removed};
use copydesk_core::{Shape, Span};

use super::super::frame::{Around, Frame};
use super::super::open::{Mode, Place, Style};
use super::super::raw::{RawBlock, RawLink, Stretch};
use super::super::tags::{self, Role};
use super::super::{Piece, hiding, media, ornaments};
use super::Segmenter;
use crate::tree::{NodeId, TreeElement};

impl Segmenter<'_> {
    /// Comes to a text that stands in a range of the page. Most hold nothing to be seen.
    #[inline]
    pub(in crate::blocks) fn text(&mut self, span: (u32, u32), characters: &str) {
        if !is_blank(characters) {
            self.shown_text(span, characters);
        } else if self.mode == Mode::Preformatted {
            self.open.blank(characters);
        } else if characters.contains(char::is_whitespace) {
            self.open.space();
            self.seams.clear();
        }
    }

    fn shown_text(&mut self, span: (u32, u32), characters: &str) {
        if self.is_full() {
            self.is_limited |= self.is_joining || self.top().around.hidden;
            if self.top().around.hidden {
                return;
            }
        }
        let characters = if self.open.begins_word() {
            let place = self.place();
            self.open.end_letter(place);
            self.seams.clear();
            characters.trim_start()
        } else {
            characters
        };
        if !self.open.has_text() {
            let place = self.place();
            self.open.begin(self.numbers, place);
            if self.mode == Mode::Row {
                self.open.fill_cells();
            }
            self.numbers += 1;
        }
        if self.mode == Mode::Flow && !self.seams.is_empty() {
            let first = characters.chars().find(|character| !is_removed(*character));
            if self.seams.part(self.open.last(), first) {
                self.open.space();
            }
        }
        self.seams.clear();
        let style = Style { bold: self.bold > 0, time: self.times > 0, unspoken: self.unspoken > 0 };
        let (start, end) = self.open.push(characters, span, self.mode, style);
        self.pieces.push(Piece { block: self.open.id(), start, end });
    }

    /// The place of a block whose first text comes now.
    fn place(&mut self) -> Place {
        let &Frame { nearest, around: Around { shape, hidden, .. }, .. } = self.top();
        let shape = match self.mode {
            Mode::Row => Shape::TableRow,
            Mode::Preformatted => Shape::Code,
            Mode::Flow | Mode::Joined => shape,
        };
        let innermost = if self.mode == Mode::Flow { nearest } else { self.anchor };
        Place { shape, element: self.name_elements(innermost), hidden }
    }

    pub(super) fn line_break(&mut self) {
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
    pub(super) fn is_full(&self) -> bool {
        self.numbers >= self.max_blocks
    }

    /// Parts what was gathered from what comes.
    pub(super) fn part(&mut self) {
        match self.mode {
            Mode::Flow if self.is_full() && self.open.has_text() => {
                self.is_joining = true;
                self.seams.clear();
                self.open.space();
            }
            Mode::Flow if self.open.begins_word() => {}
            Mode::Flow => self.flush(),
            Mode::Row | Mode::Joined => self.open.space(),
            Mode::Preformatted => self.open.fresh_line(),
        }
    }

    #[inline]
    pub(super) fn flush(&mut self) {
        self.seams.clear();
        if self.open.has_text() || !self.deferred.is_empty() {
            self.finish_block();
        }
    }

    #[inline(never)]
    fn finish_block(&mut self) {
        if let Some(block) = self.open.finish(self.tree, &mut self.store) {
            if !self.suspended.is_empty() {
                self.deferred.push(block);
                return;
            }
            self.finished.push(block);
        }
        // Nothing was gathered since the last block.
        if self.suspended.is_empty() && !self.deferred.is_empty() {
            self.finished.append(&mut self.deferred);
        }
    }

    pub(super) fn media(&mut self, node: NodeId, element: TreeElement<'_>, role: Role) {
        let (shape, address) = match role {
            Role::Image => (Shape::Image, media::image_address(self.tree, node)),
            _ => (Shape::Embed, media::embed_address(self.tree, node)),
        };
        if let Some(address) = address {
            self.add_media(node, element, shape, address);
        }
    }

    pub(super) fn add_media(&mut self, node: NodeId, element: TreeElement<'_>, shape: Shape, address: String) {
        if self.is_full() {
            self.is_limited = true;
            return;
        }
        let hidden = self.top().around.hidden
            || self.unspoken > 0
            || hiding::is_hidden(self.tree, node, element, tags::kind(element), false)
            || hiding::is_aria_hidden(element);
        let (start, end) = self.tree.node(node).span;
        let href = self.open.address(self.tree).map(|href| self.store.put_attribute(href.trim()));
        let link = href.map(|href| RawLink { start: 0, end: 0, href });
        let block = RawBlock {
            text: Stretch::default(),
            span: Span::Bytes(start, end),
            shape,
            element: self.name_elements(self.top().nearest),
            links: self.store.put_links(link.as_slice()),
            media: Some(address),
            bold: 0,
            hidden,
            ornament: shape == Shape::Image && ornaments::is_ornament(self.tree, node),
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
}
