//! The article's container, and which elements lie in it.

use copydesk_core::Element;

use super::BODY_SHARE;
use super::against::Against;
use crate::classes::Hint;
use crate::fast::FastMap;

/// The share of the mass that a child must hold for the descent to go on into it.
const DESCENT: f32 = 0.72;

/// The number of no element.
const NONE: u32 = u32::MAX;

/// Elements that hold one paragraph, or what is like it: a long one does not make the others none of the article's.
pub(super) const HOLDING_ONE: [&str; 12] =
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt", "figcaption"];

/// The deepest element that still holds most of the mass, and is none that `holds_one`; `None` is the whole page.
pub(super) fn descend(
    parents: &[Option<u32>],
    mass: &[f32],
    total: f32,
    holds_one: impl Fn(u32) -> bool,
) -> Option<u32> {
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
pub(super) fn climb(parents: &[Option<u32>], hints: &[Hint], container: Option<u32>) -> Option<u32> {
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
pub(super) fn around(elements: &[Element], container: Option<u32>) -> Vec<bool> {
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
pub(super) fn inside(
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
