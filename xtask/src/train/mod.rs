//! `cargo xtask train`: the learned block model, from gold.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use copydesk_engine::Engine;
use copydesk_generic::features::{COUNT, Lexicons};
use copydesk_generic::learned::{features, outline};
use copydesk_generic::model::PageModel;
use copydesk_generic::{FlatJudge, Generic, Judge as _, LearnedJudge, Reasons};
use rayon::prelude::*;

use crate::error::Error;
use crate::{eval, extraction, workspace};

pub(crate) mod align;
mod boost;
mod card;
mod examples;
mod fit;
pub(crate) mod flat;
mod flatten;
mod lexicons;
mod site;
mod targets;

use boost::{Matrix, Trainer};
pub(crate) use examples::Example;
use fit::{Fitted, fit};
pub(crate) use site::{fold, site};
use targets::targets;

/// Train the block model from gold pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Write the features instead, for experiments: a matrix as boost.py reads it, and the pages of its rows
    #[arg(long, value_name = "DIR")]
    dump: Option<PathBuf>,
    /// Where the model, its scores and its card are written [default: crates/generic/model]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let examples = read(&gold)?;
    if let Some(directory) = &args.dump {
        return dump(&examples, directory);
    }
    let Fitted { model, samples } = fit(&examples.iter().collect::<Vec<_>>(), &Trainer::new()?)?;
    let directory = args.out.clone().unwrap_or_else(|| workspace::root().join("crates/generic/model"));
    let bytes = model.to_bytes();
    for (name, bytes) in [("page.model", &bytes), ("page.scores", &samples)] {
        let file = directory.join(name);
        std::fs::write(&file, bytes).map_err(|source| Error::io("write", &file, source))?;
    }
    card::write(&directory.join("README.md"), &model, bytes.len(), &examples, &directory.join("figures.json"))?;
    println!("{} examples, {} bytes: {}", examples.len(), bytes.len(), directory.display());
    Ok(())
}

/// Reads the examples of a directory of gold.
pub(crate) fn read(gold: &Path) -> Result<Vec<Example>, Error> {
    let begin = Instant::now();
    let examples = examples::read(gold, &eval::doubtful(gold)?)?;
    eprintln!("{} examples read in {:.0?}", examples.len(), begin.elapsed());
    Ok(examples)
}

/// How many parts the sites are in for cross-validation.
const FOLDS: u32 = 5;

/// An engine for each part of the sites, trained on all the others. `reuse` takes the models that are left from before.
pub(crate) fn folds(gold: &Path, reuse: bool) -> Result<Vec<Engine>, Error> {
    if !reuse {
        let examples = read(gold)?;
        let trainer = Trainer::new()?;
        for number in 0..FOLDS {
            let begin = Instant::now();
            let others: Vec<&Example> =
                examples.iter().filter(|example| fold(&example.site, FOLDS, 0) != number).collect();
            let bytes = fit(&others, &trainer)?.model.to_bytes();
            std::fs::write(fold_file(number), bytes)
                .map_err(|source| Error::io("write", &fold_file(number), source))?;
            eprintln!("fold {number}: trained on {} examples in {:.0?}", others.len(), begin.elapsed());
        }
    }
    (0..FOLDS)
        .map(|number| {
            let model = fold_model(number)?;
            extraction::engine_with(Generic::with_judges(Box::new(LearnedJudge::new(model)), Box::new(FlatJudge)))
        })
        .collect()
}

/// How often pages are said to be no article, each by a model that has not seen its site: pages without their body, and
/// pages with it.
pub(crate) fn no_articles(gold: &Path) -> Result<String, Error> {
    let judges: Result<Vec<LearnedJudge>, Error> =
        (0..FOLDS).map(|number| Ok(LearnedJudge::new(fold_model(number)?))).collect();
    let (judges, examples) = (judges?, read(gold)?);
    let said = |example: &Example| {
        let page = judges[fold(&example.site, FOLDS, 0) as usize].judge_page(&example.document, Reasons::Unwanted);
        let is_empty = !page.blocks.iter().any(|block| block.is_kept() && block.kind.is_body());
        [1, u32::from(page.no_article.is_some()), u32::from(is_empty)]
    };
    let sum = |a: [u32; 3], b: [u32; 3]| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    let whole = examples.par_iter().map(said).reduce(|| [0; 3], sum);
    let stripped: Vec<&Example> = examples.iter().filter(|example| !example.body.is_empty()).collect();
    let stripped = stripped.par_iter().map(|example| said(&examples::stripped(example))).reduce(|| [0; 3], sum);
    let line =
        |name: &str, [all, said, empty]: [u32; 3]| format!("{name} {all}: no article {said}, nothing kept {empty}\n");
    Ok(line("pages with their body", whole) + &line("pages without their body", stripped))
}

fn fold_file(number: u32) -> PathBuf {
    workspace::target(&workspace::root()).join("train").join(format!("fold-{number}.model"))
}

fn fold_model(number: u32) -> Result<PageModel, Error> {
    let file = fold_file(number);
    let bytes = std::fs::read(&file).map_err(|source| Error::io("read", &file, source))?;
    PageModel::from_bytes(&bytes).map_err(Error::problem)
}

/// Writes what the first forest learns from.
fn dump(examples: &[Example], directory: &Path) -> Result<(), Error> {
    let parts: Vec<Lexicons> = (0..FOLDS)
        .into_par_iter()
        .map(|part| {
            lexicons::learn(
                &examples.iter().filter(|example| fold(&example.site, FOLDS, 0) != part).collect::<Vec<_>>(),
            )
        })
        .collect();
    let mut matrix = Matrix { columns: COUNT, ..Matrix::default() };
    let (mut pages, mut known) = (String::new(), Vec::new());
    for example in examples {
        let part = fold(&example.site, FOLDS, 0);
        // Nothing is left out, so that experiments see all features of all blocks.
        let all = vec![0.0; outline(&example.document, &parts[part as usize]).blocks.len()];
        let features = features(&example.document, &parts[part as usize], all);
        let (blocks, words) = (features.blocks.len(), examples::gold_words(example));
        writeln!(pages, "{}\t{blocks}\t{words}", example.name).expect("a string takes what is written");
        matrix.values.extend(features.rows().as_flattened());
        matrix.folds.extend(features.blocks.iter().map(|_| part.cast_signed()));
        let (labels, weights) = targets(example, &features.blocks, &features.words);
        matrix.labels.extend(labels);
        matrix.weights.extend(weights);
        known.extend(features.blocks.iter().map(|&at| u8::from(example.labels[at as usize].is_some())));
    }
    for (name, bytes) in [
        ("matrix.bin", boost::bytes(&matrix)),
        ("known.bin", known),
        ("pages.tsv", pages.into_bytes()),
        ("names.txt", copydesk_generic::features::NAMES.join("\n").into_bytes()),
    ] {
        let file = directory.join(name);
        std::fs::write(&file, bytes).map_err(|source| Error::io("write", &file, source))?;
    }
    Ok(())
}
