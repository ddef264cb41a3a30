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

/// The most memory that this process held, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())?;
    Some(kilobytes * 1024.0 / 1e6)
}
