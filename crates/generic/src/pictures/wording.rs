//! What a text says that is no caption, or may be one where nothing but its place shows it: bylines, labels, what is told elsewhere.

use copydesk_core::Block;
use copydesk_core::text::dates;

use super::page::Page;
use crate::captions::trailing_credit;
use crate::fast::FastSet;
use crate::lexical::{Lexical, has_letters, letters};

/// Most words of a caption that nothing but its place beside a picture shows to be one.
const MAX_BARE_WORDS: u32 = 45;
/// Most words of a text that names an author and is a byline.
const MAX_BYLINE_WORDS: u32 = 7;
/// Most words of a label: a text of so few that stands on the page more than once is none.
const MAX_LABEL_WORDS: u32 = 4;
/// The longest text that may be a label, in bytes.
const MAX_LABEL: usize = 60;
/// The fewest letters of a name in Latin script.
const MIN_NAME: usize = 3;

impl Page<'_, '_> {
    pub(super) fn may_be_bare(&self, block: &Block, lexical: Lexical) -> bool {
        (2..=MAX_BARE_WORDS).contains(&lexical.words)
            && block.links.is_empty()
            && !self.told().iter().any(|told| has_letters(&block.text, told))
    }

    /// An author's name or a date: a portrait beside the byline is set as a picture with its caption.
    pub(super) fn is_byline(&self, block: &Block, lexical: Lexical) -> bool {
        let names_author = || {
            let names_one = |text: &str| {
                let own = letters(text);
                self.authors().iter().any(|name| is_name(name) && own.contains(name.as_str()))
            };
            // Who writes may take the pictures, too.
            names_one(&block.text)
                && trailing_credit(&block.text).is_none_or(|credit| names_one(&block.text[..credit.start]))
        };
        dates::whole(&block.text).is_some() || (lexical.words <= MAX_BYLINE_WORDS && names_author())
    }

    /// A single word, a few that stand on the page more than once, or "3 of 12": a name, a control, a counter.
    pub(super) fn is_label(&self, block: &Block, lexical: Lexical) -> bool {
        lexical.words < 2
            || lexical.words <= MAX_LABEL_WORDS
                && (lexical.numbers * 2 >= lexical.words || self.is_repeated(&block.text))
    }

    /// Whether a short text stands on the page more than once.
    fn is_repeated(&self, text: &str) -> bool {
        self.repeated.get_or_init(|| repeated(self.document.blocks())).contains(text)
    }
}

/// Whether letters are enough for somebody's name: that of a licence ("BY 2.0") is none.
fn is_name(letters: &str) -> bool {
    letters.chars().filter(|letter| letter.is_alphabetic()).count() >= MIN_NAME || !letters.is_ascii()
}

/// Whether a text asks to read on, by what it ends in.
pub(super) fn leads_on(text: &str) -> bool {
    text.ends_with(['»', '→', '›', '⇒', '▶', '►']) && !text.contains('«')
}

/// The texts no longer than a label's that stand in several blocks.
fn repeated(blocks: &[Block]) -> FastSet<&str> {
    let mut seen = FastSet::default();
    let short = blocks.iter().filter(|block| !block.text.is_empty() && block.text.len() <= MAX_LABEL);
    short.map(|block| block.text.as_str()).filter(|text| !seen.insert(*text)).collect()
}
