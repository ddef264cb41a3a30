//! Builds, checks, generates and measures copydesk. One module a command; `cargo xtask --help` lists them.
#![forbid(unsafe_code)]
// A task talks to the person who called it.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod callgrind;
mod check;
mod codegen;
mod conform;
mod error;
mod eval;
mod extraction;
mod fields;
mod files;
mod fixtures;
mod fuzz;
mod hostile;
mod new_source;
mod oracle;
mod plugins;
mod recognise;
mod robust;
mod score;
mod train;
mod workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, checks, generates and measures copydesk")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Bench(bench::Args),
    #[command(hide = true)]
    BenchCount(bench::CountArgs),
    #[command(hide = true)]
    BenchDriver(bench::DriverArgs),
    Check(check::Args),
    Codegen(codegen::Args),
    Conform(conform::Args),
    Eval(eval::Args),
    Fields(fields::Args),
    Fixtures(fixtures::Args),
    Fuzz(fuzz::Args),
    Hostile(hostile::Args),
    #[command(hide = true)]
    HostileMeasure(hostile::MeasureArgs),
    NewSource(new_source::Args),
    Oracle(oracle::Args),
    Plugins(plugins::Args),
    Recognise(recognise::Args),
    Robust(robust::Args),
    Train(train::Args),
    TrainFlat(train::flat::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Bench(args) => bench::run(&args),
        Task::BenchCount(args) => bench::count(&args),
        Task::BenchDriver(args) => bench::drive(&args),
        Task::Check(args) => check::run(&args),
        Task::Codegen(args) => codegen::run(&args),
        Task::Conform(args) => conform::run(&args),
        Task::Eval(args) => eval::run(&args),
        Task::Fields(args) => fields::run(&args),
        Task::Fixtures(args) => fixtures::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Hostile(args) => hostile::run(&args),
        Task::HostileMeasure(args) => hostile::measure(&args),
        Task::NewSource(args) => new_source::run(&args),
        Task::Oracle(args) => oracle::run(&args),
        Task::Plugins(args) => plugins::run(&args),
        Task::Recognise(args) => recognise::run(&args),
        Task::Robust(args) => robust::run(&args),
        Task::Train(args) => train::run(&args),
        Task::TrainFlat(args) => train::flat::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
