//! Headings made alike, each over a text of its own: the entries of a list of places, books or products. The model doubts those
//! that are links, one by one and by their words; whoever keeps most of them and the texts below all reads them all.

use std::collections::BTreeMap;

use copydesk_core::{Document, Rule, Shape, StartTag};

use crate::containers::BlockFacts;
use crate::judge::Judgement;
use crate::page;

const ALIKE: Rule = Rule::new("generic/heading-alike", "one of several headings made alike over texts that are kept");

/// The fewest of such headings that are kept for themselves, and their share of all.
const MIN_KEPT: usize = 3;
const MIN_SHARE: f32 = 0.5;
/// How likely the others are the article's.
const LIKELY: f32 = 0.8;
/// How many texts (a price, a place) may stand between a heading and its text, and how many blocks with pictures and what is hidden.
const MAX_BETWEEN: usize = 4;
const MAX_APART: usize = 16;

/// Keeps headings made as others are that are kept.
pub(crate) fn judge(document: &dyn Document, facts: &[BlockFacts], judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    let is_heading = |at: usize| matches!(blocks[at].shape, Shape::Heading(2..)) && !blocks[at].hidden;
    let is_doubted = |at: usize| is_heading(at) && !judgements[at].is_kept() && facts[at].prompt.is_none();
    // Hardly a page has any.
    if !(0..blocks.len()).any(|at| is_doubted(at) && heads_kept(document, facts, judgements, at)) {
        return;
    }
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for at in (0..blocks.len()).filter(|at| is_heading(*at)) {
        if let Some(element) = blocks[at].element
            && heads_kept(document, facts, judgements, at)
        {
            let made =
                |tag: &StartTag| (tag.tag.to_string(), tag.classes.iter().map(ToString::to_string).collect::<Vec<_>>());
            alike.entry(made(document.elements()[element as usize].start_tag())).or_default().push(at);
        }
    }
    for headings in alike.into_values() {
        let kept = headings.iter().filter(|at| judgements[**at].is_kept()).count();
        if kept >= MIN_KEPT && kept as f32 >= MIN_SHARE * headings.len() as f32 {
            for at in headings.into_iter().filter(|at| facts[*at].prompt.is_none()) {
                if !judgements[at].is_kept() {
                    judgements[at] = Judgement { keep: LIKELY, kind: page::kind(&blocks[at]), rule: ALIKE };
                }
            }
        }
    }
}

/// Whether running text that is kept stands below a heading, within the element that the heading stands in and before the next one.
fn heads_kept(document: &dyn Document, facts: &[BlockFacts], judgements: &[Judgement], heading: usize) -> bool {
    let blocks = document.blocks();
    let parent = |element: u32| document.elements()[element as usize].parent;
    let Some(around) = blocks[heading].element.and_then(parent) else { return false };
    let near = heading + 1..(heading + 1 + MAX_APART).min(blocks.len());
    let behind = near.filter(|at| !blocks[*at].text.is_empty() && !blocks[*at].hidden);
    behind
        .take(MAX_BETWEEN + 1)
        .take_while(|at| !matches!(blocks[*at].shape, Shape::Heading(_)))
        .filter(|at| judgements[*at].is_kept() && judgements[*at].kind.is_body() && facts[*at].mass > 0.0)
        .any(|at| document.ancestor_numbers(blocks[at].element).any(|element| element == around))
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;
    use crate::containers::PageFacts;

    /// Checks how many headings are kept of a page of which those that end in a tilde were dropped.
    #[track_caller]
    fn check(html: &str, expected: usize) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let judged = |block: &copydesk_core::Block| {
            let keep = if block.text.ends_with('~') { 0.2 } else { 0.95 };
            Judgement { keep, kind: page::kind(block), rule: ALIKE }
        };
        let mut judgements: Vec<Judgement> = document.blocks().iter().map(judged).collect();
        let facts = PageFacts::of(&document);
        judge(&document, &facts.blocks, &mut judgements);
        let kept = judgements.iter().filter(|own| own.is_kept() && matches!(own.kind, Kind::Heading { .. })).count();
        assert_eq!(kept, expected, "{html}");
    }

    #[test]
    fn most_of_those_made_alike_decide_for_all() {
        let entry = |heading: &str, text: &str| {
            format!("<div class=inn><h3 class=name>{heading}</h3><p>£</p><div><p>{text}</p></div></div>")
        };
        let text = "The Anchor has stood at the quay for as long as anybody in the town remembers.";
        let named = entry("The Anchor", text);
        let linked = entry("<a href=/b>The Buoy~</a>", text);
        check(&(named.repeat(3) + &linked), 4);
        check(&(named.repeat(3) + &linked.repeat(3)), 6);
        check(&(named.repeat(3) + &linked.repeat(4)), 3);
        check(&(named.repeat(2) + &linked), 2);
        let dropped = entry("<a href=/b>The Buoy~</a>", &format!("{text}~"));
        check(&(named.repeat(3) + &dropped), 3);
        check(&(named.repeat(3) + &linked.replace("class=name", "class=more")), 3);
        check(&(named.repeat(3) + "<section><h3 class=name>The Buoy~</h3></section><div><p>" + text + "</p></div>"), 3);
        check(&(named.repeat(3) + &linked.replace("The Buoy", "Read more")), 3);
    }
}
