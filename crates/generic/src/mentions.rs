//! How a page's text speaks of a name.

use copydesk_core::Document;

/// How many mentions of a name in a block are looked at.
const MAX_MENTIONS: usize = 20;

/// Whether a name is a place's: things happen in it.
pub(crate) fn is_place(document: &dyn Document, name: &str) -> bool {
    is_behind(document, name, &["in ", "at ", "from ", "near ", "à ", "en ", "nach ", "aus ", "a ", "w "])
}

/// The same of a name that may well be a person's: "more from Ann Smith" says nothing.
pub(crate) fn is_surely_place(document: &dyn Document, name: &str) -> bool {
    is_behind(document, name, &["in ", "near ", "à ", "en ", "em ", "nach "])
}

/// Whether a text mentions a name behind one of some words.
fn is_behind(document: &dyn Document, name: &str, words: &[&str]) -> bool {
    document.blocks().iter().any(|block| {
        block.text.match_indices(name).take(MAX_MENTIONS).any(|(at, _)| {
            let before = &block.text[..at];
            words.iter().any(|word| {
                before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
            })
        })
    })
}
