//! Teasers of other articles that are cut off: several blocks made alike, each with a link or behind one, whose texts end in
//! an ellipsis where they were cut. They are sentences, and look like running text one by one.

use std::collections::BTreeMap;

use copydesk_core::{Block, Document, Rule, Shape};

use crate::containers::BlockFacts;
use crate::judge::Judgement;
use crate::lexical::Lexical;
use crate::names::{Name, Names};

const TEASER: Rule =
    Rule::new("generic/cut-teaser", "one of several texts made alike that are cut off and lead elsewhere");

const TEASER_LINE: Rule = Rule::new("generic/cut-teaser", "one of several texts that are cut off, or the title of one");

/// The fewest teasers of a row.
const MIN_TEASERS: usize = 3;
/// The share of the blocks made alike that are cut off.
const MIN_SHARE: f32 = 0.6;
/// The fewest words of a text that is cut off: shorter ones trail off.
const MIN_WORDS: u32 = 8;
/// The most words of a line that may be a teaser's title or day.
const MAX_TITLE: u32 = 16;
/// The share of cut lines with such a line before them.
const MOST_TITLED: f32 = 0.8;
/// How much of the block before a teaser is link where it is the teaser's title.
const TITLE: f32 = 0.8;

/// How many classes of an element tell how a text is made.
const MAX_CLASSES: usize = 12;

/// The most words of a day or a label between a title and its teaser.
const MAX_LABEL: u32 = 6;

/// What may be a teaser: its text, what goes with it, and whether it is cut off.
struct Teaser {
    at: usize,
    beside: Vec<usize>,
    is_cut: bool,
}

/// The texts made alike.
#[derive(Default)]
struct Row {
    /// Those that lead elsewhere.
    teasers: Vec<Teaser>,
    all: usize,
}

/// Leaves out rows of cut teasers.
pub(crate) fn judge(document: &dyn Document, facts: &[BlockFacts], names: &Names<'_>, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    // Quotations trail off as those who are quoted do, and rows of tables name what is not told of in whole.
    let is_cut = |at: usize| {
        judgements[at].is_kept()
            && facts[at].lexical.words >= MIN_WORDS
            && !matches!(blocks[at].shape, Shape::Quote | Shape::TableRow)
            && ends_cut(&blocks[at].text)
    };
    // Hardly a page has any.
    if (0..blocks.len()).filter(|at| is_cut(*at)).nth(MIN_TEASERS - 1).is_none() {
        return;
    }
    let elements = document.elements();
    let made = |at: u32| {
        let classes = names.classes(at as usize).iter().take(MAX_CLASSES);
        (elements[at as usize].tag.as_str(), classes.copied().collect::<Vec<Name>>())
    };
    let look = |block: &Block| {
        let own = block.element?;
        let parent = elements[own as usize].parent;
        // The items of one list are a row, and those of another are not.
        let list = parent.filter(|parent| matches!(elements[*parent as usize].tag.as_str(), "ul" | "ol" | "dl"));
        Some((made(own), parent.map(made), list))
    };
    let mut rows: BTreeMap<_, Row> = BTreeMap::new();
    let shown: Vec<usize> =
        (0..blocks.len()).filter(|at| !blocks[*at].text.is_empty() && !blocks[*at].hidden).collect();
    for (place, &at) in shown.iter().enumerate() {
        let beside = beside(facts, &shown, place);
        let leads = !blocks[at].links.is_empty() || !beside.is_empty();
        if let Some(look) = look(&blocks[at]) {
            let row = rows.entry(look).or_default();
            if leads && judgements[at].is_kept() {
                row.teasers.push(Teaser { at, beside, is_cut: is_cut(at) });
            }
            row.all += 1;
        }
    }
    for row in rows.into_values().filter(Row::is_cut) {
        for at in row.going(facts) {
            if judgements[at].is_kept() {
                judgements[at].keep = 0.0;
                judgements[at].rule = TEASER;
            }
        }
    }
}

impl Row {
    /// Whether most of the texts made alike are cut off and lead elsewhere.
    fn is_cut(&self) -> bool {
        let cut = self.teasers.iter().filter(|teaser| teaser.is_cut).count();
        cut >= MIN_TEASERS && cut as f32 >= MIN_SHARE * self.all as f32
    }

    /// The blocks that go: what is cut off with what stands beside it, and those between that were short enough to be whole.
    fn going(self, facts: &[BlockFacts]) -> impl Iterator<Item = usize> {
        let words = |own: &Teaser| facts[own.at].lexical.words;
        let longest = self.teasers.iter().filter(|own| own.is_cut).map(words).max();
        let first = self.teasers.iter().position(|own| own.is_cut).unwrap_or_default();
        let last = self.teasers.iter().rposition(|own| own.is_cut).map_or(0, |last| last + 1);
        let between = self.teasers.into_iter().take(last).skip(first);
        let going = between.filter(move |own| own.is_cut || Some(words(own)) <= longest);
        going.flat_map(|own| std::iter::once(own.at).chain(own.beside))
    }
}

/// What goes with a teaser, by its place among the texts that are shown: the link before it that is its title, and a day or a label
/// between them, and the link behind it.
fn beside(facts: &[BlockFacts], shown: &[usize], place: usize) -> Vec<usize> {
    let link = |at: &usize| facts[*at].link_density >= TITLE;
    let before = |steps: usize| place.checked_sub(steps).map(|place| shown[place]);
    let is_label = |at: &usize| facts[*at].lexical.words <= MAX_LABEL && !facts[*at].lexical.is_prose();
    let behind = shown.get(place + 1).copied();
    let mut beside: Vec<usize> = match (before(1), before(2)) {
        (Some(title), _) if link(&title) => vec![title],
        (Some(label), Some(title)) if is_label(&label) && link(&title) => vec![label, title],
        _ => Vec::new(),
    };
    beside.extend(behind.filter(|at| link(at) && facts[*at].lexical.words <= MAX_TITLE));
    beside
}

/// The same for flat texts, of which nothing tells how they were made: most of the running text that is kept is cut off, and before
/// nearly each of these lines stands one that may be its title. The kept lines between that are no running text go with them.
pub(crate) fn judge_lines(document: &dyn Document, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    let kept = |at: usize| judgements[at].is_kept();
    if (0..blocks.len()).filter(|at| kept(*at) && ends_cut(&blocks[*at].text)).nth(MIN_TEASERS - 1).is_none() {
        return;
    }
    let lexical: Vec<Lexical> = blocks.iter().map(|block| Lexical::of(&block.text)).collect();
    let is_cut = |at: usize| lexical[at].words >= MIN_WORDS && ends_cut(&blocks[at].text);
    let cut: Vec<usize> = (0..blocks.len()).filter(|at| kept(*at) && is_cut(*at)).collect();
    let whole = (0..blocks.len()).filter(|at| kept(*at) && !is_cut(*at) && lexical[*at].is_prose()).count();
    let (Some(&first), Some(&last)) = (cut.first(), cut.last()) else { return };
    if cut.len() < MIN_TEASERS || (cut.len() as f32) < MIN_SHARE * (cut.len() + whole) as f32 {
        return;
    }
    // The title of the first stands before it, the day of the last behind it.
    let is_label = |at: usize| !is_cut(at) && !lexical[at].is_prose() && lexical[at].words <= MAX_TITLE;
    let titled = cut.iter().filter(|at| at.checked_sub(1).is_some_and(is_label)).count();
    if (titled as f32) < MOST_TITLED * cut.len() as f32 {
        return;
    }
    let row = first.saturating_sub(1)..(last + 2).min(blocks.len());
    for at in row.filter(|at| is_cut(*at) || !lexical[*at].is_prose()) {
        if judgements[at].is_kept() {
            judgements[at].keep = 0.0;
            judgements[at].rule = TEASER_LINE;
        }
    }
}

/// Whether a text ends where it was cut.
pub(crate) fn ends_cut(text: &str) -> bool {
    let end = text.trim_end_matches([']', ')', ' ', '»', '›', '→']).trim_end_matches(['[', '(']).trim_end();
    let Some(rest) = end.strip_suffix('…').or_else(|| end.strip_suffix("...")) else { return false };
    // Chinese trails off with two, and a sentence that is called out was not cut.
    !rest.ends_with(['…', '!', '?', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, Origin, StaticDocument};
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

    /// The lines that are left of a flat text of which all were kept.
    #[track_caller]
    fn check_lines(lines: &[&str], expected: &[usize]) {
        let document = StaticDocument::of_lines(lines);
        let all = Judgement { keep: 1.0, kind: Kind::Paragraph, rule: TEASER };
        let mut judgements = vec![all; lines.len()];
        judge_lines(&document, &mut judgements);
        let left: Vec<usize> = (0..lines.len()).filter(|at| judgements[*at].is_kept()).collect();
        assert_eq!(left, expected, "{lines:?}");
    }

    #[test]
    fn cut_lines_that_are_most_of_a_text_are_left_out() {
        const CUT: &str = "Nobody came to the harbour that night, its master said, and the ferry…";
        const TRAILS: &str = "那天晚上没有人到港口来，港务长说，因为暴风雨太大了……";
        const WHOLE: &str = "Nobody came to the harbour that night, its master said, for fear of the storm.";
        check_lines(&["The wall", CUT, "4 May", "The quay", CUT, "5 May", "The pier", CUT, "6 May"], &[]);
        check_lines(&["The wall", CUT, "The quay", CUT], &[0, 1, 2, 3]);
        check_lines(&["Note", WHOLE, "The wall", CUT, "The quay", CUT, "The pier", CUT, "6 May"], &[0, 1]);
        check_lines(&[WHOLE, CUT, WHOLE, CUT, WHOLE, CUT, WHOLE], &[0, 1, 2, 3, 4, 5, 6]);
        check_lines(&[WHOLE, CUT, CUT, "The quay", CUT, WHOLE], &[0, 1, 2, 3, 4, 5]);
        check_lines(&["墙", TRAILS, "码头", TRAILS, "灯塔", TRAILS], &[0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn rows_of_cut_teasers_are_left_out() {
        let teaser =
            "<li><a href=/x>The wall</a> <span>Nobody came to the harbour that night, its master said, and...</span>";
        check(&format!("<ul>{}</ul>", teaser.repeat(3)), 0);
        check(&format!("<ul>{}</ul>", teaser.repeat(2)), 2);
        let other = "<ul><li>The wall</li><li>The quay</li><li>The pier</li><li>The lock</li></ul>";
        check(&format!("{other}<ul>{}</ul>{other}", teaser.repeat(3)), 8);
        let titled = "<h3><a href=/x>The wall</a></h3><p class=t>Nobody came to the harbour that night, its master said, and […]</p>";
        check(&titled.repeat(4), 0);
        let prose = "<p>Nobody came to the harbour that night, its master said, and…</p>";
        check(&prose.repeat(4), 4);
        let whole = "<p><a href=/x>Nobody</a> came to the harbour that night, its master said, for fear.</p>";
        let cut = "<p><a href=/x>Nobody</a> came to the harbour that night, its master said, and…</p>";
        check(&format!("{}{}", whole.repeat(4), cut.repeat(3)), 7);
    }

    #[test]
    fn titles_may_stand_behind_teasers_or_over_their_days() {
        let text = "<p class=t>Nobody came to the harbour that night, its master said, and...</p>";
        check(&format!("<h3><a href=/x>The wall</a></h3><span class=d>4 May</span>{text}").repeat(3), 0);
        check(&format!("<div>{text}<b><a href=/x>Read on</a></b></div>").repeat(3), 0);
        let whole = "<p class=t>Nobody came to the harbour that night.</p><b><a href=/x>Read on</a></b>";
        let row = format!("{text}<b><a href=/x>Read on</a></b>");
        check(&format!("{row}{whole}{row}{row}"), 0);
        check(&format!("{whole}{row}{row}{row}"), 1);
        let row = "<tr><td><a href=/x>Quay</a><td>Nobody came to the harbour that night, its master said, and…";
        check(&format!("<table>{}</table>", row.repeat(4)), 4);
    }
}
