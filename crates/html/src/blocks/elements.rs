//! The table of elements that hold blocks.

use copydesk_core::Element;

use crate::tree::{NodeId, Tree, TreeElement};

/// What is kept of an element.
pub(super) fn describe(tree: &Tree, node: NodeId, parent: Option<u32>) -> Element {
    let Some(element) = tree.element(node) else { return Element::default() };
    Element {
        parent,
        tag: (*element.name).to_owned(),
        id: element.attribute("id").map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned),
        classes: element.classes().map(str::to_owned).collect(),
        attributes: element
            .attributes()
            .filter(|attribute| is_kept(attribute.name))
            .map(|attribute| (attribute.name.to_owned(), attribute.value.to_owned()))
            .collect(),
    }
}

/// Whether an inline element says enough of itself to be kept where it holds whole blocks.
pub(super) fn is_telling(element: TreeElement<'_>) -> bool {
    element.attributes().any(|attribute| matches!(attribute.name, "id" | "class") || is_kept(attribute.name))
}

/// The attributes that [`Element::attributes`] documents.
fn is_kept(name: &str) -> bool {
    match name {
        "role" | "itemprop" | "itemtype" | "rel" | "property" | "aria-label" => true,
        _ => name.strip_prefix("data-").is_some_and(holds_telling),
    }
}

/// Whether the rest of a name holds one of the words. Every attribute of a page is asked.
fn holds_telling(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let begins = |at: usize, word: &[u8]| bytes[at..].starts_with(word);
    (0..bytes.len()).any(|at| match bytes[at] {
        b't' => begins(at, b"test") || begins(at, b"type"),
        b'n' => begins(at, b"name"),
        b'c' => begins(at, b"component"),
        _ => false,
    })
}
