//! Pictures that are none of a text's by their own attributes: icons, logos, portraits of who wrote it.

use crate::tree::{CLASS, NodeId, Tree, TreeElement, marks};

/// The longest side of an icon, in CSS pixels …
const MAX_ICON: u32 = 64;
/// … and of a portrait that is cut out round.
const MAX_ROUND: u32 = 100;
/// Sides up to this are those of a shape (`16` to `9`), not of a picture.
const MAX_RATIO: u32 = 21;
/// The longest class that is read, in bytes.
const MAX_CLASS: usize = 400;

/// What pictures call themselves that are no illustrations, as words of their classes.
const ORNAMENTS: [&str; 20] = [
    "author",
    "avatar",
    "badge",
    "byline",
    "emoji",
    "favicon",
    "gravatar",
    "icon",
    "icons",
    "logo",
    "logos",
    "pixel",
    "smiley",
    "smilies",
    "spacer",
    "userimage",
    "userpic",
    "profilepic",
    "visuallyhidden",
    "sitelogo",
];
/// The same, in whole classes.
const HIDDEN: [&str; 4] = ["visually-hidden", "sr-only", "screen-reader-text", "a11y-hidden"];
/// Classes that cut a picture out round.
const ROUND: [&str; 5] = ["rounded-full", "rounded-circle", "img-circle", "is-rounded", "border-radius-50"];
/// What begins classes of states: `has-icon` is none.
const STATES: [&str; 4] = ["has-", "no-", "with-", "without-"];

/// The marks of the sides.
const SIDES: u64 = marks(&["width", "height"]);

/// Whether a picture is one. Of a `<picture>` its `<img>` is asked.
pub(super) fn is_ornament(tree: &Tree<'_>, node: NodeId) -> bool {
    let inner = || tree.children(node).find(|child| tree.name(*child) == "img");
    let node = if tree.name(node) == "picture" { inner().unwrap_or(node) } else { node };
    let Some(element) = tree.element(node) else { return false };
    let classes = element.known(CLASS).filter(|classes| classes.len() <= MAX_CLASS).unwrap_or_default();
    let mut own = classes.split_ascii_whitespace();
    own.clone().any(is_named) || {
        let most = if own.any(|class| ROUND.contains(&class)) { MAX_ROUND } else { MAX_ICON };
        element.may_have(SIDES) && is_small(element, most)
    }
}

/// Whether one of the stated sides is no longer than this.
fn is_small(element: TreeElement<'_>, most: u32) -> bool {
    let side = |name: &str| -> Option<u32> {
        element.attribute(name).and_then(|value| value.trim().trim_end_matches("px").parse().ok())
    };
    let sides = [side("width"), side("height")];
    let is_ratio = matches!(sides, [Some(width), Some(height)] if width != height && width.max(height) <= MAX_RATIO);
    !is_ratio && sides.into_iter().flatten().any(|side| (1..=most).contains(&side))
}

/// Whether a class names an ornament by one of its words, which signs and changes of case part.
fn is_named(class: &str) -> bool {
    if HIDDEN.contains(&class) {
        return true;
    }
    let mut words = class.split(|character: char| !character.is_ascii_alphabetic());
    words.any(|word| in_any_case(word) || hump(word).is_some_and(in_any_case))
        && !STATES.iter().any(|state| class.starts_with(state))
}

fn in_any_case(word: &str) -> bool {
    ORNAMENTS.iter().any(|ornament| ornament.eq_ignore_ascii_case(word))
}

/// The last word of a name in camel case.
fn hump(word: &str) -> Option<&str> {
    let at = word.rfind(|character: char| character.is_ascii_uppercase())?;
    Some(&word[at..])
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::parse;

    #[track_caller]
    fn check(picture: &str, expected: bool) {
        let (tree, _) = parse::parse(format!("<p>x {picture}"), &Limits::default());
        let blocks = crate::blocks::segment(&tree, 100).blocks;
        assert_eq!(blocks[1].ornament, expected, "{picture}");
    }

    #[test]
    fn ornaments_are_told_by_their_attributes() {
        check("<img src=/a.jpg>", false);
        check("<img src=/a.jpg width=640 height=64px>", true);
        check("<img src=/a.jpg width=16 height=9>", false);
        check("<img src=/a.jpg width=16 height=16>", true);
        check("<img src=/a.jpg width='100%' height=auto>", false);
        check("<img src=/a.jpg width=96 height=96>", false);
        check("<img src=/a.jpg width=96 height=96 class='w-12 rounded-full'>", true);
        check("<img src=/a.jpg class='post__author-img'>", true);
        check("<img src=/a.jpg class='headerLogo'>", true);
        check("<img src=/a.jpg class='has-icon lazy'>", false);
        check("<img src=/a.jpg class='iconic authored'>", false);
        check("<img src=/a.jpg class='u sr-only'>", true);
        check("<picture><source srcset=/a.webp><img src=/a.jpg class=avatar></picture>", true);
    }
}
