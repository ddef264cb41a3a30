//! Text that was encoded in UTF-8 twice.
//!
//! A program that takes UTF-8 for Latin-1 and writes it out as UTF-8 makes of every character beyond ASCII two or more:
//! `â`, U+0080 and U+0099 for an apostrophe. Scrapers do so where a page names no charset. It can be undone without a
//! doubt where control characters from U+0080 to U+009F come of it, which no text holds in such company. The form with
//! the printable characters of windows-1252 in their place is left alone: a page may show that on purpose.

use memchr::memchr_iter;

/// Characters with a control character among their parts from which a text counts as encoded twice.
const MIN_CHARACTERS: usize = 3;

/// The text as it was meant, where it was encoded twice.
pub(super) fn undo(text: &str) -> Option<String> {
    if !holds_controls(text) {
        return None;
    }
    let mut meant = String::with_capacity(text.len());
    let mut doubled = 0;
    let mut run = Vec::new();
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte >= 0x80 => run.push(byte),
            _ => {
                doubled += push_run(&mut meant, &run);
                run.clear();
                meant.push(character);
            }
        }
    }
    doubled += push_run(&mut meant, &run);
    (doubled >= MIN_CHARACTERS).then_some(meant)
}

/// Whether a text holds enough control characters from U+0080 to U+009F. In UTF-8 they are C2 and their own number.
fn holds_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    let controls = memchr_iter(0xc2, bytes).filter(|at| bytes.get(at + 1).is_some_and(|next| *next < 0xa0));
    controls.take(MIN_CHARACTERS).count() == MIN_CHARACTERS
}

/// Appends a run of characters from U+0080 to U+00FF, those that are UTF-8 as bytes decoded; how many of these had a
/// control character among their parts.
fn push_run(meant: &mut String, run: &[u8]) -> usize {
    let mut doubled = 0;
    for chunk in run.utf8_chunks() {
        for character in chunk.valid().chars() {
            let mut parts = [0; 4];
            doubled += usize::from(character.encode_utf8(&mut parts).bytes().any(|part| (0x80..0xa0).contains(&part)));
            meant.push(character);
        }
        meant.extend(chunk.invalid().iter().map(|byte| char::from(*byte)));
    }
    doubled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as it looks encoded twice.
    fn twice(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(undo(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_was_encoded_twice_is_undone() {
        let text = "“The wall”, she said, “isn’t old.” Très bien.";
        check(&twice(text), Some(text));
        check(&twice("Стена стоит у гавани."), Some("Стена стоит у гавани."));
    }

    #[test]
    fn what_was_encoded_once_is_left() {
        check("“The wall”, she said, “isn’t old.”", None);
        check("Très bien, dit-elle à l’été, où ça ?", None);
        check("A page about â€™ and â€œ and â€¦ and Ã©", None);
        check("", None);
    }

    #[test]
    fn control_characters_count_wherever_they_stand() {
        for before in 0..130 {
            let text = format!("{}{}", "a".repeat(before), twice("“It’s”"));
            check(&text, Some(&format!("{}“It’s”", "a".repeat(before))));
        }
    }

    #[test]
    fn lone_control_characters_are_no_proof() {
        check("one \u{85} two \u{92} three \u{96} four \u{97}", None);
    }

    #[test]
    fn what_stands_beside_it_in_one_encoding_stays() {
        let text = format!("{} – é", twice("It’s the town’s, isn’t it"));
        check(&text, Some("It’s the town’s, isn’t it – é"));
    }
}
