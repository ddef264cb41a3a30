//! White space as copydesk folds it. This is the whole of the "documented normalisation" of block text:
//!
//! - every run of Unicode white space (no-break spaces included) becomes one space; leading and trailing space goes;
//! - `<br>` becomes a line feed, and takes the space beside it (see [`lines`](super::lines) for what an article keeps of them);
//! - zero-width space (U+200B), word joiner (U+2060), byte order mark (U+FEFF) and soft hyphen (U+00AD) are removed;
//! - control characters other than white space are removed.
//!
//! Zero-width joiners stay: Persian, Hindi and emoji need them.

use std::borrow::Cow;

use super::eight::{HIGH, ONES, first_below, first_of};

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
    let bytes = text.as_bytes();
    let mut spaced = folded.is_empty() || folded.ends_with([' ', '\n']);
    // What lies between the two stays as it is, and is copied at once.
    let (mut kept, mut at) = (0, 0);
    loop {
        if bytes.get(at).is_some_and(|byte| is_graphic(*byte) || *byte == b' ' && !spaced) {
            at += plain_beginning(bytes, at, spaced);
            spaced = bytes[at - 1] == b' ';
        }
        let Some(byte) = bytes.get(at) else { break };
        if byte.is_ascii_whitespace() {
            // What indents a line goes at once.
            folded.push_str(&text[kept..at]);
            if !spaced {
                folded.push(' ');
                spaced = true;
            }
            at += bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len() - at);
            kept = at;
            continue;
        }
        if length_if_kept(*byte).is_some() {
            spaced = false;
            at = end_of_word(bytes, at);
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        let next = at + character.len_utf8();
        let is_space = character.is_whitespace();
        if is_space || is_removed(character) {
            folded.push_str(&text[kept..at]);
            if is_space && !spaced {
                folded.push(' ');
                spaced = true;
            }
            kept = next;
        } else {
            spaced = false;
        }
        at = next;
    }
    folded.push_str(&text[kept..]);
}

/// A text without the white space around it: [`str::trim`], at once where the text begins and ends in ASCII.
#[inline]
pub fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if is_graphic(*first) && is_graphic(*last) => text,
        _ => text.trim(),
    }
}

/// Whether a text holds nothing that is to be seen: white space and characters that are removed.
#[inline]
pub fn is_blank(text: &str) -> bool {
    // Nearly all that is to be seen begins so.
    !text.bytes().next().is_some_and(is_graphic) && is_blank_behind(text)
}

fn is_blank_behind(text: &str) -> bool {
    let low = low_beginning(text.as_bytes());
    // Most is what indents a line of the page.
    if low == text.len() {
        return true;
    }
    let rest = &text[low..];
    !rest.bytes().next().is_some_and(is_graphic)
        && rest.chars().all(|character| character.is_whitespace() || is_removed(character))
}

/// How many bytes a text begins with that are white space or control characters of ASCII.
fn low_beginning(bytes: &[u8]) -> usize {
    let low = |eight: &[u8; 8]| {
        let eight = u64::from_le_bytes(*eight);
        // Adding carries into the highest bit of each byte above the space.
        let high = (((eight & !HIGH) + ONES * (0x7f - b' ' as u64)) | eight) & HIGH;
        high.trailing_zeros() as usize / 8
    };
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().position(|byte| *byte > b' ').unwrap_or(bytes.len());
    };
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let low = low(eight);
        at += low;
        if low < 8 {
            return at;
        }
    }
    // The last eight, of which the first were looked at before.
    bytes.len() - 8 + low(last)
}

fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut space, mut at) = (true, 0);
    loop {
        let plain = plain_beginning(bytes, at, space);
        if plain > 0 {
            at += plain;
            space = bytes[at - 1] == b' ';
        }
        let Some(byte) = bytes.get(at) else { break };
        if length_if_kept(*byte).is_some() {
            at = end_of_word(bytes, at);
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            if character.is_whitespace() || is_removed(character) {
                return false;
            }
            at += character.len_utf8();
        }
        space = false;
    }
    !space || text.is_empty()
}

/// The length of a character beyond ASCII by its first byte, where none that begins so is white space or removed: all
/// but those from U+0080 to U+00BF, from U+1000 to U+3FFF, and from U+F000 to U+FFFF.
fn length_if_kept(first: u8) -> Option<usize> {
    match first {
        0xc3..=0xdf => Some(2),
        0xe0 | 0xe4..=0xee => Some(3),
        0xf0.. => Some(4),
        _ => None,
    }
}

/// Where characters end, from a place on, that are neither white space nor removed, as far as their first bytes tell.
/// Letters beyond ASCII seldom stand alone.
fn end_of_word(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match length_if_kept(*byte) {
            Some(length) => at += length,
            None if is_graphic(*byte) => at += 1,
            None => break,
        }
    }
    at
}

/// How many bytes from a place on, after a space or not, are printable ASCII with single spaces, which folding leaves as it
/// is.
fn plain_beginning(bytes: &[u8], from: usize, spaced: bool) -> usize {
    let (mut at, mut spaced) = (from, spaced);
    loop {
        if let Some(before) = at.checked_sub(1)
            && let Some(window) = bytes[before..].first_chunk()
            && !(spaced && window[1] == b' ')
            && are_plain(window)
        {
            at += MANY;
            spaced = window[MANY] == b' ';
            continue;
        }
        let rest = &bytes[at..];
        let plain = match (rest.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(eight), _) => plain_of(u64::from_le_bytes(*eight), spaced),
            // The last eight, without those that were looked at before.
            (None, Some(last)) if !rest.is_empty() => {
                plain_of(u64::from_le_bytes(*last) >> (8 * (last.len() - rest.len())), spaced)
            }
            (None, Some(_)) => 0,
            (None, None) => plain_of(rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)), spaced),
        };
        at += plain;
        if plain < 8 {
            return at - from;
        }
        spaced = bytes[at - 1] == b' ';
    }
}

/// How many bytes are looked at together where a text has so many.
const MANY: usize = 32;

/// Whether bytes that follow another are printable ASCII with single spaces. A loop without branches, which compilers turn
/// into one over many bytes.
#[inline]
fn are_plain(window: &[u8; MANY + 1]) -> bool {
    let mut odd = 0;
    for at in 0..MANY {
        let (before, byte) = (window[at], window[at + 1]);
        odd |= u8::from(byte.wrapping_sub(b' ') > b'~' - b' ') | (u8::from(byte == b' ') & u8::from(before == b' '));
    }
    odd == 0
}

/// How many of eight bytes, after a space or not, are printable ASCII with single spaces, up to the first that is not.
#[inline]
fn plain_of(eight: u64, spaced: bool) -> usize {
    const DELETE: u8 = 0x7f;
    // The high bit of each byte that is a space: the others differ from it, and adding carries into theirs.
    let other = eight ^ (ONES * b' ' as u64);
    let spaces = !(((other & !HIGH) + (HIGH - ONES)) | other) & HIGH;
    let after_space = spaces << 8 | u64::from(spaced) << 7;
    // Behind the first byte that is none of them more may look like it.
    let odd = eight & HIGH | first_below(b' ', eight) | first_of(DELETE, eight) | spaces & after_space;
    odd.trailing_zeros() as usize / 8
}

/// Whether a byte is a character of ASCII that is to be seen.
#[inline]
fn is_graphic(byte: u8) -> bool {
    byte.is_ascii_graphic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(fold(&fold(text)), expected, "folding twice must change nothing");
        assert_eq!(is_blank(text), expected.is_empty());
        assert_eq!(trim(text), text.trim());
    }

    #[test]
    fn pieces_fold_as_the_whole_does() {
        let text = " One  two  and  more, word by  word by word  by word\u{7f},\tso\u{a0}\u{ad} th\u{200b}ree — четыре \t\u{2003} f\u{7}ive ";
        for (at, _) in text.char_indices() {
            let mut folded = String::new();
            push_folded(&mut folded, &text[..at]);
            push_folded(&mut folded, &text[at..]);
            assert_eq!(
                folded.trim_end(),
                "One two and more, word by word by word by word, so three — четыре five",
                "cut at {at}"
            );
        }
    }

    #[test]
    fn what_is_not_plain_is_seen_wherever_it_stands() {
        let plain = "The ferry to the island is late again, and nobody on the quay says why it is.";
        for (at, _) in plain.char_indices().filter(|(_, character)| *character == ' ') {
            for (odd, kept) in [("  ", " "), ("\t", " "), ("\u{7f} ", " "), (" \u{a0}", " "), (" é ", " é ")] {
                let text = [&plain[..at], odd, &plain[at + 1..]].concat();
                check(&text, &[&plain[..at], kept, &plain[at + 1..]].concat());
            }
        }
        check(plain, plain);
    }

    #[test]
    fn characters_are_kept_by_their_first_byte_only_where_all_are() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let first = character.encode_utf8(&mut bytes).as_bytes()[0];
            if let Some(length) = length_if_kept(first) {
                assert_eq!(length, character.len_utf8(), "{character:?}");
                assert!(!character.is_whitespace() && !is_removed(character), "{character:?}");
            }
        }
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

    /// As [`fold`], one character after another.
    fn fold_slowly(text: &str) -> String {
        let mut folded = String::new();
        for character in text.chars().filter(|character| !is_removed(*character)) {
            if !character.is_whitespace() {
                folded.push(character);
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        folded.trim_end_matches(' ').to_owned()
    }

    proptest::proptest! {
        #[test]
        fn folds_as_one_character_after_another_does(
            text in "([a-z ~]{0,40}|[ \\t\\u{7f}\\u{0}éß\\u{a0}\\u{ad}\\u{200b}\\u{200c}—\\u{2003}港\\u{feff}😀]{0,3}){0,8}"
        ) {
            check(&text, &fold_slowly(&text));
            let mut folded = String::new();
            for piece in text.split_inclusive(' ') {
                push_folded(&mut folded, piece);
            }
            proptest::prop_assert_eq!(folded.trim_end_matches(' '), fold_slowly(&text));
        }
    }
}
