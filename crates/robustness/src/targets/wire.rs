//! What comes over the wall from a loaded plugin, or from a host.

use copydesk_abi::wire::{Amendments, Description, Error, Page, Recognition};
use copydesk_core::{Decider, Draft, Evidence, StaticDocument, finish};
use copydesk_testkit::accounts;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes are refused, or whatever they say of a draft leaves it complete; and what was read is written as it was.
///
/// # Panics
/// Where it is not.
pub fn wire(bytes: &[u8]) {
    if let Some(answer) = read::<Amendments>(bytes) {
        amend(answer);
    }
    if let Some(Page { document, draft }) = read::<Page>(bytes) {
        let document = StaticDocument::from(document);
        match draft {
            Some(draft) => draft.resume(&document).map(|draft| finish(&draft, None)).ok(),
            None => Some(finish(&Draft::new(&document), None)),
        };
    }
    if let Some(recognition) = read::<Recognition>(bytes)
        && let Ok(recognition) = recognition.check(LINES.len())
    {
        let score = recognition.score;
        assert!((0.0..=1.0).contains(&score), "a score of {score}");
        let inside = |evidence: &Evidence| evidence.block.is_none_or(|block| (block as usize) < LINES.len());
        assert!(recognition.evidence.iter().all(inside), "evidence in a block that is not there");
    }
    if let Some(description) = read::<Description>(bytes) {
        description.split();
    }
    if let Some(error) = read::<Error>(bytes) {
        assert!(!error.of_source("quay").to_string().is_empty(), "an error without words");
    }
}

const LINES: [&str; 4] = ["The ferry is late", "By Anna Quist", "It was late on “Tuesday”.", "Share"];

/// Applies an answer as the host does: all of it or nothing.
fn amend(answer: Amendments) {
    let document = StaticDocument::of_lines(&LINES);
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::plugin("quay"));
    if let Ok(Some(confidence)) = answer.checked_confidence() {
        assert!((0.0..=1.0).contains(&confidence), "a confidence of {confidence}");
        draft.set_confidence(confidence);
    }
    let mark = draft.mark();
    for amendment in answer.amendments {
        if draft.apply(amendment.into()).is_err() {
            draft.rollback(mark);
            break;
        }
    }
    for diagnostic in answer.diagnostics {
        draft.diagnose(diagnostic.into());
    }
    assert_eq!(accounts::check_whole(&finish(&draft, Some("quay")).ledger, &document), Ok(()), "an incomplete ledger");
}

/// What bytes say, if they can be read; written and read again it is the same.
fn read<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(bytes: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(again, value, "read, written and read again it is another");
    Some(value)
}
