//! Lines of a text with the same letters.

use std::collections::HashMap;

use super::FAR;
use crate::flat::words;

/// Lines with the same letters.
pub(super) struct Equals {
    /// How many others there are, how many of them before, and how far the last of these is.
    pub(super) places: Vec<(f32, f32, f32)>,
}

impl Equals {
    pub(super) fn of(hashes: &[u64]) -> Self {
        let mut all: HashMap<u64, (u32, u32, usize)> = HashMap::new();
        for &hash in hashes {
            all.entry(hash).or_default().0 += 1;
        }
        let places = hashes.iter().enumerate().map(|(at, hash)| {
            let entry = all.get_mut(hash).expect("every line was counted");
            let since = if entry.1 > 0 { ((at - entry.2) as f32).min(FAR) } else { FAR };
            let place = ((entry.0 - 1).min(50) as f32, entry.1.min(50) as f32, since);
            (entry.1, entry.2) = (entry.1 + 1, at);
            place
        });
        let places = places.collect();
        Self { places }
    }
}

/// A hash of the letters and digits of a line in lower case.
pub(super) fn letters(text: &str) -> u64 {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).fold(1, words::step)
}
