//! The publisher: the name of the paper or the site, without its slogan.

use copydesk_core::{Candidate, Draft, ExtractError, Field, Provenance, Rule};

use super::page::Page;
use super::{BEST, STATED};
use crate::lexical::{has_letters, is_word, letters};
use crate::site_name;

const IN_TITLE: Rule =
    Rule::new("generic/publisher-in-title", "the part of the title that its host tells to be its name");

/// Names that say nothing of who publishes, as letters.
const EMPTY_NAMES: [&str; 16] = [
    "home",
    "homepage",
    "blog",
    "blogs",
    "start",
    "startseite",
    "index",
    "website",
    "webseite",
    "site",
    "news",
    "accueil",
    "inicio",
    "default",
    "page",
    "article",
];
/// From this many bytes of letters on a headline tells a name in which it stands to be none.
const MIN_HEADLINE: usize = 16;
/// What parts a name from a slogan.
const SLOGANS: [&str; 4] = [" | ", " - ", " – ", " — "];

/// Resolves the publisher: the most trusted place that offers a name, else the part of the title where names of sites stand.
pub(super) fn publisher(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    let offered = || page.metadata.of(Field::Publisher).filter(|candidate| is_name(candidate, page));
    let best = STATED.iter().find_map(|place| offered().find(|candidate| candidate.provenance == *place));
    if let Some(best) = best {
        // Of one name in several ways the one that is written for readers: "Harbour Gazette", not "harbourgazette".
        let own = site_name::without_domain(&best.value);
        let written = offered().filter(|other| site_name::without_domain(&other.value) == own);
        let best = written.fold(best, |best, other| if written_for(other) > written_for(best) { other } else { best });
        let value = without_slogan(&best.value, page);
        return draft.set_field(Field::Publisher, value, Some(&best.key), BEST);
    }
    let mut titles = page.titles.iter().map(|(title, _)| title);
    let title = titles.find(|title| title.provenance == Provenance::TitleElement);
    let Some((title, name)) = title.and_then(|title| Some((title, page.site.in_title(&title.value)?))) else {
        return Ok(());
    };
    draft.set_field(Field::Publisher, name.to_owned(), Some(&title.key), IN_TITLE)
}

/// Whether a candidate is a name: neither a number of a network, nor an address, a notice of rights, a word that stands for any
/// site, or the headline that some templates fill in.
fn is_name(candidate: &Candidate, page: &Page<'_>) -> bool {
    let value = candidate.value.as_str();
    let own = letters(value);
    let is_notice = value.starts_with('©')
        || own.starts_with("copyright")
        || (value.contains('©') && value.contains(|character: char| character.is_ascii_digit()));
    let is_headline = own == page.headline || (page.headline.len() >= MIN_HEADLINE && own.contains(&page.headline));
    let has_word = own.chars().any(|character| character.is_alphabetic() && is_word(character));
    has_word && !is_notice && !is_headline && !value.contains("://") && !EMPTY_NAMES.contains(&own.as_str())
}

/// How far a name is written as readers see it: in words, without a domain, with capitals.
fn written_for(candidate: &Candidate) -> (bool, bool, bool) {
    let value = candidate.value.trim();
    (value.contains(' '), !value.contains('.'), value.chars().any(char::is_uppercase))
}

/// A name without the slogan behind or before it, where the page's host tells which is which. Parts of which one stands for
/// the other ("HGS – Harbour Gazette Society") stay together.
fn without_slogan(value: &str, page: &Page<'_>) -> String {
    let value = value.trim_matches(|character: char| character.is_whitespace() || matches!(character, '/' | '©'));
    let Some(separator) = SLOGANS.into_iter().find(|separator| value.contains(separator)) else {
        return value.to_owned();
    };
    let parts: Vec<&str> = value.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut names = parts.iter().filter(|part| page.site.is_host(part));
    let (Some(name), None) = (names.next(), names.next()) else { return value.to_owned() };
    let is_short = |part: &&str| {
        *part != *name && initials(part).starts_with(&letters(name)) || has_letters(part, &initials(name))
    };
    if parts.iter().any(is_short) { value.to_owned() } else { (*name).to_owned() }
}

/// The first letters of a text's words, in small letters.
fn initials(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}
