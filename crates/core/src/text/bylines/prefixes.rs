//! The words that open a byline, taken off it.
//!
//! Every short text of a page is asked whether it opens as bylines do, so that nothing is allocated for those that do not.

use std::sync::LazyLock;

use super::words::{PREFIXES, WIDE_PREFIXES};
use crate::text::pairs::Pairs;

/// Words by what they begin with, in the order of their list.
pub(super) struct ByInitial {
    slots: Vec<Vec<(usize, &'static str)>>,
    /// What they begin with: few pairs of bytes begin a word.
    pairs: Pairs,
}

/// The slot of all words that begin with no ASCII character.
const OTHER: usize = 128;

impl ByInitial {
    /// Sorts a list of words by what they begin with, in whatever case.
    pub(super) fn of(list: &[&'static str]) -> Self {
        let mut own = Self { slots: vec![Vec::new(); OTHER + 1], pairs: Pairs::of(list) };
        for (number, word) in list.iter().enumerate() {
            if let Some(first) = word.as_bytes().first() {
                own.slots[slot(*first)].push((number, *word));
            }
        }
        own
    }

    /// Whether a word may begin with these two bytes, whatever their case.
    pub(super) fn may_begin(&self, first: u8, second: u8) -> bool {
        self.pairs.may_hold(first, second)
    }

    /// The words, each with its number in the list, that a text may begin with by its first byte, whatever its case.
    pub(super) fn words(&self, text: &[u8]) -> &[(usize, &'static str)] {
        text.first().map_or(&[], |first| &self.slots[slot(*first)])
    }
}

/// What opens a byline by its first two letters, or by its first where that is beyond ASCII.
struct Openings {
    /// Each with what is left of it where a text is all of it: see [`without_end`].
    list: Vec<(&'static str, &'static str)>,
    /// Where those of a first letter (see [`slot`]) and a second one, or of a [`wide_initial`], stand in the list.
    of: Vec<(u32, u32)>,
}

impl Openings {
    fn of(prefixes: &[&'static str]) -> Self {
        let mut openings = Self { list: Vec::new(), of: Vec::new() };
        let by_initial = ByInitial::of(prefixes);
        for (own, place) in by_initial.slots.iter().flat_map(|own| (0..SECONDS).map(move |place| (own, place))) {
            let begin = openings.list.len() as u32;
            for (_, prefix) in own {
                let bare = without_end(prefix);
                let told_by = match bare.as_bytes() {
                    [first, second, ..] if first.is_ascii() && second.is_ascii() => Some(usize::from(*second) % ANY),
                    // A letter beyond ASCII may have another form, and so may stand for any.
                    [first, ..] if first.is_ascii() => None,
                    _ => wide_initial(bare),
                };
                if told_by.is_none_or(|told_by| place == ANY || told_by == place) {
                    openings.list.push((*prefix, bare));
                }
            }
            openings.of.push((begin, openings.list.len() as u32));
        }
        openings
    }

    /// Those that a text may begin with, whatever its case.
    fn that_may_open(&self, text: &str) -> &[(&'static str, &'static str)] {
        let (first, second) = match *text.as_bytes() {
            [] => return &[],
            [first, ..] if !first.is_ascii() => (first, wide_initial(text).unwrap_or(ANY)),
            [first, second, ..] if second.is_ascii() => (first, usize::from(second) % ANY),
            [first, ..] => (first, ANY),
        };
        let (begin, end) = self.of[slot(first) * SECONDS + second];
        &self.list[begin as usize..end as usize]
    }
}

/// What tells apart the texts that begin with a letter beyond ASCII, in place of their second letter.
fn wide_initial(text: &str) -> Option<usize> {
    let initial = text.chars().next()?.to_lowercase().next()?;
    Some(initial as usize % ANY)
}

/// Second letters are told apart by their last five bits, whatever their case.
const ANY: usize = 32;
/// How many of them there are, with [`ANY`].
const SECONDS: usize = ANY + 1;

/// An opening without the colon or space that it ends in.
fn without_end(prefix: &str) -> &str {
    prefix.trim_end_matches([':', ' '])
}

fn slot(first: u8) -> usize {
    if first.is_ascii() { usize::from(first.to_ascii_lowercase()) } else { OTHER }
}

static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(PREFIXES));

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
    !first.is_ascii() || OPENINGS.that_may_open(text).iter().any(|(_, bare)| begins_with(text, bare))
}

/// Whether a text is made of nothing but the words that open a byline, the last of them without what parts it from a name.
pub(super) fn is_all_openings(text: &str) -> bool {
    let mut rest = text;
    loop {
        let is_opening = |bare: &str| rest.len() == bare.len() && begins_with(rest, bare);
        if OPENINGS.that_may_open(rest).iter().any(|(_, bare)| is_opening(bare)) {
            return true;
        }
        match strip_once(rest) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
}

fn strip_once(text: &str) -> Option<&str> {
    let first = text.bytes().next()?;
    let is_gap = |character: char| matches!(character, ' ' | ':' | '\u{a0}' | '：');
    for (prefix, _) in OPENINGS.that_may_open(text) {
        if !begins_with(text, prefix) {
            continue;
        }
        let rest = &text[prefix.len()..];
        if (prefix.ends_with(':') || rest.starts_with(':')) && is_gendered(rest.trim_start_matches(':')) {
            continue;
        }
        if rest.starts_with(is_gap) || (prefix.ends_with(':') && !rest.is_empty()) {
            return Some(rest.trim_start_matches(is_gap));
        }
    }
    if !first.is_ascii() {
        if let Some(names) = behind_house(text) {
            return Some(names);
        }
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

/// The names behind the word for a reporter, with the name of the house before it: "海湾日报记者 王小明". No sentence.
fn behind_house(text: &str) -> Option<&str> {
    /// The most characters of the name of a house, and of all names.
    const MAX_HOUSE: usize = 10;
    const MAX_NAMES: usize = 16;
    /// The most of one name.
    const MAX_NAME: usize = 6;
    /// "A reporter", "three of the reporters": what counts them is no house.
    const MEASURES: [char; 3] = ['名', '位', '个'];
    /// What sentences go on with, and names do not hold.
    const PARTICLES: [char; 7] = ['了', '在', '到', '着', '的', '是', '说'];
    // Houses are called so in Chinese characters, which begin with these bytes.
    let is_chinese = matches!(text.as_bytes().first(), Some(0xe4..=0xe9));
    // Few texts hold what all of them do, and a search for each would cost more than all else.
    if !is_chinese || text.len() > 4 * (MAX_HOUSE + MAX_NAMES) || !text.contains('者') {
        return None;
    }
    // "记者" or "記者", and a space behind it.
    let (house, names) = text.match_indices('者').find_map(|(at, word)| {
        let house = text[..at].strip_suffix(['记', '記'])?;
        let names = text[at + word.len()..].strip_prefix([' ', '\u{3000}'])?;
        Some((house, names.trim()))
    })?;
    let is_letter = |letter: char| !letter.is_ascii() && letter.is_alphanumeric();
    let is_house =
        (2..=MAX_HOUSE).contains(&house.chars().count()) && house.chars().all(is_letter) && !house.ends_with(MEASURES);
    let is_name = |name: &str| name.chars().all(|letter| is_letter(letter) && !PARTICLES.contains(&letter));
    let parts = || names.split(|letter: char| letter.is_whitespace() || letter == '、').filter(|part| !part.is_empty());
    let length = |part: &str| part.chars().count();
    // A short name may be widened by a space: "王　明".
    let is_wide = parts().all(|part| length(part) == 1) && parts().count() <= 3;
    let are_names = length(names) <= MAX_NAMES
        && parts().next().is_some()
        && parts().all(is_name)
        && length(names) > 1
        && (is_wide || parts().all(|part| (2..=MAX_NAME).contains(&length(part))));
    (is_house && are_names).then_some(names)
}

/// Whether what follows a colon ends the word before it, as German writes for all genders: "Autor:innen".
fn is_gendered(rest: &str) -> bool {
    let ending = ["innen", "in"].iter().find_map(|ending| rest.strip_prefix(ending));
    ending.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_found_by_their_first_two_letters() {
        for prefix in PREFIXES {
            for text in
                [(*prefix).to_owned(), prefix.to_uppercase(), without_end(prefix).to_owned(), format!("{prefix} x")]
            {
                // A capital may be longer than its letter, and begin with another byte.
                let is_same_letter = text.as_bytes()[0].eq_ignore_ascii_case(&prefix.as_bytes()[0]);
                let found = OPENINGS.that_may_open(&text).iter().any(|(opening, _)| opening == prefix);
                assert!(!is_same_letter || found, "{text}");
            }
        }
        assert!(OPENINGS.that_may_open("Quay").is_empty() && OPENINGS.that_may_open("").is_empty());
    }
}
