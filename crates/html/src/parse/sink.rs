//! Where html5ever's tree builder puts its nodes: the arena, with the span of the token behind each node.

use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};
use std::collections::VecDeque;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{ExpandedName, LocalName, Namespace, QualName, local_name, ns};

use crate::tree::{Attributes, DOCUMENT, ElementData, NONE, Named, NodeData, NodeId, Slice, Tree};

use super::handed::{Handed, Way};

/// A half-open byte range of the page.
pub(super) type Span = (u32, u32);

/// A node as the tree builder holds it: with its name, so that it can be asked for without a borrow of the arena.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    pub(super) id: NodeId,
    kind: Kind,
    name: LocalName,
}

/// The namespace of a node, as the builder is told it: that of the elements of HTML, images and formulas, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Svg,
    MathMl,
    None,
}

impl Kind {
    fn of(namespace: &Namespace) -> Self {
        match *namespace {
            ns!(html) => Self::Html,
            ns!(svg) => Self::Svg,
            ns!(mathml) => Self::MathMl,
            _ => Self::None,
        }
    }

    fn namespace(self) -> &'static Namespace {
        static NAMESPACES: [Namespace; 4] = [ns!(html), ns!(svg), ns!(mathml), ns!()];
        &NAMESPACES[self as usize]
    }
}

/// What the builder is given for text that it does not look at.
pub(super) const STAND_IN: &str = "-";

/// The arena as the tree builder sees it.
pub(super) struct Sink<'t> {
    page: &'t str,
    tree: RefCell<Tree>,
    max_attributes: usize,
    /// The span of the token being processed.
    token: Cell<Span>,
    /// How far into that token its text has been put into the tree; none if the token is no text.
    taken: Cell<Option<u32>>,
    /// Text tokens of which the builder keeps something back, until it knows whether they are white space in a table.
    waiting: RefCell<VecDeque<(StrTendril, Span)>>,
    /// The element the builder last asked the name of.
    asked: Cell<NodeId>,
    attributes_left_out: Cell<usize>,
    handed: RefCell<Handed>,
    /// Whether the text of the next token is [`STAND_IN`].
    stands_in: Cell<bool>,
}

impl<'t> Sink<'t> {
    pub(super) fn new(page: &'t str, max_attributes: usize) -> Self {
        Self {
            page,
            tree: RefCell::new(Tree::new(page.len())),
            max_attributes,
            token: Cell::new((0, 0)),
            taken: Cell::new(None),
            waiting: RefCell::default(),
            asked: Cell::new(NONE),
            attributes_left_out: Cell::new(0),
            handed: RefCell::default(),
            stands_in: Cell::new(false),
        }
    }

    /// Says which token comes next. To be called before each token, with its text if it is one of characters.
    #[inline]
    pub(super) fn begin(&self, span: Span, is_text: bool) {
        self.token.set(span);
        self.taken.set(is_text.then_some(span.0));
    }

    /// Says that the token has been processed.
    #[inline]
    pub(super) fn end(&self, text: Option<StrTendril>) {
        self.handed.borrow_mut().forget();
        self.stands_in.set(false);
        let (_, end) = self.token.get();
        match (text, self.taken.get()) {
            (Some(text), Some(from)) if from < end => self.waiting.borrow_mut().push_back((text, (from, end))),
            (Some(_), _) => {}
            (None, _) => self.waiting.borrow_mut().clear(),
        }
    }

    /// The arena, to put the attributes of the next start tag into.
    pub(super) fn arena(&self) -> RefMut<'_, Tree> {
        self.tree.borrow_mut()
    }

    /// Whether any element is not in HTML's namespace.
    pub(super) fn has_foreign(&self) -> bool {
        self.tree.borrow().has_foreign
    }

    /// Says which attributes the next token has; what the builder is to be given for them is returned.
    pub(super) fn attributes(&self, tag: &LocalName, own: Attributes, way: Way) -> Vec<html5ever::Attribute> {
        if own.first == own.end {
            return Vec::new();
        }
        self.handed.borrow_mut().hand(&self.tree.borrow(), self.page, tag, own, way)
    }

    /// Says that the text of the next token is [`STAND_IN`], for all that its span holds.
    pub(super) fn stand_in(&self) {
        self.stands_in.set(true);
    }

    /// How many nodes the arena holds.
    pub(super) fn count(&self) -> usize {
        self.tree.borrow().nodes.len()
    }

    /// The element the builder last asked the name of, and forgets it.
    pub(super) fn take_asked(&self) -> NodeId {
        self.asked.replace(NONE)
    }

    /// How many elements lie around a node, itself included.
    pub(super) fn depth(&self, id: NodeId) -> usize {
        self.tree.borrow().ancestors(id).count()
    }

    /// How many attributes were kept from joining the root element.
    pub(super) fn attributes_left_out(&self) -> usize {
        self.attributes_left_out.get()
    }

    /// Where a piece of text stands that the builder puts into the tree now.
    fn locate(&self, piece: &str) -> Span {
        let token = self.token.get();
        if let Some(from) = self.taken.get() {
            let span = locate_in(self.page, piece, (from, token.1));
            self.taken.set(Some(span.1));
            return span;
        }
        let mut waiting = self.waiting.borrow_mut();
        while let Some((text, rest)) = waiting.front_mut() {
            let Some(at) = text.find(piece) else {
                waiting.pop_front();
                continue;
            };
            text.pop_front((at + piece.len()) as u32);
            if text.is_empty() {
                // The last of a token ends where the token ends: a reference is longer than what it stands for.
                let span = (locate_in(self.page, piece, *rest).0, rest.1);
                waiting.pop_front();
                return span;
            }
            let span = locate_in(self.page, piece, *rest);
            rest.0 = span.1;
            return span;
        }
        token
    }

    fn append_text(&self, parent: NodeId, before: NodeId, text: &str) {
        let (text, span, stands) = if self.stands_in.get() {
            let (from, to) = self.token.get();
            (self.page.get(from as usize..to as usize).unwrap_or_default(), (from, to), true)
        } else {
            let span = self.locate(text);
            (text, span, self.page.as_bytes().get(span.0 as usize..span.1 as usize) == Some(text.as_bytes()))
        };
        let place = stands.then(|| Slice::of_page(span.0 as usize, span.1 as usize));
        let mut tree = self.tree.borrow_mut();
        let tree = &mut *tree;
        let neighbour = if before == NONE { tree.node(parent).last_child } else { tree.node(before).prev_sibling };
        if neighbour != NONE {
            let node = &mut tree.nodes[neighbour as usize];
            if let NodeData::Text(have) = &mut node.data {
                *have = have.followed_by(text, place, self.page, &mut tree.rewritten);
                node.span = (node.span.0.min(span.0), node.span.1.max(span.1));
                return;
            }
        }
        let slice = place.unwrap_or_else(|| Slice::of_text(text.to_owned(), &mut tree.rewritten));
        let id = tree.add(NodeData::Text(slice), span);
        put(tree, parent, before, id);
    }

    fn insert(&self, parent: NodeId, before: NodeId, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendText(text) => self.append_text(parent, before, &text),
            NodeOrText::AppendNode(node) => {
                let mut tree = self.tree.borrow_mut();
                tree.detach(node.id);
                put(&mut tree, parent, before, node.id);
            }
        }
    }

    fn comment(&self, text: &str) -> Handle {
        let (from, to) = self.token.get();
        let from = from as usize + COMMENT.len();
        let mut tree = self.tree.borrow_mut();
        let stands = self.page.get(from..from + text.len()) == Some(text) && from + text.len() <= to as usize;
        let slice = if stands {
            Slice::of_page(from, from + text.len())
        } else {
            Slice::of_text(text.to_owned(), &mut tree.rewritten)
        };
        drop(tree);
        self.create(NodeData::Comment(slice))
    }

    fn create(&self, data: NodeData) -> Handle {
        Handle { id: self.tree.borrow_mut().add(data, self.token.get()), kind: Kind::None, name: local_name!("") }
    }
}

impl TreeSink for Sink<'_> {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a>
        = ExpandedName<'a>
    where
        Self: 'a;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: DOCUMENT, kind: Kind::None, name: local_name!("") }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.asked.set(target.id);
        ExpandedName { ns: target.kind.namespace(), local: &target.name }
    }

    fn create_element(&self, name: QualName, attributes: Vec<html5ever::Attribute>, flags: ElementFlags) -> Handle {
        let mut tree = self.tree.borrow_mut();
        let template = if flags.template { tree.add(NodeData::Fragment, self.token.get()) } else { NONE };
        tree.has_foreign |= name.ns != ns!(html);
        let attributes = self.handed.borrow_mut().take(&mut tree, self.page, &name, &attributes);
        let element = ElementData { name: name.local.clone(), namespace: name.ns.clone(), attributes, template };
        let id = tree.add(NodeData::Element(element), self.token.get());
        Handle { id, kind: Kind::of(&name.ns), name: name.local }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.comment(&text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.comment(&format!("?{target} {data}"))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().node(element.id).parent;
        if parent == NONE {
            self.insert(previous.id, NONE, child);
        } else {
            self.insert(parent, element.id, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        let doctype = self.create(NodeData::Doctype(Box::new([name.into(), public.into(), system.into()])));
        self.tree.borrow_mut().append(DOCUMENT, doctype.id);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let template = self.tree.borrow().element(target.id).map_or(NONE, |element| element.template);
        Handle { id: if template == NONE { target.id } else { template }, ..self.get_document() }
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().node(sibling.id).parent;
        self.insert(parent, sibling.id, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<html5ever::Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let tree = &mut *tree;
        let NodeData::Element(element) = &tree.nodes[target.id as usize].data else { return };
        let have = element.attributes;
        let name = QualName::new(None, ns!(html), element.name.clone());
        let offered = self.handed.borrow_mut().take(tree, self.page, &name, &attributes);
        let missing: Vec<Named> = tree
            .of(offered)
            .iter()
            .filter(|offered| {
                let name = offered.name.read(self.page, &tree.rewritten);
                have.marks & 1 << offered.mark == 0
                    || !tree
                        .of(have)
                        .iter()
                        .any(|have| have.mark == offered.mark && have.name.read(self.page, &tree.rewritten) == name)
            })
            .copied()
            .collect();
        let room = self.max_attributes.saturating_sub((have.end - have.first) as usize);
        let joining = missing.len().min(room);
        self.attributes_left_out.set(self.attributes_left_out.get() + missing.len() - joining);
        if joining == 0 {
            return;
        }
        let first = tree.attributes.len();
        tree.attributes.extend_from_within(have.first as usize..have.end as usize);
        tree.attributes.extend(&missing[..joining]);
        let marks = missing[..joining].iter().fold(have.marks, |marks, named| marks | 1 << named.mark);
        let NodeData::Element(element) = &mut tree.nodes[target.id as usize].data else { return };
        element.attributes = Attributes { first: first as u32, end: tree.attributes.len() as u32, marks };
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        let mut child = tree.node(node.id).first_child;
        while child != NONE {
            let next = tree.node(child).next_sibling;
            tree.detach(child);
            tree.append(new_parent.id, child);
            child = next;
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        let tree = self.tree.borrow();
        let NodeData::Element(element) = &tree.nodes[handle.id as usize].data else { return false };
        let read = |slice: Slice| slice.read(self.page, &tree.rewritten);
        let encoding = tree.of(element.attributes).iter().find(|named| read(named.name) == "encoding");
        let encoding = encoding.map_or("", |named| read(named.value));
        encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml")
    }

    // A declarative shadow root is read as a plain template, so its contents are not visible text.
    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}

impl ElemName for Handle {
    fn ns(&self) -> &Namespace {
        self.kind.namespace()
    }

    fn local_name(&self) -> &LocalName {
        &self.name
    }
}

fn put(tree: &mut Tree, parent: NodeId, before: NodeId, child: NodeId) {
    if before == NONE {
        tree.append(parent, child);
    } else {
        tree.insert_before(before, child);
    }
}

/// What a comment begins with.
const COMMENT: &str = "<!--";

/// The part of a token's span that a piece of its text stands in: the builder takes white space from the front of a
/// text, or a line end after `<pre>`, or all but white space in a frame set. Text that was changed on the way cannot be
/// told apart from the rest of its token, and has the whole.
fn locate_in(page: &str, piece: &str, (from, to): Span) -> Span {
    if page.as_bytes().get(from as usize..to as usize).is_some_and(|raw| raw.starts_with(piece.as_bytes())) {
        return (from, from + piece.len() as u32);
    }
    let text = page.get(from as usize..to as usize).unwrap_or_default();
    let (raw, piece_raw) = (text.as_bytes(), piece.as_bytes());
    let spaces = raw.len() - raw.trim_ascii_start().len();
    if let Some(end) = end_of_prefix(raw, piece_raw) {
        (from, from + end as u32)
    } else if let Some(start) = text.find(piece) {
        (from + start as u32, from + (start + piece.len()) as u32)
    } else if let Some(end) = end_of_prefix(&raw[spaces..], piece_raw) {
        (from + spaces as u32, from + (spaces + end) as u32)
    } else if let Some(start) = start_of_suffix(raw, piece_raw) {
        (from + start as u32, to)
    } else {
        (from, to)
    }
}

/// Where a text ends in its raw form, of which it is the beginning, but for line ends.
fn end_of_prefix(raw: &[u8], piece: &[u8]) -> Option<usize> {
    let mut at = 0;
    for byte in piece {
        at += match (raw.get(at)?, byte) {
            (b'\r', b'\n') if raw.get(at + 1) == Some(&b'\n') => 2,
            (b'\r', b'\n') => 1,
            (have, byte) if have == byte => 1,
            _ => return None,
        };
    }
    Some(at)
}

/// Where a text begins in its raw form, of which it is the end, but for line ends.
fn start_of_suffix(raw: &[u8], piece: &[u8]) -> Option<usize> {
    if raw.ends_with(piece) {
        return Some(raw.len() - piece.len());
    }
    let mut at = raw.len();
    for byte in piece.iter().rev() {
        at = at.checked_sub(1)?;
        match (raw[at], byte) {
            (b'\n', b'\n') if at > 0 && raw[at - 1] == b'\r' => at -= 1,
            (b'\r', b'\n') => {}
            (have, byte) if have == *byte => {}
            _ => return None,
        }
    }
    Some(at)
}
