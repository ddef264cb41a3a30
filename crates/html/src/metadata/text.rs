//! The values that elements hold.

use std::borrow::Cow;

use super::Context;
use crate::tree::{NodeId, Tree};

/// The value of an element as microdata defines it: its `content`, `datetime` or `value`, else its text, unless that is
/// longer than so many bytes.
pub(super) fn value(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    given_or_shown(context, node, limit, LINE)
}

/// The same with a sign where one line of the page ends and another begins.
pub(super) fn value_lines(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    given_or_shown(context, node, limit, SIGN)
}

/// What stands between the lines of a value.
const LINE: &str = " ";
/// What parts the lines of a byline: [`bylines::LINE`].
const SIGN: &str = " ¦ ";

fn given_or_shown<'d>(context: Context<'d>, node: NodeId, limit: usize, between: &str) -> Option<Cow<'d, str>> {
    let tree = context.tree;
    let given = match tree.name(node) {
        "data" | "meter" => ["content", "value"],
        _ => ["content", "datetime"],
    };
    let given = given.iter().find_map(|name| tree.attribute(node, name));
    if let Some(value) = given.filter(|value| !value.trim().is_empty()) {
        return (value.len() <= limit).then_some(Cow::Borrowed(value));
    }
    joined(context, node, limit, between)
}

/// The text of an element as the page shows it, if it has any and it is no longer than so many bytes.
pub(super) fn short(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    joined(context, node, limit, LINE)
}

/// The same with a sign where one line of the page ends and another begins.
pub(super) fn short_lines(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    joined(context, node, limit, SIGN)
}

fn joined<'d>(context: Context<'d>, node: NodeId, limit: usize, between: &str) -> Option<Cow<'d, str>> {
    if !context.blocks.is_short(context.tree, node, limit) {
        return None;
    }
    let mut shown = Cow::Borrowed("");
    context.blocks.each_target(context.tree, node, |target| {
        let text: &'d str = &context.blocks.blocks[target.block as usize].text;
        let text = match target.range {
            None => text,
            Some((start, end)) => text.get(start as usize..end as usize).unwrap_or_default(),
        };
        // What a page breaks inside a block is a line, too.
        if between == SIGN && text.contains('\n') {
            let shown = shown.to_mut();
            for line in text.split('\n').filter(|line| !line.is_empty()) {
                if !shown.is_empty() {
                    shown.push_str(between);
                }
                shown.push_str(line);
            }
        } else if shown.is_empty() {
            shown = Cow::Borrowed(text);
        } else if !text.is_empty() {
            shown.to_mut().extend([between, text]);
        }
    });
    Some(shown)
}

/// The address that an element holds.
pub(super) fn address<'t>(tree: &'t Tree<'_>, node: NodeId) -> Option<&'t str> {
    ["content", "href", "src", "itemid", "data-src"]
        .iter()
        .find_map(|name| tree.attribute(node, name))
        .filter(|address| !address.trim().is_empty() && !address.starts_with("data:"))
}
