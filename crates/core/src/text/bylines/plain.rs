//! Bylines that are one plain name: "Ann Smith", "By Ann Smith". Most are, and need not be cut into parts.

use std::sync::LazyLock;

use super::parts::INNER_PREFIXES;
use super::prefixes::ByInitial;
use super::words::{
    ANDS, BODIES, CONTROLS, DAYS, NOBODIES, OFFICES, OTHERS, PREFIXES, RANKS, ROLES, SHORT_ANDS, STOPS, WHEN, Words,
};
use crate::text::table::Table;

/// The most words of a plain name.
const MAX_WORDS: usize = 4;
/// The longest word of a plain name, in bytes.
const MAX_WORD: usize = 24;
/// The longest plain name, in bytes.
const MAX_NAME: usize = 64;

/// What opens most bylines.
const OPENINGS: [&str; 4] = ["By ", "by ", "Von ", "von "];

/// The name that a byline is, where it is a plain one: two to four words of letters, each with one capital in front, none of
/// them a word that means anything in bylines.
pub(super) fn plain_name(byline: &str) -> Option<&str> {
    let name = OPENINGS.iter().find_map(|opening| byline.strip_prefix(opening)).unwrap_or(byline);
    if name.len() > MAX_NAME || !(1..MAX_WORDS).contains(&name.bytes().filter(|byte| *byte == b' ').count()) {
        return None;
    }
    (name.split(' ').all(is_plain) && !is_doubled(name)).then_some(name)
}

/// Whether a text is the same words twice.
fn is_doubled(text: &str) -> bool {
    let half = text.len() / 2;
    text.as_bytes().get(half) == Some(&b' ') && text.get(..half) == text.get(half + 1..)
}

/// Whether a word of letters with one capital in front means nothing in bylines.
pub(super) fn is_plain(word: &str) -> bool {
    if word.len() < 2 || word.len() > MAX_WORD {
        return false;
    }
    let is_written = match word.as_bytes() {
        [first, rest @ ..] if word.is_ascii() => first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_lowercase),
        _ => {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().next().is_some()
                && letters.all(|letter| letter.is_alphabetic() && letter.is_lowercase())
        }
    };
    is_written && !MEANINGFUL.holds(word)
}

/// The words that mean something in bylines.
static MEANINGFUL: LazyLock<Meaningful> = LazyLock::new(Meaningful::new);

struct Meaningful {
    words: Table,
    /// What a word begins with that opens the part of others than the authors.
    openings: ByInitial,
}

impl Meaningful {
    fn new() -> Self {
        let lists: [&[&str]; 6] = [PREFIXES, OTHERS, ANDS, SHORT_ANDS, &INNER_PREFIXES, &OWN_CASE];
        let tables = [&STOPS, &WHEN, &RANKS, &NOBODIES, &ROLES, &OFFICES, &BODIES, &CONTROLS, &DAYS];
        let all = lists.into_iter().chain(tables.map(Words::list)).flatten();
        let tokens = |text: &'static str| text.split(|character: char| !character.is_alphanumeric());
        let words = all.copied().flat_map(tokens).filter(|word| !word.is_empty());
        let openings: Vec<&'static str> = OTHERS.iter().filter_map(|other| tokens(other).next()).collect();
        Self { words: Table::of(words), openings: ByInitial::of(&openings) }
    }

    /// Whether a word, whose first letter is a capital, is one of them.
    fn holds(&self, word: &str) -> bool {
        let opens = |opening: &str| {
            let head = word.get(..opening.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(opening))
                || !word.is_ascii() && !opening.is_ascii() && word.to_lowercase().starts_with(opening)
        };
        self.words.get_in_any_case(word).is_some()
            || self.openings.words(word.as_bytes()).iter().any(|(_, opening)| opens(opening))
    }
}

/// What opens the names inside a segment where it is written so.
const OWN_CASE: [&str; 3] = ["von", "par", "por"];

#[cfg(test)]
mod tests {
    use super::super::words::{DEGREES, PARTICLES};
    use super::super::{Nature, in_parts, named};
    use super::*;

    fn capitalised(word: &str) -> String {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    #[test]
    fn plain_names_are_told_from_others() {
        for name in ["Ann Smith", "Ann Mary Smith", "By Ann Smith", "Byron Smith", "Ann Böll", "von Ann Smith"] {
            assert!(plain_name(name).is_some(), "{name}");
            assert_eq!(named(name)[0].nature, Nature::Person, "{name}");
        }
        for text in [
            "Ann",
            "ann smith",
            "Ann Smith, Editor",
            "Ann  Smith",
            "Ann SMITH",
            "Ann BÖLL",
            "The Gazette",
            "Ann Böll Ann Böll",
            "",
            "By ",
        ] {
            assert_eq!(plain_name(text), None, "{text}");
        }
    }

    #[test]
    fn plain_names_are_read_as_all_bylines_are() {
        let lists = [PREFIXES, OTHERS, ANDS, SHORT_ANDS, &INNER_PREFIXES, &OWN_CASE];
        let tables =
            [&STOPS, &WHEN, &RANKS, &NOBODIES, &ROLES, &OFFICES, &BODIES, &CONTROLS, &DAYS, &DEGREES, &PARTICLES];
        let all = lists.into_iter().chain(tables.map(Words::list)).flatten();
        for word in all.flat_map(|words| words.split(' ')).filter(|word| !word.is_empty()) {
            let word = capitalised(word);
            for byline in [
                format!("{word} Smith"),
                format!("Ann {word}"),
                format!("Ann {word} Smith"),
                format!("Ann Smith {word}"),
                format!("{word}s Smith"),
                format!("By {word} Smith"),
                format!("By Ann Smith {word}"),
            ] {
                assert_eq!(named(&byline), in_parts(&byline), "{byline}");
            }
        }
    }
}
