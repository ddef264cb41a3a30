//! `cargo xtask hostile`: pages made to harm cost what their size is worth.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use copydesk_core::Form;
use copydesk_robustness::shapes::{self, Shape};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction;

mod measure;

pub(crate) use measure::MeasureArgs;
pub(crate) use measure::run as measure;

/// Extract pages of hostile shapes whole, at n, 2n and 4n bytes, under valgrind, and see that instructions grow by at most 2.2 a
/// doubling, that the largest costs at most 20 times what an ordinary page of that size costs, and that it takes less than
/// 64 MB.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Pages of 250, 500 and 1000 KB, and not of 32, 64 and 128
    #[arg(long)]
    full: bool,
    /// Only shapes whose names hold one of these texts, parted by commas
    #[arg(long, value_delimiter = ',', value_name = "TEXT")]
    only: Vec<String>,
    /// Measure time where valgrind would count instructions: fast, and only roughly right
    #[arg(long)]
    roughly: bool,
    /// Shapes at a time [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// The sizes of the largest pages in short and in full, in bytes; the others are a half and a quarter of it.
const LARGEST: [usize; 2] = [128_000, 1_000_000];
/// How much the work may grow where the page doubles.
const MAX_GROWTH: f64 = 2.2;
/// How many times the work of an ordinary page of the same size a page may cost.
const MAX_RATIO: f64 = 20.0;
/// The most memory that the program may take, in MB.
const MAX_MB: f64 = 64.0;

/// What a shape costs.
struct Cost {
    name: &'static str,
    form: Form,
    /// Instructions, or microseconds, at n, 2n and 4n bytes.
    work: [f64; 3],
    /// The most memory that the program took, with the largest page, in MB.
    megabytes: Option<f64>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    if !args.roughly && !has_valgrind() {
        println!("skipped: valgrind is not installed, so that nothing was counted; --roughly measures time instead");
        return Ok(());
    }
    let wanted =
        |shape: &Shape| args.only.is_empty() || args.only.iter().any(|text| shape.name.contains(text.as_str()));
    let largest = LARGEST[usize::from(args.full)];
    let scratch = tempfile::tempdir().map_err(Error::problem)?;
    let shapes: Vec<Shape> = measure::ordinary().into_iter().chain(shapes::all().into_iter().filter(wanted)).collect();
    let costs: Vec<Cost> = shapes
        .par_iter()
        .map(|shape| cost(shape, largest, args.roughly, scratch.path()))
        .collect::<Result<_, Error>>()?;
    let failed = tell(&costs, largest, args.roughly);
    if failed == 0 {
        Ok(())
    } else {
        Err(Error::Problem(format!("{failed} shapes cost too much: they are marked above")))
    }
}

/// Whether valgrind can be called.
pub(crate) fn has_valgrind() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

fn cost(shape: &Shape, largest: usize, roughly: bool, scratch: &Path) -> Result<Cost, Error> {
    let sizes = [largest / 4, largest / 2, largest];
    let work = if roughly { times(shape, sizes)? } else { instructions(shape, sizes, scratch)? };
    let told = this_program(&mut Command::new(program()?), shape, &[largest])?;
    let megabytes = told.lines().find_map(|line| line.strip_prefix("peak ")?.parse().ok());
    eprintln!("{}: {:.1?}", shape.name, work);
    Ok(Cost { name: shape.name, form: shape.form, work, megabytes })
}

/// What the measuring task prints.
fn this_program(command: &mut Command, shape: &Shape, sizes: &[usize]) -> Result<String, Error> {
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    command.args(["hostile-measure", "--shape", shape.name, "--sizes", &sizes.join(",")]);
    let output = command.stderr(Stdio::piped()).output().map_err(Error::problem)?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(Error::Problem(format!("extracting {} ended with {}: {told}", shape.name, output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn program() -> Result<PathBuf, Error> {
    std::env::current_exe().map_err(Error::problem)
}

/// Microseconds of each size, the least of some runs.
fn times(shape: &Shape, sizes: [usize; 3]) -> Result<[f64; 3], Error> {
    let told = this_program(&mut Command::new(program()?), shape, &sizes)?;
    three(shape, told.lines().filter_map(|line| line.strip_prefix("time ")?.parse().ok()).collect())
}

/// Instructions of each size, counted by callgrind from where the extraction begins to where it ends.
fn instructions(shape: &Shape, sizes: [usize; 3], scratch: &Path) -> Result<[f64; 3], Error> {
    let out = scratch.join(shape.name);
    let mut found = Vec::new();
    for size in sizes {
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=callgrind", "--quiet"])
            .arg(format!("--toggle-collect={}", measure::MEASURED))
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(program()?);
        this_program(&mut command, shape, &[size])?;
        let profile = std::fs::read_to_string(&out).map_err(|source| Error::io("read", &out, source))?;
        found.extend(profile.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse::<f64>().ok()));
    }
    three(shape, found)
}

fn three(shape: &Shape, found: Vec<f64>) -> Result<[f64; 3], Error> {
    found.try_into().map_err(|found| Error::Problem(format!("{}: expected three figures, found {found:?}", shape.name)))
}

/// Prints what was found; gives the number of shapes that cost too much.
fn tell(costs: &[Cost], largest: usize, roughly: bool) -> usize {
    let unit = if roughly { "ms" } else { "M instructions" };
    println!("{:28} {unit:>14} {:>7} {:>7} {:>11} {:>6}", "shape", "×2", "×4", "to ordinary", "MB");
    let mut failed = 0;
    for cost in costs {
        let ordinary = costs.iter().find(|other| other.form == cost.form && other.name.starts_with(measure::ORDINARY));
        let [first, second, third] = cost.work;
        let (growth, later, ratio) =
            (second / first, third / second, ordinary.map_or(1.0, |ordinary| third / ordinary.work[2]));
        let too_much_memory = cost.megabytes.is_some_and(|megabytes| megabytes > MAX_MB);
        let faults = [
            (growth.max(later) > MAX_GROWTH && !roughly, "grows"),
            (ratio > MAX_RATIO, "is slow"),
            (too_much_memory, "takes memory"),
        ];
        let faults: Vec<&str> = faults.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fault)| fault).collect();
        failed += usize::from(!faults.is_empty());
        let megabytes = cost.megabytes.map_or("?".to_owned(), |megabytes| format!("{megabytes:.0}"));
        println!(
            "{:28} {:>14.1} {growth:>7.2} {later:>7.2} {ratio:>11.2} {megabytes:>6} {}",
            cost.name,
            third / if roughly { 1e3 } else { 1e6 },
            faults.join(", ")
        );
    }
    println!("{} shapes of {largest} bytes at most, {failed} cost too much", costs.len());
    failed
}
