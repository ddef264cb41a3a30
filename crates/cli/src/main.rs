//! The `copydesk` command: clean, typed, accountable articles from newsroom pages.
#![forbid(unsafe_code)]

mod args;
mod batch;
mod commands;
mod descriptors;
mod explanation;
mod failure;
mod format;
mod gold;
mod inputs;
mod logging;
mod manifest;
mod names;
mod output;
mod records;
mod setup;
mod style;
mod summary;
mod unfinished;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Help and mistakes of usage are coloured as asked for, too, and are written while the command line is read.
    style::choose(args::asked_color(std::env::args_os()));
    let cli = args::Cli::parse();
    style::choose(cli.global.color);
    logging::start(cli.global.verbose);
    match commands::run(cli) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
