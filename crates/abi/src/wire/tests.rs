//! What goes through the wire comes out as it went in.

use copydesk_core::{self as core, Draft, Evidence, ExtractError, Match, Recognition, StaticDocument, Target};
use proptest::prelude::*;

use super::*;
use crate::samples::{any_amendment, any_diagnostic, any_document, any_text, page, view};

/// A wire type after a journey as JSON.
fn journey<T: Serialize + DeserializeOwned>(value: &T) -> T {
    decode(&encode(value)).expect("what was encoded decodes")
}

#[allow(clippy::needless_pass_by_value)] // reads better where it is called
fn error_comes_through(error: ExtractError) {
    assert_eq!(journey(&Error::from(error.clone())).of_source("gazette"), error);
}

#[test]
fn every_error_comes_through() {
    let text = || "x \"y\"".to_owned();
    error_comes_through(ExtractError::NoSuchBlock { block: 9, blocks: 2 });
    error_comes_through(ExtractError::BadRange { block: 1, start: 5, end: 2, len: 7 });
    error_comes_through(ExtractError::NoReason { id: text(), reason: String::new() });
    error_comes_through(ExtractError::BadPart { block: 1, of: 1 });
    error_comes_through(ExtractError::BadDate { field: text(), value: text() });
    error_comes_through(ExtractError::BadAccess { value: text() });
    error_comes_through(ExtractError::UnknownField(text()));
    error_comes_through(ExtractError::Selector { css: text(), problem: text() });
    error_comes_through(ExtractError::Options { source_name: text(), problem: text() });
    error_comes_through(ExtractError::DuplicateSource { name: text(), first: text(), second: text() });
    error_comes_through(ExtractError::Source { source_name: text(), problem: text() });
    error_comes_through(ExtractError::Panic { source_name: text(), message: text() });
}

fn check_number(json: &str, problem: &str) {
    let recognition: super::Recognition = serde_json::from_str(json).expect("a recognition");
    assert!(recognition.check(2).is_err_and(|found| found.contains(problem)), "{json}");
}

#[test]
fn numbers_out_of_range_are_refused() {
    check_number(r#"{"score": 1.5, "evidence": []}"#, "score is 1.5, where a number from 0 to 1");
    check_number(r#"{"score": -0.1, "evidence": []}"#, "score is -0.1");
    check_number(r#"{"score": 1e300, "evidence": []}"#, "where a number was expected");
    check_number(r#"{"score": 0, "evidence": [{"what": "w", "weight": 1e39}]}"#, "weight of evidence");
    check_number(r#"{"score": 0, "evidence": [{"what": "w", "weight": 1, "block": 2}]}"#, "block 2");
    assert!(serde_json::from_str::<super::Recognition>(r#"{"score": NaN, "evidence": []}"#).is_err());
    assert!(serde_json::from_str::<super::Recognition>(r#"{"score": null, "evidence": []}"#).is_err());
    let sure = Amendments { confidence: Some(1.01), ..Amendments::default() };
    assert!(sure.checked_confidence().is_err());
}

proptest! {
    #[test]
    fn documents_come_through(document in any_document()) {
        let sent = Document::from(&document as &dyn core::Document);
        let back = StaticDocument::from(journey(&sent));
        prop_assert_eq!(view(&Draft::new(&back)), view(&Draft::new(&document)));
    }

    #[test]
    fn drafts_come_through(
        document in any_document(),
        amendments in prop::collection::vec(any_amendment(), 0..20),
        diagnostics in prop::collection::vec(any_diagnostic(), 0..3),
        confidence in 0.0_f32..=1.0,
    ) {
        let mut draft = Draft::new(&document);
        draft.set_confidence(confidence);
        for (at, amendment) in amendments.into_iter().enumerate() {
            draft.set_decider(if at % 2 == 0 { core::Decider::GENERIC } else { core::Decider::rules("gazette") });
            // What is unsound is refused, and then not in the draft.
            let _ = draft.apply(amendment);
        }
        for diagnostic in diagnostics {
            draft.diagnose(diagnostic);
        }
        let sent = super::Draft::from(&draft);
        let received = journey(&sent);
        prop_assert_eq!(&received, &sent);
        let mut resumed = received.resume(&document).expect("the draft is of this document");
        prop_assert_eq!(view(&resumed), view(&draft));
        let mark = resumed.mark();
        prop_assert!(resumed.since(mark).next().is_none());
        // Taken back to its beginning it is what it began as.
        for block in 0..document.blocks.len() {
            resumed.drop(block, core::Rule::new("gazette/x", "x")).expect("the block is there");
        }
        resumed.rollback(mark);
        prop_assert_eq!(view(&resumed), view(&draft));
    }

    #[test]
    fn amendments_come_through(amendment in any_amendment()) {
        let sent = Amendment::from(&amendment);
        prop_assert_eq!(core::Amendment::from(journey(&sent)), amendment);
    }

    #[test]
    fn matches_come_through(text in any_text(), name in any_text(), block: u32, range: Option<(u32, u32)>) {
        let found = Match { targets: vec![Target { block, range }], text: text.clone(), attributes: vec![(name, text)] };
        prop_assert_eq!(core::Match::from(journey(&super::Match::from(&found))), found);
    }

    #[test]
    fn single_precision_comes_through(score in 0.0_f32..=1.0, weight in any::<f32>().prop_filter("finite", |w| w.is_finite())) {
        let evidence = vec![Evidence { what: "a line".to_owned(), weight, block: Some(0) }];
        let sent = Recognition { score, evidence };
        let back = journey(&super::Recognition::from(&sent)).check(1).expect("a sound recognition");
        prop_assert_eq!(back.score.to_bits(), score.to_bits());
        prop_assert_eq!(back.evidence[0].weight.to_bits(), weight.to_bits());
    }
}

#[test]
fn a_draft_of_another_document_is_refused() {
    let page = page();
    let sound = super::Draft::from(&core::Draft::new(&page));
    assert!(sound.clone().resume(&page).is_ok());
    let refused = |change: fn(&mut super::Draft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        draft.resume(&page).err().expect("the draft is refused")
    };
    let mut unsound = page.0.clone();
    unsound.elements.push(core::Element::new(Some(u32::MAX), core::StartTag::default()));
    assert!(sound.clone().resume(&unsound).is_err_and(|problem| problem.contains("stands before its parent")));
    assert_eq!(refused(|draft| draft.pieces[0].block = 5), "the pieces of block 0 are not its whole text");
    assert_eq!(refused(|draft| draft.pieces[0].end -= 1), "the pieces of block 0 are not its whole text");
    assert_eq!(refused(|draft| draft.pieces[4].end = 3), "block 4 has a piece from 0 to 3");
    assert_eq!(refused(|draft| draft.orders = vec![vec![9]]), "block 9 is named, where there are 5");
    let last = |draft: &mut super::Draft| {
        let piece = draft.pieces[4].clone();
        draft.pieces.push(super::Piece { block: 7, ..piece });
    };
    assert_eq!(refused(last), "a piece is of block 7, which is not there or stands out of order");
}
