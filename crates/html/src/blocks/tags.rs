//! What elements do to the flow of text, by their names: the rendering section of the HTML standard, cut down to what
//! matters once a page is read as text.

use memchr::memchr_iter;

use crate::tree::{ALL, ARIA_HIDDEN, CLASS, HIDDEN, Namespace, NodeId, OPEN, STYLE, TAGS, Tag, Tree, TreeElement};

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
    Kind { role, ..kind }
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
        | Tag::Rp
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
    Kind { role, part, is_custom: matches!(tag, Tag::AnnotationXml), is_telling }
}

/// The same of an element that HTML does not know.
fn kind_of_other(name: &str) -> Kind {
    let role = match name {
        "amp-img" | "amp-video" | "amp-audio" => Role::Image,
        "amp-iframe" => Role::Embed,
        _ => Role::Inline,
    };
    let is_telling = matches!(name, "relative-time" | "time-ago" | "dateformat");
    Kind { role, part: Part::Same, is_custom: is_custom(name), is_telling }
}

/// Whether an element is a custom one (its name holds a dash). Most such are laid out as blocks, but the standard leaves
/// them inline, and inside a paragraph they are.
fn is_custom(name: &str) -> bool {
    name.contains('-')
}

/// Whether the page itself says that an element is not to be seen: the `hidden` attribute, a style of its own, or the
/// kind of element. The text of an icon font's element is not seen either: the font shows a picture for it. The root and
/// the body are never hidden: pages that hide them do so only until a script has run.
pub(crate) fn is_hidden(element: TreeElement<'_>) -> bool {
    match element.tag {
        Tag::Html | Tag::Body => return false,
        Tag::NoScript => return true,
        Tag::Dialog if !element.has(OPEN) => return true,
        _ => {}
    }
    let may_be_icon = matches!(element.tag, Tag::I | Tag::Span | Tag::Em)
        || element.tag == Tag::Other && &**element.name() == "mat-icon";
    element.may_have(HIDING)
        && (element.known(HIDDEN).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || element.known(STYLE).is_some_and(hides))
        || may_be_icon && element.known(CLASS).is_some_and(is_icon_font)
}

/// The marks of the attributes that may hide an element, whatever its name.
const HIDING: u64 = HIDDEN.bit() | STYLE.bit();

/// Whether a class is that of a font whose ligatures turn names (`chevron_right`) into pictures: Material Icons and Material
/// Symbols (<https://developers.google.com/fonts/docs/material_symbols>), in all their styles.
fn is_icon_font(classes: &str) -> bool {
    const STYLES: [&str; 5] = ["", "-outlined", "-rounded", "-sharp", "-round"];
    memchr_iter(b'm', classes.as_bytes()).any(|at| classes.as_bytes()[at..].starts_with(b"mat"))
        && classes.split_ascii_whitespace().any(|class| {
            let style = class.strip_prefix("material-icons").or_else(|| class.strip_prefix("material-symbols"));
            class == "mat-icon" || style.is_some_and(|style| STYLES.contains(&style) || style == "-two-tone")
        })
}

/// Whether the page hides an element from those who have it read out; others see it.
pub(crate) fn is_aria_hidden(element: TreeElement<'_>) -> bool {
    element.known(ARIA_HIDDEN).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        && !matches!(element.tag, Tag::Html | Tag::Body)
}

/// Whether a style declares `display: none` or `visibility: hidden`.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let property = property.trim();
        let hiding = if property.eq_ignore_ascii_case("display") {
            "none"
        } else if property.eq_ignore_ascii_case("visibility") {
            "hidden"
        } else {
            return false;
        };
        value.trim().trim_end_matches("!important").trim_end().eq_ignore_ascii_case(hiding)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for style in ["display:none", "color: red; DISPLAY : None !important", "visibility: hidden;"] {
            assert!(hides(style), "{style}");
        }
        for style in ["", "display:block", "background: url(display:none)", "visibility: visible"] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn icon_fonts() {
        for class in ["material-icons", "icon material-symbols-rounded", "material-icons-two-tone big", "mat-icon"] {
            assert!(is_icon_font(class), "{class}");
        }
        for class in ["", "materials", "material-icons-bar", "format", "icon"] {
            assert!(!is_icon_font(class), "{class}");
        }
    }

    #[test]
    fn custom_elements_are_told_by_their_names() {
        for (name, role, custom, telling) in [
            ("story-text", Role::Inline, true, false),
            ("amp-img", Role::Image, true, false),
            ("time-ago", Role::Inline, true, true),
            ("dateformat", Role::Inline, false, true),
            ("blink", Role::Inline, false, false),
        ] {
            let kind = Kind { role, part: Part::Same, is_custom: custom, is_telling: telling };
            assert_eq!(kind_of_other(name), kind, "{name}");
        }
    }
}
