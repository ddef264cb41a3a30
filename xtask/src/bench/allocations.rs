//! Counts what an extraction allocates: `allocations PAGES`, called by `cargo xtask bench --memory`.
//!
//! The counting allocator is in this program alone: the crate `allocation-counter` brings it along.
#![forbid(unsafe_code)]
// A task talks to the person who called it.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "turns.rs"]
#[allow(dead_code)] // It takes no turns.
mod turns;

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;

use allocation_counter::{AllocationInfo, measure};
// Links the plugins in: without a use, their inventory entries are lost.
use copydesk_bundle as _;
use copydesk_config::Config;
use copydesk_core::{Draft, Extractor as _, Origin, Registry, finish};
use copydesk_engine::{Engine, PageInput};
use copydesk_generic::Generic;
use copydesk_html::{HtmlDocument, Limits};

/// The size of the large page, in bytes.
const LARGE: usize = 5_000_000;
/// The most that it may take beyond itself.
const MOST: f64 = 40e6;

fn main() -> ExitCode {
    let Some(pages) = std::env::args_os().nth(1) else {
        eprintln!("expected a file of pages, as `cargo xtask bench --memory` writes it");
        return ExitCode::FAILURE;
    };
    match run(Path::new(&pages)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", Path::new(&pages).display());
            ExitCode::FAILURE
        }
    }
}

fn run(path: &Path) -> Result<(), Box<dyn Error>> {
    let pages = turns::read(path)?;
    let engine = Engine::new(Config::embedded(), Registry::linked()?, Vec::new())?;
    let (generic, limits) = (Generic::new(), Limits::default());
    // What is made once, for all pages, is made by the first.
    black_box(engine.extract(&PageInput::new(&pages[0])));
    let mut sums = [Sum::default(); 5];
    for page in &pages {
        let mut document = None;
        sums[0].add(measure(|| {
            document = Some(HtmlDocument::read(page, None, Origin::default(), &limits));
        }));
        let document = document.expect("reading always gives a document");
        let mut draft = Draft::new(&document);
        sums[1].add(measure(|| {
            generic.amend(&mut draft).expect("the generic extractor refuses no page");
        }));
        let mut extraction = None;
        sums[2].add(measure(|| extraction = Some(finish(&draft, None))));
        sums[3].add(measure(|| {
            black_box(serde_json::to_vec(&extraction.as_ref().map(|extraction| &extraction.article)).is_ok());
        }));
        sums[4].add(measure(|| {
            black_box(serde_json::to_vec(&engine.article(&PageInput::new(page))).is_ok());
        }));
    }
    println!("{:42} {:>11} {:>11} {:>13}", "allocations a page", "number", "KB in all", "KB at most");
    for (name, sum) in ["read", "draft", "article and ledger", "JSON out", "whole: bytes to JSON"].iter().zip(sums) {
        let count = pages.len() as f64;
        println!(
            "{name:42} {:11.0} {:11.0} {:13.0}",
            sum.number / count,
            sum.bytes / count / 1e3,
            sum.most / count / 1e3
        );
    }
    let large = large(&pages);
    let taken = measure(|| {
        black_box(serde_json::to_vec(&engine.article(&PageInput::new(&large))).is_ok());
    });
    let (taken, size) = (taken.bytes_max as f64, large.len() as f64);
    println!(
        "a page of {:.1} MB (gold pages one behind the other): {:.1} MB at most beyond itself; asked for: under {:.0}{}",
        size / 1e6,
        taken / 1e6,
        MOST / 1e6,
        if taken < MOST { "" } else { "  NOT REACHED" }
    );
    Ok(())
}

/// Pages one behind the other, until they are large.
fn large(pages: &[Vec<u8>]) -> Vec<u8> {
    let mut large = Vec::with_capacity(LARGE);
    for page in pages.iter().cycle() {
        large.extend_from_slice(&page[..page.len().min(LARGE - large.len())]);
        if large.len() == LARGE || page.is_empty() {
            break;
        }
    }
    large
}

/// Allocations of several pages.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    number: f64,
    bytes: f64,
    most: f64,
}

impl Sum {
    fn add(&mut self, info: AllocationInfo) {
        self.number += info.count_total as f64;
        self.bytes += info.bytes_total as f64;
        self.most += info.bytes_max as f64;
    }
}
