//! Whether a description that a page states sums its article up for readers. Many are the beginning of the text, the site's slogan,
//! or written for search engines.

use copydesk_core::text::bylines;
use copydesk_core::{Block, Candidate, Provenance, Shape};

use super::page::Page;
use crate::lexical::{begins_with_letters, has_letters, holds_long, is_wide, is_word, letters, lower, push_letters};

/// The most characters of a standfirst.
const MAX_CHARACTERS: usize = 500;
/// How many texts from the headline on a description may be glued from.
const MAX_TEXTS: usize = 24;
/// How many bytes of them are compared.
const MAX_LEAD: usize = 6000;
/// The most bytes behind an ellipsis that ends a description all the same.
const MAX_BEHIND: usize = 100;
/// The fewest bytes of letters of a description that is known by them.
const MIN_KNOWN: usize = 24;
/// The longest bare byline, in bytes.
const MAX_BYLINE: usize = 80;

/// Signs of what is written for search engines alone: "✓ Tides ✓ Ferries ✓ Read it now!"
const ADVERTISING: [char; 6] = ['✓', '✔', '✅', '➤', '➔', '★'];
/// Signs that advertise where they lead on at the end, or list. One inside may be the sign of a recording.
const ARROWS: [char; 2] = ['▶', '►'];
/// What is left of a content system's own language, as in `word="`.
const CODES: [&str; 5] = ["=\"", "=“", "=”", "=„", "[/"];
/// What ends a text that is cut off.
const ELLIPSES: [&str; 5] = ["[…]", "[...]", "[&hellip;]", "…", "..."];

/// Whether a description may be a standfirst by itself: neither advertising nor the rest of code, no byline, not the headline
/// again, and not too long.
pub(super) fn is_for_readers(value: &str, page: &Page<'_>) -> bool {
    let own = letters(value);
    let headline = page.headline.as_str();
    let repeats = || !headline.is_empty() && own.strip_prefix(headline).is_some_and(|behind| behind.len() <= MIN_KNOWN);
    !own.is_empty()
        && value.chars().nth(MAX_CHARACTERS).is_none()
        && !is_advertising(value)
        && !CODES.iter().any(|code| value.contains(code))
        && !is_byline(value)
        && !opens_with_place(value)
        && !repeats()
        && !names_host(value, page)
}

/// Whether the signs in a description are those of what is written for search engines.
fn is_advertising(value: &str) -> bool {
    // Behind an arrow may stand that it is to be shown in colours.
    let end = value.trim_end_matches(|character: char| character.is_whitespace() || character == '\u{FE0F}');
    value.contains(ADVERTISING) || end.ends_with(ARROWS) || value.matches(ARROWS).nth(1).is_some()
}

/// Whether a description says no more than who wrote the article.
fn is_byline(value: &str) -> bool {
    const OPENINGS: [&str; 5] = ["Written by ", "Posted by ", "Article by ", "Geschrieben von ", "Verfasst von "];
    value.len() <= MAX_BYLINE
        && !value.ends_with(['.', '!', '?'])
        && (OPENINGS.iter().any(|opening| value.starts_with(opening)) || bylines::is_announced(value))
}

/// Whether a text opens with where it was written and by which agency: "NESS (QP) --", "Ness/Quay (qpa) -". Then it is the beginning of
/// the article.
pub(super) fn opens_with_place(text: &str) -> bool {
    const MAX_PLACE: usize = 48;
    let Some((place, rest)) = text.split_once('(') else { return false };
    let Some((agency, rest)) = rest.split_once(')') else { return false };
    let rest = rest.trim_start();
    // Not every script has capitals.
    let is_capital = |character: char| character.is_alphabetic() && !character.is_lowercase();
    // The day may stand behind the place: "NESS, March 12".
    let is_dated = place.contains(',');
    let is_of_place =
        |word: &str| word.starts_with(is_capital) || is_dated && word.starts_with(|first: char| first.is_ascii_digit());
    let is_place = place.len() <= MAX_PLACE
        && place.ends_with(' ')
        && place.starts_with(is_capital)
        && !place.contains(['.', '!', '?', ':'])
        && place.split_whitespace().count() <= 4
        && place.split_whitespace().all(is_of_place);
    // Behind a place in capitals the agency's name may be written as others are: "NESS (Quaypress) -".
    let shouts = || place.split_whitespace().next().is_some_and(|first| !first.contains(char::is_lowercase));
    let is_named = || agency.starts_with(char::is_uppercase) && shouts();
    is_place && rest.starts_with(['-', '–', '—']) && may_be_agency(agency) && (is_abbreviation(agency) || is_named())
}

/// Whether what stands in brackets has the length and the signs of an agency's name.
fn may_be_agency(agency: &str) -> bool {
    const MAX_AGENCY: usize = 14;
    (2..=MAX_AGENCY).contains(&agency.len())
        && agency.chars().all(|character| character.is_alphanumeric() || matches!(character, '/' | '-' | '.'))
}

/// Whether what stands in brackets is written as agencies are for short: in capitals, or as "dpa", "dpa/afp". Other remarks in
/// brackets are words.
fn is_abbreviation(agency: &str) -> bool {
    const MAX_SMALL: usize = 5;
    let letters = agency.chars().filter(|character| character.is_alphabetic()).count();
    let small = agency.chars().filter(|character| character.is_lowercase()).count();
    let is_small = |part: &str| part.len() <= MAX_SMALL && part.chars().all(|character| character.is_ascii_lowercase());
    letters > 0 && (2 * small <= letters || agency.split(['/', '-', '.']).all(is_small))
}

/// Whether a description calls readers to the site by its address: "Read more on quay.example".
fn names_host(value: &str, page: &Page<'_>) -> bool {
    let addresses = page.metadata.of(copydesk_core::Field::CanonicalUrl).map(|candidate| candidate.value.as_str());
    let mut hosts = page.document.origin().url.as_deref().into_iter().chain(addresses).filter_map(host);
    // A host has a point with no space behind it.
    if !value.as_bytes().windows(2).any(|pair| pair[0] == b'.' && !pair[1].is_ascii_whitespace()) {
        return false;
    }
    let lower = lower(value);
    hosts.any(|host| {
        let host = host.to_lowercase();
        let bare = host.strip_prefix("www.").unwrap_or(&host);
        bare.contains('.') && holds_host(&lower, bare)
    })
}

/// Whether a text names a host, both in small letters: "fitness.example" does not name "ness.example".
fn holds_host(text: &str, host: &str) -> bool {
    // In scripts without spaces, which have no small letters either, the next word follows at once.
    let is_word = |character: char| character.is_lowercase() || character.is_ascii_digit();
    text.match_indices(host).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + host.len()..]);
        !before.ends_with(|character: char| is_word(character) || character == '-') && !behind.starts_with(is_word)
    })
}

/// A description without a last sentence that calls readers to the site.
pub(super) fn before_call<'v>(value: &'v str, page: &Page<'_>) -> &'v str {
    if !names_host(value, page) {
        return value;
    }
    let sentences = value.trim_end_matches(['.', '!', '?', ' ', '…']);
    let end = [". ", "! ", "? "].iter().filter_map(|end| sentences.rfind(end)).max();
    end.map_or(value, |end| &value[..=end])
}

/// The host of an address.
fn host(address: &str) -> Option<&str> {
    address.split_once("//")?.1.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())
}

/// A description up to where it is cut off, if it is.
pub(super) fn cut_off(value: &str) -> Option<&str> {
    let ends = ELLIPSES.iter().filter_map(|ellipsis| Some((value.rfind(ellipsis)?, ellipsis.len())));
    let (at, length) = ends.min_by_key(|(at, length)| (usize::MAX - (at + length), *at))?;
    let behind = value[at + length..].trim();
    // The name of the site, or the title, may stand behind.
    let is_end =
        behind.is_empty() || behind.len() <= MAX_BEHIND && behind.starts_with(['-', '–', '—', '|', '»', '.', '"', '”']);
    is_end.then(|| value[..at].trim_end_matches(['.', ' ', '[', '…']))
}

/// The text between headline and article, or at the article's beginning, that says in full what is cut off in a description, of
/// which the letters are given.
pub(super) fn in_full<'d>(page: &Page<'d>, own: &str) -> Option<&'d Block> {
    if own.len() < MIN_KNOWN {
        return None;
    }
    let found = texts(page).find(|(_, block)| begins_with_letters(&block.text, own));
    found.map(|(_, block)| block)
}

/// Whether a description, of which the letters are given, runs through several texts of the page, as those do that a program made
/// of its beginning.
pub(super) fn is_piece_of_text(page: &Page<'_>, own: &str) -> bool {
    if own.len() < MIN_KNOWN {
        return false;
    }
    let mut lead = String::new();
    for (_, block) in texts(page).take(MAX_TEXTS) {
        let before = lead.len();
        push_letters(&mut lead, &block.text);
        let alone = &lead[before..];
        // What one text says it may be taken from.
        if holds_long(alone, own) {
            return false;
        }
        if lead.len() >= MAX_LEAD {
            break;
        }
    }
    holds_long(&lead, own)
}

/// The texts that the page shows from its headline on.
fn texts<'d>(page: &Page<'d>) -> impl Iterator<Item = (u32, &'d Block)> {
    let blocks = page.document.blocks();
    let first = page.kept.first().copied().unwrap_or(0);
    let title = page
        .titles
        .iter()
        .filter(|(_, own)| *own == page.headline)
        .filter_map(|(candidate, _)| candidate.block)
        .filter(|title| *title <= first)
        .last();
    let start = title.map_or(first, |title| title + 1);
    (start..blocks.len() as u32)
        .map(|at| (at, &blocks[at as usize]))
        .filter(|(_, block)| !block.hidden && !block.text.is_empty() && block.shape != Shape::Code)
        .take(2 * MAX_TEXTS)
}

/// Whether a description says nothing of the article, as is so of a site's slogan: it stands above the headline, or hardly a longer
/// word of it stands in the headline or the text. `own` are its letters.
pub(super) fn is_unrelated(page: &Page<'_>, value: &str, own: &str, stated: &Candidate) -> bool {
    const LONG: usize = 5;
    const MIN_WORDS: usize = 3;
    const MANY_WORDS: usize = 6;
    const MIN_TEXTS: usize = 3;
    let start = texts(page).next().map_or(0, |(at, _)| at.saturating_sub(1));
    if page.document.blocks()[..start as usize].iter().any(|block| has_letters(&block.text, own)) {
        return true;
    }
    // What is written for networks is mostly the article's own, and may say it in other words.
    if stated.provenance != Provenance::Meta || page.kept.len() < MIN_TEXTS || value.chars().any(is_wide) {
        return false;
    }
    let words: Vec<&str> = value
        .split(|character: char| !is_word(character))
        .filter(|word| word.chars().nth(LONG - 1).is_some())
        .collect();
    if words.len() < MIN_WORDS {
        return false;
    }
    let least = if words.len() >= MANY_WORDS { 2 } else { 1 };
    words.iter().filter(|word| page.tells_of(word)).take(least).count() < least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_place(text: &str, expected: bool) {
        assert_eq!(opens_with_place(text), expected, "{text}");
    }

    #[test]
    fn a_text_may_open_with_its_place() {
        check_place("NESS (QP) -- The wall is done.", true);
        check_place("Ness/Quay (qpa) - Die Mauer steht.", true);
        check_place("NESS, North Island (QP) — The wall is done.", true);
        check_place("The mayor (46) says that the wall is done.", false);
        check_place("The council (all nine) - and nobody else.", false);
        check_place("The wall is done.", false);
        check_place("NESS, March 12 (Quaypress) - The wall is done.", true);
        check_place("Ness (qpa/nes) - Die Mauer steht.", true);
        check_place("鳴洲 (QP) - 壁が完成した。", true);
        check_place("Peace talks (again) - why they fail.", false);
        check_place("Wall talks (QP) - why they fail.", false);
        check_place("Ann Smith (46) - who built the wall.", false);
        check_place("Port Ellen (Update) - The wall is done.", false);
        check_place("Port Ellen (finally) - The wall is done.", false);
    }

    #[track_caller]
    fn check_advertising(text: &str, expected: bool) {
        assert_eq!(is_advertising(text), expected, "{text}");
    }

    #[test]
    fn one_arrow_inside_does_not_advertise() {
        check_advertising("The mayor on the wall ▶ with a recording of the storm.", false);
        check_advertising("► The mayor on the wall of Ness.", false);
        check_advertising("All about the wall of Ness ►", true);
        check_advertising("All about the wall of Ness ▶\u{FE0F} ", true);
        check_advertising("▶ Tides ► Ferries: all about Ness.", true);
        check_advertising("✓ Tides and ferries of Ness.", true);
    }

    #[track_caller]
    fn check_host(text: &str, expected: bool) {
        assert_eq!(holds_host(text, "ness.example"), expected, "{text}");
    }

    #[test]
    fn hosts_are_named_as_whole_words() {
        check_host("read more on ness.example.", true);
        check_host("read more on www.ness.example", true);
        check_host("続きはness.exampleで", true);
        check_host("what fitness.example says, and ness.example, too", true);
        check_host("what fitness.example says of the wall", false);
        check_host("what my-ness.example says of the wall", false);
        check_host("what ness.examples say of the wall", false);
    }

    #[track_caller]
    fn check_cut(text: &str, expected: Option<&str>) {
        assert_eq!(cut_off(text), expected, "{text}");
    }

    #[test]
    fn descriptions_are_cut_off() {
        check_cut("The wall of Ness was…", Some("The wall of Ness was"));
        check_cut("The wall of Ness was ...", Some("The wall of Ness was"));
        check_cut("The wall of Ness was [&hellip;]", Some("The wall of Ness was"));
        check_cut("The wall … of Ness was [...] - Ness Gazette", Some("The wall … of Ness was"));
        check_cut("The wall… and the sea.", None);
        check_cut("The wall is done.", None);
    }
}
