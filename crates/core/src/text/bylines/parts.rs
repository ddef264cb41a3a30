//! Cutting a byline into the names it holds.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::nature::{is_person, nature, starts_upper};
use super::prefixes::{ByInitial, strip_prefix};
use super::words::{
    ANDS, BODIES, CONTROLS, DAYS, DEGREES, OFFICES, OTHERS, RANKS, ROLES, SHORT_ANDS, STOPS, WHEN, WORKS,
};
use super::{LINE, LONG_BODY, is_label};
use crate::text::dates;

/// What parts the segments of a byline. Dashes with spaces around them do too.
const SEGMENTS: [char; 10] = ['|', '•', '·', '●', '\n', '\t', '/', '／', '>', '~'];
/// What parts the names of a segment.
const COMMAS: [char; 6] = [',', ';', '，', '、', '；', '،'];
/// What stands around a name and is no part of it.
const EDGES: [char; 19] =
    [' ', '\u{a0}', '.', ',', ';', '-', '–', '—', '*', '"', '“', '”', '„', ':', '©', '✉', '→', '»', '«'];
/// What stands where a date was.
const DATE: char = '\u{1}';
/// The most credits of others that are read.
const MAX_OTHERS: usize = 6;
/// The most dates that are cut out of a byline.
const MAX_DATES: usize = 4;

/// The parts of a byline that may be names, in order.
pub(super) fn parts(byline: &str) -> Vec<String> {
    let byline = inside_brackets(byline.trim());
    let stripped = strip_prefix(byline);
    let opened = stripped.len() < byline.len();
    let own = match others(stripped) {
        // The author may follow: "Reviewed by Bob Jones. Written by Ann Smith".
        Some(0) => author_behind(stripped).map_or("", |at| &stripped[at..]),
        at => &stripped[..at.unwrap_or(stripped.len())],
    };
    let own = &own[..others(own).unwrap_or(own.len())];
    let mut names: Vec<String> = Vec::new();
    for stretch in without_dates(own).split(DATE) {
        // Behind a line that names somebody, one that does not announce anybody says something else.
        let (mut told, mut announced) = (false, opened);
        for line in stretch.split(LINE) {
            let (line, opens_next) = without_opening(line);
            let before = names.len();
            for segment in line.split(SEGMENTS) {
                let whole = without_edges(segment);
                let segment = strip_prefix(inner_prefix(whole));
                announced |= segment.len() < whole.len();
                if told && !announced {
                    break;
                }
                for (number, part) in split(segment).into_iter().enumerate() {
                    let place = Place { number, alone: names.is_empty(), announced };
                    let (name, more) = clean(part, place);
                    if !name.is_empty() {
                        names.push(name);
                    }
                    if !more {
                        break;
                    }
                }
            }
            // "Search for this author in:" leads to something else than names.
            told |=
                !opens_next && line.ends_with([':', '：']) || names[before..].iter().any(|name| nature(name).is_some());
            announced = opens_next || announced && !told;
        }
        // What stands behind a byline's date is no part of it.
        if names.iter().any(|name| nature(name).is_some()) {
            break;
        }
    }
    names
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

/// Where a part of a byline stands.
#[derive(Clone, Copy)]
struct Place {
    /// How many parts of its segment stand before it.
    number: usize,
    /// Whether nothing before it may be a name.
    alone: bool,
    /// Whether something says that a name follows.
    announced: bool,
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

/// The parts of a byline that name others than the authors: "Photographs by …", "Edited by …".
pub(super) fn other_parts(byline: &str) -> Vec<String> {
    let Some(at) = others(byline) else { return Vec::new() };
    let mut rest = &byline[at..];
    let mut names = Vec::new();
    for _ in 0..MAX_OTHERS {
        let Some(opening) = OTHERS.iter().filter(|other| is_opened(rest, other)).max_by_key(|other| other.len()) else {
            break;
        };
        rest = rest.get(opening.len()..).unwrap_or_default();
        rest = &rest[..author_behind(rest).unwrap_or(rest.len())];
        let behind = rest.trim_start().strip_prefix("by ").or(rest.trim_start().strip_prefix("von ")).unwrap_or(rest);
        names.extend(parts(behind));
        let Some(next) = others(rest) else { break };
        rest = &rest[next..];
    }
    names
}

/// Where the author's own byline begins behind that of others.
fn author_behind(text: &str) -> Option<usize> {
    const OPENINGS: [&str; 6] =
        ["Written by ", "Written By ", "written by ", "Geschrieben von ", "Verfasst von ", "Escrito por "];
    OPENINGS.iter().filter_map(|opening| text.find(opening)).min().filter(|at| *at > 0)
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
    for dash in [" - ", " – ", " — ", " -- "] {
        if text.contains(dash) {
            text = text.replace(dash, " | ");
        }
    }
    text
}

/// A text in which addresses that are written against harvesters ("ann[at]quay.example") have their sign.
fn with_signs(text: &str) -> Cow<'_, str> {
    const SPELT: [&str; 4] = ["[at]", "(at)", "{at}", "[ät]"];
    if !text.contains("at") && !text.contains("ät") {
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
    let lower = segment.to_lowercase();
    if lower.len() != segment.len() {
        return segment;
    }
    let spaced = Spaced::of(&lower);
    for word in INNER_PREFIXES {
        if let Some(at) = spaced.find(word).filter(|at| segment.is_char_boundary(*at + word.len())) {
            return &segment[at + word.len()..];
        }
    }
    // "VON ANN SMITH" and "Von" behind a section's name; "von" in small letters may be part of a name.
    let spaced = Spaced::of(segment);
    for word in [" Von ", " VON ", " Par ", " Por "] {
        if let Some(at) = spaced.find(word).filter(|at| !is_person(&segment[..*at])) {
            return &segment[at + word.len()..];
        }
    }
    segment
}

fn is_opened(text: &str, opening: &str) -> bool {
    text.get(..opening.len()).is_some_and(|head| head.to_lowercase() == opening)
}

/// [`OTHERS`] by what they begin with.
static OTHERS_BY_INITIAL: LazyLock<ByInitial> = LazyLock::new(|| ByInitial::of(OTHERS));

/// Where the part of a byline begins that names others than the authors: at the first of [`OTHERS`] that is no part of
/// a longer word where it first stands.
fn others(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let bytes = lower.as_bytes();
    let mut seen = [false; OTHERS.len()];
    for (at, first) in bytes.iter().enumerate() {
        for (number, other) in OTHERS_BY_INITIAL.words(*first) {
            // The second letters part nearly all.
            let is_like = bytes.get(at + 1) == other.as_bytes().get(1);
            if !is_like || seen[*number] || !bytes[at..].starts_with(other.as_bytes()) {
                continue;
            }
            seen[*number] = true;
            if text.is_char_boundary(at) && !text[..at].ends_with(char::is_alphanumeric) {
                return Some(at);
            }
        }
    }
    None
}

/// A text in which many words that begin with a space are looked for.
struct Spaced<'t> {
    text: &'t [u8],
    spaces: Vec<usize>,
}

impl<'t> Spaced<'t> {
    fn of(text: &'t str) -> Self {
        let spaces = text.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at).collect();
        Self { text: text.as_bytes(), spaces }
    }

    /// Where the text holds a word.
    fn find(&self, word: &str) -> Option<usize> {
        let word = word.as_bytes();
        let holds = |at: &usize| self.text.get(*at + 1) == word.get(1) && self.text[*at..].starts_with(word);
        self.spaces.iter().copied().find(holds)
    }
}

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

fn split(segment: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = segment.split(COMMAS).collect();
    let spaced = Spaced::of(segment);
    let held = |and: &&&str| spaced.find(and).is_some();
    for and in ANDS.iter().filter(|and| !SHORT_ANDS.contains(and)).filter(held) {
        parts = parts.into_iter().flat_map(|part| part.split(and)).collect();
    }
    for and in SHORT_ANDS.iter().filter(held).copied() {
        parts = parts
            .into_iter()
            .flat_map(|part| match part.split_once(and) {
                Some((one, other)) if is_person(strip_prefix(one.trim())) && is_person(other.trim()) => {
                    vec![one, other]
                }
                _ => vec![part],
            })
            .collect();
    }
    // "A, B and C": the comma before "and" leaves the word behind.
    parts
        .into_iter()
        .map(|part| {
            let part = part.trim();
            ANDS.iter().find_map(|and| part.strip_prefix(and.trim_start())).unwrap_or(part)
        })
        .collect()
}

/// The name in a part, and whether more names may follow it. A later part that tells an office is no name.
fn clean(part: &str, place: Place) -> (String, bool) {
    let Place { number, alone, announced } = place;
    let part = without_edges(part);
    let announced = announced || strip_prefix(part).len() < part.len();
    let part = without_edges(strip_prefix(part));
    let mut words: Vec<&str> = Vec::new();
    let mut more = true;
    let mut control = false;
    for word in part.split([' ', '\u{a0}']).filter(|word| !word.is_empty()) {
        control = words.len() >= 2 && is_control(word);
        if control || is_stop(word, words.len()) {
            more = false;
            break;
        }
        words.push(word);
    }
    // "Show my whole profile" is not the byline of somebody called "Show my".
    if control && !announced && !is_person(&words.join(" ")) {
        return (String::new(), false);
    }
    // "Human in the Loop" is not the byline of Human, who is in the loop.
    if !more && words.len() == 1 && !announced {
        return (String::new(), false);
    }
    let roles: Vec<bool> = words.iter().map(|word| is_role(word)).collect();
    if number > 0 && roles.contains(&true) {
        // What follows the long name of a body is the rest of it.
        let is_body = words.len() >= LONG_BODY && words.iter().any(|word| BODIES.contains(&word.to_lowercase()));
        return (String::new(), !is_body);
    }
    let from = roles.iter().position(|role| !role).unwrap_or(words.len());
    if from > 0 && words.len() - from >= 2 {
        words.drain(..from);
    } else if let Some(end) = office(&words) {
        words.truncate(end);
        more = false;
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
    let name = words.join(" ");
    (without_quotes(without_edges(&name)).to_owned(), more)
}

/// A name without what stands around it. The point behind an initial is part of it: "Ann S.", "Bob Jones Jr.".
fn without_edges(text: &str) -> &str {
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
    let bare = word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
    CONTROLS.contains(&bare)
}

/// Whether a byline ends at a word, of which so many stand before.
fn is_stop(word: &str, before: usize) -> bool {
    let bare = word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
    let lowered = word.chars().next().is_some_and(|first| !first.is_uppercase());
    if before >= 2 && DAYS.contains(&bare) {
        return true;
    }
    WHEN.contains(&bare) || (STOPS.contains(&bare) && (lowered || before >= 2))
}

/// Where the office begins that stands behind a name of two words and more: "Ann Smith Staff Writer". Its last word is
/// one that people are ("writer"), not one that offices share with companies ("marketing").
fn office(words: &[&str]) -> Option<usize> {
    let last = words.last()?;
    if words.len() > 2 && words[2..].iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    }
    if let Some(at) = (2..words.len()).find(|at| RANKS.contains(&words[*at].to_lowercase())) {
        return Some(at);
    }
    let bare = last.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
    if !OFFICES.contains(&bare) {
        return None;
    }
    // An office in small letters, and no name before it: "Tides content writer".
    let named = words.iter().take_while(|word| starts_upper(word)).count();
    if last.starts_with(char::is_lowercase) && named < words.len() - 1 || named < 2 {
        return Some(0);
    }
    (2..words.len()).find(|at| is_role(words[*at]) || BODIES.contains(&words[*at].to_lowercase()))
}

fn is_role(word: &str) -> bool {
    let bare = word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
    ROLES.contains(&bare) || OFFICES.contains(&bare)
}

/// Whether a word is a degree: "MD", "Ph.D.", "RDN". Its letters are capital, or a point stands between them.
fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|character| character.is_alphanumeric() || *character == '-').collect();
    let capitals = bare.chars().filter(|character| character.is_uppercase()).count();
    capitals >= 2 && DEGREES.contains(&bare.to_lowercase())
}
