//! Which element holds the article.
//!
//! In the family of Readability (Arc90, 2009) and boilerpipe (Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using
//! shallow text features", WSDM 2010): running text gives mass to the elements around it, and the article's container is
//! the deepest element that still holds most of it. Descending from the root by shares, rather than picking the element
//! with the best score, keeps a body that is split over several siblings whole.

use copydesk_core::{Document, Element, Shape};

use crate::classes::{self, Hint};
use crate::lexical::Lexical;
use crate::phrases;

/// Everything the judge knows of a block before it judges.
#[derive(Debug, Clone)]
pub(crate) struct BlockFacts {
    pub(crate) lexical: Lexical,
    pub(crate) link_density: f32,
    pub(crate) prompt: Option<&'static copydesk_core::Rule>,
    /// Words of running text, weighed by shape.
    pub(crate) mass: f32,
    /// Why the elements around it speak against it.
    pub(crate) against: Option<&'static str>,
}

/// The facts of all blocks, and the container.
#[derive(Debug, Clone)]
pub(crate) struct PageFacts {
    pub(crate) blocks: Vec<BlockFacts>,
    /// The element that holds the article; `None` is the whole page.
    pub(crate) container: Option<u32>,
    /// For each element whether it lies in the container.
    pub(crate) inside: Vec<bool>,
    /// All running text of the page that nothing speaks against.
    pub(crate) mass: f32,
}

/// The share of the mass that a child must hold for the descent to go on into it.
const DESCENT: f32 = 0.72;
/// A hint is ignored where the element holds this share of all running text of the page …
const OVERRULED: f32 = 0.5;
/// … or this share for a mild one.
const OVERRULED_MILD: f32 = 0.2;
/// An element that calls itself the article's body is the container if it holds this share of the mass.
const BODY_SHARE: f32 = 0.4;

impl PageFacts {
    pub(crate) fn of(document: &dyn Document) -> Self {
        let elements = document.elements();
        let hints: Vec<Hint> = elements.iter().map(classes::hint).collect();
        let mut blocks: Vec<BlockFacts> = document
            .blocks()
            .iter()
            .map(|block| {
                let lexical = Lexical::of(&block.text);
                let link_density = block.link_density();
                let prompt = phrases::prompt(&block.text);
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
                    link_density,
                    prompt,
                    mass: weight * (lexical.words as f32).min(150.0),
                    against: None,
                }
            })
            .collect();
        let raw = masses(document, elements, &blocks, |_| false);
        let total: f32 = blocks.iter().map(|block| block.mass).sum();
        let against = verdicts(elements, &hints, &raw, total);
        for (block, facts) in document.blocks().iter().zip(&mut blocks) {
            facts.against = block.element.and_then(|element| against[element as usize]);
        }
        let mass = masses(document, elements, &blocks, |facts| facts.against.is_some());
        let clean: f32 = blocks.iter().filter(|block| block.against.is_none()).map(|block| block.mass).sum();
        let container = descend(elements, &hints, &mass, &against, clean);
        let mut inside = vec![container.is_none(); elements.len()];
        for at in 0..elements.len() {
            inside[at] |=
                Some(at as u32) == container || elements[at].parent.is_some_and(|parent| inside[parent as usize]);
        }
        Self { blocks, container, inside, mass: clean }
    }
}

/// The mass of every element: that of all blocks inside it.
fn masses(
    document: &dyn Document,
    elements: &[Element],
    facts: &[BlockFacts],
    skip: impl Fn(&BlockFacts) -> bool,
) -> Vec<f32> {
    let mut masses = vec![0.0; elements.len()];
    for (block, facts) in document.blocks().iter().zip(facts) {
        if let Some(element) = block.element.filter(|_| !skip(facts)) {
            masses[element as usize] += facts.mass;
        }
    }
    // Parents precede their children, so one walk backwards sums all up.
    for at in (0..elements.len()).rev() {
        if let Some(parent) = elements[at].parent {
            masses[parent as usize] += masses[at];
        }
    }
    masses
}

/// For every element why it, or an element around it, speaks against what it holds.
fn verdicts(elements: &[Element], hints: &[Hint], raw: &[f32], total: f32) -> Vec<Option<&'static str>> {
    let mut against: Vec<Option<&'static str>> = vec![None; elements.len()];
    for at in 0..elements.len() {
        let inherited = elements[at].parent.and_then(|parent| against[parent as usize]);
        let share = if total > 0.0 { raw[at] / total } else { 0.0 };
        let limit = match hints[at] {
            Hint { against: Some("comments"), .. } => 0.9,
            Hint { mild: true, .. } => OVERRULED_MILD,
            _ => OVERRULED,
        };
        let own = hints[at].against.filter(|_| share < limit && !hints[at].is_body);
        against[at] = inherited.or(own);
    }
    against
}

fn descend(
    elements: &[Element],
    hints: &[Hint],
    mass: &[f32],
    against: &[Option<&'static str>],
    total: f32,
) -> Option<u32> {
    if total <= 0.0 {
        return None;
    }
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); elements.len()];
    let mut roots = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        match element.parent {
            Some(parent) => children[parent as usize].push(at as u32),
            None => roots.push(at as u32),
        }
    }
    let mut container = None;
    let mut level = &roots;
    let mut held = total;
    while let Some(&best) = level.iter().max_by(|a, b| mass[**a as usize].total_cmp(&mass[**b as usize])) {
        if mass[best as usize] < DESCENT * held {
            break;
        }
        container = Some(best);
        held = mass[best as usize];
        level = &children[best as usize];
    }
    // The outermost element inside that calls itself the body, where it holds enough.
    let within = |mut at: u32| loop {
        if Some(at) == container {
            return true;
        }
        match elements[at as usize].parent {
            Some(parent) => at = parent,
            None => return container.is_none(),
        }
    };
    (0..elements.len() as u32)
        .filter(|&at| {
            hints[at as usize].is_body && against[at as usize].is_none() && mass[at as usize] >= BODY_SHARE * held
        })
        .filter(|&at| within(at))
        .max_by(|a, b| mass[*a as usize].total_cmp(&mass[*b as usize]).then(b.cmp(a)))
        .or(container)
}
