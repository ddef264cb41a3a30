//! What speaks against elements, by what they are called, and when it counts.

use std::cell::LazyCell;

use copydesk_core::{Document, Shape};

use super::{BODY_SHARE, BlockFacts, OVERRULED_MILD};
use crate::classes::{self, Hint};

/// A hint is ignored where the element holds this share of all running text of the page …
const OVERRULED: f32 = 0.5;
/// Whatever the share, an outright hint counts where bodies elsewhere say this many words: a short article is outweighed by many a
/// box beside it …
const MIN_SAID: u32 = 20;
/// … in this many texts, and this many words for a word of running text in the element.
const MIN_TEXTS: u32 = 2;
const MIN_SAID_SHARE: f32 = 0.25;
/// An element with this share of all running text is no margin if most of it stands in a body.
const MIN_BODY: f32 = 0.08;

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

/// For every element why it, or an element around it, speaks against what it holds. `raw` is the mass of each element, and `total`
/// that of the page.
pub(super) fn verdicts(
    document: &dyn Document,
    parents: &[Option<u32>],
    hints: &[Hint],
    facts: &[BlockFacts],
    (raw, total): (&[f32], f32),
) -> Vec<Option<Against>> {
    let bodies = in_bodies(parents, hints, raw);
    // Hardly a page has a margin that outweighs its article.
    let said = LazyCell::new(|| said_in_bodies(document, parents, hints, facts));
    let is_beside_body = |at: usize| {
        let (own, all) = (said.elements[at], said.all);
        let elsewhere = all.words - own.words;
        !own.is_headed
            && all.texts - own.texts >= MIN_TEXTS
            && elsewhere >= MIN_SAID
            && elsewhere as f32 >= MIN_SAID_SHARE * raw[at]
    };
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
        // "Promoted" may be the article itself, by the site's own lights.
        let may_outweigh = !mild && why != classes::PROMOTION;
        let counts = share < limit || may_outweigh && is_beside_body(at);
        let holds_body = hints[at].is_body || (share >= MIN_BODY && bodies[at] >= BODY_SHARE * raw[at]);
        // What is said outright weighs more than a mild hint further out.
        if counts && !holds_body && inherited.is_none_or(|outer| outer.mild && !mild) {
            against[at] = Some(Against { why, mild });
        }
    }
    against
}

/// What is said in bodies, outside of elements that something outright speaks against.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    words: u32,
    texts: u32,
    /// Whether a headline stands there: then it is no margin.
    is_headed: bool,
}

impl Said {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.texts += other.texts;
        self.is_headed |= other.is_headed;
    }
}

/// The same of every element, and of the page.
struct SaidInBodies {
    elements: Vec<Said>,
    all: Said,
}

/// Counts what is said in elements which call themselves an article's body, or are one by their tag.
fn said_in_bodies(
    document: &dyn Document,
    parents: &[Option<u32>],
    hints: &[Hint],
    facts: &[BlockFacts],
) -> SaidInBodies {
    let mut is_body = headed(document);
    for at in 0..parents.len() {
        let around = parents[at].is_some_and(|parent| is_body[parent as usize]);
        let is_against = hints[at].against.is_some() && !hints[at].mild;
        is_body[at] = !is_against && (around || is_body[at] || hints[at].is_body);
    }
    let mut elements = vec![Said::default(); parents.len()];
    for (block, facts) in document.blocks().iter().zip(facts).filter(|(block, _)| !block.hidden) {
        let Some(element) = block.element.map(|element| element as usize) else { continue };
        let is_text = is_body[element] && facts.prompt.is_none() && facts.link_density < 0.5;
        let (words, texts) = if is_text { (facts.lexical.words, u32::from(facts.lexical.is_prose())) } else { (0, 0) };
        elements[element].add(Said { words, texts, is_headed: block.shape == Shape::Heading(1) });
    }
    let mut all = Said::default();
    for at in (0..parents.len()).rev() {
        let own = elements[at];
        parents[at].map_or(&mut all, |parent| &mut elements[parent as usize]).add(own);
    }
    SaidInBodies { elements, all }
}

/// For each element whether it is the page's only `<article>`, or the innermost around a heading of the first level.
fn headed(document: &dyn Document) -> Vec<bool> {
    let elements = document.elements();
    let is_article = |at: u32| elements[at as usize].tag == "article";
    let mut headed = vec![false; elements.len()];
    for block in document.blocks().iter().filter(|block| block.shape == Shape::Heading(1) && !block.hidden) {
        if let Some(article) = document.ancestor_numbers(block.element).find(|at| is_article(*at)) {
            headed[article as usize] = true;
        }
    }
    let mut articles = (0..elements.len() as u32).filter(|at| is_article(*at));
    if let (Some(only), None) = (articles.next(), articles.next()) {
        headed[only as usize] = true;
    }
    headed
}

/// What speaks against an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against {
    pub(super) why: &'static str,
    /// Whether a good deal of running text overrules it.
    pub(super) mild: bool,
}
