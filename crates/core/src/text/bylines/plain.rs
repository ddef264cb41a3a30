//! Bylines that are one plain name: "Ann Smith", "By Ann Smith". Most are, and need not be cut into parts.

use std::sync::LazyLock;

use super::parts::INNER_PREFIXES;
use super::prefixes::ByInitial;
use super::words::{
    ANDS, BODIES, CONTROLS, DAYS, NOBODIES, OFFICES, OTHERS, PREFIXES, RANKS, ROLES, SHORT_ANDS, STOPS, Table, WHEN,
    Words,
};

/// The most words of a plain name.
const MAX_WORDS: usize = 4;
/// The longest word of a plain name, in bytes.
const MAX_WORD: usize = 16;

/// The name that a byline is, where it is a plain one: two to four words of ASCII letters, each with one capital in front,
/// none of them a word that means anything in bylines.
pub(super) fn plain_name(byline: &str) -> Option<&str> {
    let name = byline.strip_prefix("By ").or_else(|| byline.strip_prefix("by ")).unwrap_or(byline);
    if name.len() > MAX_WORDS * (MAX_WORD + 1) {
        return None;
    }
    let mut count = 0;
    for word in name.as_bytes().split(|byte| *byte == b' ') {
        count += 1;
        let [first, rest @ ..] = word else { return None };
        if rest.is_empty()
            || word.len() > MAX_WORD
            || !first.is_ascii_uppercase()
            || !rest.iter().all(u8::is_ascii_lowercase)
            || MEANINGFUL.holds(word)
        {
            return None;
        }
    }
    (2..=MAX_WORDS).contains(&count).then_some(name)
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
        let lists: [&[&str]; 10] =
            [PREFIXES, OTHERS, STOPS, WHEN, RANKS, NOBODIES, ANDS, SHORT_ANDS, &INNER_PREFIXES, &OWN_CASE];
        let tables = [&ROLES, &OFFICES, &BODIES, &CONTROLS, &DAYS];
        let all = lists.into_iter().chain(tables.map(Words::list)).flatten();
        let tokens = |text: &'static str| text.split(|character: char| !character.is_alphanumeric());
        let words: Vec<&'static str> = all.copied().flat_map(tokens).filter(|word| !word.is_empty()).collect();
        let openings: Vec<&'static str> = OTHERS.iter().filter_map(|other| tokens(other).next()).collect();
        Self { words: Table::of(&words), openings: ByInitial::of(&openings) }
    }

    /// Whether a word, whose first letter is a capital, is one of them.
    fn holds(&self, word: &[u8]) -> bool {
        let mut lower = [0; MAX_WORD];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let Ok(lower) = std::str::from_utf8(lower) else { return true };
        self.words.contains(lower) || self.openings.words(word[0]).iter().any(|(_, opening)| lower.starts_with(opening))
    }
}

/// What opens the names inside a segment where it is written so.
const OWN_CASE: [&str; 3] = ["von", "par", "por"];

#[cfg(test)]
mod tests {
    use super::super::{Nature, in_parts, named};
    use super::*;

    fn capitalised(word: &str) -> String {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    #[test]
    fn plain_names_are_told_from_others() {
        for name in ["Ann Smith", "Ann Mary Smith", "By Ann Smith", "Byron Smith"] {
            assert!(plain_name(name).is_some(), "{name}");
            assert_eq!(named(name)[0].nature, Nature::Person, "{name}");
        }
        for text in
            ["Ann", "ann smith", "Ann Smith, Editor", "Ann  Smith", "Ann SMITH", "Ann Böll", "The Gazette", "", "By "]
        {
            assert_eq!(plain_name(text), None, "{text}");
        }
    }

    #[test]
    fn plain_names_are_read_as_all_bylines_are() {
        let lists: [&[&str]; 14] = [
            PREFIXES,
            OTHERS,
            STOPS,
            WHEN,
            RANKS,
            NOBODIES,
            ANDS,
            SHORT_ANDS,
            &INNER_PREFIXES,
            ROLES.list(),
            OFFICES.list(),
            BODIES.list(),
            CONTROLS.list(),
            DAYS.list(),
        ];
        for word in lists
            .into_iter()
            .flatten()
            .flat_map(|words| words.split(' '))
            .chain(super::super::words::DEGREES.iter().copied())
            .chain(super::super::words::PARTICLES.iter().copied())
        {
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
