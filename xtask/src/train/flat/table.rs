//! The weights of words: log-odds of standing in the body, each site counted once, cross-fitted by fold.

use std::collections::BTreeMap;

use copydesk_core::Document as _;
use copydesk_generic::flat::words::{self, BUCKETS, STEPS};

use super::samples::FOLDS;
use super::{Dress, Sample};

/// Sites that speak for either side before any is seen.
const PRIOR: f32 = 0.7;

/// By bucket, how often it stood in body text and how often in other lines.
type Counts = BTreeMap<u32, (f32, f32)>;

/// For each fold the table of the other folds' texts; the last is the table of all.
pub(crate) fn cross_fitted(samples: &[Sample]) -> Vec<Vec<i8>> {
    let mut sites: BTreeMap<&str, (usize, Counts)> = BTreeMap::new();
    for sample in
        samples.iter().filter(|sample| matches!(sample.dress, Dress::Real | Dress::Flattened | Dress::Guessed))
    {
        let (fold, counts) = sites.entry(&sample.site).or_default();
        *fold = sample.fold;
        for (block, &label) in sample.document.blocks().iter().zip(&sample.labels) {
            if label < 0.0 || !sample.sound {
                continue;
            }
            words::tokens(&block.text, |_, bucket| {
                let count = counts.entry(bucket as u32).or_default();
                count.0 += label;
                count.1 += 1.0 - label;
            });
        }
    }
    let mut folds = vec![vec![(0.0_f32, 0.0_f32); BUCKETS]; FOLDS];
    for (fold, counts) in sites.values() {
        for (&bucket, &(kept, dropped)) in counts {
            let share = kept / (kept + dropped);
            let count = &mut folds[*fold][bucket as usize];
            count.0 += share;
            count.1 += 1.0 - share;
        }
    }
    (0..=FOLDS)
        .map(|left_out| {
            (0..BUCKETS)
                .map(|bucket| {
                    let (mut kept, mut dropped) = (PRIOR, PRIOR);
                    for (_, counts) in folds.iter().enumerate().filter(|(fold, _)| *fold != left_out) {
                        kept += counts[bucket].0;
                        dropped += counts[bucket].1;
                    }
                    ((kept / dropped).ln() * STEPS).clamp(-127.0, 127.0).round() as i8
                })
                .collect()
        })
        .collect()
}
