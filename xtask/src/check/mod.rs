//! `cargo xtask check`: everything that must hold before a change is merged.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use crate::error::Error;
use crate::files::Mode;
use crate::{callgrind, codegen, conform, fixtures, fuzz, hostile, plugins, workspace};

mod agreement;
mod floors;
mod scratch;

/// Check everything: format, lints, generated files, plugins, tests, documentation, fixtures and configuration.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Also make new sources in a scratch copy of the workspace and run their tests
    #[arg(long)]
    full: bool,
    /// Run only the steps whose names hold this text
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// How a step ended, where it did not fail.
enum Outcome {
    Passed,
    /// What it needs is not installed, or not at hand.
    Skipped(String),
}

type Step = (&'static str, fn(&Path) -> Result<Outcome, Error>);

/// The tests come last, so that what their runner says stands at the end.
const STEPS: [Step; 15] = [
    ("format", format),
    ("lock files", lock_files),
    ("generated files", generated_files),
    ("plugins, configuration and fixtures agree", agreement),
    ("lints", lints),
    ("plugins as libraries", plugin_builds),
    ("configuration", configuration),
    ("fixtures", source_fixtures),
    ("documentation", documentation),
    ("documentation tests", documentation_tests),
    ("trees of gold pages", gold_trees),
    ("every gold page", gold_pages),
    ("recognition of gold pages", gold_recognition),
    ("figures on gold pages", gold_figures),
    ("tests", tests),
];

const FULL_STEPS: [Step; 3] = [("new sources", new_sources), ("hostile pages", hostile_pages), ("fuzzers", fuzzers)];

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let root = workspace::root();
    let full: &[Step] = if args.full { &FULL_STEPS } else { &[] };
    let wanted = |step: &&Step| args.only.as_deref().is_none_or(|text| step.0.contains(text));
    let steps: Vec<&Step> = full.iter().chain(&STEPS).filter(wanted).collect();
    if steps.is_empty() {
        let names: Vec<&str> = FULL_STEPS.iter().chain(&STEPS).map(|step| step.0).collect();
        return Err(Error::Problem(format!(
            "--only leaves no step: known are {} (some only with --full)",
            names.join(", ")
        )));
    }
    let started = Instant::now();
    let mut skipped = Vec::new();
    for (at, (name, step)) in steps.iter().enumerate() {
        let number = format!("[{}/{}]", at + 1, steps.len());
        eprintln!("{number} {name}");
        let start = Instant::now();
        let outcome = step(&root).map_err(|error| Error::Problem(format!("step \"{name}\" failed: {error}")))?;
        let seconds = start.elapsed().as_secs_f64();
        match outcome {
            Outcome::Passed => eprintln!("{number} {name}: passed in {seconds:.1} s"),
            Outcome::Skipped(why) => {
                eprintln!("{number} {name}: skipped, {why}");
                skipped.push(*name);
            }
        }
    }
    let passed = steps.len() - skipped.len();
    let seconds = started.elapsed().as_secs_f64();
    println!("{passed} of {} steps passed in {seconds:.0} s; skipped: {}", steps.len(), list(&skipped));
    Ok(())
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn passed(result: Result<(), Error>) -> Result<Outcome, Error> {
    result.map(|()| Outcome::Passed)
}

fn format(root: &Path) -> Result<Outcome, Error> {
    if !workspace::has(root, "fmt") {
        return Ok(Outcome::Skipped("rustfmt is not installed: rustup component add rustfmt".to_owned()));
    }
    passed(workspace::run(workspace::cargo(root).args(["fmt", "--all", "--check"])))
}

/// The workspace of the fuzzers has a lock file of its own, which a build there brings up to date unasked.
fn lock_files(root: &Path) -> Result<Outcome, Error> {
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        let mut command = workspace::cargo(root);
        command.args(["metadata", "--quiet", "--locked", "--format-version", "1", "--manifest-path", manifest]);
        workspace::run(command.stdout(Stdio::null()))?;
    }
    Ok(Outcome::Passed)
}

fn lints(root: &Path) -> Result<Outcome, Error> {
    if !workspace::has(root, "clippy") {
        return Ok(Outcome::Skipped("clippy is not installed: rustup component add clippy".to_owned()));
    }
    let arguments = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    passed(workspace::run(workspace::cargo(root).args(arguments)))
}

fn generated_files(root: &Path) -> Result<Outcome, Error> {
    passed(codegen::generate(root, Mode::Check).map(|_| ()))
}

fn agreement(root: &Path) -> Result<Outcome, Error> {
    passed(agreement::check(root))
}

fn new_sources(root: &Path) -> Result<Outcome, Error> {
    passed(scratch::check(root))
}

/// Builds every plugin as a library and loads it.
fn plugin_builds(root: &Path) -> Result<Outcome, Error> {
    for library in plugins::build(root, false, None)? {
        let loaded = copydesk_abi::loader::load(&library).map_err(Error::problem)?;
        println!("{} {} loads", loaded.name, loaded.version);
    }
    Ok(Outcome::Passed)
}

/// All tests, by nextest where it is installed.
fn tests(root: &Path) -> Result<Outcome, Error> {
    let mut command = workspace::cargo(root);
    if workspace::has(root, "nextest") {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "slow"]);
    } else {
        command.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    passed(workspace::run(&mut command))
}

fn documentation_tests(root: &Path) -> Result<Outcome, Error> {
    passed(workspace::run(workspace::cargo(root).args(["test", "--quiet", "--workspace", "--doc"])))
}

fn documentation(root: &Path) -> Result<Outcome, Error> {
    let mut command = workspace::cargo(root);
    command.args(["doc", "--quiet", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    passed(workspace::run(&mut command))
}

fn source_fixtures(_root: &Path) -> Result<Outcome, Error> {
    passed(fixtures::run(&fixtures::Args::default()))
}

fn configuration(root: &Path) -> Result<Outcome, Error> {
    let arguments = ["run", "--quiet", "--package", "copydesk", "--", "config", "check"];
    passed(workspace::run(workspace::cargo(root).args(arguments)))
}

fn gold_trees(_root: &Path) -> Result<Outcome, Error> {
    with_gold(|| conform::run(&conform::Args::default()))
}

fn hostile_pages(_root: &Path) -> Result<Outcome, Error> {
    if callgrind::is_there() {
        passed(hostile::run(&hostile::Args::default()))
    } else {
        Ok(Outcome::Skipped("valgrind is not installed, which counts instructions".to_owned()))
    }
}

fn fuzzers(root: &Path) -> Result<Outcome, Error> {
    match fuzz::lacks(root) {
        Some(lack) => Ok(Outcome::Skipped(lack)),
        None => passed(fuzz::run(&fuzz::Args::default())),
    }
}

fn gold_pages(_root: &Path) -> Result<Outcome, Error> {
    with_gold(|| crate::robust::run(&crate::robust::Args::default()))
}

fn gold_recognition(_root: &Path) -> Result<Outcome, Error> {
    with_gold(|| crate::recognise::run(&crate::recognise::Args::default()))
}

fn gold_figures(_root: &Path) -> Result<Outcome, Error> {
    with_gold(crate::eval::check_floors)
}

fn with_gold(task: impl FnOnce() -> Result<(), Error>) -> Result<Outcome, Error> {
    match crate::extraction::gold_directory(None) {
        Ok(_) => passed(task()),
        Err(error) => Ok(Outcome::Skipped(error.to_string())),
    }
}
