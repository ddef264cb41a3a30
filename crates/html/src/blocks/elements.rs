//! The table of elements that hold blocks.

use copydesk_core::Element;

use crate::tree::{NodeId, Tree, TreeElement};

/// What is kept of an element.
pub(super) fn describe(tree: &Tree, node: NodeId, parent: Option<u32>) -> Element {
    let Some(element) = tree.element(node) else { return Element::default() };
    Element {
        parent,
        tag: element.name.to_string(),
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
        _ => name
            .strip_prefix("data-")
            .is_some_and(|rest| ["test", "component", "type", "name"].iter().any(|telling| rest.contains(telling))),
    }
}
