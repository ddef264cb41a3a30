//! What the elements around a block say: their names, their tags, and how much of the page's running text they hold.

use copydesk_core::{Document, Element};

use super::OUTLINE_COUNT;
use super::lexicons::Lexicons;
use super::names::{Feature, Row};
use super::starts::{Known, StartFacts, TAGS};
use super::text::TextFacts;
use crate::fast::ln_1p;
use crate::names::Names;

/// How many levels up an element is looked for by its tag.
const MAX_LEVELS: usize = 24;
const MAX_UP: u8 = MAX_LEVELS as u8;

/// What is known of every element.
#[derive(Debug, Clone, Default)]
pub(super) struct TreeFacts {
    elements: Vec<ElementFacts>,
    words: f32,
    prose: f32,
    /// The deepest element that holds half of the running text.
    half: Option<u32>,
    /// What is said of an element that is not there.
    nothing: ElementFacts,
}

/// What is known of one element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ElementFacts {
    pub(super) parent: Option<u32>,
    pub(super) depth: u16,
    /// A hash of its tag and classes and of those around it.
    pub(super) alike: u32,
    own_alike: u32,
    tag: u8,
    /// The way up to the nearest element of each kind of [`LEVELS`], itself being 1; 0 where there is none near.
    levels: [u8; LEVELS.len()],
    /// How many levels up it meets the element with half of the running text.
    to_half: u8,
    /// The logarithm of its words.
    length: f32,
    /// Of its words those inside links, of the page's running text what it holds, of its words the running text.
    linked_share: f32,
    prose_share: f32,
    density: f32,
    names: f32,
    pub(super) names_lowest: f32,
    names_highest: f32,
    names_sum: f32,
    words: f32,
    linked: f32,
    prose: f32,
    blocks: f32,
    /// Running text directly inside.
    pub(super) own_prose: f32,
}

/// Features that count the levels up to an element of some kind.
const LEVELS: [Feature; 8] = {
    use Feature as F;
    [F::ToArticle, F::ToMain, F::ToAside, F::ToFooter, F::ToList, F::ToTable, F::ToFigure, F::ToSection]
};

/// For each of [`TAGS`] which of [`LEVELS`] counts the way up to it, from 1; 0 for none.
const KINDS: [u8; TAGS.len()] = {
    let mut kinds = [0; TAGS.len()];
    let mut at = 0;
    while at < TAGS.len() {
        kinds[at] = match TAGS[at].as_bytes() {
            b"article" => 1,
            b"main" => 2,
            b"aside" => 3,
            b"footer" => 4,
            b"ul" | b"ol" | b"dl" => 5,
            b"table" => 6,
            b"figure" => 7,
            b"section" => 8,
            _ => 0,
        };
        at += 1;
    }
    kinds
};

/// The distance to an element that an element does not meet.
const APART: f32 = MAX_LEVELS as f32;

impl TreeFacts {
    pub(super) fn of(
        document: &dyn Document,
        names: &Names<'_>,
        places: &[Option<u32>],
        texts: &[TextFacts],
        lexicons: &Lexicons,
    ) -> Self {
        let mut tree = Self { elements: Vec::with_capacity(document.elements().len()), ..Self::default() };
        let mut known = Known::new(names, lexicons);
        for (at, element) in document.elements().iter().enumerate() {
            let around = element.parent.map(|parent| &tree.elements[parent as usize]);
            let own = ElementFacts::of(element, at, around, &mut known);
            tree.elements.push(own);
        }
        for (place, text) in places.iter().zip(texts) {
            tree.words += text.words;
            tree.prose += text.mass;
            let Some(element) = place.and_then(|place| tree.elements.get_mut(place as usize)) else { continue };
            element.words += text.words;
            element.linked += text.words * text.link_density;
            element.prose += text.mass;
            element.blocks += 1.0;
            element.own_prose += text.mass;
        }
        for at in (0..tree.elements.len()).rev() {
            // Parents stand before their children.
            let (before, own) = tree.elements.split_at_mut(at);
            let Some((own, parent)) = own.first().and_then(|own| Some((own, own.parent?))) else { continue };
            let around = &mut before[parent as usize];
            around.words += own.words;
            around.linked += own.linked;
            around.prose += own.prose;
            around.blocks += own.blocks;
        }
        // Parents come first: the last element with half of the text is the deepest.
        let prose = tree.prose;
        let holding = tree.elements.iter().enumerate();
        tree.half = holding
            .filter(|(_, facts)| prose > 0.0 && facts.prose >= 0.5 * prose)
            .max_by_key(|(_, facts)| facts.depth)
            .map(|(at, _)| at as u32);
        tree.weigh();
        tree
    }

    /// Works out what rows say of each element, when all sums are known.
    fn weigh(&mut self) {
        let mut holds_half = vec![false; self.elements.len()];
        let mut next = self.half;
        while let Some(at) = next {
            holds_half[at as usize] = true;
            next = self.elements[at as usize].parent;
        }
        let prose = self.prose.max(1.0);
        for at in 0..self.elements.len() {
            let parent = self.elements[at].parent;
            let to_half = match self.half {
                _ if holds_half[at] => 0,
                Some(_) => 1 + parent.map_or(0, |parent| self.elements[parent as usize].to_half),
                None => MAX_UP,
            };
            let facts = &mut self.elements[at];
            facts.to_half = to_half.min(MAX_UP);
            let each = facts.words.max(1.0);
            facts.length = ln_1p(facts.words);
            facts.linked_share = facts.linked / each;
            facts.prose_share = facts.prose / prose;
            facts.density = facts.prose / each;
        }
    }

    pub(super) fn element(&self, at: Option<u32>) -> Option<&ElementFacts> {
        self.elements.get(at? as usize)
    }

    /// How many levels up from the first element the two meet.
    pub(super) fn meet(&self, one: Option<u32>, other: Option<u32>) -> f32 {
        if one == other {
            return 0.0;
        }
        let (Some(mut first), Some(mut second)) = (self.element(one), self.element(other)) else { return APART };
        let (mut one, mut other, mut up) = (one, other, 0_usize);
        // What is further than that is all the same.
        while one != other && up < MAX_LEVELS {
            let (above, below) = (first.depth >= second.depth, second.depth >= first.depth);
            if above {
                one = first.parent;
                up += 1;
            }
            if below {
                other = second.parent;
            }
            first = self.element(one).unwrap_or(first);
            second = self.element(other).unwrap_or(second);
        }
        up.min(MAX_LEVELS) as f32
    }

    pub(super) fn fill(&self, row: &mut Row<'_, OUTLINE_COUNT>, element: Option<u32>) {
        use Feature as F;
        let around: [&ElementFacts; 4] = {
            let mut next = element;
            std::array::from_fn(|_| {
                let found = self.element(next).unwrap_or(&self.nothing);
                next = found.parent;
                found
            })
        };
        row.set(F::Depth, around[0].depth.into());
        row.set(F::Tag, around[0].tag.into());
        row.set(F::ParentTag, around[1].tag.into());
        row.set(F::NamesLowest, around[0].names_lowest);
        row.set(F::NamesHighest, around[0].names_highest);
        row.set(F::NamesSum, around[0].names_sum);
        // Of the block's own element its words say what the block's do.
        row.set(F::Names0, around[0].names);
        row.set(F::Linked0, around[0].linked_share);
        row.set(F::Prose0, around[0].prose_share);
        let mut level = |features: [Feature; 4], facts: &ElementFacts| {
            row.set_all(features, [facts.names, facts.length, facts.linked_share, facts.prose_share]);
        };
        level([F::Names1, F::Words1, F::Linked1, F::Prose1], around[1]);
        level([F::Names2, F::Words2, F::Linked2, F::Prose2], around[2]);
        level([F::Names3, F::Words3, F::Linked3, F::Prose3], around[3]);
        row.set(F::Density1, around[1].density);
        row.set(F::Density3, around[3].density);
        row.set(F::Blocks1, around[1].blocks);
        row.set(F::Blocks2, around[2].blocks);
        row.set_all(LEVELS, around[0].levels.map(f32::from));
        let (to_half, depth) = match element {
            Some(_) => (around[0].to_half, f32::from(around[0].depth)),
            None => (self.half.map_or(0, |_| MAX_UP), 0.0),
        };
        let half = self.element(self.half).map_or(0.0, |half| half.depth.into());
        row.set(F::ToHalf, to_half.into());
        row.set(F::DepthBelowHalf, if element.is_some() { depth - half } else { 0.0 });
    }

    pub(super) fn words(&self) -> f32 {
        self.words
    }

    pub(super) fn prose(&self) -> f32 {
        self.prose
    }
}

impl ElementFacts {
    fn of<'d>(element: &'d Element, at: usize, around: Option<&Self>, known: &mut Known<'_, 'd>) -> Self {
        let nothing = Self::default();
        let parent = around.unwrap_or(&nothing);
        let StartFacts { weight, tag, alike: own_alike } = known.start(element, at);
        // The strongest name decides, its side by the sum.
        let names = if weight.sum < 0.0 { weight.lowest } else { weight.highest };
        let mut levels = parent.levels;
        for level in &mut levels {
            *level = if matches!(*level, 1..MAX_UP) { *level + 1 } else { 0 };
        }
        if let Some(kind) = KINDS[usize::from(tag)].checked_sub(1) {
            levels[usize::from(kind)] = 1;
        }
        Self {
            parent: element.parent,
            depth: around.map_or(0, |parent| parent.depth.saturating_add(1)),
            own_alike,
            alike: own_alike ^ parent.own_alike.rotate_left(9) ^ (parent.alike ^ parent.own_alike).rotate_left(9),
            tag,
            levels,
            names,
            names_lowest: parent.names_lowest.min(weight.lowest),
            names_highest: parent.names_highest.max(weight.highest),
            names_sum: parent.names_sum + names,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree whose elements have these parents.
    fn tree(parents: &[Option<u32>]) -> TreeFacts {
        let mut tree = TreeFacts::default();
        for &parent in parents {
            let depth = parent.map_or(0, |parent| tree.elements[parent as usize].depth + 1);
            tree.elements.push(ElementFacts { parent, depth, ..ElementFacts::default() });
        }
        tree
    }

    #[track_caller]
    fn check(parents: &[Option<u32>], one: Option<u32>, other: Option<u32>, expected: (f32, f32)) {
        let tree = tree(parents);
        assert_eq!((tree.meet(one, other), tree.meet(other, one)), expected);
    }

    #[test]
    fn elements_meet_where_one_holds_both() {
        let parents = [None, Some(0), Some(1), Some(1), Some(0), None];
        check(&parents, Some(2), Some(2), (0.0, 0.0));
        check(&parents, Some(2), Some(3), (1.0, 1.0));
        check(&parents, Some(2), Some(4), (2.0, 1.0));
        check(&parents, Some(2), Some(0), (2.0, 0.0));
        check(&parents, Some(2), Some(5), (3.0, 1.0));
        check(&parents, Some(2), None, (24.0, 24.0));
        check(&parents, None, None, (0.0, 0.0));
        let deep: Vec<Option<u32>> = (0..60_u32).map(|at| at.checked_sub(1)).collect();
        check(&deep, Some(59), Some(9), (24.0, 0.0));
    }
}
