//! Which of a field's candidates say something else than what was decided.

use crate::draft::FieldState;
use crate::text::{bylines, dates};
use crate::{Candidate, Field, FieldValue};

/// The numbers of the candidates that lost: those that say something else in whatever dress, and are not what the value was made of.
pub(super) fn lost(field: Field, state: Option<&FieldState>, candidates: &[Candidate]) -> Vec<u32> {
    let value = state.and_then(|state| state.value.as_ref());
    let source = state.and_then(|state| state.from.as_deref());
    // A value that was cut out of the only candidate of its place is that one's.
    let is_source = |candidate: &Candidate| {
        let of_place = || candidates.iter().filter(|other| other.key == candidate.key).count();
        source == Some(candidate.key.as_str()) && of_place() == 1
    };
    let has_lost = |candidate: &Candidate| {
        value.is_none_or(|value| !is_source(candidate) && !agrees(field, value, &candidate.value))
    };
    (0_u32..).zip(candidates).filter(|(_, candidate)| has_lost(candidate)).map(|(at, _)| at).collect()
}

/// Whether a candidate says the same as what was decided, in other dress: "By Ann Smith" and "Ann Smith", "12 May 2023" and
/// "2023-05-12T07:30", `en_GB` and `en`.
fn agrees(field: Field, value: &FieldValue, candidate: &str) -> bool {
    match field {
        Field::Published | Field::Modified => {
            let (own, other) = (value.to_text(), dates::find(candidate).map(|(_, date)| date.to_string()));
            other.is_some_and(|other| other.get(..DAY).is_some_and(|day| own.starts_with(day)))
        }
        Field::Language => {
            let language = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
            language(&value.to_text()) == language(candidate)
        }
        Field::Authors => {
            let named: Vec<String> = bylines::named(candidate).iter().map(|named| letters(&named.name)).collect();
            let other = letters(candidate);
            items(value).any(|item| letters(item) == other || named.contains(&letters(item)))
        }
        _ => {
            let other = letters(candidate);
            items(value).any(|item| letters(item) == other)
        }
    }
}

/// What a value is made of.
fn items(value: &FieldValue) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        FieldValue::Text(text) => (Some(text.as_str()), &[][..]),
        FieldValue::List(items) => (None, items.as_slice()),
    };
    one.into_iter().chain(many.iter().map(String::as_str))
}

/// How long a day is in ISO 8601, in bytes.
const DAY: usize = "2023-05-12".len();

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decider, Provenance, Rule};

    #[track_caller]
    fn check(field: Field, value: &FieldValue, candidate: &str, expected: bool) {
        assert_eq!(agrees(field, value, candidate), expected, "{candidate}");
    }

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    #[test]
    fn candidates_agree_in_other_dress() {
        let authors = || FieldValue::List(vec!["Ann Lee".to_owned(), "Bob Jones".to_owned()]);
        check(Field::Authors, &authors(), "By Ann Lee", true);
        check(Field::Authors, &authors(), "ANN LEE", true);
        check(Field::Authors, &authors(), "Joann Leeds", false);
        check(Field::Published, &text("2023-05-12T07:30:00+01:00"), "12 May 2023", true);
        check(Field::Published, &text("2023-05-12T07:30:00+01:00"), "13 May 2023", false);
        check(Field::Title, &text("The wall stands again"), "The Wall Stands Again!", true);
        check(Field::Title, &text("The wall stands again"), "The wall stands again | Ness Gazette", false);
        check(Field::Language, &text("en"), "en_GB", true);
    }

    #[test]
    fn what_a_value_was_cut_out_of_has_not_lost() {
        let candidate = |key: &str, value: &str| Candidate {
            field: Field::Title,
            value: value.to_owned(),
            provenance: Provenance::TitleElement,
            key: key.to_owned(),
            block: None,
        };
        let candidates = [candidate("title", "The wall | Ness Gazette"), candidate("og:title", "The quay")];
        let state = FieldState {
            value: Some(text("The wall")),
            from: Some("title".to_owned()),
            block: None,
            rule: Rule::new("test/title", "for the test"),
            by: Decider::GENERIC,
            overruled: Vec::new(),
        };
        assert_eq!(lost(Field::Title, Some(&state), &candidates), [1]);
        assert_eq!(lost(Field::Title, None, &candidates), [0, 1]);
    }
}
