//! Stock html5ever with a sink as lean as a whole tree allows: one vector of nodes, linked by their numbers.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};

const NONE: u32 = u32::MAX;

/// What a node is.
#[allow(dead_code)] // What a tree holds is what is timed.
pub(crate) enum Data {
    Document,
    Fragment,
    Doctype(StrTendril, StrTendril, StrTendril),
    Comment(StrTendril),
    Text(StrTendril),
    Element { attributes: Vec<Attribute>, template: u32 },
}

/// A node and its neighbours.
#[allow(dead_code)]
pub(crate) struct Node {
    data: Data,
    parent: u32,
    previous: u32,
    next: u32,
    first: u32,
    last: u32,
}

/// A tree.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
}

/// Parses a page, scripts switched off.
pub(crate) fn parse(page: &str) -> Tree {
    let sink = Sink::default();
    sink.add(Data::Document);
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() }).one(page)
}

impl Tree {
    fn detach(&mut self, id: u32) {
        let Node { parent, previous, next, .. } = self.nodes[id as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.nodes[parent as usize].first = next,
            previous => self.nodes[previous as usize].next = next,
        }
        match next {
            NONE => self.nodes[parent as usize].last = previous,
            next => self.nodes[next as usize].previous = previous,
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under a parent, before one of its children or behind all.
    fn put(&mut self, parent: u32, before: u32, id: u32) {
        self.detach(id);
        let previous = if before == NONE {
            std::mem::replace(&mut self.nodes[parent as usize].last, id)
        } else {
            std::mem::replace(&mut self.nodes[before as usize].previous, id)
        };
        match previous {
            NONE => self.nodes[parent as usize].first = id,
            previous => self.nodes[previous as usize].next = id,
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.previous, node.next) = (parent, previous, before);
    }
}

#[derive(Default)]
struct Sink {
    tree: RefCell<Tree>,
}

/// A node's number with its name, so that the name can be asked for without a borrow.
#[derive(Clone)]
struct Handle(u32, QualName);

impl Sink {
    fn add(&self, data: Data) -> u32 {
        let mut tree = self.tree.borrow_mut();
        tree.nodes.push(Node { data, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE });
        tree.nodes.len() as u32 - 1
    }

    fn insert(&self, parent: u32, before: u32, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => self.tree.borrow_mut().put(parent, before, node.0),
            NodeOrText::AppendText(text) => {
                {
                    let mut tree = self.tree.borrow_mut();
                    let neighbour = match before {
                        NONE => tree.nodes[parent as usize].last,
                        before => tree.nodes[before as usize].previous,
                    };
                    if let Some(Node { data: Data::Text(have), .. }) = tree.nodes.get_mut(neighbour as usize) {
                        have.push_tendril(&text);
                        return;
                    }
                }
                let id = self.add(Data::Text(text));
                self.tree.borrow_mut().put(parent, before, id);
            }
        }
    }

    fn parent(&self, id: u32) -> u32 {
        self.tree.borrow().nodes[id as usize].parent
    }
}

fn nameless(id: u32) -> Handle {
    Handle(id, QualName::new(None, ns!(), local_name!("")))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        nameless(0)
    }
    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.1.expanded()
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let template = if flags.template { self.add(Data::Fragment) } else { NONE };
        Handle(self.add(Data::Element { attributes, template }), name)
    }
    fn create_comment(&self, text: StrTendril) -> Handle {
        nameless(self.add(Data::Comment(text)))
    }
    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Handle {
        nameless(self.add(Data::Comment(data)))
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.0, NONE, child);
    }
    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        match self.parent(element.0) {
            NONE => self.insert(previous.0, NONE, child),
            parent => self.insert(parent, element.0, child),
        }
    }
    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        let id = self.add(Data::Doctype(name, public, system));
        self.tree.borrow_mut().put(0, NONE, id);
    }
    fn get_template_contents(&self, target: &Handle) -> Handle {
        match self.tree.borrow().nodes[target.0 as usize].data {
            Data::Element { template, .. } if template != NONE => nameless(template),
            _ => target.clone(),
        }
    }
    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.0 == other.0
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.insert(self.parent(sibling.0), sibling.0, child);
    }
    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.tree.borrow_mut().nodes[target.0 as usize].data {
            for attribute in more {
                if attributes.iter().all(|have| have.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }
    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.0);
    }
    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        loop {
            let child = tree.nodes[node.0 as usize].first;
            if child == NONE {
                return;
            }
            tree.put(new_parent.0, NONE, child);
        }
    }
    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}
