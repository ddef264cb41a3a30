//! What the words of texts and of their links' addresses weigh.

use copydesk_core::Block;

use super::lexicons::{Lexicons, LookedUp, address_tokens, pair_tokens};

/// Of a longer text, the first and the last words are weighed only.
const MAX_WEIGHED: usize = 40;
/// How many of them at either end.
const EDGE: usize = 5;
/// Words of a text that are weighed, and words in addresses, on most pages: room is made for so many.
const TYPICAL: usize = 8;
/// Of more links than these, the rest says nothing new.
const MAX_LINKS: usize = 8;

/// What is said of the words by which texts are judged, for all texts of a page: all are looked up together, because memory
/// answers many questions at once in the time of a few.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    /// Of each text its words, then its pairs of words.
    words: Vec<LookedUp>,
    addresses: Vec<LookedUp>,
    /// Where words, pairs and addresses of each text end.
    ends: Vec<[u32; 3]>,
}

/// Those of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfText<'w> {
    pub(super) words: &'w [LookedUp],
    pub(super) pairs: &'w [LookedUp],
    pub(super) addresses: &'w [LookedUp],
}

impl Weighed {
    /// Looks up those of texts with these hashes of words.
    pub(super) fn of<'b>(texts: impl ExactSizeIterator<Item = (&'b Block, &'b [u32])>, lexicons: &Lexicons) -> Self {
        let count = texts.len();
        let mut words = Vec::with_capacity(TYPICAL * count);
        let mut addresses = Vec::with_capacity(TYPICAL * count);
        let mut ends = Vec::with_capacity(count);
        for (block, hashes) in texts {
            let (head, tail) = weighed(hashes);
            words.extend_from_slice(head);
            words.extend_from_slice(tail);
            let pairs = words.len() as u32;
            pair_tokens(hashes, |pair| words.push(pair));
            for link in block.links.iter().take(MAX_LINKS) {
                address_tokens(&link.href, |token| addresses.push(token));
            }
            ends.push([pairs, words.len() as u32, addresses.len() as u32]);
        }
        let words = words.into_iter().map(|hash| lexicons.words.look_up(hash)).collect();
        let addresses = addresses.into_iter().map(|hash| lexicons.addresses.look_up(hash)).collect();
        Self { words, addresses, ends }
    }

    /// Those of each text, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = OfText<'_>> {
        let begins = std::iter::once(&[0; 3]).chain(&self.ends);
        begins.zip(&self.ends).map(|([_, words, addresses], [pairs, end, addresses_end])| OfText {
            words: &self.words[*words as usize..*pairs as usize],
            pairs: &self.words[*pairs as usize..*end as usize],
            addresses: &self.addresses[*addresses as usize..*addresses_end as usize],
        })
    }
}

/// Sum and extremes of the weights that are known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weights {
    sum: f32,
    known: u32,
    pub(super) lowest: f32,
    pub(super) highest: f32,
}

impl Weights {
    pub(super) fn of(words: &[LookedUp]) -> Self {
        let mut all = Self::default();
        for &word in words {
            all.add(word);
        }
        all
    }

    /// Adds what [`super::Lexicon::look_up`] gives.
    fn add(&mut self, (weight, known): LookedUp) {
        self.sum += weight;
        self.known += known;
        if weight < self.lowest {
            self.lowest = weight;
        }
        if weight > self.highest {
            self.highest = weight;
        }
    }

    pub(super) fn mean(&self) -> f32 {
        if self.known > 0 { self.sum / self.known as f32 } else { 0.0 }
    }
}

/// The words of a text that are weighed: all of a short one, the first and last of a long one.
pub fn weighed(hashes: &[u32]) -> (&[u32], &[u32]) {
    if hashes.len() <= MAX_WEIGHED {
        return (hashes, &[]);
    }
    (&hashes[..EDGE], &hashes[hashes.len() - EDGE..])
}
