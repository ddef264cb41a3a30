//! `copydesk extract`: pages in, articles out.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use copydesk_config::MAX_THREADS;
use copydesk_core::Form;
use copydesk_engine::{Engine, PageInput};

use crate::args::Global;
use crate::batch;
use crate::failure::{Failure, SOME_FAILED, tell};
use crate::format::{Format, Style, Writer};
use crate::inputs::{InputArgs, InputFailure, Inputs, Work};
use crate::manifest;
use crate::names::{shown, visible};
use crate::output::Output;
use crate::setup::Desk;
use crate::summary::{Outcome, Summary};

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    page: PageArgs,
    /// How to write articles; left out: json for one input, jsonl for several or a directory
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Adds to every record what became of each piece of the page, and why (json and jsonl)
    #[arg(long)]
    ledger: bool,
    /// Writes to a file, which is whole or not there, instead of standard output. It cannot be one of the inputs; where all of these
    /// fail, it stays as it was. A pipe, a device or an open descriptor such as /dev/stdout is written to as it is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many pages to work on at once, up to 1024; as many as there are processors where it is 0 or left out
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<u32>,
}

/// What is known of a page besides its bytes.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// The address the page was fetched from (with one input only; a manifest gives each page its own)
    #[arg(long, value_name = "URL", value_parser = manifest::address)]
    pub(crate) url: Option<String>,
    /// The source to use, however the page looks; `generic` for none
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// The form to read it in, whatever its name and its bytes say
    #[arg(long, value_name = "FORM")]
    pub(crate) form: Option<PageForm>,
}

/// A form of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageForm {
    /// An HTML page
    Html,
    /// Text that a scraper already flattened
    Text,
}

impl PageArgs {
    /// A page with what the arguments say of it.
    pub(crate) fn complete<'p>(&'p self, page: PageInput<'p>) -> PageInput<'p> {
        let form = self.form.map(|form| match form {
            PageForm::Html => Form::Html,
            PageForm::Text => Form::Text,
        });
        PageInput { source: self.source.as_deref(), form, ..page }
    }
}

/// Refuses an address for several inputs.
pub(crate) fn check_address(url: Option<&str>, inputs: &Inputs) -> Result<(), Failure> {
    if url.is_none() || inputs.single {
        return Ok(());
    }
    Err(Failure::usage("--url goes with one input", "name one file, or give each page its own address by --manifest"))
}

/// A number of threads, as `run.threads` takes it.
pub(crate) fn threads(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|threads| *threads <= MAX_THREADS)
        .ok_or_else(|| format!("expected 0 to {MAX_THREADS}, where 0 is one for each core"))
}

/// Extracts every input, in order.
pub(crate) fn run(global: &Global, args: &ExtractArgs) -> Result<ExitCode, Failure> {
    let desk = Desk::open(global)?;
    desk.end(extract_all(&desk, args))
}

fn extract_all(desk: &Desk, args: &ExtractArgs) -> Result<u8, Failure> {
    desk.check_source(args.page.source.as_deref())?;
    let settings = desk.engine.settings();
    let InputArgs { inputs: named, manifest } = &args.inputs;
    let inputs = Inputs::find(named, manifest.as_deref(), settings.limits.input.max_files)?;
    check_address(args.page.url.as_deref(), &inputs)?;
    let format = args.format.unwrap_or_else(|| Format::of(settings.output.format, inputs.single));
    if args.ledger && !format.holds_ledger() {
        return Err(Failure::usage("--ledger goes with json and jsonl", "leave it out, or see `copydesk explain`"));
    }
    let style = Style { format, single: inputs.single, ledger: args.ledger };
    if let Some(path) = &args.output {
        inputs.keep_apart(manifest.as_deref(), path)?;
    }
    warn_of_ids(&inputs);
    let single = inputs.single;
    let (feed, count) = inputs.feed(settings.limits.input);
    let mut output = Output::open(args.output.as_deref())?;
    let mut writer = Writer::new(style);
    let (mut summary, start) = (Summary::default(), Instant::now());
    let threads = batch::threads(args.threads, settings.run.threads).min(count.unwrap_or(usize::MAX));
    let work = |work: Work| extract(&desk.engine, work, &args.page, style);
    batch::in_order(threads, feed, work, |result| match result {
        Ok((record, outcome)) => {
            summary.count(outcome);
            output.put(&writer.frame(record))
        }
        Err(failure) => {
            summary.failed += 1;
            tell(&failure);
            Ok(())
        }
    })?;
    // With nothing to write, a file that was there from an earlier run is left alone.
    if summary.articles > 0 || !output.replaces_file() {
        output.put(writer.end())?;
        output.finish()?;
    }
    summary.tell(single, start.elapsed());
    Ok(if summary.failed > 0 { SOME_FAILED } else { 0 })
}

/// How many ids that are not unique are told, and how many inputs of each.
const MOST_TOLD: usize = 3;

/// Tells of articles that share an id: how many ids, and some of them.
fn warn_of_ids(inputs: &Inputs) {
    let repeated = inputs.repeated_ids();
    if repeated.is_empty() {
        return;
    }
    let more =
        |count: usize| if count > MOST_TOLD { format!(" and {} more", count - MOST_TOLD) } else { String::new() };
    let ids = repeated.iter().take(MOST_TOLD).map(|(id, paths)| {
        let some: Vec<String> = paths.iter().take(MOST_TOLD).map(|path| shown(path)).collect();
        format!("{} ({}{})", visible(id), some.join(", "), more(paths.len()))
    });
    let ids = ids.collect::<Vec<_>>().join("; ");
    let count = repeated.len();
    let what = if count == 1 { "1 id is" } else { &format!("{count} ids are") };
    tracing::warn!("{what} given to several inputs: {ids}{}; a manifest gives pages ids", more(count));
}

fn extract(engine: &Engine, work: Work, page: &PageArgs, style: Style) -> Result<(Vec<u8>, Outcome), InputFailure> {
    let opened = work.open(&engine.settings().limits.input)?;
    let page = page.complete(opened.for_engine(page.url.as_deref()));
    let (mut article, ledger) = if style.ledger {
        let extraction = engine.extract(&page);
        (extraction.article, Some(extraction.ledger))
    } else {
        (engine.article(&page), None)
    };
    if let Some(id) = &opened.id {
        article.id.clone_from(id);
    }
    for diagnostic in &article.diagnostics {
        let source = diagnostic.source.as_deref();
        tracing::info!(input = opened.name, source, code = diagnostic.code, "{}", diagnostic.message);
    }
    Ok((style.render(&article, ledger.as_ref()), Outcome::of(&article, page.form(), engine)))
}
