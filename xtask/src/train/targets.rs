//! What the forests that judge blocks are to give, and how much each block counts.

use super::Example;

/// How much a page counts: sets whose bodies were marked by hand, block by block, count for more.
const HAND_MARKED: [(&str, f32); 3] = [("aeb/", 2.0), ("fundus/", 2.0), ("fundus_eval/", 2.0)];

/// Labels and weights of blocks with text and of so many words.
pub(super) fn targets(example: &Example, blocks: &[u32], words: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let known = |at: &u32| example.labels[*at as usize];
    let labels: Vec<f32> = blocks.iter().map(|at| known(at).unwrap_or(0.0)).collect();
    let raw: Vec<f32> = blocks
        .iter()
        .zip(words)
        .map(|(at, words)| known(at).map_or(0.0, |_| words.clamp(2.0, 80.0).powf(0.35)))
        .collect();
    let sum: f32 = raw.iter().sum();
    // A page counts for more the longer it is, but not by as much.
    let by_hand = HAND_MARKED.iter().find(|(set, _)| example.name.starts_with(set)).map_or(1.0, |(_, weight)| *weight);
    let scale = by_hand * 30.0 / sum.max(1.0).powf(0.6);
    let mut weights: Vec<f32> = raw.into_iter().map(|weight| weight * scale).collect();
    thin(&labels, &mut weights);
    (labels, weights)
}

/// How near to the body every block counts; of those further away one in [`FAR`] stands for all.
const NEAR: usize = 12;
const FAR: usize = 4;

/// Leaves out most of what stands far from the body: one menu entry teaches as much as the next.
fn thin(labels: &[f32], weights: &mut [f32]) {
    let mut near = vec![false; labels.len()];
    for at in (0..labels.len()).filter(|&at| labels[at] > 0.0) {
        near[at.saturating_sub(NEAR)..(at + NEAR + 1).min(labels.len())].fill(true);
    }
    for (number, at) in (0..labels.len()).filter(|&at| !near[at]).enumerate() {
        weights[at] *= if number % FAR == 0 { FAR as f32 } else { 0.0 };
    }
}
