//! What a block's own text and links say.

use copydesk_core::{Block, Shape};

use super::agreement::{Agreement, Shared};
use super::lexicons::LookedUp;
use super::names::{Feature, Row};
use super::weighed::{OfText, Weights};
use crate::containers::BlockFacts;
use crate::fast::ln_1p;
use crate::scan::Scan;

/// In a longer text neither years nor clock times are looked for, in bytes.
const MAX_DATED: usize = 400;

/// A longer block is neither a byline nor a date line, in words.
const MAX_HEAD_LINE: f32 = 14.0;

/// What is known of a block by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct TextFacts {
    pub(super) words: f32,
    pub(super) link_density: f32,
    pub(super) ends_sentence: bool,
    pub(super) mass: f32,
    pub(super) shape: f32,
    pub(super) prompt: f32,
    pub(super) heuristic: f32,
    pub(super) word_mean: f32,
    /// The logarithm of the words.
    pub(super) length: f32,
    shared: Shared,
    /// A hash of the whole text.
    pub(super) whole: u32,
    word_lowest: f32,
    word_highest: f32,
    word_first: f32,
    word_last: f32,
    pairs: Weights,
    addresses: Weights,
    punctuation: f32,
    capitals: f32,
    numbers: f32,
    links: f32,
    begins_linked: bool,
    shallow: f32,
    bold: f32,
    hidden: bool,
    signs: Signs,
}

impl TextFacts {
    pub(super) fn of(
        block: &Block,
        facts: &BlockFacts,
        heuristic: f32,
        weighed: OfText<'_>,
        agreement: &Agreement,
        hashes: &[u32],
    ) -> Self {
        let lexical = facts.lexical;
        let words = lexical.words as f32;
        let each = words.max(1.0);
        let of_words = Weights::of(weighed.words);
        let of_end = |end: Option<&LookedUp>| end.map_or(0.0, |(weight, _)| *weight);
        Self {
            words,
            length: ln_1p(words),
            link_density: facts.link_density,
            ends_sentence: lexical.ends_sentence,
            mass: facts.mass,
            shape: shape(block.shape),
            prompt: facts.prompt_number(),
            heuristic,
            punctuation: lexical.punctuation as f32 / each,
            capitals: lexical.capitals as f32 / each,
            numbers: lexical.numbers as f32 / each,
            links: block.links.len() as f32,
            begins_linked: block.links.first().is_some_and(|link| link.start == 0),
            shallow: shallow(block),
            bold: block.bold as f32 / block.text.len().max(1) as f32,
            hidden: block.hidden,
            signs: Signs::of(&block.text, &facts.scan),
            shared: agreement.shared(hashes),
            whole: hashes
                .iter()
                .fold(hashes.len() as u32, |sum, &hash| sum.rotate_left(5) ^ hash.wrapping_mul(0x9e37_79b1)),
            word_mean: of_words.mean(),
            word_lowest: of_words.lowest,
            word_highest: of_words.highest,
            word_first: of_end(weighed.words.first()),
            word_last: of_end(weighed.words.last()),
            pairs: Weights::of(weighed.pairs),
            addresses: Weights::of(weighed.addresses),
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        self.shape >= 1.0 && self.shape < 7.0
    }

    pub(super) fn is_title(&self) -> bool {
        self.is_heading() && self.shared.covers_title > 0.8 && self.shared.in_title > 0.8
    }

    pub(super) fn is_byline(&self) -> bool {
        self.shared.in_authors >= 0.4 && self.words <= MAX_HEAD_LINE
    }

    pub(super) fn is_date(&self) -> bool {
        (self.signs.has_year || self.signs.has_clock) && self.words <= MAX_HEAD_LINE
    }

    pub(super) fn is_prose(&self) -> bool {
        self.mass > 0.0
    }

    pub(super) fn fill(&self, row: &mut Row<'_>) {
        use Feature as F;
        row.set(F::Words, self.length);
        row.set(F::WordLength, self.signs.letters / self.words.max(1.0));
        row.set(F::Punctuation, self.punctuation);
        row.set(F::Capitals, self.capitals);
        row.set(F::UpperCase, self.signs.upper / self.signs.letters.max(1.0));
        row.set(F::Numbers, self.numbers);
        row.flag(F::EndsSentence, self.ends_sentence);
        row.set(F::EndsWith, self.signs.ends);
        row.set(F::BeginsWith, self.signs.begins);
        row.set(F::Separators, self.signs.separators);
        row.set(F::Marks, self.signs.marks);
        row.set(F::Quotes, self.signs.quotes / self.words.max(1.0));
        row.flag(F::HasYear, self.signs.has_year);
        row.flag(F::HasClock, self.signs.has_clock);
        row.set(F::LinkDensity, self.link_density);
        row.set(F::Links, self.links);
        row.flag(F::BeginsLinked, self.begins_linked);
        row.set(F::WordsPerLink, self.words / self.links.max(1.0));
        row.set(F::ShallowLinks, self.shallow);
        row.set(F::Bold, self.bold);
        row.set(F::Shape, self.shape);
        row.flag(F::Hidden, self.hidden);
        row.set(F::Prompt, self.prompt);
        row.set(F::Heuristic, self.heuristic);
        row.set(F::WordMean, self.word_mean);
        row.set(F::WordLowest, self.word_lowest);
        row.set(F::WordHighest, self.word_highest);
        row.set(F::WordFirst, self.word_first);
        row.set(F::WordLast, self.word_last);
        row.set(F::PairMean, self.pairs.mean());
        row.set(F::PairLowest, self.pairs.lowest);
        row.set(F::PairHighest, self.pairs.highest);
        row.set(F::AddressMean, self.addresses.mean());
        row.set(F::AddressLowest, self.addresses.lowest);
        row.set(F::InTitle, self.shared.in_title);
        row.set(F::CoversTitle, self.shared.covers_title);
        row.set(F::InDescription, self.shared.in_description);
        row.set(F::InArticleBody, self.shared.in_article_body);
        row.set(F::InAuthors, self.shared.in_authors);
    }
}

/// The shape as a number: headings are 1 to 6, by level.
fn shape(shape: Shape) -> f32 {
    match shape {
        Shape::Paragraph => 0.0,
        Shape::Heading(level) => level.clamp(1, 6).into(),
        Shape::Quote => 7.0,
        Shape::ListItem(_) => 8.0,
        Shape::TableRow => 9.0,
        Shape::Line => 10.0,
        Shape::Plain => 11.0,
        Shape::Caption => 12.0,
        Shape::Code => 13.0,
        Shape::Time => 14.0,
        Shape::Image | Shape::Embed => 15.0,
    }
}

/// The share of links whose path has at most two short parts: sections, tags and authors, not articles.
fn shallow(block: &Block) -> f32 {
    if block.links.is_empty() {
        return 0.0;
    }
    block.links.iter().filter(|link| is_shallow(&link.href)).count() as f32 / block.links.len() as f32
}

/// A path of this many bytes is that of an article.
const MAX_PATH: usize = 40;

fn is_shallow(address: &str) -> bool {
    let path = path(address);
    let ends = |byte: u8| matches!(byte, b'?' | b'#');
    // Most paths are too long: without a way out many bytes are compared at once.
    if let Some(begin) = path.first_chunk::<MAX_PATH>()
        && !begin.iter().fold(false, |found, &byte| found | ends(byte))
    {
        return false;
    }
    let (mut parts, mut inside) = (0, false);
    for &byte in path.iter().take_while(|byte| !ends(**byte)) {
        parts += u32::from(!inside && byte != b'/');
        inside = byte != b'/';
        if parts > 2 {
            return false;
        }
    }
    true
}

/// What follows the host of an address; all of one that has none.
fn path(address: &str) -> &[u8] {
    let mut from = 0;
    while let Some(colon) = address[from..].find(':') {
        let behind = from + colon + 1;
        if address[behind..].starts_with("//") {
            let rest = &address[behind + 2..];
            return rest.find('/').map_or(&[], |slash| &rest.as_bytes()[slash + 1..]);
        }
        from = behind;
    }
    address.as_bytes()
}

/// Signs in a text.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    letters: f32,
    upper: f32,
    separators: f32,
    marks: f32,
    quotes: f32,
    ends: f32,
    begins: f32,
    has_year: bool,
    has_clock: bool,
}

impl Signs {
    fn of(text: &str, scan: &Scan) -> Self {
        let mut marks = f32::from(scan.mark);
        if marks == 0.0 && holds_address(text) {
            marks = 1.0;
        }
        let is_dated = scan.lexical.numbers > 0 && text.len() <= MAX_DATED;
        let (has_year, has_clock) = if is_dated { dated(text.as_bytes()) } else { (false, false) };
        Self {
            letters: scan.letters as f32,
            upper: scan.upper as f32,
            separators: scan.separators as f32,
            marks,
            quotes: scan.quotes as f32,
            ends: ends(text),
            begins: begins(text),
            has_year,
            has_clock,
        }
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

fn begins(text: &str) -> f32 {
    match text.chars().next() {
        Some('"' | '“' | '„' | '«' | '‘' | '\'' | '「') => 4.0,
        Some(first) if first.is_uppercase() => 1.0,
        Some(first) if first.is_lowercase() => 2.0,
        Some(first) if first.is_numeric() => 3.0,
        Some(first) if first.is_alphabetic() => 5.0,
        _ => 0.0,
    }
}

/// Whether a text holds a year from 1990 to 2099, and a clock time.
fn dated(text: &[u8]) -> (bool, bool) {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let (mut year, mut clock) = (false, false);
    for at in 0..text.len() {
        if !digit(at) || (at > 0 && digit(at - 1)) {
            continue;
        }
        year |= (text[at..].starts_with(b"20") || text[at..].starts_with(b"199"))
            && digit(at + 2)
            && digit(at + 3)
            && !digit(at + 4);
        let colon = at + 1 + usize::from(digit(at + 1));
        clock |= matches!(text.get(colon), Some(b':' | b'.' | b'h'))
            && digit(colon + 1)
            && digit(colon + 2)
            && !digit(colon + 3);
    }
    (year, clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_dated(text: &str, expected: (bool, bool)) {
        assert_eq!(dated(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn finds_years_and_clock_times() {
        check_dated("12 May 2019, 7:05 pm", (true, true));
        check_dated("1066 and 20199", (false, false));
        check_dated("at 19.30", (false, true));
        check_dated("3:4 in the first half", (false, false));
    }

    #[track_caller]
    fn check_address(text: &str, expected: bool) {
        assert_eq!(holds_address(text), expected, "{text}");
    }

    #[test]
    fn finds_addresses() {
        check_address("Write to https://gazette.example", true);
        check_address("http", true);
        check_address("Stop: see wwww.gazette.example", true);
        check_address("p The ttp of the way, www", false);
        check_address("", false);
    }

    #[track_caller]
    fn check_shallow(address: &str, expected: bool) {
        assert_eq!(is_shallow(address), expected, "{address}");
    }

    #[test]
    fn tells_paths_of_sections() {
        check_shallow("https://gazette.example/news/harbour/", true);
        check_shallow("https://gazette.example/news/harbour/wall", false);
        check_shallow("https://gazette.example", true);
        check_shallow("/news?of=the/wall/again/and/again/and/again", true);
        check_shallow("/the-harbour-wall-is-to-be-built-again-by", false);
        check_shallow("the-harbour-wall-is-to-be-built-again-b", true);
        check_shallow("mailto:ann@gazette.example", true);
        check_shallow("go:to:https://gazette.example/a/b/c", false);
    }

    #[test]
    fn knows_how_texts_begin_and_end() {
        assert_eq!((begins("“So”"), ends("“So”")), (4.0, 5.0));
        assert_eq!((begins("Home"), ends("Home")), (1.0, 6.0));
        assert_eq!((begins(""), ends("")), (0.0, 0.0));
    }
}
