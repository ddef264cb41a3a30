//! A page's tree as text, to be compared with the trees of other parsers.

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::parse::parse;
use crate::tree::{DOCUMENT, NONE, NodeData, NodeId, Step, Tree};

/// Parses a decoded page and writes its tree down, with what the limits left out. Nothing of the tree is left out, and
/// two trees that differ are written differently:
///
/// | a line that begins with | is |
/// |---|---|
/// | `<` | the start of an element: namespace and name |
/// | `@` | an attribute of it: name, `=`, value |
/// | `%` | the start of a template's contents |
/// | `>` | the end of the element, or of the contents, that began last |
/// | `"` | a text |
/// | `!` | a comment |
/// | `?` | a document type: name, public and system identifier |
///
/// A line is ended by NUL, which no tree holds.
pub fn tree(page: &str, limits: &Limits) -> (String, Vec<Diagnostic>) {
    let (tree, diagnostics) = parse(page, limits);
    (outline(&tree), diagnostics)
}

fn outline(tree: &Tree<'_>) -> String {
    let mut out = String::with_capacity(tree.text.len());
    // Templates hold their contents apart from the tree, so that walks are stacked.
    let mut walks = vec![tree.walk(DOCUMENT)];
    while let Some(walk) = walks.last_mut() {
        match walk.next() {
            Some(Step::Enter(id)) => {
                let template = enter(tree, id, &mut out);
                if template != NONE {
                    walks.push(tree.walk(template));
                }
            }
            Some(Step::Leave(id)) => {
                if matches!(tree.node(id).data, NodeData::Element(_) | NodeData::Fragment) {
                    out.push_str(">\0");
                }
            }
            None => {
                walks.pop();
            }
        }
    }
    out
}

/// Writes a node down; gives the contents of a template.
fn enter(tree: &Tree<'_>, id: NodeId, out: &mut String) -> NodeId {
    let mut line = |parts: &[&str]| {
        for part in parts {
            out.push_str(part);
        }
        out.push('\0');
    };
    match &tree.node(id).data {
        NodeData::Document => {}
        NodeData::Fragment => line(&["%"]),
        NodeData::Doctype(number) => {
            let names = tree.doctype(*number);
            line(&["?", &names[0], "\n", &names[1], "\n", &names[2]]);
        }
        NodeData::Comment(text) => line(&["!", tree.read(*text)]),
        NodeData::Text(text) => line(&["\"", tree.read(*text)]),
        NodeData::Element(element) => {
            let name = tree.name(id);
            line(&["<", element.namespace.url(), " ", name]);
            for attribute in tree.element(id).iter().flat_map(|element| element.attributes()) {
                line(&["@", attribute.name, "=", attribute.value]);
            }
            return element.template();
        }
    }
    NONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, body: &str) {
        let (found, _) = tree(page, &Limits::default());
        let found = found.replace('\0', "|").replace("http://www.w3.org/1999/xhtml ", "");
        let (_, found) = found.split_once("<body|").expect("every page has a body");
        assert_eq!(found, format!("{body}>|>|"), "{page}");
    }

    #[test]
    fn everything_is_written_down() {
        check("<p a=1 b>x<!--y-->", "<p|@a=1|@b=|\"x|!y|>|");
        check("<p><template><i>x</i></template>", "<p|<template|%|<i|\"x|>|>|>|>|");
        check(
            "<svg><a xlink:href=x>",
            "<http://www.w3.org/2000/svg svg|<http://www.w3.org/2000/svg a|@xlink:href=x|>|>|",
        );
    }
}
