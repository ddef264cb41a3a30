//! Boosting by `LightGBM`, in a Python of its own under `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use copydesk_generic::features::Feature;
use copydesk_generic::model::Forest;

use crate::error::Error;
use crate::workspace;

/// What is installed, to the version: the same data gives the same trees.
pub(crate) const PACKAGES: [&str; 3] = ["lightgbm==4.7.0", "numpy==2.4.6", "scipy==1.17.1"];
/// How far our scores may be from the trainer's.
const TOLERANCE: f64 = 1e-6;
const SCRIPT: &str = include_str!("boost.py");

/// Rows to learn from.
#[derive(Default)]
pub(crate) struct Matrix {
    /// Numbers a row.
    pub(crate) columns: usize,
    /// The values, row by row.
    pub(crate) values: Vec<f32>,
    /// What each row ought to give, from 0 to 1.
    pub(crate) labels: Vec<f32>,
    /// How much it counts; 0: it is only predicted.
    pub(crate) weights: Vec<f32>,
    /// The margin that the forest goes on from; 0 if it begins.
    pub(crate) starts: Vec<f32>,
    /// Columns of which a greater number never speaks against a row; all others go as they go.
    pub(crate) rising: &'static [Feature],
    /// The part it belongs to: predictions come from forests that have not seen the part.
    pub(crate) folds: Vec<i32>,
}

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) trees: u32,
    pub(crate) leaves: u32,
    pub(crate) depth: u32,
    pub(crate) rate: f32,
    /// Fewest rows in a leaf.
    pub(crate) least: u32,
}

/// A forest, and what it says.
pub(crate) struct Grown {
    /// The forests that have not seen a part, by its number; none where all rows are in one part.
    pub(crate) parts: Vec<Forest>,
    pub(crate) forest: Forest,
    /// Of every row, by forests that have not seen its part; what it began with is not in it.
    pub(crate) margins: Vec<f32>,
    /// Of the first rows, by the trainer's own arithmetic.
    pub(crate) scores: Vec<f64>,
}

/// A Python with `LightGBM`.
pub(crate) struct Trainer {
    python: PathBuf,
    script: PathBuf,
    directory: PathBuf,
}

impl Trainer {
    /// Finds it, or installs it.
    pub(crate) fn new() -> Result<Self, Error> {
        let directory = workspace::target(&workspace::root()).join("train");
        std::fs::create_dir_all(&directory).map_err(|source| Error::io("create", &directory, source))?;
        let (venv, done) = (directory.join("venv"), directory.join("venv").join(PACKAGES.join("_")));
        let python = venv.join("bin/python");
        if !done.is_file() {
            run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            run(Command::new(&python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(PACKAGES))?;
            std::fs::write(&done, "").map_err(|source| Error::io("write", &done, source))?;
        }
        let script = directory.join("boost.py");
        std::fs::write(&script, SCRIPT).map_err(|source| Error::io("write", &script, source))?;
        Ok(Self { python, script, directory })
    }

    /// Grows a forest, and predicts every row by forests that have not seen its part.
    pub(crate) fn grow(&self, matrix: &Matrix, shape: Shape) -> Result<Grown, Error> {
        let file = |name: &str| self.directory.join(format!("{name}.{}.bin", std::process::id()));
        let (given, forest, margins) = (file("matrix"), file("forest"), file("margins"));
        std::fs::write(&given, bytes(matrix)).map_err(|source| Error::io("write", &given, source))?;
        let rises = |column: usize| u8::from(matrix.rising.iter().any(|&feature| feature as usize == column));
        let parameters = serde_json::json!({
            "monotone_constraints": (0..matrix.columns).map(rises).collect::<Vec<u8>>(),
            "objective": "cross_entropy", "num_leaves": shape.leaves, "max_depth": shape.depth, "learning_rate": shape.rate,
            "trees": shape.trees, "min_data_in_leaf": shape.least, "min_sum_hessian_in_leaf": 2.0, "lambda_l2": 2.0,
            "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "num_threads": 1,
            "use_missing": false, "seed": 7, "deterministic": true, "force_row_wise": true, "verbosity": -1,
        });
        run(Command::new(&self.python)
            .arg(&self.script)
            .args([&given, &forest, &margins])
            .arg(parameters.to_string()))?;
        let read = |path: &Path| std::fs::read(path).map_err(|source| Error::io("read", path, source));
        let grown = Forest::from_bytes(&read(&forest)?, matrix.columns).map_err(Error::problem)?;
        let mut parts = Vec::new();
        loop {
            let part = PathBuf::from(format!("{}.{}", forest.display(), parts.len()));
            if !part.is_file() {
                break;
            }
            parts.push(Forest::from_bytes(&read(&part)?, matrix.columns).map_err(Error::problem)?);
            std::fs::remove_file(&part).map_err(|source| Error::io("remove", &part, source))?;
        }
        let written = read(&margins)?;
        let (predicted, check) = written.split_at(matrix.labels.len() * 4);
        let predicted = predicted.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let scores: Vec<f64> = check.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
        compare(&grown, matrix, &scores)?;
        for file in [given, forest, margins] {
            std::fs::remove_file(&file).map_err(|source| Error::io("remove", &file, source))?;
        }
        Ok(Grown { forest: grown, parts, margins: predicted, scores })
    }
}

pub(crate) fn bytes(matrix: &Matrix) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + 4 * (matrix.values.len() + 4 * matrix.labels.len()));
    for number in [matrix.labels.len() as u32, matrix.columns as u32] {
        bytes.extend(number.to_le_bytes());
    }
    let starts = if matrix.starts.is_empty() { &vec![0.0; matrix.labels.len()] } else { &matrix.starts };
    for numbers in [&matrix.values, &matrix.labels, &matrix.weights, starts] {
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
    bytes.extend(matrix.folds.iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

/// The trainer and we must say the same of the same rows.
fn compare(forest: &Forest, matrix: &Matrix, scores: &[f64]) -> Result<(), Error> {
    for (number, (row, score)) in matrix.values.chunks_exact(matrix.columns).zip(scores).enumerate() {
        let ours = forest.sum(row);
        if (ours - score).abs() > TOLERANCE {
            return Err(Error::Problem(format!(
                "row {number}: the trainer says {score}, the forest as read says {ours}"
            )));
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<(), Error> {
    let output = command.output().map_err(|error| Error::Problem(format!("cannot run {command:?}: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::Problem(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr).trim())))
}
