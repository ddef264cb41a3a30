//! `cargo xtask eval`: extraction measured against gold.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use copydesk_engine::{Engine, GENERIC};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::{Figures, GoldPage, GoldSet, Kinds, Prediction, Score, score};
use crate::workspace;

mod floors;
mod kinds;
mod reliability;
mod table;
mod worst;

pub(crate) use floors::check_floors;
use reliability::Reliability;

/// Measure extraction against gold: word F1, shingles, segments, title, date, authors, captions, tags and kinds, set by set.
#[derive(Debug, Default, clap::Args)]
#[allow(clippy::struct_excessive_bools)] // flags are what they are
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// The sets to measure, parted by commas [default: all]
    #[arg(long, value_name = "SET", value_delimiter = ',')]
    sets: Vec<String>,
    /// Measure the flat texts of the sets instead of their HTML
    #[arg(long)]
    flat: bool,
    /// The source to use for every page: `auto` recognises it, `generic` uses none
    #[arg(long, default_value = AUTO, value_name = "NAME")]
    source: String,
    /// Give the engine each page's address
    #[arg(long)]
    with_url: bool,
    /// Show the N worst pages of each set, and write them with gold, result and ledger to target/eval
    #[arg(long, value_name = "N")]
    worst: Option<usize>,
    /// Also print the figures without the pages that doubtful.tsv names
    #[arg(long)]
    without_doubtful: bool,
    /// Instead of whole sets, measure the pages of each source (by the host of the gold's address), with the source and
    /// with the generic extractor alone
    #[arg(long, conflicts_with_all = ["pred", "worst", "without_doubtful", "write_pred"])]
    by_source: bool,
    /// Train on four fifths of the sites and measure the last, five times over: figures of sites never seen
    #[arg(long, conflicts_with_all = ["pred", "by_source"])]
    cross_validate: bool,
    /// Take the models that the last --cross-validate left instead of training anew
    #[arg(long, requires = "cross_validate")]
    reuse: bool,
    /// Also print how often pages of each confidence are right (word F1 of at least 0.95)
    #[arg(long, conflicts_with = "pred")]
    reliability: bool,
    /// Score these predictions (JSON Lines: id, text, title, published, authors) instead of extracting
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// Write our extractions to a file in the form that --pred reads; give one set with it
    #[arg(long, value_name = "FILE", conflicts_with = "pred")]
    write_pred: Option<PathBuf>,
    /// Print the differences from figures that `--json` printed before
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Print the figures as JSON: an object of sets
    #[arg(long)]
    json: bool,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Which engine extracts a page.
pub(super) trait EngineOf: Sync {
    /// The engine for this page.
    fn engine_of(&self, page: &GoldPage) -> &Engine;
}

impl EngineOf for &Engine {
    fn engine_of(&self, _page: &GoldPage) -> &Engine {
        self
    }
}

/// One engine for all pages, or for each page one that has not seen its site.
pub(super) enum Engines {
    /// One for all.
    One(Box<Engine>),
    /// One a fold of sites.
    Folds(Vec<Engine>),
}

impl Engines {
    fn any(&self) -> &Engine {
        match self {
            Self::One(engine) => engine,
            Self::Folds(engines) => &engines[0],
        }
    }
}

impl EngineOf for Engines {
    fn engine_of(&self, page: &GoldPage) -> &Engine {
        match self {
            Self::One(engine) => engine,
            Self::Folds(engines) => {
                &engines[crate::train::fold(&crate::train::site(page), engines.len() as u32, 0) as usize]
            }
        }
    }
}

/// The name that has each page's source recognised.
const AUTO: &str = "auto";

/// The name of the row that leaves the doubtful pages out.
const DOUBTLESS: &str = " (sure)";

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let engines = if args.cross_validate {
        Engines::Folds(if args.flat {
            crate::train::flat::folds(&gold, args.reuse)?
        } else {
            crate::train::folds(&gold, args.reuse)?
        })
    } else {
        Engines::One(Box::new(extraction::engine()?))
    };
    let engine = engines.any();
    check_source(engine, &args.source)?;
    let doubtful = doubtful(&gold)?;
    let base = args.against.as_deref().map(read_figures).transpose()?;
    let predictions = args.pred.as_deref().map(Prediction::read_all).transpose()?;
    let mut rows: Vec<(String, Figures)> = Vec::new();
    let mut worst = Vec::new();
    let mut told = Vec::new();
    let mut reliability = Reliability::default();
    for name in set_names(args, &gold)? {
        let set = GoldSet::read(&gold, &name)?;
        if args.by_source {
            rows.extend(by_source(engine, &set)?);
            continue;
        }
        let extracted;
        let predictions = if let Some(given) = &predictions {
            given
        } else {
            extracted = extract_all(&engines, &set, set.pages.iter().collect(), how(args))?;
            if let Some(file) = &args.write_pred {
                Prediction::write_all(file, &set, &extracted)?;
            }
            &extracted
        };
        let Score { mut figures, pages } = score(&set.pages, predictions);
        let kinds = Kinds::of(&set.pages, predictions);
        figures.kinds = kinds.figures();
        let before = base.as_ref().and_then(|base| base.get(&name)).map(|base| &base.kinds);
        told.push(kinds::render(&name, &kinds, before));
        told.push(kinds::worst(&name, &kinds, args.worst.unwrap_or(0)));
        reliability.add(&pages, predictions);
        rows.push((name.clone(), figures));
        let unsure = doubtful.get(name.trim_start_matches("flat/"));
        if let Some(unsure) = unsure.filter(|_| args.without_doubtful) {
            let sure: Vec<&GoldPage> = set.pages.iter().filter(|page| !unsure.contains(&page.id)).collect();
            rows.push((format!("{name}{DOUBTLESS}"), score(sure, predictions).figures));
        }
        if let Some(count) = args.worst {
            worst.push((set, pages.into_iter().take(count).collect::<Vec<_>>()));
        }
    }
    if args.json {
        let figures: BTreeMap<&str, &Figures> = rows.iter().map(|(name, figures)| (name.as_str(), figures)).collect();
        println!("{}", serde_json::to_string_pretty(&figures).map_err(Error::problem)?);
    } else {
        print!("{}{}", table::render(&rows, base.as_ref()), told.concat());
        if args.reliability {
            print!("{}", reliability.render());
            if args.cross_validate && !args.flat {
                print!("{}", crate::train::no_articles(&gold)?);
            }
        }
    }
    for (set, pages) in &worst {
        let report = worst::Report { set, pages, how: how(args), engine: args.pred.is_none().then_some(&engines) };
        let file = report.write(&workspace::target(&workspace::root()).join("eval"))?;
        if !args.json {
            print!("{}", report.summary());
            println!("  {}", file.display());
        }
    }
    Ok(())
}

fn check_source(engine: &Engine, name: &str) -> Result<(), Error> {
    if name == AUTO || name == GENERIC || engine.source(name).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = engine.sources().iter().map(|source| source.info().name.as_str()).collect();
    Err(Error::Problem(format!("there is no source {name:?}: known are {AUTO}, {GENERIC}, {}", known.join(", "))))
}

fn how(args: &Args) -> How<'_> {
    let source = if args.source == AUTO { None } else { Some(args.source.as_str()) };
    How { source, with_url: args.with_url }
}

/// The pages of each source that has any in a set, with the source and without.
fn by_source(engine: &Engine, set: &GoldSet) -> Result<Vec<(String, Figures)>, Error> {
    let mut pages: BTreeMap<&str, Vec<&GoldPage>> = BTreeMap::new();
    for page in &set.pages {
        if let Some(source) = extraction::owner(engine, page) {
            pages.entry(source).or_default().push(page);
        }
    }
    let mut rows = Vec::new();
    for (source, pages) in pages {
        for extractor in [source, GENERIC] {
            let how = How { source: Some(extractor), with_url: false };
            let predictions = extract_all(&engine, set, pages.clone(), how)?;
            let figures = score(pages.iter().copied(), &predictions).figures;
            rows.push((format!("{} {source} by {extractor}", set.name), figures));
        }
    }
    Ok(rows)
}

/// Extracts pages of a set, in parallel.
fn extract_all(
    engines: &impl EngineOf,
    set: &GoldSet,
    pages: Vec<&GoldPage>,
    how: How<'_>,
) -> Result<HashMap<String, Prediction>, Error> {
    pages
        .into_par_iter()
        .map(|page| {
            let extracted = extraction::extract(engines.engine_of(page), set, page, how)?;
            Ok((page.id.clone(), extraction::prediction(&extracted)))
        })
        .collect()
}

fn set_names(args: &Args, gold: &Path) -> Result<Vec<String>, Error> {
    let known = [GoldSet::names(gold, false)?, GoldSet::names(gold, true).unwrap_or_default()].concat();
    if args.sets.is_empty() {
        return Ok(known.into_iter().filter(|name| name.starts_with("flat/") == args.flat).collect());
    }
    let wanted = args.sets.iter().map(|name| {
        let name = name.trim();
        if args.flat && !name.starts_with("flat/") { format!("flat/{name}") } else { name.to_owned() }
    });
    wanted
        .map(|name| {
            if known.contains(&name) {
                return Ok(name);
            }
            Err(Error::Problem(format!(
                "there is no set {name:?} in {}: known are {}",
                gold.display(),
                known.join(", ")
            )))
        })
        .collect()
}

/// The pages that `doubtful.tsv` names, by set. Without the file there are none.
pub(crate) fn doubtful(gold: &Path) -> Result<HashMap<String, HashSet<String>>, Error> {
    let file = gold.join("doubtful.tsv");
    let mut doubtful: HashMap<String, HashSet<String>> = HashMap::new();
    if !file.is_file() {
        return Ok(doubtful);
    }
    let text = std::fs::read_to_string(&file).map_err(|source| Error::io("read", &file, source))?;
    for line in text.lines().skip(1) {
        let mut cells = line.split('\t');
        if let (Some(set), Some(id)) = (cells.next(), cells.next()) {
            doubtful.entry(set.to_owned()).or_default().insert(id.to_owned());
        }
    }
    Ok(doubtful)
}

fn read_figures(file: &Path) -> Result<BTreeMap<String, Figures>, Error> {
    let text = std::fs::read_to_string(file).map_err(|source| Error::io("read", file, source))?;
    serde_json::from_str(&text).map_err(|error| {
        Error::Problem(format!("{} holds no figures: {error}; write them with `eval --json`", file.display()))
    })
}
