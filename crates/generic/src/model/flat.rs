//! The model of flat texts.
//!
//! A model file: the magic `CDF2`; a mark of the features' names; the weights of words, a byte a bucket; the forest of single
//! lines; the forest that sees what the first says of the lines around; the forest of the judged text.

use super::bytes::{Reader, Writer, mark};
use super::error::ModelError;
use super::flat_figures::FlatFigures;
use super::forest::Forest;
use crate::flat::context::{Context, SECOND};
use crate::flat::features::{self, Features};
use crate::flat::words::BUCKETS;

const MAGIC: [u8; 4] = *b"CDF2";

/// The model of flat texts.
#[derive(Debug, Clone, Default)]
pub struct FlatModel {
    /// What words weigh, by bucket.
    pub weights: Vec<i8>,
    /// Judges a line by its features.
    pub first: Forest,
    /// Judges it again by what the first says of the lines around it; without trees, the first decides.
    pub second: Forest,
    /// How likely at least 95 % of the words are right (word F1), by the figures of the judged text.
    pub confidence: Forest,
}

impl FlatModel {
    /// Reads a model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes);
        reader.head(MAGIC, mark(&features::names()))?;
        let mut weights = Vec::with_capacity(BUCKETS);
        for _ in 0..BUCKETS {
            weights.push(i8::from_le_bytes(reader.take()?));
        }
        let first = Forest::read(&mut reader, features::COUNT)?;
        let second = Forest::read(&mut reader, SECOND)?;
        let confidence = Forest::read(&mut reader, FlatFigures::COUNT)?;
        reader.end()?;
        Ok(Self { weights, first, second, confidence })
    }

    /// Writes it as [`FlatModel::from_bytes`] reads it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes(&MAGIC);
        writer.u32(mark(&features::names()));
        for bucket in 0..BUCKETS {
            writer.bytes(&self.weights.get(bucket).copied().unwrap_or_default().to_le_bytes());
        }
        self.first.write(&mut writer);
        self.second.write(&mut writer);
        self.confidence.write(&mut writer);
        writer.into_bytes()
    }

    /// The margins of all lines.
    pub fn margins(&self, features: &Features) -> Vec<f32> {
        let mut row = [0.0; features::COUNT];
        let first: Vec<f32> = (0..features.len())
            .map(|at| {
                features.row(at, &mut row);
                self.first.margin(&row)
            })
            .collect();
        if self.second.trees() == 0 {
            return first;
        }
        let context = Context::of(features, first);
        let mut row = [0.0; SECOND];
        (0..features.len())
            .map(|at| {
                context.row(features, at, &mut row);
                self.second.margin(&row)
            })
            .collect()
    }
}
