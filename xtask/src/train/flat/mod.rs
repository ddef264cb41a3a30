//! Training data of the flat judge: texts, their lines' labels, and the features of each line.

mod samples;
mod table;

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use copydesk_core::{Document as _, Form, Origin};
use copydesk_generic::flat::features::{self, Features};
use copydesk_html::HtmlDocument;
use rayon::prelude::*;
use serde_json::json;

use crate::error::Error;
use crate::extraction;
use crate::score::GoldSet;

pub(crate) use samples::{Dress, Sample};

/// Write the lines of all gold texts with their features, for the trainer.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory to write to
    #[arg(long)]
    out: PathBuf,
    /// Only write the pages as a scraper flattens them
    #[arg(long)]
    flatten: bool,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let gold = extraction::gold_directory(None)?;
    if args.flatten {
        return write_flattened(&gold, &args.out);
    }
    let samples = samples::all(&gold)?;
    let tables = table::cross_fitted(&samples);
    std::fs::create_dir_all(&args.out).map_err(Error::problem)?;
    let rows: Vec<Vec<u8>> = samples
        .par_iter()
        .map(|sample| {
            let features = Features::of(&sample.document, &tables[sample.fold]);
            let mut row = [0.0_f32; features::COUNT];
            let mut bytes = Vec::with_capacity(features.len() * features::COUNT * 4);
            for at in 0..features.len() {
                features.row(at, &mut row);
                bytes.extend(row.iter().flat_map(|value| value.to_le_bytes()));
            }
            bytes
        })
        .collect();
    write(&args.out.join("x.f32"), |file| rows.iter().try_for_each(|bytes| file.write_all(bytes)))?;
    write(&args.out.join("names.txt"), |file| features::names().iter().try_for_each(|name| writeln!(file, "{name}")))?;
    write(&args.out.join("docs.jsonl"), |file| {
        samples.iter().try_for_each(|sample| {
            let lines: Vec<&str> = sample.document.blocks().iter().map(|block| block.text.as_str()).collect();
            let record = json!({
                "set": sample.set, "id": sample.id, "site": sample.site, "fold": sample.fold,
                "dress": sample.dress.name(), "labels": sample.labels, "lines": lines, "body": sample.body
            });
            writeln!(file, "{record}")
        })
    })?;
    println!("{} texts, {} lines", samples.len(), samples.iter().map(|sample| sample.labels.len()).sum::<usize>());
    Ok(())
}

fn write(path: &Path, fill: impl FnOnce(&mut BufWriter<std::fs::File>) -> std::io::Result<()>) -> Result<(), Error> {
    let file = std::fs::File::create(path).map_err(|source| Error::io("write", path, source))?;
    let mut file = BufWriter::new(file);
    fill(&mut file).and_then(|()| file.flush()).map_err(|source| Error::io("write", path, source))
}

fn write_flattened(gold: &Path, out: &Path) -> Result<(), Error> {
    for name in GoldSet::names(gold, false)? {
        let set = GoldSet::read(gold, &name)?;
        if set.form() != Form::Html {
            continue;
        }
        let directory = out.join(&name);
        std::fs::create_dir_all(&directory).map_err(|source| Error::io("make", &directory, source))?;
        set.pages.par_iter().try_for_each(|page| {
            let bytes = extraction::read_page(&set.file(page))?;
            let document = HtmlDocument::read(&bytes, None, Origin::default(), &copydesk_html::Limits::default());
            let path = directory.join(format!("{}.txt", page.id));
            std::fs::write(&path, super::flatten::flatten(&document))
                .map_err(|source| Error::io("write", &path, source))
        })?;
    }
    Ok(())
}
