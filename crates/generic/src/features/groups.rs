//! What blocks that are made alike say of each other: paragraphs of one article stand in the same elements with the same
//! classes, and so do the teasers of one list.

use copydesk_core::Document;

use super::names::{COUNT, Feature, Row};
use super::text::TextFacts;
use super::tree::TreeFacts;
use crate::fast::FastMap;

#[derive(Debug, Clone, Copy, Default)]
struct Group {
    blocks: f32,
    words: f32,
    prose: f32,
    linked: f32,
    sentences: f32,
    heuristic: f32,
}

pub(super) fn fill(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], tree: &TreeFacts, values: &mut [f32]) {
    let element = |at: u32| tree.element(document.blocks()[at as usize].element);
    let mut groups: FastMap<u32, Group> = FastMap::default();
    let mut repeats: FastMap<u32, f32> = FastMap::default();
    for (&at, text) in blocks.iter().zip(texts) {
        let group = groups.entry(element(at).map_or(0, |facts| facts.alike)).or_default();
        group.blocks += 1.0;
        group.words += text.words;
        group.prose += text.mass;
        group.linked += text.words * text.link_density;
        group.sentences += f32::from(u8::from(text.ends_sentence));
        group.heuristic += text.heuristic;
        *repeats.entry(text.whole).or_default() += 1.0;
    }
    for ((&at, text), row) in blocks.iter().zip(texts).zip(values.chunks_exact_mut(COUNT)) {
        let mut row = Row(row);
        let own = element(at).copied().unwrap_or_default();
        let group = groups[&own.alike];
        row.set(Feature::GroupBlocks, group.blocks);
        row.set(Feature::GroupProse, group.prose / tree.prose().max(1.0));
        row.set(Feature::GroupWords, group.words / group.blocks);
        row.set(Feature::GroupLinked, group.linked / group.words.max(1.0));
        row.set(Feature::GroupSentences, group.sentences / group.blocks);
        row.set(Feature::GroupHeuristic, group.heuristic / group.blocks);
        row.set(Feature::Repeats, repeats[&text.whole]);
        let parent = tree.element(own.parent).copied().unwrap_or_default();
        row.set(Feature::SiblingBlocks, own.own_blocks.max(parent.own_blocks));
        row.set(Feature::SiblingProse, own.own_prose.max(parent.own_prose) / tree.prose().max(1.0));
    }
}
