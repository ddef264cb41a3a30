//! The publisher: the name of the paper or the site, without its slogan.

use copydesk_core::{Block, Candidate, Draft, ExtractError, Field, Provenance, Rule};

use super::page::{Page, letters_of};
use super::paths;
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
const SLOGANS: [&str; 5] = [" | ", " · ", " - ", " – ", " — "];
/// The most words of a name before a bar and a longer slogan.
const MAX_NAME_WORDS: usize = 4;
/// From so many blocks on a text is no header's.
const HEADER: usize = 60;

/// Resolves the publisher: the most trusted place that offers a name, else the part of the title where names of sites stand.
pub(super) fn publisher(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    let offered = || page.metadata.of(Field::Publisher).filter(|candidate| is_name(candidate, page));
    let section = letters_of(draft, Field::Section);
    let of_places = || STATED.iter().flat_map(|place| offered().filter(|candidate| candidate.provenance == *place));
    // Some give the name of a part of the paper for that of the whole.
    let is_whole = |candidate: &&Candidate| {
        let own = letters(&candidate.value);
        own != section && !PARTS.contains(&own.as_str()) && !is_subdomain(page, &own)
    };
    if let Some(best) = of_places().find(is_whole).or_else(|| of_places().next()) {
        // Of one name in several ways the one that is written for readers: "Harbour Gazette", not "harbourgazette".
        let own = site_name::without_domain(&best.value);
        let written = offered().filter(|other| site_name::without_domain(&other.value) == own);
        let best = written.fold(best, |best, other| if written_for(other) > written_for(best) { other } else { best });
        let mut value = without_slogan(&best.value, page);
        // An address is no name where the title has one.
        if value.contains('.') && !value.contains(' ') {
            let title = page.titles.iter().find(|(title, _)| title.provenance == Provenance::TitleElement);
            let spelled = title.and_then(|(title, _)| page.site.in_title(&title.value));
            if let Some(spelled) = spelled.filter(|name| letters(name) == site_name::without_domain(&value)) {
                spelled.clone_into(&mut value);
            }
        }
        return draft.set_field(Field::Publisher, value, Some(&best.key), BEST);
    }
    let mut titles = page.titles.iter().map(|(title, _)| title);
    let title = titles.find(|title| title.provenance == Provenance::TitleElement);
    let Some(title) = title else { return Ok(()) };
    let name = page.site.in_title(&title.value).map(str::to_owned);
    let name = name.or_else(|| beside_headline(&title.value, page).map(|name| without_slogan(name, page)));
    let Some(name) = name else { return Ok(()) };
    draft.set_field(Field::Publisher, name, Some(&title.key), IN_TITLE)
}

/// What sections and parts of papers are called, in letters.
const PARTS: [&str; 14] = [
    "economia",
    "magazine",
    "magazin",
    "sport",
    "sports",
    "politik",
    "politics",
    "wirtschaft",
    "business",
    "cultura",
    "kultur",
    "opinion",
    "lifestyle",
    "archiv",
];

/// Whether a name is the first label of the page's host, before another one that may be a name.
fn is_subdomain(page: &Page<'_>, own: &str) -> bool {
    matches!(page.site.hosts(), [_, .., first] if first == own)
}

/// The part of a title that is not the headline, where the page's host, its header or its notice of rights says the same.
fn beside_headline<'t>(title: &'t str, page: &Page<'_>) -> Option<&'t str> {
    let headline = page.headline.as_str();
    if headline.is_empty() {
        return None;
    }
    let is_headline = |rest: &str| {
        let own = letters(rest);
        own.contains(headline) || own.len() >= MIN_HEADLINE && headline.contains(&own)
    };
    let separators = site_name::separators(title);
    let names = separators.flat_map(|range| {
        let (before, behind) = (&title[..range.start], &title[range.end..]);
        [(before, behind), (behind, before)]
    });
    let mut names = names
        .filter(|(rest, name)| is_headline(rest) && !is_headline(name))
        .map(|(_, name)| name.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '|' | '/')));
    names.find(|name| is_confirmed(name, page))
}

/// Whether the page says elsewhere that it is called so.
fn is_confirmed(name: &str, page: &Page<'_>) -> bool {
    const MIN_LETTERS: usize = 4;
    const MAX_BYTES: usize = 60;
    const MAX_WORDS: usize = 6;
    const MAX_NOTICE: usize = 300;
    let own = letters(name);
    if own.len() < MIN_LETTERS
        || name.starts_with(|first: char| first.is_ascii_lowercase()) && !page.site.is_host(name)
        || EMPTY_NAMES.contains(&own.as_str())
        || name.len() > MAX_BYTES
    {
        return false;
    }
    if name.split_whitespace().count() > MAX_WORDS {
        return false;
    }
    let blocks = page.document.blocks();
    // What stands above the headline is the site's.
    let shown = page.titles.iter().filter(|(_, own)| *own == page.headline).find_map(|(title, _)| title.block);
    let header = shown.or(page.kept.first().copied()).map_or(0, |first| HEADER.min(first as usize));
    page.site.is_host(name)
        || page.site.hosts().contains(&without_umlauts(&own))
        || blocks.iter().take(header).any(|block| leads_home(block) && has_letters(&block.text, &own))
        || blocks.iter().rev().take(HEADER).any(|block| {
            block.text.len() <= MAX_NOTICE
                && (block.text.contains('©') || block.text.to_ascii_lowercase().contains("copyright"))
                && letters(&block.text).contains(&own)
        })
}

/// Whether a text is a link to the front page, as the name of a site above its articles is.
fn leads_home(block: &Block) -> bool {
    matches!(block.links.as_slice(), [link] if paths::path(&link.href).trim_end_matches('/').is_empty())
}

/// Letters as hosts write them: "oe" for "ö".
fn without_umlauts(letters: &str) -> String {
    letters.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// Whether a candidate is a name: neither a number of a network, nor an address, a notice of rights, a word that stands for any
/// site, or the headline that some templates fill in.
fn is_name(candidate: &Candidate, page: &Page<'_>) -> bool {
    let value = without_sign(&candidate.value);
    let own = letters(value);
    // Who made the site has the rights to it, too.
    if candidate.key == "copyright" && !page.site.is_host(value) {
        return false;
    }
    let is_notice = value.starts_with('©')
        || own.starts_with("copyright")
        || (value.contains('©') && value.contains(|character: char| character.is_ascii_digit()));
    let is_headline = own == page.headline || (page.headline.len() >= MIN_HEADLINE && own.contains(&page.headline));
    let has_word = own.chars().any(|character| character.is_alphabetic() && is_word(character));
    has_word && !is_notice && !is_headline && !value.contains("://") && !EMPTY_NAMES.contains(&own.as_str())
}

/// A name without the sign of its rights before it.
fn without_sign(value: &str) -> &str {
    let value = value.trim();
    ["(c) ", "(C) "].iter().find_map(|sign| value.strip_prefix(sign)).unwrap_or(value).trim_start()
}

/// How far a name is written as readers see it: in words, without a domain, with capitals.
fn written_for(candidate: &Candidate) -> (bool, bool, bool) {
    let value = candidate.value.trim();
    (value.contains(' '), !value.contains('.'), value.chars().any(char::is_uppercase))
}

/// A name without the slogan behind or before it, where the page's host tells which is which. Parts of which one stands for
/// the other ("HGS – Harbour Gazette Society") stay together.
fn without_slogan(value: &str, page: &Page<'_>) -> String {
    let value =
        without_sign(value).trim_matches(|character: char| character.is_whitespace() || matches!(character, '/' | '©'));
    let Some(separator) = SLOGANS.into_iter().find(|separator| value.contains(separator)) else {
        return value.to_owned();
    };
    let parts: Vec<&str> = value.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut names = parts.iter().filter(|part| page.site.is_host(part));
    let (name, other) = (names.next(), names.next());
    if let ([first, slogan], " | " | " · ", None) = (parts.as_slice(), separator, name) {
        let words = |part: &str| part.split_whitespace().count();
        let is_before = words(first) <= MAX_NAME_WORDS && words(slogan) > words(first);
        return if is_before { (*first).to_owned() } else { value.to_owned() };
    }
    let (Some(name), None) = (name, other) else { return value.to_owned() };
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
