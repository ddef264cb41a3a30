//! Blocks that go the way of those they belong with: the items of one list, the note to a mark in the text, who is quoted, the
//! address that a sentence announces. The model sees each by itself, and is in doubt where the whole leaves none.

use copydesk_core::{Block, Document, Kind, Rule, Shape};

use crate::containers::BlockFacts;
use crate::fast::FastSet;
use crate::judge::Judgement;
use crate::page;

const LIST: Rule = Rule::new("generic/list-as-a-whole", "goes with the other items of its list or table");
const NOTE: Rule = Rule::new("generic/footnote", "note to a mark in the text");
const SPEAKER: Rule = Rule::new("generic/quote-speaker", "says who is quoted in the block before");
const ADDRESS: Rule = Rule::new("generic/announced-address", "address that the text before announces");

const HEADING: Rule = Rule::new("generic/heading-between", "heads running text that is kept, and follows what is kept");

/// The fewest items of a list that is judged as a whole.
const MIN_ITEMS: usize = 3;
/// How likely the items are kept on average from which all are.
const WHOLE: f32 = 0.6;
/// How much of a row of a table is link that leads elsewhere.
const LINKED: f32 = 0.5;
/// How likely such a heading is the article's.
const BETWEEN: f32 = 0.8;
/// How many blocks without text (pictures) may stand between a heading and its text.
const MAX_APART: usize = 3;
/// The longest note, and the longest line that says who is quoted, in bytes.
const MAX_NOTE: usize = 300;
const MAX_SPEAKER: usize = 80;
/// The longest text that is an address, in bytes.
const MAX_ADDRESS: usize = 200;

/// Lets blocks go with their company.
pub(crate) fn judge(document: &dyn Document, facts: &[BlockFacts], judgements: &mut [Judgement]) {
    lists(document, facts, judgements);
    let blocks = document.blocks();
    let mut marks = false;
    let mut before: Option<usize> = None;
    for at in 0..blocks.len() {
        let block = &blocks[at];
        if block.text.is_empty() || block.hidden {
            continue;
        }
        if judgements[at].is_kept() {
            marks |= holds_mark(&block.text);
        } else if heads_kept(document, facts, judgements, (before, at)) {
            judgements[at] = Judgement { keep: BETWEEN, kind: page::kind(block), rule: HEADING };
        } else if let Some(last) = before.filter(|last| judgements[*last].is_kept() && judgements[*last].kind.is_body())
            && facts[at].prompt.is_none()
            && is_near(document, &blocks[last], block)
            && let Some(rule) = company(block, &blocks[last], &judgements[last].kind, marks)
        {
            judgements[at] = Judgement { keep: 1.0, kind: page::kind(block), rule };
        }
        before = Some(at);
    }
}

/// Why a block goes with the kept one before it, if it does.
fn company(block: &Block, last: &Block, kind: &Kind, marks: bool) -> Option<Rule> {
    let text = block.text.as_str();
    if marks && text.len() <= MAX_NOTE && is_note(text) {
        return Some(NOTE);
    }
    if *kind == Kind::Quote && text.len() <= MAX_SPEAKER && text.starts_with(['–', '—', '―']) {
        return Some(SPEAKER);
    }
    let announced = last.text.trim_end().ends_with([':', '：']) && last.link_density() < 0.5;
    (announced && text.len() <= MAX_ADDRESS && is_address(text)).then_some(ADDRESS)
}

/// Whether a block is the heading of running text that is kept beside it, and follows a kept block: the model doubts headings
/// whose words it knows from teasers, but whoever keeps both neighbours reads a heading between them.
fn heads_kept(
    document: &dyn Document,
    facts: &[BlockFacts],
    judgements: &[Judgement],
    (before, at): (Option<usize>, usize),
) -> bool {
    let blocks = document.blocks();
    let block = &blocks[at];
    let is_heading = matches!(block.shape, Shape::Heading(2..)) && facts[at].scan.letters > 1;
    if !is_heading || facts[at].prompt.is_some() || block.link_density() > 0.5 || block.text.ends_with('.') {
        return false;
    }
    let is_kept = |at: usize| judgements[at].is_kept() && judgements[at].kind.is_body();
    let behind = blocks[at + 1..].iter().take(MAX_APART + 1).position(|next| !next.text.is_empty() && !next.hidden);
    let parent = |block: &Block| document.elements()[block.element? as usize].parent;
    before.is_some_and(|before| judgements[before].is_kept())
        && behind.map(|behind| at + 1 + behind).is_some_and(|next| {
            is_kept(next) && facts[next].mass > 0.0 && parent(block).is_some() && parent(block) == parent(&blocks[next])
        })
}

/// Whether a text holds a mark of a note behind a word.
fn holds_mark(text: &str) -> bool {
    text.match_indices('*').any(|(at, _)| text[..at].ends_with(char::is_alphanumeric))
}

/// "* Name changed", "*As of May".
fn is_note(text: &str) -> bool {
    let rest = text.trim_start_matches('*');
    rest.len() < text.len() && text.len() - rest.len() <= 3 && rest.trim_start().starts_with(char::is_alphanumeric)
}

/// Whether a text is nothing but an address.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.starts_with("www.") || text.split('/').next().is_some_and(is_host))
}

fn is_host(text: &str) -> bool {
    let mut parts = text.rsplit('.');
    let last = parts.next().unwrap_or_default();
    parts.next().is_some_and(|part| !part.is_empty())
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether two blocks stand in one element, or each in one of its children.
fn is_near(document: &dyn Document, one: &Block, other: &Block) -> bool {
    let elements = document.elements();
    let around = |block: &Block| {
        let own = block.element;
        [own, own.and_then(|own| elements[own as usize].parent)]
    };
    around(one).iter().flatten().any(|element| around(other).contains(&Some(*element)))
}

/// Keeps all items of a list, and all rows of a table, of which most are surely kept. (To drop the few that are kept of another loses more than it gains:
/// lists of links hold lists of the article.)
fn lists(document: &dyn Document, facts: &[BlockFacts], judgements: &mut [Judgement]) {
    let (blocks, elements) = (document.blocks(), document.elements());
    // What is no row of a table but by its layout.
    let is_foreign = |at: usize| facts[at].prompt.is_some() || facts[at].link_density >= LINKED;
    let list_of = |at: usize, block: &Block| {
        let holders: &[&str] = match block.shape {
            _ if block.text.is_empty() || block.hidden => return None,
            Shape::ListItem(_) => &["ul", "ol", "dl"],
            Shape::TableRow if !is_foreign(at) => &["table"],
            _ => return None,
        };
        let mut outward = document.ancestor_numbers(block.element);
        outward.find(|&at| holders.contains(&elements[at as usize].tag.as_str()))
    };
    // Of most lists nothing is kept.
    let kept = blocks.iter().enumerate().filter(|(at, _)| judgements[*at].is_kept());
    let kept: FastSet<u32> = kept.filter_map(|(at, block)| list_of(at, block)).collect();
    if kept.is_empty() {
        return;
    }
    let items = blocks.iter().enumerate().filter_map(|(at, block)| Some((list_of(at, block)?, at)));
    let mut items: Vec<(u32, usize)> = items.filter(|(list, _)| kept.contains(list)).collect();
    items.sort_unstable();
    for items in items.chunk_by(|one, next| one.0 == next.0).filter(|items| items.len() >= MIN_ITEMS) {
        let items = items.iter().map(|(_, at)| *at);
        let kept = items.clone().filter(|at| judgements[*at].is_kept()).count();
        if kept == items.len() {
            continue;
        }
        let mean = items.clone().map(|at| judgements[at].keep).sum::<f32>() / items.len() as f32;
        if mean < WHOLE {
            continue;
        }
        for at in items {
            if !judgements[at].is_kept() {
                judgements[at] = Judgement { keep: mean, kind: page::kind(&blocks[at]), rule: LIST };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::Origin;
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;
    use crate::containers::PageFacts;

    /// Checks what is kept of a page of which texts that end in a tilde were dropped: the blocks that this brought back.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let blocks = document.blocks();
        let mut judgements: Vec<Judgement> = blocks
            .iter()
            .map(|block| {
                let keep = if block.text.ends_with('~') { 0.2 } else { 0.95 };
                Judgement { keep, kind: page::kind(block), rule: LIST }
            })
            .collect();
        let facts = PageFacts::of(&document);
        judge(&document, &facts.blocks, &mut judgements);
        let brought = blocks.iter().zip(&judgements).filter(|(block, own)| block.text.ends_with('~') && own.is_kept());
        assert_eq!(brought.map(|(block, _)| block.text.as_str()).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn a_list_of_which_most_is_kept_is_kept() {
        check("<ul><li>Boats<li>Quays~<li>Ropes<li>Sails</ul>", &["Quays~"]);
        check("<ul><li>Boats<li>Quays~</ul>", &[]);
        check("<ul><li>Boats<li>Quays~<li>Ropes~</ul>", &[]);
        check("<ul><li>Boats<li>Sails<li>Ropes</ul><ul><li>Quays~</ul>", &[]);
        let row = |name: &str| format!("<tr><td>{name}<td>Two~");
        let rows = ["Boats", "Sails"].map(|name| format!("<tr><td>{name}~<td>Two"));
        check(&format!("<table>{}{}</table>", row("Quays"), rows.concat().repeat(2)), &["Quays\tTwo~"]);
        let prompt = "<tr><td>Subscribe to our newsletter<td>~";
        check(&format!("<table>{}{prompt}</table>", rows.concat().repeat(4)), &[]);
    }

    #[test]
    fn a_heading_between_what_is_kept_is_kept() {
        let text = "<p>The harbour wall was built in two summers, and nobody paid for it.</p>";
        let page = |heading: &str| format!("<div>{text}{heading}{text}</div>");
        check(&page("<h3>The wall~</h3>"), &["The wall~"]);
        check(&page("<h3>The wall~</h3><img src=a.jpg>"), &["The wall~"]);
        check(&page("<h3><a href=/wall>The wall~</a></h3>"), &[]);
        check(&page("<h3>~~</h3>"), &[]);
        check(&page("<aside><h3>The wall~</h3></aside>"), &[]);
        check(&page("<h3>The wall~</h3><h3>Quays</h3>"), &[]);
        check(&format!("<div><h3>The wall~</h3>{text}</div>"), &[]);
    }

    #[test]
    fn notes_go_with_their_marks() {
        check("<div><p>Ann* saw it.</p><p>* Name changed~</p></div>", &["* Name changed~"]);
        check("<div><p>Ann saw it.</p><p>* Name changed~</p></div>", &[]);
        check("<div><p>Ann* saw it.</p><p>*** ~</p></div>", &[]);
    }

    #[test]
    fn who_is_quoted_goes_with_the_quotation() {
        check("<blockquote><p>It fell.</p><p>– Ann Smith~</p></blockquote>", &["– Ann Smith~"]);
        check("<div><p>It fell.</p><p>– Ann Smith~</p></div>", &[]);
    }

    #[test]
    fn an_address_goes_with_what_announces_it() {
        let address = "<a href=https://ness.example/wall>https://ness.example/wall~</a>";
        check(&format!("<div><p>See the plan here:</p><p>{address}</p></div>"), &["https://ness.example/wall~"]);
        check(&format!("<div><p>See the plan.</p><p>{address}</p></div>"), &[]);
        check("<div><p>See also:</p><p><a href=/wall>The wall of Ness~</a></p></div>", &[]);
    }
}
