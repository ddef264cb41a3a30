//! § The list of active formatting elements: those that are opened anew in each block until their own end tags come.

use std::hash::{BuildHasher, RandomState};

use crate::parse::token::StartTag;
use crate::tree::{Attributes, NONE, Name, Namespace, NodeId, Tag};

use super::Builder;
use super::kinds::{SCOPE, SPECIAL};
use super::stack::Open;

/// The list, the last added at the end.
#[derive(Debug, Default)]
pub(super) struct Active {
    entries: Vec<Entry>,
    /// How many entries are elements.
    elements: usize,
    /// Which nodes are entries, a bit a node: markers that were never cleared may make the list long.
    listed: Vec<u64>,
    /// A keyed hash, so that no page can aim at it.
    hasher: RandomState,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The element; none for a marker.
    node: NodeId,
    tag: Tag,
    /// A hash of its attributes, whatever their order, once it was asked for.
    hash: Option<u64>,
}

/// How many entries with the same name and attributes there may be after the last marker.
const NOAHS_ARK: usize = 3;

/// How often an end tag of a formatting element goes through the adoption agency.
const ADOPTIONS: usize = 8;

/// How many formatting elements between a block and the one that ends are made anew below it.
const ADOPTED: usize = 3;

impl Active {
    /// How many elements it holds.
    pub(super) fn elements(&self) -> usize {
        self.elements
    }

    pub(super) fn push_marker(&mut self) {
        self.entries.push(Entry { node: NONE, tag: Tag::Other, hash: None });
    }

    /// § Clear the list of active formatting elements up to the last marker.
    pub(super) fn clear_to_marker(&mut self) {
        while let Some(entry) = self.entries.pop() {
            if entry.node == NONE {
                return;
            }
            self.unlist(entry.node);
        }
    }

    fn insert(&mut self, at: usize, entry: Entry) {
        let (word, bit) = bit_of(entry.node);
        if self.listed.len() <= word {
            self.listed.resize(word + 1, 0);
        }
        self.listed[word] |= bit;
        self.elements += 1;
        self.entries.insert(at, entry);
    }

    fn remove(&mut self, at: usize) {
        let entry = self.entries.remove(at);
        self.unlist(entry.node);
    }

    /// Puts another node in the place of one.
    fn replace(&mut self, at: usize, node: NodeId) {
        let entry = Entry { node, ..self.entries[at] };
        self.remove(at);
        self.insert(at, entry);
    }

    fn unlist(&mut self, node: NodeId) {
        let (word, bit) = bit_of(node);
        self.listed[word] &= !bit;
        self.elements -= 1;
    }

    fn has(&self, node: NodeId) -> bool {
        let (word, bit) = bit_of(node);
        self.listed.get(word).is_some_and(|listed| listed & bit != 0)
    }

    fn position(&self, node: NodeId) -> Option<usize> {
        if self.has(node) { self.entries.iter().rposition(|entry| entry.node == node) } else { None }
    }

    /// The last entry of a name after the last marker.
    fn last_of(&self, tag: Tag) -> Option<usize> {
        let at = self.entries.iter().rposition(|entry| entry.tag == tag || entry.node == NONE)?;
        (self.entries[at].node != NONE).then_some(at)
    }
}

fn bit_of(node: NodeId) -> (usize, u64) {
    (node as usize / 64, 1 << (node % 64))
}

impl Builder<'_> {
    /// § Reconstruct the active formatting elements.
    #[inline]
    pub(super) fn reconstruct(&mut self) {
        if !self.active.entries.is_empty() && self.stack.lost_formatting {
            self.reconstruct_lost();
        }
    }

    #[cold]
    fn reconstruct_lost(&mut self) {
        self.stack.lost_formatting = false;
        let entries = &self.active.entries;
        let is_settled = |entry: &Entry| entry.node == NONE || self.stack.position(entry.node).is_some();
        let first = entries.iter().rposition(is_settled).map_or(0, |at| at + 1);
        for at in first..self.active.entries.len() {
            let Entry { node, tag, .. } = self.active.entries[at];
            let own = self.attributes_anew(node);
            let anew = self.insert_html(&Name::from(tag), own);
            self.active.replace(at, anew);
        }
    }

    /// Inserts a formatting element and puts it at the end of the list.
    pub(super) fn insert_formatting(&mut self, tag: &StartTag) {
        let hash = self.leave_out_fourth(tag.name.tag, tag.attributes);
        let node = self.insert_html(&tag.name, tag.attributes);
        self.active.insert(self.active.entries.len(), Entry { node, tag: tag.name.tag, hash });
    }

    /// § Push onto the list of active formatting elements, the Noah's Ark clause: takes out the earliest of three entries with
    /// the same name and attributes. Gives the hash of the attributes, if it had to be made.
    fn leave_out_fourth(&mut self, tag: Tag, attributes: Attributes) -> Option<u64> {
        let len = |own: Attributes| own.end - own.first;
        let (mut hash, mut same, mut earliest) = (None, 0, 0);
        for at in (0..self.active.entries.len()).rev() {
            let entry = self.active.entries[at];
            if entry.node == NONE {
                break;
            }
            let have = self.attributes_of(entry.node);
            if entry.tag != tag || have.marks != attributes.marks || len(have) != len(attributes) {
                continue;
            }
            if attributes.marks != 0 {
                let wanted = *hash.get_or_insert_with(|| self.hash(attributes));
                let found = entry.hash.unwrap_or_else(|| self.hash(have));
                self.active.entries[at].hash = Some(found);
                if found != wanted {
                    continue;
                }
            }
            (same, earliest) = (same + 1, at);
        }
        if same >= NOAHS_ARK {
            self.active.remove(earliest);
        }
        hash
    }

    /// A hash of attributes, whatever their order.
    fn hash(&self, own: Attributes) -> u64 {
        let read = |slice| self.read(slice);
        let hashes = self.tree.of(own).iter().map(|one| self.active.hasher.hash_one((read(one.name), read(one.value))));
        hashes.fold(0, u64::wrapping_add)
    }

    /// A start tag `<a>` ends the link before it.
    pub(super) fn close_misnested_link(&mut self) {
        let Some(at) = self.active.last_of(Tag::A) else { return };
        let node = self.active.entries[at].node;
        self.adopt(&Name::from(Tag::A));
        if let Some(at) = self.active.position(node) {
            self.active.remove(at);
        }
        if let Some(at) = self.stack.position(node) {
            self.stack.remove(at);
        }
    }

    /// § The adoption agency algorithm, for an end tag of a formatting element.
    pub(super) fn adopt(&mut self, subject: &Name) {
        let top = *self.stack.top();
        if top.is(subject.tag) && !self.active.has(top.node) {
            self.stack.pop();
            return;
        }
        // Nothing is open in it, and it is the last of its name.
        if top.is(subject.tag) && self.active.entries.last().is_some_and(|entry| entry.node == top.node) {
            self.stack.pop();
            self.active.remove(self.active.entries.len() - 1);
            return;
        }
        for _ in 0..ADOPTIONS {
            let Some(entry) = self.active.last_of(subject.tag) else {
                self.any_other_end_tag(subject);
                return;
            };
            let Some(at) = self.stack.position(self.active.entries[entry].node) else {
                self.active.remove(entry);
                return;
            };
            if !self.stack.sees(at, SCOPE) {
                return;
            }
            let furthest = self.stack.all()[at..].iter().position(|open| open.is_any(SPECIAL));
            let Some(furthest) = furthest else {
                self.stack.truncate(at);
                self.active.remove(entry);
                return;
            };
            self.adopt_block(entry, at, at + furthest);
        }
    }

    /// Steps 11 to 19: what the furthest block holds is put into a formatting element of its own, and the block itself behind
    /// the one that ends.
    fn adopt_block(&mut self, mut entry: usize, at: usize, furthest: usize) {
        let formatting = self.active.entries[entry];
        let block = self.stack.all()[furthest].node;
        let ancestor = self.stack.all()[at - 1];
        let mut bookmark = entry;
        let mut last = block;
        for (count, between) in (at + 1..furthest).rev().enumerate() {
            let node = self.stack.all()[between].node;
            let mut listed = self.active.position(node);
            if let (Some(index), true) = (listed, count >= ADOPTED) {
                self.active.remove(index);
                entry -= usize::from(index < entry);
                bookmark -= usize::from(index < bookmark);
                listed = None;
            }
            let Some(index) = listed else {
                self.stack.remove(between);
                continue;
            };
            let tag = self.active.entries[index].tag;
            let own = self.attributes_anew(node);
            let anew = self.create(&Name::from(tag), Namespace::Html, own);
            self.active.replace(index, anew);
            self.stack.replace(between, anew);
            if last == block {
                bookmark = index + 1;
            }
            self.tree.detach(last);
            self.tree.append(anew, last);
            last = anew;
        }
        self.tree.detach(last);
        let place = self.place_in(&ancestor);
        self.put(place, last);
        let own = self.attributes_anew(formatting.node);
        let anew = self.create(&Name::from(formatting.tag), Namespace::Html, own);
        self.move_children(block, anew);
        self.tree.append(block, anew);
        self.active.insert(bookmark, Entry { node: anew, ..formatting });
        self.active.remove(if bookmark <= entry { entry + 1 } else { entry });
        self.stack.remove(at);
        let above = self.stack.position(block).map_or(self.stack.len(), |block| block + 1);
        self.stack.insert(above, Open::new(anew, formatting.tag, Namespace::Html));
    }

    fn move_children(&mut self, from: NodeId, to: NodeId) {
        loop {
            let child = self.tree.node(from).first_child;
            if child == NONE {
                return;
            }
            self.tree.detach(child);
            self.tree.append(to, child);
        }
    }
}
