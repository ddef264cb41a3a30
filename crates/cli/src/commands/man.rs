//! `copydesk man`.

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use crate::args::Cli;
use crate::failure::Failure;
use crate::output::Output;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A command with a page of its own, such as `extract` or `config check`; the main page where it is left out
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// Prints the page as roff: `copydesk man | man -l -`.
pub(crate) fn run(args: &ManArgs) -> Result<ExitCode, Failure> {
    let mut command = Cli::command();
    // Only a built command knows the options that it has from above.
    command.build();
    for (at, name) in args.command.iter().enumerate() {
        command = command.find_subcommand(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let help = if known.is_empty() {
                format!("{:?} has no commands below it", args.command[..at].join(" "))
            } else {
                format!("known are {}", known.join(", "))
            };
            Failure::usage(format!("there is no command {:?}", args.command[..=at].join(" ")), help)
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::Output { name: "the manual page".to_owned(), error })?;
    let mut output = Output::stdout();
    output.put(&page)?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
