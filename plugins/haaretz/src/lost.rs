//! Sentences that the generic extractor lost: it takes a text with many labels apart where related links stand in a row,
//! and what lies before them falls away.

use copydesk_core::{Draft, ExtractError, Form, Kind, Rule, Verdict, grounds};

const SENTENCE: Rule = Rule::new("haaretz/sentence", "sentence between the first paragraph and the topics");

/// What follows the text.
const ENDS: [&str; 6] = [
    "Click the alert icon to follow topics:",
    "Comments",
    "In the News",
    "ICYMI",
    "Promotional Content",
    "Trending Now",
];
/// Fewest words of a sentence that is taken back.
const MIN_WORDS: usize = 6;
/// Fewest words of the first paragraph.
const MIN_FIRST: usize = 14;

/// Takes lost sentences of a flat text back.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if document.form() != Form::Text {
        return Ok(());
    }
    let blocks = document.blocks();
    let is_sentence = |text: &str, words: usize| {
        let closed = text.trim_end_matches(['"', '”', '’']).ends_with(['.', '!', '?']);
        closed && text.split_whitespace().count() >= words
    };
    let Some(first) = blocks.iter().position(|block| is_sentence(&block.text, MIN_FIRST)) else { return Ok(()) };
    let end = (first..blocks.len()).find(|&at| ENDS.contains(&blocks[at].text.as_str())).unwrap_or(blocks.len());
    for at in first..end {
        let is_lost = draft
            .decision(at as u32)
            .is_some_and(|decision| decision.verdict == Verdict::Drop && grounds::is_of_place(decision));
        if is_lost && is_sentence(&blocks[at].text, MIN_WORDS) {
            draft.keep(at, Kind::Paragraph, SENTENCE)?;
        }
    }
    Ok(())
}
