//! The page's tree: nodes in one arena, linked by `u32` indices, so that nothing recurses and dropping is flat.

mod slice;
mod tag;
mod walk;

use std::borrow::Cow;
use std::ops::Deref;

use web_atoms::{LocalName, ns};

pub(crate) use slice::Slice;
pub(crate) use tag::{Name, TAGS, Tag, key};
pub(crate) use walk::{Step, Walk};

/// The index of a node in [`Tree::nodes`].
pub(crate) type NodeId = u32;

/// The index that stands for no node.
pub(crate) const NONE: NodeId = u32::MAX;

/// The document node, always the first.
pub(crate) const DOCUMENT: NodeId = 0;

/// A parsed page. Nodes that the parser took out again stay in the arena with no parent.
#[derive(Debug)]
pub(crate) struct Tree<'p> {
    /// All nodes; the first is the document.
    pub(crate) nodes: Vec<Node>,
    /// The attributes of all elements; each element has a stretch of them.
    pub(crate) attributes: Vec<Named>,
    /// What could not be left where it stands in the page, as references were decoded or texts put together.
    pub(crate) rewritten: Vec<String>,
    /// The page after decoding, as it was fed to the parser: what spans and slices point into.
    pub(crate) text: Cow<'p, str>,
    /// Whether any element is not in HTML's namespace.
    pub(crate) has_foreign: bool,
    /// Whether any element's `id` begins as those of parts that are to be put in their places.
    pub(crate) has_parts: bool,
}

/// A node with its links to others ([`NONE`] where there is none).
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) parent: NodeId,
    pub(crate) first_child: NodeId,
    pub(crate) last_child: NodeId,
    pub(crate) prev_sibling: NodeId,
    pub(crate) next_sibling: NodeId,
    /// Half-open byte range in [`Tree::text`]: the start tag of an element, the characters of a text, the whole of a
    /// comment. An element that the parser implied or re-opened has the range of the token that caused it.
    pub(crate) span: (u32, u32),
    pub(crate) data: NodeData,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NodeData {
    /// The root of the arena.
    Document,
    /// The root of a template's contents: has no parent and is reached by [`ElementData::template`] alone.
    Fragment,
    /// `<!DOCTYPE …>`: name, public and system identifier.
    Doctype(Box<[String; 3]>),
    /// A comment's text.
    Comment(Slice),
    /// Characters, references decoded and line ends normalised.
    Text(Slice),
    /// An element.
    Element(ElementData),
}

/// An element's name and attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ElementData {
    /// Local name: lower case for HTML.
    pub(crate) name: LocalName,
    /// Which of the known names it is, in lower case, whatever the namespace.
    pub(crate) tag: Tag,
    /// Of what language it is.
    pub(crate) namespace: Namespace,
    /// In source order, each name once.
    pub(crate) attributes: Attributes,
    /// The contents of a `<template>`, or [`NONE`]. They are no part of the visible tree.
    pub(crate) template: NodeId,
}

/// The language that an element is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// Which of [`Tree::attributes`] are an element's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The [`mark`]s of their names, and perhaps [`NUMBERED_DATA`], so that most questions for one that is not there are answered at once.
    pub(crate) marks: u64,
}

/// An attribute as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: Slice,
    pub(crate) value: Slice,
    /// The [`mark`] of the name.
    pub(crate) mark: u8,
}

/// Beside the [`mark`]s: whether there is an attribute whose name begins with `data-`, and whose value with a digit.
pub(crate) const NUMBERED_DATA: u64 = 1 << 63;

/// A number below 63 for the name of an attribute: those that pages use most have each its own.
#[inline]
pub(crate) const fn mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    mark_of(bytes.len(), *first, *last)
}

/// The mark of a name that has so many bytes, of which these are the first and the last.
#[inline]
pub(crate) const fn mark_of(len: usize, first: u8, last: u8) -> u8 {
    let mark =
        (len as u8).wrapping_mul(11).wrapping_add(first.wrapping_mul(3)).wrapping_add(last.wrapping_mul(29)) & 63;
    if 1 << mark == NUMBERED_DATA { mark - 1 } else { mark }
}

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    /// The name as one writes it, with its prefix where it has one (`xlink:href`); lower case for HTML.
    pub(crate) name: &'t str,
    /// The value, references decoded.
    pub(crate) value: &'t str,
}

/// An element with the tree that holds what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TreeElement<'t> {
    tree: &'t Tree<'t>,
    data: &'t ElementData,
}

impl Tree<'_> {
    /// A tree that is just the document node, with room for the nodes that a page of so many bytes usually has.
    pub(crate) fn new(bytes: usize) -> Self {
        let mut tree = Self {
            nodes: Vec::with_capacity(bytes / 64 + 8),
            attributes: Vec::with_capacity(bytes / 64),
            rewritten: Vec::new(),
            text: Cow::Borrowed(""),
            has_foreign: false,
            has_parts: false,
        };
        tree.add(NodeData::Document, (0, 0));
        tree
    }

    /// Puts a node into the arena, with no parent yet.
    pub(crate) fn add(&mut self, data: NodeData, span: (u32, u32)) -> NodeId {
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node {
            parent: NONE,
            first_child: NONE,
            last_child: NONE,
            prev_sibling: NONE,
            next_sibling: NONE,
            span,
            data,
        });
        id
    }

    /// The node of an index.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// The element behind an index, if it is one.
    pub(crate) fn element(&self, id: NodeId) -> Option<TreeElement<'_>> {
        self.data(id).map(|data| TreeElement { tree: self, data })
    }

    fn data(&self, id: NodeId) -> Option<&ElementData> {
        match self.nodes.get(id as usize).map(|node| &node.data) {
            Some(NodeData::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// Whether the node is an element.
    pub(crate) fn is_element(&self, id: NodeId) -> bool {
        self.data(id).is_some()
    }

    /// The local name, or "" if the node is no element. Names outside HTML may hold capitals.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        self.data(id).map_or("", |element| &element.name)
    }

    /// Which of the known names the element has, in lower case, whatever its namespace; none if the node is no element.
    pub(crate) fn tag(&self, id: NodeId) -> Tag {
        self.data(id).map_or(Tag::Other, |element| element.tag)
    }

    /// Whether the element is in the HTML namespace (not of an image or a formula).
    pub(crate) fn is_html(&self, id: NodeId) -> bool {
        self.data(id).is_some_and(|element| element.namespace == Namespace::Html)
    }

    /// The value of an attribute; none if the node is no element or has no such attribute.
    #[inline]
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.element(id)?.attribute(name)
    }

    /// The characters of a text node.
    #[inline]
    pub(crate) fn characters(&self, id: NodeId) -> Option<&str> {
        self.node(id).data_if_text().map(|text| self.read(text))
    }

    /// Whether a slice is this text.
    pub(crate) fn reads(&self, slice: Slice, text: &str) -> bool {
        slice.is(text, &self.text, &self.rewritten)
    }

    /// The attributes of an element.
    pub(crate) fn of(&self, own: Attributes) -> &[Named] {
        &self.attributes[own.first as usize..own.end as usize]
    }

    /// The text of a slice.
    pub(crate) fn read(&self, slice: Slice) -> &str {
        slice.read(&self.text, &self.rewritten)
    }

    /// The parent, if it has one.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    /// The children, in order.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(some(self.node(id).first_child), |child| some(self.node(*child).next_sibling))
    }

    /// The parents, innermost first, up to and with the document.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(some(self.node(id).parent), |parent| some(self.node(*parent).parent))
    }

    /// The root element, `<html>`.
    pub(crate) fn root_element(&self) -> Option<NodeId> {
        self.children(DOCUMENT).find(|child| self.is_element(*child))
    }

    /// Enters and leaves a node and everything below it, in document order, templates' contents left out.
    pub(crate) fn walk(&self, from: NodeId) -> Walk<'_> {
        Walk { tree: self, from, next: Some(Step::Enter(from)) }
    }

    /// A node and everything below it, parents before children, templates' contents left out.
    pub(crate) fn preorder(&self, from: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.walk(from).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// All text below a node as the DOM's `textContent` gives it: scripts and styles too, white space unfolded.
    pub(crate) fn text_of(&self, id: NodeId) -> String {
        self.preorder(id).filter_map(|node| self.characters(node)).collect()
    }

    /// The same of an element that holds nothing but one text, as scripts do, where it stands.
    pub(crate) fn script_of(&self, id: NodeId) -> Cow<'_, str> {
        let node = self.node(id);
        match self.nodes.get(node.first_child as usize).map(Node::data_if_text) {
            Some(Some(text)) if node.first_child == node.last_child => Cow::Borrowed(self.read(text)),
            _ => Cow::Owned(self.text_of(id)),
        }
    }

    /// Puts a node without parent under a parent, after its last child.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.nodes[parent as usize].last_child;
        self.link(parent, last, child, NONE);
    }

    /// Puts a node without parent before a sibling that has one.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Node { parent, prev_sibling, .. } = self.nodes[sibling as usize];
        self.link(parent, prev_sibling, child, sibling);
    }

    /// Takes a node, with all below it, out of its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id as usize];
        let (parent, prev, next) = (node.parent, node.prev_sibling, node.next_sibling);
        (node.parent, node.prev_sibling, node.next_sibling) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        if prev == NONE {
            self.nodes[parent as usize].first_child = next;
        } else {
            self.nodes[prev as usize].next_sibling = next;
        }
        if next == NONE {
            self.nodes[parent as usize].last_child = prev;
        } else {
            self.nodes[next as usize].prev_sibling = prev;
        }
    }

    fn link(&mut self, parent: NodeId, prev: NodeId, child: NodeId, next: NodeId) {
        let node = &mut self.nodes[child as usize];
        (node.parent, node.prev_sibling, node.next_sibling) = (parent, prev, next);
        if prev == NONE {
            self.nodes[parent as usize].first_child = child;
        } else {
            self.nodes[prev as usize].next_sibling = child;
        }
        if next == NONE {
            self.nodes[parent as usize].last_child = child;
        } else {
            self.nodes[next as usize].prev_sibling = child;
        }
    }
}

impl Namespace {
    /// Its address.
    pub(crate) fn url(self) -> &'static web_atoms::Namespace {
        static URLS: [web_atoms::Namespace; 3] = [ns!(html), ns!(svg), ns!(mathml)];
        &URLS[self as usize]
    }
}

impl Node {
    pub(crate) fn data_if_text(&self) -> Option<Slice> {
        match self.data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'t> TreeElement<'t> {
    /// The value of an attribute.
    #[inline]
    pub(crate) fn attribute(self, name: &str) -> Option<&'t str> {
        let mark = mark(name);
        if self.data.attributes.marks & 1 << mark == 0 { None } else { self.find(name, mark) }
    }

    fn find(self, name: &str, mark: u8) -> Option<&'t str> {
        let found = self.named().iter().find(|named| named.mark == mark && self.tree.reads(named.name, name));
        found.map(|named| self.tree.read(named.value))
    }

    /// Whether it has no attributes at all.
    pub(crate) fn is_bare(self) -> bool {
        self.data.attributes.marks == 0
    }

    /// Whether it may have an attribute with each of these marks.
    pub(crate) fn may_have_all(self, marks: u64) -> bool {
        self.data.attributes.marks & marks == marks
    }

    /// How many attributes it has.
    pub(crate) fn attribute_count(self) -> usize {
        (self.data.attributes.end - self.data.attributes.first) as usize
    }

    /// Whether it may have an attribute with one of these marks.
    pub(crate) fn may_have(self, marks: u64) -> bool {
        self.data.attributes.marks & marks != 0
    }

    /// The attributes, in source order.
    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        let tree = self.tree;
        self.named().iter().map(|named| Attribute { name: tree.read(named.name), value: tree.read(named.value) })
    }

    /// What the tree keeps of it.
    pub(crate) fn data(self) -> &'t ElementData {
        self.data
    }

    /// The names of the attributes, in source order.
    pub(crate) fn attribute_names(self) -> impl Iterator<Item = &'t str> {
        let tree = self.tree;
        self.named().iter().map(|named| tree.read(named.name))
    }

    /// The attributes whose names begin with `data-`, by what follows, with their whole names.
    pub(crate) fn data_attributes(self) -> impl Iterator<Item = (&'t str, Attribute<'t>)> {
        let tree = self.tree;
        self.named().iter().filter_map(move |named| {
            let name = tree.read(named.name);
            let rest = name.strip_prefix("data-")?;
            Some((rest, Attribute { name, value: tree.read(named.value) }))
        })
    }

    /// The class names, in order.
    pub(crate) fn classes(self) -> impl Iterator<Item = &'t str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    fn named(self) -> &'t [Named] {
        self.tree.of(self.data.attributes)
    }
}

impl Deref for TreeElement<'_> {
    type Target = ElementData;

    fn deref(&self) -> &ElementData {
        self.data
    }
}

fn some(id: NodeId) -> Option<NodeId> {
    (id != NONE).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Tree<'static> {
        let mut tree = Tree::new(0);
        let mut add = |text: &str| {
            let text = Slice::of_text(text.to_owned(), &mut tree.rewritten);
            tree.add(NodeData::Text(text), (0, 0))
        };
        let (outer, first, last) = (add("outer"), add("first"), add("last"));
        tree.append(DOCUMENT, outer);
        tree.append(outer, last);
        tree.insert_before(last, first);
        tree
    }

    #[test]
    fn a_node_is_a_cache_line() {
        assert_eq!(size_of::<Node>(), 64);
    }

    #[test]
    fn walk_enters_and_leaves_in_document_order() {
        let steps: Vec<Step> = sample().walk(DOCUMENT).collect();
        let expected = [
            Step::Enter(0),
            Step::Enter(1),
            Step::Enter(2),
            Step::Leave(2),
            Step::Enter(3),
            Step::Leave(3),
            Step::Leave(1),
            Step::Leave(0),
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn walk_stays_below_its_start() {
        let steps: Vec<Step> = sample().walk(2).collect();
        assert_eq!(steps, [Step::Enter(2), Step::Leave(2)]);
    }

    #[test]
    fn skipped_children_are_not_entered() {
        let tree = sample();
        let mut walk = tree.walk(DOCUMENT);
        assert_eq!((walk.next(), walk.next()), (Some(Step::Enter(0)), Some(Step::Enter(1))));
        walk.skip_children();
        assert_eq!(walk.collect::<Vec<_>>(), [Step::Leave(1), Step::Leave(0)]);
    }

    #[test]
    fn detached_node_keeps_what_is_below_it() {
        let mut tree = sample();
        tree.detach(1);
        assert_eq!(tree.text_of(DOCUMENT), "");
        assert_eq!(tree.text_of(1), "outerfirstlast");
        tree.detach(2);
        assert_eq!(tree.children(1).collect::<Vec<_>>(), [3]);
    }
}
