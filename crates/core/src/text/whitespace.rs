//! White space as copydesk folds it. This is the whole of the "documented normalisation" of block text:
//!
//! - every run of Unicode white space (no-break spaces included) becomes one space; leading and trailing space goes;
//! - zero-width space (U+200B), word joiner (U+2060), byte order mark (U+FEFF) and soft hyphen (U+00AD) are removed;
//! - control characters other than white space are removed.
//!
//! Zero-width joiners stay: Persian, Hindi and emoji need them.

use std::borrow::Cow;

/// Whether a character is removed rather than kept or folded.
pub fn is_removed(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        || (character.is_control() && !character.is_whitespace())
}

/// Folds white space; borrows where nothing changes.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    push_folded(&mut folded, text);
    while folded.ends_with(' ') {
        folded.pop();
    }
    Cow::Owned(folded)
}

/// Appends text to a block's text under construction, folding across the seam: white space at the end of what is there
/// and at the start of what comes becomes one space, and none stands at the very start.
pub fn push_folded(folded: &mut String, text: &str) {
    for character in text.chars() {
        if character.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !is_removed(character) {
            folded.push(character);
        }
    }
}

fn is_folded(text: &str) -> bool {
    let mut space = true;
    for character in text.chars() {
        if character == ' ' {
            if space {
                return false;
            }
            space = true;
        } else if character.is_whitespace() || is_removed(character) {
            return false;
        } else {
            space = false;
        }
    }
    !space || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(fold(&fold(text)), expected, "folding twice must change nothing");
    }

    #[test]
    fn folds_every_kind_of_space() {
        check("", "");
        check("  ", "");
        check("plain words", "plain words");
        check(" a\u{a0} b\n\tc ", "a b c");
        check("co\u{ad}operate\u{200b}", "cooperate");
        check("a\u{0}b", "ab");
        check("نمی\u{200c}خواهم", "نمی\u{200c}خواهم");
    }
}
