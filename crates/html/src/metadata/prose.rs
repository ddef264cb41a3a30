//! Bylines that stand in the text with nothing in the markup to tell of them. What the markup told of already
//! is not read again.

use copydesk_core::text::bylines::{self, Nature};
use copydesk_core::{Block, Field, Provenance, Shape};

use super::collect::Collector;

/// The longest text that is read for a byline, in bytes. Longer ones tell of something else.
const MAX_TEXT: usize = 140;
/// The longest label of a byline, in bytes.
const MAX_LABEL: usize = 32;
/// The longest text behind a label that is read for a name, in bytes.
const MAX_NAME: usize = 80;
/// The most words of a name that nothing but a label before it tells.
const MAX_WORDS: usize = 4;
/// How many blocks behind a label are looked at.
const MAX_BEHIND: usize = 3;
/// The most texts that are found.
const MAX_FOUND: usize = 12;

/// Reads the short texts of a page.
pub(super) fn read(blocks: &[Block], collector: &mut Collector) {
    let short: Vec<(u32, &Block)> = (0..)
        .zip(blocks)
        .filter(|(_, block)| block.text.len() <= MAX_TEXT && !block.hidden && !block.text.is_empty())
        .filter(|(number, block)| {
            may_sign(block) && (!is_bare_heading(block) || stands_at_head(*number, blocks, collector))
        })
        .collect();
    let signs = |block: &Block| bylines::is_signature(&block.text) && !is_data_sheet(&block.text);
    for (number, block) in short.iter().filter(|(_, block)| signs(block)).take(MAX_FOUND) {
        if collector.has_read(*number, &[Field::Authors]) {
            continue;
        }
        // Headings may open so without being bylines.
        let key = if is_bare_heading(block) { LOOSE } else { "announced byline" };
        collector.add(Field::Authors, &block.text, Provenance::Byline, key, Some(*number));
    }
    let loose = short.iter().filter_map(|(number, block)| Some((*number, bylines::loosely_announced(&block.text)?)));
    for (number, byline) in loose.take(MAX_FOUND) {
        if !collector.has_read(number, &[Field::Authors]) {
            collector.add(Field::Authors, byline, Provenance::Byline, LOOSE, Some(number));
        }
    }
    let parted = short.iter().filter_map(|(number, block)| Some((*number, bylines::in_segment(&block.text)?)));
    for (number, byline) in parted.take(MAX_FOUND) {
        if !collector.has_read(number, &[Field::Authors]) {
            collector.add(Field::Authors, byline, Provenance::Byline, "announced byline", Some(number));
        }
    }
    labelled(blocks, collector);
    // No such text has more digits than a byte can count.
    let digits = |text: &str| text.bytes().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
    let dated = short.iter().filter(|(_, block)| digits(&block.text) >= DATE_DIGITS);
    let mut found = 0;
    for (number, block) in dated.take(MAX_READ) {
        if found == MAX_FOUND {
            break;
        }
        if collector.has_read(*number, &[Field::Authors]) {
            continue;
        }
        if let Some(name) = bylines::beside_date(&block.text) {
            collector.add(Field::Authors, &name, Provenance::Byline, "dated byline", Some(*number));
            found += 1;
        } else if let Some(byline) = bylines::behind_date(&block.text) {
            collector.add(Field::Authors, byline, Provenance::Byline, "announced byline", Some(*number));
            found += 1;
        } else if let Some(named) = bylines::announced_beside_date(&block.text) {
            let key = if named.nature == Nature::Person { "announced byline" } else { LOOSE };
            collector.add(Field::Authors, &named.name, Provenance::Byline, key, Some(*number));
            found += 1;
        }
    }
}

/// The key of a byline that something else than its look makes one: it may be none.
const LOOSE: &str = "loose byline";
/// The fewest digits of a line that holds a date.
const DATE_DIGITS: u8 = 3;
/// How many lines with digits are read for a name beside a date. What comes after is another article's.
const MAX_READ: usize = 200;

/// Names that stand in the block behind one that says no more than "Written by".
fn labelled(blocks: &[Block], collector: &mut Collector) {
    let is_shown = |block: &&Block| !block.hidden && !block.text.is_empty();
    let labels = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_shown(block) && block.text.len() <= MAX_LABEL && bylines::is_label(&block.text));
    for (number, label) in labels.take(MAX_FOUND) {
        let is_firm = is_firm_label(&label.text);
        let behind = blocks.iter().enumerate().skip(number + 1).take(MAX_BEHIND).find(|(_, block)| is_shown(block));
        let Some((number, block)) = behind.filter(|(_, block)| block.text.len() <= MAX_NAME) else { continue };
        let is_name = |named: &bylines::Named| match named.nature {
            Nature::Mononym => is_firm && is_one_word(&block.text),
            Nature::Person => named.name.split(' ').count() <= MAX_WORDS,
            Nature::Organisation => is_firm,
        };
        let names = bylines::named(&block.text).iter().any(is_name);
        if names && !collector.has_read(number as u32, &[Field::Authors]) {
            collector.add(Field::Authors, &block.text, Provenance::Byline, "labelled byline", Some(number as u32));
        }
    }
}

/// Whether a label announces whatever follows: "Text" and "Interview" are entries of menus, too, unless a colon stands behind them.
fn is_firm_label(label: &str) -> bool {
    let bare = label.trim();
    bare.ends_with([':', '：']) || bare.contains(' ') || bare.chars().count() <= MAX_PREPOSITION
}

/// The longest preposition that opens bylines, in characters: "Von".
const MAX_PREPOSITION: usize = 3;

/// Whether a text tells of a book, with the author's name the first of its labels: "Author: Ann Smith Genre: Poems Pages: 40".
fn is_data_sheet(text: &str) -> bool {
    text.get(..AUTHOR.len()).is_some_and(|start| start.eq_ignore_ascii_case(AUTHOR))
        && text.matches(": ").count() >= MIN_LABELS
}

/// What opens one.
const AUTHOR: &str = "aut";
/// The fewest labels of one.
const MIN_LABELS: usize = 3;

fn is_one_word(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && !text.trim().contains(' ')
}

/// Whether a block may be a byline. A heading must say more than "By", or name nothing but a person: titles begin so, too.
fn may_sign(block: &Block) -> bool {
    match block.shape {
        Shape::Heading(1) | Shape::Code | Shape::TableRow | Shape::Caption | Shape::Quote => false,
        Shape::Heading(_) => announces(block) || is_name_behind(&block.text),
        _ => true,
    }
}

/// Whether a block is a heading that says no more than "By" and a name, as titles of chapters may.
fn is_bare_heading(block: &Block) -> bool {
    matches!(block.shape, Shape::Heading(_)) && !announces(block)
}

/// Whether a block is one of the first that show something behind a headline.
fn stands_at_head(number: u32, blocks: &[Block], collector: &Collector) -> bool {
    let is_shown = |block: &&Block| !block.hidden && !block.text.is_empty();
    let between = |headline: u32| blocks.get(headline as usize + 1..number as usize);
    collector
        .headlines()
        .filter_map(between)
        .any(|between| between.len() <= MAX_BETWEEN && between.iter().filter(is_shown).count() < MAX_HEAD)
}

/// How many of the first blocks behind a headline may be headings that are bylines.
const MAX_HEAD: usize = 4;
/// How many blocks, hidden ones and pictures too, are looked at for that.
const MAX_BETWEEN: usize = 16;

/// Whether a heading opens as those over the portraits of authors do.
fn announces(block: &Block) -> bool {
    ANNOUNCING_HEADINGS.iter().any(|words| block.text.starts_with(words))
}

/// Whether a heading is "By" and the name of a person, and nothing else.
fn is_name_behind(heading: &str) -> bool {
    const OPENINGS: [&str; 4] = ["By ", "BY ", "Von ", "VON "];
    let name = OPENINGS.iter().find_map(|opening| heading.strip_prefix(opening));
    name.is_some_and(|name| {
        bylines::is_person(name) && !bylines::holds_no_name(name) && name.split_whitespace().count() <= MAX_WORDS
    })
}

/// What opens headings over the portraits of authors.
const ANNOUNCING_HEADINGS: [&str; 8] = [
    "Written by ",
    "Written By ",
    "Article by ",
    "Posted by ",
    "Geschrieben von ",
    "Verfasst von ",
    "Escrito por ",
    "Scritto da ",
];

#[cfg(test)]
mod tests {
    use crate::metadata::tests::check_authors as check;

    #[test]
    fn headings_are_bylines_right_behind_the_headline() {
        check("<h1>Ferry returns</h1><h5>By Jo Doe</h5><p>It is back.</p>", &["By Jo Doe"]);
        check("<h1>Ferry returns</h1><p>It is back.</p><h5>By Jo Doe</h5>", &["By Jo Doe"]);
        let text = "<p>It left and came back.</p>".repeat(6);
        for heading in
            ["By Royal Appointment", "By Popular Demand", "Von Berlin Mitte", "Von Kopf Bis Fuss", "By Jo Doe"]
        {
            check(&format!("<h1>Ferry returns</h1>{text}<h2>{heading}</h2>{text}"), &[]);
        }
        check(&format!("<h1>Ferry returns</h1>{text}<h3>Storm passes</h3><h3>By Jo Doe</h3>"), &[]);
        check(&format!("<h1>Ferry returns</h1>{text}<h3>Written by Jo Doe</h3>"), &["Written by Jo Doe"]);
        check("<h3>By Jo Doe</h3><h1>Ferry returns</h1>", &[]);
    }

    #[test]
    fn headings_that_are_no_names_are_no_bylines() {
        for heading in ["By Royal Appointment", "By Popular Demand", "By Public Transport", "Von Kopf Bis Fuss"] {
            check(&format!("<h1>Ferry returns</h1><h2>{heading}</h2><p>It is back.</p>"), &[]);
        }
    }
}
