//! The names of a page's elements, each distinct one once: ids and classes are few, and stand on many elements.

mod cut;

use std::sync::Arc;

use copydesk_core::Element;

use crate::classes::{Hint, Reading};
use crate::fast::Seeded;
use crate::features::{Hash, NAME};
pub(crate) use cut::{MAX_OF_TOKENS, Tokens, cut};

/// The number of a name.
pub(crate) type Name = u32;

/// The number of no name.
const NONE: Name = Name::MAX;

/// See the module's documentation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names<'d> {
    distinct: Vec<&'d str>,
    hashes: Vec<u64>,
    told: Vec<Told>,
    /// What lexicons know of names: the tokens of all.
    tokens: Vec<u32>,
    /// Numbers of names by hash, in a table of open addressing; [`NONE`] is a free place.
    slots: Vec<Name>,
    seed: Seeded,
    /// The names of all elements: id (or [`NONE`]), classes.
    of: Vec<Name>,
    /// Where each element's stand among them: elements that share a start tag share its names.
    ranges: Vec<(u32, u32)>,
}

/// What a name tells.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    hint: Hint,
    /// The hash of all but its digits.
    bare: u32,
    /// Where its tokens end among those of all.
    tokens: u32,
}

impl<'d> Names<'d> {
    /// Reads the names of all elements.
    pub(crate) fn of(elements: &'d [Element]) -> Self {
        let mut names = Self {
            distinct: Vec::with_capacity(elements.len()),
            hashes: Vec::with_capacity(elements.len()),
            told: Vec::with_capacity(elements.len()),
            tokens: Vec::with_capacity(4 * elements.len()),
            slots: vec![NONE; (elements.len() + 128).next_power_of_two()],
            of: Vec::with_capacity(2 * elements.len()),
            ranges: Vec::with_capacity(elements.len()),
            ..Self::default()
        };
        let mut firsts = Firsts::of(elements);
        for at in 0..elements.len() {
            let (element, first) = (&elements[at], firsts.first(at));
            if first < at {
                names.ranges.push(names.ranges[first]);
                continue;
            }
            let from = names.of.len() as u32;
            let id = element.id.as_deref().map_or(NONE, |id| names.number(id));
            names.of.push(id);
            for class in &element.classes {
                let class = names.number(class);
                names.of.push(class);
            }
            names.ranges.push((from, names.of.len() as u32));
        }
        names
    }

    /// Where an element's names begin among all: the same number for elements that share a start tag.
    pub(crate) fn place(&self, element: usize) -> usize {
        self.ranges[element].0 as usize
    }

    /// The names of all start tags, one behind the other.
    pub(crate) fn count(&self) -> usize {
        self.of.len()
    }

    /// A name by its number.
    pub(crate) fn text(&self, name: Name) -> &'d str {
        self.distinct[name as usize]
    }

    /// What a name says of the element that has it.
    pub(crate) fn hint(&self, name: Name) -> Hint {
        self.told[name as usize].hint
    }

    /// What lexicons know of names: the tokens of all, and for each name where its own end.
    pub(crate) fn tokens(&self) -> (&[u32], impl Iterator<Item = usize>) {
        (&self.tokens, self.told.iter().map(|told| told.tokens as usize))
    }

    /// The hash of all of a name but its digits: they number things.
    pub(crate) fn bare(&self, name: Name) -> u32 {
        self.told[name as usize].bare
    }

    /// An element's id and classes, in this order.
    pub(crate) fn id_and_classes(&self, element: usize) -> &[Name] {
        let (from, to) = self.ranges[element];
        let (from, to) = (from as usize, to as usize);
        if self.of[from] == NONE { &self.of[from + 1..to] } else { &self.of[from..to] }
    }

    /// An element's classes.
    pub(crate) fn classes(&self, element: usize) -> &[Name] {
        let (from, to) = self.ranges[element];
        &self.of[from as usize + 1..to as usize]
    }

    /// The number of a name, which gets one if it has none.
    pub(crate) fn number(&mut self, name: &'d str) -> Name {
        let hash = self.seed.hash(name);
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            let number = self.slots[at];
            if number == NONE {
                break;
            }
            if self.hashes[number as usize] == hash && self.distinct[number as usize] == name {
                return number;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = self.distinct.len() as Name;
        self.add(name, hash)
    }

    /// Reads a new name: what is done for few must not weigh on [`Names::number`].
    #[inline(never)]
    fn add(&mut self, name: &'d str, hash: u64) -> Name {
        let number = self.distinct.len() as Name;
        self.distinct.push(name);
        self.hashes.push(hash);
        if self.slots.len() < 2 * self.distinct.len() {
            self.grow();
        }
        let (tokens, mut made) = (&mut self.tokens, Tokens::default());
        let part = |part| {
            if name.len() <= MAX_OF_TOKENS {
                made.of_part(part, |token| tokens.push(token));
            }
        };
        let mut reading = Reading::of(name);
        let bare = cut(name, Hash::new().push(NAME), |word, hash| reading.word(word, hash), part).value();
        self.told.push(Told { hint: reading.hint(), bare, tokens: self.tokens.len() as u32 });
        number
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        self.slots = vec![NONE; size];
        for (number, &hash) in self.hashes.iter().enumerate() {
            let mut at = hash as usize & (size - 1);
            while self.slots[at] != NONE {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number as Name;
        }
    }
}

/// The first element of each start tag, by where that lies in memory.
struct Firsts<'d> {
    elements: &'d [Element],
    /// Elements in a table of open addressing; [`NONE`] is a free place.
    slots: Vec<u32>,
    seed: Seeded,
}

impl<'d> Firsts<'d> {
    fn of(elements: &'d [Element]) -> Self {
        let size = (elements.len() + elements.len() / 2 + 1).next_power_of_two();
        Self { elements, slots: vec![NONE; size], seed: Seeded::default() }
    }

    /// The first element that was asked for and has the start tag of this one.
    fn first(&mut self, element: usize) -> usize {
        let tag = self.elements[element].start_tag();
        let mut at = self.seed.spread(Arc::as_ptr(tag).addr() as u64) as usize & (self.slots.len() - 1);
        loop {
            let slot = &mut self.slots[at];
            if *slot == NONE {
                *slot = element as u32;
                return element;
            }
            if Arc::ptr_eq(self.elements[*slot as usize].start_tag(), tag) {
                return *slot as usize;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::StartTag;

    use super::*;

    #[test]
    fn names_are_numbered_once() {
        let element = |tag: &'static str, id: Option<&str>, classes: &[&str]| {
            let tag = StartTag {
                tag: tag.into(),
                id: id.map(Into::into),
                classes: classes.iter().map(|&class| class.into()).collect(),
                ..StartTag::default()
            };
            Element::new(None, tag)
        };
        let mut elements = vec![element("div", Some("story"), &["wide", "story"]), element("div", None, &["wide"])];
        elements.extend((0..1000).map(|number| element("p", None, &[&format!("text-{number}")])));
        let names = Names::of(&elements);
        let texts = |of: &[Name]| of.iter().map(|&name| names.text(name)).collect::<Vec<_>>();
        assert_eq!(texts(names.id_and_classes(0)), ["story", "wide", "story"]);
        assert_eq!(texts(names.classes(0)), ["wide", "story"]);
        assert_eq!(texts(names.id_and_classes(1)), ["wide"]);
        assert_eq!(texts(names.classes(900)), ["text-898"]);
        assert_eq!(names.distinct.len(), 1002);
    }

    #[test]
    fn elements_share_what_their_start_tag_says() {
        let tags: Vec<Arc<StartTag>> = (0..40)
            .map(|number| {
                let classes = vec![format!("text-{number}").as_str().into(), "wide".into()];
                Arc::new(StartTag { tag: "p".into(), classes: classes.into(), ..StartTag::default() })
            })
            .collect();
        let elements: Vec<Element> =
            (0..400).map(|number| Element::new(None, Arc::clone(&tags[number * number % 40]))).collect();
        let mut firsts = Firsts::of(&elements);
        for number in 0..400 {
            let first = (0..=number).find(|earlier| earlier * earlier % 40 == number * number % 40);
            assert_eq!(Some(firsts.first(number)), first, "{number}");
        }
        let names = Names::of(&elements);
        for number in [0, 7, 47, 399] {
            let own: Vec<&str> = names.classes(number).iter().map(|&name| names.text(name)).collect();
            assert_eq!(own, [format!("text-{}", number * number % 40).as_str(), "wide"]);
        }
    }
}
