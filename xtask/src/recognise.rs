//! `cargo xtask recognise`: whether any gold page is taken for a source that it does not belong to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use copydesk_engine::{Engine, PageInput};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction::{self, owner, page_host};
use crate::score::{GoldPage, GoldSet};

/// Recognise every gold page and flat text without its address, and count false recognitions.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// How a page was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// As no source.
    None,
    /// As the source that its host belongs to.
    Right(String),
    /// As a source that its host does not belong to.
    False { source: String, why: String },
    /// As a source, and the gold has no address to tell whether it is right.
    Unknown(String),
}

/// What was counted in a set.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    right: BTreeMap<String, usize>,
    unknown: usize,
    missed: usize,
    wrong: Vec<String>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let engine = extraction::engine()?;
    let names = [GoldSet::names(&gold, false)?, GoldSet::names(&gold, true).unwrap_or_default()].concat();
    let mut wrong = Vec::new();
    println!(
        "{:<14} {:>5} {:>5} {:>6} {:>7} {:>5}  recognised as",
        "set", "files", "right", "missed", "unknown", "false"
    );
    for name in names {
        let set = GoldSet::read(&gold, &name)?;
        let tally = tally(&engine, &set)?;
        let right: usize = tally.right.values().sum();
        let by_source: Vec<String> = tally.right.iter().map(|(source, count)| format!("{source} {count}")).collect();
        println!(
            "{name:<14} {:>5} {right:>5} {:>6} {:>7} {:>5}  {}",
            tally.files,
            tally.missed,
            tally.unknown,
            tally.wrong.len(),
            by_source.join(", ")
        );
        wrong.extend(tally.wrong);
    }
    println!("false recognitions: {}", wrong.len());
    for line in &wrong {
        println!("  {line}");
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::Problem(format!("{} pages were taken for another paper's", wrong.len())))
    }
}

fn tally(engine: &Engine, set: &GoldSet) -> Result<Tally, Error> {
    let outcomes: Vec<(&GoldPage, Outcome)> = set
        .pages
        .par_iter()
        .map(|page| {
            let bytes = extraction::read_page(&set.file(page))?;
            let form = set.form();
            let routing = engine.recognise(&PageInput { bytes: &bytes, form: Some(form), ..PageInput::default() });
            let why = || {
                let chosen = routing.considered.iter().find(|entry| entry.chosen);
                let evidence =
                    chosen.map(|entry| entry.evidence.iter().map(|item| item.what.as_str()).collect::<Vec<_>>());
                evidence.unwrap_or_default().join("; ")
            };
            Ok((page, judge(engine, page, routing.source.as_deref(), why)))
        })
        .collect::<Result<_, Error>>()?;
    let mut tally = Tally { files: outcomes.len(), ..Tally::default() };
    for (page, outcome) in outcomes {
        match outcome {
            Outcome::None => tally.missed += usize::from(owner(engine, page).is_some()),
            Outcome::Right(source) => *tally.right.entry(source).or_default() += 1,
            Outcome::Unknown(_) => tally.unknown += 1,
            Outcome::False { source, why } => {
                let url = page.url.as_deref().unwrap_or_default();
                tally.wrong.push(format!("{} {} is no page of {source}: {url} ({why})", set.name, page.id));
            }
        }
    }
    Ok(tally)
}

fn judge(engine: &Engine, page: &GoldPage, recognised: Option<&str>, why: impl Fn() -> String) -> Outcome {
    let Some(source) = recognised else { return Outcome::None };
    if page.url.as_deref().and_then(page_host).is_none() {
        return Outcome::Unknown(source.to_owned());
    }
    if owner(engine, page) == Some(source) {
        return Outcome::Right(source.to_owned());
    }
    Outcome::False { source: source.to_owned(), why: why() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_host_is_false() {
        let engine = extraction::engine().expect("the engine can be made");
        let page = |url: Option<&str>| GoldPage { url: url.map(str::to_owned), ..GoldPage::default() };
        let judge = |url, recognised| judge(&engine, &page(url), recognised, String::new);
        assert_eq!(judge(Some("https://harbour-gazette.example/1"), None), Outcome::None);
        assert!(matches!(judge(Some("https://harbour-gazette.example/1"), Some("rt")), Outcome::False { .. }));
        assert_eq!(judge(Some("www.rt.com/news/1"), Some("rt")), Outcome::Right("rt".to_owned()));
        assert_eq!(judge(None, Some("rt")), Outcome::Unknown("rt".to_owned()));
    }
}
