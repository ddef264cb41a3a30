//! Pages that come in pieces: servers that render with React send slow parts of a page last, hidden, and a script puts
//! each in its place. Without running scripts, this does the same, so that such parts are read where they belong.
//!
//! The protocol is that of React's streaming server renderer: a `<template id="B:0">` (a boundary) or `id="P:0"` (a
//! placeholder) marks the place, and `<div hidden id="S:0">` (a segment) holds what belongs there.

use std::collections::HashMap;

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::tree::{DOCUMENT, NodeId, Step, Tag, Tree};

/// A hidden part of a page that belongs elsewhere.
struct Part {
    number: String,
    node: NodeId,
    /// How many levels of nodes lie in it.
    height: usize,
}

/// Puts the hidden parts of a page in their places, at most [`Limits::max_streamed_parts`], and none deeper than
/// [`Limits::max_depth`]. A part that has no place stays where it is, and is hidden.
pub(crate) fn settle(tree: &mut Tree<'_>, limits: &Limits) -> Option<Diagnostic> {
    if !tree.has_parts {
        return None;
    }
    let Found { mut parts, mut places, mut left_out } = find(tree, limits.max_streamed_parts as usize);
    let numbers: HashMap<NodeId, usize> = parts.iter().enumerate().map(|(number, part)| (part.node, number)).collect();
    for at in 0..parts.len() {
        let part = &parts[at];
        let Some(place) = places.remove(&part.number) else { continue };
        let (node, height) = (part.node, part.height);
        let around: Vec<NodeId> = tree.ancestors(place).collect();
        // A part that holds its own place has none.
        if around.contains(&node) {
            continue;
        }
        if around.len() + height > limits.max_depth as usize {
            left_out += 1;
            continue;
        }
        for (distance, around) in around.iter().enumerate() {
            if let Some(outer) = numbers.get(around) {
                parts[*outer].height = parts[*outer].height.max(distance + height);
            }
        }
        let children: Vec<NodeId> = tree.children(node).collect();
        for child in children {
            tree.detach(child);
            tree.insert_before(place, child);
        }
    }
    (left_out > 0).then(|| {
        let (most, depth) = (limits.max_streamed_parts, limits.max_depth);
        let message = format!(
            "{left_out} parts that came after the page stayed hidden: no more than {most} are placed, and none deeper than {depth}"
        );
        Diagnostic::new("html/streamed-limit", message)
    })
}

/// The parts of a page, and the places that wait for one, by their numbers.
#[derive(Default)]
struct Found {
    parts: Vec<Part>,
    places: HashMap<String, NodeId>,
    /// How many parts there are beyond the limit.
    left_out: usize,
}

fn find(tree: &Tree<'_>, max_parts: usize) -> Found {
    let mut found = Found::default();
    // The parts around a node, innermost last, each with its depth.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0;
    for step in tree.walk(DOCUMENT) {
        match step {
            Step::Enter(node) => {
                depth += 1;
                if let Some((number, top)) = open.last() {
                    found.parts[*number].height = found.parts[*number].height.max(depth - top);
                }
                found.look_at(tree, node, max_parts);
                if found.parts.last().is_some_and(|part| part.node == node) {
                    open.push((found.parts.len() - 1, depth));
                }
            }
            Step::Leave(node) => {
                if let Some((number, top)) = open.pop_if(|(number, _)| found.parts[*number].node == node)
                    && let Some((outer, above)) = open.last()
                {
                    let height = top - above + found.parts[number].height;
                    found.parts[*outer].height = found.parts[*outer].height.max(height);
                }
                depth -= 1;
            }
        }
    }
    found
}

impl Found {
    fn look_at(&mut self, tree: &Tree<'_>, node: NodeId, max_parts: usize) {
        let Some(id) = tree.attribute(node, "id") else { return };
        match (id.split_once(':'), tree.tag(node)) {
            (Some(("B" | "P", number)), Tag::Template) => {
                self.places.entry(number.to_owned()).or_insert(node);
            }
            (Some(("S", number)), Tag::Div) if tree.attribute(node, "hidden").is_some() => {
                if self.parts.len() < max_parts {
                    self.parts.push(Part { number: number.to_owned(), node, height: 0 });
                } else {
                    self.left_out += 1;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// Limits with so many parts.
    fn of_parts(max_streamed_parts: u32) -> Limits {
        Limits { max_streamed_parts, ..Limits::default() }
    }

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let (mut tree, _) = parse::parse(page, &Limits::default());
        assert_eq!(settle(&mut tree, &of_parts(2)), None, "{page}");
        assert_eq!(tree.text_of(DOCUMENT), expected, "{page}");
    }

    #[test]
    fn parts_past_the_limit_stay_and_say_so() {
        let page =
            "<p>a<template id=\"B:0\"></template><p>d<div hidden id=\"S:0\">b</div><div hidden id=\"S:1\">c</div>";
        let (mut tree, _) = parse::parse(page, &Limits::default());
        let told = settle(&mut tree, &of_parts(1)).expect("the limit bites");
        assert_eq!((told.code.as_str(), tree.text_of(DOCUMENT).as_str()), ("html/streamed-limit", "abdc"));
    }

    #[test]
    fn parts_go_to_their_places() {
        check(
            "<p>a</p><template id=\"B:0\"></template><p>d</p><div hidden id=\"S:0\"><p>b</p><template id=\"P:1\"></template></div>\
             <div hidden id=\"S:1\"><p>c</p></div>",
            "abcd",
        );
    }

    #[test]
    fn parts_without_a_place_stay() {
        check("<div hidden id=\"S:0\">a</div><p>b</p>", "ab");
        check("<div hidden id=\"S:0\">a<template id=\"P:0\"></template></div>", "a");
        check(
            "<div hidden id=\"S:0\">a<template id=\"P:1\"></template></div><div hidden id=\"S:1\">b<template id=\"P:0\"></template></div>",
            "ba",
        );
    }

    #[test]
    fn chained_parts_go_no_deeper_than_the_limit() {
        let part = |number: usize, inner: &str| {
            format!("<div hidden id=\"S:{number}\">{}{inner}{}</div>", "<i>".repeat(200), "</i>".repeat(200))
        };
        let place = |number: usize| format!("<template id=\"B:{number}\"></template>");
        let chain: Vec<String> =
            (0..8).map(|number| part(number, &format!("x{number}{}", place(number + 1)))).collect();
        let inner_first: String = chain.iter().rev().map(String::as_str).collect();
        for page in [place(0) + &chain.concat(), place(0) + &inner_first] {
            let (mut tree, _) = parse::parse(&page, &Limits::default());
            let told = settle(&mut tree, &Limits::default()).expect("the limit bites");
            assert_eq!(told.code, "html/streamed-limit");
            let deepest = tree.preorder(DOCUMENT).map(|node| tree.ancestors(node).count()).max();
            assert!(deepest.is_some_and(|deepest| (400..=512).contains(&deepest)), "{deepest:?}");
            assert!((0..8).all(|number| tree.text_of(DOCUMENT).contains(&format!("x{number}"))));
        }
    }
}
