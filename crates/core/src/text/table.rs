//! Words that texts are looked up in, one by one.

use std::collections::HashMap;

/// Words in lower case, each with a value.
pub(super) struct Table<V = ()> {
    /// The lengths of words by their first byte, as bits: most of what is looked up is told by these.
    lengths: [u64; 256],
    values: HashMap<&'static str, V>,
}

/// The longest word that is looked up without an allocation, in bytes.
const MAX_ASCII: usize = 32;

impl Table {
    /// The table of some words.
    pub(super) fn of(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::with_values(words.into_iter().map(|word| (word, ())))
    }
}

impl<V> Table<V> {
    /// The table of some words with their values. Of a word that comes again the last value counts.
    pub(super) fn with_values(words: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let values: HashMap<&'static str, V> = words.into_iter().collect();
        let mut lengths = [0; 256];
        for word in values.keys() {
            lengths[usize::from(word.bytes().next().unwrap_or_default())] |= length(word);
        }
        Self { lengths, values }
    }

    /// Whether a word in lower case is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The value of a word in lower case.
    pub(super) fn get(&self, word: &str) -> Option<&V> {
        let first = word.bytes().next()?;
        if self.lengths[usize::from(first)] & length(word) == 0 {
            return None;
        }
        self.values.get(word)
    }

    /// The value of a word, whatever its case.
    pub(super) fn get_in_any_case(&self, word: &str) -> Option<&V> {
        if !word.is_ascii() || word.len() > MAX_ASCII {
            return self.get(&word.to_lowercase());
        }
        let first = word.bytes().next()?.to_ascii_lowercase();
        if self.lengths[usize::from(first)] & length(word) == 0 {
            return None;
        }
        let mut lower = [0; MAX_ASCII];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.values.get(std::str::from_utf8(lower).ok()?)
    }
}

/// The length of a word as a bit.
fn length(word: &str) -> u64 {
    1 << word.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let table =
            Table::with_values([("wall", 1), ("größe", 2), ("a-very-long-word-of-more-than-thirty-two-letters", 3)]);
        for (word, expected) in [
            ("wall", Some(1)),
            ("WALL", Some(1)),
            ("Größe", Some(2)),
            ("GRÖSSE", None),
            ("A-very-long-word-of-more-than-thirty-two-Letters", Some(3)),
            ("walls", None),
            ("fall", None),
            ("", None),
        ] {
            assert_eq!(table.get_in_any_case(word).copied(), expected, "{word}");
            assert_eq!(table.contains(&word.to_lowercase()), expected.is_some(), "{word}");
        }
    }
}
