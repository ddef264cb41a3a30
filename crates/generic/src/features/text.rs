//! What a block's own text and links say at first look.

use copydesk_core::{Block, Shape};

use super::OUTLINE_COUNT;
use super::agreement::Agreement;
use super::names::{Feature, Row};
use crate::containers::BlockFacts;
use crate::fast::ln_1p;

/// A longer block is neither a byline nor a date line, in words.
const MAX_HEAD_LINE: usize = 14;

/// What is known of a block by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct TextFacts {
    pub(super) words: f32,
    /// The logarithm of the words.
    pub(super) length: f32,
    pub(super) link_density: f32,
    pub(super) ends_sentence: bool,
    pub(super) mass: f32,
    pub(super) shape: f32,
    pub(super) heuristic: f32,
    /// A hash of the whole text.
    pub(super) whole: u32,
    pub(super) shows: Shows,
    capitals: f32,
    numbers: f32,
    upper: f32,
    links: f32,
}

/// What a block shows of an article's head.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shows {
    /// The headline.
    pub(super) title: bool,
    /// An author, in a short line.
    pub(super) byline: bool,
    /// A year or a clock time, in a short line.
    pub(super) date: bool,
}

impl TextFacts {
    /// `hashes` are those of its words.
    pub(super) fn of(block: &Block, facts: &BlockFacts, heuristic: f32, agreement: &Agreement, hashes: &[u32]) -> Self {
        let lexical = facts.lexical;
        let words = lexical.words as f32;
        let each = words.max(1.0);
        let shape = shape(block.shape);
        let is_short = lexical.words as usize <= MAX_HEAD_LINE;
        let shows_title = || {
            let shared = agreement.of_words(hashes);
            shared.covers_title > 0.8 && shared.in_title > 0.8
        };
        Self {
            words,
            length: ln_1p(words),
            link_density: facts.link_density,
            ends_sentence: lexical.ends_sentence,
            mass: facts.mass,
            shape,
            heuristic,
            whole: hashes
                .iter()
                .fold(hashes.len() as u32, |sum, &hash| sum.rotate_left(5) ^ hash.wrapping_mul(0x9e37_79b1)),
            shows: Shows {
                title: is_heading(shape) && shows_title(),
                byline: is_short && agreement.in_authors(hashes) >= 0.4,
                date: is_short && lexical.numbers > 0 && is_dated(block.text.as_bytes()),
            },
            capitals: lexical.capitals as f32 / each,
            numbers: lexical.numbers as f32 / each,
            upper: facts.scan.upper as f32 / facts.scan.letters.max(1) as f32,
            links: block.links.len() as f32,
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        is_heading(self.shape)
    }

    pub(super) fn is_prose(&self) -> bool {
        self.mass > 0.0
    }

    pub(super) fn fill(&self, row: &mut Row<'_, OUTLINE_COUNT>) {
        use Feature as F;
        row.set(F::Words, self.length);
        row.set(F::UpperCase, self.upper);
        row.set(F::Capitals, self.capitals);
        row.set(F::Numbers, self.numbers);
        row.flag(F::EndsSentence, self.ends_sentence);
        row.set(F::LinkDensity, self.link_density);
        row.set(F::WordsPerLink, self.words / self.links.max(1.0));
        row.set(F::Shape, self.shape);
        row.set(F::Heuristic, self.heuristic);
    }
}

/// Whether a shape, as a number, is a heading.
fn is_heading(shape: f32) -> bool {
    (1.0..7.0).contains(&shape)
}

/// The shape as a number: headings are 1 to 6, by level.
fn shape(shape: Shape) -> f32 {
    match shape {
        Shape::Paragraph => 0.0,
        Shape::Heading(level) => level.clamp(1, 6).into(),
        Shape::Quote => 7.0,
        Shape::ListItem(_) => 8.0,
        Shape::TableRow => 9.0,
        Shape::Line => 10.0,
        Shape::Plain => 11.0,
        Shape::Caption => 12.0,
        Shape::Code => 13.0,
        Shape::Time => 14.0,
        Shape::Image | Shape::Embed => 15.0,
    }
}

/// What a shape is that is this number.
pub(super) fn shape_name(number: f32) -> &'static str {
    const NAMES: [&str; 9] = [
        "a quotation",
        "an item of a list",
        "a row of a table",
        "a line",
        "loose text",
        "a caption",
        "code",
        "a time",
        "a picture",
    ];
    match number as usize {
        0 => "a paragraph",
        1..=6 => "a heading",
        other => NAMES.get(other - 7).copied().unwrap_or("something else"),
    }
}

/// What a text ends with, as [`Feature::EndsWith`] counts.
pub(super) fn end_name(number: f32) -> &'static str {
    const NAMES: [&str; 8] = [
        "another sign",
        "a full stop",
        "a question or exclamation mark",
        "a colon",
        "an ellipsis",
        "a quotation mark",
        "a letter",
        "a digit",
    ];
    NAMES.get(number as usize).copied().unwrap_or(NAMES[0])
}

/// Whether a text holds a year from 1990 to 2099, or a clock time.
fn is_dated(text: &[u8]) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    (0..text.len()).filter(|&at| digit(at) && (at == 0 || !digit(at - 1))).any(|at| {
        let year = (text[at..].starts_with(b"20") || text[at..].starts_with(b"199"))
            && digit(at + 2)
            && digit(at + 3)
            && !digit(at + 4);
        let colon = at + 1 + usize::from(digit(at + 1));
        let clock = matches!(text.get(colon), Some(b':' | b'.' | b'h'))
            && digit(colon + 1)
            && digit(colon + 2)
            && !digit(colon + 3);
        year || clock
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_dated(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn finds_years_and_clock_times() {
        check("12 May 2019", true);
        check("7:05 pm", true);
        check("at 19.30", true);
        check("1066 and 20199", false);
        check("3:4 in the first half", false);
        check("", false);
    }
}
