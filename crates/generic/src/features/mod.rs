//! What is counted of every block before the model judges it.
//!
//! In the line of boilerpipe's shallow text features (Kohlschütter, Fankhauser and Nejdl, WSDM 2010), of `Web2Text`'s features of block
//! and edge (Vogels, Ganea and Eickhoff, ECIR 2018) and of the link and class features of Readability: the block itself, the elements
//! around it, the blocks beside it, those that are made like it, and the page. Nothing here knows a language; words of
//! texts and of class names weigh what [`Lexicons`] learned of them.

use copydesk_core::Document;

mod agreement;
mod groups;
mod lexicons;
mod names;
mod neighbours;
mod text;
mod tree;
mod weighed;

pub(crate) use lexicons::Hash;
pub use lexicons::{Lexicon, Lexicons, address_tokens, class_tokens, pair_tokens, word_tokens};
pub use names::{COUNT, Feature, NAMES};

use crate::containers::PageFacts;
use crate::fast::exp_ln_1p;
use crate::judge::Judgement;
use agreement::Agreement;
pub(crate) use names::{PHRASES, Row};
use text::TextFacts;
use tree::TreeFacts;
use weighed::Weighed;
pub use weighed::weighed;

/// The features of every block that has text, in order.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// The blocks that have text, by number.
    pub blocks: Vec<u32>,
    /// [`COUNT`] numbers a block.
    pub values: Vec<f32>,
    /// A hash of how each is made: the tags and classes around it.
    pub groups: Vec<u32>,
    /// The words of each, as [`Feature::Words`] gives them back.
    pub(crate) words: Vec<f32>,
}

impl Features {
    /// The features of the `at`-th block that has text.
    pub fn row(&self, at: usize) -> &[f32] {
        &self.values[at * COUNT..(at + 1) * COUNT]
    }

    /// Counts everything. `heuristic` is what the heuristic judge says of every block.
    pub(crate) fn of(
        document: &dyn Document,
        facts: &PageFacts<'_>,
        heuristic: &[Judgement],
        lexicons: &Lexicons,
    ) -> Self {
        let all = document.blocks();
        let blocks: Vec<u32> = (0..all.len() as u32).filter(|&at| !all[at as usize].text.is_empty()).collect();
        let agreement = Agreement::of(document.metadata());
        let words = |at: &u32| (&all[*at as usize], facts.words(*at as usize));
        let weighed = Weighed::of(blocks.iter().map(words), lexicons);
        let texts: Vec<TextFacts> = blocks
            .iter()
            .zip(weighed.texts())
            .map(|(&at, weighed)| {
                let at = at as usize;
                TextFacts::of(&all[at], &facts.blocks[at], heuristic[at].keep, weighed, &agreement, facts.words(at))
            })
            .collect();
        let places: Vec<Option<u32>> = blocks.iter().map(|&at| all[at as usize].element).collect();
        let tree = TreeFacts::of(document, &facts.names, &places, &texts, lexicons);
        // What is said of the page is the same in every row.
        let mut page = [0.0; COUNT];
        PageSums::of(document, &texts).fill(&mut Row(&mut page));
        let mut values = Vec::with_capacity(blocks.len() * COUNT);
        for ((&at, &place), own) in blocks.iter().zip(&places).zip(&texts) {
            values.extend_from_slice(&page);
            let Some(row) = values.last_chunk_mut() else { break };
            let mut row = Row(row);
            own.fill(&mut row);
            facts.blocks[at as usize].fill(&mut row, place, facts);
            tree.fill(&mut row, place);
        }
        groups::fill(&places, &texts, &tree, &mut values);
        neighbours::fill(document, &blocks, &places, &texts, &tree, &mut values);
        let groups = places.iter().map(|&place| tree.element(place).map_or(0, |facts| facts.alike)).collect();
        let words = texts.iter().map(|text| exp_ln_1p(text.words)).collect();
        Self { blocks, values, groups, words }
    }
}

/// The rows of all blocks.
fn rows(values: &mut [f32]) -> impl DoubleEndedIterator<Item = Row<'_>> {
    values.as_chunks_mut().0.iter_mut().map(Row)
}

/// Sums over the page.
struct PageSums {
    blocks: f32,
    words: f32,
    prose: f32,
    linked: f32,
    headings: f32,
    is_article: f32,
    has_body: f32,
    kept: f32,
}

impl PageSums {
    fn of(document: &dyn Document, texts: &[TextFacts]) -> Self {
        let sum = |value: fn(&TextFacts) -> f32| texts.iter().map(value).sum::<f32>();
        let words = sum(|text| text.words);
        let types = &document.metadata().types;
        let is_article = types.iter().any(|name| name.ends_with("rticle") || name.ends_with("Posting"));
        Self {
            blocks: texts.len() as f32,
            words,
            prose: sum(|text| text.mass) / words.max(1.0),
            linked: sum(|text| text.words * text.link_density) / words.max(1.0),
            headings: sum(|text| f32::from(u8::from(text.is_heading()))) / texts.len().max(1) as f32,
            is_article: f32::from(u8::from(is_article)),
            has_body: f32::from(u8::from(document.metadata().article_body.is_some())),
            kept: sum(|text| text.words * text.heuristic) / words.max(1.0),
        }
    }

    fn fill(&self, row: &mut Row<'_>) {
        row.set(Feature::PageBlocks, self.blocks.ln_1p());
        row.set(Feature::PageWords, self.words.ln_1p());
        row.set(Feature::PageProse, self.prose);
        row.set(Feature::PageLinked, self.linked);
        row.set(Feature::PageHeadings, self.headings);
        row.set(Feature::PageIsArticle, self.is_article);
        row.set(Feature::PageHasBody, self.has_body);
        row.set(Feature::PageKept, self.kept);
    }
}
