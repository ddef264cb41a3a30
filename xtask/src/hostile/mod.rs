//! `cargo xtask hostile`: pages made to harm cost what their size is worth.

use std::process::Command;

use copydesk_core::Form;
use copydesk_robustness::shapes::{self, Shape};
use rayon::prelude::*;

use crate::error::Error;
use crate::{callgrind, extraction};

mod measure;

pub(crate) use measure::MeasureArgs;
pub(crate) use measure::run as measure;

/// Extract pages of hostile shapes whole, at n, 2n and 4n bytes, under valgrind, and see that instructions grow by at most 2.2 where
/// what is repeated doubles, that the largest costs at most 20 times what an ordinary page of that size costs, and that it takes less than
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

/// How many sizes of each shape are measured.
const SIZES: usize = 3;

/// What a shape costs.
#[derive(Clone)]
struct Cost {
    name: &'static str,
    form: Form,
    /// Instructions, or microseconds, at n, 2n and 4n bytes.
    work: [f64; SIZES],
    /// How many bytes of each page are what the shape repeats; what they stand in is as long in all.
    repeated: [f64; SIZES],
    /// The most memory that the program took, with the largest page, in MB.
    megabytes: Option<f64>,
}

impl Cost {
    /// How much the work grows from one size to the next, where what is repeated would double.
    fn growth(&self, from: usize) -> f64 {
        2.0 * (self.work[from + 1] / self.work[from]) / (self.repeated[from + 1] / self.repeated[from])
    }
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    if !args.roughly && !callgrind::is_there() {
        println!("skipped: valgrind is not installed, so that nothing was counted; --roughly measures time instead");
        return Ok(());
    }
    let wanted =
        |shape: &Shape| args.only.is_empty() || args.only.iter().any(|text| shape.name.contains(text.as_str()));
    let largest = LARGEST[usize::from(args.full)];
    let shapes: Vec<Shape> = measure::ordinary().into_iter().chain(shapes::all().into_iter().filter(wanted)).collect();
    let groups: Vec<&[Shape]> = shapes.chunks(measure::SLOTS.len() / SIZES).collect();
    let costs: Vec<Vec<Cost>> =
        groups.par_iter().map(|group| costs(group, largest, args.roughly)).collect::<Result<_, Error>>()?;
    let costs = costs.concat();
    let failed = tell(&costs, largest, args.roughly);
    if failed == 0 {
        Ok(())
    } else {
        Err(Error::Problem(format!("{failed} shapes cost too much: they are marked above")))
    }
}

/// What some shapes cost.
fn costs(shapes: &[Shape], largest: usize, roughly: bool) -> Result<Vec<Cost>, Error> {
    let sizes = [largest / 4, largest / 2, largest];
    let work = if roughly { times(shapes, &sizes)? } else { instructions(shapes, &sizes)? };
    let mut costs = Vec::new();
    for (shape, work) in shapes.iter().zip(work.chunks_exact(SIZES)) {
        let told = measured(std::slice::from_ref(shape), &[largest])?;
        let megabytes = told.lines().find_map(|line| line.strip_prefix("peak ")?.parse().ok());
        eprintln!("{}: {work:.1?}", shape.name);
        let work = [work[0], work[1], work[2]];
        let around = (shape.make)(0).len();
        let repeated = sizes.map(|size| (shape.make)(size).len().saturating_sub(around).max(1) as f64);
        costs.push(Cost { name: shape.name, form: shape.form, work, repeated, megabytes });
    }
    Ok(costs)
}

/// The arguments of the measuring task.
fn arguments(shapes: &[Shape], sizes: &[usize]) -> [String; 5] {
    let names: Vec<&str> = shapes.iter().map(|shape| shape.name).collect();
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    ["hostile-measure".to_owned(), "--shapes".to_owned(), names.join(","), "--sizes".to_owned(), sizes.join(",")]
}

/// What the measuring task prints.
fn measured(shapes: &[Shape], sizes: &[usize]) -> Result<String, Error> {
    callgrind::output(Command::new(callgrind::program()?).args(arguments(shapes, sizes)))
}

/// Microseconds of each shape and size.
fn times(shapes: &[Shape], sizes: &[usize]) -> Result<Vec<f64>, Error> {
    let told = measured(shapes, sizes)?;
    Ok(told.lines().filter_map(|line| line.strip_prefix("time ")?.parse().ok()).collect())
}

/// Instructions of each shape and size, counted by callgrind.
fn instructions(shapes: &[Shape], sizes: &[usize]) -> Result<Vec<f64>, Error> {
    let arguments = arguments(shapes, sizes);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let names = &measure::NAMES[..shapes.len() * sizes.len()];
    callgrind::count(&arguments, measure::MEASURED, names)
}

/// Prints what was found; gives the number of shapes that cost too much.
fn tell(costs: &[Cost], largest: usize, roughly: bool) -> usize {
    let unit = if roughly { "ms" } else { "M instructions" };
    println!("{:28} {unit:>14} {:>7} {:>7} {:>11} {:>6}", "shape", "×2", "×4", "to ordinary", "MB");
    let mut failed = 0;
    for cost in costs {
        let ordinary = costs.iter().find(|other| other.form == cost.form && other.name.starts_with(measure::ORDINARY));
        let largest = cost.work[SIZES - 1];
        let (growth, later) = (cost.growth(0), cost.growth(1));
        let ratio = ordinary.map_or(1.0, |ordinary| largest / ordinary.work[SIZES - 1]);
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
            largest / if roughly { 1e3 } else { 1e6 },
            faults.join(", ")
        );
    }
    println!("{} shapes of {largest} bytes at most, {failed} cost too much", costs.len());
    failed
}
