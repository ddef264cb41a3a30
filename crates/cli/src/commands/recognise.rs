//! `copydesk recognise`: which source pages belong to, and whether that is true.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use copydesk_core::{Evidence, ledger::LedgerSource};
use copydesk_engine::{Engine, PageInput, Routing, host_of};
use serde::Serialize;

use crate::args::Global;
use crate::batch;
use crate::failure::{Failure, SOME_FAILED, tell};
use crate::gold::Gold;
use crate::inputs::{Input, InputFailure, Inputs};
use crate::output::Output;
use crate::setup::Desk;

/// Arguments of `recognise`.
#[derive(Debug, Args)]
pub(crate) struct RecogniseArgs {
    /// Files, directories (searched for .html, .htm, .txt and their .gz), or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// Where pages really come from: a JSON Lines file of records with `id` and `url` (or a directory that is searched
    /// for gold.jsonl), of which the id is the page's file name without its endings. Not told to the recognition, only
    /// compared with what it says; may be repeated
    #[arg(long, value_name = "PATH")]
    gold: Vec<PathBuf>,
    /// Prints only the pages that were recognised, falsely or rightly, or missed
    #[arg(long)]
    brief: bool,
    /// Prints one JSON object a line, without the summary
    #[arg(long)]
    json: bool,
    /// How many pages to work on at once; as many as there are processors where it is left out
    #[arg(long, value_name = "N", value_parser = super::extract::threads)]
    threads: Option<usize>,
}

/// What was said of a page beside what is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Truth {
    /// Recognised as what it is.
    Right,
    /// Recognised as what it is not.
    False,
    /// Not recognised though a source claims its host.
    Missed,
    /// Not recognised, and no source claims its host.
    Other,
    /// Nothing is known of where it comes from.
    Unknown,
}

#[derive(Debug, Serialize)]
struct Row {
    input: String,
    source: Option<String>,
    by: Option<String>,
    score: f32,
    evidence: Vec<Evidence>,
    hosts: Vec<String>,
    truth: Truth,
}

#[derive(Debug, Default)]
struct Tally {
    files: usize,
    failed: usize,
    recognised: usize,
    wrong: usize,
    missed: usize,
    unknown: usize,
}

/// Recognises every input.
pub(crate) fn run(global: &Global, args: &RecogniseArgs) -> Result<ExitCode, Failure> {
    let desk = Desk::open(global)?;
    let settings = desk.engine.settings();
    let gold = Gold::read(&args.gold)?;
    let inputs = Inputs::find(&args.inputs, settings.limits.input.max_files)?;
    let mut output = Output::stdout();
    let mut tally = Tally::default();
    let threads = batch::threads(args.threads, settings.run.threads);
    let work = |input: &Input| recognise(&desk.engine, &gold, input);
    batch::in_order(threads, &inputs.all, work, |result| match result {
        Ok(row) => {
            tally.add(&row);
            if args.brief && matches!(row.truth, Truth::Other | Truth::Unknown) && row.source.is_none() {
                return Ok(());
            }
            output.put(if args.json { row.json() } else { row.text() }.as_bytes())
        }
        Err(failure) => {
            tally.failed += 1;
            tell(&failure);
            Ok(())
        }
    })?;
    if !args.json {
        output.put(tally.text().as_bytes())?;
    }
    output.finish()?;
    Ok(desk.code(if tally.failed > 0 || tally.wrong > 0 { SOME_FAILED } else { 0 }))
}

fn recognise(engine: &Engine, gold: &Gold, input: &Input) -> Result<Row, InputFailure> {
    let name = input.name();
    let unpacked = input.read(&engine.settings().limits.input)?;
    let page = PageInput { bytes: &unpacked.bytes, name: Some(&name), ..PageInput::default() };
    let Routing { source, considered, hosts, .. } = engine.recognise(&page);
    let from_gold = input.path().and_then(|path| gold.address(path)).and_then(host_of);
    let owner = from_gold.as_ref().or(hosts.first()).map(|host| engine.source_of_host(host));
    let truth = match (owner.map(|owner| owner.map(|owner| owner.info().name.as_str())), source.as_deref()) {
        (None, _) => Truth::Unknown,
        (Some(None), None) => Truth::Other,
        (Some(Some(_)), None) => Truth::Missed,
        (Some(owner), source) if owner == source => Truth::Right,
        (Some(_), Some(_)) => Truth::False,
    };
    let best = considered.into_iter().next();
    let (by, score, evidence) =
        best.map_or((None, 0.0, Vec::new()), |LedgerSource { by, score, evidence, .. }| (Some(by), score, evidence));
    Ok(Row { input: name, by: by.filter(|_| source.is_some()), source, score, evidence, hosts, truth })
}

impl Row {
    fn json(&self) -> String {
        let mut line = serde_json::to_string(self).expect("a row is made of texts and numbers, which JSON can hold");
        line.push('\n');
        line
    }

    /// Input, source, how, score, truth and evidence, parted by tabs.
    fn text(&self) -> String {
        let truth = match self.truth {
            Truth::Right => "right",
            Truth::False => "FALSE",
            Truth::Missed => "missed",
            Truth::Other => "other",
            Truth::Unknown => "unknown",
        };
        let evidence: Vec<String> =
            self.evidence.iter().map(|evidence| format!("{:+.2} {}", evidence.weight, evidence.what)).collect();
        format!(
            "{}\t{}\t{}\t{:.2}\t{truth}\t{}\n",
            self.input,
            self.source.as_deref().unwrap_or("-"),
            self.by.as_deref().unwrap_or("-"),
            self.score,
            evidence.join("; ").replace(['\t', '\n'], " "),
        )
    }
}

impl Tally {
    fn add(&mut self, row: &Row) {
        self.files += 1;
        self.recognised += usize::from(row.source.is_some());
        self.wrong += usize::from(row.truth == Truth::False);
        self.missed += usize::from(row.truth == Truth::Missed);
        self.unknown += usize::from(row.truth == Truth::Unknown);
    }

    fn text(&self) -> String {
        let Self { files, failed, recognised, wrong, missed, unknown } = self;
        format!(
            "files {files}, recognised {recognised}, false {wrong}, missed {missed}, of unknown origin {unknown}, failed {failed}\n"
        )
    }
}
