//! Titles without the site's name.

use copydesk_core::{Document, Field, Provenance};

use crate::fields::Titles;
use crate::lexical::{has_letters, is_word, letters};

#[cfg(test)]
mod tests;

/// The names of a page's site, as letters.
#[derive(Debug, Default)]
pub(crate) struct SiteNames {
    stated: Vec<String>,
    /// The labels of its host that may be its name: `gazette` of `www.gazette.example`.
    hosts: Vec<String>,
    /// The ASCII letters and digits that they begin with, with and without an article, as bits.
    beginnings: u128,
}

impl SiteNames {
    /// The names that a page gives its site: what it says of its publisher, its host, and the part of its `<title>` that
    /// its headline lacks.
    pub(crate) fn of(document: &dyn Document, titles: &Titles<'_>) -> Self {
        let metadata = document.metadata();
        let mut names = Self::default();
        // Some templates fill the headline in for the site's name.
        let is_headline = |name: &str| {
            titles.iter().any(|(candidate, _)| {
                matches!(candidate.provenance, Provenance::TitleElement | Provenance::JsonLd) && candidate.value == name
            })
        };
        for candidate in metadata.of(Field::Publisher).filter(|candidate| !is_headline(&candidate.value)) {
            names.add(&candidate.value);
        }
        let addresses = metadata
            .of(Field::CanonicalUrl)
            .filter(|candidate| candidate.provenance != Provenance::JsonLd)
            .map(|candidate| candidate.value.as_str());
        for address in document.origin().url.as_deref().into_iter().chain(addresses) {
            let Some(host) = host(address) else { continue };
            for label in host.split('.').rev().skip(1) {
                let own = letters(label);
                if own.len() >= MIN_NAME && !GENERIC_LABELS.contains(&own.as_str()) && !names.hosts.contains(&own) {
                    names.hosts.push(own);
                }
            }
        }
        names.learn(titles);
        names.note_beginnings();
        names
    }

    /// Notes what the names begin with, when all are known.
    fn note_beginnings(&mut self) {
        let names = self.stated.iter().flat_map(|name| [name.as_str(), without_article(name)]);
        for name in names.chain(self.hosts.iter().map(String::as_str)) {
            let first = name.bytes().next().unwrap_or_default();
            self.beginnings |= if first.is_ascii() { 1 << first } else { 0 };
        }
    }

    /// Whether a text begins as one of the names does, perhaps behind an article. Most do not, and cost no more.
    fn may_be_site(&self, text: &str) -> bool {
        let first = text.chars().find(|character| is_word(*character));
        first.is_some_and(|first| {
            !first.is_ascii()
                || matches!(first, 't' | 'T')
                || self.beginnings >> u32::from(first.to_ascii_lowercase()) & 1 == 1
        })
    }

    fn add(&mut self, name: &str) {
        let own = letters(name);
        if own.len() >= MIN_NAME && !self.stated.contains(&own) {
            self.stated.push(own);
        }
    }

    /// Learns the name from `<title>`: the part behind its last separator, or before its first, where the rest is
    /// what another place gives as the headline.
    fn learn(&mut self, titles: &Titles<'_>) {
        let Some((title, _)) = titles.iter().find(|(title, _)| title.provenance == Provenance::TitleElement) else {
            return;
        };
        let headlines: Vec<&str> = titles
            .iter()
            .filter(|(candidate, headline)| {
                matches!(candidate.provenance, Provenance::OpenGraph | Provenance::JsonLd | Provenance::Twitter)
                    && headline.len() >= MIN_HEADLINE
                    && !self.stated.iter().any(|name| name == headline)
            })
            .map(|(_, headline)| headline)
            .collect();
        // What the page shows above its text is no name of the site where the page itself is called by one.
        let is_main = |name: &str| {
            let mut mains = titles.iter().filter(|(candidate, _)| candidate.key == "h1");
            mains.any(|(_, own)| has_letters(name, own))
        };
        for separator in held(&title.value) {
            let cuts = [
                title.value.rsplit_once(separator),
                title.value.split_once(separator).map(|(name, rest)| (rest, name)),
            ];
            for (rest, name) in cuts.into_iter().flatten() {
                if headlines.iter().any(|headline| has_letters(rest, headline))
                    && name.split_whitespace().count() <= MAX_NAME_WORDS
                    && !is_main(name)
                {
                    self.add(name);
                }
            }
        }
    }

    /// The labels of its host that may be its name.
    pub(crate) fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// Whether a text is the site's name.
    pub(crate) fn is_site(&self, text: &str) -> bool {
        self.may_be_site(text) && self.is_site_in_letters(text, &letters(text))
    }

    /// The same of a text whose letters are known.
    pub(crate) fn is_site_in_letters(&self, text: &str, own: &str) -> bool {
        let bare = without_article(own);
        own.len() >= MIN_NAME
            && (self.stated.iter().any(|name| without_article(name) == bare)
                || self.hosts.iter().any(|label| {
                    // "gazette.example", but not a sentence that begins with the name.
                    let is_address = || {
                        let text = text.trim_matches(|character| !is_word(character));
                        text.contains('.') && !text.contains(' ')
                    };
                    label == bare || label == own || (own.starts_with(label.as_str()) && is_address())
                }))
    }

    /// Whether a text is the site's name, or begins with one of more than one word: "Harbour Gazette Sponsored".
    pub(crate) fn begins(&self, text: &str) -> bool {
        if self.is_site(text) {
            return true;
        }
        if !self.may_be_site(text) {
            return false;
        }
        let mut own = String::new();
        let mut words = text.split_whitespace().peekable();
        let mut count = 0;
        while let Some(word) = words.next() {
            own.push_str(&letters(word));
            count += 1;
            if count > 1 && words.peek().is_some() && own.len() >= MIN_HEADLINE && self.stated.contains(&own) {
                return true;
            }
        }
        false
    }

    /// The name of somebody behind which a name of the site stands that has more than one word: "Ann Smith Harbour Gazette".
    pub(crate) fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        let spaces = text.char_indices().filter(|(_, character)| *character == ' ').map(|(at, _)| at);
        spaces.skip(1).map(|at| text.split_at(at)).find_map(|(name, behind)| {
            let behind = behind.trim_start();
            (behind.contains(' ') && self.is_site(behind)).then_some(name)
        })
    }

    /// Whether a part of a title that a separator cuts off is the site's name, perhaps with more around it.
    fn is_part(&self, part: &str) -> bool {
        let own = letters(part);
        if own.len() < MIN_NAME {
            return false;
        }
        if self.is_site_in_letters(part, &own) {
            return true;
        }
        let in_names = self.stated.iter().any(|name| {
            (own.len() >= MIN_PART && name.contains(&own)) || (name.len() >= MIN_PART && own.contains(name.as_str()))
        });
        in_names || self.is_host_in_letters(part, &own)
    }

    /// Whether a text is told by the page's host to be the site's name: its letters hold those of a label or stand in one, or its
    /// initials are a label.
    pub(crate) fn is_host(&self, text: &str) -> bool {
        let own = letters(text);
        own.len() >= MIN_NAME && (self.hosts.contains(&own) || self.is_host_in_letters(text, &own))
    }

    fn is_host_in_letters(&self, text: &str, own: &str) -> bool {
        let is_in_hosts = self.hosts.iter().any(|label| {
            (label.len() >= MIN_PART && own.contains(label.as_str())) || (own.len() >= MIN_PART && label.contains(own))
        });
        is_in_hosts || {
            let initials: String = text.split_whitespace().filter_map(|word| word.chars().next()).collect();
            initials.len() >= MIN_NAME && self.hosts.iter().any(|label| has_letters(&initials, label))
        }
    }

    /// The site's name behind the last separator of a title, where the page's host tells it.
    pub(crate) fn in_title<'t>(&self, title: &'t str) -> Option<&'t str> {
        let cuts = held(title).filter_map(|separator| title.rsplit_once(separator));
        let (_, name) = cuts.min_by_key(|(_, name)| name.len())?;
        let name = name.trim();
        (name.split_whitespace().count() <= MAX_NAME_WORDS && self.is_host(name)).then_some(name)
    }
}

/// The letters of a name, without the domain that it may end in: "Harbour Gazette" and "harbour-gazette.example" are one name.
pub(crate) fn without_domain(name: &str) -> String {
    let name = name.trim();
    let bare = name.strip_prefix("www.").unwrap_or(name);
    match bare.split_once('.') {
        Some((label, ending)) if !name.contains(' ') && !ending.is_empty() => letters(label),
        _ => letters(name),
    }
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the").filter(|rest| rest.len() >= MIN_NAME).unwrap_or(name)
}

/// The shortest name of a site, in bytes of letters.
const MIN_NAME: usize = 3;
/// The shortest part of a name that tells it, in bytes of letters.
const MIN_PART: usize = 4;
/// The shortest headline that a name can be learned beside, in bytes of letters.
const MIN_HEADLINE: usize = 8;

/// Labels of hosts that name no site.
const GENERIC_LABELS: [&str; 14] = [
    "www",
    "web",
    "com",
    "org",
    "net",
    "blog",
    "blogs",
    "news",
    "mobile",
    "amp",
    "wordpress",
    "blogspot",
    "medium",
    "archive",
];

/// The host of an address.
fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("//")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then_some(host)
}

/// What parts a headline from the name of the site.
const SEPARATORS: [&str; 11] = [" | ", " - ", " – ", " — ", " :: ", " : ", " · ", " » ", " « ", " • ", " / "];

/// Those of [`SEPARATORS`] that a title holds: one or two of them at most, so that the others are not looked for.
fn held(title: &str) -> impl Iterator<Item = &'static str> {
    let bytes = title.as_bytes();
    let mut held = [false; SEPARATORS.len()];
    for at in 0..bytes.len() {
        if bytes[at] != b' ' || bytes.get(at + 1).is_none_or(u8::is_ascii_alphanumeric) {
            continue;
        }
        for (held, separator) in held.iter_mut().zip(SEPARATORS) {
            *held |= bytes[at..].starts_with(separator.as_bytes());
        }
    }
    SEPARATORS.into_iter().zip(held).filter(|(_, held)| *held).map(|(separator, _)| separator)
}

/// What parts them where it is known what the site is called.
const CLOSE_SEPARATORS: [char; 14] = ['|', '｜', '-', '–', '—', '_', ':', '：', '»', '«', '·', '•', '/', '>'];

/// Most words of a site's name.
const MAX_NAME_WORDS: usize = 8;

/// Where a title may be parted from the name of its site, also where no space stands beside the sign.
pub(crate) fn separators(title: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let parts = |at: usize, character: char| {
        let is_free = title[..at].ends_with(' ') || title[at + character.len_utf8()..].starts_with(' ');
        let is_wide = title[..at].chars().next_back().is_some_and(|before| !before.is_ascii())
            || title[at + character.len_utf8()..].starts_with(|behind: char| !behind.is_ascii());
        match character {
            '|' | '｜' | '_' | '»' | '«' | '·' | '•' | '：' | '›' => true,
            ':' => title[at + 1..].starts_with(' '),
            '-' | '–' | '—' | '/' => is_free || is_wide,
            _ => false,
        }
    };
    title.char_indices().filter(move |(at, character)| parts(*at, *character)).map(|(at, character)| {
        // "//" is one sign.
        let end = at + character.len_utf8();
        at..end + usize::from(character == '/' && title[end..].starts_with('/'))
    })
}

/// A title that a page gives, and where it does so.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(crate) struct Other<'t> {
    pub(crate) letters: &'t str,
    /// Whether it may be the headline rather than the name of a blog.
    pub(crate) is_title: bool,
    /// Whether the page states it for machines.
    pub(crate) is_stated: bool,
    /// Whether a heading shows it.
    pub(crate) is_shown: bool,
    /// Whether an `<h1>` does.
    pub(crate) is_main: bool,
}

/// Takes the site's name off the end (or the front) of a title. `others` are the titles that the page gives: where one of
/// them is the title without a part, that part is no headline.
pub(crate) fn strip<'t>(title: &'t str, site: &SiteNames, others: &[Other<'_>]) -> &'t str {
    let mut title = title.trim();
    while let Some(shorter) = once(title, site, others) {
        title = shorter;
    }
    title
}

/// Takes the site's name, as it is known, off the end of a heading, and what stands behind a bar where the rest is told
/// (as letters) to be a title.
pub(crate) fn strip_known<'t>(heading: &'t str, site: &SiteNames, is_told: impl Fn(&str) -> bool) -> &'t str {
    let heading = heading.trim();
    if let Some((first, _)) = heading.split_once(" | ").filter(|(first, _)| is_told(&letters(first))) {
        return first.trim();
    }
    for separator in held(heading) {
        if let Some((rest, name)) = heading.rsplit_once(separator)
            && has_any_letter(rest)
            && (site.is_site(name) || (separator == " | " && is_told(&letters(rest))))
        {
            return rest.trim();
        }
    }
    heading
}

fn has_any_letter(text: &str) -> bool {
    text.chars().any(is_word)
}

/// Whether what stands before a separator holds what stands behind it, the site being the first.
fn is_arrow(separator: &str) -> bool {
    matches!(separator, " » " | " :: ")
}

/// The letters of a title beside a name (as letters) that stands where names of sites do: behind the last separator, or,
/// where arrows part it, before the first.
pub(crate) fn beside_name(title: &str, name: &str) -> Option<String> {
    for separator in held(title) {
        let cut = if is_arrow(separator) {
            title.split_once(separator).map(|(first, rest)| (rest, first))
        } else {
            title.rsplit_once(separator)
        };
        if let Some((rest, _)) = cut.filter(|(_, part)| has_letters(part, name)) {
            return Some(letters(rest));
        }
    }
    None
}

/// Whether other titles tell that what is left of a title without a part is the headline. That a lesser heading of the body
/// is called so does not where the whole, or the part before it, is the heading of the page.
fn is_told(title: &str, rest: &str, part: &str, others: &[Other<'_>]) -> bool {
    let mut same = others.iter().filter(|other| has_letters(rest, other.letters));
    if !same.clone().any(|other| other.is_title) {
        return false;
    }
    let is_main = |text: &str| others.iter().any(|other| other.is_main && has_letters(text, other.letters));
    let is_before = title.starts_with(part) && !held(title).any(is_arrow);
    same.clone().any(|other| other.is_stated)
        || !(is_main(title) || is_before && is_main(part) && !same.any(|other| other.is_main))
}

/// Whether a part of a title, which is like the site's name, is a headline that the page shows, or begins with one.
fn is_headline(part: &str, rest: &str, others: &[Other<'_>]) -> bool {
    let own = letters(part);
    own.len() >= MIN_SHOWN
        && others.iter().any(|other| {
            other.is_shown
                && (own == other.letters || other.letters.len() >= MIN_SHOWN && own.starts_with(other.letters))
        })
        && !others.iter().any(|other| other.is_shown && has_letters(rest, other.letters))
}

/// The shortest heading that is no part of a site's name, in bytes of letters.
const MIN_SHOWN: usize = 12;

fn once<'t>(title: &'t str, site: &SiteNames, others: &[Other<'_>]) -> Option<&'t str> {
    // Several parts at once, where what stands before them is told: "The wall falls | Tides | Harbour Gazette".
    let parts_several = |separator: &&str| matches!(*separator, " | " | " - " | " – " | " — ");
    for separator in held(title).filter(parts_several) {
        if let Some((first, rest)) = title.split_once(separator)
            && rest.contains(separator)
            && others.iter().any(|other| other.is_title && has_letters(first, other.letters))
        {
            return Some(first.trim());
        }
    }
    for separator in held(title) {
        let cuts = [title.rsplit_once(separator), title.split_once(separator).map(|(name, rest)| (rest, name))];
        for (rest, name) in cuts.into_iter().flatten() {
            let (rest, name) = (rest.trim(), name.trim());
            if !has_any_letter(rest) || name.split_whitespace().count() > MAX_NAME_WORDS {
                continue;
            }
            let is_host = name.contains('.') && !name.contains(' ') && name.len() <= MAX_HOST;
            let is_bar = separator == " | " && !rest.contains(separator) && title.ends_with(name) && is_name_like(name);
            let is_part = || is_host || site.is_part(name) && (site.is_site(name) || !is_headline(name, rest, others));
            if is_bar || is_part() || is_told(title, rest, name, others) {
                return Some(rest);
            }
        }
    }
    // The name itself, whatever stands between: "The wall falls:Harbour Gazette", "Harbour Gazette｜The wall falls".
    let parts = |character: char| !character.is_ascii_alphanumeric() && CLOSE_SEPARATORS.contains(&character);
    for (at, separator) in title.char_indices().filter(|(_, character)| parts(*character)) {
        let (before, after) = (title[..at].trim(), title[at + separator.len_utf8()..].trim());
        for (rest, name) in [(before, after), (after, before)] {
            if !site.is_site(name) {
                continue;
            }
            let rest =
                rest.trim_matches(|character: char| CLOSE_SEPARATORS.contains(&character) || character.is_whitespace());
            if has_any_letter(rest) {
                return Some(rest);
            }
        }
    }
    behind_close_separator(title)
}

/// What stands before the last part of a title in a script without spaces, whose parts nothing but a sign parts:
/// `港の壁が戻る-港新聞`, `港墙倒了_新闻_港报`.
fn behind_close_separator(title: &str) -> Option<&str> {
    let (at, separator) =
        title.char_indices().rev().find(|(_, character)| matches!(character, '-' | '_' | '|' | '｜'))?;
    let (rest, name) = (&title[..at], &title[at + separator.len_utf8()..]);
    let is_wide = |character: char| character.is_alphabetic() && character as u32 >= FIRST_WIDE;
    let is_name = (2..=MAX_WIDE_NAME).contains(&name.chars().count()) && name.chars().all(is_wide);
    let is_parted = rest.ends_with(|character: char| !character.is_whitespace() && character as u32 >= FIRST_WIDE);
    (is_name && is_parted && rest.chars().count() > MAX_WIDE_NAME).then_some(rest)
}

/// The first character of the scripts that are written without spaces: CJK (U+2E80 on).
const FIRST_WIDE: u32 = 0x2e80;
/// Most characters of a site's name, or a section's, in such a script.
const MAX_WIDE_NAME: usize = 8;

/// The longest name of a host in a title, in bytes.
const MAX_HOST: usize = 40;
/// Most words of a name that nothing but a bar tells to be the site's.
const MAX_UNKNOWN_WORDS: usize = 4;

/// Whether a part looks like a name: few words, and no end of a sentence.
fn is_name_like(part: &str) -> bool {
    part.split_whitespace().count() <= MAX_UNKNOWN_WORDS && !part.ends_with(['?', '!', '…']) && !part.is_empty()
}
