//! What the elements of a page hold: pictures, texts, running text.

use copydesk_core::{Block, Document, Draft, Kind, Shape, Verdict};

use super::addresses::leads_away;
use crate::lexical::Lexical;

/// The share of the running text that the innermost element around the body holds.
const CORE: f32 = 0.6;

/// What an element holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holding {
    pub(super) pictures: u32,
    pub(super) linked_pictures: u32,
    /// Texts that have words, credits too.
    pub(super) texts: u32,
    pub(super) words: u32,
    pub(super) headings: u32,
    pub(super) quotes: u32,
    pub(super) figcaptions: u32,
    /// Words of kept running text.
    pub(super) body: u32,
    /// Its blocks, which stand behind one another, as a half-open range.
    pub(super) blocks: (u32, u32),
}

impl Holding {
    pub(super) fn add(&mut self, other: Self) {
        self.pictures += other.pictures;
        self.linked_pictures += other.linked_pictures;
        self.texts += other.texts;
        self.words += other.words;
        self.headings += other.headings;
        self.quotes += other.quotes;
        self.figcaptions += other.figcaptions;
        self.body += other.body;
        self.blocks = match (self.blocks, other.blocks) {
            ((_, 0), blocks) | (blocks, (_, 0)) => blocks,
            ((first, end), (other_first, other_end)) => (first.min(other_first), end.max(other_end)),
        };
    }
}

/// What a block is for the elements that hold it.
pub(super) fn holding(draft: &Draft<'_>, at: usize, block: &Block, lexical: Lexical) -> Holding {
    let own =
        Holding { texts: u32::from(is_text(block, lexical)), blocks: (at as u32, at as u32 + 1), ..Holding::default() };
    if block.ornament {
        return own;
    }
    if is_picture(block.shape) {
        let linked = block.links.iter().any(|link| leads_away(&link.href));
        return Holding { pictures: 1, linked_pictures: u32::from(linked), ..own };
    }
    if block.hidden || block.text.is_empty() {
        return own;
    }
    Holding {
        words: lexical.words,
        headings: u32::from(matches!(block.shape, Shape::Heading(_))),
        quotes: u32::from(block.shape == Shape::Quote),
        body: if is_body(draft, at) && lexical.is_prose() { lexical.words } else { 0 },
        ..own
    }
}

/// Whether a block is a text that readers see.
pub(super) fn is_text(block: &Block, lexical: Lexical) -> bool {
    !is_picture(block.shape) && !block.hidden && lexical.words > 0
}

/// For each element whether it lies in the innermost `<article>` or `<main>` around the body or, without one, in the
/// innermost element that holds most of it.
pub(super) fn around(document: &dyn Document, holdings: &[Holding], body: u32) -> Vec<bool> {
    let elements = document.elements();
    let mut core = None;
    for (at, holding) in holdings.iter().enumerate() {
        // Parents precede their children, so the last that still holds enough is the innermost.
        if holding.body as f32 >= CORE * body as f32 {
            core = Some(at as u32);
        }
    }
    let named = |name: &str| {
        std::iter::successors(core, |&at| elements[at as usize].parent).find(|&at| elements[at as usize].tag == name)
    };
    let top = named("article").or_else(|| named("main")).or(core);
    let mut around = vec![false; elements.len()];
    for at in 0..elements.len() {
        around[at] = Some(at as u32) == top || elements[at].parent.is_some_and(|parent| around[parent as usize]);
    }
    around
}

pub(super) fn is_picture(shape: Shape) -> bool {
    matches!(shape, Shape::Image | Shape::Embed)
}

pub(super) fn is_body(draft: &Draft<'_>, at: usize) -> bool {
    matches!(
        draft.decision(at as u32).map(|decision| &decision.verdict),
        Some(Verdict::Keep(Kind::Paragraph | Kind::Quote | Kind::List { .. }))
    )
}
