//! What surrounds the text at a point of the walk.

use copydesk_core::Shape;

use super::buttons;
use super::captions;
use super::classes::ClassFacts;
use super::customs;
use super::hiding;
use super::open::Mode;
use super::seams::Seam;
use super::tables;
use super::tags::{Kind, Part, Role};
use crate::tree::{ARIA_HIDDEN, ARIA_LEVEL, DOCUMENT, NodeId, ROLE, Tag, Tree, TreeElement};

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) node: NodeId,
    /// The number of its classes.
    pub(super) classes: u32,
    /// The innermost frame that blocks name among their ancestors, this one included: of an element of block level, or of an
    /// inline element that says something of itself and holds whole blocks.
    pub(super) nearest: u32,
    /// Its index in the table of elements, once a block named it.
    pub(super) element: Option<u32>,
    pub(super) role: Role,
    /// Whether an element of block level has begun inside it.
    pub(super) wraps: bool,
    pub(super) around: Around,
    pub(super) end: End,
}

/// What an element makes of the text inside, which it has from those around it where it says nothing else.
#[allow(clippy::struct_excessive_bools)] // independent facts
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) shape: Shape,
    context: Context,
    ordered: bool,
    pub(super) hidden: bool,
    data_table: bool,
    /// Whether it lies in a figure or something that calls itself a caption.
    captions: bool,
}

/// What is done where an element ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct End {
    /// What it is to its neighbours in the line.
    pub(super) seam: Option<Seam>,
    /// What else is to be done, as bits: each element has some, and most have none.
    acts: u8,
}

impl End {
    /// It is not spoken, but shown.
    pub(super) const UNSPOKEN: u8 = 1;
    /// Text is parted at its start and its end.
    pub(super) const PARTS: u8 = 1 << 1;
    /// What follows it in the line goes on in its block: what stands behind a caption's credit is more of it.
    pub(super) const GOES_ON: u8 = 1 << 2;
    /// Its text may be the large first letter of what follows.
    pub(super) const IS_CAPITAL: u8 = 1 << 3;
    /// The surrounding text waits until it ends.
    pub(super) const SUSPENDS: u8 = 1 << 4;
    /// The way of gathering text changed at its start.
    pub(super) const CHANGES_MODE: u8 = 1 << 5;
    /// Those who read metadata are to know where it ends.
    pub(super) const IS_SCOPE: u8 = 1 << 6;

    /// Whether some of these are to be done.
    #[inline]
    pub(super) fn has(self, acts: u8) -> bool {
        self.acts & acts != 0
    }

    /// Leaves some of these out.
    pub(super) fn remove(&mut self, acts: u8) {
        self.acts &= !acts;
    }
}

/// An act that is to be done, or none.
#[inline]
fn act(is_done: bool, act: u8) -> u8 {
    if is_done { act } else { 0 }
}

/// An element that begins inside a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside<'t> {
    pub(super) node: NodeId,
    pub(super) element: TreeElement<'t>,
    pub(super) kind: Kind,
    pub(super) class: ClassFacts,
    /// See [`End::IS_SCOPE`].
    pub(super) is_scope: bool,
    /// Its place in the stack.
    pub(super) at: u32,
    /// How text is gathered now.
    pub(super) mode: Mode,
    /// The shape of the block that has text already.
    pub(super) open: Option<Shape>,
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
            classes: 0,
            nearest: 0,
            element: None,
            role: Role::Block,
            wraps: true,
            around: Around {
                shape: Shape::Plain,
                context: Context::Running,
                ordered: false,
                hidden: false,
                data_table: false,
                captions: false,
            },
            end: End { seam: None, acts: End::PARTS },
        }
    }

    /// The frame of an element inside this one.
    #[inline]
    pub(super) fn inner(&self, tree: &Tree<'_>, inside: &Inside<'_>) -> Self {
        let Inside { node, element, kind, mode, open, .. } = *inside;
        let parent = &self.around;
        let flows = mode == Mode::Flow;
        let explains =
            || inside.class.explains && flows && open.is_some() && !kind.is_level && hiding::explains(tree, node);
        let repeats = || element.may_have(ARIA_HIDDEN.bit()) && hiding::repeats_formula(tree, node, element);
        let is_hidden = || hiding::is_hidden(tree, node, element, kind, inside.class.is_icon);
        let hides = !parent.hidden && (is_hidden() || explains() || repeats());
        let captions = parent.captions || inside.class.captions || captions::is_figure_or_caption(element);
        let is_word = || {
            kind.role == Role::Button
                && flows
                && !hides
                && open.is_some_and(|open| !matches!(open, Shape::Heading(_)))
                && buttons::is_word(tree, node)
        };
        let acts = act(inside.class.is_capital && flows, End::IS_CAPITAL) | act(inside.is_scope, End::IS_SCOPE);
        let end = End { seam: kind.seam, acts };
        if !(kind.is_level || kind.is_custom || captions || hides || element.may_have(ARIA_HIDDEN.bit())) || is_word() {
            // Nothing but what it is to the line.
            return Self {
                node,
                classes: inside.class.number,
                nearest: self.nearest,
                element: None,
                role: kind.role,
                wraps: false,
                around: *parent,
                end,
            };
        }
        let credits = captions && flows && kind.role == Role::Inline && captions::is_credit(element);
        let in_running_text = matches!(parent.shape, Shape::Paragraph | Shape::Heading(_));
        let suspends = if hides {
            open.is_some() || !flows
        } else {
            kind.role == Role::Button && flows && matches!(open, Some(Shape::Paragraph | Shape::Heading(_)))
        };
        let level =
            kind.is_level || (kind.is_custom && !in_running_text && !customs::is_in_line(tree, node)) || credits;
        // A caption is hidden so where it repeats the alternative text of its picture, and is a caption all the same.
        let aria_hidden =
            hiding::is_aria_hidden(element) && parent.context != Context::Caption && element.tag != Tag::FigCaption;
        let (context, shape, ordered) = parent.shape_of(element, kind, level);
        let data_table = match kind.role {
            Role::Table => flows && tables::is_data(tree, node),
            _ => parent.data_table,
        };
        let changes_mode = match kind.role {
            Role::Row => parent.data_table,
            Role::Choice | Role::Preformatted => true,
            _ => false,
        };
        let hidden = parent.hidden || hides || (level && aria_hidden);
        // A cell of a data row is parted by a tab instead.
        let parts = (level || hides) && !(kind.role == Role::Cell && mode == Mode::Row && !suspends);
        let more = act(!level && aria_hidden, End::UNSPOKEN)
            | act(parts, End::PARTS)
            | act(credits && open.is_some(), End::GOES_ON)
            | act(suspends, End::SUSPENDS)
            | act((flows || suspends) && changes_mode, End::CHANGES_MODE);
        Self {
            node,
            classes: inside.class.number,
            nearest: if level { inside.at } else { self.nearest },
            element: None,
            role: kind.role,
            wraps: level,
            around: Around { shape, context, ordered, hidden, data_table, captions },
            end: End { seam: kind.seam, acts: acts | more },
        }
    }
}

impl Around {
    /// What an element inside this one makes of text: what its paragraphs are a part of, the shape of a block, and
    /// whether lists number their items.
    #[inline]
    fn shape_of(self, element: TreeElement<'_>, kind: Kind, level: bool) -> (Context, Shape, bool) {
        let parent = self;
        if !level {
            return (parent.context, parent.shape, parent.ordered);
        }
        if let Part::Heading(level) = kind.part {
            return (parent.context, Shape::Heading(level), parent.ordered);
        }
        if element.known(ROLE).is_some_and(|role| role == "heading") {
            let level = element.known(ARIA_LEVEL).and_then(|level| level.trim().parse().ok()).unwrap_or(2_u8);
            return (parent.context, Shape::Heading(level.clamp(1, 6)), parent.ordered);
        }
        let mut ordered = parent.ordered;
        let context = match kind.part {
            Part::List(numbers) => {
                ordered = numbers;
                parent.context
            }
            Part::Item => Context::Item { ordered },
            Part::Term => Context::Item { ordered: false },
            Part::Quote => Context::Quote,
            Part::Caption => Context::Caption,
            Part::Running | Part::Control => Context::Running,
            Part::Same | Part::Piece | Part::Paragraph | Part::Heading(_) => parent.context,
        };
        let shape = match kind.part {
            Part::Paragraph => context.shape(Shape::Paragraph),
            // What a page puts into a heading for layout is still the heading.
            part if matches!(parent.shape, Shape::Heading(_)) && context == parent.context && part != Part::Control => {
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
