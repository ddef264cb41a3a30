//! One walk over a text, for all that is counted of it: words and what they are made of, signs, the hash of every word.
//!
//! Most bytes of most texts are ASCII, and are told by a table; other characters go by Unicode.

use crate::features::Hash;
use crate::lexical::{Lexical, ends_sentence, is_wide_script, is_word};

/// What is counted of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Scan {
    pub(crate) lexical: Lexical,
    pub(crate) letters: u32,
    pub(crate) upper: u32,
    /// Signs that separate labels.
    pub(crate) separators: u32,
    pub(crate) quotes: u32,
    /// `©` is 3, `@` is 2; the strongest counts.
    pub(crate) mark: u8,
    /// Whether words hold letters that have no plain lower case, digits of other scripts, or digits beside letters.
    pub(crate) is_odd: bool,
}

const LETTER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
/// Stands inside words.
const JOINS: u8 = 8;
const STOP: u8 = 16;
const SEPARATOR: u8 = 32;
const QUOTE: u8 = 64;
const AT: u8 = 128;

/// What an ASCII character is.
const CLASSES: [u8; 128] = {
    let mut classes = [0; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'-' => JOINS,
            b',' | b'.' | b';' | b':' | b'!' | b'?' => STOP,
            b'|' | b'/' | b'>' => SEPARATOR,
            b'"' => QUOTE,
            b'@' => AT,
            _ => 0,
        };
        at += 1;
    }
    classes
};

/// The byte that stands for an ASCII letter or digit in the hash of its word; 0 for whatever ends a word.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut at = 0;
    while at < 128 {
        folded[at] = match at as u8 {
            b'0'..=b'9' => b'0',
            byte @ (b'a'..=b'z' | b'A'..=b'Z') => byte.to_ascii_lowercase(),
            _ => 0,
        };
        at += 1;
    }
    folded
};

/// What an ASCII character adds to the count of upper-case letters (low half) and of digits (high half).
const COUNTED: [u64; 256] = {
    let mut counted = [0; 256];
    let mut at = 0;
    while at < 128 {
        counted[at] = match at as u8 {
            b'A'..=b'Z' => 1,
            b'0'..=b'9' => 1 << 32,
            _ => 0,
        };
        at += 1;
    }
    counted
};

/// Counts a text, and calls `each` with the hash of every word, in order: characters of scripts without spaces are words
/// one by one, with pairs of them as words too.
pub(crate) fn scan(text: &str, mut each: impl FnMut(u32)) -> Scan {
    let bytes = text.as_bytes();
    let mut walk = Walk::default();
    // Letters and digits of ASCII: all of them, and as `COUNTED` has them.
    let (mut ascii, mut counted) = (0, 0_u64);
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if FOLDED[usize::from(first)] != 0 {
            let (begin, before) = (at, counted);
            let mut hash = walk.hash;
            for &byte in &bytes[begin..] {
                let folded = FOLDED[usize::from(byte)];
                if folded == 0 {
                    break;
                }
                hash = hash.push(folded);
                counted += COUNTED[usize::from(byte)];
                at += 1;
            }
            ascii += at - begin;
            walk.go_on(first.is_ascii_uppercase());
            let digits = (counted - before) >> 32;
            let next = bytes.get(at).copied().unwrap_or(b' ');
            if walk.made == 0 && digits == 0 && next.is_ascii() {
                // Most words are letters of ASCII from end to end, and a space follows.
                each(hash.value());
                if next == b' ' {
                    walk.in_word = false;
                    at += 1;
                }
                continue;
            }
            walk.hash = hash;
            if digits == 0 {
                walk.made |= HAS_LETTER;
            } else {
                walk.digits(digits == (at - begin) as u64);
            }
        } else if first.is_ascii() {
            at += 1;
            walk.end(&mut each);
            if first == b' ' {
                walk.in_word = false;
            } else {
                walk.ascii_sign(CLASSES[usize::from(first)]);
            }
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            let begin = at;
            at += character.len_utf8();
            walk.other(character, (begin, &bytes[..at]), &mut each);
        }
    }
    walk.end(&mut each);
    let mut scan = walk.scan;
    let (upper, digits) = (counted as u32, (counted >> 32) as u32);
    scan.letters += ascii as u32 - digits;
    scan.upper += upper;
    scan.lexical.words += walk.wides.div_ceil(2);
    scan.lexical.ends_sentence = ends_sentence(text);
    scan
}

/// What a word is made of, as bits.
const HAS_LETTER: u8 = 1;
const HAS_DIGIT: u8 = 2;

/// Where the walk is.
#[derive(Default)]
struct Walk {
    scan: Scan,
    /// Of the word it is in, and what that is made of; 0 between words.
    hash: Hash,
    made: u8,
    /// A word of the count goes on over hyphens and apostrophes, which end one of the hashes.
    in_word: bool,
    /// The number of the last word of the count that holds a digit.
    numbered: u32,
    /// Where the last character of a script without spaces begins and ends, and how many came.
    wide: (usize, usize),
    wides: u32,
}

impl Walk {
    /// Ends a word of the hashes, where there is one.
    fn end(&mut self, each: &mut impl FnMut(u32)) {
        if self.made != 0 {
            each(self.hash.value());
            (self.hash, self.made) = (Hash::new(), 0);
        }
    }

    /// Counts a word, where one begins, and its first letter's case.
    fn go_on(&mut self, is_upper: bool) {
        if !self.in_word {
            self.scan.lexical.words += 1;
            self.scan.lexical.capitals += u32::from(is_upper);
            self.in_word = true;
        }
    }

    /// Takes note of digits in a word, and whether they stand alone.
    fn digits(&mut self, alone: bool) {
        if self.numbered != self.scan.lexical.words {
            self.numbered = self.scan.lexical.words;
            self.scan.lexical.numbers += 1;
        }
        self.scan.is_odd |= !alone || self.made & HAS_LETTER != 0;
        self.made |= HAS_DIGIT | u8::from(!alone);
    }

    /// A character of ASCII that is neither letter nor digit.
    fn ascii_sign(&mut self, class: u8) {
        self.in_word &= class == JOINS;
        match class {
            STOP => self.scan.lexical.punctuation += 1,
            SEPARATOR => self.scan.separators += 1,
            QUOTE => self.scan.quotes += 1,
            AT => self.scan.mark = self.scan.mark.max(2),
            _ => {}
        }
    }

    /// A character outside ASCII, where it begins, and the text up to its end.
    fn other(&mut self, character: char, (begin, text): (usize, &[u8]), each: &mut impl FnMut(u32)) {
        // Most signs stand in this block, which has no letters.
        if matches!(character, '\u{2000}'..='\u{206F}') {
            self.end(each);
            self.other_sign(character);
            return;
        }
        let lower = simple_lower(character);
        if lower.is_none() && !is_word(character) {
            self.end(each);
            self.other_sign(character);
            return;
        }
        self.scan.letters += 1;
        if lower.is_none_or(|lower| lower >= '\u{E00}') && is_wide_script(character) {
            self.end(each);
            // The pair that it makes with the one right before, or itself alone.
            let (before, end) = self.wide;
            let pair = if end == begin { before } else { begin };
            each(text[pair..].iter().fold(Hash::new(), |hash, &byte| hash.push(byte)).value());
            self.wide = (begin, text.len());
            self.wides += 1;
            self.in_word = false;
            return;
        }
        let is_upper = match lower {
            Some(lower) => lower != character,
            None => character.is_uppercase(),
        };
        self.scan.upper += u32::from(is_upper);
        self.go_on(is_upper);
        if let Some(lower) = lower {
            self.hash = self.hash.push_char(lower);
        } else {
            self.hash = character.to_lowercase().fold(self.hash, Hash::push_char);
            self.scan.is_odd |= matches!(character, 'İ' | 'Σ') || character.is_numeric();
        }
        self.scan.is_odd |= self.made & HAS_DIGIT != 0;
        self.made |= HAS_LETTER;
    }

    /// A character outside ASCII that is neither letter nor digit.
    fn other_sign(&mut self, character: char) {
        // Of all these only the apostrophe is part of a word.
        self.in_word &= character == '’';
        match character {
            '»' | '›' | '•' | '·' | '—' | '→' => self.scan.separators += 1,
            '“' | '”' | '„' | '«' => self.scan.quotes += 1,
            '©' => self.scan.mark = 3,
            '、' | '，' | '。' | '؟' | '،' | '；' | '！' | '？' | '।' => self.scan.lexical.punctuation += 1,
            _ => {}
        }
    }
}

/// The lower case of letters outside ASCII that the common scripts are written with, told without looking into Unicode's
/// tables; none of any other character.
pub(crate) fn simple_lower(character: char) -> Option<char> {
    let code = character as u32;
    let lower = match code {
        0xC0..=0xD6 | 0xD8..=0xDE | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        0xDF..=0xF6
        | 0xF8..=0xFF
        | 0x430..=0x45F
        | 0x5D0..=0x5EA
        | 0x620..=0x64A
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7A3 => code,
        _ => return None,
    };
    char::from_u32(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_what_unicode_says() {
        for character in '\u{80}'..=char::MAX {
            if let Some(lower) = simple_lower(character) {
                assert!(character.to_lowercase().eq([lower]), "{character:?}");
                assert_eq!(lower != character, character.is_uppercase(), "{character:?}");
                assert!(character.is_alphabetic(), "{character:?}");
            }
        }
    }

    #[track_caller]
    fn check(text: &str, signs: [u32; 5], is_odd: bool) {
        let scan = scan(text, |_| {});
        let found = [scan.letters, scan.upper, scan.separators, scan.quotes, scan.mark.into()];
        assert_eq!((found, scan.is_odd), (signs, is_odd), "{text}");
    }

    #[track_caller]
    fn check_words(text: &str, words: u32, numbers: u32, hashes: usize) {
        let mut found = 0;
        let scan = scan(text, |_| found += 1);
        assert_eq!((scan.lexical.words, scan.lexical.numbers, found), (words, numbers, hashes), "{text}");
    }

    #[test]
    fn counts_words_and_numbers() {
        check_words("On 12-13 May, at 7.30", 6, 4 - 1, 7);
        check_words("1990s-2000s", 1, 1, 2);
        check_words("港口 港口", 2, 0, 4);
        check_words("港a口", 2, 0, 3);
        check_words("", 0, 0, 0);
    }

    #[test]
    fn counts_signs() {
        check("Home | News » “Überall”", [15, 3, 2, 2, 0], false);
        check("© @wall", [4, 0, 0, 0, 3], false);
        check("ann@example.org", [13, 0, 0, 0, 2], false);
        check("2nd of 12", [4, 0, 0, 0, 0], true);
        check("é2", [1, 0, 0, 0, 0], true);
        check("2é of ü", [4, 0, 0, 0, 0], true);
        check("2-é, 12’é", [2, 0, 0, 0, 0], false);
        check("12, May’s", [4, 1, 0, 0, 0], false);
    }
}
