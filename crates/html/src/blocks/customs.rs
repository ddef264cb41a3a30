//! Custom elements, of which nothing but their place tells whether they are of the line or blocks.

use super::tags::kind;
use crate::tree::{NONE, NodeData, NodeId, Tree};

/// The most nodes inside a custom element of the line: a glossary's word or the name of a ship holds no more.
const MAX_INSIDE: usize = 16;

/// Whether a custom element stands in a line of text: text stands right beside it, and it holds no more than a few words'
/// worth of nodes, none of them of block level.
pub(super) fn is_in_line(tree: &Tree<'_>, node: NodeId) -> bool {
    let own = tree.node(node);
    let is_text = |beside: NodeId| beside != NONE && is_shown_text(tree, beside);
    (is_text(own.prev_sibling) || is_text(own.next_sibling)) && {
        let mut inside = tree.preorder(node).skip(1);
        let is_of_line = |inner| tree.element(inner).is_none_or(|element| !kind(element).is_level);
        inside.by_ref().take(MAX_INSIDE).all(is_of_line) && inside.next().is_none()
    }
}

fn is_shown_text(tree: &Tree<'_>, node: NodeId) -> bool {
    match &tree.node(node).data {
        NodeData::Text(text) => !tree.read(*text).trim().is_empty(),
        _ => false,
    }
}
