//! What words weigh: words of texts, and words in the class names and ids of elements.
//!
//! A weight is the logarithm of the odds that a block with the word belongs to the article, learned from gold and shrunk towards 0
//! where few sites have the word. Words are kept by their hash alone.

use copydesk_core::Element;

use crate::lexical::ASCII_LETTERS;
use crate::names::{MAX_OF_TOKENS, Tokens, cut};
use crate::scan::scan;

/// The weights of words of one sort.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// The words, by hash: the first bucket that is not full ends a search.
    buckets: Vec<Bucket>,
    /// The words, by hash, in order.
    entries: Vec<(u32, f32)>,
}

/// Words that are looked through at once: as many as the processor reads from memory at a time.
const BUCKET: usize = 8;
/// Buckets are filled with this many on average, so that few are full.
const FILLED: usize = 5;

/// Words and their weights; hash 0 is a free place, and has no weight.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Bucket {
    hashes: [u32; BUCKET],
    weights: [f32; BUCKET],
}

/// What [`Lexicon::look_up`] gives.
pub(super) type LookedUp = (f32, u32);

impl Lexicon {
    /// A lexicon of these words, by hash.
    pub fn new(mut entries: Vec<(u32, f32)>) -> Self {
        // A model file has them in order already.
        let is_sound = entries.first().is_none_or(|(hash, _)| *hash != 0) && entries.is_sorted_by(|a, b| a.0 < b.0);
        if !is_sound {
            entries.retain(|(hash, _)| *hash != 0);
            entries.sort_by_key(|(hash, _)| *hash);
            entries.dedup_by_key(|(hash, _)| *hash);
        }
        let size = (entries.len() / FILLED + 1).next_power_of_two();
        let mut buckets = vec![Bucket::default(); size];
        for &(hash, weight) in &entries {
            let mut at = hash as usize & (size - 1);
            let place = loop {
                match buckets[at].hashes.iter().position(|own| *own == 0) {
                    Some(place) => break place,
                    None => at = (at + 1) & (size - 1),
                }
            };
            buckets[at].hashes[place] = hash;
            buckets[at].weights[place] = weight;
        }
        Self { buckets, entries }
    }

    /// The words, by hash, in order.
    pub fn entries(&self) -> &[(u32, f32)] {
        &self.entries
    }

    /// The weight of a word; none where it was not learned.
    pub fn weight(&self, hash: u32) -> Option<f32> {
        let (weight, known) = self.look_up(hash);
        (known > 0).then_some(weight)
    }

    /// The weight of a word and 1; twice 0 where it was not learned. Half of the words are not, in no order: this asks
    /// without a branch, so that the next word is looked up before the last one has come from memory.
    #[inline]
    pub(super) fn look_up(&self, hash: u32) -> LookedUp {
        let Some(last) = self.buckets.len().checked_sub(1) else { return (0.0, 0) };
        let mut at = hash as usize & last;
        loop {
            let bucket = &self.buckets[at];
            let (mut found, mut bits) = (0, 0);
            for (own, weight) in bucket.hashes.iter().zip(bucket.weights) {
                let is_same = u32::from(*own == hash).wrapping_neg();
                found |= is_same;
                bits |= is_same & weight.to_bits();
            }
            if bucket.hashes[BUCKET - 1] == 0 || found != 0 {
                return (f32::from_bits(bits), found & 1);
            }
            at = (at + 1) & last;
        }
    }
}

/// The lexicons of a model.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    /// Words of short texts.
    pub words: Lexicon,
    /// Words in names of elements.
    pub names: Lexicon,
    /// Words in the addresses of links.
    pub addresses: Lexicon,
}

/// More class names than these on one element say nothing new.
pub(super) const MAX_NAMES: usize = 12;

const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// The FNV-1a hash of a word, byte by byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl Hash {
    pub(crate) const fn new() -> Self {
        Self(OFFSET)
    }

    pub(crate) const fn push(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(PRIME))
    }

    pub(crate) fn push_char(self, character: char) -> Self {
        let mut buffer = [0; 4];
        character.encode_utf8(&mut buffer).bytes().fold(self, Self::push)
    }

    /// The hash; never 0, which marks a free place.
    pub(crate) const fn value(self) -> u32 {
        if self.0 == 0 { 1 } else { self.0 }
    }
}

/// Calls `each` with the hash of every word in the names of an element: the parts of its classes and id, pairs of
/// neighbouring parts, the tag with its role, and what it is in schema.org's terms.
pub fn class_tokens(element: &Element, mut each: impl FnMut(u32)) {
    names(element, |name, mark| name_tokens(name, mark, &mut each));
}

/// Calls `each` with every name of an element, and the sort of name that it is.
pub(super) fn names<'e>(element: &'e Element, mut each: impl FnMut(&'e str, u8)) {
    let names = element.id.iter().chain(element.classes.iter().take(MAX_NAMES));
    for name in names {
        each(name, NAME);
    }
    marked_attributes(element, each);
}

/// The sort of ids and classes.
pub(crate) const NAME: u8 = b'.';

/// Calls `each` with every name that an element has by an attribute, and the sort of name that it is.
pub(super) fn marked_attributes<'e>(element: &'e Element, mut each: impl FnMut(&'e str, u8)) {
    for (key, value) in &element.attributes {
        let mark = match key.as_str() {
            "role" => b'r',
            "itemprop" | "property" => b'i',
            "aria-label" => continue,
            key if key.starts_with("data-") => NAME,
            _ => continue,
        };
        each(value, mark);
    }
}

/// The parts of a name and pairs of neighbours. Digits are left out: they number things.
pub(super) fn name_tokens(name: &str, mark: u8, each: &mut impl FnMut(u32)) {
    let mut tokens = Tokens::default();
    if name.len() <= MAX_OF_TOKENS {
        cut(name, Hash::new().push(mark), |_, _| {}, |part| tokens.of_part(part, &mut *each));
    }
}

/// A longer text has no pairs that say what it is.
const MAX_PAIRED: usize = 14;
/// Of a longer address the rest is data.
const MAX_ADDRESS: usize = 120;

/// Calls `each` with the hash of every pair of neighbouring words of a short text, and of its first and last word with its edge.
pub fn pair_tokens(words: &[u32], mut each: impl FnMut(u32)) {
    if words.is_empty() || words.len() > MAX_PAIRED {
        return;
    }
    let edge = &[0_u32];
    let mut before = &edge[0];
    for word in words.iter().chain(edge) {
        let both = before.to_le_bytes().into_iter().chain(word.to_le_bytes()).fold(Hash::new().push(b'2'), Hash::push);
        each(both.value());
        before = word;
    }
}

/// Calls `each` with the hash of every word in the address of a link: host and path, letters only.
pub fn address_tokens(address: &str, mut each: impl FnMut(u32)) {
    let bytes = &address.as_bytes()[..address.len().min(MAX_ADDRESS)];
    let begin = Hash::new().push(b'@');
    let mut at = 0;
    while at < bytes.len() {
        let (mut word, first) = (begin, at);
        while let Some(&byte) = bytes.get(at) {
            let letter = ASCII_LETTERS[usize::from(byte)];
            if letter == 0 {
                break;
            }
            word = word.push(letter);
            at += 1;
        }
        if (3..=16).contains(&(at - first)) {
            each(word.value());
        }
        at += 1;
    }
}

/// The hashes of the words of a text, in order, into `hashes`; characters of scripts without spaces one by one, with
/// pairs of them as words too.
pub fn word_tokens(text: &str, hashes: &mut Vec<u32>) {
    hashes.clear();
    scan(text, |hash| hashes.push(hash));
}

#[cfg(test)]
mod tests {
    use copydesk_core::StartTag;

    use super::*;

    fn tokens(class: &str) -> Vec<u32> {
        let tag = StartTag { tag: "div".into(), classes: vec![class.into()].into(), ..StartTag::default() };
        let element = Element::new(None, tag);
        let mut tokens = Vec::new();
        class_tokens(&element, |token| tokens.push(token));
        tokens
    }

    fn words(text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        word_tokens(text, &mut hashes);
        hashes
    }

    #[test]
    fn names_are_cut_into_parts() {
        assert_eq!(tokens("relatedArticles"), tokens("related-articles"));
        assert_eq!(tokens("related-articles").len(), 3);
        assert_eq!(tokens("card-12"), tokens("card"));
    }

    #[test]
    fn words_are_hashed_whatever_their_case_and_script() {
        assert_eq!(words("Read MORE"), words("read, more"));
        assert_eq!(words("Читайте также").len(), 2);
        assert_eq!(words("Читайте"), words("читайте"));
        assert_eq!(words("港口开放").len(), 4);
        assert_eq!(words("12 May"), words("34 may"));
    }

    #[test]
    fn lexicons_find_what_they_hold() {
        let lexicon = Lexicon::new((1..500).map(|hash| (hash * 7919, hash as f32)).collect());
        assert_eq!(lexicon.weight(7919), Some(1.0));
        assert_eq!(lexicon.weight(7919 * 499), Some(499.0));
        assert_eq!(lexicon.weight(3), None);
        assert_eq!(Lexicon::default().weight(3), None);
        // All in one bucket at first.
        let crowded = Lexicon::new((1..40).map(|number| (number << 16, number as f32)).collect());
        for number in 1..40 {
            assert_eq!(crowded.weight(number << 16), Some(number as f32));
        }
        assert_eq!(crowded.weight(40 << 16), None);
    }
}
