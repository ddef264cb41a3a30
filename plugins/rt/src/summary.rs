//! The summary, where the generic extractor took for it what turned out to be something else: a caption, a date line.

use copydesk_core::{Draft, ExtractError, Field, Rule, Verdict};

const NO_SUMMARY: Rule = Rule::new("rt/no-summary", "the line taken for a summary is something else");

/// Clears a summary whose line was taken for something else since.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let Some(block) = draft.fields().get(&Field::Standfirst).and_then(|state| state.value.as_ref().and(state.block))
    else {
        return Ok(());
    };
    let stands = draft
        .pieces_of(block)
        .iter()
        .any(|piece| piece.decision.verdict == Verdict::Field { field: Field::Standfirst });
    if stands { Ok(()) } else { draft.clear_field(Field::Standfirst, NO_SUMMARY) }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{FieldValue, Kind, StaticDocument};

    use super::*;

    const TAKEN: Rule = Rule::new("test/taken", "for the test");

    #[track_caller]
    fn check(becomes_caption: bool, expected: Option<&str>) {
        let document = StaticDocument::of_lines(&["The ferry in May © Sputnik"]);
        let mut draft = Draft::new(&document);
        draft.take(0_usize, Field::Standfirst, "The ferry in May", TAKEN).expect("the block is there");
        if becomes_caption {
            draft.keep(0_usize, Kind::Caption, TAKEN).expect("the block is there");
        }
        amend(&mut draft).expect("all amendments are sound");
        assert_eq!(draft.field(Field::Standfirst).map(FieldValue::to_text).as_deref(), expected);
    }

    #[test]
    fn a_caption_is_no_summary() {
        check(false, Some("The ferry in May"));
        check(true, None);
    }
}
