//! What blocks that are made alike say of each other: paragraphs of one article stand in the same elements with the same
//! classes, and so do the teasers of one list.

use super::OUTLINE_COUNT;
use super::names::{Feature, Row};
use super::text::TextFacts;
use super::tree::TreeFacts;
use crate::fast::{FastMap, WordSet};

#[derive(Debug, Clone, Copy, Default)]
struct Group {
    blocks: f32,
    words: f32,
    prose: f32,
    linked: f32,
    sentences: f32,
    heuristic: f32,
}

/// `places` are the elements that hold the blocks.
pub(super) fn fill(places: &[Option<u32>], texts: &[TextFacts], tree: &TreeFacts, rows: &mut [[f32; OUTLINE_COUNT]]) {
    // Groups and repeated texts by number, and both numbers of each block.
    let mut groups: Vec<Group> = Vec::new();
    let mut repeats: Vec<f32> = Vec::with_capacity(places.len());
    let mut number_of_group: FastMap<u32, u32> = FastMap::default();
    let mut number_of_text = WordSet::for_words(places.len());
    let mut numbers: Vec<(u32, u32)> = Vec::with_capacity(places.len());
    let mut last = None;
    for (&place, text) in places.iter().zip(texts) {
        let alike = tree.element(place).map_or(0, |facts| facts.alike);
        let number = match last {
            Some((known, number)) if known == alike => number,
            _ => *number_of_group.entry(alike).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() as u32 - 1
            }),
        };
        last = Some((alike, number));
        let group = &mut groups[number as usize];
        group.blocks += 1.0;
        group.words += text.words;
        group.prose += text.mass;
        group.linked += text.words * text.link_density;
        group.sentences += f32::from(u8::from(text.ends_sentence));
        group.heuristic += text.heuristic;
        let whole = number_of_text.insert(text.whole);
        repeats.resize(number_of_text.len(), 0.0);
        repeats[whole as usize] += 1.0;
        numbers.push((number, whole));
    }
    for ((&place, (group, whole)), row) in places.iter().zip(numbers).zip(rows) {
        let mut row = Row(row);
        let own = tree.element(place);
        let group = groups[group as usize];
        row.set(Feature::GroupBlocks, group.blocks);
        row.set(Feature::GroupProse, group.prose / tree.prose().max(1.0));
        row.set(Feature::GroupWords, group.words / group.blocks);
        row.set(Feature::GroupLinked, group.linked / group.words.max(1.0));
        row.set(Feature::GroupSentences, group.sentences / group.blocks);
        row.set(Feature::GroupHeuristic, group.heuristic / group.blocks);
        row.set(Feature::Repeats, repeats[whole as usize]);
        let parent = own.and_then(|own| tree.element(own.parent));
        let [prose, further] = [own, parent].map(|facts| facts.map_or(0.0, |facts| facts.own_prose));
        row.set(Feature::SiblingProse, prose.max(further) / tree.prose().max(1.0));
    }
}
