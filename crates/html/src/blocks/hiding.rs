//! What hides elements.

use copydesk_core::text::whitespace::is_blank;

use super::tags::Kind;
use crate::stems::Words;
use crate::tree::{ARIA_HIDDEN, HIDDEN, NONE, NodeId, OPEN, ROLE, STYLE, Tag, Tree, TreeElement};

/// What hides an element beside the attributes that may hide any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hiding {
    /// Nothing.
    Nothing,
    /// Nothing, and its attributes neither.
    Never,
    /// That it is what it is.
    Itself,
    /// That it is not open.
    Closed,
    /// The class of an icon font.
    Icon,
    /// That nothing puts brackets around it: a ruby's reading stands above the word, and is no part of the line (HTML, 4.5.10).
    Unbracketed,
}

/// Whether the page itself says that an element is not to be seen: the `hidden` attribute, a style of its own, or the
/// kind of element, or a tooltip's role (WAI-ARIA 1.2): that shows only beside what it tells of. The text of an icon font's element is not seen either: the font shows a picture for it. The root and
/// the body are never hidden: pages that hide them do so only until a script has run. `is_icon` is whether its class is that
/// of an icon font.
#[inline]
pub(super) fn is_hidden(tree: &Tree<'_>, node: NodeId, element: TreeElement<'_>, kind: Kind, is_icon: bool) -> bool {
    match kind.hiding {
        Hiding::Unbracketed if !is_bracketed(tree, node) => true,
        Hiding::Never => false,
        Hiding::Itself => true,
        Hiding::Closed if !element.has(OPEN) => true,
        Hiding::Icon if is_icon => true,
        Hiding::Nothing | Hiding::Closed | Hiding::Icon | Hiding::Unbracketed => {
            element.may_have(HIDING) && hides_itself(element) && !is_pictured_formula(tree, node)
        }
    }
}

/// Whether an `<rp>` stands right beside a ruby's reading.
fn is_bracketed(tree: &Tree<'_>, reading: NodeId) -> bool {
    let node = tree.node(reading);
    [node.prev_sibling, node.next_sibling].iter().any(|beside| *beside != NONE && tree.name(*beside) == "rp")
}

fn hides_itself(element: TreeElement<'_>) -> bool {
    element.known(HIDDEN).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || element.known(STYLE).is_some_and(hides)
        || element.known(ROLE).is_some_and(|role| role.trim().eq_ignore_ascii_case("tooltip"))
}

/// The marks of the attributes that may hide an element, whatever its name.
const HIDING: u64 = HIDDEN.bit() | STYLE.bit() | ROLE.bit();

/// Whether a class is that of a font whose ligatures turn names (`chevron_right`) into pictures: Material Icons and Material
/// Symbols (<https://developers.google.com/fonts/docs/material_symbols>), in all their styles.
pub(super) fn is_icon_font(classes: &str) -> bool {
    const STYLES: [&str; 5] = ["", "-outlined", "-rounded", "-sharp", "-round"];
    classes.split_ascii_whitespace().any(|class| {
        let style = class.strip_prefix("material-icons").or_else(|| class.strip_prefix("material-symbols"));
        class == "mat-icon" || style.is_some_and(|style| STYLES.contains(&style) || style == "-two-tone")
    })
}

/// Whether a class may be that of what explains a word and shows only where a reader points at the word: that of the word
/// itself is called a tooltip as well (see [`explains`]), but not a tooltip's text.
pub(super) fn is_explanation(classes: &str) -> bool {
    const PARTS: [&str; 14] = [
        "content",
        "contents",
        "text",
        "body",
        "inner",
        "box",
        "bubble",
        "popup",
        "message",
        "description",
        "definition",
        "explanation",
        "panel",
        "tooltip",
    ];
    classes.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        class == KINDS[0]
            || KINDS.iter().filter_map(|kind| class.split_once(kind)).any(|(_, rest)| {
                let part =
                    rest.trim_start_matches('y').trim_matches(|character: char| !character.is_ascii_alphabetic());
                PARTS.contains(&part)
            })
    })
}

/// What explanations of words are called.
const KINDS: [&str; 2] = ["tooltip", "glossar"];

/// Whether an element inside a line of text explains a word of it, by its class: it holds some words, and stands behind the word in
/// an element that is called so too. What is called so by itself may be the word.
pub(super) fn explains(tree: &Tree<'_>, node: NodeId) -> bool {
    let mut own = tree.node(node);
    let hidden = tree.element(own.parent).filter(|around| around.tag == Tag::Span && is_aria_hidden(*around));
    if own.prev_sibling == NONE && hidden.is_some() {
        // "NATO<span aria-hidden=true><span class=tooltip-content>"
        own = tree.node(own.parent);
    }
    let holds = |kinds: &[&str], class: &str| kinds.iter().any(|kind| class.to_ascii_lowercase().contains(kind));
    // What is called a tooltip and no more may be the word, where what stands around is called so as well.
    let is_bare = tree.element(node).is_some_and(|own| own.classes().any(|class| class.eq_ignore_ascii_case(KINDS[0])));
    let kinds = if is_bare { &KINDS[1..] } else { &KINDS };
    let is_named = tree.element(own.parent).is_some_and(|around| {
        around.classes().any(|class| holds(kinds, class)) || matches!(&**around.name(), "abbr" | "dfn")
    });
    let some = |node: NodeId| Some(node).filter(|node| *node != NONE);
    let mut before =
        std::iter::successors(some(own.prev_sibling), |at| some(tree.node(*at).prev_sibling)).take(MAX_BESIDE);
    let is_word = matches!(tree.name(node), "a" | "abbr" | "dfn");
    let shows = |node: NodeId| {
        tree.preorder(node).take(MAX_INSIDE).any(|inner| tree.characters(inner).is_some_and(|text| !is_blank(text)))
    };
    if is_word || !is_named || !before.any(shows) {
        return false;
    }
    let texts = tree.preorder(node).take(MAX_INSIDE).filter_map(|inner| tree.characters(inner));
    let words = texts.flat_map(str::split_whitespace);
    words.take(MIN_EXPLANATION).count() == MIN_EXPLANATION
}

/// The fewest words of an explanation, and the most nodes that are looked at for them and for the word before them.
const MIN_EXPLANATION: usize = 4;
const MAX_INSIDE: usize = 32;
const MAX_BESIDE: usize = 4;

/// Whether an element holds nothing but a formula, beside the picture of it: whoever cannot see the picture has it read out, and
/// of the two it is the text.
fn is_pictured_formula(tree: &Tree<'_>, node: NodeId) -> bool {
    let next = tree.node(node).next_sibling;
    holds_formula(tree, node) && matches!(tree.tag(next), Tag::Img | Tag::Picture)
}

/// Whether an element is hidden from those who have a page read out because the formula beside it says the same.
pub(super) fn repeats_formula(tree: &Tree<'_>, node: NodeId, element: TreeElement<'_>) -> bool {
    let own = tree.node(node);
    let length = |node: NodeId| -> usize {
        tree.preorder(node).take(MAX_FORMULA).filter_map(|inner| tree.characters(inner)).map(str::len).sum()
    };
    // The formula holds the same twice: its signs, and as it was typed in.
    let repeats = |formula: NodeId| formula != NONE && holds_formula(tree, formula) && length(node) <= length(formula);
    is_aria_hidden(element) && [own.prev_sibling, own.next_sibling].into_iter().any(repeats)
}

/// The most nodes of a formula that are looked at.
const MAX_FORMULA: usize = 512;

/// Whether an element holds a formula and nothing else.
fn holds_formula(tree: &Tree<'_>, node: NodeId) -> bool {
    let own = tree.node(node);
    own.first_child != NONE && own.first_child == own.last_child && tree.tag(own.first_child) == Tag::Math
}

/// Whether the page hides an element from those who have it read out; others see it.
#[inline]
pub(crate) fn is_aria_hidden(element: TreeElement<'_>) -> bool {
    element.known(ARIA_HIDDEN).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        && !matches!(element.tag, Tag::Html | Tag::Body)
}

/// Whether a style declares `display: none` or `visibility: hidden`.
fn hides(style: &str) -> bool {
    static VALUES: Words<4> = Words::of(&["none", "hidden"]);
    VALUES.are_in(style)
        && style.split(';').any(|declaration| {
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
    fn explanations() {
        for class in
            ["tooltiptext", "tooltip", "x tooltip-content", "c-Tooltip__body", "glossary-definition", "glossar-text"]
        {
            assert!(is_explanation(class), "{class}");
        }
        for class in ["has-tooltip", "tooltip-trigger", "tooltips text", "glossary", "glossary-term"] {
            assert!(!is_explanation(class), "{class}");
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
}
