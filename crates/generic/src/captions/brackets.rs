//! Brackets that hold a credit, or stand around all of one.

use std::ops::Range;

use copydesk_core::text::whitespace::trim;

use super::openers::opens_credit;
use super::{MAX_CREDIT, is_separator, marked, narrow, plain_words};

/// How far before a credit the bracket begins that it stands in, in bytes.
const MAX_BEFORE_IN_BRACKET: usize = 40;
/// Where the bracket begins that ends a caption, if it holds a credit beyond doubt: one that says so ("(Foto: …)"), somebody and
/// who had the picture taken ("(Ann Smith/Ness Courier)"), or capitals and a word for pictures ("(NC Photo)").
pub(super) fn credit_in_bracket(caption: &str) -> Option<usize> {
    let text = caption.trim_end_matches(['.', ' ']);
    if !text.ends_with([')', ']']) {
        return None;
    }
    let open = opening_bracket(text).filter(|open| *open > 0 && text.len() - open <= MAX_CREDIT)?;
    let inner = trim(&text[open + 1..text.len() - 1]);
    let lower = narrow(inner);
    let is_told = opens_credit(&lower) || marked(&lower);
    // What a credit before the bracket goes on with is a part of it.
    let is_free = || !text[..open].contains(['©', 'ⓒ']);
    (is_told && is_free() || names_holder(inner) || names_pictures(inner)).then_some(open)
}

/// Where the bracket begins that ends a text.
fn opening_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, sign) in text.char_indices().rev() {
        match sign {
            ')' | ']' => depth += 1,
            '(' | '[' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a text is two names with a stroke between: "Ann Smith/Ness Courier".
fn names_holder(text: &str) -> bool {
    let Some((one, other)) = text.split_once('/') else { return false };
    let is_name = |part: &str, least: usize| {
        let part = trim(part);
        (least..=MAX_NAME_WORDS).contains(&part.split_whitespace().count())
            && part.starts_with(char::is_uppercase)
            && plain_words(part) == 0
            && !part.contains(|character: char| character.is_numeric() || matches!(character, ',' | ':' | '/'))
    };
    is_name(one, 2) && is_name(other, 1)
}

/// The most words of a name.
const MAX_NAME_WORDS: usize = 5;

/// Whether a text is an abbreviation in capitals and a word for pictures.
fn names_pictures(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(name, word)| {
        (2..=MAX_ABBREVIATION).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_uppercase())
            && ["Photo", "Photos", "Foto", "Image", "Images", "Archive", "File Photo"].contains(&word)
    })
}

/// The longest abbreviation, in bytes.
const MAX_ABBREVIATION: usize = 5;

/// What of a credit is worth reading: without the signs that part it from the caption, a bracket around all of it, and blanks.
pub(crate) fn bare_credit(credit: &str) -> Range<usize> {
    let begin = credit.len() - credit.trim_start_matches(is_separator).len();
    let mut range = begin..begin + credit[begin..].trim_end().len();
    let text = &credit[range.clone()];
    let closed = text.trim_end_matches('.');
    if closed.ends_with([')', ']']) && opening_bracket(closed) == Some(0) {
        let inner = &closed[1..closed.len() - 1];
        let indent = inner.len() - inner.trim_start().len();
        range = range.start + 1 + indent..range.start + 1 + indent + inner.trim().len();
    }
    if credit[range.clone()].is_empty() { 0..credit.len() } else { range }
}

/// Where a bracket begins that is open at a place, if that is near; else the place itself.
pub(super) fn bracket_around(caption: &str, at: usize) -> usize {
    let before = &caption[..at];
    let open = before.rfind(['(', '[']).filter(|open| !before[*open..].contains([')', ']']));
    open.filter(|open| *open > 0 && at - open <= MAX_BEFORE_IN_BRACKET).unwrap_or(at)
}
