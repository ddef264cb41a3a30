//! The language: what the page states, checked against its text.

use copydesk_core::{Candidate, Diagnostic, Document, Draft, ExtractError, Field, Provenance, Rule};

use super::BEST;
use super::page::Page;
use crate::tongue::{self, Told};

const DETECTED: Rule = Rule::new("generic/language-of-text", "the text is written in it");

/// The most bytes of kept text that are read to tell its language.
const MAX_READ: usize = 3000;

/// Resolves the language.
pub(super) fn language(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    const ORDER: [Provenance; 5] =
        [Provenance::Lang, Provenance::JsonLd, Provenance::Microdata, Provenance::OpenGraph, Provenance::Meta];
    let offered: Vec<&Candidate> = page.metadata.of(Field::Language).collect();
    let stated: Vec<(&Candidate, String)> = ORDER
        .iter()
        .flat_map(|place| offered.iter().copied().filter(move |candidate| candidate.provenance == *place))
        .filter_map(|candidate| Some((candidate, tag(&candidate.value)?)))
        .collect();
    let told = detected(page.document, &page.kept);
    let fits = |tag: &str| match told {
        None => true,
        Some(Told::Language(own)) => tongue::is_same(tag, own),
        // Where the text tells one of them, a statement of another that is as common is wrong.
        Some(Told::Script(own, languages)) => {
            own.is_some_and(|own| tongue::is_same(tag, own))
                || tongue::is_among(tag, languages) && !own.is_some_and(|_| tongue::is_among(tag, &tongue::TOLD))
        }
    };
    if let Some((best, tag)) = stated.iter().find(|(_, tag)| fits(tag)) {
        return draft.set_field(Field::Language, tag.clone(), Some(&best.key), BEST);
    }
    let Some(told) = told else { return Ok(()) };
    if let Some((best, tag)) = stated.first() {
        let own = told.language().map_or_else(|| "another script".to_owned(), str::to_owned);
        draft.diagnose(Diagnostic::new(
            "generic/language",
            format!("the page says its language is {tag} ({}), but its text is written in {own}", best.key),
        ));
    }
    match told.language() {
        Some(language) => draft.set_field(Field::Language, language, None, DETECTED),
        None => Ok(()),
    }
}

/// Resolves the language of a page that states none, as flat texts do.
pub(crate) fn of_text_alone(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let detected = detected(draft.document(), &draft.kept()).and_then(Told::language);
    let Some(detected) = detected else { return Ok(()) };
    draft.set_field(Field::Language, detected, None, DETECTED)
}

/// What the beginning of the kept text tells of its language.
fn detected(document: &dyn Document, kept: &[u32]) -> Option<Told> {
    let blocks = document.blocks();
    let mut text = String::with_capacity(2 * MAX_READ);
    for &at in kept {
        if text.len() >= MAX_READ {
            break;
        }
        let own = blocks[at as usize].text.as_str();
        text.push_str(&own[..own.floor_char_boundary(MAX_READ)]);
        text.push('\n');
    }
    tongue::of_text(&text)
}

/// A sound language tag in its usual dress (`pt-BR`, `zh-Hant`); none where it is not sound.
fn tag(value: &str) -> Option<String> {
    let value = value.split(',').next().unwrap_or_default().trim().replace('_', "-");
    let parts: Vec<&str> = value.split('-').collect();
    let sound = (2..=35).contains(&value.len())
        && parts
            .iter()
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && (2..=3).contains(&parts[0].len())
        && parts[0].bytes().all(|byte| byte.is_ascii_alphabetic());
    if !sound {
        return None;
    }
    let dressed = parts.iter().enumerate().map(|(at, part)| match (at, part.len()) {
        (0, _) => part.to_ascii_lowercase(),
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) => {
            let (first, rest) = part.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        }
        _ => (*part).to_owned(),
    });
    Some(dressed.collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, StaticDocument};

    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(tag(value).as_deref(), expected, "{value}");
    }

    /// Checks the language of a page that states one and has a text.
    #[track_caller]
    fn check_page(stated: &str, sentence: &str, expected: Option<&str>) {
        let rule = Rule::new("test/kept", "kept for the test");
        let mut document = StaticDocument::of_lines(&[&format!("{sentence} ").repeat(8)]);
        document.metadata.candidates.push(Candidate {
            field: Field::Language,
            value: stated.to_owned(),
            provenance: Provenance::Lang,
            key: "html[lang]".to_owned(),
            block: None,
        });
        let mut draft = Draft::new(&document);
        draft.keep(0_usize, Kind::Paragraph, rule).expect("the block is there");
        let page = Page::of(&draft);
        language(&mut draft, &page).expect("a language is a text");
        let found = draft.field(Field::Language).map(copydesk_core::FieldValue::to_text);
        assert_eq!(found.as_deref(), expected, "{stated}: {sentence}");
    }

    #[test]
    fn statements_of_another_script_are_refused() {
        let arabic = "قال رئيس البلدية إن السفن لم تعد إلى الميناء بعد العاصفة القوية";
        check_page("en", arabic, Some("ar"));
        check_page("fa", arabic, Some("ar"));
        check_page("ar-EG", arabic, Some("ar-EG"));
        check_page("arz", arabic, Some("arz"));
        let hindi = "महापौर ने कहा कि तूफान के बाद जहाज बंदरगाह पर वापस नहीं आए";
        check_page("en-IN", hindi, None);
        check_page("mr", hindi, Some("mr"));
        let bengali = "মেয়র বলেছেন যে ঝড়ের পরে জাহাজগুলি বন্দরে ফিরে আসেনি";
        check_page("en-US", bengali, Some("bn"));
        check_page("as", bengali, Some("as"));
    }

    #[test]
    fn tags_are_dressed() {
        check("en_us", Some("en-US"));
        check("DE", Some("de"));
        check("zh-hant-tw", Some("zh-Hant-TW"));
        check("de, en", Some("de"));
        check("english", None);
        check("", None);
        check("-", None);
    }
}
