//! Which selectors an element may match at all, by what their last part asks of it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use selectors::attr::{AttrSelectorOperator, ParsedCaseSensitivity};
use selectors::parser::{Component, Selector};
use web_atoms::LocalName;

use crate::tree::{ID, TreeElement, mark};

use super::grammar::Grammar;

/// Selectors with the number of the text they come from, by the rarest thing that their last compound asks for: an
/// id, else a class, else the value of an attribute, else a tag, else nothing.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    selectors: Vec<Candidate>,
    by_id: Bucket<String>,
    by_class: Bucket<String>,
    by_value: Vec<ByValue>,
    by_tag: Bucket<LocalName>,
    others: Vec<u32>,
}

/// A selector that an element may match.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The number of the text that it comes from.
    pub(super) owner: usize,
    pub(super) selector: Selector<Grammar>,
    /// The names that must stand around a match.
    pub(super) around: Box<[u32]>,
    /// The marks of the attributes that a match must have.
    attributes: u64,
}

/// Selectors that ask for the same attribute, by its value.
#[derive(Debug)]
struct ByValue {
    attribute: LocalName,
    values: Bucket<String>,
    /// The length of the longest of the values.
    longest: usize,
}

type Bucket<K> = HashMap<K, Vec<u32>, BuildHasherDefault<Fnv>>;

impl Buckets {
    /// Puts a selector where it belongs.
    pub(super) fn add(&mut self, owner: usize, selector: Selector<Grammar>, around: Box<[u32]>) {
        let at = self.selectors.len() as u32;
        let (mut id, mut class, mut value_of, mut tag, mut attributes) = (None, None, None, None, 0);
        for component in selector.iter() {
            match component {
                Component::ID(name) => id = Some(name.0.to_string()),
                Component::Class(name) => class = Some(name.0.to_string()),
                Component::LocalName(name) => tag = Some((name.name.0.clone(), name.lower_name.0.clone())),
                // One in capitals means one thing in HTML and another in SVG.
                Component::AttributeInNoNamespaceExists { local_name, local_name_lower }
                    if local_name == local_name_lower =>
                {
                    attributes |= 1 << mark(&local_name.0);
                }
                Component::AttributeInNoNamespace { local_name, operator, value, case_sensitivity }
                    if !local_name.0.bytes().any(|byte| byte.is_ascii_uppercase()) =>
                {
                    attributes |= 1 << mark(&local_name.0);
                    if *operator == AttrSelectorOperator::Equal
                        && matches!(
                            case_sensitivity,
                            ParsedCaseSensitivity::CaseSensitive | ParsedCaseSensitivity::ExplicitCaseSensitive
                        )
                    {
                        value_of = Some((local_name.0.clone(), value.as_ref().to_owned()));
                    }
                }
                _ => {}
            }
        }
        if let Some(id) = id {
            self.by_id.entry(id).or_default().push(at);
        } else if let Some(class) = class {
            self.by_class.entry(class).or_default().push(at);
        } else if let Some((attribute, value)) = value_of {
            self.add_by_value(attribute, value, at);
        } else if let Some((name, lower)) = tag {
            // HTML names are compared in lower case, SVG's as they are written.
            if name != lower {
                self.by_tag.entry(name).or_default().push(at);
            }
            self.by_tag.entry(lower).or_default().push(at);
        } else {
            self.others.push(at);
        }
        self.selectors.push(Candidate { owner, selector, around, attributes });
    }

    fn add_by_value(&mut self, attribute: LocalName, value: String, at: u32) {
        let known = self.by_value.iter().position(|known| known.attribute == attribute).unwrap_or_else(|| {
            self.by_value.push(ByValue { attribute, values: Bucket::default(), longest: 0 });
            self.by_value.len() - 1
        });
        let ByValue { values, longest, .. } = &mut self.by_value[known];
        *longest = value.len().max(*longest);
        values.entry(value).or_default().push(at);
    }

    /// Calls `with` for each selector that the element may match by itself; more than once where the element names a class
    /// more than once.
    pub(super) fn candidates<'s>(&'s self, element: TreeElement<'_>, mut with: impl FnMut(&'s Candidate)) {
        let mut all = |bucket: &[u32]| {
            for at in bucket {
                let candidate = &self.selectors[*at as usize];
                if element.may_have_all(candidate.attributes) {
                    with(candidate);
                }
            }
        };
        if !self.by_id.is_empty()
            && let Some(id) = element.known(ID)
        {
            all(self.by_id.get(id).map_or(&[], Vec::as_slice));
        }
        if !self.by_class.is_empty() {
            for class in element.classes() {
                all(self.by_class.get(class).map_or(&[], Vec::as_slice));
            }
        }
        for ByValue { attribute, values, longest } in &self.by_value {
            if let Some(value) = element.attribute(attribute).filter(|value| value.len() <= *longest) {
                all(values.get(value).map_or(&[], Vec::as_slice));
            }
        }
        if let Some(bucket) = self.by_tag.get(element.name()) {
            all(bucket);
        }
        all(&self.others);
    }
}

/// The Fowler–Noll–Vo hash: quick for short names. Selectors come from the configuration, so nobody can aim at it.
#[derive(Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
