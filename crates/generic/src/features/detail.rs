//! What a block's text says at a second look: how it ends, what its words weigh, what it shares with what the page says of
//! itself.

use super::COUNT;
use super::agreement::{Agreement, Shared};
use super::lexicons::LookedUp;
use super::names::{Feature, Row};
use super::weighed::{OfText, Weights};
use crate::scan::Scan;

/// See the module's documentation.
#[derive(Debug, Clone, Default)]
pub(super) struct Detail {
    ends: f32,
    marks: f32,
    words: Weights,
    first: f32,
    last: f32,
    pairs: Weights,
    addresses: Weights,
    shared: Shared,
}

impl Detail {
    /// `hashes` are those of the text's words.
    pub(super) fn of(text: &str, scan: &Scan, weighed: OfText<'_>, agreement: &Agreement, hashes: &[u32]) -> Self {
        let of_end = |end: Option<&LookedUp>| end.map_or(0.0, |(weight, _)| *weight);
        let marks = if scan.mark == 0 && holds_address(text) { 1.0 } else { f32::from(scan.mark) };
        Self {
            ends: ends(text),
            marks,
            words: Weights::of(weighed.words),
            first: of_end(weighed.words.first()),
            last: of_end(weighed.words.last()),
            pairs: Weights::of(weighed.pairs),
            addresses: Weights::of(weighed.addresses),
            shared: agreement.shared(hashes),
        }
    }

    /// The mean weight of its words.
    pub(super) fn word_mean(&self) -> f32 {
        self.words.mean()
    }

    pub(super) fn fill(&self, row: &mut Row<'_, COUNT>) {
        use Feature as F;
        row.set(F::EndsWith, self.ends);
        row.set(F::Marks, self.marks);
        row.set(F::WordMean, self.words.mean());
        row.set(F::WordLowest, self.words.lowest);
        row.set(F::WordHighest, self.words.highest);
        row.set(F::WordFirst, self.first);
        row.set(F::WordLast, self.last);
        row.set(F::PairMean, self.pairs.mean());
        row.set(F::PairLowest, self.pairs.lowest);
        row.set(F::AddressMean, self.addresses.mean());
        row.set(F::AddressLowest, self.addresses.lowest);
        row.set(F::InTitle, self.shared.words.in_title);
        row.set(F::CoversTitle, self.shared.words.covers_title);
        row.set(F::InDescription, self.shared.in_description);
        row.set(F::InArticleBody, self.shared.in_article_body);
    }
}

/// Whether "http" or "www." stands in a text. Their rarest letters are looked for.
fn holds_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Nearly no text holds the rarest pair of either; without a way out many places are compared at once.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is = |byte: &u8, wanted: u8| u8::from(*byte == wanted);
    let rare = |(one, other)| is(one, b't') & is(other, b'p') | is(one, b'w') & is(other, b'w');
    if pairs.map(rare).fold(0, |found, pair| found | pair) == 0 {
        return false;
    }
    let holds = |letter: char, before: usize, address: &[u8]| {
        let mut from = 0;
        while let Some(found) = text[from..].find(letter) {
            let at = from + found;
            if at >= before && bytes[at - before..].starts_with(address) {
                return true;
            }
            from = at + 1;
        }
        false
    };
    holds('p', 3, b"http") || holds('w', 0, b"www.")
}

fn ends(text: &str) -> f32 {
    match text.chars().next_back() {
        Some('.' | '。' | '।') => 1.0,
        Some('?' | '!' | '？' | '！' | '؟') => 2.0,
        Some(':' | '：') => 3.0,
        Some('…') => 4.0,
        Some('"' | '”' | '“' | '»' | '’' | '\'' | '」') => 5.0,
        Some(other) if other.is_alphabetic() => 6.0,
        Some(other) if other.is_numeric() => 7.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_address(text: &str, expected: bool) {
        assert_eq!(holds_address(text), expected, "{text}");
        assert_eq!(text.contains("http") || text.contains("www."), expected, "{text}");
    }

    #[test]
    fn finds_addresses() {
        check_address("Write to https://gazette.example", true);
        check_address("http", true);
        check_address("Stop: see wwww.gazette.example", true);
        check_address("p The ttp of the way, www", false);
        check_address("", false);
    }

    #[test]
    fn knows_how_texts_end() {
        let found = ["", "Home", "“So”", "So.", "So?", "So:", "So …", "12"].map(|text| ends(text) as u8);
        assert_eq!(found, [0, 6, 5, 1, 2, 3, 4, 7]);
    }
}
