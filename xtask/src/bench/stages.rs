//! The stages of an extraction, each measured by itself: by time on a processor, or by instructions.

use std::hint::black_box;

use copydesk_config::Config;
use copydesk_core::{Decider, Document as _, Draft, Extractor as _, Origin, article, finish};
use copydesk_engine::{Engine, PageInput};
use copydesk_generic::{Generic, Judge as _, LearnedJudge, learned};
use copydesk_html::{HtmlDocument, Limits, SelectorSet, charset, stages as html};

use crate::error::Error;
use crate::extraction;

/// Declares the stages in their order, and for each a function of its own name in which valgrind counts.
macro_rules! stages {
    ($($stage:ident $slot:ident $name:literal,)+) => {
        /// What is measured by itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Stage {
            $($stage,)+
        }

        /// All stages with their names, in the order in which they are measured.
        pub(super) const STAGES: &[(Stage, &str)] = &[$((Stage::$stage, $name),)+];

        /// The names of the functions in which instructions are counted, in the same order.
        pub(super) const SLOTS: &[&str] = &[$(stringify!($slot),)+];

        /// Does the work of a stage in a function by whose name valgrind knows it.
        pub(super) fn counted<T>(stage: Stage, work: impl FnOnce() -> T) -> T {
            match stage {
                $(Stage::$stage => $slot(work),)+
            }
        }

        $(
            #[inline(never)]
            fn $slot<T>(work: impl FnOnce() -> T) -> T {
                // The name keeps functions that are otherwise the same from being made one.
                black_box(stringify!($slot));
                black_box(work())
            }
        )+
    };
}

stages! {
    Charset stage_charset "charset",
    Tokens stage_tokens "tokenizer alone",
    Tree stage_tree "tokenizer, tree builder, arena",
    Parts stage_parts "parts put in their places",
    Blocks stage_blocks "blocks",
    Metadata stage_metadata "metadata",
    Read stage_read "read: all of these",
    Selectors stage_selectors "selectors of all sources, in one walk",
    Features stage_features "features (heuristic included)",
    Model stage_model "model",
    Judge stage_judge "judge: features, model, reasons",
    Draft stage_draft "draft: judge, typing, fields",
    Article stage_article "article",
    Finish stage_finish "article and ledger",
    Json stage_json "JSON out",
    Whole stage_whole "whole: bytes to JSON",
    Accounted stage_accounted "whole with the ledger: bytes to JSON of both",
}

/// The functions in which valgrind counts, as a pattern of their names.
pub(super) const MEASURED: &str = "*bench*stages*stage_*";

/// Takes the measure of each stage.
pub(super) trait Meter {
    /// Does the work of a stage, and measures it.
    fn measure<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T;
}

/// What extraction needs, made once.
pub(super) struct Desk {
    judge: LearnedJudge,
    generic: Generic,
    engine: Engine,
    selectors: SelectorSet,
    limits: Limits,
}

impl Desk {
    pub(super) fn new() -> Result<Self, Error> {
        Ok(Self {
            judge: LearnedJudge::built_in(),
            generic: Generic::new(),
            engine: extraction::engine()?,
            selectors: selectors()?,
            limits: Limits::default(),
        })
    }

    /// Takes a page through all stages; gives the number of its blocks, and of those with text.
    pub(super) fn walk(&self, page: &[u8], meter: &mut impl Meter) -> Result<[usize; 2], Error> {
        let decoded = meter.measure(Stage::Charset, || charset::decode(page, None, true));
        meter.measure(Stage::Tokens, || html::tokenize(&decoded.text, &self.limits));
        let mut parsed = meter.measure(Stage::Tree, || html::parse(decoded.text, &self.limits));
        meter.measure(Stage::Parts, || parsed.settle());
        let cut = meter.measure(Stage::Blocks, || parsed.cut());
        let metadata = meter.measure(Stage::Metadata, || parsed.metadata(&cut));
        drop((parsed, cut, metadata));
        let read = || HtmlDocument::read(page, None, Origin::default(), &self.limits);
        let document = meter.measure(Stage::Read, read);
        meter.measure(Stage::Selectors, || document.prepare(&self.selectors));
        let model = self.judge.model();
        let outline = learned::outline(&document, &model.lexicons);
        let sieved = model.sieved(&outline);
        let features = meter.measure(Stage::Features, || learned::features(&document, &model.lexicons, sieved.clone()));
        meter.measure(Stage::Model, || (model.sieved(&outline), model.margins(&features)));
        meter.measure(Stage::Judge, || self.judge.judge(&document));
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        meter.measure(Stage::Draft, || self.generic.amend(&mut draft)).map_err(Error::problem)?;
        let article = meter.measure(Stage::Article, || article(&draft, None));
        meter.measure(Stage::Finish, || finish(&draft, None));
        meter.measure(Stage::Json, || json(&article))?;
        let input = PageInput::new(page);
        meter.measure(Stage::Whole, || json(&self.engine.article(&input)))?;
        meter.measure(Stage::Accounted, || {
            let extraction = self.engine.extract(&input);
            json(&extraction.article).and_then(|article| Ok((article, json(&extraction.ledger)?)))
        })?;
        Ok([document.blocks().len(), features.blocks.len()])
    }
}

/// An article or a ledger as the program writes it.
pub(super) fn json(record: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(record).map_err(Error::problem)
}

/// The selectors of all built-in sources, in one set.
fn selectors() -> Result<SelectorSet, Error> {
    let config = Config::embedded();
    let all = config.sources.iter().flat_map(|source| source.file.selectors()).map(|(_, css)| css);
    SelectorSet::compile(all)
        .map_err(|problems| Error::problem(problems.first().map_or_else(String::new, ToString::to_string)))
}
