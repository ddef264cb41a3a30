//! The program that is measured: extracts pages of one shape.

use std::hint::black_box;
use std::time::Instant;

use copydesk_core::{Extraction, Form};
use copydesk_engine::{Engine, PageInput};
use copydesk_robustness::shapes::{self, Shape};

use crate::error::Error;
use crate::extraction;

/// Extract pages of hostile shapes: what `hostile` measures
#[derive(Debug, clap::Args)]
pub(crate) struct MeasureArgs {
    /// The shapes
    #[arg(long, value_delimiter = ',')]
    shapes: Vec<String>,
    /// The sizes of the pages, in bytes
    #[arg(long, value_delimiter = ',')]
    sizes: Vec<usize>,
}

/// The name of the ordinary page; that of the flat text begins with it.
pub(super) const ORDINARY: &str = "ordinary";

/// The ordinary pages that the others are compared with.
pub(super) fn ordinary() -> [Shape; 2] {
    [
        Shape { name: "ordinary", form: Form::Html, make: shapes::ordinary },
        Shape { name: "ordinary-text", form: Form::Text, make: shapes::ordinary_text },
    ]
}

/// Runs the task.
pub(crate) fn run(args: &MeasureArgs) -> Result<(), Error> {
    let engine = extraction::engine()?;
    let mut slots = SLOTS.iter();
    for name in &args.shapes {
        let shape = ordinary().into_iter().chain(shapes::all()).find(|shape| shape.name == *name);
        let shape = shape.ok_or_else(|| Error::Problem(format!("there is no shape {name:?}")))?;
        // Whatever is made when first used is made now.
        black_box(engine.extract(&PageInput { form: Some(shape.form), ..PageInput::new(b"The ferry is late.") }));
        for size in &args.sizes {
            let extract =
                slots.next().ok_or_else(|| Error::Problem(format!("at most {} pages at a time", SLOTS.len())))?;
            let page = (shape.make)(*size);
            let start = Instant::now();
            let extraction = extract(&engine, page.as_bytes(), shape.form);
            println!("time {}", start.elapsed().as_micros());
            let codes: Vec<&str> = extraction.article.diagnostics.iter().map(|found| found.code.as_str()).collect();
            println!("blocks {} diagnostics {codes:?}", extraction.ledger.blocks.len());
        }
    }
    if let Some(peak) = peak_megabytes() {
        println!("peak {peak:.1}");
    }
    Ok(())
}

/// The functions in which valgrind counts, as a pattern of their names.
pub(super) const MEASURED: &str = "*hostile*measure*slot_*";

/// Functions that do the whole extraction and nothing else, so that valgrind can count from its beginning to its end. Each
/// page has one of its own, by whose name its count is found.
macro_rules! slots {
    ($($slot:ident)+) => {
        $(
            #[inline(never)]
            fn $slot(engine: &Engine, page: &[u8], form: Form) -> Extraction {
                // The name keeps functions that are otherwise the same from being made one.
                black_box(stringify!($slot));
                black_box(engine.extract(&PageInput { form: Some(form), ..PageInput::new(page) }))
            }
        )+

        /// The functions, in the order in which they are used.
        pub(super) const SLOTS: &[fn(&Engine, &[u8], Form) -> Extraction] = &[$($slot),+];

        /// Their names.
        pub(super) const NAMES: &[&str] = &[$(stringify!($slot)),+];
    };
}

slots! {
    slot_00 slot_01 slot_02 slot_03 slot_04 slot_05 slot_06 slot_07 slot_08 slot_09 slot_10 slot_11
    slot_12 slot_13 slot_14 slot_15 slot_16 slot_17 slot_18 slot_19 slot_20 slot_21 slot_22 slot_23
}

/// The instructions of every function of [`SLOTS`], in order, that a profile of callgrind tells: its own, and those of
/// what it called.
pub(super) fn counts(profile: &str) -> Vec<f64> {
    let mut counts = vec![0.0; NAMES.len()];
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut slot = None;
    for line in profile.lines() {
        let function = line.strip_prefix("fn=");
        if let Some(function) = function.or_else(|| line.strip_prefix("cfn=")) {
            // A name is written once, where the function itself or a call of it comes first, and its number from then on.
            let (number, name) = function.split_once(' ').unwrap_or((function, ""));
            let found = NAMES.iter().position(|known| name.contains(known));
            names.extend(found.map(|slot| (number, slot)));
        }
        if let Some(function) = function {
            let (number, _) = function.split_once(' ').unwrap_or((function, ""));
            slot = names.iter().find(|(known, _)| *known == number).map(|(_, slot)| *slot);
        } else if let Some(slot) = slot
            && line.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '*'))
        {
            counts[slot] += line.split(' ').nth(1).and_then(|cost| cost.parse::<f64>().ok()).unwrap_or_default();
        }
    }
    counts
}

/// The most memory that this process held, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())?;
    Some(kilobytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_those_of_the_function_and_of_what_it_called() {
        let profile = "events: Ir\nfn=(7) xtask::hostile::measure::slot_01::h0\n10 5\n+3 7\ncfn=(9) other\ncalls=1 50\n* 100\n\
            fn=(9)\n50 100\ncfn=(8) xtask::hostile::measure::slot_00::h1\ncalls=1 3\n+1 4\nfn=(8)\n3 4\nfn=(7)\n9 1\n\ntotals: 217\n";
        assert_eq!(counts(profile)[..3], [4.0, 113.0, 0.0]);
    }
}
