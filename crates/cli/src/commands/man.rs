//! `copydesk man`.

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use crate::args::Cli;
use crate::failure::Failure;
use crate::output::Output;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A command with a page of its own; the main page where it is left out
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the page as roff: `copydesk man | man -l -`.
pub(crate) fn run(args: &ManArgs) -> Result<ExitCode, Failure> {
    let mut root = Cli::command();
    // Only a built command knows the options that it has from above.
    root.build();
    let command = match &args.command {
        None => root,
        Some(name) => root.find_subcommand(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
            Failure::usage(format!("there is no command {name:?}"), format!("known are {}", known.join(", ")))
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::Output { name: "the manual page".to_owned(), error })?;
    let mut output = Output::stdout();
    output.put(&page)?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
