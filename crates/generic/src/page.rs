//! The judge of HTML pages: a heuristic over blocks and the elements around them.

use copydesk_core::{Block, Document, Field, Kind, Metadata, Provenance, Rule, Shape, grounds};

use crate::containers::{BlockFacts, PageFacts};
use crate::decimal;
use crate::judge::{Judge, Judgement};
use crate::lexical::{has_letters, letters};

const PROSE: Rule = Rule::new("generic/prose", "running text inside the article's container");
const SHORT: Rule = Rule::new("generic/short-paragraph", "short paragraph among running text");
const HEADING: Rule = Rule::new("generic/heading", "heading above running text");
const LIST: Rule = Rule::new("generic/list-item", "list item among running text");
const QUOTE: Rule = Rule::new("generic/quote", "quotation inside the article's container");
const TABLE: Rule = Rule::new("generic/table-row", "table row inside the article's container");
const CODE: Rule = Rule::new("generic/code", "preformatted text inside the article's container");
const CAPTION: Rule = Rule::new("generic/caption", "caption inside the article's container");
const PICTURE: Rule = Rule::new("generic/picture", "picture inside the article's container");
const LEAD_PICTURE: Rule = Rule::new("generic/lead-picture", "picture or caption beside the article's container");
const HIDDEN: Rule = Rule::new("generic/hidden", "hidden by the page");
const OUTSIDE: Rule = Rule::new(grounds::OUTSIDE, "outside the article's container");
const AROUND: Rule = Rule::new("generic/around", "the elements around it are no article");
const LINKED: Rule = Rule::new("generic/linked", "mostly links");
const LABEL: Rule = Rule::new("generic/label", "label or fragment");
const DANGLING: Rule = Rule::new(grounds::DANGLING_HEADING, "heading with no running text below");
const HEADLINE: Rule = Rule::new("generic/repeated-headline", "repeats the headline");
const TAIL: Rule = Rule::new(grounds::TAIL, "behind the last running text");
const HEAD: Rule = Rule::new(grounds::HEAD, "before the first running text");

/// See the module's documentation.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageJudge;

impl Judge for PageJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        judgements(document, &PageFacts::of(document))
    }
}

/// What the heuristic says of every block.
pub(crate) fn judgements(document: &dyn Document, facts: &PageFacts<'_>) -> Vec<Judgement> {
    let titles = titles(document.metadata());
    let blocks = document.blocks();
    let mut judgements: Vec<Judgement> =
        blocks.iter().zip(&facts.blocks).map(|(block, own)| first_look(block, own, facts, &titles)).collect();
    edges(blocks, facts, &mut judgements);
    headings(blocks, &mut judgements);
    judgements
}

/// The headlines that the page gives, as letters.
fn titles(metadata: &Metadata) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    // Headings inside the text are candidates too, as text; they repeat nothing.
    for candidate in metadata.of(Field::Title).filter(|candidate| candidate.provenance != Provenance::Text) {
        if candidate.provenance == Provenance::Heading
            && metadata.of(Field::Title).filter(|other| other.provenance == Provenance::Heading).count() > 1
        {
            continue;
        }
        let own = letters(&candidate.value);
        if !own.is_empty() && !titles.contains(&own) {
            titles.push(own);
        }
    }
    titles
}

/// Judges a block by itself and by the elements around it.
fn first_look(block: &Block, own: &BlockFacts, facts: &PageFacts<'_>, titles: &[String]) -> Judgement {
    let kind = if own.is_caption { caption_kind(block) } else { kind(block) };
    let (keep, rule) = look(block, own, matches!(kind, Kind::Caption), facts, titles);
    Judgement { keep, kind, rule }
}

/// How likely a block is kept, and by which rule.
fn look(block: &Block, own: &BlockFacts, is_caption: bool, facts: &PageFacts<'_>, titles: &[String]) -> (f32, Rule) {
    if block.hidden {
        return (0.02, HIDDEN);
    }
    let inside = block.element.is_none_or(|element| facts.inside[element as usize]);
    let is_medium = matches!(block.shape, Shape::Image | Shape::Embed);
    let against = own.against.filter(|why| !(is_medium && OF_PICTURES.contains(why)));
    if !inside {
        let lead = block.element.is_some_and(|element| facts.around[element as usize])
            && against.is_none()
            && own.prompt.is_none()
            && (is_caption || block.shape == Shape::Image);
        return if lead { (0.6, LEAD_PICTURE) } else { (0.05, outside(own)) };
    }
    if let Some(why) = against {
        return (0.1, Rule { id: AROUND.id, reason: why.into() });
    }
    if is_medium {
        return (0.6, PICTURE);
    }
    if let Some(prompt) = own.prompt {
        return (0.1, prompt.clone());
    }
    if block.text.len() <= 400 && titles.iter().any(|title| has_letters(&block.text, title)) {
        return (0.1, HEADLINE);
    }
    if own.is_caption && is_caption {
        return (0.8, CAPTION);
    }
    let words = own.lexical.words;
    let dense = own.link_density;
    let linked = |limit: f32| {
        (dense > limit).then(|| (0.15, LINKED.because(format!("link density {}", decimal::hundredths(dense)))))
    };
    match block.shape {
        Shape::Paragraph | Shape::Quote | Shape::Plain | Shape::Line => {
            let limit = if block.shape == Shape::Plain {
                0.4
            } else if words >= 12 && own.lexical.ends_sentence {
                0.85
            } else {
                0.6
            };
            if let Some(out) = linked(limit) {
                return out;
            }
            let rule = if block.shape == Shape::Quote { QUOTE } else { PROSE };
            if own.lexical.is_prose() {
                return (0.95, rule);
            }
            if block.shape == Shape::Plain {
                let sentence = own.lexical.ends_sentence && words >= 6;
                return if sentence { (0.6, SHORT) } else { (0.2, LABEL) };
            }
            if words == 0 {
                return (0.1, LABEL);
            }
            let keep = if own.lexical.ends_sentence || words >= 6 { 0.8 } else { 0.6 };
            (keep, SHORT)
        }
        Shape::Heading(_) => linked(0.9).unwrap_or((0.7, HEADING)),
        Shape::ListItem(_) => {
            linked(if words >= 12 { 0.6 } else { 0.5 }).unwrap_or((if words >= 3 { 0.7 } else { 0.55 }, LIST))
        }
        Shape::TableRow => linked(0.6).unwrap_or((0.6, TABLE)),
        Shape::Code => (0.8, CODE),
        Shape::Caption => (0.8, CAPTION),
        Shape::Time => (0.1, LABEL),
        Shape::Image | Shape::Embed => (0.6, PICTURE),
    }
}

/// What elements are called that hold pictures and recordings of the article, and text that is none of it.
const OF_PICTURES: [&str; 2] = ["site header", "gallery or player"];

/// Why a block outside the article's container is none of the article's: what it says, or what the elements around it say, tells
/// a reader more than the place. The rule stays that of the place: a source that knows the place better goes by it.
fn outside(own: &BlockFacts) -> Rule {
    let reason = own.prompt.map(|prompt| prompt.reason.clone()).or(own.against.map(Into::into));
    Rule { id: OUTSIDE.id, reason: reason.unwrap_or(OUTSIDE.reason) }
}

/// Running text and loose text in a figure is its caption; quotes, tables and lists there stay what they are.
fn caption_kind(block: &Block) -> Kind {
    match block.shape {
        Shape::Paragraph | Shape::Plain | Shape::Heading(_) => Kind::Caption,
        _ => kind(block),
    }
}

/// What a block is by its tag alone.
pub(crate) fn kind(block: &Block) -> Kind {
    match block.shape {
        Shape::Heading(level) => Kind::Heading { level },
        Shape::ListItem(ordered) => Kind::List { ordered },
        Shape::Quote => Kind::Quote,
        Shape::Caption => Kind::Caption,
        Shape::TableRow => Kind::Table,
        Shape::Code => Kind::Code,
        Shape::Image => Kind::Image,
        Shape::Embed => Kind::Embed,
        Shape::Paragraph | Shape::Time | Shape::Plain | Shape::Line => Kind::Paragraph,
    }
}

/// What stands before the first and behind the last running text is kept only where it is strong by itself.
fn edges(blocks: &[Block], facts: &PageFacts<'_>, judgements: &mut [Judgement]) {
    let anchor = |at: usize, judgements: &[Judgement]| {
        judgements[at].is_kept() && facts.blocks[at].lexical.is_prose() && facts.blocks[at].mass > 0.0
    };
    let Some(first) = (0..blocks.len()).find(|&at| anchor(at, judgements)) else { return };
    let last = (0..blocks.len()).rev().find(|&at| anchor(at, judgements)).unwrap_or(first);
    for (at, judgement) in judgements.iter_mut().enumerate() {
        if !judgement.is_kept() {
            continue;
        }
        // What stands behind the article in its own element are pictures of other ones.
        if matches!(judgement.kind, Kind::Image) && at > last && judgement.rule.id == LEAD_PICTURE.id {
            *judgement = Judgement { keep: 0.3, kind: Kind::Image, rule: TAIL };
        }
        if matches!(judgement.kind, Kind::Caption | Kind::Image) {
            continue;
        }
        if at < first
            && !(facts.blocks[at].lexical.ends_sentence
                && matches!(judgement.kind, Kind::Paragraph | Kind::Quote)
                && blocks[at].shape == Shape::Paragraph)
        {
            *judgement = Judgement { keep: 0.3, kind: judgement.kind.clone(), rule: HEAD };
        } else if at > last
            && !(at <= last + 2 && facts.blocks[at].lexical.ends_sentence)
            && !matches!(judgement.kind, Kind::List { .. } | Kind::Table)
        {
            *judgement = Judgement { keep: 0.3, kind: judgement.kind.clone(), rule: TAIL };
        }
    }
}

/// A heading is kept only if running text, a list or a table follows before the next heading of its level or above.
fn headings(blocks: &[Block], judgements: &mut [Judgement]) {
    let mut below = false;
    for at in (0..blocks.len()).rev() {
        if !judgements[at].is_kept() {
            continue;
        }
        match judgements[at].kind {
            Kind::Heading { .. } if !below => {
                judgements[at].keep = 0.25;
                judgements[at].rule = DANGLING;
            }
            Kind::Paragraph | Kind::List { .. } | Kind::Quote | Kind::Table | Kind::Code => below = true,
            _ => {}
        }
        if let Kind::Heading { .. } = judgements[at].kind {
            // Two headings in a row may be a chapter and its first section.
            below = judgements[at].is_kept();
        }
    }
}
