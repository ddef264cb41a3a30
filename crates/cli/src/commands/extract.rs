//! `copydesk extract`: pages in, articles out.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use copydesk_engine::{Engine, PageInput, host_of};

use crate::args::Global;
use crate::batch;
use crate::failure::{Failure, SOME_FAILED, say, tell};
use crate::format::{Format, Style, Writer};
use crate::inputs::{Input, InputFailure, Inputs};
use crate::output::Output;
use crate::setup::Desk;

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Files, directories (searched for .html, .htm, .txt and their .gz), or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    page: PageArgs,
    /// How to write articles; left out: json for one input, jsonl for several or a directory
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Adds to every record what became of each piece of the page, and why (json and jsonl)
    #[arg(long)]
    ledger: bool,
    /// Writes to a file, which is whole or not there, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many pages to work on at once; as many as there are processors where it is left out
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<usize>,
}

/// What is known of a page besides its bytes.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// The address the page was fetched from (with one input only)
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) url: Option<String>,
    /// The source to use, however the page looks; `generic` for none
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
}

/// The address of a page.
fn address(text: &str) -> Result<String, String> {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    if is_web && host_of(text).is_some() {
        Ok(text.to_owned())
    } else {
        Err("expected an absolute http or https address, such as https://paper.example/news/1".to_owned())
    }
}

/// A number of threads.
pub(crate) fn threads(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|threads| (1..=1024).contains(threads))
        .ok_or_else(|| "expected a number from 1 to 1024".to_owned())
}

/// Extracts every input, in order.
pub(crate) fn run(global: &Global, args: &ExtractArgs) -> Result<ExitCode, Failure> {
    let desk = Desk::open(global)?;
    desk.check_source(args.page.source.as_deref())?;
    let settings = desk.engine.settings();
    let inputs = Inputs::find(&args.inputs, settings.limits.input.max_files)?;
    if args.page.url.is_some() && !inputs.single {
        return Err(Failure::usage("--url goes with one input", "name one file, or leave --url out"));
    }
    let format = args.format.unwrap_or_else(|| Format::of(settings.output.format, inputs.single));
    if args.ledger && !format.holds_ledger() {
        return Err(Failure::usage("--ledger goes with json and jsonl", "leave it out, or see `copydesk explain`"));
    }
    let style = Style { format, single: inputs.single, ledger: args.ledger };
    let mut output = Output::open(args.output.as_deref())?;
    let mut writer = Writer::new(style);
    let mut failed = 0_usize;
    let threads = batch::threads(args.threads, settings.run.threads);
    let work = |input: &Input| extract(&desk.engine, input, &args.page, style);
    batch::in_order(threads, &inputs.all, work, |result| match result {
        Ok(record) => output.put(&writer.frame(record)),
        Err(failure) => {
            failed += 1;
            tell(&failure);
            Ok(())
        }
    })?;
    if failed > 0 && !inputs.single {
        say(&format!("{failed} of {} inputs failed", inputs.all.len()));
    }
    // With nothing to write, a file that was there from an earlier run is left alone.
    if failed < inputs.all.len() {
        output.put(writer.end())?;
        output.finish()?;
    }
    Ok(desk.code(if failed > 0 { SOME_FAILED } else { 0 }))
}

fn extract(engine: &Engine, input: &Input, page: &PageArgs, style: Style) -> Result<Vec<u8>, InputFailure> {
    let name = input.name();
    let unpacked = input.read(&engine.settings().limits.input)?;
    let page = PageInput {
        bytes: &unpacked.bytes,
        name: Some(&name),
        url: page.url.as_deref(),
        source: page.source.as_deref(),
        diagnostics: &unpacked.diagnostics,
        ..PageInput::default()
    };
    let (article, ledger) = if style.ledger {
        let extraction = engine.extract(&page);
        (extraction.article, Some(extraction.ledger))
    } else {
        (engine.article(&page), None)
    };
    for diagnostic in &article.diagnostics {
        tracing::info!(input = name, code = diagnostic.code, "{}", diagnostic.message);
    }
    Ok(style.render(&article, ledger.as_ref()))
}
