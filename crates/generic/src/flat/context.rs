//! What the first forest says of the lines around, as features of the second.

use super::features::{self, Features};
use super::sums::Sums;
use crate::model::probability;

/// Features of the second forest: those of the first, then these.
pub const SECOND: usize = features::COUNT + OWN;

const OWN: usize = 35;
/// How many lines on either side are given one by one.
const NEAR: usize = 6;
/// Distances are cut here.
const FAR: f32 = 200.0;
/// From this likelihood on the first forest is sure of a line.
const SURE: f32 = 0.8;

/// Sums over what the first forest says.
pub struct Context {
    margins: Vec<f32>,
    /// Likelihood of each line.
    likely: Vec<f32>,
    /// Words, and words times likelihood, before each line.
    words: Sums,
    kept: Sums,
    /// Distance to the sure lines before and behind.
    since: Vec<f32>,
    until: Vec<f32>,
    /// The run of lines with the greatest sum of words, weighed from minus half to half.
    run: (usize, usize),
    /// The greatest likelihood among the lines with the same letters.
    twins: Vec<f32>,
}

impl Context {
    /// `margins` are those of the first forest, one a line.
    pub fn of(features: &Features, margins: Vec<f32>) -> Self {
        let likely: Vec<f32> = margins.iter().map(|&margin| probability(margin)).collect();
        let count = likely.len();
        let weigh = |at: usize| features.words(at).clamp(1.0, 100.0);
        let words = Sums::of((0..count).map(weigh));
        let kept = Sums::of((0..count).map(|at| weigh(at) * likely[at]));
        let sure = |at: usize| likely[at] >= SURE && features.words(at) >= 8.0;
        let mut since = vec![FAR; count];
        let mut until = vec![FAR; count];
        let mut distance = FAR;
        for at in 0..count {
            since[at] = distance;
            distance = if sure(at) { 1.0 } else { (distance + 1.0).min(FAR) };
        }
        distance = FAR;
        for at in (0..count).rev() {
            until[at] = distance;
            distance = if sure(at) { 1.0 } else { (distance + 1.0).min(FAR) };
        }
        let run = run(count, |at| weigh(at) * (likely[at] - 0.5));
        let twins = features.best_of_equals(&likely);
        Self { margins, likely, words, kept, since, until, run, twins }
    }

    /// Writes the row of a line.
    pub fn row(&self, features: &Features, at: usize, row: &mut [f32; SECOND]) {
        let (first, own) = row.split_at_mut(features::COUNT);
        features.row(at, first);
        let count = self.margins.len();
        let mut places = own.iter_mut();
        let mut push = |value: f32| {
            if let Some(place) = places.next() {
                *place = value;
            }
        };
        push(self.margins[at]);
        for distance in 1..=NEAR {
            push(at.checked_sub(distance).map_or(-9.0, |at| self.margins[at]));
            push(self.margins.get(at + distance).copied().unwrap_or(-9.0));
        }
        let share = |from: usize, to: usize| self.kept.between(from, to) / self.words.between(from, to).max(1.0);
        for reach in [3, 8, 20] {
            push(share(at.saturating_sub(reach), at));
            push(share(at + 1, at + 1 + reach));
        }
        let all = self.kept.all();
        let before = self.kept.between(0, at);
        push(before / all.max(1.0));
        push(before);
        push(self.kept.between(at + 1, count));
        push(all);
        push(all / self.words.all().max(1.0));
        push(self.since[at]);
        push(self.until[at]);
        push((at as f32 - self.run.0 as f32).clamp(-FAR, FAR));
        push((self.run.1 as f32 - at as f32).clamp(-FAR, FAR));
        push(f32::from(u8::from(at >= self.run.0 && at < self.run.1)));
        push(self.twins[at]);
        let near = &self.likely[at.saturating_sub(3)..(at + 4).min(count)];
        push(near.iter().copied().fold(1.0, f32::min));
        push(near.iter().copied().fold(0.0, f32::max));
        // What would be lost or won in words where the run ended here.
        push(self.kept.between(self.run.0, at) / self.words.between(self.run.0, at).max(1.0));
        push(self.kept.between(at, self.run.1) / self.words.between(at, self.run.1).max(1.0));
        push(self.words.between(at, self.run.1));
    }
}

/// The run with the greatest sum, its end exclusive.
fn run(count: usize, score: impl Fn(usize) -> f32) -> (usize, usize) {
    let mut best = (0.0, 0, 0);
    let (mut sum, mut start) = (0.0_f32, 0);
    for at in 0..count {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += score(at);
        if sum > best.0 {
            best = (sum, start, at + 1);
        }
    }
    (best.1, best.2)
}
