//! Bylines: "By Ann Smith and Bob Jones, Political Editor".
//!
//! A byline is cut at what ends it (dates, reading times, credits of others), parted at commas and at "and" in its
//! languages, and each part is judged by its words: a person, somebody known by one name, an organisation, or nothing
//! that writes.

mod announced;
mod dated;
mod loose;
mod name;
mod nature;
mod others;
mod parts;
mod plain;
mod prefixes;
#[cfg(test)]
mod tests;
mod towns;
mod words;

use super::dates;
use super::whitespace::trim;

pub use dated::{announced_beside_date, behind_date, beside_date, in_segment};
pub use loose::{holds_no_name, is_lone_name, loosely_announced};
pub use nature::{Nature, is_nobody, is_person, nature};
pub use towns::is_town;

/// A name in a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name, without titles of office, degrees and prefixes.
    pub name: String,
    /// What it is the name of.
    pub nature: Nature,
}

/// What parts the lines of a byline, where one begins and another ends on the page. White space that is folded keeps it.
pub const LINE: char = '¦';

/// The longest byline that is read, in bytes.
const MAX_BYLINE: usize = 160;

/// The longest text that names are looked for in, in bytes. Longer ones are cut there.
const MAX_TEXT: usize = 1000;

/// Everybody and everything a byline names, in order, each once.
pub fn named(byline: &str) -> Vec<Named> {
    // Whose a picture is, is no byline.
    if opens_rights(byline) {
        return Vec::new();
    }
    match plain::plain_name(byline) {
        Some(name) => vec![Named { name: name.to_owned(), nature: Nature::Person }],
        None => in_parts(byline),
    }
}

fn opens_rights(text: &str) -> bool {
    const RIGHTS: &str = "copyright ";
    text.get(..RIGHTS.len()).is_some_and(|start| start.eq_ignore_ascii_case(RIGHTS))
}

/// The same of a byline that is cut into its parts.
fn in_parts(byline: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for (name, nature) in parts::parts(beginning(byline)) {
        let surnamed = name::is_surnamed(&name).then_some(Nature::Person);
        let Some(nature) = surnamed.or(nature).filter(|_| !is_label(&name)) else { continue };
        // "Ann Smith, New York"
        if !found.is_empty() && is_town(&name) {
            continue;
        }
        if !found.iter().any(|known| known.name == name) {
            found.push(Named { name, nature });
        }
    }
    if let [first, second, ..] = found.as_mut_slice()
        && second.nature == Nature::Person
        && is_joined_body(&first.name, byline)
    {
        first.nature = Nature::Person;
    }
    // Behind a name in small letters, one all in capitals is that of a house: "Ann Smith, QUAY RADIO".
    let first = found.iter().position(|named| named.nature == Nature::Person && !is_capital(&named.name));
    for named in
        found.iter_mut().skip(first.map_or(usize::MAX, |first| first + 1)).filter(|named| is_capital(&named.name))
    {
        named.nature = Nature::Organisation;
    }
    // Behind a company stands its address: "Quay Books Ltd, Lower Harbour, Ireland".
    if let Some(address) =
        found.first().filter(|first| is_company(first)).and_then(|first| address_of(&first.name, byline))
    {
        found.retain(|named| named.nature == Nature::Organisation || !address.contains(&named.name));
    }
    // What follows the long name of a body is the rest of it: "Institute of Tides and Winds".
    if let Some(at) = found
        .iter()
        .position(|named| named.nature == Nature::Organisation && named.name.split_whitespace().count() >= LONG_BODY)
    {
        found.truncate(at + 1);
    }
    found
}

/// Whether a name ends as those of companies do: "Quay Books Ltd". Two words may be a person's: "Anna Verlag".
fn is_company(named: &Named) -> bool {
    let end = named.name.rsplit_once(' ').map(|(own, end)| (own, end.trim_end_matches('.').to_lowercase()));
    named.nature == Nature::Organisation
        && end.is_some_and(|(own, end)| {
            words::LEGAL_FORMS.contains(&end.as_str())
                || own.contains(' ') && words::LEGAL_NAMES.contains(&end.as_str())
        })
}

/// What follows the name of a company behind commas alone.
fn address_of<'b>(company: &str, byline: &'b str) -> Option<&'b str> {
    let at = byline.find(company)? + company.len();
    let behind = byline[at..].trim_start_matches(['.', ' ']).strip_prefix(',')?;
    let end = words::ANDS.iter().filter_map(|and| behind.find(and)).chain(behind.find(parts::SEGMENTS)).min();
    Some(&behind[..end.unwrap_or(behind.len())])
}

/// Whether a name of two words that ends as those of papers do is joined with the next by "and": "Emily Post and Ann Smith".
fn is_joined_body(name: &str, byline: &str) -> bool {
    const FAMILIES: [&str; 2] = [" Post", " Press"];
    let is_name = name.split(' ').count() == 2 && FAMILIES.iter().any(|family| name.ends_with(family));
    let behind = || byline.find(name).map(|at| &byline[at + name.len()..]).unwrap_or_default();
    is_name && words::ANDS.iter().any(|and| behind().starts_with(and)) && !is_town(name)
}

/// Whether a byline joins names by "and".
pub fn joins(byline: &str) -> bool {
    parts::ands(byline).next().is_some() || byline.contains(words::ARABIC_AND)
}

/// Whether a text is a person's full name where names stand and nothing else, though one of its words would end a byline:
/// "Kim Jong Min", "Mary Jo Read".
pub fn is_full_name(text: &str) -> bool {
    name::is_full_name(text)
}

/// The people that a byline names as others than the authors: "Photographs by Bob Jones", "edited by Cem Kaya".
pub fn others(byline: &str) -> Vec<String> {
    if plain::plain_name(byline).is_some() {
        return Vec::new();
    }
    others::other_parts(beginning(byline)).into_iter().filter(|name| is_person(name)).collect()
}

/// The fewest words of a body's name that may hold "and".
const LONG_BODY: usize = 4;

fn is_capital(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The beginning of a text, as far as it is read.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The people named in a byline, in order. Understands a leading "By" in the languages of the trade, commas, "and" and
/// its translations, and leaves out job titles, organisations, addresses and handles.
pub fn people(byline: &str) -> Vec<String> {
    named(byline).into_iter().filter(|named| named.nature == Nature::Person).map(|named| named.name).collect()
}

/// Whether a whole line is a byline that announces itself: "By Ann Smith".
pub fn is_announced(line: &str) -> bool {
    let line = line.trim();
    announces(line, prefixes::strip_prefix(line))
}

/// Whether a line, of which the rest follows what opens a byline, names somebody.
fn announces(line: &str, rest: &str) -> bool {
    rest.len() < line.len() && may_announce(line, rest.len()) && !starts_about(line) && !people(line).is_empty()
}

/// Whether a line may announce somebody, with so many bytes behind what opens a byline.
fn may_announce(line: &str, behind: usize) -> bool {
    behind <= MAX_BYLINE && !line.ends_with(['.', '!', '?'])
}

/// "About us", "About the author", "Vom Ende des Sommers": it opens a portrait, a menu's entry or a title, not a byline.
fn starts_about(text: &str) -> bool {
    let begins = |word: &str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    ["about", "über", "Über", "vom "].iter().any(|word| begins(word))
}

/// Whether a whole line says who wrote: it announces a person, a newsroom, or one name and nothing else ("by ann"). Where
/// what announces has more than one word ("Posted by"), when it was may follow the name.
pub fn is_signature(line: &str) -> bool {
    let line = trim(line);
    let rest = prefixes::strip_prefix(line);
    if rest.len() == line.len() || starts_about(line) {
        return false;
    }
    let opening = line[..line.len() - rest.len()].trim_end_matches([':', ' ', '\u{a0}']);
    let (behind, rest) = (rest.len(), rest.trim());
    let limit = if opening.contains(' ') { MAX_DATED_SIGNATURE } else { MAX_SIGNATURE };
    let (may_announce, is_short) = (may_announce(line, behind), !rest.is_empty() && line.len() <= limit);
    if !may_announce && !is_short {
        return false;
    }
    let found = named(line);
    if may_announce && found.iter().any(|named| named.nature == Nature::Person) {
        return true;
    }
    match found.as_slice() {
        _ if !is_short => false,
        // "Text kopieren" is a menu's entry: a noun opens a byline only before a name.
        [Named { nature: Nature::Mononym, name }] if is_bare_noun(&line[..line.len() - behind], opening) => {
            rest == name && name.starts_with(char::is_uppercase)
        }
        [Named { nature: Nature::Mononym, name }] => {
            !rest.contains(' ')
                || is_dated(rest, name)
                || opening.contains(' ')
                    && name.starts_with(char::is_uppercase)
                    && !name.contains(' ')
                    && rest.starts_with(name.as_str())
                    && rest.contains(|character: char| character.is_ascii_digit())
        }
        [Named { nature: Nature::Organisation, name }] => {
            rest == name && (name.starts_with(char::is_uppercase) || !name.contains(' '))
        }
        _ => false,
    }
}

/// Whether what opens a line is a noun with no colon behind it.
fn is_bare_noun(opening: &str, bare: &str) -> bool {
    const NOUNS: [&str; 7] = ["text", "author", "autor", "autor:in", "autor:innen", "auteur", "автор"];
    !opening.trim_end().ends_with([':', '：']) && NOUNS.contains(&bare.to_lowercase().as_str())
}

/// Whether a text is a name and a date behind it: "annsmith, 4 May 2021".
fn is_dated(text: &str, name: &str) -> bool {
    let behind =
        text.strip_prefix(name).map(|behind| behind.trim_matches([' ', '\u{a0}', ',', '-', '–', '|', '·', '•']));
    behind.is_some_and(|behind| dates::find(behind).is_some_and(|(date, _)| date == (0..behind.len())))
}

/// The longest signature of one name, in bytes.
const MAX_SIGNATURE: usize = 48;
/// The longest signature of one name that says when, in bytes.
const MAX_DATED_SIGNATURE: usize = 100;

/// Whether a text is nothing but what announces a byline: "Written by", "Von".
pub fn is_label(text: &str) -> bool {
    let text = trim(text).trim_end_matches([':', ' ', '\u{a0}']);
    prefixes::may_open(text) && !starts_about(text) && prefixes::is_all_openings(text)
}
