//! What elements do to the flow of text, by their names: the rendering section of the HTML standard, cut down to what
//! matters once a page is read as text.

use super::hiding::Hiding;
use super::seams::{Seam, seam};
use crate::tree::{ALL, Namespace, NodeId, TAGS, Tag, Tree, TreeElement};

/// What an element does to the text around it and in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text flows through it.
    Inline,
    /// A hyperlink, inline.
    Link,
    /// Bold type, inline.
    Bold,
    /// A `<time>`, inline.
    Time,
    /// A line break.
    Break,
    /// Parts the text before it from its own and from what follows.
    Block,
    /// A `<button>`: its text is a block of its own, but the text around it flows on.
    Button,
    /// A `<select>`: one block of all its options.
    Choice,
    /// Preformatted text.
    Preformatted,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A picture or recording; what is inside is only shown where the media cannot be.
    Image,
    /// Another document or a plugin's object; what is inside is only shown where that cannot be.
    Embed,
    /// Nothing in it is ever shown as text.
    Unseen,
}

/// What the name of an element tells, all in one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// What it does to the text around it and in it.
    pub(crate) role: Role,
    /// What it makes of its text.
    pub(crate) part: Part,
    /// Whether it is a custom element; see [`is_custom`].
    pub(crate) is_custom: bool,
    /// Whether it is read for metadata whatever its attributes say.
    pub(crate) is_telling: bool,
    /// Whether it is of block level.
    pub(super) is_level: bool,
    /// What it is to its neighbours in the line, if it is looked at.
    pub(super) seam: Option<Seam>,
    /// What hides it beside its attributes.
    pub(super) hiding: Hiding,
}

/// What an element makes of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What it is around the element.
    Same,
    /// The same, but in a line it may have to be parted from its neighbours.
    Piece,
    /// A paragraph.
    Paragraph,
    /// A heading of a level.
    Heading(u8),
    /// A list whose items are numbered, or not.
    List(bool),
    /// An item of a list.
    Item,
    /// A term or its description.
    Term,
    /// A quotation.
    Quote,
    /// A caption.
    Caption,
    /// Text that is part of nothing around it.
    Running,
    /// The same, and not even of a heading.
    Control,
}

/// What the name of an element tells.
#[inline]
pub(crate) fn kind(element: TreeElement<'_>) -> Kind {
    if element.namespace == Namespace::Html && element.tag != Tag::Other {
        return KINDS[element.tag as usize];
    }
    rare_kind(element)
}

/// The same of an element that HTML does not know.
#[inline(never)]
fn rare_kind(element: TreeElement<'_>) -> Kind {
    let kind = match element.tag {
        Tag::Other => kind_of_other(element.name()),
        known => KINDS[known as usize],
    };
    if element.namespace == Namespace::Html {
        return kind;
    }
    let role = match &**element.name() {
        "svg" | "annotation" | "annotation-xml" => Role::Unseen,
        _ => Role::Inline,
    };
    Kind::new((role, kind.part), kind.is_custom, kind.is_telling, kind.hiding)
}

impl Kind {
    const fn new((role, part): (Role, Part), is_custom: bool, is_telling: bool, hiding: Hiding) -> Self {
        let is_level = matches!(
            role,
            Role::Block | Role::Button | Role::Choice | Role::Preformatted | Role::Table | Role::Row | Role::Cell
        );
        Self { role, part, is_custom, is_telling, is_level, seam: seam(role, part), hiding }
    }
}

/// Whether an element without contents stands for `<br>`, by its classes.
pub(super) fn is_called_break(element: TreeElement<'_>) -> bool {
    element.classes().any(|class| matches!(class, "br" | "linebreak" | "line-break"))
}

/// The role of an element of the tree.
pub(crate) fn role(tree: &Tree<'_>, node: NodeId) -> Role {
    tree.element(node).map_or(Role::Inline, |element| kind(element).role)
}

/// The kinds of all known names.
static KINDS: [Kind; TAGS] = {
    let mut kinds = [kind_of(Tag::Other); TAGS];
    let mut tag = 1;
    while tag < TAGS {
        kinds[tag] = kind_of(ALL[tag]);
        tag += 1;
    }
    kinds
};

#[allow(clippy::too_many_lines)] // a table of tags
const fn kind_of(tag: Tag) -> Kind {
    let (role, part) = match tag {
        Tag::Div
        | Tag::Address
        | Tag::Center
        | Tag::Details
        | Tag::Dialog
        | Tag::Dl
        | Tag::FieldSet
        | Tag::Form
        | Tag::HGroup
        | Tag::Hr
        | Tag::Html
        | Tag::Legend
        | Tag::OptGroup
        | Tag::Option
        | Tag::Search
        | Tag::Summary
        | Tag::TBody
        | Tag::TFoot
        | Tag::THead => (Role::Block, Part::Same),
        Tag::P => (Role::Block, Part::Paragraph),
        Tag::Li => (Role::Block, Part::Item),
        Tag::Dt | Tag::Dd => (Role::Block, Part::Term),
        Tag::Ul | Tag::Menu | Tag::Dir => (Role::Block, Part::List(false)),
        Tag::Ol => (Role::Block, Part::List(true)),
        Tag::H1 => (Role::Block, Part::Heading(1)),
        Tag::H2 => (Role::Block, Part::Heading(2)),
        Tag::H3 => (Role::Block, Part::Heading(3)),
        Tag::H4 => (Role::Block, Part::Heading(4)),
        Tag::H5 => (Role::Block, Part::Heading(5)),
        Tag::H6 => (Role::Block, Part::Heading(6)),
        Tag::Article
        | Tag::Aside
        | Tag::Body
        | Tag::Figure
        | Tag::Footer
        | Tag::Header
        | Tag::Main
        | Tag::Nav
        | Tag::Section => (Role::Block, Part::Running),
        Tag::Blockquote => (Role::Block, Part::Quote),
        Tag::FigCaption | Tag::Caption => (Role::Block, Part::Caption),
        Tag::A => (Role::Link, Part::Same),
        Tag::B | Tag::Strong => (Role::Bold, Part::Piece),
        Tag::Span | Tag::Em | Tag::I | Tag::Small | Tag::Cite | Tag::Label => (Role::Inline, Part::Piece),
        Tag::Time => (Role::Time, Part::Same),
        Tag::Br => (Role::Break, Part::Same),
        Tag::Button => (Role::Button, Part::Control),
        Tag::Select => (Role::Choice, Part::Same),
        Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => (Role::Preformatted, Part::Same),
        Tag::Table => (Role::Table, Part::Running),
        Tag::Tr => (Role::Row, Part::Same),
        Tag::Td | Tag::Th => (Role::Cell, Part::Running),
        Tag::Img | Tag::Picture | Tag::Video | Tag::Audio => (Role::Image, Part::Same),
        Tag::Iframe | Tag::Embed | Tag::Object | Tag::Applet => (Role::Embed, Part::Same),
        Tag::Area
        | Tag::Base
        | Tag::BaseFont
        | Tag::Canvas
        | Tag::Col
        | Tag::ColGroup
        | Tag::DataList
        | Tag::Frame
        | Tag::FrameSet
        | Tag::Head
        | Tag::Input
        | Tag::Link
        | Tag::Meta
        | Tag::Meter
        | Tag::NoEmbed
        | Tag::NoFrames
        | Tag::Param
        | Tag::Progress
        | Tag::Script
        | Tag::Source
        | Tag::Style
        | Tag::Template
        | Tag::TextArea
        | Tag::Title
        | Tag::Track => (Role::Unseen, Part::Same),
        _ => (Role::Inline, Part::Same),
    };
    let is_telling = matches!(
        tag,
        Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::Time
            | Tag::Address
            | Tag::Abbr
            | Tag::Body
            | Tag::Meta
            | Tag::Link
            | Tag::Title
            | Tag::Script
    );
    let hiding = match tag {
        Tag::Html | Tag::Body => Hiding::Never,
        Tag::NoScript => Hiding::Itself,
        Tag::Rt => Hiding::Unbracketed,
        Tag::Dialog => Hiding::Closed,
        Tag::I | Tag::Span | Tag::Em => Hiding::Icon,
        _ => Hiding::Nothing,
    };
    Kind::new((role, part), matches!(tag, Tag::AnnotationXml), is_telling, hiding)
}

/// What the name of an element tells that is not known.
fn kind_of_other(name: &str) -> Kind {
    let role = match name {
        "amp-img" | "amp-video" | "amp-audio" => Role::Image,
        "amp-iframe" => Role::Embed,
        _ => Role::Inline,
    };
    let is_telling = matches!(name, "relative-time" | "time-ago" | "dateformat");
    let hiding = if name == "mat-icon" { Hiding::Icon } else { Hiding::Nothing };
    Kind::new((role, Part::Same), is_custom(name), is_telling, hiding)
}

/// Whether an element is a custom one (its name holds a dash). Most such are laid out as blocks, but the standard leaves
/// them inline, and inside a paragraph they are.
fn is_custom(name: &str) -> bool {
    name.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_elements_are_told_by_their_names() {
        for (name, role, custom, telling) in [
            ("story-text", Role::Inline, true, false),
            ("amp-img", Role::Image, true, false),
            ("time-ago", Role::Inline, true, true),
            ("dateformat", Role::Inline, false, true),
            ("blink", Role::Inline, false, false),
        ] {
            let kind = kind_of_other(name);
            assert_eq!((kind.role, kind.part), (role, Part::Same), "{name}");
            assert_eq!((kind.is_custom, kind.is_telling), (custom, telling), "{name}");
        }
    }
}
