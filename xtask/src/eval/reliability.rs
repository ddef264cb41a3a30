//! Whether the confidence of articles holds what it says.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::score::Prediction;

/// The word F1 from which an article counts as right.
const RIGHT: f64 = 0.95;
/// Where one row of the table ends and the next begins.
const BOUNDS: [f32; 8] = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01];

/// Confidence and word F1 of every page that has a body.
#[derive(Debug, Default)]
pub(super) struct Reliability(Vec<(f32, f64)>);

impl Reliability {
    /// Adds the pages of a set.
    pub(super) fn add(&mut self, pages: &[(f64, String)], predictions: &HashMap<String, Prediction>) {
        self.0.extend(pages.iter().filter_map(|(f1, id)| Some((predictions.get(id)?.confidence?, *f1))));
    }

    /// The table: of each range of confidence the pages, their mean confidence, and the share that is right.
    pub(super) fn render(&self) -> String {
        let mut table = "confidence    pages     said    right  word_f1\n".to_owned();
        for bounds in BOUNDS.windows(2) {
            let inside: Vec<&(f32, f64)> =
                self.0.iter().filter(|(said, _)| *said >= bounds[0] && *said < bounds[1]).collect();
            let count = inside.len().max(1) as f64;
            let said = inside.iter().map(|(said, _)| f64::from(*said)).sum::<f64>() / count;
            let right = inside.iter().filter(|(_, f1)| *f1 >= RIGHT).count() as f64 / count;
            let f1 = inside.iter().map(|(_, f1)| f1).sum::<f64>() / count;
            let (from, to) = (bounds[0], bounds[1].min(1.0));
            writeln!(table, "{from:.2} to {to:.2} {:7} {said:8.3} {right:8.3} {f1:8.4}", inside.len())
                .expect("a string takes what is written");
        }
        table
    }
}
