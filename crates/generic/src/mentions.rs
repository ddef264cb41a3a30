//! How a page's text speaks of a name.

use copydesk_core::Document;

/// How many mentions of a name in a block are looked at.
const MAX_MENTIONS: usize = 20;

/// Whether a name is a place's: things happen in it.
pub(crate) fn is_place(document: &dyn Document, name: &str) -> bool {
    const IN: [&str; 10] = ["in ", "at ", "from ", "near ", "à ", "en ", "nach ", "aus ", "a ", "w "];
    document.blocks().iter().any(|block| {
        block.text.match_indices(name).take(MAX_MENTIONS).any(|(at, _)| {
            let before = &block.text[..at];
            IN.iter().any(|word| {
                before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
            })
        })
    })
}
