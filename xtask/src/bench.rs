//! `cargo xtask bench`: what the stages of an extraction cost on gold pages, in one run.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use copydesk_core::{Draft, Extractor as _, Origin};
use copydesk_generic::{Generic, Judge as _, LearnedJudge, learned};
use copydesk_html::{HtmlDocument, Limits};

use crate::error::Error;
use crate::extraction;
use crate::score::GoldSet;

/// Measure what reading, counting features, and judging cost a page. One thread; passes over all pages are repeated, and of
/// each page's times the least counts, so that what else the machine does weighs little. Ratios hold; times do not.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// The set whose pages are read
    #[arg(long, default_value = "aeb", value_name = "SET")]
    set: String,
    /// Passes over the pages
    #[arg(long, default_value_t = 7, value_name = "N")]
    passes: usize,
}

/// The stages, in the order in which they are measured.
const STAGES: [&str; 5] = [
    "read (charset, tree, blocks, metadata)",
    "features",
    "forests",
    "judge (features, forests, reasons)",
    "draft (judge, typing, fields)",
];

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let set = GoldSet::read(&gold, &args.set)?;
    let pages: Result<Vec<Vec<u8>>, Error> =
        set.pages.iter().map(|page| extraction::read_page(&set.file(page))).collect();
    let pages = pages?;
    let judge = LearnedJudge::built_in();
    let generic = Generic::new();
    let mut least = vec![[Duration::MAX; STAGES.len()]; pages.len()];
    let mut blocks = 0;
    for _ in 0..args.passes.max(1) {
        blocks = 0;
        for (page, least) in pages.iter().zip(&mut least) {
            let mut laps = Laps::new(least);
            let document = HtmlDocument::read(page, None, Origin::default(), &Limits::default());
            laps.lap();
            let features = learned::features(&document, &judge.model().lexicons);
            laps.lap();
            black_box(judge.model().margins(&features));
            laps.lap();
            black_box(judge.judge(&document));
            laps.lap();
            let mut draft = Draft::new(&document);
            generic.amend(&mut draft).map_err(Error::problem)?;
            laps.lap();
            blocks += features.blocks.len();
        }
    }
    let count = pages.len().max(1) as f64;
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!(
        "{}: {} pages, {:.0} KB and {:.0} blocks with text a page",
        args.set,
        pages.len(),
        bytes as f64 / count / 1e3,
        blocks as f64 / count
    );
    let mean = |stage: usize| least.iter().map(|page| page[stage].as_secs_f64()).sum::<f64>() / count * 1e6;
    for (stage, name) in STAGES.iter().enumerate() {
        println!("{name:42} {:8.0} µs a page {:7.3} of reading", mean(stage), mean(stage) / mean(0));
    }
    Ok(())
}

/// Times of one page, stage by stage.
struct Laps<'l> {
    least: &'l mut [Duration; STAGES.len()],
    at: usize,
    begin: Instant,
}

impl<'l> Laps<'l> {
    fn new(least: &'l mut [Duration; STAGES.len()]) -> Self {
        Self { least, at: 0, begin: Instant::now() }
    }

    fn lap(&mut self) {
        let slot = &mut self.least[self.at];
        *slot = (*slot).min(self.begin.elapsed());
        self.at += 1;
        self.begin = Instant::now();
    }
}
