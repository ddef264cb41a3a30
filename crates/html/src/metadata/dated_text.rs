//! Dates that stand in the text, or in the data of scripts, with nothing in the markup to tell of them. What the markup
//! told of already is not read again.

use std::sync::LazyLock;

use copydesk_core::text::dates::{self, Style};
use copydesk_core::{Block, Field, Provenance, Shape};
use memchr::memmem;

use super::Context;
use super::collect::Collector;
use super::dates::{dates_in, is_value, label_all, labelled};
use super::script_names::offsets;
use super::words::{Moment, may_announce, moment};
use crate::tree::{DOCUMENT, NodeId, Tag, Tree};

/// The longest text that is read as a whole, in bytes. Of longer ones only the beginning is, and what a label announces.
const MAX_TEXT: usize = 140;
/// The longest text in which an announced date is looked for, in bytes: "This article was posted on …, filed under …".
const MAX_NOTE: usize = 420;
/// How much of a longer text is read for a date line, in bytes.
const MAX_OPENING: usize = 64;
/// Where the date of a date line begins at the latest.
const MAX_PLACE: usize = 32;
/// The most texts with a date that are found.
const MAX_FOUND: usize = 64;
/// How many texts with numbers are read for dates. What comes after is another article's.
const MAX_READ: usize = 600;

/// Reads the texts of a page.
pub(super) fn read(context: Context<'_>, collector: &mut Collector) {
    let blocks = &context.blocks.blocks;
    let numbered = blocks.iter().enumerate().filter(|(_, block)| {
        !block.hidden
            && block.text.len() >= MIN_TEXT
            && block.text.len() <= MAX_LONG
            && block.shape != Shape::Code
            && has_date_digits(&block.text)
    });
    let mut found = 0;
    for (number, block) in numbered.take(MAX_READ) {
        if found >= MAX_FOUND {
            break;
        }
        let number = number as u32;
        if collector.has_read(number, &[Field::Published, Field::Modified]) {
            continue;
        }
        found += usize::from(text(block, number, context.style, collector));
    }
}

/// The shortest text with a date, in bytes: `1.2.19`.
const MIN_TEXT: usize = 6;
/// The longest text whose beginning is read, in bytes.
const MAX_LONG: usize = 4000;

/// Whether the beginning of a text has as many digits as a date. Most texts of a page do not, and cost no more.
fn has_date_digits(text: &str) -> bool {
    let beginning = &text.as_bytes()[..text.len().min(MAX_NOTE)];
    // So many together as a byte can count.
    let counts = beginning
        .chunks(usize::from(u8::MAX))
        .map(|some| usize::from(some.iter().map(|byte| u8::from(byte.is_ascii_digit() || *byte >= 0xd9)).sum::<u8>()));
    counts.sum::<usize>() >= 3
}

fn text(block: &Block, number: u32, style: Style, collector: &mut Collector) -> bool {
    let text = &block.text;
    if text.len() <= MAX_TEXT {
        let dates = dates_in(text, style);
        let Some((first, _)) = dates.first() else { return false };
        let is_line = dates::stands_alone(text, first);
        let is_other = matches!(block.shape, Shape::Heading(_) | Shape::Caption | Shape::Quote | Shape::TableRow);
        let mut found = false;
        for ((moment, range), (_, date)) in label_all(text, &dates).into_iter().zip(&dates) {
            let behind = text[range.end..].trim_start();
            // What a heading is about happens on a day; a minute is that of its publication.
            let is_set_in = matches!(block.shape, Shape::Heading(_))
                && (behind.len() <= 2 || behind.starts_with(['•', '|', '·', '●']) || date.time().is_some());
            if is_other && !is_line && !is_set_in && moment.is_none() {
                continue;
            }
            let key = match moment {
                Some(_) => "announced date",
                None if is_line => "date line",
                None => "text",
            };
            let field = moment.map_or(Field::Published, Moment::field);
            collector.add(field, text.get(range).unwrap_or_default(), Provenance::Text, key, Some(number));
            found = true;
        }
        return found;
    }
    let mut end = MAX_OPENING;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let opening = &text[..end];
    let mut found = false;
    if let Some((range, _)) =
        dates::find_in(opening, style).filter(|(range, _)| range.start <= MAX_PLACE && range.end < end)
        && moment(&opening[..range.start]).is_none()
    {
        collector.add(Field::Published, &opening[range], Provenance::Text, "opening", Some(number));
        found = true;
    }
    if text.len() > MAX_NOTE || !may_announce(text) {
        return found;
    }
    for (moment, range) in labelled(text, style) {
        if let Some(moment) = moment {
            collector.add(
                moment.field(),
                text.get(range).unwrap_or_default(),
                Provenance::Text,
                "announced date",
                Some(number),
            );
            found = true;
        }
    }
    found
}

/// Keys of dates in the data that scripts hold for other scripts.
const SCRIPT_KEYS: [(&str, Field); 13] = [
    ("datePublished", Field::Published),
    ("publishedDate", Field::Published),
    ("publishedAt", Field::Published),
    ("published_at", Field::Published),
    ("publishDate", Field::Published),
    ("publish_date", Field::Published),
    ("publicationDate", Field::Published),
    ("publication_date", Field::Published),
    ("pubDate", Field::Published),
    ("firstPublishedDate", Field::Published),
    ("dateCreated", Field::Published),
    ("createdAt", Field::Published),
    ("dateModified", Field::Modified),
];
/// Of every key one part, so that scripts are searched for no more than these.
const SCRIPT_PARTS: [&str; 4] = ["ubli", "reated", "pubDate", "dateModified"];
/// How much of a page's scripts is read, in bytes.
const MAX_SCRIPTS: usize = 4 << 20;
/// The most dates that are taken for one key.
const MAX_OF_KEY: usize = 3;

/// Reads the scripts of a page that says of its date nothing else.
pub(super) fn scripts(tree: &Tree<'_>, collector: &mut Collector) {
    let mut budget = MAX_SCRIPTS;
    let is_script = |node: &NodeId| tree.element(*node).is_some_and(|element| element.tag == Tag::Script);
    for node in tree.preorder(DOCUMENT).filter(is_script) {
        let script = tree.script_of(node);
        if script.len() > budget {
            return;
        }
        budget -= script.len();
        let places = key_places(&script);
        for (number, (key, field)) in SCRIPT_KEYS.iter().enumerate() {
            let (key, field) = (*key, *field);
            let own = places.iter().filter(|(_, found)| *found == number);
            let values = own.filter_map(|(at, _)| value_of(&script, *at, key.len()));
            for value in values.filter(|value| is_value(value)).take(MAX_OF_KEY) {
                collector.add(field, value, Provenance::Text, &format!("script {key}"), None);
            }
        }
    }
}

/// Where keys stand in a script, in order of the places of each, with their numbers.
fn key_places(script: &str) -> Vec<(usize, usize)> {
    static OFFSETS: LazyLock<Vec<Vec<(usize, usize)>>> =
        LazyLock::new(|| offsets(&SCRIPT_PARTS, &SCRIPT_KEYS.map(|(key, _)| key)));
    let mut places = Vec::new();
    for (part, offsets) in SCRIPT_PARTS.iter().zip(&*OFFSETS) {
        for at in memmem::find_iter(script.as_bytes(), part) {
            let found = offsets.iter().filter_map(|(number, offset)| {
                let start = at.checked_sub(*offset)?;
                script.as_bytes()[start..].starts_with(SCRIPT_KEYS[*number].0.as_bytes()).then_some((start, *number))
            });
            places.extend(found);
        }
    }
    places
}

/// The value of a key in JSON, perhaps inside a string: `"key":"value"`, `\"key\":\"value\"`, `'key': 'value'`.
fn value_of(script: &str, at: usize, length: usize) -> Option<&str> {
    const MAX_VALUE: usize = 48;
    let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if at.checked_sub(1).is_some_and(|before| is_key(script.as_bytes()[before])) {
        return None;
    }
    let rest = script.get(at + length..)?;
    let rest = rest.trim_start_matches(['"', '\'', '\\', ' ']).strip_prefix([':', '='])?;
    let rest = rest.trim_start_matches(['"', '\'', '\\', ' ']);
    let end =
        rest.bytes().take(MAX_VALUE).position(|byte| matches!(byte, b'"' | b'\'' | b'\\' | b',' | b'}' | b';'))?;
    rest.get(..end)
}
