//! What stands before and behind a block.

use copydesk_core::{Block, Document, Shape};

use super::names::{Feature, Row};
use super::text::TextFacts;
use super::tree::{ElementFacts, TreeFacts};
use crate::fast::ln_1p;

/// The distance where there is nothing of the kind.
const NONE: f32 = 1000.0;

/// `places` are the elements that hold the blocks.
pub(super) fn fill(
    document: &dyn Document,
    blocks: &[u32],
    places: &[Option<u32>],
    texts: &[TextFacts],
    tree: &TreeFacts,
    values: &mut [f32],
) {
    let mut rows: Vec<Row<'_>> = super::rows(values).collect();
    positions(texts, tree, &mut rows);
    head(document, blocks, texts, &mut rows);
    headings(places, texts, tree, &mut rows);
    windows(texts, &mut rows);
    media(document, blocks, &mut rows);
    beside(places, texts, tree, &mut rows);
}

/// Logarithms of sums that grow now and then.
#[derive(Default)]
struct Logarithm {
    of: f32,
    is: f32,
}

impl Logarithm {
    fn ln_1p(&mut self, number: f32) -> f32 {
        if number.to_bits() != self.of.to_bits() {
            (self.of, self.is) = (number, ln_1p(number));
        }
        self.is
    }
}

/// Where a block stands among the page's words and its running text.
fn positions(texts: &[TextFacts], tree: &TreeFacts, rows: &mut [Row<'_>]) {
    let title = texts.iter().position(TextFacts::is_title);
    let (mut words, mut prose, mut since, mut between) = (0.0_f32, 0.0_f32, NONE, NONE);
    let (mut prose_log, mut between_log) = (Logarithm::default(), Logarithm::default());
    for (at, (text, row)) in texts.iter().zip(rows.iter_mut()).enumerate() {
        row.set(Feature::Position, words / tree.words().max(1.0));
        row.set(Feature::ProsePosition, prose / tree.prose().max(1.0));
        row.set(Feature::ProseBefore, prose_log.ln_1p(prose));
        row.set(Feature::SinceProse, since);
        row.set(Feature::WordsSinceProse, between_log.ln_1p(between));
        row.set(Feature::SinceTitle, title.map_or(-NONE, |title| at as f32 - title as f32));
        words += text.words;
        prose += text.mass;
        if text.is_prose() {
            (since, between) = (0.0, 0.0);
        } else {
            since += 1.0;
            between += text.words;
        }
    }
    let (mut prose, mut to, mut between) = (0.0_f32, NONE, NONE);
    for (text, row) in texts.iter().zip(rows).rev() {
        row.set(Feature::ProseAfter, prose_log.ln_1p(prose));
        row.set(Feature::ToProse, to);
        row.set(Feature::WordsToProse, between_log.ln_1p(between));
        prose += text.mass;
        if text.is_prose() {
            (to, between) = (0.0, 0.0);
        } else {
            to += 1.0;
            between += text.words;
        }
    }
}

/// Where a block stands to headline, byline and date: a standfirst comes before them, the body behind.
fn head(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], rows: &mut [Row<'_>]) {
    let (mut words, mut media, mut behind) = (0.0_f32, 0_u32, 0);
    let (mut byline, mut date) = (NONE, NONE);
    let mut below_title = false;
    for (at, (text, row)) in texts.iter().zip(rows.iter_mut()).enumerate() {
        let number = blocks[at] as usize;
        let between = &document.blocks()[behind..number];
        media += between.iter().filter(|block| is_media(block)).count() as u32;
        behind = number;
        row.set(Feature::WordsSinceTitle, if below_title { ln_1p(words) } else { -1.0 });
        row.set(Feature::MediaSinceTitle, if below_title { media.min(20) as f32 } else { -1.0 });
        row.set(Feature::SinceByline, byline);
        row.set(Feature::SinceDate, date);
        if text.is_title() {
            (words, media, below_title) = (0.0, 0, true);
        } else {
            words += text.words;
        }
        byline = if text.is_byline() { 0.0 } else { byline + 1.0 };
        date = if text.is_date() { 0.0 } else { date + 1.0 };
    }
    let (mut byline, mut date) = (NONE, NONE);
    for (text, row) in texts.iter().zip(rows).rev() {
        row.set(Feature::ToByline, byline);
        row.set(Feature::ToDate, date);
        byline = if text.is_byline() { 0.0 } else { byline + 1.0 };
        date = if text.is_date() { 0.0 } else { date + 1.0 };
    }
}

/// The heading above a block, which names what follows.
fn headings(places: &[Option<u32>], texts: &[TextFacts], tree: &TreeFacts, rows: &mut [Row<'_>]) {
    let mut last: Option<usize> = None;
    let mut prose = 0.0_f32;
    let mut prose_log = Logarithm::default();
    for at in 0..texts.len() {
        let row = &mut rows[at];
        row.set(Feature::SinceHeading, last.map_or(NONE, |last| (at - last) as f32));
        if let Some(last) = last {
            row.set(Feature::HeadingWordMean, texts[last].word_mean);
            row.set(Feature::HeadingNear, tree.meet(places[at], places[last]).0);
            row.set(Feature::HeadingLevel, texts[last].shape);
            row.set(Feature::HeadingProse, prose_log.ln_1p(prose));
        }
        prose += texts[at].mass;
        if texts[at].is_heading() {
            last = Some(at);
            prose = 0.0;
        }
    }
    let mut to = NONE;
    for (text, row) in texts.iter().zip(rows).rev() {
        row.set(Feature::ToHeading, to);
        to = if text.is_heading() { 0.0 } else { to + 1.0 };
    }
}

/// Means over the blocks around, by running sums.
fn windows(texts: &[TextFacts], rows: &mut [Row<'_>]) {
    let mut sums = vec![[0.0_f32; 4]; texts.len() + 1];
    for (at, text) in texts.iter().enumerate() {
        let own = [text.words, text.words * text.heuristic, text.mass, text.words * text.link_density];
        sums[at + 1] = std::array::from_fn(|part| sums[at][part] + own[part]);
    }
    let around = |at: usize, reach: usize| -> [f32; 3] {
        let (from, to) = (&sums[at.saturating_sub(reach)], &sums[(at + reach + 1).min(texts.len())]);
        let words = (to[0] - from[0]).max(1.0);
        std::array::from_fn(|part| (to[part + 1] - from[part + 1]) / words)
    };
    for (at, row) in rows.iter_mut().enumerate() {
        let [heuristic, prose, linked] = around(at, 5);
        row.set(Feature::Around5, heuristic);
        row.set(Feature::AroundProse5, prose);
        row.set(Feature::AroundLinked5, linked);
        let [heuristic, prose, _] = around(at, 12);
        row.set(Feature::Around12, heuristic);
        row.set(Feature::AroundProse12, prose);
    }
}

fn is_media(block: &Block) -> bool {
    matches!(block.shape, Shape::Image | Shape::Embed)
}

fn media(document: &dyn Document, blocks: &[u32], rows: &mut [Row<'_>]) {
    let all = document.blocks();
    let media_at = |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(is_media);
    for (&at, row) in blocks.iter().zip(rows) {
        let at = at as usize;
        row.flag(Feature::MediaBefore, media_at(at.checked_sub(1)));
        row.flag(Feature::MediaAfter, media_at(Some(at + 1)));
    }
}

/// The blocks directly beside.
fn beside(places: &[Option<u32>], texts: &[TextFacts], tree: &TreeFacts, rows: &mut [Row<'_>]) {
    use Feature as F;
    // What is said of a block to those beside it.
    let mut own = texts.first().map(|text| Neighbour::of(text, tree.element(places[0])));
    let mut before: Option<Neighbour> = None;
    // How far it is to the block before, from this one.
    let mut back = 0.0;
    for at in 0..texts.len() {
        let row = &mut rows[at];
        let (mut ahead, mut back_again, mut behind) = (0.0, 0.0, None);
        if let Some(text) = texts.get(at + 1) {
            let following = places[at + 1];
            (ahead, back_again) = tree.meet(places[at], following);
            behind = Some(Neighbour::of(text, tree.element(following)));
        }
        let alike = own.and_then(|own| own.alike);
        match before {
            Some(before) => row.set_all(
                [
                    F::PreviousWords,
                    F::PreviousLinked,
                    F::PreviousEnds,
                    F::PreviousPrompt,
                    F::PreviousShape,
                    F::PreviousHeuristic,
                    F::PreviousWordMean,
                    F::PreviousNames,
                    F::PreviousAlike,
                    F::PreviousMeet,
                ],
                before.values(alike, back),
            ),
            None => row.set(F::PreviousWords, -1.0),
        }
        match behind {
            Some(behind) => row.set_all(
                [
                    F::NextWords,
                    F::NextLinked,
                    F::NextEnds,
                    F::NextPrompt,
                    F::NextShape,
                    F::NextHeuristic,
                    F::NextWordMean,
                    F::NextNames,
                    F::NextAlike,
                    F::NextMeet,
                ],
                behind.values(alike, ahead),
            ),
            None => row.set(F::NextWords, -1.0),
        }
        let further = |other: Option<&TextFacts>| {
            other.map_or([-1.0, 0.0, 0.0], |other| [other.length, other.link_density, other.heuristic])
        };
        row.set_all(
            [F::Previous2Words, F::Previous2Linked, F::Previous2Heuristic],
            further(at.checked_sub(2).and_then(|other| texts.get(other))),
        );
        row.set_all([F::Next2Words, F::Next2Linked, F::Next2Heuristic], further(texts.get(at + 2)));
        (before, own, back) = (own, behind, back_again);
    }
}

/// What is said of a block to those beside it.
#[derive(Clone, Copy)]
struct Neighbour {
    /// All but what is told of the two together.
    values: [f32; 8],
    alike: Option<u32>,
}

impl Neighbour {
    fn of(text: &TextFacts, element: Option<&ElementFacts>) -> Self {
        let values = [
            text.length,
            text.link_density,
            f32::from(u8::from(text.ends_sentence)),
            text.prompt,
            text.shape,
            text.heuristic,
            text.word_mean,
            element.map_or(0.0, |facts| facts.names_lowest),
        ];
        Self { values, alike: element.map(|facts| facts.alike) }
    }

    /// As one that is made like it is told, which is so many levels away.
    fn values(&self, alike: Option<u32>, levels: f32) -> [f32; 10] {
        let [words, linked, ends, prompt, shape, heuristic, mean, names] = self.values;
        let is_alike = f32::from(u8::from(self.alike == alike));
        [words, linked, ends, prompt, shape, heuristic, mean, names, is_alike, levels]
    }
}
