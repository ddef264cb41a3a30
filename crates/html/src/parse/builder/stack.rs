//! § The stack of open elements. How many of each name are open is counted, so that most questions for one that is not
//! are answered without a look at the stack; all others look no further than what bounds the question.

use crate::tree::{DOCUMENT, Name, Namespace, NodeId, TAGS, Tag};

use super::kinds::{FORMATTING, Kinds, kinds};

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) node: NodeId,
    /// The sets that it is in.
    pub(super) kinds: Kinds,
    pub(super) tag: Tag,
    pub(super) namespace: Namespace,
}

impl Open {
    pub(super) fn new(node: NodeId, tag: Tag, namespace: Namespace) -> Self {
        Self { node, kinds: kinds(tag, namespace), tag, namespace }
    }

    /// Whether it is an element of HTML of this known name.
    #[inline]
    pub(super) fn is(&self, tag: Tag) -> bool {
        self.tag == tag && self.is_html()
    }

    #[inline]
    pub(super) fn is_html(&self) -> bool {
        self.namespace == Namespace::Html
    }

    /// Whether it is in any of these sets.
    #[inline]
    pub(super) fn is_any(&self, kinds: Kinds) -> bool {
        self.kinds & kinds != 0
    }
}

/// The open elements, the current node last.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many elements of HTML of each name are open, and how many of unknown names together.
    counts: [u32; TAGS],
    /// Whether a formatting element has been closed since this was last set.
    pub(super) lost_formatting: bool,
}

impl Stack {
    pub(super) fn new() -> Self {
        Self { open: Vec::with_capacity(64), counts: [0; TAGS], lost_formatting: false }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// The open elements, the root first.
    pub(super) fn all(&self) -> &[Open] {
        &self.open
    }

    /// The current node; the document while nothing is open.
    #[inline]
    pub(super) fn top(&self) -> &Open {
        static BOTTOM: Open = Open { node: DOCUMENT, kinds: 0, tag: Tag::Other, namespace: Namespace::Html };
        self.open.last().unwrap_or(&BOTTOM)
    }

    /// The root element, or the document while nothing is open.
    pub(super) fn root(&self) -> NodeId {
        self.open.first().map_or(DOCUMENT, |open| open.node)
    }

    /// The body, if it is the second element.
    pub(super) fn body(&self) -> Option<NodeId> {
        self.open.get(1).filter(|open| open.is(Tag::Body)).map(|open| open.node)
    }

    /// Whether an element of HTML of a name is open.
    #[inline]
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    #[inline]
    pub(super) fn push(&mut self, open: Open) {
        self.count(open);
        self.open.push(open);
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.uncount(open);
        }
    }

    /// Closes elements until so many are open.
    pub(super) fn truncate(&mut self, len: usize) {
        while self.open.len() > len {
            self.pop();
        }
    }

    pub(super) fn remove(&mut self, at: usize) {
        let open = self.open.remove(at);
        self.uncount(open);
    }

    pub(super) fn insert(&mut self, at: usize, open: Open) {
        self.count(open);
        self.open.insert(at, open);
    }

    /// Puts another node in the place of one of the same name.
    pub(super) fn replace(&mut self, at: usize, node: NodeId) {
        self.open[at].node = node;
    }

    /// Where a node stands, if it is open.
    pub(super) fn position(&self, node: NodeId) -> Option<usize> {
        self.open.iter().rposition(|open| open.node == node)
    }

    /// Whether an element is in a scope that is bounded by these sets.
    #[inline]
    pub(super) fn in_scope(&self, tag: Tag, bounds: Kinds) -> bool {
        if !self.has(tag) {
            return false;
        }
        let nearest = self.open.iter().rev().find(|open| open.is(tag) || open.is_any(bounds));
        nearest.is_some_and(|open| open.is(tag))
    }

    /// Whether an element of these sets is in a scope that is bounded by others.
    pub(super) fn any_in_scope(&self, kinds: Kinds, bounds: Kinds) -> bool {
        let nearest = self.open.iter().rev().find(|open| open.is_any(kinds | bounds));
        nearest.is_some_and(|open| open.is_any(kinds))
    }

    /// Whether nothing of these sets stands above a place.
    pub(super) fn sees(&self, at: usize, bounds: Kinds) -> bool {
        !self.open[at + 1..].iter().any(|open| open.is_any(bounds))
    }

    /// Closes elements until one of HTML of this name has been closed. § Generate implied end tags, which the standard has
    /// come before that, only tells which of them are mistakes.
    pub(super) fn close(&mut self, tag: Tag) {
        while let Some(open) = self.open.last().copied() {
            self.pop();
            if open.is(tag) {
                return;
            }
        }
    }

    /// Closes elements until one of these sets has been closed.
    pub(super) fn close_any(&mut self, kinds: Kinds) {
        while let Some(open) = self.open.last().copied() {
            self.pop();
            if open.is_any(kinds) {
                return;
            }
        }
    }

    /// Closes elements until the current node is in one of these sets.
    pub(super) fn close_to(&mut self, kinds: Kinds) {
        while self.open.last().is_some_and(|open| !open.is_any(kinds)) {
            self.pop();
        }
    }

    /// Closes elements while the current node is in a set, unless it has this name.
    pub(super) fn close_implied(&mut self, kinds: Kinds, except: Option<Tag>) {
        while self.open.last().is_some_and(|open| open.is_any(kinds) && except != Some(open.tag)) {
            self.pop();
        }
    }

    /// Where the last element of HTML of a name is open, unless something of these sets stands above it.
    pub(super) fn nearest(
        &self,
        name: &Name,
        bounds: Kinds,
        has_name: impl Fn(NodeId, &Name) -> bool,
    ) -> Option<usize> {
        if !self.has(name.tag) {
            return None;
        }
        let is_named = |open: &Open| open.is(name.tag) && (name.tag != Tag::Other || has_name(open.node, name));
        let at = self.open.iter().rposition(|open| is_named(open) || open.is_any(bounds))?;
        is_named(&self.open[at]).then_some(at)
    }

    fn count(&mut self, open: Open) {
        if open.is_html() {
            self.counts[open.tag as usize] += 1;
        }
    }

    #[inline]
    fn uncount(&mut self, open: Open) {
        self.lost_formatting |= open.is_any(FORMATTING);
        if open.is_html() {
            self.counts[open.tag as usize] -= 1;
        }
    }
}
