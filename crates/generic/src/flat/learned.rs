//! The judge of flat text that learned from gold: it counts the features of every line and asks the model.
//!
//! Kinds and the rules of prompts and tweets are the heuristic's; where the two disagree on a line, the reason names what
//! is most telling about it.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use copydesk_core::{Document, Kind, Rule};

use super::features::{self, Features};
use super::heuristic::judgements;
use crate::judge::{Judge, Judgement, PageJudgement, Reasons};
use crate::model::{FlatFigures, FlatModel, probability};
use crate::separators;
use crate::teasers;

const KEPT: Rule = Rule::new("generic/flat-model-keep", "the model takes the line for the article's");
const LEFT: Rule = Rule::new("generic/flat-model-drop", "the model takes the line for none of the article's");

/// The model of flat texts: see `model/README.md` beside it for what it learned from.
const BUILT_IN: &[u8] = include_bytes!("../../model/flat.model");

/// The first trees, which settle most; reasons are read off these.
const EXPLAINED_TREES: usize = 30;
/// The margin from which a line that reads as a prompt is kept.
const SURE: f32 = 3.0;
/// What the heuristic says of running text inside the body.
const PROSE_FROM: f32 = 0.95;
/// In a text of so few lines, most of a page's clutter is gone already …
const FEW_LINES: usize = 40;
/// … and running text inside the body is kept unless the model doubts it by this margin.
const DOUBT: f32 = 1.0;
/// How far above the best cut the margin of kept lines is: a word too much reads worse than a word too few.
const CAUTION: f32 = 0.2;
/// The least cut, as a likelihood: of a text in which nothing is likely.
const LEAST_CUT: f32 = 0.05;
/// The greatest likelihood of a line that is not kept.
const UNKEPT: f32 = 0.49;
/// How many features a reason names.
const REASONS: usize = 2;

static NAMES: LazyLock<Vec<String>> = LazyLock::new(features::names);

/// See the module's documentation.
#[derive(Debug, Clone)]
pub struct LearnedFlatJudge {
    /// None stands for the one that is built in, which is read when the first text asks for it.
    model: Option<Arc<FlatModel>>,
}

impl LearnedFlatJudge {
    /// A judge by this model.
    pub fn new(model: impl Into<Arc<FlatModel>>) -> Self {
        Self { model: Some(model.into()) }
    }

    /// The judge by the model that is built in.
    pub const fn built_in() -> Self {
        Self { model: None }
    }

    fn model(&self) -> &FlatModel {
        static MODEL: LazyLock<FlatModel> = LazyLock::new(|| {
            FlatModel::from_bytes(BUILT_IN)
                .expect("the model that is built in was made for this build: a test reads it")
        });
        self.model.as_deref().unwrap_or_else(|| &MODEL)
    }

    /// What weighed most for keeping a line, or for leaving it out.
    fn reason(&self, row: &[f32], kept: bool) -> String {
        let mut shares = [0.0; features::COUNT];
        self.model().first.explain(row, EXPLAINED_TREES, &mut shares);
        let sign = if kept { 1.0 } else { -1.0 };
        let mut reason = String::new();
        for _ in 0..REASONS {
            let best = (0..features::COUNT).max_by(|&a, &b| (sign * shares[a]).total_cmp(&(sign * shares[b])));
            let Some(best) = best.filter(|&best| sign * shares[best] > 0.0) else { break };
            shares[best] = 0.0;
            let parted = if reason.is_empty() { "" } else { "; " };
            write!(reason, "{parted}{} {}", NAMES[best], (row[best] * 100.0).round() / 100.0)
                .expect("a string takes what is written");
        }
        reason
    }
}

impl LearnedFlatJudge {
    /// Judges every line, and counts the judged text; a text that is clean already stays as it is, and is not counted.
    pub fn judged(&self, document: &dyn Document, reasons: Reasons) -> (Vec<Judgement>, Option<FlatFigures>) {
        let features = Features::of(document, &self.model().weights);
        let mut judgements = judgements(features.survey());
        if features.is_clean() {
            separators::judge(document, &mut judgements);
            return (judgements, None);
        }
        let heuristic: Vec<bool> = judgements.iter().map(Judgement::is_kept).collect();
        let margins = self.model().margins(&features);
        let mut row = [0.0; features::COUNT];
        let is_short = judgements.len() <= FEW_LINES;
        let cut = cut(&features, &margins);
        for (at, (judgement, &margin)) in judgements.iter_mut().zip(&margins).enumerate() {
            // What reads as a prompt needs more than a guess to be the article's.
            let is_prose = is_short && judgement.is_kept() && judgement.keep >= PROSE_FROM;
            let kept = margin
                >= if features.is_prompt(at) {
                    SURE
                } else if is_prose {
                    -DOUBT
                } else {
                    cut
                };
            let agreed = judgement.is_kept() == kept;
            judgement.keep = if kept { probability(margin.max(0.0)) } else { probability(margin).min(UNKEPT) };
            if agreed {
                continue;
            }
            let rule = if kept { KEPT } else { LEFT };
            judgement.rule = match reasons {
                Reasons::Wanted => {
                    features.row(at, &mut row);
                    rule.because(format!("{} ({})", rule.reason, self.reason(&row, kept)))
                }
                Reasons::Unwanted => rule,
            };
            if kept {
                judgement.kind = Kind::Paragraph;
            }
        }
        separators::judge(document, &mut judgements);
        let figures = FlatFigures::of(&features, &margins, &heuristic, &judgements);
        (judgements, Some(figures))
    }
}

/// The margin from which lines are kept. The expected F1 of the words is greatest where everything is kept whose likelihood is
/// over half of that F1 (Lipton, Elkan and Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014): the
/// less sure the text as a whole, the lower the cut.
fn cut(features: &Features, margins: &[f32]) -> f32 {
    let mut lines: Vec<(f32, f32)> =
        margins.iter().enumerate().map(|(at, &margin)| (probability(margin), features.words(at).max(1.0))).collect();
    lines.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let all: f32 = lines.iter().map(|(likely, words)| likely * words).sum();
    let (mut right, mut kept, mut best) = (0.0, 0.0, 0.0_f32);
    for (likely, words) in lines {
        right += likely * words;
        kept += words;
        best = best.max(2.0 * right / (kept + all));
    }
    let half = (best / 2.0).clamp(LEAST_CUT, 0.5);
    (half / (1.0 - half)).ln() + CAUTION
}

impl Judge for LearnedFlatJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        self.judge_page(document, Reasons::Wanted).blocks
    }

    fn judge_page(&self, document: &dyn Document, reasons: Reasons) -> PageJudgement {
        let (mut blocks, figures) = self.judged(document, reasons);
        teasers::judge_lines(document, &mut blocks);
        let confidence = figures.map(|figures| probability(self.model().confidence.margin(&figures.row())));
        PageJudgement { blocks, confidence, ..PageJudgement::default() }
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;

    #[track_caller]
    fn check(lines: &[&str], kept: &[usize]) {
        let judgements = LearnedFlatJudge::built_in().judge(&StaticDocument::of_lines(lines));
        let found: Vec<usize> = (0..lines.len()).filter(|&at| judgements[at].is_kept()).collect();
        assert_eq!(found, kept);
    }

    #[test]
    fn leaves_clean_texts_alone() {
        check(
            &[
                "The council of Ness voted on Sunday to rebuild its harbour wall, after ten years of quarrels.",
                "The work begins in May and will take two summers, according to the engineers.",
            ],
            &[0, 1],
        );
        check(&[], &[]);
        check(
            &[
                "Key points:",
                "The council of Ness voted on Sunday to rebuild its harbour wall, after ten years of quarrels.",
                "* * *",
                "The work begins in May and will take two summers, according to the engineers.",
            ],
            &[0, 1, 2, 3],
        );
    }

    #[test]
    fn says_how_sure_it_is_of_texts_that_it_judged() {
        let clean = [
            "The council of Ness voted on Sunday to rebuild its harbour wall, after ten years of quarrels.",
            "The work begins in May and will take two summers, according to the engineers.",
        ];
        let confidence = |lines: &[&str]| {
            let judge = LearnedFlatJudge::built_in();
            judge.judge_page(&StaticDocument::of_lines(lines), Reasons::Unwanted).confidence
        };
        assert_eq!(confidence(&clean), None, "nothing was judged");
        let menu = ["Home", "News", "Sport", "Weather", "Contact us", "Sign in", "Share", "Most read"];
        let menus = menu.repeat(6);
        let page = [&menus[..], &clean, &["Read more: A dog that barked"], &menus, &["© 2021 Ness Gazette"]].concat();
        let long =
            [&menus.repeat(4)[..], &clean.repeat(4), &["Read more: A dog that barked"], &menus.repeat(4)].concat();
        let [page, long] = [page, long].map(|lines| confidence(&lines).expect("the lines were judged"));
        assert!((0.0..1.0).contains(&page) && (0.0..1.0).contains(&long), "{page} and {long}");
        assert!(page.to_bits() != long.to_bits(), "it goes by the text");
    }
}
