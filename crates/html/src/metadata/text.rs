//! The values that elements hold.

use super::Context;
use crate::tree::{NodeId, Tree};

/// The value of an element as microdata defines it: its `content`, `datetime` or `value`, else its text, unless that is
/// longer than so many bytes.
pub(super) fn value(context: Context<'_>, node: NodeId, limit: usize) -> Option<String> {
    let tree = context.tree;
    let given = match tree.name(node) {
        "data" | "meter" => ["content", "value"],
        _ => ["content", "datetime"],
    };
    let given = given.iter().find_map(|name| tree.attribute(node, name));
    if let Some(value) = given.filter(|value| !value.trim().is_empty()) {
        return (value.len() <= limit).then(|| value.to_owned());
    }
    short(context, node, limit)
}

/// The text of an element as the page shows it, if it has any and it is no longer than so many bytes.
pub(super) fn short(context: Context<'_>, node: NodeId, limit: usize) -> Option<String> {
    if !context.blocks.is_short(context.tree, node, limit) {
        return None;
    }
    let shown: Vec<&str> = context
        .blocks
        .targets(context.tree, node)
        .into_iter()
        .filter_map(|target| {
            let text = &context.blocks.blocks[target.block as usize].text;
            match target.range {
                None => Some(text.as_str()),
                Some((start, end)) => text.get(start as usize..end as usize),
            }
        })
        .filter(|text| !text.is_empty())
        .collect();
    Some(shown.join(" "))
}

/// The address that an element holds.
pub(super) fn address(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    ["content", "href", "src", "itemid", "data-src"]
        .iter()
        .find_map(|name| tree.attribute(node, name))
        .filter(|address| !address.trim().is_empty() && !address.starts_with("data:"))
        .map(str::to_owned)
}
