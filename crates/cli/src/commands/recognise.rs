//! `copydesk recognise`: which source pages belong to, and whether that is true.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use copydesk_core::{Diagnostic, Evidence, ledger::LedgerSource};
use copydesk_engine::{Engine, Routing, host_of};
use serde::Serialize;

use super::extract::check_address;
use crate::args::Global;
use crate::batch;
use crate::failure::{Failure, SOME_FAILED, tell};
use crate::gold::Gold;
use crate::inputs::{InputArgs, InputFailure, Inputs, Opened, Work};
use crate::names::visible;
use crate::output::Output;
use crate::setup::Desk;

/// What the columns hold, for the help.
const COLUMNS: &str = "\
Columns, parted by tabs:
  input     the page; tabs, line breaks and other control characters of its name are written \\t, \\n, \\u{1b}
  source    the source that it was recognised as belonging to; - for none
  by        how: host (of its address, or of the one it calls its own), content; - for none
  score     how sure that is, from 0 to 1
  truth     that beside where the page comes from (--gold, else the host of its address):
              right    it is that source's
              FALSE    it is not; the exit code is 1
              missed   it was not recognised, though a source claims its host
              other    it was not recognised, and no source claims its host
              unknown  nothing tells where it comes from
  evidence  what spoke for the source, or for the best of those that were not sure enough
Then a line that counts. What was doubtful (source/tie: two are equally sure) goes to standard error.";

/// The names of the columns.
const HEADER: &str = "input\tsource\tby\tscore\ttruth\tevidence\n";

/// Arguments of `recognise`.
#[derive(Debug, Args)]
#[command(after_help = COLUMNS)]
pub(crate) struct RecogniseArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// The address the page was fetched from (with one input only; a manifest gives each page its own)
    #[arg(long, value_name = "URL", value_parser = crate::manifest::address)]
    url: Option<String>,
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
    /// How many pages to work on at once, up to 1024; as many as there are processors where it is 0 or left out
    #[arg(long, value_name = "N", value_parser = super::extract::threads)]
    threads: Option<u32>,
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
    /// What was doubtful or went wrong.
    diagnostics: Vec<Diagnostic>,
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
    desk.end(recognise_all(&desk, args))
}

fn recognise_all(desk: &Desk, args: &RecogniseArgs) -> Result<u8, Failure> {
    let settings = desk.engine.settings();
    let gold = Gold::read(&args.gold)?;
    let InputArgs { inputs: named, manifest } = &args.inputs;
    let inputs = Inputs::find(named, manifest.as_deref(), settings.limits.input.max_files)?;
    check_address(args.url.as_deref(), &inputs)?;
    let mut output = Output::stdout();
    let mut tally = Tally::default();
    let threads = batch::threads(args.threads, settings.run.threads);
    if !args.json {
        output.put(HEADER.as_bytes())?;
    }
    let (feed, count) = inputs.feed(settings.limits.input);
    let threads = threads.min(count.unwrap_or(usize::MAX));
    let work = |work: Work| recognise(&desk.engine, &gold, work, args.url.as_deref());
    batch::in_order(threads, feed, work, |result| match result {
        Ok(row) => {
            tally.add(&row);
            for diagnostic in row.diagnostics.iter().filter(|_| !args.json) {
                tracing::warn!(
                    input = row.input,
                    source = diagnostic.source.as_deref(),
                    code = diagnostic.code,
                    "{}",
                    diagnostic.message
                );
            }
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
    Ok(if tally.failed > 0 || tally.wrong > 0 { SOME_FAILED } else { 0 })
}

fn recognise(engine: &Engine, gold: &Gold, work: Work, url: Option<&str>) -> Result<Row, InputFailure> {
    let opened = work.open(&engine.settings().limits.input)?;
    let Routing { source, considered, hosts, diagnostics: doubts } = engine.recognise(&opened.for_engine(url));
    let Opened { name, path, unpacked, .. } = opened;
    let diagnostics = unpacked.diagnostics.into_iter().chain(doubts).collect();
    let from_gold = path.as_deref().and_then(|path| gold.address(path)).and_then(host_of);
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
    Ok(Row { input: name, by: by.filter(|_| source.is_some()), source, score, evidence, hosts, truth, diagnostics })
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
            visible(&self.input),
            self.source.as_deref().unwrap_or("-"),
            self.by.as_deref().unwrap_or("-"),
            self.score,
            visible(&evidence.join("; ")),
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
