//! Where a block stands among the page's words and its running text.

use super::OUTLINE_COUNT;
use super::names::{Feature, Row};
use super::neighbours::NONE;
use super::text::TextFacts;
use super::tree::TreeFacts;
use crate::fast::Logarithm;

/// Fills in the rows of all blocks.
pub(super) fn fill(texts: &[TextFacts], tree: &TreeFacts, rows: &mut [[f32; OUTLINE_COUNT]]) {
    before(texts, tree, rows);
    behind(texts, rows);
    around(texts, rows);
}

fn before(texts: &[TextFacts], tree: &TreeFacts, rows: &mut [[f32; OUTLINE_COUNT]]) {
    let (all, running) = (tree.words().max(1.0), tree.prose().max(1.0));
    let (mut words, mut prose, mut since) = (0.0_f32, 0.0_f32, NONE);
    let mut logarithm = Logarithm::default();
    for (text, row) in texts.iter().zip(rows) {
        let mut row = Row(row);
        row.set(Feature::Position, words / all);
        row.set(Feature::ProsePosition, prose / running);
        row.set(Feature::ProseBefore, logarithm.ln_1p(prose));
        row.set(Feature::SinceProse, since);
        words += text.words;
        prose += text.mass;
        since = if text.is_prose() { 0.0 } else { since + 1.0 };
    }
}

fn behind(texts: &[TextFacts], rows: &mut [[f32; OUTLINE_COUNT]]) {
    let (mut prose, mut to) = (0.0_f32, NONE);
    let mut logarithm = Logarithm::default();
    for (text, row) in texts.iter().zip(rows).rev() {
        let mut row = Row(row);
        row.set(Feature::ProseAfter, logarithm.ln_1p(prose));
        row.set(Feature::ToProse, to);
        prose += text.mass;
        to = if text.is_prose() { 0.0 } else { to + 1.0 };
    }
}

/// Means over the blocks around, by running sums.
fn around(texts: &[TextFacts], rows: &mut [[f32; OUTLINE_COUNT]]) {
    let mut sums = Vec::with_capacity(texts.len() + 1);
    let mut sum = [0.0_f32; 4];
    sums.push(sum);
    for text in texts {
        let own = [text.words, text.words * text.heuristic, text.mass, text.words * text.link_density];
        sum = std::array::from_fn(|part| sum[part] + own[part]);
        sums.push(sum);
    }
    let around = |at: usize, reach: usize| -> [f32; 3] {
        let (from, to) = (&sums[at.saturating_sub(reach)], &sums[(at + reach + 1).min(texts.len())]);
        let words = (to[0] - from[0]).max(1.0);
        std::array::from_fn(|part| (to[part + 1] - from[part + 1]) / words)
    };
    let heuristic = |at: Option<usize>| at.and_then(|at| texts.get(at)).map_or(0.0, |text| text.heuristic);
    for (at, row) in rows.iter_mut().enumerate() {
        let mut row = Row(row);
        let [judged, _, linked] = around(at, 5);
        row.set(Feature::Around5, judged);
        row.set(Feature::AroundLinked5, linked);
        let [judged, prose, _] = around(at, 12);
        row.set(Feature::Around12, judged);
        row.set(Feature::AroundProse12, prose);
        row.set(Feature::PreviousHeuristic, heuristic(at.checked_sub(1)));
        row.set(Feature::NextHeuristic, heuristic(Some(at + 1)));
        row.set(Feature::Next2Heuristic, heuristic(Some(at + 2)));
    }
}
