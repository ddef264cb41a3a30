//! What the first forest says of the blocks around, as features of the second.
//!
//! Stacking over a sequence (Cohen and Carvalho, "Stacked sequential learning", IJCAI 2005).

use super::forest::{GIVEN_UP, probability};
use crate::features::{COUNT, Feature, Features};

/// Features of the second forest: those of the first, then those that [`Context::extend`] appends.
pub const SECOND_COUNT: usize = COUNT + OWN;

const OWN: usize = 22;
/// How many blocks on either side are given one by one.
const NEAR: usize = 3;

/// Sums over what the first forest says.
#[derive(Debug, Clone)]
pub struct Context {
    margins: Vec<f32>,
    probabilities: Vec<f32>,
    words: Vec<f32>,
    /// Sums of words, and of words times probability, before each block.
    sums: Vec<[f32; 2]>,
    /// The same of each group of blocks that are made alike.
    groups: Vec<[f32; 2]>,
    /// The last heading before each block.
    heading: Vec<Option<u32>>,
    first: usize,
    last: usize,
}

impl Context {
    /// `margins` are those of the first forest, one a row. Below [`GIVEN_UP`] all are alike.
    pub fn of(features: &Features, margins: &[f32]) -> Self {
        let margins: Vec<f32> = margins.iter().map(|margin| margin.max(GIVEN_UP)).collect();
        let given_up = probability(GIVEN_UP);
        let of = |&margin: &f32| if margin > GIVEN_UP { probability(margin) } else { given_up };
        let probabilities: Vec<f32> = margins.iter().map(of).collect();
        let words = features.words.clone();
        let mut sums = vec![[0.0; 2]; margins.len() + 1];
        let mut groups = vec![[0.0; 2]; features.groups.iter().max().map_or(0, |most| *most as usize + 1)];
        let mut heading = Vec::with_capacity(margins.len());
        let mut above = None;
        for at in 0..margins.len() {
            let own = [words[at], words[at] * probabilities[at]];
            sums[at + 1] = [sums[at][0] + own[0], sums[at][1] + own[1]];
            let group: &mut [f32; 2] = &mut groups[features.groups[at] as usize];
            *group = [group[0] + own[0], group[1] + own[1]];
            heading.push(above);
            if (1.0..7.0).contains(&features.outline(at)[Feature::Shape as usize]) {
                above = Some(at as u32);
            }
        }
        let sure = |at: &usize| probabilities[*at] > 0.7 && words[*at] >= 8.0;
        let first = (0..margins.len()).find(sure).unwrap_or(margins.len());
        let last = (0..margins.len()).rev().find(sure).unwrap_or(0);
        Self { margins, probabilities, words, sums, groups, heading, first, last }
    }

    /// Appends what the row of a block has beyond that of the first forest.
    pub fn extend(&self, features: &Features, at: usize, row: &mut Vec<f32>) {
        let count = self.margins.len();
        let mut push = |value: f32| row.push(value);
        push(self.margins[at]);
        for distance in 1..=NEAR {
            push(at.checked_sub(distance).map_or(GIVEN_UP, |at| self.margins[at]));
            push(self.margins.get(at + distance).copied().unwrap_or(GIVEN_UP));
        }
        for reach in [2, 5, 12, 30] {
            let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(count));
            let words = self.sums[to][0] - self.sums[from][0] - self.words[at];
            let kept = self.sums[to][1] - self.sums[from][1] - self.words[at] * self.probabilities[at];
            push(kept / words.max(1.0));
        }
        let group = self.groups[features.groups[at] as usize];
        let others = group[0] - self.words[at];
        push((group[1] - self.words[at] * self.probabilities[at]) / others.max(1.0));
        push(others.ln_1p());
        push(self.heading[at].map_or(0.5, |heading| self.probabilities[heading as usize]));
        let all = self.sums[count][1];
        push(self.sums[at][1] / all.max(1.0));
        push((all - self.sums[at + 1][1]).ln_1p());
        push(self.sums[at][1].ln_1p());
        push(all.ln_1p());
        push(all / self.sums[count][0].max(1.0));
        push(at as f32 - self.first as f32);
        push(self.last as f32 - at as f32);
        let (from, to) = (at.saturating_sub(3), (at + 4).min(count));
        push(self.probabilities[from..to].iter().copied().fold(1.0, f32::min));
    }
}
