//! `cargo xtask robust`: every gold page goes through; what was diagnosed is counted.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use copydesk_core::Form;
use copydesk_engine::{Engine, GENERIC, PageInput};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::GoldSet;

/// How many of the slowest pages are shown.
const SLOWEST: usize = 5;

/// Extract every gold page and flat text, and count what went wrong: panics, diagnostics, the slowest pages.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Show the N slowest pages
    #[arg(long, value_name = "N", default_value_t = SLOWEST)]
    slowest: usize,
    /// Also extract the text of each article again, as flat text, and show where another text comes out
    #[arg(long)]
    again: bool,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

struct Outcome {
    name: String,
    time: Duration,
    empty: bool,
    codes: Vec<String>,
    /// What failed or panicked on the way.
    faults: Vec<String>,
    account: Result<(), String>,
    /// Whether another text comes out when the article's text is extracted; none where it was not tried.
    changes: Option<bool>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let engine = extraction::engine()?;
    let names = [GoldSet::names(&gold, false)?, GoldSet::names(&gold, true).unwrap_or_default()].concat();
    let mut outcomes = Vec::new();
    for name in names {
        let set = GoldSet::read(&gold, &name)?;
        let pages: Vec<Outcome> = set
            .pages
            .par_iter()
            .map(|page| {
                let start = Instant::now();
                let extraction = extraction::extract(&engine, &set, page, How::default())?;
                let time = start.elapsed();
                let changes = args.again.then(|| extract_again(&engine, &extraction.article.text));
                let faults = extraction.article.diagnostics.iter().filter(|found| found.is_fault());
                Ok(Outcome {
                    faults: faults.map(|fault| format!("{}: {}", fault.code, fault.message)).collect(),
                    name: format!("{} {}", set.name, page.id),
                    time,
                    changes,
                    empty: extraction.article.text.is_empty(),
                    codes: extraction.article.diagnostics.iter().map(|diagnostic| diagnostic.code.clone()).collect(),
                    account: copydesk_testkit::accounts::check(&extraction.ledger),
                })
            })
            .collect::<Result<_, Error>>()?;
        outcomes.extend(pages);
    }
    report(outcomes, args.slowest)
}

/// Whether the text of an article, extracted as flat text, gives another text.
fn extract_again(engine: &Engine, text: &str) -> bool {
    let input =
        PageInput { bytes: text.as_bytes(), form: Some(Form::Text), source: Some(GENERIC), ..PageInput::default() };
    engine.extract(&input).article.text != text
}

fn report(mut outcomes: Vec<Outcome>, slowest: usize) -> Result<(), Error> {
    let faults: Vec<(&str, &String)> =
        outcomes.iter().flat_map(|outcome| outcome.faults.iter().map(|fault| (outcome.name.as_str(), fault))).collect();
    let unaccounted: Vec<(&str, &String)> =
        outcomes.iter().filter_map(|outcome| Some((outcome.name.as_str(), outcome.account.as_ref().err()?))).collect();
    println!("pages: {}", outcomes.len());
    println!("panics and failures: {}", faults.len());
    println!("ledgers that are not complete: {}", unaccounted.len());
    println!("articles without text: {}", outcomes.iter().filter(|outcome| outcome.empty).count());
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for code in outcomes.iter().flat_map(|outcome| &outcome.codes) {
        *codes.entry(code).or_default() += 1;
    }
    println!("diagnostics:");
    for (code, count) in codes {
        println!("  {count:>5} {code}");
    }
    for (name, fault) in &faults {
        println!("failed: {name}: {fault}");
    }
    for (name, problem) in &unaccounted {
        println!("not complete: {name}: {problem}");
    }
    if outcomes.iter().any(|outcome| outcome.changes.is_some()) {
        let changed: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.changes == Some(true)).collect();
        println!("texts that extracted again give another text: {}", changed.len());
        for outcome in &changed {
            println!("  {}", outcome.name);
        }
    }
    let failed = faults.len() + unaccounted.len();
    outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.time));
    println!("slowest:");
    for outcome in outcomes.iter().take(slowest) {
        println!("  {:>8.1} ms {}", outcome.time.as_secs_f64() * 1000.0, outcome.name);
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(Error::Problem(format!("{failed} pages panicked, failed or lack an account: they are named above")))
    }
}
