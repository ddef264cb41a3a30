//! The table of elements that hold blocks.

use std::sync::Arc;

use copydesk_core::{Element, StartTag, TagName};
use web_atoms::LocalName;

use super::classes::hash;
use crate::tree::{NodeId, Tree, TreeElement};

/// The elements that hold blocks, parents before children.
#[derive(Debug)]
pub(super) struct Elements<'t> {
    tree: &'t Tree<'t>,
    list: Vec<Element>,
    /// Start tags that came last, at the place that their hash gives: a page writes the same ones again and again.
    recent: Vec<Option<Recent<'t>>>,
}

/// A start tag that has a name and classes, and nothing else that is kept.
#[derive(Debug, Clone)]
struct Recent<'t> {
    name: LocalName,
    classes: &'t str,
    start_tag: Arc<StartTag>,
}

/// How many start tags are remembered: a power of two.
const RECENT: usize = 256;

impl<'t> Elements<'t> {
    /// No elements yet.
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        Self { tree, list: Vec::new(), recent: vec![None; RECENT] }
    }

    /// Adds what is kept of an element; its index.
    pub(super) fn add(&mut self, node: NodeId, parent: Option<u32>) -> u32 {
        let start_tag = self.start_tag(node);
        self.list.push(Element::new(parent, start_tag));
        (self.list.len() - 1) as u32
    }

    /// All that were added.
    pub(super) fn finish(self) -> Vec<Element> {
        self.list
    }

    fn start_tag(&mut self, node: NodeId) -> Arc<StartTag> {
        let Some(element) = self.tree.element(node) else { return Arc::default() };
        let class = element.attribute("class");
        let is_plain = element.attribute_count() == usize::from(class.is_some());
        let classes = class.unwrap_or_default();
        if !is_plain && element.attribute_names().any(|name| name == "id" || is_kept(name)) {
            let id = element.attribute("id").map(str::trim).filter(|id| !id.is_empty());
            let kept = element.attributes().filter(|attribute| is_kept(attribute.name));
            return Arc::new(StartTag {
                tag: name_of(element),
                id: id.map(str::to_owned),
                classes: words(classes),
                attributes: kept.map(|attribute| (attribute.name.to_owned(), attribute.value.to_owned())).collect(),
            });
        }
        let recent = &mut self.recent[place_of(&element.name, classes)];
        if let Some(same) = recent.as_ref().filter(|recent| recent.name == element.name && recent.classes == classes) {
            return Arc::clone(&same.start_tag);
        }
        let start_tag =
            Arc::new(StartTag { tag: name_of(element), id: None, classes: words(classes), attributes: Vec::new() });
        *recent = Some(Recent { name: element.name.clone(), classes, start_tag: Arc::clone(&start_tag) });
        start_tag
    }
}

/// Where a start tag is remembered. Where two have the same place the last one has it, so nothing is lost but time.
fn place_of(name: &LocalName, classes: &str) -> usize {
    hash(name.unsafe_data(), classes) as usize % RECENT
}

/// The name of an element as it is written, which of most is among the known ones.
fn name_of(element: TreeElement<'_>) -> TagName {
    match element.tag.known_name() {
        Some(known) if *element.name == *known => known.into(),
        _ => (*element.name).to_owned().into(),
    }
}

/// The words of a text, in a list that is no longer than they are.
fn words(text: &str) -> Vec<String> {
    let parts = text.bytes().filter(u8::is_ascii_whitespace).count() + 1;
    let mut words = Vec::with_capacity(if text.is_empty() { 0 } else { parts });
    words.extend(text.split_ascii_whitespace().map(str::to_owned));
    words
}

/// Whether an inline element says enough of itself to be kept where it holds whole blocks.
pub(super) fn is_telling(element: TreeElement<'_>) -> bool {
    element.attribute_names().any(|name| matches!(name, "id" | "class") || is_kept(name))
}

/// The attributes that [`StartTag::attributes`] documents.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse;

    #[test]
    fn same_start_tags_are_shared() {
        let page =
            "<p class='a b'>x<p class='a b'>x<p class='a  c'>x<div class='a b'>x</div><p>x<p id=i>x<p id=i>x<p>x";
        let (tree, _) = parse::parse(page, &Limits::default());
        let segmentation = crate::blocks::segment(&tree, 100);
        let of = |block: usize| {
            let element = segmentation.blocks[block].element.expect("each block lies in an element");
            &segmentation.elements[element as usize]
        };
        assert!(Arc::ptr_eq(of(0).start_tag(), of(1).start_tag()) && of(1).classes == ["a", "b"]);
        assert!(of(2).classes == ["a", "c"] && of(2).tag == "p");
        assert!(of(3).tag == "div" && of(3).classes == ["a", "b"]);
        assert!(Arc::ptr_eq(of(4).start_tag(), of(7).start_tag()) && of(4).classes.is_empty());
        assert_eq!((of(5).id.as_deref(), of(6).id.as_deref()), (Some("i"), Some("i")));
    }
}
