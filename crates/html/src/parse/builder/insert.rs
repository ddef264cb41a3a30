//! § Creating and inserting nodes.

use std::borrow::Cow;

use crate::parse::token::{Reading, Span, Text, cleaned, normalised};
use crate::tree::{
    Attributes, ElementData, MOST_ATTRIBUTES, NONE, Name, Named, Namespace, NodeData, NodeId, Slice, Tag, Tree,
};

use super::Builder;
use super::kinds::FOSTERING;
use super::stack::Open;

/// Where a node is put: before a sibling, or as the last child.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    parent: NodeId,
    before: NodeId,
}

impl Place {
    pub(super) const fn last_in(parent: NodeId) -> Self {
        Self { parent, before: NONE }
    }
}

impl Builder<'_> {
    /// § The appropriate place for inserting a node.
    #[inline]
    pub(super) fn place(&self) -> Place {
        let top = self.stack.top();
        if self.fostering || top.tag == Tag::Template { self.place_in(top) } else { Place::last_in(top.node) }
    }

    /// The same where a target is given.
    #[inline(never)]
    pub(super) fn place_in(&self, target: &Open) -> Place {
        if self.fostering && target.is_any(FOSTERING) {
            self.foster_parent()
        } else if target.is(Tag::Template) {
            Place::last_in(self.contents(target.node))
        } else {
            Place::last_in(target.node)
        }
    }

    /// § Foster parenting: before the last table, or where that is no longer in the tree, in the element that is open
    /// around it; inside of a template, in that.
    fn foster_parent(&self) -> Place {
        let open = self.stack.all();
        let Some(at) = open.iter().rposition(|open| open.is(Tag::Table) || open.is(Tag::Template)) else {
            return Place::last_in(self.stack.root());
        };
        let node = open[at].node;
        if open[at].is(Tag::Template) {
            return Place::last_in(self.contents(node));
        }
        match self.tree.node(node).parent {
            NONE => Place::last_in(open[at.saturating_sub(1)].node),
            parent => Place { parent, before: node },
        }
    }

    /// Where what a template holds is kept.
    fn contents(&self, template: NodeId) -> NodeId {
        let contents = self.tree.element(template).map_or(NONE, |element| element.template());
        if contents == NONE { template } else { contents }
    }

    /// Puts a node without a parent into its place.
    #[inline]
    pub(super) fn put(&mut self, Place { parent, before }: Place, node: NodeId) {
        if before == NONE {
            self.tree.append(parent, node);
        } else {
            self.tree.insert_before(before, node);
        }
    }

    /// § Create an element for the token that is being processed.
    pub(super) fn create(&mut self, name: &Name, namespace: Namespace, attributes: Attributes) -> NodeId {
        let is_html = namespace == Namespace::Html;
        let template = match name.tag {
            Tag::Template if is_html => self.tree.add(NodeData::Fragment, self.span),
            _ => NONE,
        };
        self.tree.has_foreign |= !is_html;
        self.tree.has_shadows |= template != NONE && attributes.first < attributes.end;
        self.tree.add_element(name, namespace, attributes, template, self.span)
    }

    /// § Insert an HTML element, which is open from then on.
    #[inline]
    pub(super) fn insert_html(&mut self, name: &Name, attributes: Attributes) -> NodeId {
        let node = self.insert_void(name, attributes);
        self.stack.push(Open::new(node, name.tag, Namespace::Html));
        node
    }

    /// The same of an element that the page has no tag for.
    pub(super) fn insert_implied(&mut self, tag: Tag) -> NodeId {
        self.insert_html(&Name::from(tag), Attributes::default())
    }

    /// Inserts an HTML element that holds nothing, and so is closed at once.
    #[inline]
    pub(super) fn insert_void(&mut self, name: &Name, attributes: Attributes) -> NodeId {
        let place = self.place();
        if place.before == NONE && name.tag != Tag::Template && name.tag.atom().is_some() {
            let data = NodeData::Element(ElementData::plain(name.tag, attributes));
            return self.tree.add_last(place.parent, data, self.span);
        }
        let node = self.create(name, Namespace::Html, attributes);
        self.put(place, node);
        node
    }

    /// § Insert a comment.
    pub(super) fn insert_comment(&mut self, place: Place, text: Span) {
        let (from, to) = (text.0 as usize, text.1 as usize);
        let slice = match cleaned(&self.page[from..to]) {
            Cow::Borrowed(_) => Slice::of_page(from, to),
            Cow::Owned(read) => Slice::of_text(read, &mut self.tree.rewritten),
        };
        let comment = self.tree.add(NodeData::Comment(slice), self.span);
        self.put(place, comment);
    }

    /// § Insert a character, for many of them.
    #[inline(always)]
    #[allow(clippy::inline_always)] // for most texts it is a good part of the work
    pub(super) fn insert_text(&mut self, text: Text) {
        let place = self.place();
        if let (Reading::Literal, NONE) = (text.reading, place.before)
            && !self.tree.is_text(self.tree.node(place.parent).last_child)
        {
            let slice = Slice::of_page(text.span.0 as usize, text.span.1 as usize);
            self.tree.add_last(place.parent, NodeData::Text(slice), text.span);
        } else {
            insert_text(&mut self.tree, self.page, place, text);
        }
    }

    /// The text of a slice. The arena has not got the page yet.
    pub(super) fn read(&self, slice: Slice) -> &str {
        slice.read(self.page, &self.tree.rewritten)
    }

    /// The attributes of an element.
    pub(super) fn attributes_of(&self, node: NodeId) -> Attributes {
        self.tree.element(node).map_or_else(Attributes::default, |element| element.own())
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, own: Attributes, name: &str) -> Option<&str> {
        let found = self.tree.of(own).iter().find(|named| self.read(named.name) == name)?;
        Some(self.read(found.value))
    }

    /// Gives an element those attributes that it has not got, up to the limit.
    pub(super) fn add_missing_attributes(&mut self, node: NodeId, offered: Attributes) {
        let have = self.attributes_of(node);
        let is_missing = |one: &&Named| {
            let name = self.read(one.name);
            let is_same = |have: &Named| have.label == one.label && self.read(have.name) == name;
            have.marks & one.label.bits() == 0 || !self.tree.of(have).iter().any(is_same)
        };
        let mut missing: Vec<Named> = self.tree.of(offered).iter().filter(is_missing).copied().collect();
        let room =
            (self.limits.max_attributes as usize).min(MOST_ATTRIBUTES).saturating_sub((have.end - have.first) as usize);
        self.bounds.attributes_left_out += missing.len().saturating_sub(room);
        missing.truncate(room);
        if missing.is_empty() {
            return;
        }
        let tree = &mut self.tree;
        let first = tree.attributes.len();
        tree.attributes.extend_from_within(have.first as usize..have.end as usize);
        tree.attributes.extend(&missing);
        let marks = missing.iter().fold(have.marks, |marks, named| marks | named.label.bits());
        if let NodeData::Element(element) = &mut tree.nodes[node as usize].data {
            element.set_attributes(Attributes { first: first as u32, end: tree.attributes.len() as u32, marks });
        }
    }
}

/// Puts text into its place: behind a text that stands there already, or as a new one.
#[inline(never)]
fn insert_text(tree: &mut Tree<'_>, page: &str, Place { parent, before }: Place, text: Text) {
    let Text { span, reading } = text;
    let normal;
    let (characters, stands) = match &reading {
        Reading::Literal => (None, Some(Slice::of_page(span.0 as usize, span.1 as usize))),
        Reading::LineEnds => {
            normal = normalised(text.raw(page));
            (Some(&*normal), None)
        }
        Reading::Reference(characters) => (Some(characters.as_str()), None),
    };
    let neighbour = if before == NONE { tree.node(parent).last_child } else { tree.node(before).prev_sibling };
    if neighbour != NONE {
        let node = &mut tree.nodes[neighbour as usize];
        if let NodeData::Text(have) = &mut node.data {
            let added = characters.unwrap_or_else(|| text.raw(page));
            *have = have.followed_by(added, stands, page, &mut tree.rewritten);
            node.span = (node.span.0.min(span.0), node.span.1.max(span.1));
            return;
        }
    }
    let slice = match (stands, characters) {
        (Some(slice), _) => slice,
        (None, characters) => Slice::of_text(characters.unwrap_or_default().to_owned(), &mut tree.rewritten),
    };
    let node = tree.add(NodeData::Text(slice), span);
    if before == NONE {
        tree.append(parent, node);
    } else {
        tree.insert_before(before, node);
    }
}
