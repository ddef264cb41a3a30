//! `copydesk sources`: which sources there are, and where each comes from.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use copydesk_engine::{Provision, Source};
use serde::Serialize;

use crate::args::Global;
use crate::failure::Failure;
use crate::names::visible;
use crate::output::Output;
use crate::setup::Desk;
use crate::style;
use crate::style::{HEADING, NAME, QUIET, paint};

/// Arguments of `sources`.
#[derive(Debug, Args)]
pub(crate) struct SourcesArgs {
    /// Prints one JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'s> {
    name: &'s str,
    title: &'s str,
    languages: &'s [String],
    hosts: &'s [String],
    recognised_by_content: bool,
    provided: &'s Provision,
    files: &'s [String],
}

impl<'s> Row<'s> {
    fn of(source: &'s Source) -> Self {
        let info = source.info();
        Self {
            name: &info.name,
            title: &info.title,
            languages: &info.languages,
            hosts: &info.hosts,
            recognised_by_content: source.is_recognisable(),
            provided: source.provision(),
            files: source.files(),
        }
    }
}

/// Lists the sources, sorted by name.
pub(crate) fn run(global: &Global, args: &SourcesArgs) -> Result<ExitCode, Failure> {
    let desk = Desk::open(global)?;
    desk.end(list(&desk, args))
}

fn list(desk: &Desk, args: &SourcesArgs) -> Result<u8, Failure> {
    let rows: Vec<Row<'_>> = desk.engine.sources().iter().map(Row::of).collect();
    let mut output = Output::stdout();
    if args.json {
        for row in &rows {
            let mut line = serde_json::to_vec(row).expect("a row is made of texts and lists, which JSON can hold");
            line.push(b'\n');
            output.put(&line)?;
        }
    } else {
        output.put(style::for_stdout(&table(&rows)).as_bytes())?;
    }
    output.finish()?;
    Ok(0)
}

fn table(rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    for row in rows {
        let title = if row.title.is_empty() { row.name } else { row.title };
        let languages =
            if row.languages.is_empty() { String::new() } else { format!(" [{}]", row.languages.join(", ")) };
        let _ = writeln!(text, "{}  {}{languages}", paint(NAME, row.name), visible(title));
        let hosts = if row.hosts.is_empty() { "none".to_owned() } else { row.hosts.join(", ") };
        let _ = writeln!(text, "  hosts     {hosts}");
        let content = if row.recognised_by_content { "" } else { " · recognised by host only" };
        let _ = writeln!(text, "  provided  {}{}", provided(row.provided), paint(QUIET, content));
        if !row.files.is_empty() {
            let _ = writeln!(text, "  described {}", visible(&row.files.join(", ")));
        }
    }
    let count = rows.len();
    let noun = if count == 1 { "source" } else { "sources" };
    let _ = writeln!(text, "{}", paint(HEADING, format!("{count} {noun}")));
    text
}

fn provided(provision: &Provision) -> String {
    match provision {
        Provision::Rules => "by rules alone".to_owned(),
        Provision::Linked { package, version } => format!("by the linked plugin {package} {version}"),
        Provision::Loaded { path, version } => format!("by the loaded plugin {} {}", visible(path), visible(version)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_where_a_source_comes_from() {
        let languages = ["en".to_owned()];
        let hosts = ["gazette.example".to_owned(), "*.gazette.example".to_owned()];
        let provided = Provision::Loaded { path: "plugins/libgazette.so".into(), version: "1.0.0".into() };
        let files = ["embedded:gazette.toml".to_owned()];
        let row = Row {
            name: "gazette",
            title: "The Gazette",
            languages: &languages,
            hosts: &hosts,
            recognised_by_content: false,
            provided: &provided,
            files: &files,
        };
        insta::assert_snapshot!(anstream::adapter::strip_str(&table(&[row])).to_string());
    }
}
