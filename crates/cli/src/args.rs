//! The command line.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use copydesk_abi::LoadError;

use crate::commands::{completions, config, explain, extract, man, recognise, sources};

/// The exit codes, for `--help` and the man page.
fn exit_codes() -> String {
    let mut text = String::from(
        "Exit codes:
   0  all went well; also where the reader of the output went away
   1  some inputs failed (the others are in the output), writing the output failed on the way,
      `recognise` found a false recognition, or --skip-broken-sources left a source out
   2  wrong usage or configuration, or a place for the output that cannot be written;
      no page was read
A plugin that is refused is left out, the work is done without it (a source that names it goes
on with the rules of its TOML file), and the exit code says why, also where it would be 1 or 2
otherwise:
",
    );
    for (code, meaning) in LoadError::EXIT_CODES {
        let _ = writeln!(text, "  {code}  {meaning}");
    }
    text
}

/// Turns newsroom pages (HTML or flattened text) into clean, typed articles, and says of every piece which rule kept
/// or dropped it, and why.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, long_about, after_help = exit_codes(), max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// A configuration file that goes over all others
    #[arg(long, value_name = "FILE", global = true, help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Sets one value of the configuration, in TOML: `--set limits.html.max_depth=256`
    #[arg(long, value_name = "KEY=VALUE", global = true, help_heading = "Configuration", action = ArgAction::Append)]
    pub(crate) set: Vec<String>,
    /// Loads every plugin library of a directory, given by its absolute path; may be repeated. The directory and its
    /// files must be writable by nobody else
    #[arg(long, value_name = "DIR", global = true, help_heading = "Configuration", action = ArgAction::Append)]
    pub(crate) plugins: Vec<PathBuf>,
    /// Leaves out sources whose files have mistakes, tells them, and works with the others; the exit code is then at least 1
    #[arg(long, global = true, help_heading = "Configuration")]
    pub(crate) skip_broken_sources: bool,
    /// Says more on standard error: -v what is done, -vv everything (`RUST_LOG` goes first)
    #[arg(short, long, global = true, help_heading = "Messages", action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to colour: `NO_COLOR` and `CLICOLOR_FORCE` are understood too
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Messages", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The colour that a command line asks for, whether or not the rest of it can be read.
pub(crate) fn asked_color(arguments: impl Iterator<Item = OsString>) -> Color {
    let arguments: Vec<OsString> = arguments.take_while(|argument| argument != "--").collect();
    let mut values = arguments.iter().enumerate().filter_map(|(at, argument)| {
        let argument = argument.to_str()?.strip_prefix("--color")?;
        argument.strip_prefix('=').or_else(|| arguments.get(at + 1)?.to_str().filter(|_| argument.is_empty()))
    });
    values.next_back().and_then(|value| Color::from_str(value, false).ok()).unwrap_or(Color::Auto)
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Extracts the articles of pages
    Extract(extract::ExtractArgs),
    /// Shows what became of every piece of a page, and why
    Explain(explain::ExplainArgs),
    /// Tells which source pages belong to, and counts false recognitions
    Recognise(recognise::RecogniseArgs),
    /// Lists the sources
    Sources(sources::SourcesArgs),
    /// Checks or shows the configuration
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Prints a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Prints the manual page
    Man(man::ManArgs),
}
