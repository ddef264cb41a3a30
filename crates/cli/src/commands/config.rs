//! `copydesk config`: check it, show it, or print the schemas of its files and of articles.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use copydesk_config::{Config, Explained, nearest};

use crate::args::Global;
use crate::failure::{Failure, tell_left_out, tell_remarks};
use crate::names::visible;
use crate::output::Output;
use crate::setup::{self, Desk};
use crate::style::{NAME, QUIET, for_stdout, paint};

/// The commands below `config`.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Tells every problem of every configuration file, with its place; else lists the files that were read
    Check(CheckArgs),
    /// Shows every value, and the file and line that set it
    Show(ShowArgs),
    /// Prints the JSON Schema of a kind of configuration file, or of what the program writes
    Schema(SchemaArgs),
}

/// Arguments of `config check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Source files, directories of such or a copydesk.toml that are read over all others, to be checked with them. What is
    /// built in was read when the program was built: `config check config/sources` checks the files of a workspace as they are
    #[arg(value_name = "PATH")]
    also: Vec<PathBuf>,
}

/// Arguments of `config show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Shows only this key and those below it, such as limits.html or source.rt
    #[arg(value_name = "KEY")]
    key: Option<String>,
}

/// Arguments of `config schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// What it is the schema of
    #[arg(value_name = "KIND", default_value = "settings")]
    kind: SchemaKind,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    /// The settings: `copydesk.toml`
    Settings,
    /// The TOML file of a source: `sources/<name>.toml`
    Source,
    /// What `extract` writes of a page
    Article,
    /// What `extract --ledger` adds to it
    Ledger,
}

/// Runs the command.
pub(crate) fn run(global: &Global, command: &ConfigCommand) -> Result<ExitCode, Failure> {
    match command {
        ConfigCommand::Check(args) => check(global, args),
        ConfigCommand::Show(args) => show(global, args),
        ConfigCommand::Schema(args) => schema(args),
    }
}

/// Looks at the built-in sources too, whose rules other commands compile only when a page needs them, and makes a whole
/// engine: plugins check their options only when they are made.
fn check(global: &Global, args: &CheckArgs) -> Result<ExitCode, Failure> {
    let (mut config, loaded) = setup::configure(global, &args.also)?;
    let refusal = setup::refusal(&loaded);
    config.check_rules().map_err(|report| Failure::from(report).because_of(refusal))?;
    let files = config.files.clone();
    tell_remarks(&config.remarks());
    let desk = Desk::of(config, loaded)?;
    desk.end(print_sound(&desk, &files))
}

/// Prints what was found to be sound.
fn print_sound(desk: &Desk, files: &[String]) -> Result<u8, Failure> {
    let sources = desk.engine.sources();
    let hosts: usize = sources.iter().map(|source| source.info().hosts.len()).sum();
    let left_out = match desk.engine.left_out().sources().len() {
        0 => String::new(),
        1 => " but for 1 source, which is left out".to_owned(),
        count => format!(" but for {count} sources, which are left out"),
    };
    let mut text = format!("the configuration is sound{left_out}: {} sources, {hosts} hosts\n", sources.len());
    text.push_str(if files.is_empty() {
        "no file was read but what is built in\n"
    } else {
        "read, over what is built in:\n"
    });
    for file in files {
        let _ = writeln!(text, "  {}", visible(file));
    }
    print(&text)?;
    Ok(0)
}

fn show(global: &Global, args: &ShowArgs) -> Result<ExitCode, Failure> {
    let (config, loaded) = setup::configure(global, &[])?;
    let refusal = setup::refusal(&loaded);
    tell_left_out(&config.left_out);
    setup::end(show_keys(&config, args).map(|()| 0), refusal, &config.left_out)
}

fn show_keys(config: &Config, args: &ShowArgs) -> Result<(), Failure> {
    let mut text = String::new();
    let explained = config.explain();
    for Explained { key, value, place, layer } in &explained {
        if args.key.as_deref().is_none_or(|wanted| is_within(key, wanted)) {
            let _ = writeln!(
                text,
                "{} = {value}  {}",
                paint(NAME, key),
                paint(QUIET, format!("# {layer}: {}", visible(place)))
            );
        }
    }
    if text.is_empty() {
        let key = args.key.as_deref().unwrap_or_default();
        let known: BTreeSet<&str> = explained.iter().flat_map(|explained| around(&explained.key)).collect();
        let all = "`copydesk config show` shows all keys";
        let help = match nearest(key, known) {
            Some(near) => format!("did you mean {near:?}? {all}"),
            None => all.to_owned(),
        };
        return Err(Failure::usage(format!("there is no key {key:?}"), help));
    }
    print(&for_stdout(&text))
}

/// Whether a key is the one that is wanted, or below it.
fn is_within(key: &str, wanted: &str) -> bool {
    key.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A key and those that it stands below.
fn around(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(['.', '[']).map(|(at, _)| &key[..at]).chain([key])
}

fn schema(args: &SchemaArgs) -> Result<ExitCode, Failure> {
    let schema = match args.kind {
        SchemaKind::Settings => copydesk_config::settings_schema(),
        SchemaKind::Source => copydesk_config::source_schema(),
        SchemaKind::Article => copydesk_config::article_schema(),
        SchemaKind::Ledger => copydesk_config::ledger_schema(),
    };
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is a JSON value already");
    text.push('\n');
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn print(text: &str) -> Result<(), Failure> {
    let mut output = Output::stdout();
    output.put(text.as_bytes())?;
    output.finish()
}
