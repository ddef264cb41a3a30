//! Elements: what is kept of one, and what it is asked.

use std::ops::Deref;

use web_atoms::{LocalName, ns};

use super::{Attributes, CLASS, DATA_BIT, Known, Label, NONE, Named, NodeId, Tag, Tree, mark};

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

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    /// The name as one writes it, with its prefix where it has one (`xlink:href`); lower case for HTML.
    pub(crate) name: &'t str,
    /// The value, references decoded.
    pub(crate) value: &'t str,
}

/// An attribute of which nothing has been read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unread<'t> {
    named: &'t Named,
    tree: &'t Tree<'t>,
}

impl<'t> Unread<'t> {
    /// The value.
    #[inline]
    pub(crate) fn value(self) -> &'t str {
        self.tree.read(self.named.value)
    }

    /// Whether the value begins with a digit. A reference may stand for one.
    #[inline]
    pub(crate) fn begins_with_digit(self) -> bool {
        match self.tree.written(self.named.value).as_bytes().first() {
            Some(b'&') => self.value().as_bytes().first().is_some_and(u8::is_ascii_digit),
            first => first.is_some_and(u8::is_ascii_digit),
        }
    }

    /// The name.
    pub(crate) fn name(self) -> &'t str {
        self.tree.read(self.named.name)
    }

    /// What is told by the name.
    #[inline]
    pub(crate) fn label(self) -> Label {
        self.named.label
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

    /// The value of an attribute whose name is known.
    #[inline]
    pub(crate) fn known(self, name: Known) -> Option<&'t str> {
        if self.data.marks() & name.bit() == 0 { None } else { self.find_known(name) }
    }

    fn find(self, name: &str, mark: u8) -> Option<&'t str> {
        let found = self.named().iter().find(|named| named.label.mark == mark && self.tree.reads(named.name, name));
        found.map(|named| self.tree.read(named.value))
    }

    fn find_known(self, name: Known) -> Option<&'t str> {
        let found = self.named().iter().find(|named| named.label.is(name));
        found.map(|named| self.tree.read(named.value))
    }

    /// Whether it has an attribute whose name is known.
    #[inline]
    pub(crate) fn has(self, name: Known) -> bool {
        self.data.marks() & name.bit() != 0 && self.named().iter().any(|named| named.label.is(name))
    }

    /// Whether it has no attributes at all.
    pub(crate) fn is_bare(self) -> bool {
        self.data.marks() == 0
    }

    /// Whether it may have an attribute with each of these marks.
    pub(crate) fn may_have_all(self, marks: u64) -> bool {
        self.data.marks() & marks == marks
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

    /// The attributes, in source order, of which nothing is read that is not asked for.
    #[inline]
    pub(crate) fn unread_attributes(self) -> impl Iterator<Item = Unread<'t>> {
        let tree = self.tree;
        self.named().iter().map(move |named| Unread { named, tree })
    }

    /// The attributes whose names begin with `data-`, by what follows, with their whole names.
    pub(crate) fn data_attributes(self) -> impl Iterator<Item = (&'t str, Attribute<'t>)> {
        let tree = self.tree;
        let all = if self.may_have(DATA_BIT) { self.named() } else { &[] };
        all.iter().filter(|named| named.label.is_data()).filter_map(move |named| {
            let name = tree.read(named.name);
            let rest = name.strip_prefix("data-")?;
            Some((rest, Attribute { name, value: tree.read(named.value) }))
        })
    }

    /// The class names, in order.
    pub(crate) fn classes(self) -> impl Iterator<Item = &'t str> {
        self.known(CLASS).unwrap_or_default().split_ascii_whitespace()
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
