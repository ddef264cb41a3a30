//! What the program `copydesk` takes, as its user sees it: its start-up, and a directory by one thread and by two.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::error::Error;
use crate::workspace;

use super::pages::Pages;
use super::sibling;

/// Starts, of which the least and the median count.
const STARTS: usize = 40;
/// Runs over the directory by each number of threads.
const RUNS: usize = 5;
/// The seconds that one thread shall be at work in a run.
const SECONDS: f64 = 2.0;
/// Guessed pages a second, by which the directory gets its size.
const GUESS: f64 = 700.0;

/// Measures and prints.
pub(super) fn measure(pages: &Pages) -> Result<(), Error> {
    let program = sibling("copydesk")?;
    start(&program)?;
    threads(&program, pages)
}

/// From the start of the process to the first byte of a small page's article.
fn start(program: &Path) -> Result<(), Error> {
    let page = workspace::root().join("samples/harbour.html");
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let begin = Instant::now();
        let mut child = Command::new(program)
            .arg("extract")
            .arg(&page)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|source| Error::io("start", program, source))?;
        let mut output = child.stdout.take().expect("its output is piped");
        let mut byte = [0];
        output.read_exact(&mut byte).map_err(|source| Error::io("read the output of", program, source))?;
        times.push(begin.elapsed().as_secs_f64() * 1e3);
        std::io::copy(&mut output, &mut std::io::sink()).map_err(Error::problem)?;
        child.wait().map_err(Error::problem)?;
    }
    times.sort_by(f64::total_cmp);
    println!(
        "start to first byte of samples/harbour.html: least {:.1} ms, median {:.1} ms; asked for: under 10{}",
        times[0],
        times[STARTS / 2],
        if times[0] < 10.0 { "" } else { "  NOT REACHED" }
    );
    Ok(())
}

/// One thread against two over a directory of pages, several copies of each.
fn threads(program: &Path, pages: &Pages) -> Result<(), Error> {
    let directory = tempfile::tempdir().map_err(Error::problem)?;
    let copies = (SECONDS * GUESS / pages.count()).ceil().max(1.0) as usize;
    for copy in 0..copies {
        for (number, page) in pages.all.iter().enumerate() {
            let path = directory.path().join(format!("{copy:03}-{number:05}.html"));
            std::fs::write(&path, page).map_err(|source| Error::io("write", &path, source))?;
        }
    }
    let mut least = [[f64::MAX; 2]; 2];
    for _ in 0..RUNS {
        for (threads, least) in least.iter_mut().enumerate() {
            let [clock, own] = timed(program, directory.path(), threads + 1)?;
            *least = [least[0].min(clock), least[1].min(own)];
        }
    }
    let [one, two] = least;
    let files = (copies * pages.all.len()) as f64;
    println!(
        "{files:.0} files: {:.0} pages/s by one thread, {:.0} by two: {:.2} times as fast; asked for: 1.9{}",
        files / one[0],
        files / two[0],
        one[0] / two[0],
        if one[0] / two[0] >= 1.9 { "" } else { "  NOT REACHED (is the machine at other work?)" }
    );
    println!(
        "processor time: {:.2} s by one thread, {:.2} s by two: {:.2} times as much; by both cores alone it could be {:.2} times as fast",
        one[1],
        two[1],
        two[1] / one[1],
        one[0] / (two[1] / 2.0)
    );
    Ok(())
}

/// Seconds by the clock, and of the processor, as the shell tells them.
fn timed(program: &Path, directory: &Path, threads: usize) -> Result<[f64; 2], Error> {
    let output = Command::new("bash")
        .env("TIMEFORMAT", "%3R %3U %3S")
        .args(["-c", "time \"$@\" > /dev/null", "bash"])
        .arg(program)
        .args(["extract", "--format", "jsonl", "--threads", &threads.to_string()])
        .arg(directory)
        .output()
        .map_err(|error| Error::Problem(format!("cannot start bash, which takes the time: {error}")))?;
    let told = String::from_utf8_lossy(&output.stderr);
    let numbers: Vec<f64> =
        told.lines().last().unwrap_or_default().split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [clock, user, system] if output.status.success() => Ok([*clock, user + system]),
        _ => Err(Error::Problem(format!("{} failed: {}", program.display(), told.trim()))),
    }
}
