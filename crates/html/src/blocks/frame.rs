//! What surrounds the text at a point of the walk.

use copydesk_core::Shape;

use super::captions;
use super::open::Mode;
use super::seams::{Seam, seam};
use super::tables;
use super::tags::{self, Role};
use crate::tree::{DOCUMENT, NodeId, Tree};

/// An open element.
#[allow(clippy::struct_excessive_bools)] // each is an answer of its own; together they would be a set by other means
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) node: NodeId,
    pub(super) role: Role,
    /// Whether blocks name this element among their ancestors: it is of block level, or an inline element that says
    /// something of itself and holds whole blocks.
    pub(super) kept: bool,
    /// Whether an element of block level has begun inside it.
    pub(super) wraps: bool,
    /// The innermost kept frame, this one included.
    pub(super) nearest: u32,
    /// Its index in the table of elements, once a block named it.
    pub(super) element: Option<u32>,
    pub(super) shape: Shape,
    pub(super) context: Context,
    pub(super) ordered: bool,
    pub(super) hidden: bool,
    pub(super) unspoken: bool,
    pub(super) data_table: bool,
    /// Whether it lies in a figure or something that calls itself a caption.
    pub(super) captions: bool,
    /// What it is to its neighbours in the line.
    pub(super) seam: Option<Seam>,
    /// Whether text is parted at its start and its end.
    pub(super) parts: bool,
    /// Whether what follows it in the line goes on in its block: what stands behind a caption's credit is more of it.
    pub(super) goes_on: bool,
    /// Whether the surrounding text waits until it ends.
    pub(super) suspends: bool,
    /// Whether the way of gathering text changed at its start.
    pub(super) changes_mode: bool,
}

/// What a paragraph at this point is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Running,
    Item { ordered: bool },
    Quote,
    Caption,
}

impl Frame {
    /// The frame of the document.
    pub(super) fn root() -> Self {
        Self {
            node: DOCUMENT,
            role: Role::Block,
            kept: false,
            wraps: true,
            nearest: 0,
            element: None,
            shape: Shape::Plain,
            context: Context::Running,
            ordered: false,
            hidden: false,
            unspoken: false,
            data_table: false,
            captions: false,
            seam: None,
            parts: true,
            goes_on: false,
            suspends: false,
            changes_mode: false,
        }
    }

    /// The frame of an element inside this one. `at` is its place in the stack, `mode` how text is gathered now, `open`
    /// the shape of the block that has text already.
    pub(super) fn inner(self, tree: &Tree, node: NodeId, role: Role, at: u32, mode: Mode, open: Option<Shape>) -> Self {
        let name = tree.name(node);
        let parent = self;
        let flows = mode == Mode::Flow;
        let hides = !parent.hidden && tags::is_hidden(tree, node);
        let captions = parent.captions || captions::is_figure_or_caption(tree, node);
        let credits = flows && role == Role::Inline && captions && captions::is_credit(tree, node);
        let in_running_text = matches!(parent.shape, Shape::Paragraph | Shape::Heading(_));
        let suspends = if hides {
            open.is_some() || !flows
        } else {
            role == Role::Button && flows && matches!(open, Some(Shape::Paragraph | Shape::Heading(_)))
        };
        let level = matches!(
            role,
            Role::Block | Role::Button | Role::Choice | Role::Preformatted | Role::Table | Role::Row | Role::Cell
        ) || (tags::is_custom(name) && !in_running_text)
            || credits;
        // A caption is hidden so where it repeats the alternative text of its picture, and is a caption all the same.
        let aria_hidden =
            tags::is_aria_hidden(tree, node) && parent.context != Context::Caption && name != "figcaption";
        let (context, shape, ordered) = parent.shape_of(tree, node, name, level);
        Self {
            node,
            role,
            kept: level,
            wraps: level,
            nearest: if level { at } else { parent.nearest },
            element: None,
            shape,
            context,
            ordered,
            hidden: parent.hidden || hides || (level && aria_hidden),
            unspoken: !level && aria_hidden,
            data_table: match role {
                Role::Table => flows && tables::is_data(tree, node),
                _ => parent.data_table,
            },
            captions,
            seam: seam(role, name),
            // A cell of a data row is parted by a tab instead.
            parts: (level || hides) && !(role == Role::Cell && mode == Mode::Row && !suspends),
            goes_on: credits && open.is_some(),
            suspends,
            changes_mode: (flows || suspends)
                && match role {
                    Role::Row => parent.data_table,
                    Role::Choice | Role::Preformatted => true,
                    _ => false,
                },
        }
    }

    /// What an element inside this one makes of text: what its paragraphs are a part of, the shape of a block, and
    /// whether lists number their items.
    fn shape_of(self, tree: &Tree, node: NodeId, name: &str, level: bool) -> (Context, Shape, bool) {
        let parent = self;
        if !level {
            return (parent.context, parent.shape, parent.ordered);
        }
        if let Some(level) = tags::heading_level(name) {
            return (parent.context, Shape::Heading(level), parent.ordered);
        }
        if tree.attribute(node, "role").is_some_and(|role| role == "heading") {
            let level = tree.attribute(node, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2_u8);
            return (parent.context, Shape::Heading(level.clamp(1, 6)), parent.ordered);
        }
        let mut ordered = parent.ordered;
        let context = match name {
            "ol" => {
                ordered = true;
                parent.context
            }
            "ul" | "menu" | "dir" => {
                ordered = false;
                parent.context
            }
            "li" => Context::Item { ordered },
            "dt" | "dd" => Context::Item { ordered: false },
            "blockquote" => Context::Quote,
            "figcaption" | "caption" => Context::Caption,
            "article" | "aside" | "body" | "button" | "figure" | "footer" | "header" | "main" | "nav" | "section"
            | "table" | "td" | "th" => Context::Running,
            _ => parent.context,
        };
        let shape = match name {
            "p" => context.shape(Shape::Paragraph),
            // What a page puts into a heading for layout is still the heading.
            _ if matches!(parent.shape, Shape::Heading(_)) && context == parent.context && name != "button" => {
                parent.shape
            }
            _ => context.shape(Shape::Plain),
        };
        (context, shape, ordered)
    }
}

impl Context {
    fn shape(self, otherwise: Shape) -> Shape {
        match self {
            Self::Running => otherwise,
            Self::Item { ordered } => Shape::ListItem(ordered),
            Self::Quote => Shape::Quote,
            Self::Caption => Shape::Caption,
        }
    }
}
