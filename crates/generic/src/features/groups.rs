//! What blocks that are made alike say of each other: paragraphs of one article stand in the same elements with the same
//! classes, and so do the teasers of one list.

use super::OUTLINE_COUNT;
use super::names::{Feature, Row};
use super::text::TextFacts;
use super::tree::TreeFacts;
use crate::fast::WordSet;

/// Sums over the blocks of a group.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    blocks: f32,
    words: f32,
    prose: f32,
    linked: f32,
    sentences: f32,
    heuristic: f32,
}

impl Group {
    fn add(&mut self, text: &TextFacts) {
        self.blocks += 1.0;
        self.words += text.words;
        self.prose += text.mass;
        self.linked += text.words * text.link_density;
        self.sentences += f32::from(u8::from(text.ends_sentence));
        self.heuristic += text.heuristic;
    }

    /// What the rows of its blocks say, on a page with so much running text.
    fn features(&self, prose: f32) -> [f32; 6] {
        [
            self.blocks,
            self.prose / prose,
            self.words / self.blocks,
            self.linked / self.words.max(1.0),
            self.sentences / self.blocks,
            self.heuristic / self.blocks,
        ]
    }
}

/// Fills in the rows of all blocks, and gives the number of the group of each. `places` are the elements that hold them.
pub(super) fn fill(
    places: &[Option<u32>],
    texts: &[TextFacts],
    tree: &TreeFacts,
    rows: &mut [[f32; OUTLINE_COUNT]],
) -> Vec<u32> {
    use Feature as F;
    // Groups and repeated texts by number, and both numbers of each block.
    let mut groups: Vec<Group> = Vec::new();
    let mut repeats: Vec<f32> = Vec::with_capacity(places.len());
    let mut known_groups = WordSet::default();
    let mut known_texts = WordSet::for_words(places.len());
    let mut group_of: Vec<u32> = Vec::with_capacity(places.len());
    let mut text_of: Vec<u32> = Vec::with_capacity(places.len());
    for (&place, text) in places.iter().zip(texts) {
        let group = known_groups.insert(tree.element(place).map_or(0, |facts| facts.alike));
        if group as usize == groups.len() {
            groups.push(Group::default());
        }
        groups[group as usize].add(text);
        group_of.push(group);
        let whole = known_texts.insert(text.whole);
        if whole as usize == repeats.len() {
            repeats.push(0.0);
        }
        repeats[whole as usize] += 1.0;
        text_of.push(whole);
    }
    let prose = tree.prose().max(1.0);
    let groups: Vec<[f32; 6]> = groups.iter().map(|group| group.features(prose)).collect();
    for (((&place, &group), whole), row) in places.iter().zip(&group_of).zip(text_of).zip(rows) {
        let mut row = Row(row);
        row.set_all(
            [F::GroupBlocks, F::GroupProse, F::GroupWords, F::GroupLinked, F::GroupSentences, F::GroupHeuristic],
            groups[group as usize],
        );
        row.set(F::Repeats, repeats[whole as usize]);
        let own = tree.element(place);
        let parent = own.and_then(|own| tree.element(own.parent));
        let [own, further] = [own, parent].map(|facts| facts.map_or(0.0, |facts| facts.own_prose));
        row.set(F::SiblingProse, own.max(further) / prose);
    }
    group_of
}
