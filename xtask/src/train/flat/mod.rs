//! `cargo xtask train-flat`: the learned model of flat texts, from gold.

mod samples;
mod table;

use std::path::{Path, PathBuf};
use std::time::Instant;

use copydesk_core::{Block, Document as _, Origin};
use copydesk_engine::Engine;
use copydesk_generic::flat::LearnedFlatJudge;
use copydesk_generic::flat::context::{Context, SECOND};
use copydesk_generic::flat::features::{self, Features};
use copydesk_generic::model::{FlatFigures, FlatModel};
use copydesk_generic::{Generic, PageJudge, Reasons};
use copydesk_html::HtmlDocument;
use rayon::prelude::*;

use super::align;
use super::boost::{Grown, Matrix, Shape, Trainer};
use crate::error::Error;
use crate::score::GoldSet;
use crate::{eval, extraction, workspace};

pub(crate) use samples::{Dress, FOLDS, Sample};

const FIRST: Shape = Shape { trees: 260, leaves: 47, depth: 10, rate: 0.06, least: 40 };
const CONFIDENCE: Shape = Shape { trees: 50, leaves: 6, depth: 4, rate: 0.06, least: 25 };
/// The word F1 from which a judgement counts as right.
const RIGHT: f32 = 0.95;
/// How much a real flat text counts among those that were flattened here.
const REAL_WEIGHT: f32 = 3.0;
const SECOND_SHAPE: Shape = Shape { trees: 140, leaves: 24, depth: 7, rate: 0.06, least: 40 };

/// Train the model of flat texts from gold pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Directory of the gold sets [default: ../shared/gold beside the workspace]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Where the model is written [default: crates/generic/model/flat.model]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only learn anew how sure the judgement is; all else of the model, and of those of the parts in target/train, stays
    #[arg(long)]
    confidence: bool,
    /// Only write the pages as a naive scraper flattens them, to this directory
    #[arg(long, value_name = "DIR")]
    flatten: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let gold = extraction::gold_directory(args.gold.as_deref())?;
    if let Some(out) = &args.flatten {
        return write_flattened(&gold, out);
    }
    let out = args.out.clone().unwrap_or_else(|| workspace::root().join("crates/generic/model/flat.model"));
    let (model, parts) = if args.confidence {
        let parts: Result<Vec<FlatModel>, Error> = (0..FOLDS).map(|number| read(&fold_file(number))).collect();
        let samples = samples::all(&gold, &eval::doubtful(&gold)?, &[])?;
        with_confidence(read(&out)?, parts?, &samples, &Trainer::new()?)?
    } else {
        fit(&gold)?
    };
    write(&out, &model)?;
    for (number, part) in parts.iter().enumerate() {
        write(&fold_file(number), part)?;
    }
    Ok(())
}

/// An engine for each part of the sites, trained on all the others. `reuse` takes the models that are left from before.
pub(crate) fn folds(gold: &Path, reuse: bool) -> Result<Vec<Engine>, Error> {
    if !reuse {
        for (number, part) in fit(gold)?.1.iter().enumerate() {
            write(&fold_file(number), part)?;
        }
    }
    (0..FOLDS)
        .map(|number| {
            let judge = Box::new(LearnedFlatJudge::new(read(&fold_file(number))?));
            extraction::engine_with(Generic::with_judges(Box::new(PageJudge), judge))
        })
        .collect()
}

fn fold_file(number: usize) -> PathBuf {
    workspace::target(&workspace::root()).join("train").join(format!("flat-fold-{number}.model"))
}

fn read(file: &Path) -> Result<FlatModel, Error> {
    let bytes = std::fs::read(file).map_err(|source| Error::io("read", file, source))?;
    FlatModel::from_bytes(&bytes).map_err(Error::problem)
}

fn write(file: &Path, model: &FlatModel) -> Result<(), Error> {
    let bytes = model.to_bytes();
    std::fs::write(file, &bytes).map_err(|source| Error::io("write", file, source))?;
    eprintln!("{} bytes: {}", bytes.len(), file.display());
    Ok(())
}

/// The model of all texts, and for each part of the sites the model of the others. The judges of HTML pages that have not seen a
/// part are learned first: they tell the articles of that part's pages that have no gold.
fn fit(gold: &Path) -> Result<(FlatModel, Vec<FlatModel>), Error> {
    let begin = Instant::now();
    let trainer = Trainer::new()?;
    let teachers = super::folds(gold, false)?;
    let samples = samples::all(gold, &eval::doubtful(gold)?, &teachers)?;
    drop(teachers);
    let mut tables = table::cross_fitted(&samples);
    let counted: Vec<Features> =
        samples.par_iter().map(|sample| Features::of(&sample.document, &tables[sample.fold])).collect();
    let mut matrix = Matrix { columns: features::COUNT, ..Matrix::default() };
    for (sample, features) in samples.iter().zip(&counted) {
        matrix.labels.extend(sample.labels.iter().map(|label| label.max(0.0)));
        matrix.weights.extend(weights(sample, features));
        let fold = i32::try_from(sample.fold).expect("there are few folds");
        matrix.folds.extend(sample.labels.iter().map(|_| fold));
    }
    fill(&mut matrix, &counted, Features::row);
    let used = matrix.weights.iter().filter(|&&weight| weight > 0.0).count();
    eprintln!("{} texts, {} lines, {used} used: {:.0?}", samples.len(), matrix.labels.len(), begin.elapsed());
    let Grown { forest: first, parts: firsts, margins, .. } = trainer.grow(&matrix, FIRST)?;
    eprintln!("first forest: {:.0?}", begin.elapsed());
    let mut rest = margins.as_slice();
    let contexts: Vec<Context> = counted
        .iter()
        .map(|features| {
            let (own, behind) = rest.split_at(features.len());
            rest = behind;
            Context::of(features, own.to_vec())
        })
        .collect();
    let matrix = second_rows(&matrix, &counted, &contexts);
    let Grown { forest: second, parts: seconds, .. } = trainer.grow(&matrix, SECOND_SHAPE)?;
    eprintln!("second forest: {:.0?}", begin.elapsed());
    let made = |(weights, (first, second))| FlatModel { weights, first, second, ..FlatModel::default() };
    let whole = made((tables.pop().unwrap_or_default(), (first, second)));
    let parts: Vec<FlatModel> = tables.into_iter().zip(firsts.into_iter().zip(seconds)).map(made).collect();
    with_confidence(whole, parts, &samples, &trainer)
}

/// The models with forests that say how sure their judgement is.
fn with_confidence(
    mut whole: FlatModel,
    mut parts: Vec<FlatModel>,
    samples: &[Sample],
    trainer: &Trainer,
) -> Result<(FlatModel, Vec<FlatModel>), Error> {
    let Grown { forest, parts: forests, .. } = trainer.grow(&judged(samples, &parts), CONFIDENCE)?;
    whole.confidence = forest;
    parts.iter_mut().zip(forests).for_each(|(part, forest)| part.confidence = forest);
    Ok((whole, parts))
}

/// What the forest of judged texts learns from: each text judged by the model that has not seen its part of the sites, and
/// whether the judgement is right.
fn judged(samples: &[Sample], parts: &[FlatModel]) -> Matrix {
    let judges: Vec<LearnedFlatJudge> = parts.iter().map(|part| LearnedFlatJudge::new(part.clone())).collect();
    let rows: Vec<Option<([f32; FlatFigures::COUNT], f32)>> = samples
        .par_iter()
        .map(|sample| {
            let (judgements, figures) = judges[sample.fold].judged(&sample.document, Reasons::Unwanted);
            let words = |block: &Block| align::words(&block.text).len() as f32;
            let (mut got, mut right) = (0.0, 0.0);
            let kept = sample.document.blocks().iter().zip(&judgements).zip(&sample.labels);
            for ((block, _), label) in kept.filter(|((_, judgement), label)| judgement.is_kept() && **label >= 0.0) {
                got += words(block);
                right += words(block) * label;
            }
            let f1 = 2.0 * right / (got + sample.gold_words as f32).max(1.0);
            Some((figures.filter(|_| sample.sound)?.row(), f1))
        })
        .collect();
    let mut matrix = Matrix { columns: FlatFigures::COUNT, ..Matrix::default() };
    // Of a guess nobody knows whether a judgement is right.
    let known = samples.iter().zip(rows).filter(|(sample, _)| sample.dress != Dress::Guessed);
    for (sample, (row, f1)) in known.filter_map(|(sample, row)| Some((sample, row?))) {
        matrix.values.extend(row);
        matrix.labels.push(f32::from(u8::from(f1 >= RIGHT)));
        matrix.weights.push(if sample.dress == Dress::Real { REAL_WEIGHT } else { 1.0 });
        matrix.folds.push(i32::try_from(sample.fold).expect("there are few folds"));
    }
    matrix
}

/// What the second forest learns from: only lines that count, for nobody asks what it says of the others.
fn second_rows(matrix: &Matrix, counted: &[Features], contexts: &[Context]) -> Matrix {
    let mut second = Matrix { columns: SECOND, ..Matrix::default() };
    let mut row = [0.0; SECOND];
    let mut number = 0;
    for (features, context) in counted.iter().zip(contexts) {
        for at in 0..features.len() {
            if matrix.weights[number] > 0.0 {
                context.row(features, at, &mut row);
                second.values.extend(&row);
                second.labels.push(matrix.labels[number]);
                second.weights.push(matrix.weights[number]);
                second.folds.push(matrix.folds[number]);
            }
            number += 1;
        }
    }
    second
}

fn fill(matrix: &mut Matrix, counted: &[Features], row_of: impl Fn(&Features, usize, &mut [f32])) {
    let mut row = vec![0.0; matrix.columns];
    matrix.values.clear();
    for features in counted {
        for at in 0..features.len() {
            row_of(features, at, &mut row);
            matrix.values.extend(&row);
        }
    }
}

/// How near to the body every line counts; of those further away one in [`FAR`] stands for all.
const NEAR: usize = 15;
const FAR: usize = 5;

/// What each line counts for: a text for nearly the same whatever its length, a line for more the longer it is.
fn weights(sample: &Sample, features: &Features) -> Vec<f32> {
    let known = |at: usize| sample.sound && sample.labels[at] >= 0.0;
    let mut weights: Vec<f32> = (0..features.len())
        .map(|at| if known(at) { (features.words(at).min(100.0) + 1.0).sqrt() } else { 0.0 })
        .collect();
    let share = match sample.dress {
        Dress::Real => 1.2,
        Dress::Flattened => 1.0,
        Dress::Dense | Dress::Spaced => 0.6,
        Dress::Guessed => 0.7,
        Dress::Clean => 0.3,
    };
    let scale = share * 60.0 / weights.iter().sum::<f32>().max(1.0).powf(0.8);
    let mut near = vec![false; weights.len()];
    for at in (0..weights.len()).filter(|&at| sample.labels[at] > 0.0) {
        near[at.saturating_sub(NEAR)..(at + NEAR + 1).min(weights.len())].fill(true);
    }
    let mut far = 0;
    for at in 0..weights.len() {
        weights[at] *= scale;
        if !near[at] && features.words(at) < 12.0 {
            weights[at] *= if far % FAR == 0 { FAR as f32 } else { 0.0 };
            far += 1;
        }
    }
    weights
}

fn write_flattened(gold: &Path, out: &Path) -> Result<(), Error> {
    for name in GoldSet::names(gold, false)? {
        let set = GoldSet::read(gold, &name)?;
        let directory = out.join(&name);
        std::fs::create_dir_all(&directory).map_err(|source| Error::io("create", &directory, source))?;
        set.pages.par_iter().filter(|page| set.file(page).is_file()).try_for_each(|page| {
            let bytes = extraction::read_page(&set.file(page))?;
            let document = HtmlDocument::read(&bytes, None, Origin::default(), &copydesk_html::Limits::default());
            let path = directory.join(format!("{}.txt", page.id));
            std::fs::write(&path, super::flatten::flatten(&document))
                .map_err(|source| Error::io("write", &path, source))
        })?;
    }
    Ok(())
}
