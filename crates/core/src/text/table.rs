//! Words that texts are looked up in, one by one.

use std::collections::HashMap;

/// Words in lower case, at most 65,535, each with a value.
pub(super) struct Table<V = ()> {
    /// The words, those of one [`slot`] together, the shorter first.
    words: Vec<(&'static str, V)>,
    /// Where those of each slot stand.
    of: [(u16, u16); 256],
    /// Their lengths, as bits: most of what is looked up is told by these.
    lengths: [u64; 256],
}

impl Table {
    /// The table of some words.
    pub(super) fn of(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::with_values(words.into_iter().map(|word| (word, ())))
    }
}

impl<V> Table<V> {
    /// The table of some words with their values. Of a word that comes again the last value counts.
    pub(super) fn with_values(words: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let words: HashMap<&'static str, V> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let mut words: Vec<(&'static str, V)> = words.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| (slot(word), word.len(), *word));
        let mut table = Self { words, of: [(0, 0); 256], lengths: [0; 256] };
        for (at, (word, _)) in table.words.iter().enumerate() {
            let (begin, end) = &mut table.of[slot(word)];
            *begin = if *end == 0 { at as u16 } else { *begin };
            *end = at as u16 + 1;
            table.lengths[slot(word)] |= length(word.len());
        }
        table
    }

    /// Whether a word in lower case is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The value of a word in lower case.
    pub(super) fn get(&self, word: &str) -> Option<&V> {
        self.find(word, |known| known == word)
    }

    /// The value of a word, whatever its case.
    pub(super) fn get_in_any_case(&self, word: &str) -> Option<&V> {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        self.find(word, |known| known.eq_ignore_ascii_case(word))
    }

    fn find(&self, word: &str, is_same: impl Fn(&str) -> bool) -> Option<&V> {
        let (slot, len) = (slot(word), word.len());
        if self.lengths[slot] & length(len) == 0 {
            return None;
        }
        let (begin, end) = self.of[slot];
        let words = self.words[usize::from(begin)..usize::from(end)].iter();
        let alike = words.skip_while(|(known, _)| known.len() < len).take_while(|(known, _)| known.len() == len);
        alike.into_iter().find(|(known, _)| is_same(known)).map(|(_, value)| value)
    }
}

/// What parts words: five bits of their first byte and three of their last, which are the same whatever the case of a letter.
fn slot(word: &str) -> usize {
    let (first, last) = (word.as_bytes().first(), word.as_bytes().last());
    let bits = |byte: Option<&u8>, most: u8| usize::from(byte.copied().unwrap_or_default() & most);
    bits(first, 31) << 3 | bits(last, 7)
}

/// The length of a word as a bit.
fn length(len: usize) -> u64 {
    1 << len.min(63)
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

    #[test]
    fn words_are_found_as_in_a_list() {
        // All words of one, two and three of these letters, of which a part is in the table.
        let letters = ["a", "b", "z", "é", "-"];
        let longer = |words: &[String]| -> Vec<String> {
            words.iter().flat_map(|word| letters.map(|letter| format!("{word}{letter}"))).collect()
        };
        let one = longer(&[String::new()]);
        let two = longer(&one);
        let all = [longer(&two), two, one].concat();
        let known: Vec<&'static str> =
            all.iter().step_by(3).map(|word| -> &'static str { word.clone().leak() }).collect();
        let table = Table::of(known.iter().copied());
        for word in &all {
            let expected = known.contains(&word.as_str());
            assert_eq!(table.contains(word), expected, "{word}");
            assert_eq!(table.get_in_any_case(&word.to_uppercase()).is_some(), expected, "{word}");
        }
    }
}
