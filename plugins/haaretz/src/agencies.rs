//! Agencies and the paper itself where a writer's name belongs: "Haaretz and Reuters" names nobody.

use std::sync::LazyLock;

use copydesk_core::{Draft, ExtractError, Field, FieldValue, Form, Rule};
use regex::Regex;

const AGENCY_BYLINE: Rule = Rule::new("haaretz/agency-byline", "byline that names an agency or the paper, no person");

/// A byline of agencies alone.
static AGENCIES: LazyLock<Regex> = LazyLock::new(|| {
    const NAME: &str = r"(?:Haaretz(?:\.com)?(?: Editorial| Contributor| Service| Staff| Correspondent)?|JTA|DPA|AFP|AP|Reuters|(?:The )?Associated Press|News Agencies|The Forward|(?:The )?New York Times|Bloomberg|TheMarker)";
    Regex::new(&format!(r"^(?:By )?{NAME}(?:(?:,| and|,? \|) {NAME})*$")).expect("the pattern of agencies is valid")
});

/// The last name of a byline, where it is an agency's or the paper's: "Una Holm and JTA".
static LAST_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:,| and) (?:Haaretz(?:\.com)?|JTA|DPA|AFP|AP|Reuters|(?:The )?Associated Press|News Agencies|Bloomberg|TheMarker)$")
        .expect("the pattern of last agencies is valid")
});

/// A byline without the agency at its end.
pub(crate) fn without_agency(line: &str) -> &str {
    LAST_AGENCY.find(line).map_or(line, |agency| &line[..agency.start()])
}

/// How many blocks from the start hold the byline.
const HEAD: usize = 14;

/// The lines of a text above which no picture stands: an agency named there is the byline.
const ABOVE_PICTURES: usize = 3;

/// Whether a line is a byline that names agencies or the paper alone.
pub(crate) fn is_agency_byline(line: &str) -> bool {
    AGENCIES.is_match(line)
}

/// Leaves agency bylines out of the body and out of the authors.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if document.form() == Form::Text {
        for (at, block) in document.blocks().iter().take(HEAD).enumerate() {
            // Below a caption such a line is the credit of the picture.
            let stands_alone = at < ABOVE_PICTURES || !crate::pictures::is_credit_line(&block.text);
            if AGENCIES.is_match(&block.text) && stands_alone && draft.is_kept(at as u32) {
                draft.drop(at, AGENCY_BYLINE)?;
            }
        }
    }
    let Some(authors) = draft.field(Field::Authors).map(FieldValue::to_list) else { return Ok(()) };
    let people: Vec<String> = authors.iter().filter(|name| !AGENCIES.is_match(name)).cloned().collect();
    match people.len() {
        count if count == authors.len() => Ok(()),
        0 => draft.clear_field(Field::Authors, AGENCY_BYLINE),
        _ => draft.set_field(Field::Authors, people, None, AGENCY_BYLINE),
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");

    #[track_caller]
    fn check(authors: &[&str], lines: &[&str], expected: (&[&str], &str)) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
        }
        let authors: Vec<String> = authors.iter().map(|&name| name.to_owned()).collect();
        draft.set_field(Field::Authors, authors, None, KEPT).expect("authors are no date");
        amend(&mut draft).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        assert_eq!(
            (article.authors.as_slice(), article.text.as_str()),
            (expected.0.iter().map(|&name| name.to_owned()).collect::<Vec<_>>().as_slice(), expected.1)
        );
    }

    #[test]
    fn agencies_are_no_authors() {
        check(
            &["Haaretz", "Una Holm"],
            &["Haaretz and Reuters", "The museum opened."],
            (&["Una Holm"], "The museum opened."),
        );
        check(&["The Associated Press"], &["JTA", "The museum opened."], (&[], "The museum opened."));
    }

    #[test]
    fn people_are_authors() {
        check(&["Una Holm"], &["Reuters reported it first."], (&["Una Holm"], "Reuters reported it first."));
    }
}
