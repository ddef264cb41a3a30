//! Head and visible metadata: every value that a page offers for a field, with where it stands.
//!
//! The walk that cuts blocks noted the elements that may tell something. Nothing is judged here: values that contradict one another all become candidates.

mod beside_dates;
mod collect;
mod dated_text;
mod dates;
mod head;
mod json_ld;
mod lists;
mod microdata;
mod names;
mod notes;
mod prose;
mod script_names;
mod telling;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod visible;
mod words;

use copydesk_core::text::dates::Style;
use copydesk_core::{Diagnostic, Field, Metadata};

use crate::blocks::Segmentation;
use crate::limits::Limits;
use crate::tree::{NodeId, Step, TYPE, Tag, Tree, TreeElement};
use collect::Collector;

pub(crate) use notes::{Note, look};
pub(crate) use telling::{Sayings, Tells, all_sayings};

/// The most headings below the first level that are looked at for the title.
const MAX_LESSER: usize = 64;

/// Reads the metadata of a page that was cut into blocks.
pub(crate) fn read(tree: &Tree<'_>, blocks: &Segmentation, limits: &Limits) -> (Metadata, Vec<Diagnostic>) {
    let mut collector = Collector::new(limits);
    if let Some(root) = tree.root_element() {
        head::language(tree, root, &mut collector);
    }
    let context = Context { tree, blocks, style: collector.style() };
    let mut reader = Reader {
        context,
        collector,
        scopes: microdata::Scopes::default(),
        labels: head::Labels::default(),
        seen: Seen::default(),
    };
    for note in &blocks.notes {
        match *note {
            Note::Enter(node, tells) => {
                if let Some(element) = tree.element(node) {
                    reader.enter(node, element, tells);
                }
            }
            Note::Leave(node) => reader.leave(node),
            Note::Whole(node) => reader.whole(node),
        }
    }
    let Reader { mut collector, seen, .. } = reader;
    for node in seen.lesser.into_iter().take(MAX_LESSER) {
        visible::lesser_heading(context, node, seen.main_heading, &mut collector);
    }
    prose::read(&blocks.blocks, &mut collector);
    beside_dates::read(&blocks.blocks, context.style, &mut collector);
    dated_text::read(context, &mut collector);
    if !collector.is_dated() {
        dated_text::scripts(tree, &mut collector);
    }
    if !collector.has_any(Field::Authors) {
        script_names::read(tree, &mut collector);
    }
    collector.finish()
}

/// The page that metadata is read from.
#[derive(Debug, Clone, Copy)]
struct Context<'d> {
    tree: &'d Tree<'d>,
    blocks: &'d Segmentation,
    /// How dates are read in its texts.
    style: Style,
}

/// What the walk has come past.
#[derive(Debug, Default)]
struct Seen {
    title: bool,
    body: bool,
    main_heading: bool,
    /// Headings below the first level.
    lesser: Vec<NodeId>,
    /// The outermost open element that holds readers' comments.
    comments: Option<NodeId>,
}

/// Whether a node is a heading below the first level that may be the title all the same.
fn is_lesser(tree: &Tree<'_>, node: NodeId) -> bool {
    tree.element(node).is_some_and(|element| matches!(element.tag, Tag::H2 | Tag::H3 | Tag::H4))
}

/// Reads the elements of a page in document order.
struct Reader<'d> {
    context: Context<'d>,
    collector: Collector,
    scopes: microdata::Scopes,
    labels: head::Labels,
    seen: Seen,
}

impl<'d> Reader<'d> {
    /// Reads an element of HTML. `tells` is what [`notes::telling_names`] says of it.
    fn enter(&mut self, node: NodeId, element: TreeElement<'d>, tells: Tells) {
        let Context { tree, .. } = self.context;
        if is_lesser(tree, node) {
            self.seen.lesser.push(node);
        }
        self.scopes.enter(self.context, node, &mut self.collector);
        match element.tag {
            Tag::Meta => head::meta(tree, node, &mut self.labels, &mut self.collector),
            Tag::Link => head::link(tree, node, &mut self.collector),
            Tag::Title if !std::mem::replace(&mut self.seen.title, true) => {
                head::title(tree, node, &mut self.collector);
            }
            Tag::Script if is_json_ld(tree, node) => {
                json_ld::read(&tree.script_of(node), &mut self.collector);
            }
            Tag::Body => self.seen.body = true,
            _ if self.seen.body => {
                self.seen.main_heading |= element.tag == Tag::H1;
                self.visible(node, element, tells);
            }
            _ => {}
        }
    }

    /// Leaves an element after its children.
    fn leave(&mut self, node: NodeId) {
        self.scopes.leave(node);
        if self.seen.comments == Some(node) {
            self.seen.comments = None;
        }
    }

    /// Reads a node and all below it.
    fn whole(&mut self, node: NodeId) {
        let tree = self.context.tree;
        let mut walk = tree.walk(node);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(node) => {
                    let Some(element) = tree.element(node) else { continue };
                    if tree.is_html(node) {
                        // What lies before the body is not seen.
                        let tells = if self.seen.body { notes::telling_names(element) } else { Tells::default() };
                        self.enter(node, element, tells);
                    } else {
                        self.seen.lesser.extend(tree.preorder(node).filter(|inner| is_lesser(tree, *inner)));
                        walk.skip_children();
                    }
                }
                Step::Leave(node) => self.leave(node),
            }
        }
    }

    fn visible(&mut self, node: NodeId, element: TreeElement<'d>, tells: Tells) {
        if self.seen.comments.is_some() {
            return;
        }
        if tells.comments && visible::holds_comments(element) {
            self.seen.comments = Some(node);
        } else {
            visible::element(self.context, node, element, tells, &mut self.collector);
        }
    }
}

fn is_json_ld(tree: &Tree<'_>, node: NodeId) -> bool {
    const WANTED: &[u8] = b"ld+json";
    let kind = tree.element(node).and_then(|element| element.known(TYPE)).unwrap_or_default().as_bytes();
    kind.windows(WANTED.len()).any(|part| part.eq_ignore_ascii_case(WANTED))
}
