//! What is known of the whole text.

use super::lines::{ABOVE, Line};
use crate::flat::heuristic::Survey;
use crate::flat::look;
use crate::flat::sums::Sums;

/// Features of the whole text.
pub(super) const COUNT: usize = 10;
pub(super) const NAMES: [&str; COUNT] = [
    "lines of the text",
    "words of the text",
    "running words of the text",
    "share of running text of the text",
    "share of lines without a blank one above",
    "prompts of the text",
    "clean text",
    "share of words in the run",
    "characters without spaces of the text",
    "share of capitals of the text",
];

/// Sums over the solid lines, and how many of these stand before each line.
pub(super) fn page(
    own: &[Line],
    survey: &Survey,
    running: &Sums,
    prose: &Sums,
    prompts: &Sums,
    rank: &[u32],
) -> [f32; COUNT] {
    let count = own.len().max(1) as f32;
    let mean = |feature: usize| own.iter().map(|line| line[feature]).sum::<f32>() / count;
    let words: f32 = own.iter().map(|line| line[look::WORDS]).sum();
    let adjacent = own.iter().filter(|line| line[ABOVE] == 0.0).count() as f32;
    [
        count.min(5000.0),
        words.min(50_000.0),
        running.all().min(50_000.0),
        prose.all() / count,
        adjacent / count,
        prompts.all().min(300.0),
        f32::from(u8::from(survey.clean)),
        running.between(ranked(rank, survey.start), ranked(rank, survey.end)) / words.max(1.0),
        mean(look::WIDE),
        mean(look::CAPITALS),
    ]
}

/// How many solid lines stand before a line, or before the end of the text.
fn ranked(rank: &[u32], at: usize) -> usize {
    rank.get(at).map_or(rank.len(), |&rank| rank as usize)
}
