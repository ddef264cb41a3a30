//! An element of the tree as the selector matcher sees it.

use std::cell::Cell;
use std::fmt;

use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::{Element, OpaqueElement};
use web_atoms::local_name;

use crate::tree::{DOCUMENT, HREF, ID, NONE, Namespace, Node, NodeData, NodeId, Tree, TreeElement};

use super::grammar::{Grammar, Name, NamespaceUrl, NoPseudoClass, NoPseudoElement, Value};

/// An element. The node of `id` is one.
#[derive(Clone, Copy)]
pub(super) struct ElementRef<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) id: NodeId,
    /// How many more steps from sibling to sibling there may be: a selector such as `.a ~ p` asks each child about all that
    /// stand before it.
    pub(super) steps: &'t Cell<u32>,
}

impl<'t> ElementRef<'t> {
    fn node(&self) -> &'t Node {
        self.tree.node(self.id)
    }

    fn data(&self) -> TreeElement<'t> {
        self.tree.element(self.id).expect("only elements are asked whether they match")
    }

    /// The first element among a node and those that `next` leads to.
    fn first(&self, mut id: NodeId, next: impl Fn(&Node) -> NodeId) -> Option<Self> {
        while id != NONE {
            if self.tree.is_element(id) {
                return Some(self.of(id));
            }
            id = next(self.tree.node(id));
        }
        None
    }

    fn of(&self, id: NodeId) -> Self {
        Self { id, ..*self }
    }

    /// Takes a step from sibling to sibling; false where there may be no more.
    fn steps_on(&self) -> bool {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        left > 0
    }
}

impl fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}> #{}", self.tree.name(self.id), self.id)
    }
}

impl Element for ElementRef<'_> {
    type Impl = Grammar;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.node())
    }

    fn parent_element(&self) -> Option<Self> {
        let id = self.node().parent;
        self.tree.is_element(id).then(|| self.of(id))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.steps_on().then(|| self.first(self.node().prev_sibling, |node| node.prev_sibling)).flatten()
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.steps_on().then(|| self.first(self.node().next_sibling, |node| node.next_sibling)).flatten()
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first(self.node().first_child, |node| node.next_sibling)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.data().namespace == Namespace::Html
    }

    fn has_local_name(&self, name: &Name) -> bool {
        *self.data().name() == name.0
    }

    fn has_namespace(&self, namespace: &NamespaceUrl) -> bool {
        *self.data().namespace.url() == namespace.0
    }

    fn is_same_type(&self, other: &Self) -> bool {
        let (one, other) = (self.data(), other.data());
        one.name() == other.name() && one.namespace == other.namespace
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&NamespaceUrl>,
        name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        self.data().attribute(&name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &NoPseudoClass, _: &mut MatchingContext<'_, Grammar>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &NoPseudoElement, _: &mut MatchingContext<'_, Grammar>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        let data = self.data();
        matches!(*data.name(), local_name!("a") | local_name!("area")) && data.has(HREF)
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        let have = self.data().known(ID);
        have.is_some_and(|have| case.eq(have.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, class: &Name, case: CaseSensitivity) -> bool {
        self.data().classes().any(|have| case.eq(have.as_bytes(), class.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.tree.children(self.id).all(|child| match self.tree.node(child).data {
            NodeData::Element(_) => false,
            NodeData::Text(text) => self.tree.read(text).is_empty(),
            _ => true,
        })
    }

    fn is_root(&self) -> bool {
        self.node().parent == DOCUMENT
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
