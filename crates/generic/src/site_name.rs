//! Titles without the site's name.

use crate::lexical::letters;

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
