//! Pages that come in pieces: servers that render with React send slow parts of a page last, hidden, and a script puts
//! each in its place. Without running scripts, this does the same, so that such parts are read where they belong.
//!
//! The protocol is that of React's streaming server renderer: a `<template id="B:0">` (a boundary) or `id="P:0"` (a
//! placeholder) marks the place, and `<div hidden id="S:0">` (a segment) holds what belongs there.

use std::collections::HashMap;

use copydesk_core::Diagnostic;

use crate::tree::{DOCUMENT, NodeId, Tag, Tree};

/// Puts the hidden parts of a page in their places, at most so many. A part whose place is not there stays where it is,
/// and is hidden.
pub(crate) fn settle(tree: &mut Tree<'_>, max_parts: u32) -> Option<Diagnostic> {
    if !tree.has_parts {
        return None;
    }
    let mut left_out = 0;
    let mut places: HashMap<String, NodeId> = HashMap::new();
    let mut parts: Vec<(String, NodeId)> = Vec::new();
    for node in tree.preorder(DOCUMENT) {
        let Some(id) = tree.attribute(node, "id") else { continue };
        match (id.split_once(':'), tree.tag(node)) {
            (Some(("B" | "P", number)), Tag::Template) => {
                places.entry(number.to_owned()).or_insert(node);
            }
            (Some(("S", number)), Tag::Div) if tree.attribute(node, "hidden").is_some() => {
                if parts.len() < max_parts as usize {
                    parts.push((number.to_owned(), node));
                } else {
                    left_out += 1;
                }
            }
            _ => {}
        }
    }
    for (number, part) in parts {
        let Some(place) = places.remove(&number) else { continue };
        // A part that holds its own place has none.
        if tree.ancestors(place).any(|around| around == part) {
            continue;
        }
        let children: Vec<NodeId> = tree.children(part).collect();
        for child in children {
            tree.detach(child);
            tree.insert_before(place, child);
        }
    }
    (left_out > 0).then(|| {
        let message =
            format!("{left_out} parts that came after the page stayed hidden, as {max_parts} others had been placed");
        Diagnostic::new("html/streamed-limit", message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let (mut tree, _) = parse::parse(page, &Limits::default());
        assert_eq!(settle(&mut tree, 2), None, "{page}");
        assert_eq!(tree.text_of(DOCUMENT), expected, "{page}");
    }

    #[test]
    fn parts_past_the_limit_stay_and_say_so() {
        let page =
            "<p>a<template id=\"B:0\"></template><p>d<div hidden id=\"S:0\">b</div><div hidden id=\"S:1\">c</div>";
        let (mut tree, _) = parse::parse(page, &Limits::default());
        let told = settle(&mut tree, 1).expect("the limit bites");
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
}
