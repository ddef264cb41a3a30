//! `cargo xtask oracle`: what a judge that never errs would reach with the blocks as they are cut.
//!
//! The words of all blocks are aligned with the gold's; a block is kept where more than half of its words are the
//! gold's. What then is missing or too much is the cut's fault, not a judge's.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use copydesk_core::{Extraction, LedgerBlock};
use rayon::prelude::*;
use serde_json::json;

use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::{GoldPage, GoldSet, Prediction, score};
use crate::train::align;

mod faults;

use faults::Faults;

/// Measure the cut into blocks: what is reached where exactly the right blocks are kept, and what the rest is.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// The sets to measure, parted by commas [default: all of HTML pages]
    #[arg(long, value_name = "SET", value_delimiter = ',')]
    sets: Vec<String>,
    /// Show what is wrong with the N worst pages of each set
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
    /// Write all blocks as JSON Lines: page, text, shape, path, verdict, and the share of its words that are the gold's
    #[arg(long, value_name = "FILE")]
    write_blocks: Option<PathBuf>,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// A page as the oracle sees it.
struct Page {
    id: String,
    prediction: Prediction,
    faults: Faults,
    blocks: String,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    let engine = extraction::engine()?;
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let names = if args.sets.is_empty() { GoldSet::names(&gold, false)? } else { args.sets.clone() };
    let mut lines = String::new();
    println!(
        "{:<12} {:>6} {:>8} {:>8}   words lost / in dropped blocks / too much",
        "set", "pages", "word_f1", "exact"
    );
    for name in names {
        let set = GoldSet::read(&gold, name.trim())?;
        let wanted: Vec<&GoldPage> = set.pages.iter().filter(|page| !page.body.trim().is_empty()).collect();
        let pages: Vec<Page> = wanted
            .par_iter()
            .map(|page| Ok(judge(page, &extraction::extract(&engine, &set, page, How::default())?)))
            .collect::<Result<_, Error>>()?;
        if pages.is_empty() {
            continue;
        }
        lines.extend(pages.iter().map(|page| page.blocks.as_str()));
        let sum = |of: fn(&Faults) -> usize| pages.iter().map(|page| of(&page.faults)).sum::<usize>();
        let (lost, missed, extra) = (sum(Faults::lost), sum(Faults::missed), sum(Faults::extra));
        let predictions: HashMap<String, Prediction> =
            pages.iter().map(|page| (page.id.clone(), page.prediction.clone())).collect();
        let scored = score(wanted.iter().copied(), &predictions);
        let figure = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        println!(
            "{name:<12} {:>6} {:>8} {:>8}   {lost} / {missed} / {extra}",
            pages.len(),
            figure(scored.figures.word_f1),
            figure(scored.figures.exact)
        );
        for (f1, id) in scored.pages.iter().take(args.worst) {
            if let Some(page) = pages.iter().find(|page| page.id == *id) {
                println!("  {f1:.3} {id}\n{}", page.faults);
            }
        }
    }
    if let Some(file) = &args.write_blocks {
        std::fs::write(file, lines).map_err(|source| Error::io("write", file, source))?;
    }
    Ok(())
}

/// Keeps the blocks that are the gold's.
fn judge(page: &GoldPage, extraction: &Extraction) -> Page {
    let blocks = &extraction.ledger.blocks;
    let texts: Vec<String> = blocks.iter().map(text).collect();
    let ours: Vec<Vec<String>> = texts.iter().map(|text| align::words(text)).collect();
    let optional = page.optional.iter().flatten().map(String::as_str);
    let gold: Vec<Vec<String>> = page.body.lines().map(align::words).filter(|words| !words.is_empty()).collect();
    let optional: Vec<Vec<String>> = optional.map(align::words).collect();
    let none = || ours.iter().map(|words| vec![false; words.len()]).collect();
    let of_ours: Vec<Vec<bool>> = align::matched(&ours, &gold).unwrap_or_else(none);
    let of_gold = align::matched(&gold, &ours).unwrap_or_default();
    let kept: Vec<bool> = of_ours
        .iter()
        .map(|words| !words.is_empty() && 2 * words.iter().filter(|&&is_gold| is_gold).count() > words.len())
        .collect();
    let mut text = String::new();
    let mut lines = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if kept[at] {
            text.extend([texts[at].as_str(), "\n\n"]);
        }
        if texts[at].is_empty() {
            continue;
        }
        let piece = &block.pieces[0];
        let share = of_ours[at].iter().filter(|&&is_gold| is_gold).count() as f64 / of_ours[at].len().max(1) as f64;
        let record = json!({
            "id": page.id, "block": block.block, "gold": share, "shape": block.shape, "hidden": block.hidden,
            "verdict": piece.decision.verdict.to_string(), "rule": piece.decision.rule, "text": texts[at],
            "path": block.path,
        });
        let _ = writeln!(lines, "{record}");
    }
    let faults = Faults::of(&faults::Aligned {
        blocks,
        ours: &ours,
        of_ours: &of_ours,
        gold: &gold,
        of_gold: &of_gold,
        kept: &kept,
        optional: &optional,
    });
    Page { id: page.id.clone(), prediction: Prediction { text, ..Prediction::default() }, faults, blocks: lines }
}

fn text(block: &LedgerBlock) -> String {
    let pieces: Vec<&str> = block.pieces.iter().map(|piece| piece.text.as_str()).collect();
    pieces.join(" ").trim().to_owned()
}
