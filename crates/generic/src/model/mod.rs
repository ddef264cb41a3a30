//! The learned model: lexicons and forests, read from bytes, without the library that trained them.
//!
//! A model file: the magic `CDM2`; a mark of the features' names; the lexicons (count, then hash and weight in thousandths);
//! the sieve; the forest that goes on from it; the forest that sees what the two say of the blocks around; the forests of
//! the judged page.

/// A record of counts, which is a row for a forest.
macro_rules! figures {
    ($(#[$documentation:meta])* $record:ident $($name:ident: $document:literal,)*) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $record { $(#[doc = $document] pub $name: f32,)* }

        impl $record {
            /// How many there are.
            pub const COUNT: usize = [$(stringify!($name),)*].len();

            /// As a row, in order.
            pub fn row(&self) -> [f32; Self::COUNT] {
                [$(self.$name,)*]
            }
        }
    };
}

mod abreast;
mod bytes;
mod context;
mod error;
mod figures;
mod flat;
mod flat_figures;
mod forest;

pub use context::{Context, SECOND_COUNT};
pub use error::ModelError;
pub use figures::Figures;
pub use flat::FlatModel;
pub use flat_figures::FlatFigures;
pub use forest::{Forest, probability};

use crate::features::{COUNT, Features, Lexicon, Lexicons, NAMES, OUTLINE_COUNT, Outline};
use bytes::{Reader, Writer, mark};

const MAGIC: [u8; 4] = *b"CDM2";
/// Weights of words are kept in steps of this.
const STEP: f32 = 0.001;
/// The margin of the first forest below which the second is not asked.
const SURELY_NONE: f32 = -2.0;

/// The model of HTML pages.
#[derive(Debug, Clone, Default)]
pub struct PageModel {
    /// What words weigh.
    pub lexicons: Lexicons,
    /// Judges a block by the first look at it.
    pub sieve: Forest,
    /// Goes on from the sieve's margin, by all features of the blocks that it leaves open.
    pub first: Forest,
    /// Judges it again by what the first says of the blocks around it; without trees, the first decides.
    pub second: Forest,
    /// How likely at least 95 % of the words are right (word F1), by the figures of the judged page.
    pub confidence: Forest,
    /// How likely the page is an article at all.
    pub article: Forest,
}

impl PageModel {
    /// Reads a model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes);
        reader.head(MAGIC, mark(&NAMES))?;
        let lexicons = Lexicons {
            words: read_lexicon(&mut reader)?,
            names: read_lexicon(&mut reader)?,
            addresses: read_lexicon(&mut reader)?,
        };
        let sieve = Forest::read(&mut reader, OUTLINE_COUNT)?;
        let first = Forest::read(&mut reader, COUNT)?;
        let second = Forest::read(&mut reader, SECOND_COUNT)?;
        let confidence = Forest::read(&mut reader, Figures::COUNT)?;
        let article = Forest::read(&mut reader, Figures::COUNT)?;
        reader.end()?;
        Ok(Self { lexicons, sieve, first, second, confidence, article })
    }

    /// Writes it as [`PageModel::from_bytes`] reads it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes(&MAGIC);
        writer.u32(mark(&NAMES));
        write_lexicon(&mut writer, &self.lexicons.words);
        write_lexicon(&mut writer, &self.lexicons.names);
        write_lexicon(&mut writer, &self.lexicons.addresses);
        self.sieve.write(&mut writer);
        self.first.write(&mut writer);
        self.second.write(&mut writer);
        self.confidence.write(&mut writer);
        self.article.write(&mut writer);
        writer.into_bytes()
    }

    /// What the sieve says of all blocks that have text.
    pub fn sieved(&self, outline: &Outline) -> Vec<f32> {
        self.sieve.margins(outline.rows().as_flattened(), OUTLINE_COUNT)
    }

    /// The margins of all blocks that have text: of those that the sieve leaves open by all forests.
    pub fn margins(&self, features: &Features) -> Vec<f32> {
        let mut margins = features.sieved.clone();
        let starts: Vec<f32> = features.open.iter().map(|&at| margins[at as usize]).collect();
        let first = self.first.margins_from(&starts, features.rows().as_flattened(), COUNT);
        for (&at, margin) in features.open.iter().zip(first) {
            margins[at as usize] = margin;
        }
        if self.second.trees() == 0 {
            return margins;
        }
        let context = Context::of(features, &margins);
        // Where the first is sure that a block is none, its neighbours do not change that.
        let open = features.open.iter().zip(features.rows());
        let doubtful: Vec<(u32, &[f32; COUNT])> =
            open.map(|(&at, row)| (at, row)).filter(|(at, _)| margins[*at as usize] > SURELY_NONE).collect();
        let mut rows = Vec::with_capacity(doubtful.len().min(AT_ONCE) * SECOND_COUNT);
        for some in doubtful.chunks(AT_ONCE) {
            rows.clear();
            for &(at, row) in some {
                rows.extend_from_slice(row);
                context.extend(features, at as usize, &mut rows);
            }
            let starts = vec![0.0; some.len()];
            for ((at, _), margin) in some.iter().zip(self.second.margins_from(&starts, &rows, SECOND_COUNT)) {
                margins[*at as usize] = margin;
            }
        }
        margins
    }
}

/// Rows of the second forest that are made at once: those of a whole page of many blocks take megabytes.
const AT_ONCE: usize = 512;

/// The weight as it comes back from a model file.
pub fn rounded(weight: f32) -> f32 {
    f32::from((weight / STEP).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16) * STEP
}

fn read_lexicon(reader: &mut Reader<'_>) -> Result<Lexicon, ModelError> {
    let count = reader.u32()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let hash = reader.u32()?;
        let weight = i16::from_le_bytes(reader.take()?);
        entries.push((hash, f32::from(weight) * STEP));
    }
    Ok(Lexicon::new(entries))
}

fn write_lexicon(writer: &mut Writer, lexicon: &Lexicon) {
    writer.u32(lexicon.entries().len() as u32);
    for &(hash, weight) in lexicon.entries() {
        writer.u32(hash);
        writer.bytes(&((weight / STEP).round() as i16).to_le_bytes());
    }
}
