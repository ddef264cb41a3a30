//! The judge that learned from gold: it counts the features of every block and asks the model.

use std::sync::{Arc, LazyLock};

use copydesk_core::{Block, Document, Kind, Rule, Shape, grounds};

use crate::alike_headings;
use crate::announcements;
use crate::classes::{PROMOTION, is_beside};
use crate::company;
use crate::containers::PageFacts;
use crate::cut_out;
use crate::features::{COUNT, Feature, Features, Lexicons, Outline, Telling};
use crate::footers;
use crate::judge::{Judge, Judgement, PageJudgement, Read, Reasons};
use crate::model::{Figures, PageModel, probability};
use crate::page;
use crate::phrases;
use crate::repeats;
use crate::separators;
use crate::teasers;
use crate::typing;

const KEPT: Rule = Rule::new("generic/model-keep", "the model takes it for the article's");
const LEFT: Rule = Rule::new(grounds::MODEL, "the model takes it for none of the article's");

const NO_TEASERS: Rule = Rule::new("generic/no-article", "the page holds no article that it could belong to");

/// The model of HTML pages: see `model/README.md` beside it for what it learned from.
const BUILT_IN: &[u8] = include_bytes!("../model/page.model");

/// The margin from which a block is kept: a word too much reads worse than a word too few.
pub const KEEP_MARGIN: f32 = 0.25;
/// The same of a block around which elements are named for advertising: its text may read like the article's.
const PROMOTION_MARGIN: f32 = 1.0;
/// The same of a block in what stands beside the article: a margin, a dialog, the life of its author.
const BESIDE_MARGIN: f32 = 2.0;
/// The most words of a standfirst in a head that is named for the author.
const MAX_STANDFIRST: u32 = 30;
/// Below this probability of an article, a diagnostic says so.
const DOUBTED_ARTICLE: f32 = 0.3;
/// Below this probability of an article, nothing is kept.
const NO_ARTICLE: f32 = 0.1;
/// How many features a reason names.
const REASONS: usize = 3;
/// The first trees of a forest, which settle most: reasons are read off these.
const EXPLAINED_TREES: usize = 10;

/// See the module's documentation.
#[derive(Debug, Clone)]
pub struct LearnedJudge {
    /// None stands for the one that is built in, which is read when the first page asks for it.
    model: Option<Arc<PageModel>>,
}

impl LearnedJudge {
    /// A judge by this model.
    pub fn new(model: impl Into<Arc<PageModel>>) -> Self {
        Self { model: Some(model.into()) }
    }

    /// The judge by the model that is built in.
    pub const fn built_in() -> Self {
        Self { model: None }
    }

    /// The model.
    pub fn model(&self) -> &PageModel {
        static MODEL: LazyLock<PageModel> = LazyLock::new(|| {
            PageModel::from_bytes(BUILT_IN)
                .expect("the model that is built in was made for this build: a test reads it")
        });
        self.model.as_deref().unwrap_or_else(|| &MODEL)
    }

    /// The rule's reason with what weighed most for keeping the `at`-th block with text, or for leaving it out: it is kept where its
    /// margin is not below the least.
    fn reason(
        &self,
        rule: &Rule,
        telling: &Telling<'_>,
        features: &Features,
        (at, block): (usize, &Block),
        (margin, least): (f32, f32),
    ) -> Option<String> {
        let kept = margin >= least;
        let mut shares = [0.0; COUNT];
        let outline = features.outline(at);
        self.model().sieve.explain(outline, EXPLAINED_TREES, &mut shares);
        let whole = features.row(at);
        if let Some(row) = whole {
            self.model().first.explain(row, EXPLAINED_TREES, &mut shares);
        }
        let sign = if kept { 1.0 } else { -1.0 };
        // The features with the greatest shares, greatest first; of equals the first.
        let mut most = [(0.0_f32, 0_usize); REASONS];
        for (feature, share) in shares.into_iter().enumerate() {
            // What the heuristic says is the rule's own reason.
            if feature == Feature::Heuristic as usize || feature == Feature::GroupHeuristic as usize {
                continue;
            }
            let mut own = (sign * share, feature);
            // Nearly all have less than the least of these.
            if own.0 > most[REASONS - 1].0 {
                for place in &mut most {
                    if own.0 > place.0 {
                        std::mem::swap(place, &mut own);
                    }
                }
            }
        }
        if most[0].0 <= 0.0 {
            return None;
        }
        let values = whole.map_or(&outline[..], |row| row);
        let mut reason = String::with_capacity(rule.reason.len() + 112);
        reason.push_str(&rule.reason);
        for (number, (_, feature)) in most.into_iter().filter(|(share, _)| *share > 0.0).enumerate() {
            reason.push_str(if number == 0 { " (" } else { "; " });
            telling.push(block, feature, values[feature], &mut reason);
        }
        // The second forest has the last word, and its own questions are about the judgements of the texts around.
        if let Some(row) = whole {
            let alone = self.model().first.margins_from(&features.sieved[at..=at], row, COUNT);
            if alone.first().is_some_and(|alone| (*alone >= least) != kept) {
                reason.push_str("; settled by what is said of the texts around");
            }
        }
        reason.push(')');
        Some(reason)
    }
}

/// Which of the blocks that have text the model judges: not what is a caption by its tag, nor what the heuristic takes for
/// one and the model for no body text. Those stay captions: the model has learned only what body text is.
pub fn is_body(document: &dyn Document, features: &Features, heuristic: &[Judgement], margins: &[f32]) -> Vec<bool> {
    let judged = |(&at, &margin): (&u32, &f32)| {
        let is_tagged = document.blocks()[at as usize].shape == Shape::Caption;
        !heuristic[at as usize].is_kept_caption() || (!is_tagged && margin >= KEEP_MARGIN)
    };
    features.blocks.iter().zip(margins).map(judged).collect()
}

/// The first look at a document with these lexicons, as the trainer needs it.
pub fn outline(document: &dyn Document, lexicons: &Lexicons) -> Outline {
    let facts = PageFacts::of(document);
    let heuristic = page::judgements(document, &facts);
    Outline::of(document, &facts, &heuristic, lexicons)
}

/// The features of a document with these lexicons, where the sieve says this of its blocks.
pub fn features(document: &dyn Document, lexicons: &Lexicons, sieved: Vec<f32>) -> Features {
    let facts = PageFacts::of(document);
    let heuristic = page::judgements(document, &facts);
    Outline::of(document, &facts, &heuristic, lexicons).look_again(document, &facts, lexicons, sieved)
}

/// What the page's program says of itself, or did not fill, is none of the article's, however much it reads like text. An article on programs shows
/// such lines as code.
fn drop_what_programs_left(document: &dyn Document, facts: &PageFacts<'_>, judgements: &mut [Judgement]) {
    for ((block, facts), judgement) in document.blocks().iter().zip(&facts.blocks).zip(judgements) {
        let rule = match facts.prompt {
            Some(rule) if *rule == phrases::SERVER => phrases::SERVER,
            _ if phrases::is_placeholder(&block.text) => phrases::PLACEHOLDER,
            _ => continue,
        };
        if judgement.kind != Kind::Code {
            judgement.keep = 0.0;
            judgement.rule = rule;
        }
    }
}

impl Judge for LearnedJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        self.judge_page(document, Reasons::Wanted).blocks
    }

    fn judge_page(&self, document: &dyn Document, reasons: Reasons) -> PageJudgement {
        let model = self.model();
        let facts = PageFacts::of(document);
        let mut judgements = page::judgements(document, &facts);
        let outline = Outline::of(document, &facts, &judgements, &model.lexicons);
        let sieved = model.sieved(&outline);
        let features = outline.look_again(document, &facts, &model.lexicons, sieved);
        let margins = model.margins(&features);
        let is_body = is_body(document, &features, &judgements, &margins);
        let figures = Figures::of(document, &features, &margins, &is_body).row();
        let article = probability(model.article.margin(&figures));
        let is_outside =
            |at: usize| document.blocks()[at].element.is_some_and(|element| !facts.inside[element as usize]);
        let telling = (reasons == Reasons::Wanted).then(|| Telling::of(document, &model.lexicons.names));
        for (row, (&at, &margin)) in features.blocks.iter().zip(&margins).enumerate() {
            if !is_body[row] {
                continue;
            }
            // A post that is quoted whole stands or falls as one: its attribution alone looks like a label.
            if judgements[at as usize].is_kept()
                && typing::tweet_element(document, document.blocks()[at as usize].element).is_some()
            {
                continue;
            }
            let own = &facts.blocks[at as usize];
            let is_short = own.lexical.words <= MAX_STANDFIRST;
            let least = match own.against {
                Some(why) if own.is_outright && is_beside(why, is_short) && is_outside(at as usize) => BESIDE_MARGIN,
                Some(PROMOTION) => PROMOTION_MARGIN,
                _ => KEEP_MARGIN,
            };
            let judgement = &mut judgements[at as usize];
            let kept = margin >= least;
            let rule = match (judgement.is_kept(), kept) {
                (false, true) => KEPT,
                (true, false) => LEFT,
                _ => judgement.rule.clone(),
            };
            judgement.keep = probability(margin - least);
            if judgement.kind == Kind::Caption && kept {
                judgement.kind = page::kind(&document.blocks()[at as usize]);
            }
            let reason = telling.as_ref().and_then(|telling| {
                let block = &document.blocks()[at as usize];
                self.reason(&rule, telling, &features, (row, block), (margin, least))
            });
            judgement.rule = match reason {
                Some(reason) => rule.because(reason),
                None => rule,
            };
        }
        drop_what_programs_left(document, &facts, &mut judgements);
        company::judge(document, &facts.blocks, &mut judgements);
        alike_headings::judge(document, &facts.blocks, &mut judgements);
        teasers::judge(document, &facts.blocks, &facts.names, &mut judgements);
        repeats::judge(document, &facts, &mut judgements);
        footers::judge(document, &mut judgements);
        separators::judge(document, &mut judgements);
        cut_out::judge(document, &mut judgements);
        announcements::judge(document, &facts.blocks, &mut judgements);
        let mut page = PageJudgement {
            blocks: judgements,
            confidence: Some(probability(model.confidence.margin(&figures)).min(article)),
            no_article: None,
            read: Some(Read {
                counts: facts.blocks.iter().map(|block| block.lexical).collect(),
                prompts: (reasons == Reasons::Wanted).then(|| facts.blocks.iter().map(|block| block.prompt).collect()),
                hints: facts.hints,
            }),
        };
        if article < DOUBTED_ARTICLE {
            page.no_article = Some(format!("it looks like an article with a probability of {article:.2} only"));
        }
        if article < NO_ARTICLE {
            for judgement in page.blocks.iter_mut().filter(|judgement| judgement.is_kept()) {
                judgement.keep = 0.0;
                judgement.rule = NO_TEASERS;
            }
        }
        page
    }
}
