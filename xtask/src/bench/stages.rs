//! What each stage of an extraction costs, in this process: time on a processor.

use std::hint::black_box;
use std::time::Duration;

use copydesk_config::Config;
use copydesk_core::{Decider, Document as _, Draft, Extractor as _, Origin, finish};
use copydesk_engine::PageInput;
use copydesk_generic::{Generic, Judge as _, LearnedJudge, learned};
use copydesk_html::{HtmlDocument, Limits, SelectorSet, charset, stages as html};

use crate::error::Error;
use crate::extraction;

use super::pages::Pages;
use super::turns::Own;

/// The stages, in the order in which they are measured.
const STAGES: [&str; 15] = [
    "charset",
    "tokenizer alone",
    "tokenizer, tree builder, arena",
    "parts put in their places",
    "blocks",
    "metadata",
    "read: all of these",
    "selectors of all sources, in one walk",
    "features (heuristic included)",
    "model",
    "judge: features, model, reasons",
    "draft: judge, typing, fields",
    "article and ledger",
    "JSON out",
    "whole: bytes to JSON",
];
const READ: usize = 6;
const WHOLE: usize = 14;

/// Measures the stages and prints them: of each page's times the least count.
pub(super) fn measure(pages: &Pages, passes: usize) -> Result<(), Error> {
    let (judge, generic, engine) = (LearnedJudge::built_in(), Generic::new(), extraction::engine()?);
    let (selectors, limits) = (selectors()?, Limits::default());
    let mut least = vec![[Duration::MAX; STAGES.len()]; pages.all.len()];
    let (mut blocks, mut texts) = (0, 0);
    for _ in 0..passes {
        (blocks, texts) = (0, 0);
        for (page, least) in pages.all.iter().zip(&mut least) {
            let mut laps = Laps::new(least);
            let decoded = charset::decode(page, None, true);
            laps.lap();
            black_box(html::tokenize(&decoded.text, &limits));
            laps.lap();
            let mut parsed = html::parse(decoded.text, &limits);
            laps.lap();
            parsed.settle();
            laps.lap();
            let cut = parsed.cut();
            laps.lap();
            let metadata = parsed.metadata(&cut);
            laps.lap();
            drop((parsed, cut, metadata));
            laps.restart();
            let document = HtmlDocument::read(page, None, Origin::default(), &limits);
            laps.lap();
            document.prepare(&selectors);
            laps.lap();
            let features = learned::features(&document, &judge.model().lexicons);
            laps.lap();
            black_box(judge.model().margins(&features));
            laps.lap();
            black_box(judge.judge(&document));
            laps.lap();
            let mut draft = Draft::new(&document);
            draft.set_decider(Decider::GENERIC);
            generic.amend(&mut draft).map_err(Error::problem)?;
            laps.lap();
            let extraction = finish(&draft, None);
            laps.lap();
            black_box(json(&extraction)?);
            laps.lap();
            let extraction = engine.extract(&PageInput::new(page));
            black_box(json(&extraction)?);
            laps.lap();
            blocks += document.blocks().len();
            texts += features.blocks.len();
        }
    }
    let count = pages.count();
    let total = |stage: usize| least.iter().map(|page| page[stage].as_secs_f64()).sum::<f64>();
    println!("{:.0} blocks a page, {:.0} of them with text", blocks as f64 / count, texts as f64 / count);
    println!("{:42} {:>10} {:>9} {:>10}", "stage", "µs a page", "of whole", "ns a block");
    for (stage, name) in STAGES.iter().enumerate() {
        let (seconds, per_block) = (total(stage), total(stage) * 1e9 / blocks.max(1) as f64);
        println!("{name:42} {:10.1} {:8.1}% {per_block:10.0}", seconds / count * 1e6, seconds / total(WHOLE) * 100.0);
    }
    println!(
        "whole: {:.0} pages/s, {:.1} MB/s; read alone: {:.0} pages/s, {:.1} MB/s",
        count / total(WHOLE),
        pages.bytes() / total(WHOLE) / 1e6,
        count / total(READ),
        pages.bytes() / total(READ) / 1e6
    );
    Ok(())
}

/// The article as the program writes it.
pub(super) fn json(extraction: &copydesk_core::Extraction) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&extraction.article).map_err(Error::problem)
}

/// The selectors of all built-in sources, in one set.
fn selectors() -> Result<SelectorSet, Error> {
    let config = Config::embedded();
    let all = config.sources.iter().flat_map(|source| source.file.selectors()).map(|(_, css)| css);
    SelectorSet::compile(all)
        .map_err(|problems| Error::problem(problems.first().map_or_else(String::new, ToString::to_string)))
}

/// Times of one page, stage by stage.
struct Laps<'l> {
    least: &'l mut [Duration; STAGES.len()],
    at: usize,
    begin: Own,
}

impl<'l> Laps<'l> {
    fn new(least: &'l mut [Duration; STAGES.len()]) -> Self {
        Self { least, at: 0, begin: Own::now() }
    }

    fn lap(&mut self) {
        let slot = &mut self.least[self.at];
        *slot = (*slot).min(self.begin.elapsed());
        self.at += 1;
        self.restart();
    }

    fn restart(&mut self) {
        self.begin = Own::now();
    }
}
