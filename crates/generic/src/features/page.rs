//! What is said of the page as a whole.

use copydesk_core::Document;

use super::OUTLINE_COUNT;
use super::names::{Feature, Row};
use super::text::TextFacts;

/// Sums over the page.
pub(super) struct PageSums {
    blocks: f32,
    words: f32,
    prose: f32,
    linked: f32,
    headings: f32,
    is_article: f32,
    kept: f32,
}

impl PageSums {
    pub(super) fn of(document: &dyn Document, texts: &[TextFacts]) -> Self {
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
            kept: sum(|text| text.words * text.heuristic) / words.max(1.0),
        }
    }

    pub(super) fn fill(&self, row: &mut Row<'_, OUTLINE_COUNT>) {
        row.set(Feature::PageBlocks, self.blocks.ln_1p());
        row.set(Feature::PageWords, self.words.ln_1p());
        row.set(Feature::PageProse, self.prose);
        row.set(Feature::PageLinked, self.linked);
        row.set(Feature::PageHeadings, self.headings);
        row.set(Feature::PageIsArticle, self.is_article);
        row.set(Feature::PageKept, self.kept);
    }
}
