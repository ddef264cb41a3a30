//! What is counted of a judged flat text, to say how good the judgement is.

use super::forest::probability;
use crate::flat::features::Features;
use crate::judge::Judgement;

figures! {
    /// Counts of a judged flat text.
    FlatFigures

    expected: "The F1 over words that the margins promise.",
    kept: "Words kept, as their logarithm.",
    words: "Words of the text, as their logarithm.",
    share: "Share of the text's words that are kept.",
    doubtful: "Share of the kept words in lines of doubt (a margin under 1).",
    doubtful_lines: "Lines of doubt.",
    doubtful_left: "Words left out in lines of doubt, as a share of those kept.",
    agreed: "F1 over words between the heuristic and what is kept.",
    lines: "Lines kept.",
    all_lines: "Lines, as their logarithm.",
    longest: "Words of the longest line kept, as their logarithm.",
    short: "Share of the kept lines with fewer than eight words.",
    gaps: "How often what is kept is broken off.",
    gap: "Words of the longest stretch left out between two kept lines, as their logarithm.",
    first: "Place of the first kept line among the text's words.",
    last: "Place of the last kept line among the text's words.",
    first_margin: "Margin of the first line kept.",
    last_margin: "Margin of the last line kept.",
    before: "Highest margin of the three lines before the first line kept.",
    behind: "Highest margin of the three lines behind the last line kept.",
    boldest: "The highest margin.",
}

/// The margin below which a line is no doubt.
const NONE: f32 = -2.0;
/// Lines beside what is kept that are looked at.
const BESIDE: usize = 3;
/// A line of fewer words is short.
const SHORT: f32 = 8.0;

impl FlatFigures {
    /// Counts a text whose lines have these margins. `heuristic` says of each whether the heuristic keeps it.
    pub fn of(features: &Features, margins: &[f32], heuristic: &[bool], judgements: &[Judgement]) -> Self {
        let mut figures = Self { gaps: -1.0, boldest: -20.0, before: -20.0, behind: -20.0, ..Self::default() };
        let (mut promised, mut kept, mut left, mut words) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut theirs, mut both, mut since, mut short) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut ends, mut was_kept): (Option<(usize, usize)>, bool) = (None, false);
        for (at, judgement) in judgements.iter().enumerate() {
            let (own, margin) = (features.words(at), margins[at]);
            let chance = if margin < NONE { 0.0 } else { probability(margin) };
            theirs += if heuristic[at] { own } else { 0.0 };
            figures.boldest = figures.boldest.max(margin);
            if margin.abs() < 1.0 {
                figures.doubtful_lines += 1.0;
                *(if judgement.is_kept() { &mut figures.doubtful } else { &mut figures.doubtful_left }) += own;
            }
            if judgement.is_kept() {
                match &mut ends {
                    None => {
                        (ends, figures.first, figures.first_margin) = (Some((at, at)), words, margin);
                    }
                    Some((_, last)) => {
                        *last = at;
                        figures.gap = figures.gap.max(since.ln_1p());
                    }
                }
                figures.gaps += f32::from(u8::from(!was_kept));
                since = 0.0;
                kept += own;
                promised += own * chance;
                both += if heuristic[at] { own } else { 0.0 };
                short += f32::from(u8::from(own < SHORT));
                figures.lines += 1.0;
                figures.longest = figures.longest.max(own.ln_1p());
                (figures.last, figures.last_margin) = (words, margin);
            } else {
                left += own * chance;
                since += own;
            }
            was_kept = judgement.is_kept();
            words += own;
        }
        if let Some((first, last)) = ends {
            let highest = |lines: &[f32]| lines.iter().copied().fold(-20.0, f32::max);
            figures.before = highest(&margins[first.saturating_sub(BESIDE)..first]);
            figures.behind = highest(&margins[last + 1..(last + 1 + BESIDE).min(margins.len())]);
        }
        let (each, all) = (kept.max(1.0), words.max(1.0));
        figures.expected = 2.0 * promised / (kept + promised + left).max(1.0);
        figures.agreed = 2.0 * both / (kept + theirs).max(1.0);
        figures.share = kept / all;
        figures.kept = kept.ln_1p();
        figures.words = words.ln_1p();
        figures.all_lines = (judgements.len() as f32).ln_1p();
        figures.doubtful /= each;
        figures.doubtful_left /= each;
        figures.short = short / figures.lines.max(1.0);
        figures.first /= all;
        figures.last /= all;
        figures
    }
}
