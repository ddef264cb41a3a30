//! The program that is measured: extracts pages of one shape.

use std::hint::black_box;
use std::time::Instant;

use copydesk_core::{Extraction, Form};
use copydesk_engine::{Engine, PageInput};
use copydesk_robustness::shapes::{self, Shape};

use crate::error::Error;
use crate::extraction;

/// Extract pages of one hostile shape: what `hostile` measures
#[derive(Debug, clap::Args)]
pub(crate) struct MeasureArgs {
    /// The shape
    #[arg(long)]
    shape: String,
    /// The sizes of the pages, in bytes
    #[arg(long, value_delimiter = ',')]
    sizes: Vec<usize>,
}

/// The name of the ordinary page; that of the flat text begins with it.
pub(super) const ORDINARY: &str = "ordinary";

/// The function in which valgrind counts, as a pattern of its names.
pub(super) const MEASURED: &str = "*hostile*measure*extract_measured*";

/// The ordinary pages that the others are compared with.
pub(super) fn ordinary() -> [Shape; 2] {
    [
        Shape { name: "ordinary", form: Form::Html, make: shapes::ordinary },
        Shape { name: "ordinary-text", form: Form::Text, make: shapes::ordinary_text },
    ]
}

/// Runs the task.
pub(crate) fn run(args: &MeasureArgs) -> Result<(), Error> {
    let shape = ordinary().into_iter().chain(shapes::all()).find(|shape| shape.name == args.shape);
    let shape = shape.ok_or_else(|| Error::Problem(format!("there is no shape {:?}", args.shape)))?;
    let engine = extraction::engine()?;
    // Whatever is made when first used is made now.
    black_box(engine.extract(&PageInput { form: Some(shape.form), ..PageInput::new(b"The ferry is late.") }));
    for size in &args.sizes {
        let page = (shape.make)(*size);
        let start = Instant::now();
        let extraction = extract_measured(&engine, page.as_bytes(), shape.form);
        println!("time {}", start.elapsed().as_micros());
        let codes: Vec<&str> = extraction.article.diagnostics.iter().map(|found| found.code.as_str()).collect();
        println!("blocks {} diagnostics {codes:?}", extraction.ledger.blocks.len());
    }
    if let Some(peak) = peak_megabytes() {
        println!("peak {peak:.1}");
    }
    Ok(())
}

/// The whole extraction, and nothing else, so that valgrind can count from its beginning to its end.
#[inline(never)]
fn extract_measured(engine: &Engine, page: &[u8], form: Form) -> Extraction {
    black_box(engine.extract(&PageInput { form: Some(form), ..PageInput::new(page) }))
}

/// The most memory that this process held, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())?;
    Some(kilobytes * 1024.0 / 1e6)
}
