//! The commands, one module each.

pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod man;
pub(crate) mod recognise;
pub(crate) mod sources;

use std::process::ExitCode;

use crate::args::{Cli, Command};
use crate::failure::Failure;

/// Runs the command.
pub(crate) fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let Cli { global, command } = cli;
    match command {
        Command::Extract(args) => extract::run(&global, &args),
        Command::Explain(args) => explain::run(&global, &args),
        Command::Recognise(args) => recognise::run(&global, &args),
        Command::Sources(args) => sources::run(&global, &args),
        Command::Config(command) => config::run(&global, &command),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
