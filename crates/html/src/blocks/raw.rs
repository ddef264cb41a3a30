//! Blocks before they have their texts: all texts of a page are gathered in one, from which they are cut in the end.

use std::ops::Range;

use copydesk_core::{Block, Link, Shape, Span, Text, Texts};

/// What blocks and elements are made of in the end.
#[derive(Debug)]
pub(super) struct Store {
    texts: String,
    links: Vec<RawLink>,
}

/// A half-open range of bytes in the text that all share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stretch(u32, u32);

/// A [`Block`] whose text and links are in the store.
#[derive(Debug)]
pub(super) struct RawBlock {
    pub(super) text: Stretch,
    pub(super) span: Span,
    pub(super) shape: Shape,
    pub(super) element: Option<u32>,
    /// Where its links stand.
    pub(super) links: (u32, u32),
    pub(super) media: Option<String>,
    pub(super) bold: u32,
    pub(super) hidden: bool,
}

/// A [`Link`] whose address is in the store.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawLink {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) href: Stretch,
}

/// Hardly a page has more bytes for each byte that is kept of it.
const PAGE_A_BYTE: usize = 12;

impl Store {
    /// Nothing yet, with room for what is mostly kept of a page of so many bytes.
    pub(super) fn new(page: usize) -> Self {
        Self { texts: String::with_capacity(page / PAGE_A_BYTE), links: Vec::new() }
    }

    /// Keeps a text.
    #[inline]
    pub(super) fn put(&mut self, text: &str) -> Stretch {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        Stretch(start, self.texts.len() as u32)
    }

    /// Keeps the links of a block.
    pub(super) fn put_links(&mut self, links: &[RawLink]) -> (u32, u32) {
        let first = self.links.len() as u32;
        self.links.extend_from_slice(links);
        (first, self.links.len() as u32)
    }

    /// All texts in one, and the links.
    pub(super) fn finish(self) -> (Texts, Vec<RawLink>) {
        (Texts::from(self.texts), self.links)
    }
}

impl Stretch {
    /// Where it stands.
    #[inline]
    pub(super) fn range(self) -> Range<u32> {
        self.0..self.1
    }

    /// The text itself.
    #[inline]
    pub(super) fn of(self, texts: &Texts) -> Text {
        texts.cut(self.range())
    }
}

impl RawBlock {
    /// The block, with its text and its links.
    pub(super) fn finish(self, texts: &Texts, links: &[RawLink]) -> Block {
        let of_link = |link: &RawLink| Link { start: link.start, end: link.end, href: link.href.of(texts) };
        Block {
            text: self.text.of(texts),
            span: self.span,
            shape: self.shape,
            element: self.element,
            links: links[self.links.0 as usize..self.links.1 as usize].iter().map(of_link).collect(),
            media: self.media,
            bold: self.bold,
            hidden: self.hidden,
        }
    }
}
