//! The signature of an article: a name in bold that it ends with.

use copydesk_core::text::bylines;
use copydesk_core::{Block, Shape};

use crate::fields::page::Page;
use crate::kinds::is_bold;

/// How many texts at the end of an article are looked at.
const MAX_LAST: usize = 2;
/// How many blocks behind it are.
const MAX_BEHIND: usize = 2;
/// The most words of a signature.
const MAX_WORDS: usize = 4;

/// The person's name that is all of one of the last paragraphs, in bold and no link.
pub(super) fn signature(page: &Page<'_>) -> Option<String> {
    let blocks = page.document.blocks();
    let end = *page.kept.last()? as usize;
    let parent = |block: &Block| page.document.elements()[block.element? as usize].parent;
    let own = parent(&blocks[end]);
    let behind = blocks[end + 1..].iter().take(MAX_BEHIND).filter(|block| own.is_some() && parent(block) == own);
    let last = page.kept.iter().rev().map(|at| &blocks[*at as usize]).filter(|block| !block.text.is_empty());
    last.take(MAX_LAST).chain(behind).find_map(|block| {
        let text = block.text.trim_matches(['(', ')', '.', '/', '-', '–', '—', ' ']);
        let is_name = matches!(block.shape, Shape::Paragraph | Shape::Plain)
            && block.links.is_empty()
            && is_bold(block)
            && (2..=MAX_WORDS).contains(&text.split_whitespace().count())
            && text.contains(char::is_lowercase)
            && bylines::is_person(text)
            && !page.site.begins(text);
        is_name.then(|| text.to_owned())
    })
}
