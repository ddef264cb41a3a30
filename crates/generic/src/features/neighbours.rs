//! What stands before and behind a block that is looked at a second time.

use copydesk_core::{Block, Document, Shape};

use super::COUNT;
use super::names::{Feature, Row};
use super::text::TextFacts;
use super::tree::{ElementFacts, TreeFacts};
use crate::fast::ln_1p;

/// The distance where there is nothing of the kind.
pub(super) const NONE: f32 = 1000.0;
/// The mean weight of the words of a block that is not looked at again: below all others.
pub(super) const NOT_WEIGHED: f32 = -10.0;

/// What is known of all blocks that have text.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) document: &'p dyn Document,
    /// The blocks, by number, and the elements that hold them.
    pub(super) blocks: &'p [u32],
    pub(super) places: &'p [Option<u32>],
    pub(super) texts: &'p [TextFacts],
    /// The mean weight of each one's words, or [`NOT_WEIGHED`].
    pub(super) weights: &'p [f32],
    pub(super) tree: &'p TreeFacts,
}

/// The rows that are filled, for every block one or none.
pub(super) type Rows<'r> = [Option<Row<'r, COUNT>>];

/// Fills in these rows.
pub(super) fn fill(page: Page<'_>, rows: &mut Rows<'_>) {
    head(page, rows);
    headings(page, rows);
    beside(page, rows);
}

/// Where a block stands to headline, byline and date: a standfirst comes before them, the body behind.
fn head(page: Page<'_>, rows: &mut Rows<'_>) {
    let title = page.texts.iter().position(|text| text.shows.title);
    let (mut words, mut below_title) = (0.0_f32, false);
    let (mut byline, mut date) = (NONE, NONE);
    for (at, (text, row)) in page.texts.iter().zip(rows.iter_mut()).enumerate() {
        if let Some(row) = row {
            row.set(Feature::SinceTitle, title.map_or(-NONE, |title| at as f32 - title as f32));
            row.set(Feature::WordsSinceTitle, if below_title { ln_1p(words) } else { -1.0 });
            row.set(Feature::SinceByline, byline);
            row.set(Feature::SinceDate, date);
        }
        if text.shows.title {
            (words, below_title) = (0.0, true);
        } else {
            words += text.words;
        }
        byline = if text.shows.byline { 0.0 } else { byline + 1.0 };
        date = if text.shows.date { 0.0 } else { date + 1.0 };
    }
    let (mut byline, mut date) = (NONE, NONE);
    for (text, row) in page.texts.iter().zip(rows).rev() {
        if let Some(row) = row {
            row.set(Feature::ToByline, byline);
            row.set(Feature::ToDate, date);
        }
        byline = if text.shows.byline { 0.0 } else { byline + 1.0 };
        date = if text.shows.date { 0.0 } else { date + 1.0 };
    }
}

/// The heading above a block, which names what follows.
fn headings(page: Page<'_>, rows: &mut Rows<'_>) {
    let mut last: Option<usize> = None;
    for (at, (text, row)) in page.texts.iter().zip(rows.iter_mut()).enumerate() {
        if let Some(row) = row {
            row.set(Feature::SinceHeading, last.map_or(NONE, |last| (at - last) as f32));
            if let Some(last) = last {
                row.set(Feature::HeadingWordMean, page.weights[last]);
                row.set(Feature::HeadingNear, page.tree.meet(page.places[at], page.places[last]));
                row.set(Feature::HeadingLevel, page.texts[last].shape);
            }
        }
        if text.is_heading() {
            last = Some(at);
        }
    }
    let mut to = NONE;
    for (text, row) in page.texts.iter().zip(rows).rev() {
        if let Some(row) = row {
            row.set(Feature::ToHeading, to);
        }
        to = if text.is_heading() { 0.0 } else { to + 1.0 };
    }
}

/// The blocks directly beside.
fn beside(page: Page<'_>, rows: &mut Rows<'_>) {
    use Feature as F;
    let is_media = |block: &Block| matches!(block.shape, Shape::Image | Shape::Embed);
    for (at, row) in rows.iter_mut().enumerate() {
        let Some(row) = row else { continue };
        let number = page.blocks[at] as usize;
        row.flag(F::MediaBefore, number.checked_sub(1).is_some_and(|before| is_media(&page.document.blocks()[before])));
        let previous = at.checked_sub(1).map(|before| page.neighbour(before));
        let features = [F::PreviousWords, F::PreviousLinked, F::PreviousWordMean, F::PreviousNames];
        row.set_all(features, previous.unwrap_or(NOBODY));
        let next = (at + 1 < page.texts.len()).then(|| page.neighbour(at + 1));
        row.set_all([F::NextWords, F::NextLinked, F::NextWordMean, F::NextNames], next.unwrap_or(NOBODY));
    }
}

/// What is said of a block that is not there.
const NOBODY: [f32; 4] = [-1.0, 0.0, 0.0, 0.0];

impl Page<'_> {
    /// What is said of a block to those beside it: words, links, the weight of its words, names around it.
    fn neighbour(&self, at: usize) -> [f32; 4] {
        let text = &self.texts[at];
        let names = self.tree.element(self.places[at]).map_or(0.0, |facts: &ElementFacts| facts.names_lowest);
        [text.length, text.link_density, self.weights[at], names]
    }
}
