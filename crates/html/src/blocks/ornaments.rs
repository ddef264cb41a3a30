//! Pictures that are none of a text's by their own attributes: icons, logos, portraits of who wrote it.

use crate::stems::Words;
use crate::tree::{CLASS, NodeId, Tree, TreeElement, marks};

/// The longest side of an icon, in CSS pixels …
const MAX_ICON: u32 = 64;
/// … and of a portrait that is cut out round.
const MAX_ROUND: u32 = 100;
/// The longest short side of what is an ornament however long it is, such as a rule between sections.
const MAX_RULE: u32 = 32;
/// The longest short side of a portrait of who wrote it.
const MAX_PORTRAIT: u32 = 200;
/// Sides up to this are those of a shape (`16` to `9`), not of a picture.
const MAX_RATIO: u32 = 21;
/// The longest class that is read, in bytes.
const MAX_CLASS: usize = 400;

/// What pictures call themselves that are no illustrations, as words of their classes.
const NAMES: [&str; 20] = [
    "avatar",
    "badge",
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
    "author",
    "byline",
];
/// How many of them say so of pictures of any size. A large one's class may as well say who took or sent it, as
/// `img-author-upload` does.
const OF_ANY_SIZE: usize = 18;
/// Finds them, wherever they stand.
static HELD: Words<4> = Words::of(&NAMES);
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
    let sides = if element.may_have(SIDES) { sides(element) } else { [None; 2] };
    let is_large = sides.iter().all(|side| side.is_some_and(|side| side > MAX_PORTRAIT));
    let is_named = || HELD.are_in(classes) && own.clone().any(|class| is_named(class, is_large));
    own.clone().any(|class| HIDDEN.contains(&class)) || is_named() || {
        let most = if own.any(|class| ROUND.contains(&class)) { MAX_ROUND } else { MAX_ICON };
        is_small(sides, most)
    }
}

/// The stated width and height.
fn sides(element: TreeElement<'_>) -> [Option<u32>; 2] {
    ["width", "height"]
        .map(|name| element.attribute(name).and_then(|value| value.trim().trim_end_matches("px").parse().ok()))
}

/// Whether the stated sides are those of an ornament. That both are no longer than this is what an icon is told by: of a low
/// picture the width must be known, since charts and signatures are low and wide. A narrow one without a height is hardly high.
fn is_small(sides: [Option<u32>; 2], most: u32) -> bool {
    let [width, height] = sides;
    let is_ratio = matches!(sides, [Some(width), Some(height)] if width != height && width.max(height) <= MAX_RATIO);
    let is_icon = || {
        width.is_some_and(|width| (1..=most).contains(&width))
            && height.is_none_or(|height| (1..=most).contains(&height))
    };
    let is_rule = || sides.into_iter().flatten().any(|side| (1..=MAX_RULE).contains(&side));
    !is_ratio && (is_icon() || is_rule())
}

/// Whether a class names an ornament by one of its words, which signs and changes of case part.
fn is_named(class: &str, is_large: bool) -> bool {
    let most = if is_large { OF_ANY_SIZE } else { NAMES.len() };
    let names = |word: &str| NAMES[..most].iter().any(|name| name.eq_ignore_ascii_case(word));
    let mut words = class.split(|character: char| !character.is_ascii_alphabetic());
    words.any(|word| names(word) || hump(word).is_some_and(names))
        && !STATES.iter().any(|state| class.starts_with(state))
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
        check("<img src=/a.jpg width=640 height=64px>", false);
        check("<img src=/a.jpg width=300 height=60>", false);
        check("<img src=/a.jpg height=60>", false);
        check("<img src=/a.jpg width=60 height=64px>", true);
        check("<img src=/a.jpg width=40>", true);
        check("<img src=/a.jpg width=640 height=32>", true);
        check("<img src=/a.jpg width=16 height=9>", false);
        check("<img src=/a.jpg width=16 height=16>", true);
        check("<img src=/a.jpg width='100%' height=auto>", false);
        check("<img src=/a.jpg width=96 height=96>", false);
        check("<img src=/a.jpg width=96 height=96 class='w-12 rounded-full'>", true);
        check("<img src=/a.jpg class='post__author-img'>", true);
        check("<img src=/a.jpg class='img-author-upload' width=800 height=500>", false);
        check("<img src=/a.jpg class='img-author-upload' width=800 height=200>", true);
        check("<img src=/a.jpg class='img-author-upload' width=800>", true);
        check("<img src=/a.jpg class='u-visuallyHidden' width=800 height=500>", true);
        check("<img src=/a.jpg class='headerLogo'>", true);
        check("<img src=/a.jpg class='has-icon lazy'>", false);
        check("<img src=/a.jpg class='iconic authored'>", false);
        check("<img src=/a.jpg class='u sr-only'>", true);
        check("<picture><source srcset=/a.webp><img src=/a.jpg class=avatar></picture>", true);
    }
}
