//! Lines that are bylines but for what stands around them: dashes, a full stop, the beginning of a sentence.

use super::plain::plain_name;
use super::prefixes::strip_prefix;
use super::words::{NO_GIVEN_NAMES, Words};
use super::{is_announced, is_town, joins, others, people, starts_about, trim};

/// The longest of these lines, in bytes.
const MAX_LINE: usize = 140;
/// The longest name alone, in bytes.
const MAX_NAME: usize = 40;
/// What stands before a byline at the end of a text: "— By Ann Smith".
const DASHES: [char; 6] = ['-', '–', '—', '―', '~', ' '];
/// What opens sentences and lines that say who wrote, in lower case.
const SENTENCES: [&str; 9] = [
    "this post was written by ",
    "this article was written by ",
    "this story was written by ",
    "this blog was written by ",
    "this blog post was written by ",
    "dieser artikel wurde von ",
    "dieser beitrag wurde von ",
    "blog beitrag von ",
    "blogbeitrag von ",
];

/// The byline in a line that announces somebody, but begins with dashes, ends with a full stop, or is a sentence: "---- by Ann
/// Smith", "Author: Ann Smith, Keeper of the Lock.", "This post was written by Ann Smith, Quay Health."
pub fn loosely_announced(line: &str) -> Option<&str> {
    let line = trim(line);
    if line.len() > MAX_LINE {
        return None;
    }
    let first = line.as_bytes().first()? | 0x20;
    if let b't' | b'd' | b'b' = first
        && let Some(rest) = SENTENCES.iter().find_map(|opening| strip(line, opening))
    {
        return first_person(rest.trim_end_matches('.'));
    }
    let bare = line.trim_start_matches(DASHES);
    if bare.len() < line.len() && is_announced(bare) {
        return is_names(strip_prefix(bare)).then_some(bare);
    }
    let stopped = bare.strip_suffix('.')?;
    let rest = strip_prefix(stopped);
    let opening = stopped[..stopped.len() - rest.len()].trim_end();
    // "By the river the Mills stood still."
    let is_label = opening.ends_with(':') || opening.contains(' ');
    if opening.is_empty() || starts_about(stopped) || !is_label && !is_lone_name(rest) || !others(stopped).is_empty() {
        return None;
    }
    first_person(rest).filter(|name| !holds_no_name(name))
}

/// Whether a text is nothing but names: no "Ann Smith's account".
fn is_names(text: &str) -> bool {
    let people = people(text);
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return false };
    let is_one = people.len() == 1 && first == text;
    let are_many = || joins(text) && text.starts_with(first.as_str()) && text.ends_with(last.as_str());
    !["'s", "’s"].iter().any(|end| text.contains(end)) && (is_one || are_many())
}

/// What follows an opening in lower case.
fn strip<'l>(line: &'l str, opening: &str) -> Option<&'l str> {
    let (head, rest) = line.split_at_checked(opening.len())?;
    head.eq_ignore_ascii_case(opening).then_some(rest)
}

/// A text that names people, up to the comma behind which it tells what somebody is.
fn first_person(text: &str) -> Option<&str> {
    let name = text.split_once(',').map_or(text, |(name, _)| name).trim();
    let opens_with_name = people(name).iter().any(|person| name.starts_with(person.as_str()));
    opens_with_name.then_some(name)
}

/// Whether a text that stands alone is written as most people's names are, is no town's, and holds no word that means anything
/// else in bylines or in the headings and links of pages.
pub fn is_lone_name(text: &str) -> bool {
    text.len() <= MAX_NAME && plain_name(text) == Some(text) && !holds_no_name(text)
}

/// Whether a text is a town's name, or its words mean something else than a name in headings: "By Popular Demand".
pub fn holds_no_name(text: &str) -> bool {
    let opens = text.split(' ').next().is_some_and(|first| NO_FIRST_WORDS.contains(&first.to_lowercase()));
    opens || is_town(text) || text.split(' ').any(is_no_name)
}

/// Whether a word means something else than a name where it stands in a heading or behind "By".
fn is_no_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    NO_GIVEN_NAMES.contains(&lower) || OTHERS_IN_HEADS.contains(&lower)
}

/// Words of what stands at the head of an article, or behind "By", with capital letters and is no name.
#[rustfmt::skip]
static OTHERS_IN_HEADS: Words = Words::new(&[
    "copied", "whats", "content", "contents", "aktuelle", "released", "reviewed", "featured",
    // Times, and how something is done.
    "night", "morning", "evening", "midnight", "afternoon", "week", "month", "year", "tomorrow", "tonight", "abend", "woche", "jahr",
    "weihnachten", "semaine", "semana", "decree", "demand", "appointment", "request", "mistake", "accident", "transport", "psalm",
    // What articles are about.
    "change", "rights", "intelligence", "study", "studies", "energy", "economy", "politics", "policies", "security", "markets",
    "crime", "police", "election", "elections", "football", "finance", "society", "science", "culture", "travel", "entertainment",
    "movies", "television", "gaming", "environment", "wildlife", "weather", "reviews", "guides", "tips", "tutorial", "tutorials",
    "ideas", "events", "industry", "insights", "trends", "innovation", "software", "hardware", "learning", "releases", "latest",
    "politik", "wirtschaft", "gesellschaft", "wissenschaft", "politique", "économie", "société", "política", "economía", "sociedad",
    "economia", "politica", "società",
]);

/// Words with which no name begins, though some end in them.
#[rustfmt::skip]
static NO_FIRST_WORDS: Words = Words::new(&[
    "white", "wall", "middle", "real", "north", "south", "east", "west", "united", "silicon", "supreme", "royal", "popular",
    "public", "special", "human", "climate", "artificial", "case", "machine", "mental", "social", "personal", "deutsche",
    "deutscher", "deutsches", "new", "old", "next", "stock", "tax", "open", "cloud", "space", "street", "state", "city",
    "european", "american", "british", "asian", "african", "kopf", "manchester", "borussia", "bayern", "fc", "atlético",
]);
