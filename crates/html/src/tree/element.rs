//! Elements: what is kept of one, and what it is asked.

use std::ops::Deref;

use web_atoms::{LocalName, ns};

use super::{NONE, NodeId, Slice, Tag, Tree};

/// An element's name and attributes, in as little room as they need: there are more elements than anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ElementData {
    /// The halves of [`Attributes::marks`], so that nothing here asks to lie at a multiple of eight bytes.
    marks: [u32; 2],
    first_attribute: u32,
    /// The contents of a `<template>`, or [`NONE`]; of an element whose name has no atom of its own, the name's place among
    /// [`Tree::names`].
    pub(super) extra: u32,
    attributes: u16,
    /// Which of the known names it has, in lower case, whatever the namespace.
    pub(crate) tag: Tag,
    /// Of what language it is.
    pub(crate) namespace: Namespace,
}

/// The most attributes that an element may have, whatever the limit says.
pub(crate) const MOST_ATTRIBUTES: usize = u16::MAX as usize;

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
    /// The [`mark`]s of their names so that most questions for one that is not there are answered at once.
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

/// A number below 64 for the name of an attribute: those that pages use most have each its own.
#[inline]
pub(crate) const fn mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    mark_of(bytes.len(), *first, *last)
}

/// The mark of a name that has so many bytes, of which these are the first and the last.
#[inline]
pub(crate) const fn mark_of(len: usize, first: u8, last: u8) -> u8 {
    (len as u8).wrapping_mul(11).wrapping_add(first.wrapping_mul(3)).wrapping_add(last.wrapping_mul(29)) & 63
}

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    /// The name as one writes it, with its prefix where it has one (`xlink:href`); lower case for HTML.
    pub(crate) name: &'t str,
    /// The value, references decoded.
    pub(crate) value: &'t str,
}

/// An attribute whose value has not been read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unread<'t> {
    /// The bytes of the name.
    pub(crate) name: &'t [u8],
    named: Named,
    tree: &'t Tree<'t>,
}

impl<'t> Unread<'t> {
    /// The value.
    #[inline]
    pub(crate) fn value(self) -> &'t str {
        self.tree.read(self.named.value)
    }

    /// The name as text.
    pub(crate) fn name_text(self) -> &'t str {
        self.tree.read(self.named.name)
    }
}

/// An element with the tree that holds what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TreeElement<'t> {
    tree: &'t Tree<'t>,
    data: &'t ElementData,
}

impl ElementData {
    /// An element of HTML whose name has an atom of its own, and that is no `<template>`.
    #[inline]
    pub(crate) fn plain(tag: Tag, own: Attributes) -> Self {
        Self::new(tag, Namespace::Html, own, NONE)
    }

    /// An element; see the fields for `extra`.
    #[inline]
    pub(super) fn new(tag: Tag, namespace: Namespace, own: Attributes, extra: u32) -> Self {
        let mut data = Self { marks: [0; 2], first_attribute: 0, extra, attributes: 0, tag, namespace };
        data.set_attributes(own);
        data
    }

    /// Its attributes, in source order, each name once.
    #[inline]
    pub(crate) fn own(&self) -> Attributes {
        let end = self.first_attribute + u32::from(self.attributes);
        Attributes { first: self.first_attribute, end, marks: self.marks() }
    }

    /// Gives it other attributes, of which there are no more than [`MOST_ATTRIBUTES`].
    pub(crate) fn set_attributes(&mut self, own: Attributes) {
        self.first_attribute = own.first;
        self.attributes = u16::try_from(own.end - own.first).expect("attributes past the limit are left out");
        self.marks = [own.marks as u32, (own.marks >> 32) as u32];
    }

    /// The contents of a `<template>`, or [`NONE`]. They are no part of the visible tree.
    pub(crate) fn template(&self) -> NodeId {
        if self.tag == Tag::Template { self.extra } else { NONE }
    }

    #[inline]
    fn marks(&self) -> u64 {
        u64::from(self.marks[0]) | u64::from(self.marks[1]) << 32
    }
}

impl Namespace {
    /// Its address.
    pub(crate) fn url(self) -> &'static web_atoms::Namespace {
        static URLS: [web_atoms::Namespace; 3] = [ns!(html), ns!(svg), ns!(mathml)];
        &URLS[self as usize]
    }
}

impl<'t> TreeElement<'t> {
    /// The element of a tree that this is kept of.
    pub(super) fn new(tree: &'t Tree<'t>, data: &'t ElementData) -> Self {
        Self { tree, data }
    }

    /// The local name: lower case for HTML.
    #[inline]
    pub(crate) fn name(self) -> &'t LocalName {
        match self.data.tag.atom() {
            Some(name) => name,
            None => &self.tree.names[self.data.extra as usize],
        }
    }

    /// The value of an attribute.
    #[inline]
    pub(crate) fn attribute(self, name: &str) -> Option<&'t str> {
        let mark = mark(name);
        if self.data.marks() & 1 << mark == 0 { None } else { self.find(name, mark) }
    }

    fn find(self, name: &str, mark: u8) -> Option<&'t str> {
        let found = self.named().iter().find(|named| named.mark == mark && self.tree.reads(named.name, name));
        found.map(|named| self.tree.read(named.value))
    }

    /// Whether it has no attributes at all.
    pub(crate) fn is_bare(self) -> bool {
        self.data.marks() == 0
    }

    /// Whether it may have an attribute with each of these marks.
    pub(crate) fn may_have_all(self, marks: u64) -> bool {
        self.data.marks() & marks == marks
    }

    /// How many attributes it has.
    pub(crate) fn attribute_count(self) -> usize {
        usize::from(self.data.attributes)
    }

    /// Whether it may have an attribute with one of these marks.
    pub(crate) fn may_have(self, marks: u64) -> bool {
        self.data.marks() & marks != 0
    }

    /// The attributes, in source order.
    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        let tree = self.tree;
        self.named().iter().map(|named| Attribute { name: tree.read(named.name), value: tree.read(named.value) })
    }

    /// The attributes, in source order, of which no value is read that is not asked for.
    #[inline]
    pub(crate) fn unread_attributes(self) -> impl Iterator<Item = Unread<'t>> {
        let tree = self.tree;
        let page: &'t str = &tree.text;
        self.named().iter().map(move |named| {
            let name = named.name.bytes(page, &tree.rewritten);
            Unread { name, named: *named, tree }
        })
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
        self.tree.of(self.data.own())
    }
}

impl Deref for TreeElement<'_> {
    type Target = ElementData;

    fn deref(&self) -> &ElementData {
        self.data
    }
}
