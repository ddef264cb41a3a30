//! What the `class` attributes of a page say, each value of them looked at once.

use super::captions::names_caption;
use crate::metadata::may_tell;

/// What a `class` attribute says of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ClassFacts {
    /// Whether it calls itself a caption.
    pub(super) captions: bool,
    /// Whether it may speak of an author, a date, or comments.
    pub(super) tells: bool,
}

/// What was found last, at the place that the hash of the value gives: a page writes the same classes again and again.
#[derive(Debug)]
pub(super) struct Classes<'t>(Vec<(&'t str, ClassFacts)>);

/// How many values are remembered: a power of two.
const RECENT: usize = 512;

impl<'t> Classes<'t> {
    /// Nothing found yet.
    pub(super) fn new() -> Self {
        Self(vec![("", ClassFacts::default()); RECENT])
    }

    /// What a value says.
    pub(super) fn facts(&mut self, value: &'t str) -> ClassFacts {
        let known = &mut self.0[hash(0, value) as usize % RECENT];
        if known.0 != value {
            *known = (value, ClassFacts { captions: names_caption(value), tells: may_tell(value) });
        }
        known.1
    }
}

/// A hash of which the lower bits are good. It need not hold against anybody: what has the place of another replaces it,
/// so nothing is lost but time.
pub(super) fn hash(seed: u64, text: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, bytes: u64| (hash ^ bytes).wrapping_mul(FACTOR).rotate_left(29);
    let bytes = text.as_bytes();
    let mut hash = mix(seed, bytes.len() as u64);
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        hash = mix(hash, u64::from_le_bytes(*eight));
    }
    if let Some(last) = bytes.last_chunk::<8>() {
        // Some bytes are read twice, which is no matter.
        hash = mix(hash, u64::from_le_bytes(*last));
    } else {
        hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart() {
        let values: Vec<String> =
            (0..2000).map(|number| format!("{}{number}", ["x", "caption-", "date "][number % 3])).collect();
        let mut classes = Classes::new();
        for value in values.iter().chain(&values) {
            let (captions, tells) = (value.contains("caption"), value.contains("date"));
            let facts = ClassFacts { captions, tells };
            assert_eq!(classes.facts(value), facts, "{value}");
        }
        assert_eq!(classes.facts(""), ClassFacts::default());
    }
}
