//! What a caption is made of: what it says, its credit, and the signs that part them.

use copydesk_core::{Block, Draft, ExtractError, Part, Rule};

use crate::captions::{bare_credit, is_separator, trailing_credit};
use crate::typing::CREDIT;

const SEPARATOR: Rule = Rule::new("generic/credit-separator", "parts a caption from its credit");
const SIGN: Rule = Rule::new("generic/caption-sign", "sign that opens or ends a caption and says nothing");

/// Makes a block the credit of another, without what stands around it.
pub(super) fn attach_credit(draft: &mut Draft<'_>, at: usize, of: u32, rule: Rule) -> Result<(), ExtractError> {
    let length = draft.document().blocks()[at].text.len();
    attach(draft, at, 0..length, of, rule)
}

fn attach(
    draft: &mut Draft<'_>,
    at: usize,
    range: std::ops::Range<usize>,
    of: u32,
    rule: Rule,
) -> Result<(), ExtractError> {
    let text = &draft.document().blocks()[at].text;
    let bare = bare_credit(&text[range.clone()]);
    let bare = range.start + bare.start..range.start + bare.end;
    if bare == (0..text.len()) {
        return draft.attach(at, of, Part::Credit, rule);
    }
    for around in [range.start..bare.start, bare.end..range.end] {
        if !around.is_empty() {
            draft.drop((at, around), SEPARATOR)?;
        }
    }
    draft.attach((at, bare), of, Part::Credit, rule)
}

/// Cuts the credit off the end of a caption's own text, and signs that say nothing off its ends.
pub(super) fn part(draft: &mut Draft<'_>, at: usize) -> Result<(), ExtractError> {
    let block = &draft.document().blocks()[at];
    let text = block.text.as_str();
    let credit = trailing_credit(text);
    let end = credit.as_ref().map_or(text.len(), |credit| credit.start);
    let begin = opening(block, end);
    let told = &text[begin..end];
    let mut shown =
        if credit.is_some() { told.trim_end_matches(is_separator) } else { told.trim_end_matches([',', '|', ' ']) };
    if credit.is_some() && !shown.contains(char::is_whitespace) {
        // "Screenshots: …" says what all of them are.
        shown = shown.trim_end_matches(':');
    }
    if shown.is_empty() {
        return Ok(());
    }
    if begin > 0 {
        draft.drop((at, 0..begin), SIGN)?;
    }
    let rest = begin + shown.len()..end;
    if !text[rest.clone()].trim().is_empty() {
        draft.drop((at, rest), SEPARATOR)?;
    }
    match credit {
        Some(credit) => attach(draft, at, credit, at as u32, CREDIT),
        None => Ok(()),
    }
}

/// How many bytes before `end` open a caption and are none of it: a sign that links to it, or what parts it from something else.
fn opening(block: &Block, end: usize) -> usize {
    let text = &block.text[..end];
    let linked = block.links.first().filter(|link| link.start == 0).map_or(0, |link| link.end as usize);
    let sign = text.get(..linked).filter(|sign| matches!(sign.trim(), "#" | "¶"));
    let rest = &text[sign.map_or(0, str::len)..];
    end - rest.trim_start_matches(|sign: char| is_separator(sign) || sign == ':').len()
}
