//! Lines of signs ("* * *") that part sections of an article. They say nothing of themselves: they go with what they
//! part.

use copydesk_core::{Block, Document, Rule};

use crate::judge::Judgement;
use crate::page;

const BETWEEN: Rule = Rule::new("generic/separator", "a line of signs between two blocks of the article");
const BESIDE: Rule = Rule::new("generic/stray-signs", "a line of signs that parts nothing of the article");

/// Most characters of a separator.
const MAX_LENGTH: usize = 60;
/// The signs that separators are made of. Agencies draw lines of underscores above their closing notes: those part nothing, and are
/// judged like any other line.
const SIGNS: &[char] = &['*', '-', '–', '—', '=', '~', '#', '•', '·', '.', '⁂', '◆', '■', '❖', '…', ' ', '\u{a0}'];

/// Whether a text is a separator.
fn is_separator(text: &str) -> bool {
    // Most texts begin with a letter.
    text.len() <= MAX_LENGTH
        && !text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|character| SIGNS.contains(&character))
}

/// Keeps the separators between two blocks of the article's body, and leaves out all others.
pub(crate) fn judge(document: &dyn Document, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    // The last text before, and for each run of separators where it began.
    let (mut above, mut waiting) = (false, Vec::new());
    for (at, block) in blocks.iter().enumerate() {
        if block.hidden || block.text.is_empty() {
            continue;
        }
        if is_separator(&block.text) {
            waiting.push(at);
        } else if !judgements[at].is_kept_caption() {
            let below = judgements[at].is_kept() && judgements[at].kind.is_body();
            if !waiting.is_empty() {
                settle(blocks, judgements, &mut waiting, above && below);
            }
            above = below;
        }
    }
    settle(blocks, judgements, &mut waiting, false);
}

fn settle(blocks: &[Block], judgements: &mut [Judgement], waiting: &mut Vec<usize>, is_between: bool) {
    for at in waiting.drain(..) {
        let judgement = &mut judgements[at];
        if judgement.is_kept() != is_between {
            judgement.keep = f32::from(u8::from(is_between));
            judgement.kind = page::kind(&blocks[at]);
            judgement.rule = if is_between { BETWEEN } else { BESIDE };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        for text in ["* * *", "—", "——", "• • •", "..."] {
            assert!(is_separator(text), "{text}");
        }
        for text in ["1", "___", "»", "(*)"] {
            assert!(!is_separator(text), "{text}");
        }
    }
}
