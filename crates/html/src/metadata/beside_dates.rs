//! Names that little tells but the date beside them, just behind a headline.

use copydesk_core::text::bylines;
use copydesk_core::text::dates::{self, Style};
use copydesk_core::{Block, Field, Link, Provenance, Shape};

use super::collect::Collector;

/// How many headlines are looked behind.
const MAX_HEADLINES: usize = 4;
/// How many blocks behind a headline are.
const MAX_HEAD: usize = 5;
/// How many blocks behind a headline are the first ones, where a name is hardly anything else than the author's.
const FIRST: usize = 2;
/// How many blocks away from such a name the date may stand.
const FAR: usize = 3;
/// The longest text of a date alone, in bytes.
const MAX_DATE: usize = 48;
/// The longest text of a name and a date, in bytes.
const MAX_NAME_AND_DATE: usize = 80;
/// The fewest digits of a date.
const DATE_DIGITS: usize = 3;

/// Reads the blocks behind the headlines of a page: of each a person's name that is all of it, where the next or the one before
/// is a date (right behind the headline also one further away), or what stands before a date in it. Topics and places are
/// written as names are: see [`is_somebody`].
pub(super) fn read(blocks: &[Block], style: Style, collector: &mut Collector) {
    // Beside somebody whom the page's data names, such a name counts for nothing.
    if collector.states_person() {
        return;
    }
    let headlines: Vec<u32> = collector.headlines().take(MAX_HEADLINES).collect();
    for headline in headlines {
        let behind = (headline + 1..).zip(blocks.iter().skip(headline as usize + 1));
        let head: Vec<(u32, &Block)> =
            behind.filter(|(_, block)| !block.hidden && !block.text.is_empty()).take(MAX_HEAD).collect();
        for (at, (number, block)) in head.iter().enumerate() {
            let may_name = matches!(block.shape, Shape::Plain | Shape::Paragraph | Shape::ListItem(_));
            if !may_name || block.text.len() > MAX_NAME_AND_DATE || !block.text.starts_with(char::is_uppercase) {
                continue;
            }
            let reach = if at < FIRST { FAR } else { 1 };
            let around = || (at.saturating_sub(reach)..=at + reach).filter(|other| *other != at);
            let is_dated = || around().filter_map(|at| head.get(at)).any(|(_, block)| is_date(&block.text, style));
            let name = if has_digits(&block.text) {
                before_date(&block.text, style)
            } else {
                Some(block.text.as_str()).filter(|text| bylines::is_lone_name(text) && is_dated())
            };
            let Some(name) = name.filter(|_| !collector.has_read(*number, &[Field::Authors])) else { continue };
            if may_be_linked(block) && is_somebody(name, *number, blocks) {
                collector.add(Field::Authors, name, Provenance::Byline, "name beside a date", Some(*number));
            }
        }
    }
}

/// Whether a short text begins with a date, or is one with no more than a label.
fn is_date(text: &str, style: Style) -> bool {
    let may_hold = text.len() <= MAX_DATE && has_digits(text);
    let date = may_hold.then(|| dates::find_in(text, style)).flatten();
    date.is_some_and(|(range, _)| range.start == 0 || dates::stands_alone(text, &range))
}

/// The name with which a text opens that holds a date right behind it: "Ann Smith, 4 May 2021", "Ann Smith on May 4, 2021".
fn before_date(text: &str, style: Style) -> Option<&str> {
    let (range, _) = dates::find_in(text, style)?;
    let before = text[..range.start].trim_end();
    let before = [" on", " am", " le", " el"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let name = before.trim_end_matches([' ', '\n', '\u{a0}', ',']);
    bylines::is_lone_name(name).then_some(name)
}

fn has_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= DATE_DIGITS
}

/// Whether a block is no link, or one that leads to people.
fn may_be_linked(block: &Block) -> bool {
    block.links.iter().all(|link| leads_to_author(&link.href))
}

/// Whether an address is that of a page on somebody who writes.
fn leads_to_author(href: &str) -> bool {
    const WORDS: [&str; 16] = [
        "author",
        "autor",
        "auteur",
        "writer",
        "journalist",
        "contributor",
        "people",
        "person",
        "staff",
        "team",
        "profil",
        "user",
        "redakt",
        "columnist",
        "reporter",
        "bio",
    ];
    let lower = href.to_lowercase();
    let path = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    path.split(['/', '?', '=', '-', '_', '&']).any(|part| WORDS.iter().any(|word| part.starts_with(word)))
}

/// Whether a name may be somebody's who writes: something on the page tells so (a picture right before it, a link to who writes,
/// or what says who that is), or no prose on it holds the name. A topic, a section or a place is mostly told of
/// in the text, or in small letters; what a link leads to that is no author's is none.
fn is_somebody(name: &str, number: u32, blocks: &[Block]) -> bool {
    let mut told = number > 0 && blocks.get(number as usize - 1).is_some_and(|block| block.shape == Shape::Image);
    let mut is_topic = false;
    let lower = name.to_lowercase();
    let holds = |block: &Block| block.text.len() >= name.len() && block.text.to_lowercase().contains(&lower);
    for (other, block) in (0..).zip(blocks).filter(|(_, block)| holds(block)) {
        let is_own = |link: &&Link| block.text.get(link.start as usize..link.end as usize).map(str::trim) == Some(name);
        for link in block.links.iter().filter(is_own) {
            if !leads_to_author(&link.href) {
                return false;
            }
            told = true;
        }
        told |= other != number && tells_who(&block.text, name);
        is_topic |= other != number && tells_of(&block.text, name);
    }
    told || !is_topic
}

/// Whether a text that holds a name, in any case, is prose on it, or holds it in small letters.
fn tells_of(text: &str, name: &str) -> bool {
    /// The shortest prose, in bytes.
    const MIN_PROSE: usize = 40;
    !text.contains(name) || text.len() >= MIN_PROSE && !text.starts_with(name)
}

/// Whether a text says who somebody is that writes: "About Ann Smith", "Ann Smith is a reporter", "Ann Smith writes about …".
fn tells_who(text: &str, name: &str) -> bool {
    const OPENINGS: [&str; 10] =
        ["About ", "Über ", "Author: ", "Autor: ", "Autorin: ", "Written by ", "By ", "Von ", "Par ", "Por "];
    if OPENINGS.iter().any(|opening| text.strip_prefix(opening) == Some(name)) {
        return true;
    }
    let is_word = |word: &str| CALLINGS.iter().any(|calling| word.to_lowercase().starts_with(calling));
    text.strip_prefix(name)
        .filter(|behind| behind.starts_with([' ', ',']))
        .is_some_and(|behind| behind.split(|sign: char| !sign.is_alphabetic()).take(MAX_PORTRAIT).any(is_word))
}

/// Behind how many words of a portrait somebody's calling is not looked for any more.
const MAX_PORTRAIT: usize = 16;
/// What words begin with that say what somebody is, or does, who writes.
const CALLINGS: [&str; 22] = [
    "author",
    "autor",
    "auteur",
    "writer",
    "writes",
    "write",
    "wrote",
    "journalist",
    "reporter",
    "reports",
    "editor",
    "redakt",
    "correspondent",
    "korrespondent",
    "corresponsal",
    "columnist",
    "contribut",
    "blogger",
    "schreibt",
    "écrit",
    "periodista",
    "giornalista",
];

#[cfg(test)]
mod tests {
    use crate::metadata::tests::check_authors as check;

    #[test]
    fn names_beside_dates_stand_behind_the_headline() {
        const WHO: &str = "<p>Jo Doe is a reporter at Ness.</p>";
        let told = |page: &str, expected: &[&str]| check(&format!("{page}{WHO}"), expected);
        told("<h1>Ferry returns</h1><p>Jo Doe</p><p>3 May 2020 · 2 min read</p>", &["Jo Doe"]);
        told("<h1>Ferry returns</h1><p>Updated on 3 May 2020</p><p>Jo Doe</p>", &["Jo Doe"]);
        told("<h1>Ferry returns</h1><p>Jo Doe, 3 May 2020</p>", &["Jo Doe"]);
        told(
            "<title>Ferry returns | Ness</title><h1>Ness</h1><h2>Ferry returns</h2><p>Jo Doe</p><p>3 May 2020</p>",
            &["Jo Doe"],
        );
        told("<p>Jo Doe</p><p>3 May 2020</p><h1>Ferry returns</h1>", &[]);
        told("<h1>Ferry returns</h1><p>Jo Doe</p><p>The boat left on 3 May 2020</p>", &[]);
        told("<h1>Ferry returns</h1><p>Jo Doe</p><p>The boat is back.</p><p>3 May 2020</p>", &["Jo Doe"]);
        told("<h1>Ferry returns</h1><p>a</p><p>b</p><p>Jo Doe</p><p>Tides</p><p>3 May 2020</p>", &[]);
        told("<h1>Ferry returns</h1><h2>Jo Doe</h2><p>3 May 2020</p>", &[]);
        told("<h1>Ferry returns</h1><p><a href=/tag/jo>Jo Doe</a></p><p>3 May 2020</p>", &[]);
        told("<h1>Ferry returns</h1><p>Reed</p><p>3 May 2020</p>", &[]);
        told("<h1>Ferry returns</h1><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>Jo Doe</p><p>3 May 2020</p>", &[]);
    }

    #[test]
    fn names_beside_dates_are_somebodys() {
        let at_head = |name: &str, rest: &str| format!("<h1>Ferry returns</h1>{name}<p>3 May 2020</p>{rest}");
        check(&at_head("<img src=jo.png width=90 height=90><p>Jo Doe</p>", ""), &["Jo Doe"]);
        check(&at_head("<p>Jo Doe</p>", "<p>About Jo Doe</p>"), &["Jo Doe"]);
        check(&at_head("<p>Jo Doe</p>", "<p>More from <a href=/team/jo>Jo Doe</a></p>"), &["Jo Doe"]);
        check(&at_head("<p><a href=/our-people/jo>Jo Doe</a></p>", ""), &["Jo Doe"]);
        check(&at_head("<p>Jo Doe</p>", "<p>It is back.</p>"), &["Jo Doe"]);
        // A topic, a section or a place.
        check(&at_head("<p>Tide Tables</p>", "<p>All that is to know of tide tables.</p>"), &[]);
        check(&at_head("<p>Reed Boats</p>", "<p>At Ness the yard of Reed Boats is open to all again.</p>"), &[]);
        check(&at_head("<p><a href=/climate-change>Tide Tables</a></p>", ""), &[]);
        check(&at_head("<p><a href=/section/climate>Tide Tables</a></p>", ""), &[]);
        check(
            &at_head(
                "<p>Tide Tables</p>",
                "<ul><li><a href=/tide-tables>Tide Tables</a></ul><p>Tide Tables is new.</p>",
            ),
            &[],
        );
        for text in ["New Delhi", "Los Angeles", "White House", "Climate Change", "Deutsche Bahn"] {
            check(&at_head(&format!("<img src=a.png><p>{text}</p>"), &format!("<p>{text} is new.</p>")), &[]);
        }
    }
}
