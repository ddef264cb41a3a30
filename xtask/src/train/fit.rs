//! The forests of the page model, one after the other.

use copydesk_generic::features::{COUNT, Feature, Features, Lexicons, OUTLINE_COUNT, Outline, SIFTED};
use copydesk_generic::learned::{KEEP_MARGIN, features, is_body, outline};
use copydesk_generic::model::{Context, Figures, PageModel, SECOND_COUNT};
use copydesk_generic::{Judge as _, PageJudge};
use rayon::prelude::*;

use super::boost::{Grown, Matrix, Shape, Trainer};
use super::targets::targets;
use super::{Example, examples, fold, lexicons};
use crate::error::Error;

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
/// Trains a model.
pub(super) fn fit(given: &[&Example], trainer: &Trainer) -> Result<Fitted, Error> {
    let whole = given.iter().filter(|example| !example.body.is_empty());
    let stripped: Vec<Example> = whole.step_by(STRIPPED).map(|example| examples::stripped(example)).collect();
    let examples: Vec<&Example> = given.iter().copied().chain(&stripped).collect();
    // Words and first judgements leak what they were learned from: every page gets those learned from other sites.
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
    let blocks = all_blocks(&examples, &outlines);
    let Grown { forest: sieve, margins: sieved, .. } = trainer.grow(&blocks, SIEVE)?;
    let by_page: Vec<&[f32]> = parted(outlines.iter().map(|outline| outline.blocks.len()), &sieved).collect();
    let counted: Vec<Features> = examples
        .par_iter()
        .zip(by_page)
        .map(|(example, sieved)| features(&example.document, lexicons(example), sieved.to_vec()))
        .collect();
    drop(outlines);
    let mut open = open_blocks(&blocks, &sieved, &counted);
    let Grown { forest: first, mut margins, scores, .. } = trainer.grow(&open, FIRST)?;
    let samples = samples(&open, &scores);
    margins.iter_mut().zip(&open.starts).for_each(|(margin, start)| *margin += start);
    see_neighbours(&mut open, &counted, &margins);
    let Grown { forest: second, margins, .. } = trainer.grow(&open, SECOND)?;
    let Pages { right, article } = pages(&examples, &counted, &margins);
    let confidence = trainer.grow(&right, PAGE)?.forest;
    let article = trainer.grow(&article, PAGE)?.forest;
    let lexicons = lexicons::learn(given);
    Ok(Fitted { model: PageModel { lexicons, sieve, first, second, confidence, article }, samples })
}

/// The part of the training pages that an example belongs to.
fn inner(example: &Example) -> u32 {
    fold(&example.site, INNER, 1)
}

/// What the sieve learns from: the first look at every block.
fn all_blocks(examples: &[&Example], outlines: &[Outline]) -> Matrix {
    let mut matrix = Matrix { columns: OUTLINE_COUNT, rising: &WEIGHTS[..OUTLINE_WEIGHTS], ..Matrix::default() };
    for (example, outline) in examples.iter().zip(outlines) {
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
    matrix
}

/// What the first forest learns from: all features of the blocks that the sieve leaves open, from its margins on.
fn open_blocks(blocks: &Matrix, sieved: &[f32], counted: &[Features]) -> Matrix {
    let places: Vec<usize> = (0..sieved.len()).filter(|&at| sieved[at] > SIFTED).collect();
    let of = |numbers: &[f32]| -> Vec<f32> { places.iter().map(|&at| numbers[at]).collect() };
    Matrix {
        columns: COUNT,
        rising: &WEIGHTS,
        values: counted.iter().flat_map(|features| features.rows().as_flattened()).copied().collect(),
        labels: of(&blocks.labels),
        weights: of(&blocks.weights),
        starts: of(sieved),
        folds: places.iter().map(|&at| blocks.folds[at]).collect(),
    }
}

/// Makes of the rows of the first forest those of the second, which begins anew: with the judgements of the blocks around.
fn see_neighbours(open: &mut Matrix, counted: &[Features], margins: &[f32]) {
    open.columns = SECOND_COUNT;
    open.values.clear();
    open.starts.clear();
    for (features, own) in counted.iter().zip(by_page_of_open(counted, margins)) {
        let context = Context::of(features, &all_margins(features, own));
        for (&at, row) in features.open.iter().zip(features.rows()) {
            open.values.extend(row);
            context.extend(features, at as usize, &mut open.values);
        }
    }
}

/// What the forests of the judged page learn from.
struct Pages {
    right: Matrix,
    article: Matrix,
}

fn pages(examples: &[&Example], counted: &[Features], margins: &[f32]) -> Pages {
    let empty = || Matrix { columns: Figures::COUNT, ..Matrix::default() };
    let mut pages = Pages { right: empty(), article: empty() };
    for ((example, features), own) in examples.iter().zip(counted).zip(by_page_of_open(counted, margins)) {
        let judged = judged(example, features, &all_margins(features, own));
        let is_whole = example.is_stripped || !example.body.is_empty();
        for (matrix, label, counts) in
            [(&mut pages.right, judged.f1 >= RIGHT, is_whole), (&mut pages.article, !example.is_stripped, true)]
        {
            matrix.values.extend(judged.figures.row());
            matrix.labels.push(f32::from(u8::from(label)));
            matrix.weights.push(f32::from(u8::from(counts)));
            matrix.folds.push(0);
        }
    }
    pages
}

/// A model, and what its trainer says of some rows.
pub(super) struct Fitted {
    pub(super) model: PageModel,
    pub(super) samples: Vec<u8>,
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
    let heuristic = PageJudge.judge(&example.document);
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
