//! What the `class` attributes of a page say, each value of them looked at once.

use super::capitals;
use super::hiding::{is_explanation, is_icon_font};
use crate::metadata::{Sayings, Tells, all_sayings};

/// What a `class` attribute says of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(super) struct ClassFacts {
    /// Whether it calls itself a caption.
    pub(super) captions: bool,
    /// What it may speak of.
    pub(super) tells: Tells,
    /// Whether it is that of an icon font.
    pub(super) is_icon: bool,
    /// Whether it is that of what explains a word, beside the word.
    pub(super) explains: bool,
    /// Whether it may be that of a large first letter.
    pub(super) is_capital: bool,
    /// A number that no other value has; one value may have several. Zero is that of no classes.
    pub(super) number: u32,
}

/// What was found last, at the place that the hash of the value gives: a page writes the same classes again and again.
#[derive(Debug)]
pub(super) struct Classes<'t> {
    recent: Vec<(&'t str, ClassFacts)>,
    numbers: u32,
}

/// How many values are remembered: a power of two.
const RECENT: usize = 512;

impl<'t> Classes<'t> {
    /// Nothing found yet.
    pub(super) fn new() -> Self {
        Self { recent: vec![("", ClassFacts::default()); RECENT], numbers: 0 }
    }

    /// What a value says.
    #[inline]
    pub(super) fn facts(&mut self, value: &'t str) -> ClassFacts {
        let place = hash(value) as usize % RECENT;
        let (known, facts) = self.recent[place];
        if known == value { facts } else { self.find_out(value, place) }
    }

    #[inline(never)]
    fn find_out(&mut self, value: &'t str, place: usize) -> ClassFacts {
        self.numbers += 1;
        let Sayings { tells, captions, may_be_icon, may_explain, may_be_capital } = all_sayings(value);
        let is_icon = may_be_icon && is_icon_font(value);
        let explains = may_explain && is_explanation(value);
        let is_capital = may_be_capital && capitals::is_capital(value);
        let facts = ClassFacts { captions, tells, is_icon, explains, is_capital, number: self.numbers };
        self.recent[place] = (value, facts);
        facts
    }
}

/// A hash of which the lower bits are good, of the length of a text and its first, middle and last eight bytes. It need not hold
/// against anybody: what has the place of another replaces it, so nothing is lost but time.
fn hash(text: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, bytes: u64| (hash ^ bytes).wrapping_mul(FACTOR).rotate_left(29);
    let bytes = text.as_bytes();
    let mut hash = mix(0, bytes.len() as u64);
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let middle = bytes[(bytes.len() - 8) / 2..].first_chunk::<8>().unwrap_or(first);
        hash = [first, middle, last].iter().fold(hash, |hash, eight| mix(hash, u64::from_le_bytes(**eight)));
    } else {
        hash = bytes.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn captions_and_icons_are_found_by_a_part_of_a_name() {
        for (value, captions, is_icon) in [
            ("caption", true, false),
            ("imgCaptionText", true, false),
            ("x ncaption_ CAPTION", true, false),
            ("mat-icon capcaption", true, true),
            ("caption material-icons", true, true),
            ("wp-caption materials", true, false),
            ("capti on option aption captio", false, false),
            ("n n n n n n n n", false, false),
        ] {
            let facts = Classes::new().facts(value);
            assert_eq!((facts.captions, facts.is_icon), (captions, is_icon), "{value}");
        }
    }

    #[test]
    fn values_are_told_apart() {
        let values: Vec<String> =
            (0..2000).map(|number| format!("{}{number}", ["x", "caption-", "date "][number % 3])).collect();
        let (mut classes, mut numbers) = (Classes::new(), HashMap::new());
        for value in values.iter().chain(&values) {
            let (captions, tells) = (value.contains("caption"), value.contains("date"));
            let facts = classes.facts(value);
            assert_eq!((facts.captions, facts.tells.any()), (captions, tells), "{value}");
            assert_eq!(classes.facts(value), facts, "{value}");
            assert_eq!(*numbers.entry(facts.number).or_insert(value), value);
        }
        let none = classes.facts("");
        assert!(!none.captions && !none.tells.any() && !none.is_icon);
    }
}
