//! The values that elements hold.

use std::borrow::Cow;

use copydesk_core::Target;

use super::Context;
use crate::blocks::is_aria_hidden;
use crate::tree::{NodeId, ROLE, Tag, Tree};

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
    match given(context, node) {
        Some(value) => (value.len() <= limit).then_some(Cow::Borrowed(value)),
        None => joined(context, node, limit, between),
    }
}

/// What the attributes of an element give as its value.
fn given(context: Context<'_>, node: NodeId) -> Option<&str> {
    let tree = context.tree;
    let given = match tree.name(node) {
        "data" | "meter" => ["content", "value"],
        _ => ["content", "datetime"],
    };
    let given = given.iter().find_map(|name| tree.attribute(node, name));
    given.filter(|value| !value.trim().is_empty())
}

/// The value of an element as a headline: see [`headline`].
pub(super) fn value_headline(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    match given(context, node) {
        Some(value) => (value.len() <= limit).then_some(Cow::Borrowed(value)),
        None => headline(context, node, limit),
    }
}

/// The text of an element as the page shows it, if it has any and it is no longer than so many bytes.
pub(super) fn short(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    joined(context, node, limit, LINE)
}

/// The text of a heading as the headline that its readers see: without what the page hides, and without the buttons, links
/// for editing and unspoken signs that stand in it. Where nothing else does, all of it.
pub(super) fn headline(context: Context<'_>, node: NodeId, limit: usize) -> Option<Cow<'_, str>> {
    let all = joined(context, node, limit, LINE)?;
    let Context { tree, blocks, .. } = context;
    let besides = || tree.preorder(node).skip(1).take(MAX_NODES).filter(|inner| is_beside(tree, *inner));
    let is_hidden = |target: &Target| blocks.blocks[target.block as usize].hidden;
    let mut has_hidden = false;
    blocks.each_target(tree, node, |target| has_hidden |= is_hidden(&target));
    if !has_hidden && besides().next().is_none() {
        return Some(all);
    }
    let left_out: Vec<Target> = besides().flat_map(|inner| blocks.targets(tree, inner)).collect();
    let mut kept = String::new();
    blocks.each_target(tree, node, |target| {
        if is_hidden(&target) {
            return;
        }
        let text = &blocks.blocks[target.block as usize].text;
        let (mut from, end) = target.range.unwrap_or((0, text.len() as u32));
        let own = left_out.iter().filter(|other| other.block == target.block);
        for (start, behind) in own.map(|other| other.range.unwrap_or((0, text.len() as u32))) {
            kept.push_str(text.get(from as usize..start as usize).unwrap_or_default());
            kept.push(' ');
            from = from.max(behind);
        }
        kept.push_str(text.get(from as usize..end as usize).unwrap_or_default());
        kept.push(' ');
    });
    let kept = kept.trim();
    // What is left of a number or a sign is no headline.
    Some(if kept.chars().any(char::is_alphabetic) { Cow::Owned(kept.to_owned()) } else { all })
}

/// The most nodes of a heading that are looked at.
const MAX_NODES: usize = 256;

/// Whether an element stands beside a headline and is no part of it: a button, what is not read out, the links of
/// `MediaWiki` that lead to editing.
fn is_beside(tree: &Tree<'_>, node: NodeId) -> bool {
    tree.element(node).is_some_and(|element| {
        element.tag == Tag::Button
            || element.known(ROLE).is_some_and(|role| role.trim().eq_ignore_ascii_case("button"))
            || is_aria_hidden(element)
            || element.classes().any(|class| class == "mw-editsection")
    })
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
        if between == SIGN && (text.contains('\n') || may_hold_edge(text)) {
            push_lines(context, node, &target, text, shown.to_mut());
        } else if shown.is_empty() {
            shown = Cow::Borrowed(text);
        } else if !text.is_empty() {
            shown.to_mut().extend([between, text]);
        }
    });
    Some(shown)
}

/// Adds the lines of a text of an element: what a page breaks inside a block, and what an element in it begins with a
/// capital right behind a small letter, as pages do that part it by their style. Behind one word alone that may be the rest
/// of a name.
fn push_lines(context: Context<'_>, node: NodeId, target: &Target, text: &str, shown: &mut String) {
    let edges = if may_hold_edge(text) { edges(context, node, target.block) } else { Vec::new() };
    let from = target.range.map_or(0, |(start, _)| start as usize);
    let begin = text.as_ptr() as usize;
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        if !shown.is_empty() {
            shown.push_str(SIGN);
        }
        let start = line.as_ptr() as usize - begin + from;
        let mut at = 0;
        for edge in edges.iter().filter(|edge| (start + 1..start + line.len()).contains(edge)).map(|edge| edge - start)
        {
            shown.push_str(&line[at..edge]);
            shown.push_str(if at > 0 || line[..edge].contains(' ') { SIGN } else { LINE });
            at = edge;
        }
        shown.push_str(&line[at..]);
    }
}

/// Whether a capital may stand right behind a small letter. In most bylines none does, and they cost no more.
fn may_hold_edge(text: &str) -> bool {
    let follows = |pair: &[u8]| {
        (pair[0].is_ascii_lowercase() || !pair[0].is_ascii()) && (pair[1].is_ascii_uppercase() || !pair[1].is_ascii())
    };
    text.as_bytes().windows(2).any(follows)
}

/// Where in a block an element below another begins or ends between a small letter and a capital, in order.
fn edges(context: Context<'_>, node: NodeId, block: u32) -> Vec<usize> {
    let Context { tree, blocks, .. } = context;
    let text = &blocks.blocks[block as usize].text;
    let is_edge = |at: &usize| {
        let Some((before, behind)) = text.split_at_checked(*at) else { return false };
        let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        word.ends_with(char::is_lowercase)
            && behind.starts_with(char::is_uppercase)
            && !OPENINGS_OF_NAMES.contains(&word)
    };
    let mut edges: Vec<usize> = Vec::new();
    for inner in tree.preorder(node).skip(1).take(MAX_NODES).filter(|inner| tree.element(*inner).is_some()) {
        blocks.each_target(tree, inner, |target| {
            if let Some((start, end)) = target.range.filter(|_| target.block == block) {
                edges.extend([start as usize, end as usize].iter().filter(|at| is_edge(at)));
            }
        });
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// What opens names that go on with a capital.
const OPENINGS_OF_NAMES: [&str; 12] = ["Mc", "Mac", "De", "Des", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz"];

/// The address that an element holds.
pub(super) fn address<'t>(tree: &'t Tree<'_>, node: NodeId) -> Option<&'t str> {
    ["content", "href", "src", "itemid", "data-src"]
        .iter()
        .find_map(|name| tree.attribute(node, name))
        .filter(|address| !address.trim().is_empty() && !address.starts_with("data:"))
}
