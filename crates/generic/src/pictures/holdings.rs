//! What the elements of a page hold: pictures, texts, running text.

use copydesk_core::{Block, Document, Draft, Element, Kind, Shape, Verdict};

use super::addresses::leads_away;
use super::{MAX_GROUP_TEXTS, MAX_GROUP_WORDS};
use crate::captions::is_credit;
use crate::lexical::Lexical;

/// The share of the running text that the innermost element around the body holds.
const CORE: f32 = 0.6;

/// What an element holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holding {
    pub(super) pictures: u32,
    pub(super) linked_pictures: u32,
    pub(super) texts: u32,
    pub(super) words: u32,
    pub(super) headings: u32,
    pub(super) quotes: u32,
    pub(super) figcaptions: u32,
    /// Words of kept running text.
    pub(super) body: u32,
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
    }
}

pub(super) fn holding(draft: &Draft<'_>, at: usize, block: &Block, lexical: Lexical) -> Holding {
    if block.ornament {
        return Holding::default();
    }
    if is_picture(block.shape) {
        let linked = block.links.iter().any(|link| leads_away(&link.href));
        return Holding { pictures: 1, linked_pictures: u32::from(linked), ..Holding::default() };
    }
    if block.hidden || block.text.is_empty() {
        return Holding::default();
    }
    Holding {
        words: lexical.words,
        headings: u32::from(matches!(block.shape, Shape::Heading(_))),
        quotes: u32::from(block.shape == Shape::Quote),
        body: if is_body(draft, at) && lexical.is_prose() { lexical.words } else { 0 },
        ..Holding::default()
    }
}

/// Counts the texts in small elements, where some of these hold a picture and not yet too many texts: of others nobody
/// asks.
pub(super) fn count_texts(document: &dyn Document, counts: &[Lexical], holdings: &mut [Holding]) {
    let elements = document.elements();
    let is_small =
        |(element, holding): (&Element, &Holding)| holding.words <= MAX_GROUP_WORDS || element.tag == "figcaption";
    let small: Vec<bool> = elements.iter().zip(&*holdings).map(is_small).collect();
    // The small elements that hold a picture, or stand in small ones that do.
    let mut pictured = vec![false; elements.len()];
    for at in 0..elements.len() {
        let around = elements[at].parent.is_some_and(|parent| pictured[parent as usize]);
        pictured[at] = small[at] && (around || holdings[at].pictures > 0);
    }
    for (block, lexical) in document.blocks().iter().zip(counts) {
        let Some(element) = block.element.filter(|element| pictured[*element as usize]) else { continue };
        if is_picture(block.shape) || block.hidden || lexical.words == 0 {
            continue;
        }
        let outward = std::iter::successors(Some(element), |&at| elements[at as usize].parent);
        let around = outward.map(|at| at as usize).take_while(|at| small[*at]);
        let is_open = |at: usize| holdings[at].pictures > 0 && holdings[at].texts <= MAX_GROUP_TEXTS;
        if around.clone().any(is_open) && !is_credit(&block.text) {
            around.for_each(|at| holdings[at].texts += 1);
        }
    }
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
