//! What is counted of every block before the model judges it.
//!
//! In the line of boilerpipe's shallow text features (Kohlschütter, Fankhauser and Nejdl, WSDM 2010), of `Web2Text`'s features of block
//! and edge (Vogels, Ganea and Eickhoff, ECIR 2018) and of the link and class features of Readability: the block itself, the elements
//! around it, the blocks beside it, those that are made like it, and the page. Nothing here knows a language; words of
//! texts and of class names weigh what [`Lexicons`] learned of them.
//!
//! A first look, the [`Outline`], goes by where a block stands and how it is made. The model's sieve leaves out by it what is
//! surely no article, seven blocks in ten; only the others get whole rows ([`Features`]), with what their words weigh. The
//! thought is that of cascades (Viola and Jones, "Rapid object detection using a boosted cascade of simple features", CVPR 2001).

use copydesk_core::Document;

mod agreement;
mod detail;
mod groups;
mod lexicons;
mod names;
mod neighbours;
mod page;
mod positions;
mod starts;
mod text;
mod told;
mod tree;
mod weighed;

pub(crate) use lexicons::{Hash, NAME};
pub use lexicons::{Lexicon, Lexicons, address_tokens, class_tokens, pair_tokens, word_tokens};
pub use names::{COUNT, Feature, NAMES, OUTLINE_COUNT};
pub(crate) use told::Telling;

use crate::containers::PageFacts;
use crate::judge::Judgement;
use agreement::Agreement;
use detail::Detail;
pub(crate) use names::Row;
use neighbours::NOT_WEIGHED;
use page::PageSums;
use text::TextFacts;
use tree::TreeFacts;
use weighed::Weighed;
pub use weighed::weighed;

/// What a first look counts of every block that has text.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The blocks that have text, by number.
    pub blocks: Vec<u32>,
    /// Words of each.
    pub words: Vec<f32>,
    rows: Vec<[f32; OUTLINE_COUNT]>,
    /// See [`Features::groups`].
    groups: Vec<u32>,
    /// The elements that hold them.
    places: Vec<Option<u32>>,
    texts: Vec<TextFacts>,
    tree: TreeFacts,
    agreement: Agreement,
}

impl Outline {
    /// Counts it. `heuristic` is what the heuristic judge says of every block.
    pub(crate) fn of(
        document: &dyn Document,
        facts: &PageFacts<'_>,
        heuristic: &[Judgement],
        lexicons: &Lexicons,
    ) -> Self {
        let all = document.blocks();
        let blocks: Vec<u32> = (0..all.len() as u32).filter(|&at| !all[at as usize].text.is_empty()).collect();
        let agreement = Agreement::of(document.metadata());
        let texts: Vec<TextFacts> = blocks
            .iter()
            .map(|&at| {
                let at = at as usize;
                TextFacts::of(&all[at], &facts.blocks[at], heuristic[at].keep, &agreement, facts.words(at))
            })
            .collect();
        let places: Vec<Option<u32>> = blocks.iter().map(|&at| all[at as usize].element).collect();
        let tree = TreeFacts::of(document, &facts.names, &places, &texts, lexicons);
        // What is said of the page is the same in every row.
        let mut page = [0.0; OUTLINE_COUNT];
        PageSums::of(document, &texts).fill(&mut Row(&mut page));
        let mut rows = vec![page; blocks.len()];
        for ((row, (&at, &place)), own) in rows.iter_mut().zip(blocks.iter().zip(&places)).zip(&texts) {
            let mut row = Row(row);
            own.fill(&mut row);
            facts.blocks[at as usize].fill(&mut row, place, facts);
            tree.fill(&mut row, place);
        }
        let groups = groups::fill(&places, &texts, &tree, &mut rows);
        positions::fill(&texts, &tree, &mut rows);
        let words = texts.iter().map(|text| text.words).collect();
        Self { blocks, words, rows, groups, places, texts, tree, agreement }
    }

    /// The rows of all blocks that have text, in order.
    pub fn rows(&self) -> &[[f32; OUTLINE_COUNT]] {
        &self.rows
    }

    /// The whole rows of those that the sieve leaves open.
    pub(crate) fn look_again(
        self,
        document: &dyn Document,
        facts: &PageFacts<'_>,
        lexicons: &Lexicons,
        sieved: Vec<f32>,
    ) -> Features {
        let all = document.blocks();
        let open: Vec<u32> = (0..sieved.len() as u32).filter(|&at| sieved[at as usize] > SIFTED).collect();
        let number = |at: u32| self.blocks[at as usize] as usize;
        let words = |&at: &u32| (&all[number(at)], facts.words(number(at)));
        let weighed = Weighed::of(open.iter().map(words), lexicons);
        let mut weights = vec![NOT_WEIGHED; self.blocks.len()];
        let mut values = vec![[0.0; COUNT]; open.len()];
        for ((&at, weighed), row) in open.iter().zip(weighed.texts()).zip(&mut values) {
            let (block, at) = (number(at), at as usize);
            let scan = &facts.blocks[block].scan;
            let own = Detail::of(&all[block].text, scan, weighed, &self.agreement, facts.words(block));
            weights[at] = own.word_mean();
            row[..OUTLINE_COUNT].copy_from_slice(&self.rows[at]);
            own.fill(&mut Row(row));
        }
        let page = neighbours::Page {
            document,
            blocks: &self.blocks,
            places: &self.places,
            texts: &self.texts,
            weights: &weights,
            tree: &self.tree,
        };
        neighbours::fill(page, &open, &mut values);
        let Self { blocks, words, rows: outlines, groups, .. } = self;
        Features { blocks, words, groups, sieved, open, outlines, values }
    }
}

/// The margin of the sieve down to which a block is surely none of the article's.
pub const SIFTED: f32 = -2.8;

/// The features of the blocks that have text, in order: of those that the sieve leaves open all of them.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// The blocks that have text, by number.
    pub blocks: Vec<u32>,
    /// Words of each.
    pub words: Vec<f32>,
    /// The group of each: one number for all that are made alike, with the same tags and classes around.
    pub groups: Vec<u32>,
    /// What the sieve says of each.
    pub sieved: Vec<f32>,
    /// Those that it leaves open, as places in `blocks`.
    pub open: Vec<u32>,
    outlines: Vec<[f32; OUTLINE_COUNT]>,
    values: Vec<[f32; COUNT]>,
}

impl Features {
    /// The rows of the open blocks, in order.
    pub fn rows(&self) -> &[[f32; COUNT]] {
        &self.values
    }

    /// What the first look saw of the `at`-th block that has text.
    pub fn outline(&self, at: usize) -> &[f32; OUTLINE_COUNT] {
        &self.outlines[at]
    }

    /// All features of the `at`-th block that has text, where it was looked at again.
    pub fn row(&self, at: usize) -> Option<&[f32; COUNT]> {
        let place = self.open.binary_search(&(at as u32)).ok()?;
        self.values.get(place)
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;
    use crate::learned;

    #[test]
    fn only_what_the_sieve_leaves_open_is_looked_at_again() {
        let lines =
            ["Home", "The wall at Ness is to be built again, the council said.", "The work begins in May.", "Share"];
        let document = StaticDocument::of_lines(&lines);
        let lexicons = Lexicons::default();
        let outline = learned::outline(&document, &lexicons);
        assert_eq!((outline.blocks.len(), outline.rows().len()), (4, 4));
        let features = learned::features(&document, &lexicons, vec![SIFTED, SIFTED + 0.1, 2.0, SIFTED - 1.0]);
        assert_eq!(features.open, [1, 2]);
        let bits = |row: &[f32]| row.iter().map(|value| value.to_bits()).collect::<Vec<u32>>();
        for (at, outline) in outline.rows().iter().enumerate() {
            assert_eq!(bits(features.outline(at)), bits(outline), "{at}");
            match features.row(at) {
                Some(row) => assert_eq!(bits(&row[..OUTLINE_COUNT]), bits(outline), "{at}"),
                None => assert!(!features.open.contains(&(at as u32)), "{at}"),
            }
        }
        let said = |at: usize, feature: Feature| features.row(at).map(|row| row[feature as usize]);
        assert_eq!(said(1, Feature::PreviousWordMean), Some(NOT_WEIGHED), "the block before was not weighed");
        assert_eq!(said(1, Feature::NextWordMean), Some(0.0), "no word of the block behind is known");
        assert_eq!(said(2, Feature::NextWordMean), Some(NOT_WEIGHED));
        assert_eq!(said(2, Feature::PreviousWords), Some(12.0_f32.ln_1p()));
    }
}
