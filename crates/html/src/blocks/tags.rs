//! What elements do to the flow of text, by their names: the rendering section of the HTML standard, cut down to what
//! matters once a page is read as text.

use web_atoms::local_name;

use crate::tree::{NodeId, Tree, mark};

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

/// The role of an element of the tree.
pub(crate) fn role(tree: &Tree, node: NodeId) -> Role {
    let name = tree.name(node);
    if tree.is_html(node) {
        return html_role(name);
    }
    match name {
        "svg" | "annotation" | "annotation-xml" => Role::Unseen,
        _ => Role::Inline,
    }
}

fn html_role(name: &str) -> Role {
    match name {
        "a" => Role::Link,
        "b" | "strong" => Role::Bold,
        "time" => Role::Time,
        "br" => Role::Break,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
        | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "main"
        | "menu" | "nav" | "ol" | "optgroup" | "option" | "p" | "search" | "section" | "summary" | "tbody"
        | "tfoot" | "thead" | "ul" => Role::Block,
        "button" => Role::Button,
        "select" => Role::Choice,
        "pre" | "listing" | "xmp" | "plaintext" => Role::Preformatted,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "img" | "picture" | "video" | "audio" | "amp-img" | "amp-video" | "amp-audio" => Role::Image,
        "iframe" | "embed" | "object" | "applet" | "amp-iframe" => Role::Embed,
        "area" | "base" | "basefont" | "canvas" | "col" | "colgroup" | "datalist" | "frame" | "frameset" | "head"
        | "input" | "link" | "meta" | "meter" | "noembed" | "noframes" | "param" | "progress" | "rp" | "script"
        | "source" | "style" | "template" | "textarea" | "title" | "track" => Role::Unseen,
        _ => Role::Inline,
    }
}

/// Whether an element is a custom one (its name holds a dash). Most such are laid out as blocks, but the standard leaves
/// them inline, and inside a paragraph they are.
pub(crate) fn is_custom(name: &str) -> bool {
    name.contains('-')
}

/// The level of a heading element.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether the page itself says that an element is not to be seen: the `hidden` attribute, a style of its own, or the
/// kind of element. The text of an icon font's element is not seen either: the font shows a picture for it. The root and
/// the body are never hidden: pages that hide them do so only until a script has run.
pub(crate) fn is_hidden(tree: &Tree, node: NodeId) -> bool {
    let Some(element) = tree.element(node) else { return false };
    match element.name {
        local_name!("html") | local_name!("body") => return false,
        local_name!("noscript") => return true,
        local_name!("dialog") if element.attribute("open").is_none() => return true,
        _ => {}
    }
    if !element.may_have(HIDING) {
        return false;
    }
    let may_be_icon = matches!(element.name, local_name!("i") | local_name!("span") | local_name!("em"))
        || &*element.name == "mat-icon";
    element.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || element.attribute("style").is_some_and(hides)
        || (may_be_icon && element.attribute("class").is_some_and(is_icon_font))
}

/// The marks of the attributes that may hide an element.
const HIDING: u64 = 1 << mark("hidden") | 1 << mark("style") | 1 << mark("class");

/// Whether a class is that of a font whose ligatures turn names (`chevron_right`) into pictures: Material Icons and Material
/// Symbols (<https://developers.google.com/fonts/docs/material_symbols>), in all their styles.
fn is_icon_font(classes: &str) -> bool {
    const STYLES: [&str; 5] = ["", "-outlined", "-rounded", "-sharp", "-round"];
    classes.contains("mat")
        && classes.split_ascii_whitespace().any(|class| {
            let style = class.strip_prefix("material-icons").or_else(|| class.strip_prefix("material-symbols"));
            class == "mat-icon" || style.is_some_and(|style| STYLES.contains(&style) || style == "-two-tone")
        })
}

/// Whether the page hides an element from those who have it read out; others see it.
pub(crate) fn is_aria_hidden(tree: &Tree, node: NodeId) -> bool {
    tree.attribute(node, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        && !matches!(tree.name(node), "html" | "body")
}

/// Whether a style declares `display: none` or `visibility: hidden`.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim_end();
        let property = property.trim();
        (property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
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
    fn heading_levels() {
        assert_eq!(heading_level("h3"), Some(3));
        assert_eq!(heading_level("hr"), None);
        assert_eq!(heading_level("h7"), None);
    }
}
