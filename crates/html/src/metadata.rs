//! Head and visible metadata: every value that a page offers for a field, with where it stands.
//!
//! One walk over the tree. Nothing is judged here: values that contradict one another all become candidates.

mod collect;
mod dated_text;
mod dates;
mod head;
mod json_ld;
mod microdata;
mod names;
mod prose;
mod script_names;
mod telling;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod visible;
mod words;

use copydesk_core::{Diagnostic, Field, Metadata};
use web_atoms::local_name;

use crate::blocks::Segmentation;
use crate::limits::Limits;
use crate::tree::{DOCUMENT, NodeId, Step, Tree};
use collect::Collector;

/// The most headings below the first level that are looked at for the title.
const MAX_LESSER: usize = 64;

/// Reads the metadata of a page that was cut into blocks.
pub(crate) fn read(tree: &Tree, blocks: &Segmentation, limits: &Limits) -> (Metadata, Vec<Diagnostic>) {
    let context = Context { tree, blocks };
    let mut collector = Collector::new(limits);
    let mut scopes = microdata::Scopes::default();
    let mut labels = head::Labels::default();
    let mut seen = Seen::default();
    if let Some(root) = tree.root_element() {
        head::language(tree, root, &mut collector);
    }
    let mut walk = tree.walk(DOCUMENT);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                if !tree.is_element(node) {
                    continue;
                }
                if !tree.is_html(node) {
                    seen.lesser.extend(tree.preorder(node).filter(|inner| is_lesser(tree, *inner)));
                    walk.skip_children();
                    continue;
                }
                if is_lesser(tree, node) {
                    seen.lesser.push(node);
                }
                scopes.enter(context, node, &mut collector);
                match tree.name(node) {
                    "meta" => head::meta(tree, node, &mut labels, &mut collector),
                    "link" => head::link(tree, node, &mut collector),
                    "title" if !std::mem::replace(&mut seen.title, true) => head::title(tree, node, &mut collector),
                    "script" if is_json_ld(tree, node) => json_ld::read(&tree.script_of(node), &mut collector),
                    "body" => seen.body = true,
                    name if seen.body => {
                        seen.main_heading |= name == "h1";
                        seen.enter(context, node, &mut collector);
                    }
                    _ => {}
                }
            }
            Step::Leave(node) => {
                scopes.leave(node);
                seen.leave(node);
            }
        }
    }
    for node in seen.lesser.into_iter().take(MAX_LESSER) {
        visible::lesser_heading(context, node, seen.main_heading, &mut collector);
    }
    prose::read(&blocks.blocks, &mut collector);
    dated_text::read(&blocks.blocks, &mut collector);
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
    tree: &'d Tree,
    blocks: &'d Segmentation,
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
fn is_lesser(tree: &Tree, node: NodeId) -> bool {
    let name = tree.element(node).map(|element| &element.data().name);
    name.is_some_and(|name| matches!(*name, local_name!("h2") | local_name!("h3") | local_name!("h4")))
}

impl Seen {
    fn enter(&mut self, context: Context<'_>, node: NodeId, collector: &mut Collector) {
        if self.comments.is_some() {
            return;
        }
        let Some(element) = context.tree.element(node) else { return };
        let tells = visible::may_tell(element);
        if tells && visible::holds_comments(element) {
            self.comments = Some(node);
        } else {
            visible::element(context, node, element, tells, collector);
        }
    }

    fn leave(&mut self, node: NodeId) {
        if self.comments == Some(node) {
            self.comments = None;
        }
    }
}

fn is_json_ld(tree: &Tree, node: NodeId) -> bool {
    tree.attribute(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}
