//! Characters that were meant for signs of windows-1252 and are control characters of Unicode: U+0092 where an apostrophe
//! belongs. Browsers show nothing for them; the HTML standard reads references to them (`&#146;`) as the signs.

use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;

/// The first byte in UTF-8 of U+0080 to U+009F, and the second bytes.
const FIRST: u8 = 0xc2;
const SECOND: std::ops::RangeInclusive<u8> = 0x80..=0x9f;

/// Whether a text holds one of these characters.
pub(super) fn are_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(FIRST, bytes).any(|at| bytes.get(at + 1).is_some_and(|second| SECOND.contains(second)))
}

/// The text with the signs that were meant, where it holds such characters.
pub(super) fn undo(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut meant: Option<String> = None;
    let mut done = 0;
    for at in memchr_iter(FIRST, bytes) {
        // A character of two bytes: the second one is there.
        let Some(second) = bytes.get(at + 1).filter(|second| SECOND.contains(second)) else { continue };
        let number = [*second];
        let (sign, _) = WINDOWS_1252.decode_without_bom_handling(&number);
        let meant = meant.get_or_insert_with(|| String::with_capacity(text.len() + text.len() / 8));
        meant.push_str(&text[done..at]);
        meant.push_str(&sign);
        done = at + 2;
    }
    let mut meant = meant?;
    meant.push_str(&text[done..]);
    Some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_the_signs_that_were_meant() {
        assert_eq!(undo("we\u{92}re \u{93}back\u{94}\u{85}").as_deref(), Some("we’re “back”…"));
        // No sign has these numbers.
        assert_eq!(undo("a\u{81}b").as_deref(), Some("a\u{81}b"));
        for text in ["", "plain", "£5 «ä» \u{a0}", "Привет", "\u{2019}"] {
            assert_eq!(undo(text), None, "{text}");
        }
    }
}
