//! What elements are called: after pictures, or as parts of the page that are not the article's.

use copydesk_core::Element;

use super::Evidence;
use crate::classes::PROMOTION;
use crate::lexical::Wanted;

/// Whether what an element without running text calls itself makes its captions somebody else's. Galleries, players and
/// whatever a picture is opened in are the article's own, and an advertisement's class beside a stated caption says only
/// that one may be shown there.
pub(super) fn is_foreign(why: &str, mild: bool, evidence: Evidence) -> bool {
    if mild {
        return evidence == Evidence::Bare;
    }
    match why {
        "navigation"
        | "inside nav"
        | "role of a control or navigation"
        | "related articles"
        | "share bar"
        | "newsletter or subscription prompt"
        | "comments"
        | "footer"
        | "inside footer"
        | "author's biography"
        | "byline or tags" => true,
        "consent notice" | PROMOTION | "sidebar" | "inside aside" | "role complementary" | "inside a control" => {
            evidence < Evidence::Named
        }
        _ => false,
    }
}

/// Words for pictures in names of classes, in the languages that name classes.
static PICTURE_WORDS: Wanted<12> = Wanted::new([
    "image", "img", "imagen", "photo", "picture", "foto", "figure", "bild", "media", "thumb", "gallery", "slide",
]);

/// The longest name that is read, in bytes.
const MAX_NAME: usize = 80;

/// Whether an element is named after the pictures that it holds.
pub(super) fn is_named_after_pictures(element: &Element) -> bool {
    let mut names = element.id.iter().chain(&element.classes);
    names.any(|name| name.len() <= MAX_NAME && PICTURE_WORDS.is_in_any_case(name))
}
