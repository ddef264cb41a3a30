//! The name in a part of a byline, without what stands around it: offices, degrees, signs.

use super::LONG_BODY;
use super::nature::{is_person, starts_upper};
use super::plain::is_plain;
use super::prefixes::strip_prefix;
use super::words::{
    ARTICLES_IN_NAMES, BEATS, BODIES, CONTROLS, DAYS, DEGREES, MIDDLE_NAMES, NAMES, NO_GIVEN_NAMES, OFFICES, PARTICLES,
    RANKS, ROLES, STOPS, WHEN, WORKS,
};

/// What stands around a name and is no part of it.
const EDGES: [char; 19] =
    [' ', '\u{a0}', '.', ',', ';', '-', '–', '—', '*', '"', '“', '”', '„', ':', '©', '✉', '→', '»', '«'];

/// Where a part of a byline stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How many parts of its segment stand before it.
    pub(super) number: usize,
    /// Whether nothing before it may be a name.
    pub(super) alone: bool,
    /// Whether something says that a name follows.
    pub(super) announced: bool,
}

/// What may follow the name in a part of a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// More names.
    Names,
    /// More names where "and" joins them: what stood behind this one says no more than where, for whom or as what.
    Joined,
    /// Nothing that is a name.
    Nothing,
}

/// The name in a part, and what may follow it. A later part that tells an office is no name.
pub(super) fn clean(part: &str, place: Place) -> (String, Next) {
    let Place { number, alone, announced } = place;
    let part = without_edges(part);
    let announced = announced || strip_prefix(part).len() < part.len();
    let part = without_edges(strip_prefix(part));
    let mut words: Vec<&str> = Vec::new();
    let mut next = Next::Names;
    let mut control = false;
    let all = || part.split([' ', '\u{a0}']).filter(|word| !word.is_empty());
    for (at, word) in all().enumerate() {
        control = words.len() >= 2 && is_control(word);
        if control || is_stop(word, words.len()) && !is_part_of_name(word, &words, all().skip(at + 1)) {
            next = if !control && STOPS_OF_PLACES.contains(&bare(word).to_lowercase().as_str()) {
                Next::Joined
            } else {
                Next::Nothing
            };
            break;
        }
        words.push(word);
    }
    // "Show my whole profile" is not the byline of somebody called "Show my".
    if control && !announced && !is_person(&words.join(" ")) {
        return (String::new(), Next::Nothing);
    }
    // "Human in the Loop" is not the byline of Human, who is in the loop.
    if next != Next::Names && words.len() == 1 && !announced {
        return (String::new(), Next::Nothing);
    }
    let roles: Vec<bool> = words.iter().map(|word| is_role(word)).collect();
    if number > 0 && roles.contains(&true) {
        // What follows the long name of a body is the rest of it.
        let is_body = words.len() >= LONG_BODY && words.iter().any(|word| BODIES.contains_in_any_case(word));
        return (String::new(), if is_body { Next::Nothing } else { Next::Names });
    }
    let from = roles.iter().position(|role| !role).unwrap_or(words.len());
    if from > 0 && words.len() - from >= 2 {
        words.drain(..from);
    } else if let Some(end) = office(&words) {
        words.truncate(end);
        next = Next::Joined;
    }
    while words.len() > 1 && words.last().is_some_and(|last| words.len() > 2 && is_degree(last) || WORKS.contains(last))
    {
        words.pop();
    }
    // The number of a footnote: "Ann Smith2".
    if words.len() > 1
        && let Some(last) = words.last_mut()
    {
        let bare = last.trim_end_matches(|character: char| character.is_ascii_digit());
        *last = if bare.chars().count() > 1 && bare.chars().all(char::is_alphabetic) { bare } else { *last };
    }
    if words.len() == 1 && !alone && is_degree(words[0]) && part.chars().any(char::is_uppercase) {
        words.clear();
    }
    // A picture's name and the byline below it: "Ann Smith Ann Smith".
    let half = words.len() / 2;
    if half >= 2 && words[..half] == words[half..] {
        words.truncate(half);
    }
    // The house behind the last of several names: "Ann Smith The Quay Press".
    if let Some(at) = words.iter().skip(2).position(|word| *word == "The").map(|at| at + 2)
        && words[at + 1..].iter().any(|word| BODIES.contains_in_any_case(word))
        && is_person(&words[..at].join(" "))
    {
        words.truncate(at);
        next = Next::Joined;
    }
    let name = words.join(" ");
    (without_quotes(without_edges(&name)).to_owned(), next)
}

/// A name without what stands around it. The point behind an initial is part of it: "Ann S.", "Bob Jones Jr.".
pub(super) fn without_edges(text: &str) -> &str {
    let bare = text.trim_matches(EDGES);
    let end = bare.as_ptr() as usize - text.as_ptr() as usize + bare.len();
    let last = bare.rsplit([' ', '\u{a0}', '.']).next().unwrap_or(bare);
    let is_short = matches!(last, "Jr" | "Sr" | "JR" | "SR") || {
        let mut letters = last.chars();
        last.len() < bare.len() && letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    if is_short && text[end..].starts_with('.') { &text[end - bare.len()..=end] } else { bare }
}

/// A name without the single quotation marks around it. What opens a name in small letters ("'t Hooft") stays.
fn without_quotes(name: &str) -> &str {
    const QUOTES: [char; 3] = ['\'', '’', '‘'];
    let name = name.trim_end_matches(QUOTES);
    let bare = name.trim_start_matches(QUOTES);
    if bare.starts_with(char::is_lowercase) { name } else { bare }
}

fn is_control(word: &str) -> bool {
    CONTROLS.contains_in_any_case(bare(word))
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

/// The words at which a byline ends that say where somebody is, or for whom.
const STOPS_OF_PLACES: [&str; 8] = ["in", "at", "from", "for", "aus", "für", "à", "para"];

/// Whether a word at which a byline ends belongs to the name before it all the same: behind a particle ("Pedro de la
/// Fuente"), as the family name of one whose given name alone stands before it ("Jonathan Last"), or where the name goes on
/// behind it ("Ana Mar Ruiz").
fn is_part_of_name<'w>(word: &str, before: &[&str], mut behind: impl Iterator<Item = &'w str> + Clone) -> bool {
    /// The most words of a name that goes on behind such a word.
    const MAX_WORDS: usize = 4;
    let lower = bare(word).to_lowercase();
    if !word.starts_with(char::is_uppercase) || !NAMES.contains(&lower) {
        return false;
    }
    let Some(last) = before.last() else { return false };
    if PARTICLES.contains(last) && before.len() >= 2 {
        return true;
    }
    if behind.clone().next().is_none() {
        return before.len() == 1 && starts_upper(last);
    }
    MIDDLE_NAMES.contains(&lower.as_str())
        && before.len() + 1 + behind.clone().count() <= MAX_WORDS
        && behind.all(is_plain)
}

/// Whether a name is a given name and a family name that means something else in bylines: "Simon Read".
pub(super) fn is_surnamed(name: &str) -> bool {
    let is_capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    name.split_once(' ').is_some_and(|(given, family)| {
        is_capitalised(given)
            && is_capitalised(family)
            && NAMES.contains(&family.to_lowercase())
            && is_plain(given)
            && !NO_GIVEN_NAMES.contains(&given.to_lowercase())
    })
}

/// Whether a text is a name where names stand and nothing else, though one of its words ends bylines elsewhere: "Kim Jong
/// Min", "Anne Marie Le Guen".
pub(super) fn is_full_name(text: &str) -> bool {
    /// The longest name, in bytes.
    const MAX_NAME: usize = 70;
    /// The most words of one.
    const MAX_WORDS: usize = 6;
    let is_other = |word: &&str| {
        let lower = word.to_lowercase();
        NAMES.contains(&lower) || ARTICLES_IN_NAMES.contains(&lower.as_str())
    };
    let words = || text.split_whitespace();
    let mut others = words().skip(1).filter(is_other);
    text.len() <= MAX_NAME
        && (2..=MAX_WORDS).contains(&words().count())
        && others.next().is_some()
        && others.next().is_none()
        && words().next().is_some_and(|first| {
            let lower = first.to_lowercase();
            (is_plain(first) || MIDDLE_NAMES.contains(&lower.as_str())) && !NO_GIVEN_NAMES.contains(&lower)
        })
        && words().skip(1).all(|word| PARTICLES.contains(word) || is_other(&word) || is_plain(word))
        && words().last().is_some_and(starts_upper)
}

/// Whether a byline ends at a word, of which so many stand before.
fn is_stop(word: &str, before: usize) -> bool {
    let bare = bare(word);
    let lowered = word.chars().next().is_some_and(|first| !first.is_uppercase());
    if before >= 2 && DAYS.contains_in_any_case(bare) {
        return true;
    }
    WHEN.contains_in_any_case(bare) || (STOPS.contains_in_any_case(bare) && (lowered || before >= 2))
}

/// Where the office begins that stands behind a name of two words and more: "Ann Smith Staff Writer". Its last word is
/// one that people are ("writer"), not one that offices share with companies ("marketing").
fn office(words: &[&str]) -> Option<usize> {
    let last = words.last()?;
    if words.len() > 2 && words[2..].iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    }
    if let Some(at) = (2..words.len()).find(|at| RANKS.contains_in_any_case(words[*at])) {
        return Some(at);
    }
    if !OFFICES.contains_in_any_case(bare(last)) {
        return None;
    }
    // An office in small letters, and no name before it: "Tides content writer".
    let named = words.iter().take_while(|word| starts_upper(word)).count();
    if last.starts_with(char::is_lowercase) && named < words.len() - 1 || named < 2 {
        return Some(0);
    }
    let at = (2..words.len()).find(|at| is_role(words[*at]) || BODIES.contains_in_any_case(words[*at]))?;
    // What the office is about stands before it: "Ann Smith Travel News Reporter".
    let beats = words[..at].iter().rev().take_while(|word| BEATS.contains_in_any_case(word)).count();
    // One word before it is no person's name, and nothing else is none either: "Quayside Court Reporter".
    if beats + 1 >= at {
        return Some(0);
    }
    // The house stays whole.
    Some((at - beats).max(2))
}

fn is_role(word: &str) -> bool {
    ROLES.contains_in_any_case(bare(word)) || OFFICES.contains_in_any_case(bare(word))
}

/// Whether a word is a degree: "MD", "Ph.D.", "RDN". Its letters are capital, or a point stands between them.
fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|character| character.is_alphanumeric() || *character == '-').collect();
    let capitals = bare.chars().filter(|character| character.is_uppercase()).count();
    capitals >= 2 && DEGREES.contains(&bare.to_lowercase())
}
