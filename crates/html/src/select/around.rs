//! What selectors ask of the elements around a match, so that a selector is tried only where all of it is there. Without
//! this, `.story p` asks each of five hundred elements around each paragraph, on a page that has no story at all.

use std::collections::HashMap;

use selectors::parser::{Combinator, Component, Selector};
use web_atoms::LocalName;

use crate::tree::{ID, TreeElement};

use super::bucket::Fnv;
use super::grammar::Grammar;

type Numbers<K> = HashMap<K, u32, std::hash::BuildHasherDefault<Fnv>>;

/// The names that the selectors of a set ask for around their matches, each with a number.
#[derive(Debug, Default)]
pub(super) struct Around {
    ids: Numbers<String>,
    classes: Numbers<String>,
    tags: Numbers<LocalName>,
    count: u32,
}

/// How many of the open elements have each name.
#[derive(Debug)]
pub(super) struct Open(Vec<u32>);

impl Around {
    /// The numbers of the names that some element around a match of the selector must have.
    pub(super) fn add(&mut self, selector: &Selector<Grammar>) -> Box<[u32]> {
        let mut needed = Vec::new();
        let mut compounds = selector.iter();
        let mut is_around = false;
        loop {
            for component in compounds.by_ref().filter(|_| is_around) {
                let next = self.count;
                let number = match component {
                    Component::ID(name) => *self.ids.entry(name.0.to_string()).or_insert(next),
                    Component::Class(name) => *self.classes.entry(name.0.to_string()).or_insert(next),
                    // One in capitals means one thing in HTML and another in SVG.
                    Component::LocalName(name) if name.name == name.lower_name => {
                        *self.tags.entry(name.name.0.clone()).or_insert(next)
                    }
                    _ => continue,
                };
                self.count += u32::from(number == next);
                needed.push(number);
            }
            match compounds.next_sequence() {
                // What stands around a sibling stands around the match as well; the sibling itself does not.
                Some(combinator) => is_around = matches!(combinator, Combinator::Child | Combinator::Descendant),
                None => return needed.into(),
            }
        }
    }

    /// No element is open.
    pub(super) fn none_open(&self) -> Open {
        Open(vec![0; self.count as usize])
    }

    /// Calls `with` for the number of each name that an element has.
    fn names(&self, element: TreeElement<'_>, mut with: impl FnMut(usize)) {
        if self.count == 0 {
            return;
        }
        let id = element.known(ID).filter(|_| !self.ids.is_empty());
        id.and_then(|id| self.ids.get(id)).into_iter().for_each(|number| with(*number as usize));
        if !self.classes.is_empty() {
            let classes = element.classes().filter_map(|class| self.classes.get(class));
            classes.for_each(|number| with(*number as usize));
        }
        self.tags.get(element.name()).into_iter().for_each(|number| with(*number as usize));
    }
}

impl Open {
    /// Comes into an element.
    pub(super) fn enter(&mut self, around: &Around, element: TreeElement<'_>) {
        around.names(element, |number| self.0[number] += 1);
    }

    /// Leaves an element.
    pub(super) fn leave(&mut self, around: &Around, element: TreeElement<'_>) {
        around.names(element, |number| self.0[number] -= 1);
    }

    /// Whether every name stands on some open element.
    pub(super) fn has_all(&self, needed: &[u32]) -> bool {
        needed.iter().all(|number| self.0[*number as usize] > 0)
    }
}
