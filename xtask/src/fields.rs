//! `cargo xtask fields`: what every gold page offers for its fields, and what was made of it.

use std::io::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::json;

use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::GoldSet;

/// Write, for every gold page, each field with its state and all candidates, one JSON object a line
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// The sets, parted by commas [default: all]
    #[arg(long, value_name = "SET", value_delimiter = ',')]
    sets: Vec<String>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let engine = extraction::engine()?;
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let names = if args.sets.is_empty() { GoldSet::names(&gold, false)? } else { args.sets.clone() };
    let mut out = Vec::new();
    for name in names {
        let set = GoldSet::read(&gold, &name)?;
        let lines: Result<Vec<String>, Error> = set
            .pages
            .par_iter()
            .map(|page| {
                let extracted = extraction::extract(&engine, &set, page, How::default())?;
                let fields: serde_json::Map<String, serde_json::Value> = extracted
                    .ledger
                    .fields
                    .iter()
                    .map(|field| {
                        (field.field.to_string(), json!({"state": field.state, "candidates": field.candidates}))
                    })
                    .collect();
                Ok(json!({"set": set.name, "id": page.id, "url": page.url, "fields": fields}).to_string())
            })
            .collect();
        for line in lines? {
            writeln!(out, "{line}").map_err(Error::problem)?;
        }
    }
    std::fs::write(&args.out, out).map_err(|source| Error::io("write", &args.out, source))
}
