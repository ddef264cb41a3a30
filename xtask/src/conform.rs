//! `cargo xtask conform`: the trees that we build are those of the standard.

use std::collections::BTreeMap;
use std::path::PathBuf;

use copydesk_html::{Limits, charset};
use copydesk_robustness::mutate::{MUTATIONS, mutate};
use copydesk_robustness::oracle::{Comparison, Difference, compare};
use copydesk_robustness::{Random, reduce::reduce};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction;
use crate::score::GoldSet;
use crate::workspace;

/// Compare our trees with stock html5ever's on every gold page and on mutations of them (end tags dropped, attributes
/// unquoted, case, misnesting, cuts, bytes flipped, parts spliced, markup injected), the same for the same seed. Where a limit
/// bites and the page's diagnostics say so, the trees may differ.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Mutated pages [default: 1000, with --full 16000]
    #[arg(long, value_name = "N")]
    mutations: Option<usize>,
    /// The seed of the mutations
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Every gold page, many mutations, and the parser community's tests; without it a tenth of the pages
    #[arg(long)]
    full: bool,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Default for Args {
    fn default() -> Self {
        Self { gold: None, mutations: None, seed: 1, full: false, threads: None }
    }
}

/// Mutated pages in short and in full.
const MUTATED: [usize; 2] = [1_000, 16_000];

/// Of the gold pages, one in so many is taken where not all are.
const ONE_IN: usize = 10;

/// The most differences that are shown.
const MAX_SHOWN: usize = 10;

/// How often a page is tried while it is made as small as shows the difference.
const TRIES: usize = 3_000;

/// A page on which the trees were compared.
struct Outcome {
    name: String,
    page: String,
    comparison: Comparison,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    extraction::set_threads(args.threads)?;
    if args.full {
        // The tests say how many passed, of each kind.
        let arguments = ["test", "--quiet", "--package", "copydesk-html", "--lib", "html5lib", "--", "--nocapture"];
        workspace::run(workspace::cargo(&workspace::root()).args(arguments))?;
    }
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let pages = pages(&gold, if args.full { 1 } else { ONE_IN })?;
    let outcomes: Vec<Outcome> = pages
        .par_iter()
        .filter_map(|(name, path)| {
            let page = read(path).ok()?;
            outcome(name.clone(), page)
        })
        .collect();
    let mut failed = tell("gold pages", pages.len(), outcomes);
    let count = args.mutations.unwrap_or(MUTATED[usize::from(args.full)]);
    let outcomes: Vec<Outcome> = (0..count)
        .into_par_iter()
        .filter_map(|number| {
            let (name, path) = &pages[number % pages.len()];
            let mutation = MUTATIONS[number / pages.len() % MUTATIONS.len()];
            let mut random = Random::new(args.seed.wrapping_mul(1 << 32).wrapping_add(number as u64));
            let page = mutate(&read(path).ok()?, mutation, &mut random);
            outcome(format!("{name}, {mutation:?} {number}"), page)
        })
        .collect();
    failed += tell("mutations of them", count, outcomes);
    if failed == 0 {
        Ok(())
    } else {
        Err(Error::Problem(format!("{failed} trees are not those of stock html5ever: the pages above show where")))
    }
}

/// The HTML pages of the gold, one in so many, with their names.
fn pages(gold: &std::path::Path, one_in: usize) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut pages = Vec::new();
    for name in GoldSet::names(gold, false)? {
        let set = GoldSet::read(gold, &name)?;
        pages.extend(set.pages.iter().map(|page| (format!("{name} {}", page.id), set.file(page))));
    }
    let pages: Vec<(String, PathBuf)> = pages.into_iter().step_by(one_in).collect();
    if pages.is_empty() {
        Err(Error::problem("the gold has no pages: give its directory with --gold"))
    } else {
        Ok(pages)
    }
}

fn read(path: &std::path::Path) -> Result<String, Error> {
    Ok(charset::decode(&extraction::read_page(path)?, None, true).text.into_owned())
}

/// The comparison of a page, where the trees are not the same.
fn outcome(name: String, page: String) -> Option<Outcome> {
    let comparison = compare(&page, &Limits::default());
    (comparison != Comparison::Same).then_some(Outcome { name, page, comparison })
}

/// Tells what was found; gives the number of differences.
fn tell(what: &str, count: usize, outcomes: Vec<Outcome>) -> usize {
    let mut limits: BTreeMap<String, usize> = BTreeMap::new();
    let mut different = Vec::new();
    let mut limited = 0;
    for outcome in outcomes {
        match outcome.comparison {
            Comparison::Same => {}
            Comparison::Limited(codes) => {
                limited += 1;
                for code in codes {
                    *limits.entry(code).or_default() += 1;
                }
            }
            Comparison::Different(_) => different.push(outcome),
        }
    }
    let same = count - limited - different.len();
    println!(
        "{what}: {same} of {count} trees are the same, {limited} differ by a limit that is told, {} differ",
        different.len()
    );
    for (code, count) in limits {
        println!("  {count:>5} {code}");
    }
    for Outcome { name, page, .. } in different.iter().take(MAX_SHOWN) {
        let is_different = |page: &str| matches!(compare(page, &Limits::default()), Comparison::Different(_));
        let least = reduce(page, TRIES, is_different);
        println!("  {name}: {least:?}");
        if let Comparison::Different(Difference { before, ours, theirs }) = compare(&least, &Limits::default()) {
            println!("    after {before:?}\n    ours {ours:?}\n    theirs {theirs:?}");
        }
    }
    different.len()
}
