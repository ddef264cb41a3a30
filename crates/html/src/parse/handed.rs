//! How the attributes of a start tag come to its element: past the tree builder, where that may be.
//!
//! The builder hands each tag's attributes on to the element that it makes, and looks at few of them itself. To make them
//! in its form, with an atom and a text of its own for each, would cost more than all else that is done for a tag. So they
//! stay in the arena, and the builder is given none, or a sign that stands for them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use crate::tree::{Attributes, Named, Slice, Tree, mark};

/// How the attributes of a start tag are handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Beside the builder: the element of the tag's name that it makes of the tag is the one.
    Beside,
    /// By a sign: the builder may open the element anew later, and asks whether two have the same attributes.
    Sign,
    /// Through the builder, which looks at them or changes their names.
    Through,
}

/// Attributes that are on their way.
#[derive(Debug, Default)]
pub(super) struct Handed {
    /// Those of the start tag being processed, until its element is made.
    pending: Option<(LocalName, Attributes, Way)>,
    /// The sign that was given for these.
    pending_sign: usize,
    /// Those that signs stand for.
    signed: Vec<Attributes>,
    /// The signs by hashes of what they stand for.
    signs: HashMap<u64, usize>,
    /// A keyed hash, so that no page can aim at it.
    hasher: RandomState,
}

impl Handed {
    /// Hands on the attributes of a start tag; what the builder is to be given for them is returned.
    pub(super) fn hand(
        &mut self,
        tree: &Tree,
        page: &str,
        tag: &LocalName,
        own: Attributes,
        way: Way,
    ) -> Vec<Attribute> {
        match way {
            Way::Beside => {
                self.pending = Some((tag.clone(), own, way));
                Vec::new()
            }
            Way::Sign => {
                let sign = if *tag == local_name!("a") { self.sign(own) } else { self.common_sign(tree, page, own) };
                self.pending = Some((tag.clone(), own, way));
                self.pending_sign = sign;
                let name = QualName::new(None, ns!(), local_name!(""));
                vec![Attribute { name, value: written_sign(sign) }]
            }
            Way::Through => {
                self.pending = Some((tag.clone(), own, way));
                let read = |slice: Slice| slice.read(page, &tree.rewritten);
                let attribute = |named: &Named| Attribute {
                    name: QualName::new(None, ns!(), LocalName::from(read(named.name))),
                    value: StrTendril::from_slice(read(named.value)),
                };
                tree.of(own).iter().map(attribute).collect()
            }
        }
    }

    /// Forgets attributes of which no element was made.
    pub(super) fn forget(&mut self) {
        self.pending = None;
    }

    /// The attributes of an element that the builder makes now and gives these attributes to.
    pub(super) fn take(&mut self, tree: &mut Tree, page: &str, element: &QualName, given: &[Attribute]) -> Attributes {
        if let [Attribute { name, value }] = given
            && name.local.is_empty()
        {
            let sign = read_sign(value);
            let pending = self.pending.take_if(|(_, _, way)| *way == Way::Sign && sign == self.pending_sign);
            // Those that share a sign may stand in another order.
            let own = pending.map(|(_, own, _)| own);
            return own.or_else(|| self.signed.get(sign).copied()).unwrap_or_default();
        }
        let is_html = element.ns == ns!(html);
        // What is opened anew was given a sign, or nothing: it is not taken for the tag's own.
        let is_own = |(tag, _, way): &mut (LocalName, Attributes, Way)| {
            *way != Way::Sign
                && given.is_empty() == (*way == Way::Beside)
                && (*tag == element.local || (!is_html && tag.eq_ignore_ascii_case(&element.local)))
        };
        let pending = self.pending.take_if(is_own).map(|(_, attributes, _)| attributes);
        match pending {
            Some(own) if is_html => own,
            Some(own) => renamed(tree, page, own, given),
            None => rewritten(tree, given),
        }
    }

    fn sign(&mut self, own: Attributes) -> usize {
        self.signed.push(own);
        self.signed.len() - 1
    }

    /// The sign of attributes, which others with the same names and values share, whatever their order.
    fn common_sign(&mut self, tree: &Tree, page: &str, own: Attributes) -> usize {
        let read = |named: &Named| (named.name.read(page, &tree.rewritten), named.value.read(page, &tree.rewritten));
        let hash = |named: &Named| self.hasher.hash_one(read(named));
        let hash = tree.of(own).iter().map(hash).fold(0, u64::wrapping_add);
        if let Some(sign) = self.signs.get(&hash).copied() {
            let (own, known) = (tree.of(own), tree.of(self.signed[sign]));
            if own.len() == known.len() && own.iter().all(|own| known.iter().any(|known| read(known) == read(own))) {
                return sign;
            }
        }
        let sign = self.sign(own);
        self.signs.insert(hash, sign);
        sign
    }
}

/// Attributes that the builder gave other names (`viewbox` is `viewBox` in an image).
fn renamed(tree: &mut Tree, page: &str, own: Attributes, given: &[Attribute]) -> Attributes {
    if tree.of(own).len() != given.len() {
        return rewritten(tree, given);
    }
    let mut marks = 0;
    for (at, attribute) in given.iter().enumerate() {
        let named = tree.attributes[own.first as usize + at];
        let name = full_name(&attribute.name);
        if named.name.read(page, &tree.rewritten) != name {
            let renamed = &mut tree.attributes[own.first as usize + at];
            renamed.mark = mark(&name);
            renamed.name = Slice::of_text(name.into_owned(), &mut tree.rewritten);
        }
        marks |= 1 << tree.attributes[own.first as usize + at].mark;
    }
    Attributes { marks, ..own }
}

/// Attributes as the builder gives them.
fn rewritten(tree: &mut Tree, given: &[Attribute]) -> Attributes {
    let first = tree.attributes.len() as u32;
    let mut own = Attributes { first, end: first + given.len() as u32, marks: 0 };
    for attribute in given {
        let name = full_name(&attribute.name);
        let mark = mark(&name);
        own.marks |= 1 << mark;
        let name = Slice::of_text(name.into_owned(), &mut tree.rewritten);
        let value = Slice::of_text(attribute.value.to_string(), &mut tree.rewritten);
        tree.attributes.push(Named { name, value, mark });
    }
    own
}

/// The name of an attribute as one writes it.
fn full_name(name: &QualName) -> Cow<'_, str> {
    match &name.prefix {
        Some(prefix) if !prefix.is_empty() => Cow::Owned(format!("{prefix}:{}", name.local)),
        _ => Cow::Borrowed(&name.local),
    }
}

/// How long a sign is as text, in bytes. A page has less than 128⁵ tags.
const SIGN: usize = 5;

/// A sign as a text so short that nothing is allocated for it.
fn written_sign(mut sign: usize) -> StrTendril {
    let mut digits = [0; SIGN];
    for digit in &mut digits {
        *digit = (sign % 128) as u8;
        sign /= 128;
    }
    StrTendril::from_slice(std::str::from_utf8(&digits).expect("numbers below 128 are ASCII"))
}

fn read_sign(text: &str) -> usize {
    text.bytes().rev().fold(0, |sign, digit| sign * 128 + usize::from(digit))
}
