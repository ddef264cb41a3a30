//! Cutting a byline into the names it holds.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::name::{Next, Place, clean, without_edges};
use super::nature::{Nature, is_person, nature};
use super::others::{author_behind, others};
use super::prefixes::{ByInitial, strip_prefix};
use super::words::{ANDS, ARABIC_AND, CAPITAL_ANDS, DAYS, NOT_AND, SHORT_ANDS, STOPS, WHEN};
use super::{LINE, is_label};
use crate::text::dates;

/// What parts the segments of a byline. Dashes with spaces around them do too.
pub(super) const SEGMENTS: [char; 10] = ['|', '•', '·', '●', '\n', '\t', '/', '／', '>', '~'];
/// What parts the names of a segment.
const COMMAS: [char; 6] = [',', ';', '，', '、', '；', '،'];
/// What stands where a date was.
const DATE: char = '\u{1}';
/// The most dates that are cut out of a byline.
const MAX_DATES: usize = 4;

/// The parts of a byline that may be names, in order, each with what it is the name of.
pub(super) fn parts(byline: &str) -> Vec<(String, Option<Nature>)> {
    let byline = inside_brackets(byline.trim());
    let stripped = strip_prefix(byline);
    let opened = stripped.len() < byline.len();
    let own = match others(stripped) {
        None => stripped,
        // The author may follow: "Reviewed by Bob Jones. Written by Ann Smith".
        Some(0) => author_behind(stripped).map_or("", |at| before_others(&stripped[at..])),
        Some(at) => before_others(&stripped[..at]),
    };
    let mut names: Vec<(String, Option<Nature>)> = Vec::new();
    for stretch in without_dates(own).split(DATE) {
        // Behind a line that names somebody, one that does not announce anybody says something else.
        let (mut told, mut announced) = (false, opened);
        for line in stretch.split([LINE, '\n']) {
            let (line, opens_next) = without_opening(line);
            let before = names.len();
            for segment in line.split(SEGMENTS) {
                let whole = without_edges(segment);
                let segment = strip_prefix(inner_prefix(whole));
                announced |= segment.len() < whole.len();
                if told && !announced {
                    break;
                }
                let mut next = Next::Names;
                for (number, part) in split(segment).into_iter().enumerate() {
                    let place = Place { number, alone: names.is_empty(), announced };
                    let is_joined = next == Next::Joined;
                    if is_joined && !part.joined {
                        break;
                    }
                    let (name, behind) = clean(part.text, place);
                    // Nothing else is asked whether it is a person's name.
                    let is_name = (is_joined || behind == Next::Joined) && is_person(&name);
                    if !name.is_empty() && (!is_joined || is_name && !is_office(&name)) {
                        let nature = nature(&name);
                        names.push((name, nature));
                    }
                    // What "and" joins with what is nobody is the rest of it.
                    if behind == Next::Nothing || behind == Next::Joined && !is_name {
                        break;
                    }
                    next = if is_joined { next } else { behind };
                }
            }
            // "Search for this author in:" leads to something else than names.
            told |= !opens_next && line.ends_with([':', '：'])
                || names[before..].iter().any(|(_, nature)| nature.is_some());
            announced = opens_next || announced && !told;
        }
        // What stands behind a byline's date is no part of it.
        if names.iter().any(|(_, nature)| nature.is_some()) {
            break;
        }
    }
    names
}

/// What stands before the names of others than the authors.
fn before_others(text: &str) -> &str {
    &text[..others(text).unwrap_or(text.len())]
}

/// A line without the words at its end that open a byline, and whether there are any: "Tides By".
fn without_opening(line: &str) -> (&str, bool) {
    const OPENINGS: [&str; 12] = ["By", "by", "BY", "Von", "von", "VON", "Par", "par", "Por", "por", "By:", "Von:"];
    let line = line.trim();
    if line.ends_with(':') && is_label(line) {
        return ("", true);
    }
    let rest = OPENINGS.iter().find_map(|word| line.strip_suffix(word));
    match rest.filter(|rest| rest.is_empty() || rest.ends_with([' ', '\u{a0}'])) {
        Some(_) if is_label(line) => ("", true),
        Some(rest) => (rest.trim_end(), true),
        None => (line, false),
    }
}

/// A byline that stands in brackets as a whole, without them.
fn inside_brackets(byline: &str) -> &str {
    const BRACKETS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】')];
    let inner = BRACKETS.iter().find_map(|(opens, closes)| byline.strip_prefix(*opens)?.strip_suffix(*closes));
    inner.filter(|inner| !inner.contains(['[', ']', '(', ')', '（', '）', '【', '】'])).map_or(byline, str::trim)
}

/// What signs part in a line that holds one date: the segments without the date's own. Nothing where there is no date, or
/// words stand beside it in its segment.
pub(super) fn dated_segments(line: &str) -> Option<Vec<String>> {
    let text = without_dates(line);
    let mut segments = Vec::new();
    let mut dated = false;
    for segment in text.split(SEGMENTS) {
        if segment.contains(DATE) {
            if dated || !is_idle(segment) {
                return None;
            }
            dated = true;
        } else {
            segments.push(without_edges(segment).to_owned());
        }
    }
    dated.then_some(segments)
}

/// Whether all words of a text are such as stand beside dates.
pub(super) fn is_idle(text: &str) -> bool {
    text.split(|character: char| !character.is_alphabetic()).all(|word| {
        let lower = word.to_lowercase();
        word.is_empty() || DAYS.contains(&lower) || WHEN.contains(&lower) || STOPS.contains(&lower)
    })
}

/// A byline without dates (each leaves [`DATE`] behind), addresses, and what stands in brackets.
fn without_dates(byline: &str) -> String {
    let text = without_brackets(&with_signs(byline));
    let is_address = |word: &str| word.contains("://") || word.contains('@') || word.starts_with("www.");
    // Most bylines hold neither an address nor a space that does not break.
    let mut text = if text.contains('@') || text.contains('\u{a0}') || text.contains("://") || text.contains("www.") {
        let words = text.split([' ', '\u{a0}']).map(|word| if is_address(word) { "|" } else { word });
        words.collect::<Vec<&str>>().join(" ")
    } else {
        text
    };
    for _ in 0..MAX_DATES {
        let Some((range, _)) = dates::find(&text) else { break };
        if range.is_empty() {
            break;
        }
        text.replace_range(range, "\u{1}");
    }
    // What the dashes begin with in UTF-8.
    if text.bytes().any(|byte| matches!(byte, b'-' | 0xe2)) {
        for dash in [" - ", " – ", " — ", " -- "] {
            if text.contains(dash) {
                text = text.replace(dash, " | ");
            }
        }
    }
    text
}

/// A text in which addresses that are written against harvesters ("ann[at]quay.example") have their sign.
fn with_signs(text: &str) -> Cow<'_, str> {
    const SPELT: [&str; 4] = ["[at]", "(at)", "{at}", "[ät]"];
    if !text.bytes().any(|byte| matches!(byte, b'[' | b'(' | b'{')) {
        return Cow::Borrowed(text);
    }
    SPELT.iter().fold(Cow::Borrowed(text), |text, spelt| {
        if text.contains(spelt) { Cow::Owned(text.replace(spelt, "@")) } else { text }
    })
}

/// What opens the names inside a segment, with the space before it.
pub(super) const INNER_PREFIXES: [&str; 20] = [
    " artikel von: ",
    " by ",
    " by: ",
    " veröffentlicht von ",
    " gespeichert von ",
    " geschrieben von ",
    " verfasst von ",
    " scritto da ",
    " geschreven door ",
    " erstellt von ",
    " artikel von ",
    " autor: ",
    " autorin: ",
    " author: ",
    " auteur : ",
    " publié par ",
    " escrito por ",
    " przez ",
    " as told to ",
    " автор: ",
];

/// What stands behind a "by" inside a segment: "News By Ann Smith", "Published on Monday by Ann Smith".
fn inner_prefix(segment: &str) -> &str {
    if !segment.contains(' ') {
        return segment;
    }
    let lower = segment.to_lowercase();
    if lower.len() != segment.len() {
        return segment;
    }
    // Of several the first of the list.
    let mut found: Option<(usize, usize)> = None;
    for behind in behind_spaces(&lower) {
        let rest = &lower[behind..];
        for (number, word) in INNER_BY_INITIAL.words(rest.as_bytes()) {
            let end = behind + word.len();
            if found.is_none_or(|(known, _)| number < &known) && rest.starts_with(word) && segment.is_char_boundary(end)
            {
                found = Some((*number, end));
            }
        }
    }
    if let Some((_, end)) = found {
        return &segment[end..];
    }
    // "VON ANN SMITH" and "Von" behind a section's name; "von" in small letters may be part of a name.
    if !behind_spaces(segment).any(|behind| matches!(segment.as_bytes().get(behind), Some(b'V' | b'P'))) {
        return segment;
    }
    for word in [" Von ", " VON ", " Par ", " Por "] {
        if let Some(at) = segment.find(word).filter(|at| !is_person(&segment[..*at])) {
            return &segment[at + word.len()..];
        }
    }
    segment
}

/// Where the words of a text begin that stand behind a space.
fn behind_spaces(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at + 1)
}

/// [`INNER_PREFIXES`] without the space before them.
static INNER_BY_INITIAL: LazyLock<ByInitial> = LazyLock::new(|| ByInitial::of(&INNER_PREFIXES.map(|word| &word[1..])));

fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for character in text.chars() {
        match character {
            '(' | '[' | '（' | '【' => depth += 1,
            ')' | ']' | '）' | '】' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

/// Whether a text opens as offices do that are written as names are: "Master Gardener".
fn is_office(text: &str) -> bool {
    const OPENINGS: [&str; 6] = ["Master ", "Certified ", "Registered ", "Licensed ", "Professional ", "Bestselling "];
    OPENINGS.iter().any(|opening| text.starts_with(opening))
}

/// A part of a segment.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    /// Whether "and" stands before it.
    joined: bool,
}

/// [`ANDS`] as they open a part.
static OPENING_ANDS: LazyLock<ByInitial> =
    LazyLock::new(|| ByInitial::of(&ANDS.iter().map(|and| and.trim_start()).collect::<Vec<_>>()));

/// All words that mean "and" and have spaces around them, without the first of these.
static ALL_ANDS: LazyLock<ByInitial> = LazyLock::new(|| {
    ByInitial::of(&ANDS.iter().chain(SHORT_ANDS).chain(CAPITAL_ANDS).map(|and| &and[1..]).collect::<Vec<_>>())
});

/// Those that a text holds, without the space before them.
pub(super) fn ands(text: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    behind_spaces(text).flat_map(|behind| {
        let rest = &text[behind..];
        let alike = ALL_ANDS.words(rest.as_bytes());
        alike.iter().map(|(_, and)| *and).filter(|and| rest.starts_with(and))
    })
}

fn split(segment: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = segment.split(COMMAS).map(|text| Part { text, joined: false }).collect();
    let held: Vec<&str> = ands(segment).collect();
    let held = |and: &&&str| held.contains(&&and[1..]);
    for and in ANDS.iter().filter(|and| !SHORT_ANDS.contains(and)).filter(held) {
        let joined = |part: Part<'_>, number: usize| part.joined || number > 0;
        parts = parts
            .into_iter()
            .flat_map(|part| {
                part.text.split(and).enumerate().map(move |(number, text)| Part { text, joined: joined(part, number) })
            })
            .collect();
    }
    let is_capital = !segment.contains(char::is_lowercase);
    let capital = CAPITAL_ANDS.iter().filter(|_| is_capital);
    for and in SHORT_ANDS.iter().chain(capital).filter(held).copied() {
        parts = parts.into_iter().flat_map(|part| in_two(part, part.text.split_once(and))).collect();
    }
    if segment.contains(ARABIC_AND) {
        parts = parts.into_iter().flat_map(|part| in_two(part, at_arabic_and(part.text))).collect();
    }
    // "A, B and C": the comma before "and" leaves the word behind.
    parts
        .into_iter()
        .map(|part| {
            let text = part.text.trim();
            match OPENING_ANDS.words(text.as_bytes()).iter().find_map(|(_, and)| text.strip_prefix(and)) {
                Some(text) => Part { text, joined: true },
                None => Part { text, ..part },
            }
        })
        .collect()
}

/// A part in the two that stand on either side of an "and" in it, where both are whole names.
fn in_two<'t>(part: Part<'t>, sides: Option<(&'t str, &'t str)>) -> Vec<Part<'t>> {
    match sides {
        Some((one, other)) if is_person(strip_prefix(one.trim())) && is_person(other.trim()) => {
            vec![Part { text: one, ..part }, Part { text: other, joined: true }]
        }
        _ => vec![part],
    }
}

/// What stands on either side of an Arabic or Persian "and" that parts two names of two words and more.
fn at_arabic_and(text: &str) -> Option<(&str, &str)> {
    text.match_indices(ARABIC_AND).find_map(|(at, and)| {
        let (before, behind) = (&text[..at], &text[at + and.len()..]);
        let word = text[at + 1..].split_whitespace().next().unwrap_or_default();
        let are_names = [before, behind].iter().all(|side| side.split_whitespace().nth(1).is_some());
        (are_names && !NOT_AND.contains(&word)).then_some((before, behind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ands_of_a_text_are_held() {
        for (text, expected) in [
            ("Ann Smith and Bob Braun", &["and "][..]),
            ("Ann and & Bob", &["and ", "& "]),
            ("Ann Smith and", &[]),
            ("Ann Smith und Bob et Carl", &["und ", "et "]),
            ("Android & Ann", &["& "]),
            ("", &[]),
        ] {
            assert_eq!(ands(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
