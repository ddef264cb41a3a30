//! The page's tree: nodes in one arena, linked by `u32` indices, so that nothing recurses and dropping is flat.

mod attribute;
mod element;
mod links;
mod rewritten;
mod slice;
mod tag;
mod walk;

use std::borrow::Cow;

use web_atoms::LocalName;

pub(crate) use attribute::{
    ARIA_HIDDEN, ARIA_LEVEL, Attributes, CLASS, CONTENT, DATA_BIT, HIDDEN, HREF, ID, ITEMPROP, ITEMSCOPE, Known, Label,
    NAME, Named, OPEN, PROPERTY, REL, ROLE, SRC, STYLE, TYPE, VALUE, mark, marks,
};
pub(crate) use element::{ElementData, MOST_ATTRIBUTES, Namespace, TreeElement, Unread};
pub(crate) use rewritten::Rewritten;
pub(crate) use slice::Slice;
pub(crate) use tag::{ALL, Name, TAGS, Tag, key};
pub(crate) use walk::{Step, Walk};

/// The index of a node in [`Tree::nodes`].
pub(crate) type NodeId = u32;

/// The index that stands for no node.
pub(crate) const NONE: NodeId = u32::MAX;

/// The document node, always the first.
pub(crate) const DOCUMENT: NodeId = 0;

/// A parsed page. Nodes that the parser took out again stay in the arena with no parent.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // each says that something rare is there and has to be looked for
pub(crate) struct Tree<'p> {
    /// All nodes; the first is the document.
    pub(crate) nodes: Vec<Node>,
    /// The attributes of all elements; each element has a stretch of them.
    pub(crate) attributes: Vec<Named>,
    /// The names of those elements whose names have no atoms of their own.
    names: Vec<LocalName>,
    /// The document types: name, public and system identifier.
    doctypes: Vec<[String; 3]>,
    /// What could not be left where it stands in the page, as references were decoded or texts put together.
    pub(crate) rewritten: Vec<Rewritten>,
    /// The page after decoding, as it was fed to the parser: what spans and slices point into.
    pub(crate) text: Cow<'p, str>,
    /// Whether any element is not in HTML's namespace.
    pub(crate) has_foreign: bool,
    /// Whether any element is a `<base>`.
    pub(crate) has_base: bool,
    /// Whether any element's `id` begins as those of parts that are to be put in their places.
    pub(crate) has_parts: bool,
    /// Whether any template has attributes: it may be the shadow root of the element around it.
    pub(crate) has_shadows: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeData {
    /// The root of the arena.
    Document,
    /// The root of a template's contents: has no parent and is reached by [`ElementData::template`] alone.
    Fragment,
    /// `<!DOCTYPE …>`: its place among those of the tree.
    Doctype(u32),
    /// A comment's text.
    Comment(Slice),
    /// Characters, references decoded and line ends normalised.
    Text(Slice),
    /// An element.
    Element(ElementData),
}

impl Tree<'_> {
    /// A tree that is just the document node, with room for the nodes that a page of so many bytes usually has.
    pub(crate) fn new(bytes: usize) -> Self {
        let mut tree = Self {
            nodes: Vec::with_capacity(bytes / 32 + 8),
            attributes: Vec::with_capacity(bytes / 48),
            names: Vec::new(),
            doctypes: Vec::new(),
            rewritten: Vec::new(),
            text: Cow::Borrowed(""),
            has_foreign: false,
            has_base: false,
            has_parts: false,
            has_shadows: false,
        };
        tree.add(NodeData::Document, (0, 0));
        tree
    }

    /// Gives back the room for nodes that did not come, where that is much: the arena of a page of hardly anything but tags grows by
    /// doubling, and all that is read off it comes beside it.
    pub(crate) fn give_back(&mut self) {
        const MUCH: usize = 1 << 20;
        if (self.nodes.capacity() - self.nodes.len()) * size_of::<Node>() > MUCH {
            self.nodes.shrink_to_fit();
        }
    }

    /// Gives back all but the page's text.
    pub(crate) fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        *self = Self { text, ..Self::new(0) };
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

    /// Puts a node into the arena, behind the last child of a parent.
    #[inline]
    pub(crate) fn add_last(&mut self, parent: NodeId, data: NodeData, span: (u32, u32)) -> NodeId {
        let id = self.nodes.len() as NodeId;
        let around = &mut self.nodes[parent as usize];
        let last = std::mem::replace(&mut around.last_child, id);
        if last == NONE {
            around.first_child = id;
        } else {
            self.nodes[last as usize].next_sibling = id;
        }
        self.nodes.push(Node {
            parent,
            first_child: NONE,
            last_child: NONE,
            prev_sibling: last,
            next_sibling: NONE,
            span,
            data,
        });
        id
    }

    /// Puts an element into the arena, with no parent yet. `template` is where a `<template>` keeps what it holds.
    #[inline]
    pub(crate) fn add_element(
        &mut self,
        name: &Name,
        namespace: Namespace,
        own: Attributes,
        template: NodeId,
        span: (u32, u32),
    ) -> NodeId {
        let mut extra = template;
        if name.tag.atom().is_none() {
            extra = self.names.len() as u32;
            self.names.push(name.local.clone());
        }
        self.add(NodeData::Element(ElementData::new(name.tag, namespace, own, extra)), span)
    }

    /// Puts a document type into the arena, with no parent yet.
    pub(crate) fn add_doctype(&mut self, names: [String; 3], span: (u32, u32)) -> NodeId {
        self.doctypes.push(names);
        self.add(NodeData::Doctype((self.doctypes.len() - 1) as u32), span)
    }

    /// The names of a document type: name, public and system identifier.
    #[cfg(any(test, feature = "inspect"))]
    pub(crate) fn doctype(&self, number: u32) -> &[String; 3] {
        &self.doctypes[number as usize]
    }

    /// The node of an index.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// The element behind an index, if it is one.
    pub(crate) fn element(&self, id: NodeId) -> Option<TreeElement<'_>> {
        self.data(id).map(|data| TreeElement::new(self, data))
    }

    fn data(&self, id: NodeId) -> Option<&ElementData> {
        match self.nodes.get(id as usize).map(|node| &node.data) {
            Some(NodeData::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// Whether there is such a node, and it is a text.
    #[inline]
    pub(crate) fn is_text(&self, id: NodeId) -> bool {
        matches!(self.nodes.get(id as usize), Some(Node { data: NodeData::Text(_), .. }))
    }

    /// Whether the node is an element.
    pub(crate) fn is_element(&self, id: NodeId) -> bool {
        self.data(id).is_some()
    }

    /// The local name, or "" if the node is no element. Names outside HTML may hold capitals.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        self.element(id).map_or("", |element| element.name())
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
    #[inline]
    pub(crate) fn read(&self, slice: Slice) -> &str {
        slice.read(&self.text, &self.rewritten)
    }

    /// The same as the page has written it, where that is known.
    #[inline]
    pub(crate) fn written(&self, slice: Slice) -> &str {
        slice.written(&self.text, &self.rewritten)
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
}

impl Node {
    pub(crate) fn data_if_text(&self) -> Option<Slice> {
        match self.data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
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
    fn a_node_takes_little_room() {
        assert_eq!(size_of::<Node>(), 48);
    }

    #[test]
    fn nodes_are_put_last() {
        let mut tree = Tree::new(0);
        let parent = tree.add_last(DOCUMENT, NodeData::Fragment, (0, 0));
        let first = tree.add_last(parent, NodeData::Fragment, (0, 0));
        let last = tree.add_last(parent, NodeData::Fragment, (0, 0));
        assert_eq!(tree.children(parent).collect::<Vec<_>>(), [first, last]);
        assert_eq!((tree.node(last).prev_sibling, tree.node(parent).last_child), (first, last));
        tree.detach(first);
        assert_eq!(tree.children(parent).collect::<Vec<_>>(), [last]);
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
