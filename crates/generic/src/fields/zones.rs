//! Where on the page a block stands, seen from the article.

use std::ops::RangeInclusive;

use copydesk_core::{Document, Element, Shape};

use super::page::Page;
use crate::lexical::Wanted;

/// How many blocks before the headline belong to the article's head.
const BEFORE_TITLE: u32 = 6;
/// How many blocks stand right beside the headline, on either side.
const NEAR: u32 = 6;
/// How many blocks behind the headline belong to its head at most.
const HEAD: u32 = 40;
/// How many blocks behind the last kept one belong to the article's foot.
const FOOT: u32 = 14;
/// How many elements around a block are looked at.
const MAX_AROUND: usize = 12;
/// How many kept blocks belong to the head too: a byline may stand below the first picture or paragraph.
const OPENING: usize = 2;

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Right beside the headline.
    Near,
    /// Around the headline, down to the beginning of the body.
    Head,
    /// Inside the body.
    Body,
    /// Right behind the body.
    Foot,
    /// Anywhere else.
    Far,
    /// Nothing is known of where it stands.
    Unknown,
}

/// The parts of a page, as block numbers.
#[derive(Debug)]
pub(super) struct Zones {
    title: Option<u32>,
    opening: u32,
    end: u32,
    known: bool,
}

impl Zones {
    /// The parts of a page, of which the headline should be noted.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let title = page
            .titles
            .iter()
            .filter(|(_, own)| !page.headline.is_empty() && *own == page.headline)
            .find_map(|(candidate, _)| candidate.block);
        let kept = page.kept.as_slice();
        let start = title.unwrap_or(0);
        let blocks = page.document.blocks();
        // Pictures at the head, and what is said of them, are no beginning of the text.
        let mut body = kept[kept.partition_point(|block| *block < start)..].iter().copied().filter(|number| {
            let block = &blocks[*number as usize];
            !block.text.is_empty() && block.shape != Shape::Caption
        });
        let opening = body.by_ref().take(OPENING).last().unwrap_or(start);
        let opening = body.next().unwrap_or(opening);
        Self { title, opening, end: kept.last().copied().unwrap_or(start), known: title.is_some() || !kept.is_empty() }
    }

    /// The block that shows the headline.
    pub(super) fn title(&self) -> Option<u32> {
        self.title
    }

    /// Whether a block stands before the headline.
    pub(super) fn is_before_title(&self, block: u32) -> bool {
        block < self.title.unwrap_or(self.opening)
    }

    /// The blocks of the article's head.
    pub(super) fn head(&self) -> RangeInclusive<u32> {
        match self.title {
            Some(title) => title.saturating_sub(BEFORE_TITLE)..=self.opening.clamp(title + NEAR, title + HEAD),
            None => self.opening.saturating_sub(HEAD)..=self.opening,
        }
    }

    /// The part that a block stands in.
    pub(super) fn of_block(&self, document: &dyn Document, block: u32) -> Zone {
        if is_aside(document, block) {
            return Zone::Far;
        }
        if !self.known {
            return Zone::Unknown;
        }
        let head = self.head();
        if head.contains(&block) {
            let near = self.title.is_some_and(|title| (title.saturating_sub(NEAR)..=title + NEAR).contains(&block));
            if near { Zone::Near } else { Zone::Head }
        } else if block > self.end && block <= self.end + FOOT {
            Zone::Foot
        } else if block > *head.end() && block <= self.end {
            Zone::Body
        } else {
            Zone::Far
        }
    }
}

/// Whether a block is a caption, or stands in a part of the page that is not the article's: names there are those of
/// photographers and of other stories.
fn is_aside(document: &dyn Document, block: u32) -> bool {
    let block = &document.blocks()[block as usize];
    block.shape == Shape::Caption
        || document
            .ancestors(block)
            .take(MAX_AROUND)
            .take_while(|element| !matches!(element.tag.as_str(), "article" | "main" | "header"))
            .any(|element| matches!(element.tag.as_str(), "figure" | "figcaption" | "nav" | "blockquote"))
}

/// Whether a text stands in a figure, or in what calls itself the credit of a picture: whoever is named there took the picture.
/// A figure that is called after its author is a portrait. What only calls itself a caption is often a byline set in small type.
pub(super) fn is_of_picture(document: &dyn Document, block: u32) -> bool {
    let block = &document.blocks()[block as usize];
    let mut is_found = false;
    // A link whose text stands behind the portrait in it begins with a block without text.
    let around = document.ancestors(block).take(if block.text.is_empty() { 0 } else { MAX_AROUND });
    for element in around {
        match element.tag.as_str() {
            "article" | "main" | "header" | "body" => break,
            "figure" => return !holds_name(element, |name| PORTRAITS.is_in_any_case(name)),
            "figcaption" => is_found = true,
            _ => is_found |= holds_name(element, is_credit_of_picture),
        }
    }
    is_found
}

/// What figures are called that show who wrote.
static PORTRAITS: Wanted<4> = Wanted::new(["author", "autor", "byline", "auteur"]);
/// What credits of pictures are called …
static CREDITS: Wanted<3> = Wanted::new(["credit", "copyright", "courtesy"]);
/// … and pictures.
static PICTURES: Wanted<6> = Wanted::new(["photo", "image", "img", "picture", "foto", "bild"]);

fn is_credit_of_picture(name: &str) -> bool {
    CREDITS.is_in_any_case(name) && PICTURES.is_in_any_case(name)
}

fn holds_name(element: &Element, fits: impl Fn(&str) -> bool) -> bool {
    element.classes.iter().chain(&element.id).any(|name| fits(name))
}
