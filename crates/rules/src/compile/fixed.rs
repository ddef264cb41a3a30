//! Values that a rule gives as they are: what is wrong with one shows before any page is read.

use copydesk_core::{Access, Field};

use super::is_language;
use crate::amend::dates;

/// Checks a fixed value of a field.
///
/// # Errors
/// What it is instead, and what was expected.
pub(super) fn check(field: Field, value: &str, format: Option<&str>, languages: &[String]) -> Result<(), String> {
    let value = value.trim();
    match field {
        _ if value.is_empty() => Err("empty: write the value, or leave out the key".to_owned()),
        Field::Access if Access::parse(value).is_none() => {
            Err("no access: expected \"free\" or \"paywalled\"".to_owned())
        }
        Field::Language if !is_language(value) => {
            Err("no language tag: expected BCP 47, such as \"en\" or \"pt-BR\"".to_owned())
        }
        Field::Published | Field::Modified if dates::read(value, format, languages).is_none() => Err(match format {
            Some(format) => format!("no date of the format {format:?}: correct one of the two"),
            None => "no date: expected one such as \"2019-02-04\" or \"2019-02-04T13:01+02:00\"".to_owned(),
        }),
        Field::CanonicalUrl | Field::Image if !is_address(value) => Err(
            "no address: expected an absolute one such as \"https://paper.example/news\", or a path such as \"/news\""
                .to_owned(),
        ),
        _ => Ok(()),
    }
}

/// Whether a text is an absolute http(s) address, or a path from a site's root on.
pub(crate) fn is_address(text: &str) -> bool {
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return false;
    }
    let Some((scheme, rest)) = text.split_once("://") else { return text.starts_with('/') };
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    is_web && host.contains(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_value(field: Field, value: &str, expected: Option<&str>) {
        let found = check(field, value, None, &[]).err();
        match (&found, expected) {
            (None, None) => {}
            (Some(found), Some(expected)) if found.contains(expected) => {}
            _ => panic!("{field} {value:?}: {found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn values_are_what_their_field_holds() {
        check_value(Field::Language, "pt-BR", None);
        check_value(Field::Language, "english", Some("no language tag"));
        check_value(Field::Published, "2019-02-04", None);
        check_value(Field::Modified, "soon", Some("no date: expected"));
        check_value(Field::CanonicalUrl, "https://paper.example/a?b", None);
        check_value(Field::CanonicalUrl, "paper", Some("no address"));
        check_value(Field::Image, "/logo.png", None);
        check_value(Field::Image, "//cdn.paper.example/logo.png", None);
        check_value(Field::Image, "https://", Some("no address"));
        check_value(Field::Image, "ftp://paper.example/logo.png", Some("no address"));
        check_value(Field::Image, "the logo", Some("no address"));
        check_value(Field::Access, "free", None);
        check_value(Field::Access, "open", Some("no access"));
        check_value(Field::Title, " ", Some("empty"));
        check_value(Field::Title, "Soon", None);
    }

    #[test]
    fn a_date_is_read_by_its_format() {
        let languages = ["de".to_owned()];
        assert!(check(Field::Published, "3. Dezember 2024", Some("%d. %B %Y"), &languages).is_ok());
        let found = check(Field::Published, "2024-12-03", Some("%d. %B %Y"), &languages);
        assert!(found.is_err_and(|problem| problem.contains("no date of the format")));
    }
}
