//! Texts that a page holds twice: the copy for printing, the beginning above the whole, a body that a script would have put
//! together. Whoever looks at the page sees each once.

use copydesk_core::{Document, Kind, Rule, Shape};

use crate::containers::PageFacts;
use crate::fast::FastMap;
use crate::judge::Judgement;
use crate::teasers::ends_cut;

const REPEATED: Rule = Rule::new("generic/repeated", "stands in the article already, or again as a whole");

/// The fewest words that are a copy: fewer may well be said twice.
const MIN_WORDS: u32 = 20;
/// The fewest texts of so many words in a run that is there twice.
const MIN_RUN: usize = 3;
/// How many words at the beginning of a text find those that begin so, too.
const OPENING: usize = 8;
/// The most texts with one beginning that a text is compared with.
const MAX_ALIKE: usize = 4;
/// The most words at the end of a beginning that the cut may have made others.
const AT_CUT: usize = 1;

/// Leaves out what stands in the article twice: of two copies the one that is hidden, or the later.
pub(crate) fn judge(document: &dyn Document, facts: &PageFacts<'_>, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    let is_said = |at: &usize| judgements[*at].is_kept() && !facts.words(*at).is_empty();
    let kept: Vec<usize> = (0..blocks.len()).filter(is_said).collect();
    let is_text = |at: usize| matches!(judgements[at].kind, Kind::Paragraph | Kind::Quote | Kind::List { .. });
    let mut alike: FastMap<&[u32], Vec<usize>> = FastMap::default();
    // The places among those kept of what goes, and of what it repeats.
    let mut copies: Vec<(usize, usize)> = Vec::new();
    let mut first: Option<usize> = None;
    for (place, &at) in kept.iter().enumerate() {
        let words = facts.words(at);
        if facts.blocks[at].lexical.words < MIN_WORDS || !is_text(at) {
            continue;
        }
        first.get_or_insert(place);
        let earlier = alike.entry(&words[..words.len().min(OPENING)]).or_default();
        let found = earlier.iter().find_map(|&other| {
            let goes = goes(document, facts, (kept[other], at), first == Some(other))?;
            Some(if goes == at { (place, other) } else { (other, place) })
        });
        copies.extend(found);
        if earlier.len() < MAX_ALIKE {
            earlier.push(place);
        }
    }
    for (copy, whole) in copies {
        if !judgements[kept[copy]].is_kept() {
            continue;
        }
        let Some(run) = run(&kept, facts, judgements, (copy, whole)) else { continue };
        let long = run.iter().filter(|at| facts.blocks[**at].lexical.words >= MIN_WORDS).count();
        let own = facts.words(kept[copy]).len();
        // One text alone may well be said twice.
        let is_part = blocks[kept[copy]].hidden || own < facts.words(kept[whole]).len();
        if is_part || long >= MIN_RUN {
            for at in run {
                judgements[at].keep = 0.0;
                judgements[at].rule = REPEATED;
            }
        }
    }
}

/// Which of two texts goes, the first of which stands before the other: none where neither is a copy of the other. A beginning
/// `opens` the article, above the whole: further down somebody may quote it.
fn goes(document: &dyn Document, facts: &PageFacts<'_>, (first, second): (usize, usize), opens: bool) -> Option<usize> {
    let (blocks, elements) = (document.blocks(), document.elements());
    let (one, other) = (facts.words(first), facts.words(second));
    // What one element holds was written so: the days of a plan repeat one another.
    let holder = |at: usize| blocks[at].element.and_then(|element| elements[element as usize].parent);
    if holder(first) == holder(second) {
        return None;
    }
    if one == other {
        return Some(if blocks[first].hidden && !blocks[second].hidden { first } else { second });
    }
    let said = &one[..one.len().saturating_sub(AT_CUT)];
    let is_beginning = opens && blocks[first].shape != Shape::Quote && one.len() < other.len();
    (is_beginning && other.starts_with(said) && ends_cut(&blocks[first].text)).then_some(first)
}

/// A copy, with those before and behind it that repeat the same texts in the same order. None where they stand under another
/// heading: the second day of a plan may be as the first.
fn run(
    kept: &[usize],
    facts: &PageFacts<'_>,
    judgements: &[Judgement],
    (copy, whole): (usize, usize),
) -> Option<Vec<usize>> {
    let is_heading = |place: usize| matches!(judgements[kept[place]].kind, Kind::Heading { .. });
    let mut run = vec![kept[copy]];
    for step in [1_isize, -1] {
        let (mut own, mut other) = (copy, whole);
        while let (Some(next), Some(beside)) = (own.checked_add_signed(step), other.checked_add_signed(step)) {
            (own, other) = (next, beside);
            // A run ends where the one that it repeats begins.
            if own.max(other) >= kept.len() || own == whole || other == copy || !judgements[kept[own]].is_kept() {
                break;
            }
            let words = facts.words(kept[own]);
            if words != facts.words(kept[other]) {
                if step < 0 && is_heading(own) && is_heading(other) {
                    return None;
                }
                break;
            }
            run.push(kept[own]);
        }
    }
    Some(run)
}

#[cfg(test)]
mod tests {
    use copydesk_core::Origin;
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;

    const QUAY: &str = "The lock at the mouth of the harbour will open again on Monday, nine weeks after divers had found the gate off its hinges";
    const GATE: &str = "A new gate was forged in the yard of the Ferriby brothers, who had built the old one in the year of the great flood";
    const PORT: &str = "The port expects queues until the second gate is hung, and asks skippers to wait behind the mole until they are called";

    /// The texts that are left of a page of which all were kept.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let facts = PageFacts::of(&document);
        let judge_of =
            |block: &copydesk_core::Block| Judgement { keep: 1.0, kind: crate::page::kind(block), rule: REPEATED };
        let mut judgements: Vec<Judgement> = document.blocks().iter().map(judge_of).collect();
        judge(&document, &facts, &mut judgements);
        let kept = document.blocks().iter().zip(&judgements).filter(|(_, judgement)| judgement.is_kept());
        assert_eq!(kept.map(|(block, _)| block.text.as_str()).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn a_body_that_is_there_twice_goes_once() {
        let body = format!("<p>{QUAY}.</p><h2>Gate</h2><p>{GATE}.</p><p>Yes.</p><p>{PORT}.</p>");
        let (quay, gate, port) = (format!("{QUAY}."), format!("{GATE}."), format!("{PORT}."));
        let once = [quay.as_str(), "Gate", &gate, "Yes.", &port];
        check(&format!("<div>{body}</div><article>{body}</article>"), &once);
        check(&format!("<div hidden>{body}</div><article>{body}</article>"), &once);
        let (before, behind) = (["First."].into_iter(), ["Last."].into_iter());
        let around: Vec<&str> = before.chain(once).chain(behind).collect();
        check(
            &format!("<p>First.</p><div>{body}</div><article>{body}<img src=a.jpg></article><p>Last."),
            &[&around[..6], &["", "Last."]].concat(),
        );
    }

    #[test]
    fn a_beginning_goes_before_the_whole() {
        let quay = format!("{QUAY}.");
        check(&format!("<div><p>{}…</p></div><article><p>{QUAY}.", &QUAY[..QUAY.len() - 8]), &[&quay]);
        check(
            &format!("<div><p>{}</p></div><article><p>{QUAY}.", &QUAY[..QUAY.len() - 8]),
            &[&QUAY[..QUAY.len() - 8], &quay],
        );
    }

    #[test]
    fn what_an_author_repeats_stays() {
        let (quay, gate) = (format!("{QUAY}."), format!("{GATE}."));
        let two = format!("<p>{QUAY}.</p><p>{GATE}.</p>");
        check(&format!("<div>{two}</div><article>{two}"), &[&quay, &gate, &quay, &gate]);
        let port = format!("{PORT}.");
        let three = format!("{two}<p>{PORT}.</p>");
        check(&format!("<div>{three}{three}</div>"), &[&quay, &gate, &port, &quay, &gate, &port]);
        check(&format!("<div><p>{GATE}.</p></div><p>{GATE}."), &[&gate, &gate]);
        let day = |name: &str| format!("<section><h2>{name}</h2>{three}</section>");
        let days = ["Monday", &quay, &gate, &port, "Tuesday", &quay, &gate, &port];
        check(&format!("{}{}", day("Monday"), day("Tuesday")), &days);
        let cut = format!("{}…", &QUAY[..QUAY.len() - 8]);
        check(&format!("<p>{GATE}.</p><div><p>{cut}</p></div><article><p>{QUAY}."), &[&gate, &cut, &quay]);
    }
}
