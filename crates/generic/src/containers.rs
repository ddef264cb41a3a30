//! Which element holds the article.
//!
//! In the family of Readability (Arc90, 2009) and boilerpipe (Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using
//! shallow text features", WSDM 2010): running text gives mass to the elements around it, and the article's container is
//! the deepest element that still holds most of it. Descending from the root by shares, rather than picking the element
//! with the best score, keeps a body that is split over several siblings whole.

use copydesk_core::{Document, Element, Shape};

use crate::classes::{self, Hint};
use crate::fast::FastMap;
use crate::features::{Feature, OUTLINE_COUNT, Row};
use crate::lexical::{Lexical, ends_signed};
use crate::names::Names;
use crate::phrases;
use crate::scan::{Scan, scan};

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

/// The share of the mass that a child must hold for the descent to go on into it.
const DESCENT: f32 = 0.72;
/// A hint is ignored where the element holds this share of all running text of the page …
const OVERRULED: f32 = 0.5;
/// … or this share for a mild one.
const OVERRULED_MILD: f32 = 0.2;
/// A paragraph of this many words is no teaser: mild hints do not speak against it.
const LONG_PARAGRAPH: u32 = 30;
/// An element with this share of all running text is no margin if most of it stands in a body.
const MIN_BODY: f32 = 0.08;
/// Elements that call themselves the article's body are it if together they hold this share of the container's mass.
const BODY_SHARE: f32 = 0.5;

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
                    against_number: 0.0,
                }
            })
            .collect();
        // All that is asked of elements from here on is where they stand.
        let parents: Vec<Option<u32>> = elements.iter().map(|element| element.parent).collect();
        let raw = masses(document, &parents, &blocks, |_| false);
        let total: f32 = blocks.iter().map(|block| block.mass).sum();
        let against = verdicts(&parents, &hints, &raw, &in_bodies(&parents, &hints, &raw), total);
        let mut numbers = classes::Numbers::default();
        for (block, facts) in document.blocks().iter().zip(&mut blocks) {
            let long = facts.mass > 0.0 && facts.lexical.words >= LONG_PARAGRAPH && facts.link_density < 0.3;
            facts.against = block
                .element
                .and_then(|element| against[element as usize])
                .filter(|verdict| !(verdict.mild && long))
                .map(|verdict| verdict.why);
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

/// The mass of every element that stands in elements which call themselves an article's body.
fn in_bodies(parents: &[Option<u32>], hints: &[Hint], raw: &[f32]) -> Vec<f32> {
    let mut bodies = vec![0.0_f32; parents.len()];
    for at in (0..parents.len()).rev() {
        if hints[at].is_body {
            bodies[at] = raw[at];
        }
        if let Some(parent) = parents[at] {
            bodies[parent as usize] += bodies[at];
        }
    }
    bodies
}

/// For every element why it, or an element around it, speaks against what it holds.
fn verdicts(parents: &[Option<u32>], hints: &[Hint], raw: &[f32], bodies: &[f32], total: f32) -> Vec<Option<Against>> {
    let mut against: Vec<Option<Against>> = vec![None; parents.len()];
    for at in 0..parents.len() {
        let inherited = parents[at].and_then(|parent| against[parent as usize]);
        against[at] = inherited;
        // Most elements say nothing.
        let Some(why) = hints[at].against else { continue };
        let mild = hints[at].mild;
        let share = if total > 0.0 { raw[at] / total } else { 0.0 };
        let limit = match why {
            "comments" => 0.9,
            _ if mild => OVERRULED_MILD,
            _ => OVERRULED,
        };
        let holds_body = hints[at].is_body || (share >= MIN_BODY && bodies[at] >= BODY_SHARE * raw[at]);
        // What is said outright weighs more than a mild hint further out.
        if share < limit && !holds_body && inherited.is_none_or(|outer| outer.mild && !mild) {
            against[at] = Some(Against { why, mild });
        }
    }
    against
}

/// What speaks against an element.
#[derive(Debug, Clone, Copy)]
struct Against {
    why: &'static str,
    mild: bool,
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

/// The number of no element.
const NONE: u32 = u32::MAX;

/// Elements that hold one paragraph, or what is like it: a long one does not make the others none of the article's.
const HOLDING_ONE: [&str; 12] = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt", "figcaption"];

/// The deepest element that still holds most of the mass, and is none that `holds_one`; `None` is the whole page.
fn descend(parents: &[Option<u32>], mass: &[f32], total: f32, holds_one: impl Fn(u32) -> bool) -> Option<u32> {
    if total <= 0.0 {
        return None;
    }
    // Children by parent, as lists of the first child and the next beside it: elements stand in document order.
    let mut first = vec![NONE; parents.len()];
    let mut beside = vec![NONE; parents.len()];
    let mut roots = NONE;
    for (at, parent) in parents.iter().enumerate().rev() {
        let list = match *parent {
            Some(parent) => &mut first[parent as usize],
            None => &mut roots,
        };
        beside[at] = std::mem::replace(list, at as u32);
    }
    let mut container = None;
    let mut level = roots;
    let mut held = total;
    loop {
        let next = |&at: &u32| Some(beside[at as usize]).filter(|&at| at != NONE);
        let level_of = std::iter::successors(Some(level).filter(|&at| at != NONE), next);
        let Some(best) = level_of.max_by(|a, b| mass[*a as usize].total_cmp(&mass[*b as usize])) else { break };
        if mass[best as usize] < DESCENT * held || holds_one(best) {
            break;
        }
        container = Some(best);
        held = mass[best as usize];
        level = first[best as usize];
    }
    container
}

/// The outermost element around the container that calls itself an article's body: the descent may have gone past the
/// first paragraphs of a body that a paywall or an advertisement parts.
fn climb(parents: &[Option<u32>], hints: &[Hint], container: Option<u32>) -> Option<u32> {
    let mut best = container;
    let mut next = container;
    while let Some(at) = next {
        if hints[at as usize].is_body && hints[at as usize].against.is_none() {
            best = Some(at);
        }
        next = parents[at as usize];
    }
    best
}

/// For each element whether it lies in the innermost `<article>` around the container or, without one, in its `<main>`.
fn around(elements: &[Element], container: Option<u32>) -> Vec<bool> {
    let named = |name: &str| {
        let mut next = container;
        std::iter::from_fn(move || {
            let at = next?;
            next = elements[at as usize].parent;
            Some(at)
        })
        .find(|&at| elements[at as usize].tag == name)
    };
    let top = named("article").or_else(|| named("main"));
    let mut around = vec![false; elements.len()];
    for at in 0..elements.len() {
        let parent = elements[at].parent.is_some_and(|parent| around[parent as usize]);
        around[at] = parent || Some(at as u32) == top;
    }
    around
}

/// For each element whether it lies in the container or, where elements in the container call themselves an article's
/// body and hold enough of it together, in one of those: a body that is split over several stays whole.
fn inside(
    parents: &[Option<u32>],
    hints: &[Hint],
    mass: &[f32],
    against: &[Option<Against>],
    container: Option<u32>,
) -> Vec<bool> {
    let mut inside = vec![false; parents.len()];
    let mut in_body = vec![false; parents.len()];
    // The first and the last body that lies right in an element.
    let mut bodies_of: FastMap<Option<u32>, (usize, usize)> = FastMap::default();
    let (mut held, mut held_by_bodies) = (0.0, 0.0);
    for at in 0..parents.len() {
        let parent = parents[at].map(|parent| parent as usize);
        inside[at] = match container {
            Some(container) => at as u32 == container || parent.is_some_and(|parent| inside[parent]),
            None => true,
        };
        if Some(at as u32) == container || (container.is_none() && parent.is_none()) {
            held += mass[at];
        }
        let around = parent.is_some_and(|parent| in_body[parent]);
        let begins = inside[at] && !around && hints[at].is_body && against[at].is_none();
        in_body[at] = around || begins;
        if begins {
            held_by_bodies += mass[at];
            bodies_of.entry(parents[at]).and_modify(|bodies| bodies.1 = at).or_insert((at, at));
        }
    }
    if held_by_bodies < BODY_SHARE * held || held_by_bodies <= 0.0 {
        return inside;
    }
    // What stands between two parts of a body, as its headings may, is of the body, too.
    bodies_of.retain(|_, (first, last)| first < last);
    if !bodies_of.is_empty() {
        for at in 0..parents.len() {
            let between = || bodies_of.get(&parents[at]).is_some_and(|(first, last)| (*first..*last).contains(&at));
            let around = parents[at].is_some_and(|parent| in_body[parent as usize]);
            in_body[at] = in_body[at] || around || (inside[at] && against[at].is_none() && between());
        }
    }
    in_body
}
