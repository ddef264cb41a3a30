//! The authors of a flat text: lines that say who wrote it, else names that stand alone where bylines do.

use std::ops::Range;

use copydesk_core::text::bylines::{self, Nature};
use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, Rule};

use super::{MAX_BELOW, MAX_DATED, MAX_HEADLINE_BYTES, MAX_INTO, is_free};
use crate::lexical::Lexical;
use crate::mentions::is_place;

const BYLINE: Rule = Rule::new("generic/byline", "byline above the body");

/// How many lines may stand between two bylines of one article.
const MAX_BETWEEN: usize = 3;
/// Most words of a line that holds a name beside other words.
const MAX_NAMING: u32 = 12;
/// Most words behind a name that only a sign parts from it.
const MAX_BEHIND: usize = 5;

/// Takes the authors into their field; says which lines named them.
pub(super) fn authors(
    draft: &mut Draft<'_>,
    headline: Option<usize>,
    start: usize,
) -> Result<Vec<usize>, ExtractError> {
    let lines: Vec<usize> =
        window(draft, headline, start).into_iter().filter(|&at| is_free(draft, at, start)).collect();
    let people = |draft: &Draft<'_>, at: usize| {
        let (text, part) = without_date(draft, at);
        bylines::is_announced(text).then(|| (bylines::people(text), part))
    };
    let others = |draft: &Draft<'_>, at: usize| {
        let (text, part) = without_date(draft, at);
        let named = || bylines::named(text).into_iter().map(|named| named.name).collect();
        bylines::is_signature(text).then(|| (named(), part))
    };
    for read in [&people as &dyn Fn(&Draft<'_>, usize) -> Option<(Vec<String>, Range<usize>)>, &lone, &others] {
        let taken = take(draft, &lines, read)?;
        if !taken.is_empty() {
            return Ok(taken);
        }
    }
    Ok(Vec::new())
}

/// The lines that may be bylines: below the headline, and right above the body; what is surer first.
fn window(draft: &Draft<'_>, headline: Option<usize>, start: usize) -> Vec<usize> {
    let end = (start + MAX_INTO).min(draft.document().blocks().len());
    let above = start.saturating_sub(MAX_BELOW)..end;
    let below = headline.map_or(0..0, |at| at + 1..(at + MAX_BELOW).min(end).max(at + 1));
    // A headline that is only the page's title says nothing of what follows it.
    let (first, second) = if headline.is_some_and(|at| at > 0) { (below, above) } else { (above, below) };
    let rest: Vec<usize> = second.filter(|at| !first.contains(at) && headline != Some(*at)).collect();
    first.filter(|at| headline != Some(*at)).chain(rest).collect()
}

/// Takes the names that lines give, from the first line that gives any, and those right behind it.
fn take(
    draft: &mut Draft<'_>,
    lines: &[usize],
    read: &dyn Fn(&Draft<'_>, usize) -> Option<(Vec<String>, Range<usize>)>,
) -> Result<Vec<usize>, ExtractError> {
    let mut authors: Vec<String> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for &at in lines {
        if taken.last().is_some_and(|last| at < *last || at > last + MAX_BETWEEN) {
            continue;
        }
        let Some((names, part)) = read(draft, at).filter(|(names, _)| !names.is_empty()) else { continue };
        authors.extend(names.into_iter().filter(|name| !authors.contains(name)).collect::<Vec<_>>());
        draft.take((at, part), Field::Authors, authors.clone(), BYLINE)?;
        taken.push(at);
    }
    Ok(taken)
}

/// The name that a line is, or begins with, where more than its looks tells that it is the author's.
fn lone(draft: &Draft<'_>, at: usize) -> Option<(Vec<String>, Range<usize>)> {
    let document = draft.document();
    let whole = document.blocks()[at].text.as_str();
    if whole.len() > MAX_HEADLINE_BYTES || Lexical::of(whole).words > MAX_NAMING {
        return None;
    }
    let (text, part) = without_date(draft, at);
    if is_lone_name(text) {
        let sure = (is_by_date(draft, at) || has_portrait(draft, text)) && !is_place(document, text);
        return sure.then(|| (bylines::people(text), part)).filter(|(names, _)| !names.is_empty());
    }
    let named = bylines::named(whole);
    let [first, ..] = named.as_slice() else { return None };
    let name = first.name.as_str();
    let rest = whole.strip_prefix(name).filter(|_| first.nature == Nature::Person && is_lone_name(name))?.trim_start();
    let tells = rest.starts_with('@')
        || is_ago(rest)
        || is_house(rest)
        || dates::find(rest).is_some_and(|(date, _)| {
            let before = rest[..date.start].trim_matches(|character: char| !character.is_alphanumeric());
            before.is_empty() || bylines::nature(before).is_none()
        })
        || rest.starts_with(['|', '•', '·', '–', '—', '/', '-'])
            && rest.split_whitespace().count() <= MAX_BEHIND
            && (is_by_date(draft, at) || has_portrait(draft, name));
    (tells && !is_place(document, name)).then(|| (vec![name.to_owned()], 0..name.len()))
}

/// Whether a text says how long ago something was: "2 minutes ago", "vor 3 Stunden".
fn is_ago(text: &str) -> bool {
    const AGO: [&str; 14] = [
        "ago",
        "vor",
        "il y a",
        "hace",
        "há",
        "fa",
        "geleden",
        "siden",
        "sedan",
        "temu",
        "назад",
        "önce",
        "před",
        "sitten",
    ];
    let lower = text.to_lowercase();
    text.split_whitespace().count() <= MAX_BEHIND
        && text.contains(|character: char| character.is_ascii_digit())
        && AGO.iter().any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')) || lower.ends_with(&format!(" {word}"))
        })
}

/// Whether a text is the name of a house in capitals: "QUAY TODAY".
fn is_house(text: &str) -> bool {
    (1..=3).contains(&text.split_whitespace().count())
        && text.chars().filter(|character| character.is_uppercase()).count() >= 3
        && !text.chars().any(|character| character.is_lowercase() || character.is_ascii_digit())
}

/// Whether a block of the text says who somebody is: "Ann Smith is a reporter …".
fn has_portrait(draft: &Draft<'_>, name: &str) -> bool {
    const VERBS: [&str; 14] = [
        "is", "was", "has", "covers", "writes", "joined", "ist", "arbeitet", "schreibt", "est", "es", "è", "är", "jest",
    ];
    draft.document().blocks().iter().any(|block| {
        let rest = block.text.strip_prefix(name).filter(|rest| rest.starts_with([' ', ',']));
        rest.and_then(|rest| rest.split_whitespace().next()).is_some_and(|word| VERBS.contains(&word))
    })
}

/// A line without the date that stands in it, and where that part lies.
fn without_date<'d>(draft: &Draft<'d>, at: usize) -> (&'d str, Range<usize>) {
    let text = draft.document().blocks()[at].text.as_str();
    let idle = |character: char| character.is_whitespace() || "|•·-–—,/:".contains(character);
    let range = match dates::find(text).filter(|_| text.len() <= MAX_HEADLINE_BYTES) {
        Some((date, _)) if !text[..date.start].trim_matches(idle).is_empty() => 0..date.start,
        Some((date, _)) => date.end..text.len(),
        None => 0..text.len(),
    };
    let mut part = text[range.clone()].trim_end_matches(idle);
    for word in [" on", " am", " le", " il", " el", " at"] {
        part = part.strip_suffix(word).unwrap_or(part).trim_end_matches(idle);
    }
    let start = range.start + (part.len() - part.trim_start_matches(idle).len());
    (&text[start..range.start + part.len()], start..range.start + part.len())
}

/// Whether a line is a name and nothing else, short enough for a person's. In scripts without capital letters any short
/// line looks like one.
fn is_lone_name(text: &str) -> bool {
    bylines::is_person(text) && text.split_whitespace().count() <= 4 && text.contains(char::is_uppercase)
}

/// Whether a line holds a date, or stands next to one that does.
fn is_by_date(draft: &Draft<'_>, at: usize) -> bool {
    let blocks = draft.document().blocks();
    blocks[at.saturating_sub(2)..(at + 3).min(blocks.len())].iter().any(|block| {
        block.text.len() <= MAX_HEADLINE_BYTES
            && Lexical::of(&block.text).words <= MAX_DATED
            && dates::find(&block.text).is_some()
    })
}
