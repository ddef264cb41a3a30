//! What the kept blocks of an HTML page are where their tags do not say: headings that are bold or styled paragraphs, and
//! items of lists that are headings by their tags, or paragraphs that open with a bullet.
//!
//! Whether a block is kept is settled before, and stays as it is: only kinds change. Nothing here reads words, so it holds
//! in every language.

use copydesk_core::{Block, Document, Draft, Element, ExtractError, Kind, Rule, Shape, Verdict};

use crate::lexical::Lexical;

mod lines;
pub(crate) mod live;

const BOLD: Rule = Rule::new("generic/bold-heading", "short line in bold above running text");
const STYLED: Rule =
    Rule::new("generic/styled-heading", "one of several short lines of a style of their own above running text");
const UPDATE: Rule = Rule::new("generic/update", "heading of a live blog's entry: opens with the time");
const BULLET: Rule = Rule::new("generic/bullet", "opens with a bullet");
const ITEM: Rule = Rule::new("generic/list-of-headings", "item of a list that holds nothing but headings");

/// The longest heading, in bytes.
const MAX_HEADING: usize = 140;
/// The most words of a heading.
const MAX_HEADING_WORDS: u32 = 16;
/// The fewest words of the running text below a styled heading.
const MIN_WORDS_BELOW: u32 = 8;
/// How much of a heading that no tag names may be link.
const MAX_LINKED: f32 = 0.3;
/// How far around a heading the item of a list is looked for, in elements.
const AROUND: usize = 3;
/// The fewest entries of a live blog.
const MIN_UPDATES: usize = 2;
/// With what items of lists open that are no items by their tags.
const BULLETS: [char; 10] = ['•', '●', '■', '▪', '‣', '◦', '►', '▶', '✓', '✔'];
/// The most styles that are looked at on a page.
const MAX_STYLES: usize = 8;
/// Room for the kept blocks of most pages.
const USUALLY_KEPT: usize = 64;
/// The level of a heading above which the page has none.
const FIRST_LEVEL: u8 = 2;

/// Tells the kinds of a page's kept blocks.
pub(crate) fn tell(draft: &mut Draft<'_>, counts: &[Lexical]) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let texts = kept(draft);
    let mut told: Vec<(u32, Kind, Rule)> = Vec::new();
    let mut styled = Vec::new();
    let mut level = FIRST_LEVEL - 1;
    let bold_is_heading = !marks_paragraphs(blocks, &texts, counts);
    let is_live = is_live(blocks, &texts);
    for (place, own) in texts.iter().enumerate() {
        let block = &blocks[own.at as usize];
        match own.kind {
            Told::Paragraph | Told::Heading if is_live && update(block, own.kind).is_some() => {
                let posted = update(block, own.kind).map(str::to_owned);
                told.push((own.at, Kind::Update { posted }, UPDATE));
            }
            Told::Paragraph if opens_with_bullet(&block.text) => {
                told.push((own.at, Kind::List { ordered: false }, BULLET));
            }
            Told::Paragraph if place > 0 && is_heading_like(block, counts[own.at as usize].words) => {
                let Some(below) = texts.get(place + 1) else { continue };
                let heading = Kind::Heading { level: (level + 1).min(6) };
                if is_bold(block) {
                    if bold_is_heading && below.kind != Told::Heading && !is_bold(&blocks[below.at as usize]) {
                        told.push((own.at, heading, BOLD));
                    }
                } else if below.kind == Told::Paragraph && has_style(document, block) {
                    styled.push((place, heading));
                }
            }
            Told::Heading => match item_of(document, own.at) {
                Some(ordered) => told.push((own.at, Kind::List { ordered }, ITEM)),
                None => {
                    if let Shape::Heading(own) = block.shape {
                        level = own;
                    }
                }
            },
            _ => {}
        }
    }
    for (place, heading) in styled_headings(document, &texts, styled, counts) {
        told.push((texts[place].at, heading, STYLED));
    }
    for (at, kind, rule) in told {
        draft.retype(at, &kind, rule)?;
    }
    live::tell(draft)?;
    lines::tell(draft, (level + 1).clamp(FIRST_LEVEL, 6))
}

/// Whether the article is a live blog: several of its headings open with the time.
fn is_live(blocks: &[Block], texts: &[Own]) -> bool {
    texts.iter().filter(|own| update(&blocks[own.at as usize], own.kind).is_some()).nth(MIN_UPDATES - 1).is_some()
}

/// The time that a heading, or a line in bold, opens with: "12:05 – The lock opens", "9h05 - …".
fn update(block: &Block, kind: Told) -> Option<&str> {
    let text = block.text.as_str();
    if !text.starts_with(|first: char| first.is_ascii_digit()) || text.len() > MAX_HEADING {
        return None;
    }
    let is_heading = kind == Told::Heading || (kind == Told::Paragraph && is_bold(block));
    let (hour, rest) = text.split_once([':', 'h', '.']).filter(|_| is_heading)?;
    let minute = rest.get(..2)?;
    let is_number = |text: &str, most: u8| {
        text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u8>().is_ok_and(|number| number <= most)
    };
    let title = rest[2..].trim_start().strip_prefix(['-', '–', '—', '|', ':', '·'])?;
    let is_time = hour.len() <= 2 && is_number(hour, 23) && is_number(minute, 59);
    (is_time && title.starts_with(' ')).then(|| &text[..hour.len() + 3])
}

/// A kept block with text.
struct Own {
    at: u32,
    kind: Told,
}

/// What the judge took it for, as far as that matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Paragraph,
    Heading,
    Other,
}

/// The blocks that are kept as text of the body, in order.
fn kept(draft: &Draft<'_>) -> Vec<Own> {
    let mut kept: Vec<Own> = Vec::with_capacity(USUALLY_KEPT);
    for piece in draft.pieces() {
        let kind = match &piece.decision.verdict {
            Verdict::Keep(Kind::Paragraph) => Told::Paragraph,
            Verdict::Keep(Kind::Heading { .. }) => Told::Heading,
            Verdict::Keep(kind) if kind.is_body() => Told::Other,
            _ => continue,
        };
        let is_whole =
            piece.start == 0 && piece.end as usize == draft.document().blocks()[piece.block as usize].text.len();
        kept.push(Own { at: piece.block, kind: if is_whole { kind } else { Told::Other } });
    }
    kept
}

/// Whether the page sets whole paragraphs in bold at least as often as lines that read as headings: questions of an
/// interview, or the first sentences of parts. The very first is a standfirst.
fn marks_paragraphs(blocks: &[Block], texts: &[Own], counts: &[Lexical]) -> bool {
    let paragraphs = texts.iter().skip(1).filter(|own| own.kind == Told::Paragraph);
    let all = paragraphs.map(|own| (&blocks[own.at as usize], counts[own.at as usize].words));
    let (mut lines, mut paragraphs) = (0, 0);
    for (block, words) in all.filter(|(block, _)| is_bold(block)) {
        if is_heading_like(block, words) {
            lines += 1;
        } else {
            paragraphs += 1;
        }
    }
    lines <= paragraphs
}

/// Whether all of a text is in bold, but for what may stand between two runs of it.
pub(crate) fn is_bold(block: &Block) -> bool {
    block.bold as usize * 10 >= block.text.len() * 9
}

/// Whether a paragraph reads as a heading: short, no sentence but perhaps a question, nothing that somebody says behind a dash,
/// and no link.
fn is_heading_like(block: &Block, words: u32) -> bool {
    matches!(block.shape, Shape::Paragraph | Shape::Plain)
        && is_heading_text(&block.text)
        && block.link_density() < MAX_LINKED
        && words <= MAX_HEADING_WORDS
}

/// Whether a text may be a heading by its length and how it begins and ends.
fn is_heading_text(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '“', '」', '』']);
    text.len() <= MAX_HEADING
        && !bare.ends_with(['.', '!', '…', ':', ';', ',', '。', '！', '：', '，', '、', '؛', '،', '।', '։'])
        && text.starts_with(opens_text)
        && text.chars().any(char::is_alphabetic)
}

/// Whether a bullet opens a text, and no row of them that parts what stands around it.
fn opens_with_bullet(text: &str) -> bool {
    text.strip_prefix(BULLETS).is_some_and(|rest| rest.trim_start().starts_with(opens_text))
}

fn opens_text(first: char) -> bool {
    first.is_alphanumeric() || OPENING_SIGNS.contains(&first)
}

/// With what a heading may open besides a letter or a digit.
const OPENING_SIGNS: [char; 10] = ['"', '\'', '“', '„', '‘', '‚', '«', '»', '¿', '「'];

/// The element of a block, where it has classes.
fn style<'d>(document: &'d dyn Document, block: &Block) -> Option<&'d Element> {
    let element = &document.elements()[block.element? as usize];
    (!element.classes.is_empty()).then_some(element)
}

/// Whether a paragraph may be a heading by its style: a letter opens it, so that prices and ratings are none.
fn has_style(document: &dyn Document, block: &Block) -> bool {
    block.text.starts_with(|first: char| !first.is_ascii_digit()) && style(document, block).is_some()
}

/// Whether two elements have the same tag and classes.
pub(crate) fn is_alike(one: &Element, other: &Element) -> bool {
    std::sync::Arc::ptr_eq(one.start_tag(), other.start_tag()) || (one.tag == other.tag && one.classes == other.classes)
}

/// The candidates whose style is one of headings: several have it, each above running text, and no other text.
fn styled_headings(
    document: &dyn Document,
    texts: &[Own],
    candidates: Vec<(usize, Kind)>,
    counts: &[Lexical],
) -> Vec<(usize, Kind)> {
    let style_of = |place: usize| style(document, &document.blocks()[texts[place].at as usize]);
    let mut styles: Vec<(&Element, Vec<(usize, Kind)>)> = Vec::new();
    for (place, kind) in candidates {
        let Some(own) = style_of(place) else { continue };
        match styles.iter().position(|(style, _)| is_alike(style, own)) {
            Some(known) => styles[known].1.push((place, kind)),
            None if styles.len() < MAX_STYLES => styles.push((own, vec![(place, kind)])),
            None => {}
        }
    }
    let is_above_prose = |(place, _): &(usize, Kind)| {
        let below = counts[texts[place + 1].at as usize];
        below.words >= MIN_WORDS_BELOW && below.ends_sentence
    };
    styles.retain(|(style, alike)| {
        alike.len() > 1
            && alike.iter().all(is_above_prose)
            && (0..texts.len()).filter(|place| style_of(*place).is_some_and(|other| is_alike(style, other))).count()
                == alike.len()
    });
    styles.into_iter().flat_map(|(_, alike)| alike).collect()
}

/// Where a heading is all that an item of a list holds, and an item beside it is made so too: whether the list is numbered.
fn item_of(document: &dyn Document, at: u32) -> Option<bool> {
    let (item, list) = item(document, at)?;
    let alone = |at: u32, item: u32| {
        let beside = [at.checked_sub(1), Some(at + 1)];
        !beside.into_iter().flatten().any(|other| holds(document, item, other))
    };
    let is_alike = |other: u32| {
        let is_heading =
            document.blocks().get(other as usize).is_some_and(|block| matches!(block.shape, Shape::Heading(_)));
        is_heading
            && self::item(document, other)
                .is_some_and(|(own, around)| around == list && own != item && alone(other, own))
    };
    let is_list = alone(at, item) && (at.checked_sub(1).is_some_and(is_alike) || is_alike(at + 1));
    is_list.then(|| document.elements()[list as usize].tag == "ol")
}

/// The item of a list that a block stands in, and the list.
fn item(document: &dyn Document, at: u32) -> Option<(u32, u32)> {
    let item = around(document, at).take(AROUND).find(|&element| document.elements()[element as usize].tag == "li")?;
    let list = document.elements()[item as usize].parent?;
    Some((item, list))
}

/// Whether an element holds a block.
fn holds(document: &dyn Document, element: u32, at: u32) -> bool {
    (at as usize) < document.blocks().len() && around(document, at).any(|own| own == element)
}

/// The numbers of the elements around a block, innermost first.
fn around(document: &dyn Document, at: u32) -> impl Iterator<Item = u32> {
    document.ancestor_numbers(document.blocks()[at as usize].element)
}
