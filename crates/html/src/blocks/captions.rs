//! Captions and the credits inside them.
//!
//! A credit mostly stands in the caption's own line, in an inline element that is called so. It is no part of what the
//! caption says, so it is a block of its own.

use memchr::memchr2_iter;

use crate::tree::{CLASS, ITEMPROP, Tag, TreeElement};

/// What names of classes and properties hold that mark the credit inside a caption.
const CREDITS: [&str; 12] = [
    "credit",
    "copyright",
    "photographer",
    "source",
    "author",
    "agency",
    "byline",
    "attribution",
    "rights",
    "fotograf",
    "quelle",
    "autor",
];

/// Whether an element is a figure or its caption by its name.
pub(super) fn is_figure_or_caption(element: TreeElement<'_>) -> bool {
    matches!(element.tag, Tag::Figure | Tag::FigCaption)
}

/// Whether an inline element inside a caption is its credit.
pub(super) fn is_credit(element: TreeElement<'_>) -> bool {
    [CLASS, ITEMPROP]
        .iter()
        .filter_map(|name| element.known(*name))
        .any(|names| CREDITS.iter().any(|credit| holds(names, credit)))
}

/// Whether classes hold the word "caption", whatever its case. This is a search that looks at few of the letters
/// (Horspool's).
pub(super) fn names_caption(names: &str) -> bool {
    const CAPTION: &[u8] = b"caption";
    let names = names.as_bytes();
    let mut end = CAPTION.len();
    while end <= names.len() {
        end += match names[end - 1].to_ascii_lowercase() {
            b'n' if names[end - CAPTION.len()..end].eq_ignore_ascii_case(CAPTION) => return true,
            b'o' => 1,
            b'i' => 2,
            b't' => 3,
            b'p' => 4,
            b'a' => 5,
            b'c' => 6,
            _ => CAPTION.len(),
        };
    }
    false
}

/// Whether a text holds a word in lower case, whatever its own case.
fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let initial = word[0];
    let mut places = memchr2_iter(initial, initial.to_ascii_uppercase(), text);
    places.any(|at| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_found_by_a_part_of_a_name() {
        for names in ["caption", "wp-caption", "imgCaptionText", "a CAPTION", "capcaption", "x ncaption_"] {
            assert!(names_caption(names), "{names}");
        }
        for names in ["", "captio", "aption", "capption", "option", "capti on", "n n n n n n n n"] {
            assert!(!names_caption(names), "{names}");
        }
    }
}
