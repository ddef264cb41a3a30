//! What elements are called: after pictures, or as parts of the page that are not the article's.

use copydesk_core::Element;

use super::Evidence;

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
        "consent notice"
        | "advertisement or promotion"
        | "sidebar"
        | "inside aside"
        | "role complementary"
        | "inside a control" => evidence < Evidence::Named,
        _ => false,
    }
}

/// Words for pictures in names of classes, in the languages that name classes, by their first letter.
fn picture_words(first: u8) -> &'static [&'static str] {
    match first.to_ascii_lowercase() {
        b'i' => &["image", "img", "imagen"],
        b'p' => &["photo", "picture"],
        b'f' => &["foto", "figure"],
        b'b' => &["bild"],
        b'm' => &["media"],
        b't' => &["thumb"],
        b'g' => &["gallery"],
        b's' => &["slide"],
        _ => &[],
    }
}

/// Whether an element is named after the pictures that it holds.
pub(super) fn is_named_after_pictures(element: &Element) -> bool {
    let names = element.id.iter().chain(&element.classes);
    names.map(String::as_bytes).filter(|name| name.len() <= 80).any(|name| {
        name.iter().enumerate().any(|(at, &first)| {
            picture_words(first)
                .iter()
                .any(|word| name[at..].get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes())))
        })
    })
}
