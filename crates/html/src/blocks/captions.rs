//! Captions and the credits inside them.
//!
//! A credit mostly stands in the caption's own line, in an inline element that is called so. It is no part of what the
//! caption says, so it is a block of its own.

use crate::stems::Words;
use crate::tree::{CLASS, ITEMPROP, Tag, TreeElement};

/// What names of classes and properties hold that mark the credit inside a caption.
static CREDITS: Words<5> = Words::of(&[
    "credit",
    "copyright",
    "photographer",
    "source",
    "author",
    "agency",
    "byline",
    "attribution",
    "rights",
    "fotograf",
    "quelle",
    "autor",
]);

/// Whether an element is a figure or its caption by its name.
pub(super) fn is_figure_or_caption(element: TreeElement<'_>) -> bool {
    matches!(element.tag, Tag::Figure | Tag::FigCaption)
}

/// Whether an inline element inside a caption is its credit.
pub(super) fn is_credit(element: TreeElement<'_>) -> bool {
    [CLASS, ITEMPROP].iter().filter_map(|name| element.known(*name)).any(|names| CREDITS.are_in(names))
}
