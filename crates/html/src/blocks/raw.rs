//! Blocks before they have their texts: all texts of a page are gathered in one, from which they are cut in the end.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;

use copydesk_core::{Block, Link, List, Shape, Span, Text, Texts};

/// What blocks and elements are made of in the end.
#[derive(Debug)]
pub(super) struct Store<'t> {
    texts: String,
    links: Vec<RawLink>,
    /// Where the long attributes stand that were kept already.
    long: HashMap<Place<'t>, Stretch>,
    /// How many bytes of attributes may still be kept.
    room: usize,
}

/// Where in memory a text of the tree stands, which is told at once from others, however long they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Place<'t>(usize, usize, PhantomData<&'t str>);

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
    /// See [`Block::ornament`].
    pub(super) ornament: bool,
}

/// A [`Link`] whose address is in the store.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawLink {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) href: Stretch,
}

/// Hardly a page has more bytes for each byte that is kept of it.
const PAGE_A_BYTE: usize = 6;

/// A longer attribute is kept once, in bytes: the links and elements that are opened anew in each block share theirs, so
/// that a page of a few megabytes could otherwise ask for gigabytes.
pub(super) const LONG: usize = 256;

/// The most bytes of attributes that are kept; what comes then is taken for empty. With the texts of the blocks, which are
/// hardly longer than the page, all places fit 32 bits.
const MOST_OF_ATTRIBUTES: usize = 2 << 30;

impl<'t> Store<'t> {
    /// Nothing yet, with room for what is mostly kept of a page of so many bytes.
    pub(super) fn new(page: usize) -> Self {
        Self {
            texts: String::with_capacity(page / PAGE_A_BYTE),
            links: Vec::new(),
            long: HashMap::new(),
            room: MOST_OF_ATTRIBUTES,
        }
    }

    /// Keeps a text.
    #[inline]
    pub(super) fn put(&mut self, text: &str) -> Stretch {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        Stretch(start, self.texts.len() as u32)
    }

    /// Keeps the name or value of an attribute, or a part of it.
    #[inline]
    pub(super) fn put_attribute(&mut self, text: &'t str) -> Stretch {
        if text.len() > LONG {
            return self.put_long(text);
        }
        self.put_where_room(text)
    }

    #[cold]
    fn put_long(&mut self, text: &'t str) -> Stretch {
        let place = Place(text.as_ptr().addr(), text.len(), PhantomData);
        if let Some(known) = self.long.get(&place) {
            return *known;
        }
        let kept = self.put_where_room(text);
        self.long.insert(place, kept);
        kept
    }

    #[inline]
    fn put_where_room(&mut self, text: &str) -> Stretch {
        let Some(room) = self.room.checked_sub(text.len()) else { return Stretch::default() };
        self.room = room;
        self.put(text)
    }

    /// Keeps the links of a block.
    pub(super) fn put_links(&mut self, links: &[RawLink]) -> (u32, u32) {
        let first = self.links.len() as u32;
        self.links.extend_from_slice(links);
        (first, self.links.len() as u32)
    }

    /// All texts in one, and the links.
    pub(super) fn finish(self) -> (Texts, Arc<[Link]>) {
        let texts = Texts::from(self.texts);
        let of_raw = |link: RawLink| Link { start: link.start, end: link.end, href: link.href.of(&texts) };
        let links = self.links.into_iter().map(of_raw).collect();
        (texts, links)
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
    pub(super) fn finish(self, texts: &Texts, links: &Arc<[Link]>) -> Block {
        Block {
            text: self.text.of(texts),
            span: self.span,
            shape: self.shape,
            element: self.element,
            links: List::cut(links, self.links.0..self.links.1),
            media: self.media,
            bold: self.bold,
            hidden: self.hidden,
            ornament: self.ornament,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_attributes_are_kept_once() {
        let address = format!("/{}", "wall".repeat(LONG));
        let mut store = Store::new(0);
        let first = store.put_attribute(&address);
        assert_eq!(store.put_attribute(&address), first);
        let part = store.put_attribute(&address[1..]);
        let texts = store.finish().0;
        assert_eq!((&*first.of(&texts), &*part.of(&texts)), (&*address, &address[1..]));
        assert_eq!(texts.len(), 2 * address.len() - 1);
    }

    #[test]
    fn attributes_past_the_most_are_empty() {
        let mut store = Store { room: 5, ..Store::new(0) };
        let kept = ["wall", "pier", "a", "b"].map(|text| store.put_attribute(text));
        let block = store.put("harbour");
        let texts = store.finish().0;
        assert_eq!(kept.map(|stretch| stretch.of(&texts).to_string()), ["wall", "", "a", ""]);
        assert_eq!(block.of(&texts), "harbour");
    }
}
