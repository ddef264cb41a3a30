//! Teasers of other articles that are cut off: several blocks made alike, each with a link or behind one, whose texts end in
//! an ellipsis where they were cut. They are sentences, and look like running text one by one.

use std::collections::BTreeMap;

use copydesk_core::{Block, Document, Rule};

use crate::containers::BlockFacts;
use crate::judge::Judgement;
use crate::names::Names;

const TEASER: Rule =
    Rule::new("generic/cut-teaser", "one of several texts made alike that are cut off and lead elsewhere");

/// The fewest teasers of a row.
const MIN_TEASERS: usize = 3;
/// The share of the blocks made alike that are cut off.
const MIN_SHARE: f32 = 0.6;
/// The fewest words of a text that is cut off: shorter ones trail off.
const MIN_WORDS: u32 = 8;
/// How much of the block before a teaser is link where it is the teaser's title.
const TITLE: f32 = 0.8;

/// Leaves out rows of cut teasers.
pub(crate) fn judge(document: &dyn Document, facts: &[BlockFacts], names: &Names<'_>, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    let is_cut =
        |at: usize| judgements[at].is_kept() && facts[at].lexical.words >= MIN_WORDS && ends_cut(&blocks[at].text);
    // Hardly a page has any.
    if (0..blocks.len()).filter(|at| is_cut(*at)).nth(MIN_TEASERS - 1).is_none() {
        return;
    }
    let elements = document.elements();
    let look = |block: &Block| {
        let own = block.element?;
        Some((names.place(own as usize), elements[own as usize].parent.map(|parent| names.place(parent as usize))))
    };
    let mut rows: BTreeMap<_, (Vec<usize>, usize)> = BTreeMap::new();
    let mut before: Option<usize> = None;
    for (at, block) in blocks.iter().enumerate() {
        if block.text.is_empty() || block.hidden {
            continue;
        }
        let leads = !block.links.is_empty() || before.is_some_and(|before| facts[before].link_density >= TITLE);
        if let Some(look) = look(block) {
            let row = rows.entry(look).or_default();
            if is_cut(at) && leads {
                row.0.push(at);
            }
            row.1 += 1;
        }
        before = Some(at);
    }
    for (teasers, all) in rows.into_values() {
        if teasers.len() >= MIN_TEASERS && teasers.len() as f32 >= MIN_SHARE * all as f32 {
            for at in teasers {
                judgements[at].keep = 0.0;
                judgements[at].rule = TEASER;
            }
        }
    }
}

/// Whether a text ends where it was cut.
fn ends_cut(text: &str) -> bool {
    let end = text.trim_end_matches([']', ')', ' ', '»', '›', '→']);
    end.ends_with('…') || end.ends_with("...")
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;
    use crate::containers::PageFacts;

    /// How many blocks are left of a page of which all were kept.
    #[track_caller]
    fn check(html: &str, expected: usize) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let facts = PageFacts::of(&document);
        let all = Judgement { keep: 1.0, kind: Kind::Paragraph, rule: TEASER };
        let mut judgements = vec![all; document.blocks().len()];
        judge(&document, &facts.blocks, &facts.names, &mut judgements);
        assert_eq!(judgements.iter().filter(|own| own.is_kept()).count(), expected, "{html}");
    }

    #[test]
    fn rows_of_cut_teasers_are_left_out() {
        let teaser =
            "<li><a href=/x>The wall</a> <span>Nobody came to the harbour that night, its master said, and...</span>";
        check(&format!("<ul>{}</ul>", teaser.repeat(3)), 0);
        check(&format!("<ul>{}</ul>", teaser.repeat(2)), 2);
        let titled = "<h3><a href=/x>The wall</a></h3><p class=t>Nobody came to the harbour that night, its master said, and […]</p>";
        check(&titled.repeat(4), 4);
        let prose = "<p>Nobody came to the harbour that night, its master said, and…</p>";
        check(&prose.repeat(4), 4);
        let whole = "<p><a href=/x>Nobody</a> came to the harbour that night, its master said, for fear.</p>";
        let cut = "<p><a href=/x>Nobody</a> came to the harbour that night, its master said, and…</p>";
        check(&format!("{}{}", whole.repeat(4), cut.repeat(3)), 7);
    }
}
