//! `cargo xtask train`: the learned block model, from gold.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use copydesk_engine::Engine;
use copydesk_generic::features::{COUNT, Feature, Features, Lexicons, OUTLINE_COUNT, Outline, SIFTED};
use copydesk_generic::learned::{KEEP_MARGIN, features, is_body, outline};
use copydesk_generic::model::{Context, Figures, PageModel, SECOND_COUNT};
use copydesk_generic::{FlatJudge, Generic, Judge as _, LearnedJudge, Reasons};
use rayon::prelude::*;

use crate::error::Error;
use crate::{eval, extraction, workspace};

pub(crate) mod align;
mod boost;
mod card;
mod examples;
pub(crate) mod flat;
mod flatten;
mod lexicons;
mod site;

use boost::{Grown, Matrix, Shape, Trainer};
pub(crate) use examples::Example;
pub(crate) use site::{fold, site};

/// Parts within the training pages, for what must not be learned from the page that it is used on.
const INNER: u32 = 3;
const SIEVE: Shape = Shape { trees: 24, leaves: 16, depth: 5, rate: 0.16, least: 40 };
const FIRST: Shape = Shape { trees: 80, leaves: 63, depth: 8, rate: 0.1, least: 30 };
const SECOND: Shape = Shape { trees: 80, leaves: 15, depth: 5, rate: 0.06, least: 40 };
const PAGE: Shape = Shape { trees: 60, leaves: 6, depth: 4, rate: 0.06, least: 25 };
/// What words and names weigh: a greater weight never speaks against a block, however few pages a tree has seen.
const WEIGHTS: [Feature; 11] = [
    Feature::Names0,
    Feature::Names1,
    Feature::Names2,
    Feature::Names3,
    Feature::NamesLowest,
    Feature::NamesHighest,
    Feature::WordMean,
    Feature::WordLowest,
    Feature::WordHighest,
    Feature::PairMean,
    Feature::AddressMean,
];
/// How many of them the first look has.
const OUTLINE_WEIGHTS: usize = 6;
/// One in so many pages is also judged without its body: what then stands there is no article.
const STRIPPED: usize = 4;
/// The word F1 from which an extraction counts as right.
const RIGHT: f64 = 0.95;
/// How much a page counts: sets whose bodies were marked by hand, block by block, count for more.
const HAND_MARKED: [(&str, f32); 3] = [("aeb/", 2.0), ("fundus/", 2.0), ("fundus_eval/", 2.0)];

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

/// Trains a model.
fn fit(given: &[&Example], trainer: &Trainer) -> Result<Fitted, Error> {
    let whole = given.iter().filter(|example| !example.body.is_empty());
    let stripped: Vec<Example> = whole.step_by(STRIPPED).map(|example| examples::stripped(example)).collect();
    let examples: Vec<&Example> = given.iter().copied().chain(&stripped).collect();
    // Words and first judgements leak what they were learned from: every page gets those learned from other sites.
    let inner = |example: &Example| fold(&example.site, INNER, 1);
    let parts: Vec<Lexicons> = (0..INNER)
        .into_par_iter()
        .map(|part| {
            lexicons::learn(&given.iter().copied().filter(|example| inner(example) != part).collect::<Vec<_>>())
        })
        .collect();
    let lexicons = |example: &Example| &parts[inner(example) as usize];
    // The sieve looks at all blocks, the forests behind it at those that it leaves open.
    let outlines: Vec<Outline> =
        examples.par_iter().map(|example| outline(&example.document, lexicons(example))).collect();
    let mut matrix = Matrix { columns: OUTLINE_COUNT, rising: &WEIGHTS[..OUTLINE_WEIGHTS], ..Matrix::default() };
    for (example, outline) in examples.iter().zip(&outlines) {
        matrix.values.extend(outline.rows().as_flattened());
        matrix.folds.extend(outline.blocks.iter().map(|_| inner(example).cast_signed()));
        let (labels, mut weights) = targets(example, &outline.blocks, &outline.words);
        if example.is_stripped {
            // Judged only: blocks learned from such pages would teach doubt of every short article.
            weights.fill(0.0);
        }
        matrix.labels.extend(labels);
        matrix.weights.extend(weights);
    }
    let Grown { forest: sieve, margins: sieved, .. } = trainer.grow(&matrix, SIEVE)?;
    let sizes = outlines.iter().map(|outline| outline.blocks.len());
    let by_page: Vec<&[f32]> = parted(sizes, &sieved).collect();
    let counted: Vec<Features> = examples
        .par_iter()
        .zip(by_page)
        .map(|(example, sieved)| features(&example.document, lexicons(example), sieved.to_vec()))
        .collect();
    drop(outlines);
    let is_open = |margin: &f32| *margin > SIFTED;
    let opened = |numbers: &[f32]| -> Vec<f32> {
        numbers.iter().zip(&sieved).filter(|(_, margin)| is_open(margin)).map(|(number, _)| *number).collect()
    };
    let mut matrix = Matrix {
        columns: COUNT,
        rising: &WEIGHTS,
        values: counted.iter().flat_map(|features| features.rows().as_flattened()).copied().collect(),
        labels: opened(&matrix.labels),
        weights: opened(&matrix.weights),
        starts: opened(&sieved),
        folds: matrix.folds.iter().zip(&sieved).filter(|(_, margin)| is_open(margin)).map(|(fold, _)| *fold).collect(),
    };
    let Grown { forest: first, mut margins, scores, .. } = trainer.grow(&matrix, FIRST)?;
    let samples = samples(&matrix, &scores);
    margins.iter_mut().zip(&matrix.starts).for_each(|(margin, start)| *margin += start);
    matrix.columns = SECOND_COUNT;
    matrix.values.clear();
    matrix.starts.clear();
    for (features, own) in counted.iter().zip(by_page_of_open(&counted, &margins)) {
        let context = Context::of(features, &all_margins(features, own));
        for (&at, row) in features.open.iter().zip(features.rows()) {
            matrix.values.extend(row);
            context.extend(features, at as usize, &mut matrix.values);
        }
    }
    let Grown { forest: second, margins, .. } = trainer.grow(&matrix, SECOND)?;
    let mut right = Matrix { columns: Figures::COUNT, ..Matrix::default() };
    let mut article = Matrix { columns: Figures::COUNT, ..Matrix::default() };
    for ((example, features), own) in examples.iter().zip(&counted).zip(by_page_of_open(&counted, &margins)) {
        let is_stripped = example.is_stripped;
        let judged = judged(example, features, &all_margins(features, own));
        let is_whole = is_stripped || !example.body.is_empty();
        for (matrix, label, counts) in [(&mut right, judged.f1 >= RIGHT, is_whole), (&mut article, !is_stripped, true)]
        {
            matrix.values.extend(judged.figures.row());
            matrix.labels.push(f32::from(u8::from(label)));
            matrix.weights.push(f32::from(u8::from(counts)));
            matrix.folds.push(0);
        }
    }
    let confidence = trainer.grow(&right, PAGE)?.forest;
    let article = trainer.grow(&article, PAGE)?.forest;
    let lexicons = lexicons::learn(given);
    Ok(Fitted { model: PageModel { lexicons, sieve, first, second, confidence, article }, samples })
}

/// A model, and what its trainer says of some rows.
struct Fitted {
    model: PageModel,
    samples: Vec<u8>,
}

/// Some rows of features (f32), each followed by the trainer's score of the first forest (f64): what the tests compare with.
fn samples(matrix: &Matrix, scores: &[f64]) -> Vec<u8> {
    /// One row in so many.
    const EACH: usize = 25;
    let mut bytes = Vec::new();
    for (row, score) in matrix.values.chunks_exact(matrix.columns).zip(scores).step_by(EACH) {
        bytes.extend(row.iter().flat_map(|value| value.to_le_bytes()));
        bytes.extend(score.to_le_bytes());
    }
    bytes
}

/// What became of a page by these margins.
struct Judged {
    figures: Figures,
    f1: f64,
}

fn judged(example: &Example, features: &Features, margins: &[f32]) -> Judged {
    let heuristic = copydesk_generic::PageJudge.judge(&example.document);
    let is_body = is_body(&example.document, features, &heuristic, margins);
    let kept = (0..margins.len()).filter(|&row| margins[row] >= KEEP_MARGIN && is_body[row]);
    let texts: Vec<&str> =
        kept.map(|row| example.document.blocks[features.blocks[row] as usize].text.as_str()).collect();
    let f1 = crate::score::word_f1(&texts.join("\n"), &example.body).unwrap_or(0.0);
    Judged { figures: Figures::of(&example.document, features, margins, &is_body), f1 }
}

/// Numbers in parts of these sizes.
fn parted(sizes: impl Iterator<Item = usize>, numbers: &[f32]) -> impl Iterator<Item = &[f32]> {
    let mut rest = numbers;
    sizes.map(move |size| {
        let (own, behind) = rest.split_at(size);
        rest = behind;
        own
    })
}

/// Numbers of all open blocks, page by page.
fn by_page_of_open<'m>(pages: &'m [Features], numbers: &'m [f32]) -> impl Iterator<Item = &'m [f32]> {
    parted(pages.iter().map(|features| features.open.len()), numbers)
}

/// The margins of all blocks of a page with text: of the open ones these, of the others the sieve's.
fn all_margins(features: &Features, open: &[f32]) -> Vec<f32> {
    let mut margins = features.sieved.clone();
    for (&at, margin) in features.open.iter().zip(open) {
        margins[at as usize] = *margin;
    }
    margins
}

/// Labels and weights of blocks with text and of so many words.
fn targets(example: &Example, blocks: &[u32], words: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let known = |at: &u32| example.labels[*at as usize];
    let labels: Vec<f32> = blocks.iter().map(|at| known(at).unwrap_or(0.0)).collect();
    let raw: Vec<f32> = blocks
        .iter()
        .zip(words)
        .map(|(at, words)| known(at).map_or(0.0, |_| words.clamp(2.0, 80.0).powf(0.35)))
        .collect();
    let sum: f32 = raw.iter().sum();
    // A page counts for more the longer it is, but not by as much.
    let by_hand = HAND_MARKED.iter().find(|(set, _)| example.name.starts_with(set)).map_or(1.0, |(_, weight)| *weight);
    let scale = by_hand * 30.0 / sum.max(1.0).powf(0.6);
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
