//! Hash tables for short keys: a page must not be able to choose keys that collide, so each process has its own seed. Nothing
//! that comes out depends on it: no table is walked in its own order.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map with a fast hash.
pub(crate) type FastMap<K, V> = HashMap<K, V, Seeded>;
/// A set with a fast hash.
pub(crate) type FastSet<K> = HashSet<K, Seeded>;

/// Odd numbers of which this process knows the bits alone.
static SEEDS: LazyLock<[u64; 2]> = LazyLock::new(|| {
    let state = RandomState::new();
    [state.hash_one(1_u8) | 1, state.hash_one(2_u8) | 1]
});

/// Makes hashers with the seed of this process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeded {
    seeds: [u64; 2],
}

impl Default for Seeded {
    fn default() -> Self {
        Self { seeds: *SEEDS }
    }
}

impl Seeded {
    /// The hash of a short text.
    pub(crate) fn hash(self, text: &str) -> u64 {
        let mut hasher = self.build_hasher();
        hasher.write(text.as_bytes());
        hasher.finish()
    }

    /// A number whose low bits tell numbers apart that are alike in theirs.
    pub(crate) fn spread(self, number: u64) -> u64 {
        // Each of the upper bits of the product depends on all bits of the number below it.
        number.wrapping_mul(self.seeds[1]) >> 32
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded { state: self.seeds[0], seed: self.seeds[1] }
    }
}

/// A hash by products of 128 bits, folded to 64 (as in wyhash).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folded {
    state: u64,
    seed: u64,
}

impl Folded {
    fn mix(&mut self, one: u64, other: u64) {
        let product = u128::from(self.state ^ one) * u128::from(self.seed ^ other);
        self.state = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        self.state
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, behind)) = rest.split_first_chunk::<16>().filter(|(_, behind)| !behind.is_empty()) {
            let (one, other) = chunk.split_at(8);
            self.mix(word(one), word(other));
            rest = behind;
        }
        // At most 16 bytes are left: two words that may overlap, with the length.
        let length = (bytes.len() as u64) << 56;
        let (one, other) = match rest.len() {
            0 => (0, 0),
            1..8 => (rest.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
            length => (word(&rest[..8]), word(&rest[length - 8..])),
        };
        self.mix(one ^ length, other.rotate_left(23) ^ bytes.len() as u64);
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(number.into(), 0);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64, 0);
    }

    fn write_u128(&mut self, number: u128) {
        self.mix(number as u64, (number >> 64) as u64);
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(number.into(), 0);
    }
}

fn word(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

/// For the first whole numbers the logarithm of 1 plus the number: most counts are small.
static LOGARITHMS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..1024_u16).map(|number| f32::from(number).ln_1p()).collect());

/// As [`f32::ln_1p`], at little cost for small whole numbers.
pub(crate) fn ln_1p(number: f32) -> f32 {
    let whole = number as u16;
    let known = LOGARITHMS.get(usize::from(whole)).filter(|_| f32::from(whole).to_bits() == number.to_bits());
    known.map_or_else(|| number.ln_1p(), |logarithm| *logarithm)
}

/// The logarithms of a number that changes now and then.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Logarithm {
    of: f32,
    is: f32,
}

impl Logarithm {
    /// As [`ln_1p`].
    pub(crate) fn ln_1p(&mut self, number: f32) -> f32 {
        if number.to_bits() != self.of.to_bits() {
            (self.of, self.is) = (number, ln_1p(number));
        }
        self.is
    }
}

/// Places of a set at first: where nearly all are free, nearly all words are told at the first look.
const LEAST: usize = 256;

/// A set of hashes of words, each with the number in which it came. A free place is 0, so that 0 is taken for 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordSet {
    slots: Vec<(u32, u32)>,
    count: u32,
    seed: Seeded,
}

impl WordSet {
    /// A set for about so many words.
    pub(crate) fn for_words(count: usize) -> Self {
        Self { slots: vec![(0, 0); (2 * count + 1).next_power_of_two().max(LEAST)], ..Self::default() }
    }

    /// How many words it holds.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    fn place(&self, hash: u32) -> usize {
        self.seed.spread(hash.into()) as usize & (self.slots.len() - 1)
    }

    /// Adds a word that it has not, and tells its number.
    pub(crate) fn insert(&mut self, hash: u32) -> u32 {
        let hash = hash.max(1);
        if self.slots.is_empty() {
            self.slots.resize(LEAST, (0, 0));
        }
        let mut at = self.place(hash);
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == hash {
                return self.slots[at].1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let number = self.count;
        self.slots[at] = (hash, number);
        self.count += 1;
        if self.slots.len() < 2 * self.count as usize {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (hash, number) in old.into_iter().filter(|(hash, _)| *hash != 0) {
            let mut at = self.place(hash);
            while self.slots[at].0 != 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = (hash, number);
        }
    }

    /// The number of a word, counted from 0.
    pub(crate) fn number(&self, hash: u32) -> Option<u32> {
        let hash = hash.max(1);
        if self.slots.is_empty() {
            return None;
        }
        let mut at = self.place(hash);
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (found, number) if found == hash => return Some(number),
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Whether it holds a word.
    pub(crate) fn contains(&self, hash: u32) -> bool {
        self.number(hash).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_hashes_of_their_own() {
        let all = "the harbour wall is built again, the mayor said on Tuesday";
        let texts: Vec<&str> = (0..all.len()).flat_map(|from| [&all[from..], &all[..from]]).collect();
        let hashes: HashSet<u64> = texts.iter().map(|text| Seeded::default().hash(text)).collect();
        let distinct: HashSet<&str> = texts.iter().copied().collect();
        assert_eq!(hashes.len(), distinct.len());
    }

    #[test]
    fn logarithms_are_the_standard_librarys() {
        let counts = (0..5000_u16).map(|step| f32::from(step) / 4.0);
        for number in counts.chain([-0.0, 65_535.0, 65_536.0, 1e9, f32::INFINITY]) {
            assert_eq!(ln_1p(number).to_bits(), number.ln_1p().to_bits(), "{number}");
        }
    }

    #[test]
    fn words_are_found_by_their_number() {
        let mut words = WordSet::default();
        assert!(!words.contains(7));
        for hash in (0..5000_u32).map(|number| number.wrapping_mul(65_537)) {
            words.insert(hash);
            words.insert(hash);
        }
        assert_eq!(words.len(), 5000);
        for number in 0..5000_u32 {
            assert_eq!(words.number(number.wrapping_mul(65_537)), Some(number));
        }
        assert!(!words.contains(3));
    }
}
