//! Headings and lines that announce what was left out: the model kept them for themselves, and a reader would wait in vain.
//! "You may also like" goes with the link below it, wherever in the text they stand.

use copydesk_core::{Document, Kind, Rule, grounds};

use crate::containers::BlockFacts;
use crate::judge::Judgement;
use crate::phrases::RELATED;

const HEADING: Rule = Rule::new(grounds::DANGLING_HEADING, "heading of which all that stands below was left out");
const LEAD: Rule = Rule::new("generic/dangling-lead", "announces what was left out, and nothing follows");

/// The most words of a line that announces links.
const MAX_LEAD: u32 = 6;
/// How much of a text is link where it is what such a line announces.
const LINKED: f32 = 0.5;
/// How likely such a heading or line is the article's.
const UNLIKELY: f32 = 0.25;

/// Leaves out headings whose next kept block is a heading of their level or above, where what stands between was left out,
/// and short lines with a colon behind which nothing is kept. A heading over pictures heads them; the last heading of a
/// text may be of what a source's rules keep. Lines that are known to announce other articles go where the next text is a link
/// that was left out.
pub(crate) fn judge(document: &dyn Document, facts: &[BlockFacts], judgements: &mut [Judgement]) {
    // Of what is kept behind the present block: whether anything is, the level of the next heading if that stands before
    // any text, and whether text was left out since.
    let (mut ends, mut next, mut misses) = (true, None, false);
    let mut is_before_links = false;
    for (at, block) in document.blocks().iter().enumerate().rev().filter(|(_, block)| !block.hidden) {
        let (judgement, own) = (&mut judgements[at], &facts[at]);
        if judgement.is_kept() && is_before_links && own.lexical.words <= MAX_LEAD && own.prompt == Some(&RELATED) {
            (judgement.keep, judgement.rule) = (UNLIKELY, RELATED);
        }
        if !judgement.is_kept() {
            if !block.text.is_empty() {
                (misses, is_before_links) = (true, own.link_density >= LINKED);
            }
            continue;
        }
        // A thumbnail between the line and the link tells nothing.
        is_before_links &= block.text.is_empty();
        match judgement.kind {
            Kind::Heading { level } => {
                if misses && next.is_some_and(|next| next <= level) {
                    (judgement.keep, judgement.rule) = (UNLIKELY, HEADING);
                    continue;
                }
                (next, misses) = (Some(level), false);
            }
            Kind::Paragraph
                if ends && misses && facts[at].lexical.words <= MAX_LEAD && block.text.ends_with([':', '：']) =>
            {
                (judgement.keep, judgement.rule) = (UNLIKELY, LEAD);
                continue;
            }
            _ => (next, misses) = (None, false),
        }
        ends = false;
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::Origin;
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;
    use crate::containers::PageFacts;
    use crate::page;

    /// Checks what is kept of a page of which texts that end in a tilde were dropped.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let judged = |block: &copydesk_core::Block| {
            let keep = if block.text.ends_with('~') { 0.2 } else { 0.95 };
            Judgement { keep, kind: page::kind(block), rule: HEADING }
        };
        let mut judgements: Vec<Judgement> = document.blocks().iter().map(judged).collect();
        let facts = PageFacts::of(&document);
        judge(&document, &facts.blocks, &mut judgements);
        let kept =
            document.blocks().iter().zip(&judgements).filter(|(block, own)| !block.text.is_empty() && own.is_kept());
        assert_eq!(kept.map(|(block, _)| block.text.as_str()).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn headings_of_what_was_left_out_go() {
        let lost = "<h2>More walls</h2><p>Walls~</p>";
        check(&format!("<p>It fell.</p>{lost}<h2>Quays</h2><p>They stand.</p>"), &["It fell.", "Quays", "They stand."]);
        check(
            &format!("<p>It fell.</p>{lost}<h3>Quays</h3><p>They stand.</p>"),
            &["It fell.", "More walls", "Quays", "They stand."],
        );
        check("<h2>Walls</h2><h2>Quays</h2><p>They stand.</p>", &["Walls", "Quays", "They stand."]);
        check(
            "<h2>Walls</h2><img src=a.jpg><p>A wall~</p><h2>Quays</h2><p>They stand.</p>",
            &["Walls", "Quays", "They stand."],
        );
    }

    #[test]
    fn lines_known_to_announce_other_articles_go_with_the_links_below() {
        let link = "<p><a href=/b>The wall of Ash~</a></p>";
        check(&format!("<p>It fell.</p><p>You may also like...</p>{link}<p>It stood.</p>"), &["It fell.", "It stood."]);
        check(&format!("<p>It fell.</p><p>DON'T MISS</p><h4>Walls~</h4>{link}"), &["It fell.", "DON'T MISS"]);
        check(&format!("<p>It fell.</p><h3>Don't miss</h3>{link}{link}"), &["It fell."]);
        check(&format!("<p>It fell.</p><h3>Don't miss</h3><img src=a.jpg>{link}"), &["It fell."]);
        check("<p>Don't miss</p><p>The wall.</p>", &["Don't miss", "The wall."]);
        check(
            &format!("<p>Don't miss the feast at the wall on Friday night.</p>{link}"),
            &["Don't miss the feast at the wall on Friday night."],
        );
        check(&format!("<p>They all came.</p>{link}"), &["They all came."]);
    }

    #[test]
    fn lines_that_announce_what_was_left_out_go_at_the_end() {
        check("<p>It fell.</p><p>Read on here:</p><p>Walls~</p>", &["It fell."]);
        check("<p>It fell.</p><p>Read on here:</p>", &["It fell.", "Read on here:"]);
        check("<p>It fell.</p><p>Ann said:</p><p>Walls~</p><p>It stood.</p>", &["It fell.", "Ann said:", "It stood."]);
        check(
            "<p>Nobody who came to the wall would say:</p><p>Walls~</p>",
            &["Nobody who came to the wall would say:"],
        );
    }
}
