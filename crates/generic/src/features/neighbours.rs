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

/// Fills in the rows of the blocks that are `open`.
pub(super) fn fill(page: Page<'_>, open: &[u32], rows: &mut [[f32; COUNT]]) {
    before(page, open, rows);
    behind(page, open, rows);
    for (&at, row) in open.iter().zip(rows) {
        beside(page, at as usize, &mut Row(row));
    }
}

/// Where the last block of a kind stood.
type Last = Option<usize>;

/// The last byline, date and heading that were passed.
#[derive(Default)]
struct Passed {
    byline: Last,
    date: Last,
    heading: Last,
}

impl Passed {
    fn pass(&mut self, at: usize, text: &TextFacts) {
        let lasts = [&mut self.byline, &mut self.date, &mut self.heading];
        for (last, is_one) in lasts.into_iter().zip([text.shows.byline, text.shows.date, text.is_heading()]) {
            if is_one {
                *last = Some(at);
            }
        }
    }
}

/// How many blocks stand between a block and the last of a kind before it, or behind it.
fn since(at: usize, last: Last) -> f32 {
    last.map_or(NONE + at as f32, |last| (at - last - 1) as f32)
}

/// Where a block stands to headline, byline and date before it, and to the heading above, which names what follows: a standfirst
/// comes before byline and date, the body behind.
fn before(page: Page<'_>, open: &[u32], rows: &mut [[f32; COUNT]]) {
    let title = page.texts.iter().position(|text| text.shows.title);
    let (mut words, mut below_title) = (0.0_f32, false);
    let (mut passed, mut next) = (Passed::default(), 0);
    for (&at, row) in open.iter().zip(rows) {
        let at = at as usize;
        for (above, text) in page.texts.iter().enumerate().take(at).skip(next) {
            if text.shows.title {
                (words, below_title) = (0.0, true);
            } else {
                words += text.words;
            }
            passed.pass(above, text);
        }
        next = at;
        let mut row = Row(row);
        row.set(Feature::SinceTitle, title.map_or(-NONE, |title| at as f32 - title as f32));
        row.set(Feature::WordsSinceTitle, if below_title { ln_1p(words) } else { -1.0 });
        row.set(Feature::SinceByline, since(at, passed.byline));
        row.set(Feature::SinceDate, since(at, passed.date));
        row.set(Feature::SinceHeading, passed.heading.map_or(NONE, |heading| (at - heading) as f32));
        if let Some(heading) = passed.heading {
            row.set(Feature::HeadingWordMean, page.weights[heading]);
            row.set(Feature::HeadingNear, page.tree.meet(page.places[at], page.places[heading]));
            row.set(Feature::HeadingLevel, page.texts[heading].shape);
        }
    }
}

/// How far byline, date and heading behind a block are.
fn behind(page: Page<'_>, open: &[u32], rows: &mut [[f32; COUNT]]) {
    let count = page.texts.len();
    // Places are counted from the end.
    let (mut passed, mut next) = (Passed::default(), 0);
    for (&at, row) in open.iter().zip(rows).rev() {
        let at = count - 1 - at as usize;
        for (below, text) in page.texts.iter().rev().enumerate().take(at).skip(next) {
            passed.pass(below, text);
        }
        next = at;
        let mut row = Row(row);
        row.set(Feature::ToByline, since(at, passed.byline));
        row.set(Feature::ToDate, since(at, passed.date));
        row.set(Feature::ToHeading, since(at, passed.heading));
    }
}

/// The blocks directly beside.
fn beside(page: Page<'_>, at: usize, row: &mut Row<'_, COUNT>) {
    use Feature as F;
    let is_media = |block: &Block| matches!(block.shape, Shape::Image | Shape::Embed);
    let number = page.blocks[at] as usize;
    row.flag(F::MediaBefore, number.checked_sub(1).is_some_and(|before| is_media(&page.document.blocks()[before])));
    let previous = at.checked_sub(1).map(|before| page.neighbour(before));
    let features = [F::PreviousWords, F::PreviousLinked, F::PreviousWordMean, F::PreviousNames];
    row.set_all(features, previous.unwrap_or(NOBODY));
    let next = (at + 1 < page.texts.len()).then(|| page.neighbour(at + 1));
    row.set_all([F::NextWords, F::NextLinked, F::NextWordMean, F::NextNames], next.unwrap_or(NOBODY));
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
