//! Which element holds the article.
//!
//! In the family of Readability (Arc90, 2009) and boilerpipe (Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using
//! shallow text features", WSDM 2010): running text gives mass to the elements around it, and the article's container is
//! the deepest element that still holds most of it. Descending from the root by shares, rather than picking the element
//! with the best score, keeps a body that is split over several siblings whole.

mod against;
mod place;

use copydesk_core::{Document, Shape};

use crate::classes::{self, Hint};
use crate::features::{Feature, OUTLINE_COUNT, Row};
use crate::lexical::{Lexical, ends_signed};
use crate::names::Names;
use crate::phrases;
use crate::scan::{Scan, scan};
use against::verdicts;
use place::{HOLDING_ONE, around, climb, descend, inside};

/// Everything the judge knows of a block before it judges.
#[derive(Debug, Clone)]
pub(crate) struct BlockFacts {
    pub(crate) lexical: Lexical,
    /// What else the walk over its text counted.
    pub(crate) scan: Scan,
    /// The hashes of its words, as a range of those of the page.
    words: (u32, u32),
    pub(crate) link_density: f32,
    pub(crate) prompt: Option<&'static copydesk_core::Rule>,
    /// Words of running text, weighed by shape.
    pub(crate) mass: f32,
    /// Whether it stands in a figure or an element that calls itself a caption.
    pub(crate) is_caption: bool,
    /// Why the elements around it speak against it, and that as a number.
    pub(crate) against: Option<&'static str>,
    /// Whether they do so outright, whatever stands in them.
    pub(crate) is_outright: bool,
    against_number: f32,
}

/// The facts of all blocks, and the container.
#[derive(Debug, Clone)]
pub(crate) struct PageFacts<'d> {
    pub(crate) blocks: Vec<BlockFacts>,
    /// The hashes of the words of all blocks.
    hashes: Vec<u32>,
    /// What the page's elements are called.
    pub(crate) names: Names<'d>,
    /// What they say by that.
    pub(crate) hints: Vec<Hint>,
    /// For each element whether it lies in the article's container.
    pub(crate) inside: Vec<bool>,
    /// For each element whether it lies in the `<article>` or `<main>` around the container: where lead pictures stand.
    pub(crate) around: Vec<bool>,
}

/// A mild hint is ignored where the element holds this share of all running text of the page.
const OVERRULED_MILD: f32 = 0.2;
/// Elements that call themselves the article's body are it if together they hold this share of the container's mass.
const BODY_SHARE: f32 = 0.5;
/// A paragraph of this many words is no teaser: mild hints do not speak against it.
const LONG_PARAGRAPH: u32 = 30;

impl BlockFacts {
    /// Fills in what the elements around the block say.
    pub(crate) fn fill(&self, row: &mut Row<'_, OUTLINE_COUNT>, element: Option<u32>, page: &PageFacts<'_>) {
        let in_element = |of: &[bool]| element.is_some_and(|element| of[element as usize]);
        row.set(Feature::Against, self.against_number);
        row.flag(Feature::InsideContainer, in_element(&page.inside));
        row.flag(Feature::IsCaption, self.is_caption);
    }
}

impl<'d> PageFacts<'d> {
    /// The hashes of the words of a block, in order.
    pub(crate) fn words(&self, block: usize) -> &[u32] {
        let (from, to) = self.blocks[block].words;
        &self.hashes[from as usize..to as usize]
    }

    pub(crate) fn of(document: &'d dyn Document) -> Self {
        let elements = document.elements();
        let mut names = Names::of(elements);
        let hints = classes::hints(elements, &mut names);
        // Words have about five letters, and a space behind them.
        let mut hashes = Vec::with_capacity(document.blocks().iter().map(|block| block.text.len() / 6 + 1).sum());
        let mut blocks: Vec<BlockFacts> = document
            .blocks()
            .iter()
            .map(|block| {
                let begin = hashes.len();
                let scan = scan(&block.text, |hash| hashes.push(hash));
                let mut lexical = scan.lexical;
                lexical.ends_sentence |= ends_signed(&block.text);
                let link_density = block.link_density();
                let prompt = phrases::prompt_of(&block.text, &scan, &hashes[begin..]);
                let prose = prompt.is_none() && link_density < 0.5 && !block.hidden && lexical.is_prose();
                let weight = match block.shape {
                    _ if !prose => 0.0,
                    Shape::Paragraph => 1.0,
                    Shape::Quote => 0.8,
                    Shape::Plain => 0.7,
                    Shape::ListItem(_) => 0.4,
                    _ => 0.0,
                };
                BlockFacts {
                    lexical,
                    scan,
                    words: (begin as u32, hashes.len() as u32),
                    link_density,
                    prompt,
                    mass: weight * (lexical.words as f32).min(150.0),
                    is_caption: false,
                    against: None,
                    is_outright: false,
                    against_number: 0.0,
                }
            })
            .collect();
        // All that is asked of elements from here on is where they stand.
        let parents: Vec<Option<u32>> = elements.iter().map(|element| element.parent).collect();
        let raw = masses(document, &parents, &blocks, |_| false);
        let total: f32 = blocks.iter().map(|block| block.mass).sum();
        let against = verdicts(document, &parents, &hints, &blocks, (&raw, total));
        let mut numbers = classes::Numbers::default();
        for (block, facts) in document.blocks().iter().zip(&mut blocks) {
            let long = facts.mass > 0.0 && facts.lexical.words >= LONG_PARAGRAPH && facts.link_density < 0.3;
            let verdict = block.element.and_then(|element| against[element as usize]);
            let verdict = verdict.filter(|verdict| !(verdict.mild && long));
            facts.against = verdict.map(|verdict| verdict.why);
            facts.is_outright = verdict.is_some_and(|verdict| !verdict.mild);
            facts.against_number = facts.against.map_or(0.0, |why| numbers.of(why));
        }
        let captions = captions(&parents, &hints, &raw, total);
        for (block, facts) in document.blocks().iter().zip(&mut blocks) {
            facts.is_caption = block.element.is_some_and(|element| captions[element as usize]);
        }
        let mass = masses(document, &parents, &blocks, |facts| facts.against.is_some());
        let clean: f32 = blocks.iter().filter(|block| block.against.is_none()).map(|block| block.mass).sum();
        let holds_one = |at: u32| HOLDING_ONE.contains(&&*elements[at as usize].tag);
        let container = climb(&parents, &hints, descend(&parents, &mass, clean, holds_one));
        let inside = inside(&parents, &hints, &mass, &against, container);
        let around = around(elements, container);
        Self { blocks, hashes, names, hints, inside, around }
    }
}

/// The mass of every element: that of all blocks inside it.
fn masses(
    document: &dyn Document,
    parents: &[Option<u32>],
    facts: &[BlockFacts],
    skip: impl Fn(&BlockFacts) -> bool,
) -> Vec<f32> {
    let mut masses = vec![0.0; parents.len()];
    for (block, facts) in document.blocks().iter().zip(facts) {
        if let Some(element) = block.element.filter(|_| !skip(facts)) {
            masses[element as usize] += facts.mass;
        }
    }
    // Parents precede their children, so one walk backwards sums all up.
    for at in (0..parents.len()).rev() {
        if let Some(parent) = parents[at] {
            masses[parent as usize] += masses[at];
        }
    }
    masses
}

/// For every element whether it lies in a caption. An element that holds much of the page's text is none, whatever it
/// calls itself.
fn captions(parents: &[Option<u32>], hints: &[Hint], raw: &[f32], total: f32) -> Vec<bool> {
    let mut captions = vec![false; parents.len()];
    for at in 0..parents.len() {
        let around = parents[at].is_some_and(|parent| captions[parent as usize]);
        captions[at] = around || (hints[at].is_caption && raw[at] <= OVERRULED_MILD * total);
    }
    captions
}
