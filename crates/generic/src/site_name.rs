//! Titles without the site's name.

use copydesk_core::{Document, Field, Provenance};

use crate::lexical::letters;

/// The names of a page's site, as letters.
#[derive(Debug, Default)]
pub(crate) struct SiteNames {
    stated: Vec<String>,
    /// The labels of its host that may be its name: `gazette` of `www.gazette.example`.
    hosts: Vec<String>,
}

impl SiteNames {
    /// The names that a page gives its site: what it says of its publisher, and its host.
    pub(crate) fn of(document: &dyn Document) -> Self {
        let metadata = document.metadata();
        let mut names = Self::default();
        for candidate in metadata.of(Field::Publisher) {
            let own = letters(&candidate.value);
            if own.len() >= MIN_NAME && !names.stated.contains(&own) {
                names.stated.push(own);
            }
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
        names
    }

    /// Whether a text is the site's name.
    pub(crate) fn is_site(&self, text: &str) -> bool {
        let own = letters(text);
        let bare = own.strip_prefix("the").unwrap_or(&own);
        own.len() >= MIN_NAME
            && (self.stated.iter().any(|name| *name == own || name.strip_prefix("the").unwrap_or(name) == bare)
                || self.hosts.iter().any(|label| {
                    *label == own || label == bare || own.starts_with(label.as_str()) && text.contains('.')
                }))
    }
}

/// The shortest name of a site, in bytes of letters.
const MIN_NAME: usize = 3;

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
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " « ", " • "];

/// Most words of a site's name.
const MAX_NAME_WORDS: usize = 6;

/// Takes the site's name off the end (or the front) of a title. `site` is the name as the page gives it; `others` are the
/// page's other titles as letters: where one of them is the title without a part, that part is no headline.
pub(crate) fn strip(title: &str, site: Option<&str>, others: &[String]) -> String {
    let mut title = title.trim();
    let site = site.map(letters).filter(|site| !site.is_empty());
    while let Some(shorter) = once(title, site.as_deref(), others) {
        title = shorter;
    }
    title.to_owned()
}

fn once<'t>(title: &'t str, site: Option<&str>, others: &[String]) -> Option<&'t str> {
    for separator in SEPARATORS {
        let cuts = [
            title.rfind(separator).map(|at| (title[..at].trim(), title[at + separator.len()..].trim())),
            title.find(separator).map(|at| (title[at + separator.len()..].trim(), title[..at].trim())),
        ];
        for (rest, name) in cuts.into_iter().flatten() {
            let (rest_letters, name_letters) = (letters(rest), letters(name));
            if rest_letters.is_empty() || name.split_whitespace().count() > MAX_NAME_WORDS {
                continue;
            }
            let is_site = site.is_some_and(|site| {
                name_letters == site
                    || (name_letters.len() >= 3 && site.contains(&name_letters))
                    || (site.len() >= 4 && name_letters.contains(site))
            });
            let is_host = name.contains('.') && !name.contains(' ') && name.len() <= 40;
            if is_site || is_host || others.contains(&rest_letters) {
                return Some(rest);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, site: Option<&str>, others: &[&str], expected: &str) {
        let others: Vec<String> = others.iter().map(|other| letters(other)).collect();
        assert_eq!(strip(title, site, &others), expected);
    }

    #[test]
    fn takes_site_names_off() {
        check("The wall falls | Harbour Gazette", Some("Harbour Gazette"), &[], "The wall falls");
        check(
            "The wall falls - News - Harbour Gazette",
            Some("Harbour Gazette"),
            &["The wall falls"],
            "The wall falls",
        );
        check("The wall - a history", Some("Harbour Gazette"), &[], "The wall - a history");
        check("The wall falls – gazette.example", None, &[], "The wall falls");
        check("The wall falls", None, &["The wall falls"], "The wall falls");
    }
}
