//! The authors of a flat text: lines that say who wrote it, else names that stand alone where bylines do.

use std::ops::Range;

use copydesk_core::text::bylines::{self, Nature};
use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, Rule, Verdict};

use super::date::is_dated_label;
use super::{MAX_BELOW, MAX_HEADLINE_BYTES, MAX_INTO, is_free};
use crate::lexical::{Lexical, letters};
use crate::mentions::is_place;

const BYLINE: Rule = Rule::new("generic/byline", "byline above the body");

/// How many lines may stand between two bylines of one article.
const MAX_BETWEEN: usize = 3;
/// Most words of a line that holds a name beside other words.
const MAX_NAMING: u32 = 12;
/// How many lines above the head, and behind the body's beginning, are searched for the one line that says who wrote.
const MAX_FAR: usize = 40;
/// The longest line of a date and a byline, in bytes.
const MAX_DATED_LINE: usize = 160;
/// The fewest bytes of letters of a house's name.
const MIN_HOUSE: usize = 4;
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
    for read in [&announced as &Read, &lone, &signed] {
        let taken = take(draft, &lines, read)?;
        if !taken.is_empty() {
            return Ok(taken);
        }
    }
    // One line alone among those farther up that says who wrote is believed, too.
    let end = start.saturating_sub(MAX_BELOW);
    let count = draft.document().blocks().len();
    let below = (start + MAX_INTO).min(count)..(start + MAX_FAR).min(count);
    for range in [end.saturating_sub(MAX_FAR)..end, below] {
        let far: Vec<usize> = range
            .filter(|&at| headline != Some(at) && is_free(draft, at, start) && announced(draft, at).is_some())
            .collect();
        if let [_] = far.as_slice() {
            return take(draft, &far, &announced);
        }
    }
    Ok(Vec::new())
}

/// Reads a line: the names it gives, and the part of the line that is about them.
type Read = dyn Fn(&Draft<'_>, usize) -> Option<(Vec<String>, Range<usize>)>;

/// The people whom a line announces.
fn announced(draft: &Draft<'_>, at: usize) -> Option<(Vec<String>, Range<usize>)> {
    stretches(draft, at).into_iter().find(|(text, _)| bylines::is_announced(text)).map(|(text, part)| {
        let people = bylines::people(text).into_iter().map(|name| without_house(draft, name));
        (people.collect(), part)
    })
}

/// Whoever a line announces.
fn signed(draft: &Draft<'_>, at: usize) -> Option<(Vec<String>, Range<usize>)> {
    stretches(draft, at).into_iter().find(|(text, _)| bylines::is_signature(text)).map(|(text, part)| {
        let named = bylines::named(text).into_iter().map(|named| without_house(draft, named.name));
        (named.collect(), part)
    })
}

/// The parts of a line that may be a byline: the line without its date, what follows the date, and what follows a sign or
/// a word in it that opens one.
fn stretches<'d>(draft: &Draft<'d>, at: usize) -> Vec<(&'d str, Range<usize>)> {
    let whole = draft.document().blocks()[at].text.as_str();
    let mut stretches = vec![without_date(draft, at)];
    if whole.len() <= MAX_DATED_LINE {
        let opens = |sign: &str| whole.find(sign).map(|found| found + sign.len());
        let starts = ["| ", "• ", "· "].iter().filter_map(|sign| opens(sign));
        let words =
            [" by ", " By ", " von ", " Von ", " par ", " por "].iter().filter_map(|word| opens(word)).map(|end| {
                let before = whole[..end].trim_end();
                before.rfind(' ').map_or(0, |space| space + 1)
            });
        let dated = dates::find(whole);
        let words = words.filter(|from| dated.as_ref().is_some_and(|(date, _)| date.start < *from));
        stretches.extend(starts.chain(words).map(|from| (&whole[from..], from..whole.len())));
    }
    stretches
}

/// A name without the name of the house behind it, where that stands in a line of its own or ends the page's title: "Ann
/// Smith Quay News".
fn without_house(draft: &Draft<'_>, name: String) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 3 || !bylines::is_person(&words[..2].join(" ")) {
        return name;
    }
    let house = letters(&words[2..].join(" "));
    let blocks = draft.document().blocks();
    let is_house = house.len() >= MIN_HOUSE
        && (blocks.first().is_some_and(|first| letters(&first.text).ends_with(&house))
            || blocks.iter().any(|block| block.text.len() <= house.len() * 2 && letters(&block.text) == house));
    if is_house { words[..2].join(" ") } else { name }
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
fn take(draft: &mut Draft<'_>, lines: &[usize], read: &Read) -> Result<Vec<usize>, ExtractError> {
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
    let is_labelled = at > 0 && bylines::is_label(&document.blocks()[at - 1].text);
    if is_labelled {
        let people = bylines::people(text);
        return (!people.is_empty()).then_some((people, part));
    }
    if let Some(name) = before_capitals(text) {
        let part = part.start..part.start + name.len();
        return (!is_place(document, name)).then(|| (vec![name.to_owned()], part));
    }
    if is_lone_name(text) {
        let sure = (is_by_date(draft, at) || has_portrait(draft, text) || is_signed_again(draft, at, text))
            && !is_place(document, text);
        return sure.then(|| (bylines::people(text), part)).filter(|(names, _)| !names.is_empty());
    }
    if let Some(name) = between_signs(whole).filter(|name| !is_place(document, name)) {
        let from = name.as_ptr() as usize - whole.as_ptr() as usize;
        return Some((vec![name.to_owned()], from..from + name.len()));
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

/// The name that is one of the parts which signs part in a line, where another is a date: "4 May 2021 • Ann Smith • 3 minutes".
fn between_signs(text: &str) -> Option<&str> {
    let parts = || text.split(['•', '·', '|']).map(str::trim).filter(|part| !part.is_empty());
    parts().any(|part| dates::whole(part).is_some()).then(|| parts().find(|part| is_lone_name(part)))?
}

/// The name that a text begins with, where all behind it is in capitals: "Ann Smith QUAY TODAY".
fn before_capitals(text: &str) -> Option<&str> {
    let mut words = text.match_indices(' ').map(|(at, _)| at);
    let end = words.nth(1)?;
    let (name, rest) = text.split_at(end);
    (bylines::is_person(name) && name.contains(char::is_lowercase) && is_house(rest.trim_start())).then_some(name)
}

/// Whether a name stands alone once more behind the line, as at the foot of an article.
fn is_signed_again(draft: &Draft<'_>, at: usize, name: &str) -> bool {
    let last = draft.kept().last().map_or(at, |last| *last as usize);
    draft.document().blocks().iter().skip(last + 1).take(MAX_FOOT).any(|block| block.text == name)
}

/// How many lines behind the body belong to its foot.
const MAX_FOOT: usize = 8;

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
        rest.is_some_and(|rest| {
            let office = rest.strip_prefix(", ").is_some_and(|office| office.starts_with(char::is_lowercase));
            office || rest.split_whitespace().next().is_some_and(|word| VERBS.contains(&word))
        })
    })
}

/// A line without the date that stands in it, and where that part lies.
fn without_date<'d>(draft: &Draft<'d>, at: usize) -> (&'d str, Range<usize>) {
    let text = draft.document().blocks()[at].text.as_str();
    let idle = |character: char| character.is_whitespace() || "|•·-–—,/:".contains(character);
    let is_label = |before: &str| {
        let before = before.trim_matches(idle).to_lowercase();
        before.split_whitespace().count() <= 3 && is_dated_label(&before)
    };
    let range = match dates::find(text).filter(|_| text.len() <= MAX_HEADLINE_BYTES) {
        Some((date, _)) if !text[..date.start].trim_matches(idle).is_empty() && !is_label(&text[..date.start]) => {
            0..date.start
        }
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
    bylines::is_person(text) && text.split_whitespace().count() <= 4 && text.contains(char::is_lowercase)
}

/// Whether a line holds the text's date, or stands next to the line that does.
fn is_by_date(draft: &Draft<'_>, at: usize) -> bool {
    let count = draft.document().blocks().len();
    (at.saturating_sub(2)..(at + 3).min(count)).any(|near| {
        let mut pieces = draft.pieces_of(near as u32).iter();
        pieces.any(|piece| matches!(piece.decision.verdict, Verdict::Field { field } if field.is_date()))
    })
}
