//! What the words of a line say: learned weights of words, pairs, beginnings and whole lines, found by their hashes.
//!
//! The hashing trick (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009): no list of words
//! is kept, only a table of log-odds. Digits are all one digit, and lines of few words are told from those of many.

use crate::lexical;

/// Buckets of the table of weights.
pub const BUCKETS: usize = 1 << 16;
/// Steps of one in the log-odds of a weight.
pub const STEPS: f32 = 16.0;
/// Words of a line that are looked at, from its beginning.
const MAX_WORDS: usize = 28;
/// A line of more words than this counts as long.
const MAX_SHORT: usize = 12;
/// A line of more words than this has no weight as a whole.
const MAX_WHOLE: usize = 8;

/// What part of a line a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A word.
    Word,
    /// Two words that follow one another.
    Pair,
    /// The first two words.
    Start,
    /// The last word.
    End,
    /// All words of a short line.
    Whole,
}

/// The features that the words of a line give.
pub(super) const COUNT: usize = 7;
/// Their names.
pub(super) const NAMES: [&str; COUNT] = [
    "weight of its words",
    "lightest word",
    "heaviest word",
    "weight of its pairs of words",
    "weight of its beginning",
    "weight of its end",
    "weight of the whole line",
];

/// Calls `each` with the part and bucket of every token of a line.
pub fn tokens(text: &str, mut each: impl FnMut(Part, usize)) {
    let mut hashes = [0_u64; MAX_WORDS];
    let mut count = 0;
    let mut last = 0;
    each_word(text, |hash| {
        if count < MAX_WORDS {
            hashes[count] = hash;
        }
        count += 1;
        last = hash;
        // The length of a line matters up to its being long; of a huge one no more is read than that.
        count <= 4 * MAX_WORDS
    });
    let seen = &hashes[..count.min(MAX_WORDS)];
    let class = 1 + u64::from(count > MAX_SHORT);
    for &word in seen {
        each(Part::Word, bucket(word, class));
    }
    for pair in seen.windows(2) {
        each(Part::Pair, bucket(pair[0].rotate_left(7) ^ pair[1], 10 + class));
    }
    if let [first, rest @ ..] = seen {
        let second = rest.first().copied().unwrap_or(1);
        each(Part::Start, bucket(first.rotate_left(7) ^ second, 20 + class));
        each(Part::End, bucket(last, 30 + class));
        if count <= MAX_WHOLE {
            let whole = seen.iter().fold(0_u64, |all, word| all.rotate_left(7) ^ word);
            each(Part::Whole, bucket(whole, 40));
        }
    }
}

/// The features of a line by a table of weights; without a table all are 0.
pub(super) fn weigh(text: &str, weights: &[i8]) -> [f32; COUNT] {
    let mut features = [0.0; COUNT];
    if weights.len() < BUCKETS {
        return features;
    }
    let (mut words, mut pairs) = (0_u32, 0_u32);
    tokens(text, |part, bucket| {
        let weight = f32::from(weights[bucket]) / STEPS;
        match part {
            Part::Word => {
                words += 1;
                features[0] += weight;
                features[1] = if words == 1 { weight } else { features[1].min(weight) };
                features[2] = if words == 1 { weight } else { features[2].max(weight) };
            }
            Part::Pair => {
                pairs += 1;
                features[3] += weight;
            }
            Part::Start => features[4] = weight,
            Part::End => features[5] = weight,
            Part::Whole => features[6] = weight,
        }
    });
    features[0] /= words.max(1) as f32;
    features[3] /= pairs.max(1) as f32;
    features
}

/// Calls `each` with the hash of every word of a text, in lower case, digits alike, until it says that it is enough.
pub(super) fn each_word(text: &str, mut each: impl FnMut(u64) -> bool) {
    let mut hash = SEED;
    let mut in_word = false;
    for character in text.chars() {
        let wide = lexical::is_wide(character);
        let in_it = character.is_alphanumeric() && !wide;
        if in_word && !in_it {
            in_word = false;
            if !each(hash) {
                return;
            }
        }
        if !in_word {
            hash = SEED;
        }
        if wide {
            if !each(step(SEED, character)) {
                return;
            }
        } else if in_it {
            in_word = true;
            if character.is_numeric() {
                hash = step(hash, '0');
            } else {
                hash = character.to_lowercase().fold(hash, step);
            }
        }
    }
    if in_word {
        each(hash);
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, a character at a time.
pub(super) fn step(hash: u64, character: char) -> u64 {
    (hash ^ u64::from(character)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn bucket(hash: u64, salt: u64) -> usize {
    let mixed = (hash ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((mixed ^ (mixed >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> (64 - BUCKETS.trailing_zeros())) as usize
}
