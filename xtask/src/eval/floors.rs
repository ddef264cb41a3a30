//! The figures below which a change is not merged.

use super::{AUTO, by_source, extract_all};
use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::{Figures, GoldSet, score};

/// Least mean word F1 of a set with the models that are built in, which have learned from these pages: a guard against
/// mistakes, no figure to quote. Raise a floor when the figure has risen for good; never lower one to get a change in.
const FLOORS: [(&str, f64); 6] =
    [("aeb", 0.985), ("andy", 0.93), ("fundus", 0.985), ("fundus_eval", 0.99), ("wcxb", 0.97), ("flat/aeb", 0.955)];

/// The set on whose pages every source must do better than the generic extractor.
const SOURCES_ON: &str = "fundus";

/// The word F1 from which nothing is left to be better at: the gold is no surer than that.
const PERFECT: f64 = 0.995;

/// Measures the sets that have a floor, and each source against the generic extractor on its own pages.
pub(crate) fn check_floors() -> Result<(), Error> {
    let engine = extraction::engine()?;
    let gold = extraction::gold_directory(None)?;
    let mut problems = Vec::new();
    for (name, floor) in FLOORS {
        let set = GoldSet::read(&gold, name)?;
        let how = How { source: None, with_url: false };
        let predictions = extract_all(&&engine, &set, set.pages.iter().collect(), how)?;
        let found = word_f1(&score(&set.pages, &predictions).figures);
        println!("{name}: word F1 {found:.4}, at least {floor:.4} ({AUTO})");
        if found < floor {
            problems.push(format!("{name}: word F1 {found:.4} is below {floor:.4}"));
        }
    }
    let rows = by_source(&engine, &GoldSet::read(&gold, SOURCES_ON)?)?;
    for pair in rows.chunks(2) {
        let [(source, with), (generic, without)] = pair else { continue };
        let (with, without) = (word_f1(with), word_f1(without));
        println!("{source}: word F1 {with:.4}; {generic}: {without:.4}");
        // Where nothing is left to be better at, as good is good enough.
        if with < without || (with <= without && without < PERFECT) {
            problems.push(format!("{source}: word F1 {with:.4} is no better than {without:.4} without it"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Problem(problems.join("; "))) }
}

fn word_f1(figures: &Figures) -> f64 {
    figures.word_f1.unwrap_or(0.0)
}
