//! Names that nothing tells but the date beside them, just behind a headline.

use copydesk_core::text::bylines;
use copydesk_core::text::dates::{self, Style};
use copydesk_core::{Block, Field, Provenance, Shape};

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
/// is a date (right behind the headline also one further away), or what stands before a date in it.
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
            let Some(name) = name else { continue };
            if !leads_to_list(block) && !collector.has_read(*number, &[Field::Authors]) {
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

/// Whether a block is a link to all stories of a section or topic.
fn leads_to_list(block: &Block) -> bool {
    const PATHS: [&str; 6] = ["/category/", "/categories/", "/tag/", "/tags/", "/topic/", "/topics/"];
    block.links.iter().any(|link| PATHS.iter().any(|path| link.href.contains(path)))
}

#[cfg(test)]
mod tests {
    use crate::metadata::tests::metadata;
    use copydesk_core::Field;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let (metadata, _) = metadata(page);
        let found: Vec<&str> = metadata.of(Field::Authors).map(|candidate| candidate.value.as_str()).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn names_beside_dates_stand_behind_the_headline() {
        check("<h1>Ferry returns</h1><p>Jo Doe</p><p>3 May 2020 · 2 min read</p>", &["Jo Doe"]);
        check("<h1>Ferry returns</h1><p>Updated on 3 May 2020</p><p>Jo Doe</p>", &["Jo Doe"]);
        check("<h1>Ferry returns</h1><p>Jo Doe, 3 May 2020</p>", &["Jo Doe"]);
        check(
            "<title>Ferry returns | Ness</title><h1>Ness</h1><h2>Ferry returns</h2><p>Jo Doe</p><p>3 May 2020</p>",
            &["Jo Doe"],
        );
        check("<p>Jo Doe</p><p>3 May 2020</p><h1>Ferry returns</h1>", &[]);
        check("<h1>Ferry returns</h1><p>Jo Doe</p><p>The boat left on 3 May 2020</p>", &[]);
        check("<h1>Ferry returns</h1><p>Jo Doe</p><p>The boat is back.</p><p>3 May 2020</p>", &["Jo Doe"]);
        check("<h1>Ferry returns</h1><p>a</p><p>b</p><p>Jo Doe</p><p>Tides</p><p>3 May 2020</p>", &[]);
        check("<h1>Ferry returns</h1><h2>Jo Doe</h2><p>3 May 2020</p>", &[]);
        check("<h1>Ferry returns</h1><p><a href=/tag/jo>Jo Doe</a></p><p>3 May 2020</p>", &[]);
        check("<h1>Ferry returns</h1><p>Reed</p><p>3 May 2020</p>", &[]);
        check("<h1>Ferry returns</h1><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>Jo Doe</p><p>3 May 2020</p>", &[]);
    }
}
