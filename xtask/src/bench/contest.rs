//! Copydesk beside other tools: the same pages, in memory, one thread each, in turns.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::error::Error;
use crate::workspace;

use super::pages::Pages;
use super::{directory, sibling};

/// What is installed for the contest, to the version.
const PACKAGES: [&str; 5] =
    ["trafilatura==2.3.1", "resiliparse==2.0.1", "selectolax==1.0.2", "lxml==6.1.3", "lxml_html_clean==0.4.6"];
const DRIVER: &str = include_str!("../../peers/driver.py");

/// Where a contestant runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// In this program.
    Own,
    /// In `xtask/peers`.
    Rust,
    /// In Python.
    Python,
}

/// Someone who takes part.
struct Entry {
    name: &'static str,
    what: &'static str,
    home: Home,
    /// Which of our own it is compared with, and how many times our time its own shall be.
    against: Option<(&'static str, Option<f64>)>,
}

const fn entry(
    name: &'static str,
    what: &'static str,
    home: Home,
    against: Option<(&'static str, Option<f64>)>,
) -> Entry {
    Entry { name, what, home, against }
}

/// All who take part, and what is aimed at. No more than 1.5 times the time of lexbor is 1/1.5 of ours.
const ENTRIES: [Entry; 10] = [
    entry("copydesk", "whole extraction, bytes to JSON", Home::Own, None),
    entry("parse", "copydesk: tokenizer, tree, arena", Home::Own, None),
    entry("resiliparse", "resiliparse, main content", Home::Python, Some(("copydesk", Some(3.0)))),
    entry("dom_smoothie", "dom_smoothie", Home::Rust, Some(("copydesk", Some(4.0)))),
    entry("rs-trafilatura", "rs-trafilatura", Home::Rust, Some(("copydesk", None))),
    entry("trafilatura-fast", "trafilatura, fast", Home::Python, Some(("copydesk", Some(30.0)))),
    entry("trafilatura", "trafilatura, default", Home::Python, Some(("copydesk", Some(50.0)))),
    entry("lexbor", "lexbor (selectolax), parse only", Home::Python, Some(("copydesk", Some(1.0 / 1.5)))),
    entry("lxml", "lxml, parse only", Home::Python, Some(("copydesk", None))),
    entry("html5ever", "stock html5ever, arena", Home::Rust, Some(("parse", Some(3.0)))),
];

/// Builds, installs, holds the contest and prints what came out.
pub(super) fn measure(pages: &Pages, file: &Path, passes: usize) -> Result<(), Error> {
    let (rust, python) = (build()?, install()?);
    let mut contestants = Vec::new();
    for entry in &ENTRIES {
        let mut command = match entry.home {
            Home::Own => Command::new(sibling("xtask")?),
            Home::Rust => Command::new(&rust),
            Home::Python => Command::new(&python.0),
        };
        match entry.home {
            Home::Own => command.arg("bench-driver"),
            Home::Rust => &mut command,
            Home::Python => command.arg(&python.1),
        };
        contestants.push(Contestant::start(entry, command.arg(entry.name).arg(file))?);
    }
    // A first turn that does not count warms everybody up.
    for pass in 0..=passes {
        for contestant in &mut contestants {
            let turn = contestant.turn()?;
            if pass > 0 {
                contestant.turns.push(turn);
            }
        }
    }
    print(&contestants, pages, passes);
    Ok(())
}

fn print(contestants: &[Contestant], pages: &Pages, passes: usize) {
    println!("in turns, {passes} passes; processor time of one thread (least), clock (least, median)");
    println!(
        "{:34} {:>8} {:>8} {:>9} {:>9} {:>7} {:>8} {:>6}",
        "", "pages/s", "MB/s", "ms/page", "median", "failed", "× ours", "asked"
    );
    let count = pages.count();
    let best = |name: &str| {
        let found = contestants.iter().find(|other| other.entry.name == name);
        found.map_or(f64::NAN, |other| other.least(|turn| turn.own))
    };
    for contestant in contestants {
        let (own, clock) = (contestant.least(|turn| turn.own), contestant.least(|turn| turn.clock));
        let ratio = contestant.entry.against.map(|(ours, asked)| (own / best(ours), asked));
        let asked = match ratio {
            Some((ratio, Some(asked))) if ratio >= asked => format!("{asked:6.2}"),
            Some((_, Some(asked))) => format!("{asked:6.2}  NOT REACHED"),
            _ => String::new(),
        };
        println!(
            "{:34} {:8.0} {:8.1} {:9.3} {:9.3} {:7} {:>8} {asked}",
            contestant.entry.what,
            count / own * 1e9,
            pages.bytes() / own * 1e3,
            clock / count / 1e6,
            contestant.median() / count / 1e6,
            contestant.turns.first().map_or(0, |turn| turn.failed),
            ratio.map_or(String::new(), |(ratio, _)| format!("{ratio:.2}")),
        );
    }
    println!(
        "× ours: its processor time to that of our whole extraction; of stock html5ever to that of our parse. \
         lexbor: at least 0.67 is our whole extraction in 1.5 times its time for parsing."
    );
}

/// One turn, in nanoseconds.
#[derive(Debug, Clone, Copy)]
struct Turn {
    clock: f64,
    own: f64,
    failed: usize,
}

/// A process that takes turns, until it is dropped.
struct Contestant {
    entry: &'static Entry,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    turns: Vec<Turn>,
}

impl Contestant {
    fn start(entry: &'static Entry, command: &mut Command) -> Result<Self, Error> {
        let failed = |error: std::io::Error| Error::Problem(format!("{} cannot be started: {error}", entry.name));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        let output = BufReader::new(child.stdout.take().expect("its output is piped"));
        let input = child.stdin.take();
        let mut contestant = Self { entry, child, input, output, turns: Vec::new() };
        contestant.line()?;
        Ok(contestant)
    }

    fn turn(&mut self) -> Result<Turn, Error> {
        if let Some(input) = &mut self.input {
            writeln!(input).and_then(|()| input.flush()).map_err(|error| self.gone(&error.to_string()))?;
        }
        let line = self.line()?;
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [clock, own, failed] => Ok(Turn { clock: *clock, own: *own, failed: *failed as usize }),
            _ => Err(self.gone(&format!("it answered {line:?}"))),
        }
    }

    fn line(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        match self.output.read_line(&mut line) {
            Ok(0) => Err(self.gone("it ended; what it said stands above")),
            Ok(_) => Ok(line),
            Err(error) => Err(self.gone(&error.to_string())),
        }
    }

    fn gone(&self, why: &str) -> Error {
        Error::Problem(format!("contestant {} takes no turns any more: {why}", self.entry.name))
    }

    fn least(&self, of: impl Fn(&Turn) -> f64) -> f64 {
        self.turns.iter().map(of).fold(f64::MAX, f64::min)
    }

    fn median(&self) -> f64 {
        let mut clocks: Vec<f64> = self.turns.iter().map(|turn| turn.clock).collect();
        clocks.sort_by(f64::total_cmp);
        clocks.get(clocks.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl Drop for Contestant {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.input = None;
        let _ = self.child.wait();
    }
}

/// Builds those in Rust; gives their program.
fn build() -> Result<PathBuf, Error> {
    let (root, target) = (workspace::root(), directory()?.join("peers"));
    let manifest = root.join("xtask/peers/Cargo.toml");
    let mut cargo = workspace::cargo(&root);
    cargo.args(["build", "--release", "--locked", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&target);
    workspace::run(&mut cargo)?;
    Ok(target.join("release/copydesk-peers").with_extension(std::env::consts::EXE_EXTENSION))
}

/// Installs those in Python; gives the Python and the driver.
fn install() -> Result<(PathBuf, PathBuf), Error> {
    let directory = directory()?;
    let venv = directory.join("venv");
    let (python, done) = (venv.join("bin/python"), venv.join(PACKAGES.join("_")));
    if !done.is_file() {
        workspace::run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
        workspace::run(&mut pip)?;
        std::fs::write(&done, "").map_err(|source| Error::io("write", &done, source))?;
    }
    let driver = directory.join("driver.py");
    std::fs::write(&driver, DRIVER).map_err(|source| Error::io("write", &driver, source))?;
    Ok((python, driver))
}
