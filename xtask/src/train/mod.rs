//! `cargo xtask train`: the learned block model, from gold.

use std::path::{Path, PathBuf};
use std::time::Instant;

use copydesk_engine::Engine;
use copydesk_generic::features::{COUNT, Features, Lexicons};
use copydesk_generic::learned::features;
use copydesk_generic::model::{Context, PageModel, SECOND_COUNT};
use copydesk_generic::{FlatJudge, Generic, LearnedJudge};
use rayon::prelude::*;

use crate::error::Error;
use crate::{eval, extraction, workspace};

pub(crate) mod align;
mod boost;
mod examples;
mod lexicons;
mod site;

use boost::{Matrix, Shape, Trainer};
pub(crate) use examples::Example;
pub(crate) use site::{fold, site};

/// Parts within the training pages, for what must not be learned from the page that it is used on.
const INNER: u32 = 3;
const FIRST: Shape = Shape { trees: 160, leaves: 31, depth: 7, rate: 0.08 };
const SECOND: Shape = Shape { trees: 80, leaves: 15, depth: 5, rate: 0.08 };

/// Train the block model from gold pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Where the model is written [default: crates/generic/model/page.model]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    let examples = read(&gold)?;
    let model = fit(&examples.iter().collect::<Vec<_>>(), &Trainer::new()?)?;
    let out = args.out.clone().unwrap_or_else(|| crate::workspace::root().join("crates/generic/model/page.model"));
    let bytes = model.to_bytes();
    std::fs::write(&out, &bytes).map_err(|source| Error::io("write", &out, source))?;
    println!("{} examples, {} bytes: {}", examples.len(), bytes.len(), out.display());
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
    let directory = workspace::target(&workspace::root()).join("train");
    let file = |number: u32| directory.join(format!("fold-{number}.model"));
    if !reuse {
        let examples = read(gold)?;
        let trainer = Trainer::new()?;
        for number in 0..FOLDS {
            let begin = Instant::now();
            let others: Vec<&Example> =
                examples.iter().filter(|example| fold(&example.site, FOLDS, 0) != number).collect();
            let bytes = fit(&others, &trainer)?.to_bytes();
            std::fs::write(file(number), bytes).map_err(|source| Error::io("write", &file(number), source))?;
            eprintln!("fold {number}: trained on {} examples in {:.0?}", others.len(), begin.elapsed());
        }
    }
    (0..FOLDS)
        .map(|number| {
            let file = file(number);
            let bytes = std::fs::read(&file).map_err(|source| Error::io("read", &file, source))?;
            let model = PageModel::from_bytes(&bytes).map_err(Error::problem)?;
            extraction::engine_with(Generic::with_judges(Box::new(LearnedJudge::new(model)), Box::new(FlatJudge)))
        })
        .collect()
}

/// Trains a model.
fn fit(examples: &[&Example], trainer: &Trainer) -> Result<PageModel, Error> {
    // Words and first judgements leak what they were learned from: every page gets those learned from other sites.
    let inner = |example: &Example| fold(&example.site, INNER, 1);
    let parts: Vec<Lexicons> = (0..INNER)
        .into_par_iter()
        .map(|part| {
            lexicons::learn(&examples.iter().copied().filter(|example| inner(example) != part).collect::<Vec<_>>())
        })
        .collect();
    let counted: Vec<Features> =
        examples.par_iter().map(|example| features(&example.document, &parts[inner(example) as usize])).collect();
    let mut matrix = Matrix { columns: COUNT, ..Matrix::default() };
    for (example, features) in examples.iter().zip(&counted) {
        matrix.values.extend(&features.values);
        matrix.folds.extend(features.blocks.iter().map(|_| inner(example) as i32));
        let (labels, weights) = targets(example, features);
        matrix.labels.extend(labels);
        matrix.weights.extend(weights);
    }
    let (first, margins) = trainer.grow(&matrix, FIRST)?;
    let mut rest = margins.as_slice();
    let mut row = vec![0.0; SECOND_COUNT];
    matrix.columns = SECOND_COUNT;
    matrix.values.clear();
    matrix.folds.fill(0);
    for features in &counted {
        let (own, behind) = rest.split_at(features.blocks.len());
        rest = behind;
        let context = Context::of(features, own);
        for at in 0..own.len() {
            context.fill(features, at, &mut row);
            matrix.values.extend(&row);
        }
    }
    let (second, _) = trainer.grow(&matrix, SECOND)?;
    Ok(PageModel { lexicons: lexicons::learn(examples), first, second })
}

/// Labels and weights of the blocks that have features.
fn targets(example: &Example, features: &Features) -> (Vec<f32>, Vec<f32>) {
    let known = |at: &u32| example.labels[*at as usize];
    let labels: Vec<f32> = features.blocks.iter().map(|at| known(at).unwrap_or(0.0)).collect();
    let raw: Vec<f32> = (0..features.blocks.len())
        .map(|row| {
            let words = features.row(row)[copydesk_generic::features::Feature::Words as usize].exp_m1();
            known(&features.blocks[row]).map_or(0.0, |_| words.clamp(2.0, 80.0).sqrt())
        })
        .collect();
    let sum: f32 = raw.iter().sum();
    // A page counts for more the longer it is, but not by as much.
    let scale = 30.0 / sum.max(1.0).powf(0.6);
    let mut weights: Vec<f32> = raw.into_iter().map(|weight| weight * scale).collect();
    thin(&labels, &mut weights);
    (labels, weights)
}

/// How near to the body every block counts; of those further away one in [`FAR`] stands for all.
const NEAR: usize = 12;
const FAR: usize = 4;

/// Leaves out most of what stands far from the body: one menu entry teaches as much as the next.
fn thin(labels: &[f32], weights: &mut [f32]) {
    let mut near = vec![false; labels.len()];
    for at in (0..labels.len()).filter(|&at| labels[at] > 0.0) {
        near[at.saturating_sub(NEAR)..(at + NEAR + 1).min(labels.len())].fill(true);
    }
    for (number, at) in (0..labels.len()).filter(|&at| !near[at]).enumerate() {
        weights[at] *= if number % FAR == 0 { FAR as f32 } else { 0.0 };
    }
}
