//! One walk over a text, for all that is counted of it: words and what they are made of, signs, the hash of every word.
//!
//! Most bytes of most texts are ASCII, and are told by a table; other characters go by Unicode.

use crate::features::Hash;
use crate::lexical::{Lexical, ends_sentence, is_wide, is_word};

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
    pub(crate) is_ascii: bool,
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

/// The word that the walk is in.
#[derive(Default)]
struct Word {
    hash: Hash,
    /// Whether it has begun.
    inside: bool,
    has_letter: bool,
    has_digit: bool,
}

/// Counts a text, and calls `each` with the hash of every word, in order: characters of scripts without spaces are words
/// one by one, with pairs of them as words too.
pub(crate) fn scan(text: &str, mut each: impl FnMut(u32)) -> Scan {
    let bytes = text.as_bytes();
    let mut scan = Scan { is_ascii: true, ..Scan::default() };
    scan.lexical.ends_sentence = ends_sentence(text);
    let mut word = Word::default();
    // A word of the count goes on over hyphens and apostrophes, which end one of the hashes.
    let (mut in_word, mut in_number) = (false, false);
    let (mut wide, mut wides) = (None::<char>, 0_u32);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if FOLDED[usize::from(byte)] != 0 {
            if !in_word {
                scan.lexical.words += 1;
                scan.lexical.capitals += u32::from(byte.is_ascii_uppercase());
                (in_word, in_number) = (true, false);
            }
            let (mut hash, mut counted, mut length) = (word.hash, 0_u64, 0);
            for &byte in &bytes[at..] {
                let folded = FOLDED[usize::from(byte)];
                if folded == 0 {
                    break;
                }
                hash = hash.push(folded);
                counted += COUNTED[usize::from(byte)];
                length += 1;
            }
            at += length;
            let (upper, digits) = (counted as u32, (counted >> 32) as u32);
            word.hash = hash;
            word.inside = true;
            wide = None;
            let letters = length as u32 - digits;
            scan.letters += letters;
            scan.upper += upper;
            if digits > 0 {
                scan.lexical.numbers += u32::from(!in_number);
                in_number = true;
                word.has_digit = true;
            }
            word.has_letter |= letters > 0;
            continue;
        }
        if byte.is_ascii() {
            at += 1;
            scan.end(&mut word, &mut each);
            wide = None;
            let class = CLASSES[usize::from(byte)];
            in_word &= class & JOINS != 0;
            if class & (STOP | SEPARATOR | QUOTE | AT) != 0 {
                scan.lexical.punctuation += u32::from(class & STOP != 0);
                scan.separators += u32::from(class & SEPARATOR != 0);
                scan.quotes += u32::from(class & QUOTE != 0);
                if class & AT != 0 {
                    scan.mark = scan.mark.max(2);
                }
            }
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        at += character.len_utf8();
        scan.is_ascii = false;
        let lower = simple_lower(character);
        if lower.is_none() && !is_word(character) {
            scan.end(&mut word, &mut each);
            wide = None;
            scan.sign(character, &mut in_word);
            continue;
        }
        scan.letters += 1;
        if lower.is_none_or(|lower| lower >= '\u{E00}') && is_wide(character) {
            scan.end(&mut word, &mut each);
            let pair = wide.map_or(Hash::new(), |before| Hash::new().push_char(before));
            each(pair.push_char(character).value());
            wide = Some(character);
            wides += 1;
            in_word = false;
            continue;
        }
        let is_upper = match lower {
            Some(lower) => lower != character,
            None => character.is_uppercase(),
        };
        scan.upper += u32::from(is_upper);
        if !in_word {
            scan.lexical.words += 1;
            scan.lexical.capitals += u32::from(is_upper);
            (in_word, in_number) = (true, false);
        }
        match lower {
            Some(lower) => word.hash = word.hash.push_char(lower),
            None => {
                word.hash = character.to_lowercase().fold(word.hash, Hash::push_char);
                scan.is_odd |= matches!(character, 'İ' | 'Σ') || character.is_numeric();
            }
        }
        word.inside = true;
        word.has_letter = true;
        wide = None;
    }
    scan.end(&mut word, &mut each);
    scan.lexical.words += wides.div_ceil(2);
    scan
}

impl Scan {
    /// Ends a word, where there is one.
    fn end(&mut self, word: &mut Word, each: &mut impl FnMut(u32)) {
        if word.inside {
            each(word.hash.value());
            self.is_odd |= word.has_letter && word.has_digit;
            *word = Word::default();
        }
    }

    /// A character outside ASCII that is neither letter nor digit.
    fn sign(&mut self, character: char, in_word: &mut bool) {
        // Of all these only the apostrophe is part of a word.
        *in_word &= character == '’';
        match character {
            '»' | '›' | '•' | '·' | '—' | '→' => self.separators += 1,
            '“' | '”' | '„' | '«' => self.quotes += 1,
            '©' => self.mark = 3,
            '、' | '，' | '。' | '؟' | '،' | '；' | '！' | '？' | '।' => self.lexical.punctuation += 1,
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

    #[test]
    fn counts_signs() {
        check("Home | News » “Überall”", [15, 3, 2, 2, 0], false);
        check("© @wall", [4, 0, 0, 0, 3], false);
        check("ann@example.org", [13, 0, 0, 0, 2], false);
        check("2nd of 12", [4, 0, 0, 0, 0], true);
        check("12, May’s", [4, 1, 0, 0, 0], false);
    }
}
