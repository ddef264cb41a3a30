//! `cargo xtask bench`: what an extraction costs, stage by stage, in memory, as a program, and beside other tools.

mod contest;
mod entrants;
mod instructions;
mod memory;
mod pages;
mod program;
mod stages;
mod times;
mod turns;

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::workspace;

pub(crate) use instructions::CountArgs;
use pages::Pages;

/// The sets that are read where none is named.
const SETS: [&str; 2] = ["aeb", "fundus"];

/// Measure what an extraction costs, on gold pages. Ratios hold; times do not: they are the least of several passes, so
/// that what else the machine does weighs little. Built without optimisation, as `cargo xtask` is, it has a release
/// build made and measures with that.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of the command
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// A set whose pages are read; may be repeated [default: aeb and fundus]
    #[arg(long = "set", value_name = "SET")]
    sets: Vec<String>,
    /// Passes over the pages
    #[arg(long, default_value_t = 7, value_name = "N")]
    passes: usize,
    /// Other tools, each in a process of its own, in turns: those in Rust are built, those in Python installed, under
    /// target/bench
    #[arg(long)]
    peers: bool,
    /// Allocations a page, and what a page of 5 MB takes
    #[arg(long)]
    memory: bool,
    /// Instructions of each stage, counted by valgrind: minutes for all pages
    #[arg(long)]
    instructions: bool,
    /// The program: its start-up, and two threads against one over a directory
    #[arg(long)]
    program: bool,
}

/// Takes part in a contest; `bench --peers` starts it.
#[derive(Debug, clap::Args)]
pub(crate) struct DriverArgs {
    /// What is timed: copydesk or parse
    name: String,
    /// A file of pages, as `bench` writes it
    pages: PathBuf,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    if cfg!(debug_assertions) {
        return run_released();
    }
    let gold = crate::extraction::gold_directory(args.gold.as_deref())?;
    let pages = Pages::read(&gold, &args.sets)?;
    println!("{}, built as {}", pages.describe(), profile()?);
    times::measure(&pages, args.passes.max(1))?;
    let needs_file = args.peers || args.memory || args.instructions;
    let file = if needs_file { Some(pages.write(&directory()?)?) } else { None };
    if let Some(file) = file.as_deref().filter(|_| args.memory) {
        memory::measure(file)?;
    }
    if let Some(file) = file.as_deref().filter(|_| args.instructions) {
        instructions::measure(&pages, file)?;
    }
    if args.program {
        program::measure(&pages)?;
    }
    if let Some(file) = file.as_deref().filter(|_| args.peers) {
        contest::measure(&pages, file, args.passes.max(1))?;
    }
    Ok(())
}

/// Takes part in a contest.
pub(crate) fn drive(args: &DriverArgs) -> Result<(), Error> {
    entrants::serve(&args.name, &args.pages)
}

/// Takes pages through all stages, for valgrind to count.
pub(crate) fn count(args: &CountArgs) -> Result<(), Error> {
    instructions::run(args)
}

/// Has a release build made of this program and of copydesk, and does there what was asked for here.
fn run_released() -> Result<(), Error> {
    let root = workspace::root();
    workspace::run(workspace::cargo(&root).args([
        "build",
        "--release",
        "--package",
        "xtask",
        "--package",
        "copydesk",
    ]))?;
    let program =
        workspace::target(&root).join("release").join("xtask").with_extension(std::env::consts::EXE_EXTENSION);
    workspace::run(std::process::Command::new(program).args(std::env::args_os().skip(1)))
}

/// Where what is measured with is kept.
fn directory() -> Result<PathBuf, Error> {
    let directory = workspace::target(&workspace::root()).join("bench");
    std::fs::create_dir_all(&directory).map_err(|source| Error::io("create", &directory, source))?;
    Ok(directory)
}

/// A program that was built beside this one.
fn sibling(name: &str) -> Result<PathBuf, Error> {
    let own = std::env::current_exe().map_err(Error::problem)?;
    let path = own.with_file_name(name).with_extension(std::env::consts::EXE_EXTENSION);
    if path.is_file() {
        return Ok(path);
    }
    Err(Error::Problem(format!(
        "there is no {}: build it in this profile, or call `cargo xtask bench`, which builds it",
        path.display()
    )))
}

/// The profile that this program was built in, by the directory it lies in.
fn profile() -> Result<String, Error> {
    let own = std::env::current_exe().map_err(Error::problem)?;
    let directory = own.parent().and_then(Path::file_name);
    Ok(directory.map_or_else(String::new, |name| name.to_string_lossy().into_owned()))
}
