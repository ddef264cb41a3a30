//! `copydesk explain`: the ledger of one page, for a person.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use copydesk_engine::Source;

use super::extract::PageArgs;
use crate::args::Global;
use crate::explanation::Explanation;
use crate::failure::{Failure, SOME_FAILED, tell};
use crate::inputs::{Input, Inputs, Opened};
use crate::manifest::content_type;
use crate::output::Output;
use crate::setup::Desk;
use crate::style;

/// The width where neither the option nor the terminal gives one, in columns.
const WIDTH: usize = 100;

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(mut_arg("url", |url| url.help("The address the page was fetched from")))]
pub(crate) struct ExplainArgs {
    /// The page: a file, or - for standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    page: PageArgs,
    /// What the server said of the page: `text/html; charset=windows-1252`
    #[arg(long, value_name = "TYPE", value_parser = content_type)]
    content_type: Option<String>,
    /// Columns to cut texts at; 0 shows them whole. Left out: COLUMNS of the environment, else 100
    #[arg(long, value_name = "COLUMNS", value_parser = columns)]
    width: Option<usize>,
    /// Shows only the pieces with this verdict
    #[arg(long, value_name = "VERDICT")]
    only: Option<Only>,
}

/// The pieces to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    /// Kept as blocks, or parts of kept blocks
    Kept,
    /// Left out
    Dropped,
    /// Taken into fields
    Fields,
    /// Where a decision was overruled
    Overruled,
}

/// A width.
fn columns(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "expected a number of columns such as 100, or 0 for whole texts".to_owned())
}

/// Explains the page.
pub(crate) fn run(global: &Global, args: &ExplainArgs) -> Result<ExitCode, Failure> {
    let desk = Desk::open(global)?;
    desk.end(explain(&desk, args))
}

fn explain(desk: &Desk, args: &ExplainArgs) -> Result<u8, Failure> {
    desk.check_source(args.page.source.as_deref())?;
    let limits = desk.engine.settings().limits.input;
    let inputs = Inputs::find(std::slice::from_ref(&args.input), None, limits.max_files)?;
    let page = match inputs.all.into_iter().next() {
        Some(Input::Page(page)) if inputs.single => page,
        Some(Input::Failed(failure)) if inputs.single => {
            tell(&failure);
            return Ok(SOME_FAILED);
        }
        _ => {
            return Err(Failure::usage(
                "explain takes one page, not a directory or an archive",
                "name one file, - for standard input, or a record of an archive as in news.warc.gz#12345",
            ));
        }
    };
    let opened = match Opened::read(page, &limits) {
        Ok(opened) => opened,
        Err(failure) => {
            tell(&failure);
            return Ok(SOME_FAILED);
        }
    };
    let mut known = opened.for_engine(args.page.url.as_deref());
    known.content_type = args.content_type.as_deref().or(known.content_type);
    let extraction = desk.engine.extract(&args.page.complete(known));
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    let width = args.width.or_else(columns).unwrap_or(WIDTH);
    let source = extraction.article.source.as_deref().and_then(|name| desk.engine.source(name));
    let rules = source.map(Source::rules).unwrap_or_default();
    let text = Explanation { extraction: &extraction, width, only: args.only, rules }.render();
    let mut output = Output::stdout();
    output.put(style::for_stdout(&text).as_bytes())?;
    output.finish()?;
    Ok(0)
}
