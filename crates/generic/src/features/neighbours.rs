//! What stands before and behind a block.

use copydesk_core::{Block, Document, Shape};

use super::names::{Feature, Row};
use super::text::TextFacts;
use super::tree::TreeFacts;

/// The distance where there is nothing of the kind.
const NONE: f32 = 1000.0;

pub(super) fn fill(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], tree: &TreeFacts, values: &mut [f32]) {
    let mut rows: Vec<Row<'_>> = super::rows(values).collect();
    positions(texts, tree, &mut rows);
    head(document, blocks, texts, &mut rows);
    headings(document, blocks, texts, tree, &mut rows);
    windows(texts, &mut rows);
    media(document, blocks, &mut rows);
    beside(document, blocks, texts, tree, &mut rows);
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
            (self.of, self.is) = (number, number.ln_1p());
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
        row.set(Feature::WordsSinceTitle, if below_title { words.ln_1p() } else { -1.0 });
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
fn headings(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], tree: &TreeFacts, rows: &mut [Row<'_>]) {
    let all = document.blocks();
    let element = |at: usize| all[blocks[at] as usize].element;
    let mut last: Option<usize> = None;
    let mut prose = 0.0_f32;
    let mut prose_log = Logarithm::default();
    for at in 0..texts.len() {
        let row = &mut rows[at];
        row.set(Feature::SinceHeading, last.map_or(NONE, |last| (at - last) as f32));
        if let Some(last) = last {
            row.set(Feature::HeadingWordMean, texts[last].word_mean);
            row.set(Feature::HeadingNear, tree.meet(element(at), element(last)).0);
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
    let mean = |at: usize, reach: usize, part: usize| {
        let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(texts.len()));
        (sums[to][part] - sums[from][part]) / (sums[to][0] - sums[from][0]).max(1.0)
    };
    for (at, row) in rows.iter_mut().enumerate() {
        row.set(Feature::Around5, mean(at, 5, 1));
        row.set(Feature::Around12, mean(at, 12, 1));
        row.set(Feature::AroundProse5, mean(at, 5, 2));
        row.set(Feature::AroundProse12, mean(at, 12, 2));
        row.set(Feature::AroundLinked5, mean(at, 5, 3));
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
fn beside(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], tree: &TreeFacts, rows: &mut [Row<'_>]) {
    use Feature as F;
    let previous = [
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
    ];
    let next = [
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
    ];
    let all = document.blocks();
    let element = |at: usize| all[blocks[at] as usize].element;
    // How far it is to the block before, from this one.
    let mut back = 0.0;
    for at in 0..texts.len() {
        let row = &mut rows[at];
        let following = Some(at + 1).filter(|&next| next < texts.len());
        let (ahead, back_again) = following.map_or((0.0, 0.0), |next| tree.meet(element(at), element(next)));
        for (features, other, levels) in [(previous, at.checked_sub(1), back), (next, following, ahead)] {
            let Some(other) = other else {
                row.set(features[0], -1.0);
                continue;
            };
            let (text, own, theirs) = (&texts[other], tree.element(element(at)), tree.element(element(other)));
            let values = [
                text.length,
                text.link_density,
                f32::from(u8::from(text.ends_sentence)),
                text.prompt,
                text.shape,
                text.heuristic,
                text.word_mean,
                theirs.map_or(0.0, |facts| facts.names_lowest),
                f32::from(u8::from(own.map(|facts| facts.alike) == theirs.map(|facts| facts.alike))),
                levels,
            ];
            for (feature, value) in features.into_iter().zip(values) {
                row.set(feature, value);
            }
        }
        back = back_again;
        let further = [
            (at.checked_sub(2), [F::Previous2Words, F::Previous2Linked, F::Previous2Heuristic]),
            (Some(at + 2).filter(|&next| next < texts.len()), [F::Next2Words, F::Next2Linked, F::Next2Heuristic]),
        ];
        for (other, features) in further {
            let values = other.map_or([-1.0, 0.0, 0.0], |other| {
                [texts[other].length, texts[other].link_density, texts[other].heuristic]
            });
            for (feature, value) in features.into_iter().zip(values) {
                row.set(feature, value);
            }
        }
    }
}
