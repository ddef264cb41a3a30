//! The words that open a byline, taken off it.
//!
//! Every short text of a page is asked whether it opens as bylines do, so that nothing is allocated for those that do not.

use std::sync::LazyLock;

use super::words::{PREFIXES, WIDE_PREFIXES};

/// Words by what they begin with, in the order of their list.
pub(super) struct ByInitial(Vec<Vec<(usize, &'static str)>>);

/// The slot of all words that begin with no ASCII character.
const OTHER: usize = 128;

impl ByInitial {
    /// Sorts a list of words in lower case.
    pub(super) fn of(list: &[&'static str]) -> Self {
        let mut slots = vec![Vec::new(); OTHER + 1];
        for (number, word) in list.iter().enumerate() {
            if let Some(first) = word.bytes().next() {
                slots[slot(first)].push((number, *word));
            }
        }
        Self(slots)
    }

    /// The words, each with its number in the list, that a text with this first byte may begin with, whatever its case.
    pub(super) fn words(&self, first: u8) -> &[(usize, &'static str)] {
        &self.0[slot(first)]
    }
}

fn slot(first: u8) -> usize {
    if first.is_ascii() { usize::from(first.to_ascii_lowercase()) } else { OTHER }
}

static BY_INITIAL: LazyLock<ByInitial> = LazyLock::new(|| ByInitial::of(PREFIXES));

/// A text without the words that open a byline, as often as they stand there.
pub(super) fn strip_prefix(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = strip_once(rest) {
        rest = shorter;
    }
    rest
}

/// Whether a text begins as bylines do, whatever follows. Without a space or colon at its end the text may be all of the
/// words that open one.
pub(super) fn may_open(text: &str) -> bool {
    let Some(first) = text.bytes().next() else { return false };
    let opens = |(_, prefix): &(usize, &str)| begins_with(text, prefix.trim_end_matches([':', ' ']));
    !first.is_ascii() || BY_INITIAL.words(first).iter().any(opens)
}

fn strip_once(text: &str) -> Option<&str> {
    let first = text.bytes().next()?;
    let is_gap = |character: char| matches!(character, ' ' | ':' | '\u{a0}' | '：');
    for (_, prefix) in BY_INITIAL.words(first) {
        if !begins_with(text, prefix) {
            continue;
        }
        let rest = &text[prefix.len()..];
        if rest.starts_with(is_gap) || (prefix.ends_with(':') && !rest.is_empty()) {
            return Some(rest.trim_start_matches(is_gap));
        }
    }
    if !first.is_ascii() {
        let prefix = WIDE_PREFIXES.iter().find(|prefix| text.starts_with(**prefix))?;
        return Some(text[prefix.len()..].trim_start_matches(is_gap))
            .filter(|rest| !rest.is_empty() && !rest.starts_with('の'));
    }
    // A lost space: "byAnn Smith".
    let rest = text.strip_prefix("By").or_else(|| text.strip_prefix("by"))?;
    let mut letters = rest.chars();
    let lost = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && rest.trim().contains(' ');
    lost.then_some(rest)
}

/// Whether a text begins with a prefix in lower case, whatever its own case.
fn begins_with(text: &str, prefix: &str) -> bool {
    for (have, wanted) in text.bytes().zip(prefix.bytes()) {
        if have.to_ascii_lowercase() != wanted {
            // Where both are ASCII there is no other form of the letter.
            return !(have.is_ascii() && wanted.is_ascii()) && begins_in_other_case(text, prefix);
        }
    }
    text.len() >= prefix.len()
}

fn begins_in_other_case(text: &str, prefix: &str) -> bool {
    // The first characters part nearly all, and nothing is allocated for them.
    let first = text.chars().next().and_then(|character| character.to_lowercase().next());
    first == prefix.chars().next()
        && text
            .get(..prefix.len())
            .is_some_and(|head| !prefix.is_ascii() && !head.is_ascii() && head.to_lowercase() == prefix)
}
