//! Cutting a text into what dates are made of: numbers, words, and the signs between them.

use std::ops::Range;

/// The most tokens of a text that are looked at. Longer texts are prose, whose later dates are not asked for.
const MAX_TOKENS: usize = 512;

/// Hardly a text has shorter tokens, in bytes.
const LETTERS_A_TOKEN: usize = 4;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of decimal digits of any script: its value and how many digits it has. Runs that are too long for a date
    /// have the value 0.
    Number {
        /// The value.
        value: u32,
        /// How many digits.
        digits: u8,
    },
    /// A run of letters and the marks that belong to them.
    Word,
    /// Any other character.
    Sign(char),
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// A text in tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut list: Vec<Token> = Vec::with_capacity((text.len() / LETTERS_A_TOKEN + 4).min(MAX_TOKENS));
        let mut spaced = false;
        let mut unit = usize::MAX;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                // Runs of ASCII letters and digits are what most texts are made of.
                let end = at + run(&bytes[at..]);
                let is_full = list.len() == MAX_TOKENS;
                let last = list.last_mut().filter(|last| !spaced && last.range.end == at);
                match (CLASSES[usize::from(byte)], last) {
                    (Class::Space, _) => {
                        (spaced, at) = (true, end);
                        continue;
                    }
                    (Class::Digit, Some(Token { kind: Kind::Number { value, digits }, range, .. })) => {
                        bytes[at..end].iter().for_each(|digit| add_digit(value, digits, u32::from(digit - b'0')));
                        range.end = end;
                    }
                    (Class::Letter, Some(Token { kind: Kind::Word, range, .. })) if unit != at => range.end = end,
                    _ if is_full => break,
                    (Class::Digit, _) => {
                        let (mut value, mut digits) = (0, 0);
                        bytes[at..end]
                            .iter()
                            .for_each(|digit| add_digit(&mut value, &mut digits, u32::from(digit - b'0')));
                        list.push(Token { kind: Kind::Number { value, digits }, range: at..end, spaced });
                    }
                    (Class::Letter, _) => list.push(Token { kind: Kind::Word, range: at..end, spaced }),
                    (Class::Sign, _) => list.push(Token { kind: Kind::Sign(char::from(byte)), range: at..end, spaced }),
                }
                (spaced, at) = (false, end);
                continue;
            }
            let Some(character) = text[at..].chars().next() else { break };
            let range = at..at + character.len_utf8();
            at = range.end;
            if character.is_whitespace() || is_invisible(character) {
                spaced = true;
                continue;
            }
            let digit = digit(character);
            let last = list.last_mut().filter(|last| !spaced && last.range.end == range.start);
            match (last, digit) {
                (Some(Token { kind: Kind::Number { value, digits }, range: known, .. }), Some(digit)) => {
                    add_digit(value, digits, digit);
                    known.end = range.end;
                }
                (Some(Token { kind: Kind::Word, range: known, .. }), None)
                    if unit != range.start && is_letter(character) =>
                {
                    known.end = range.end;
                }
                (last, _) => {
                    // What follows a unit is another word: 4日更新.
                    if is_unit(character) && last.is_some_and(|last| matches!(last.kind, Kind::Number { .. })) {
                        unit = range.end;
                    }
                    let kind = match digit {
                        Some(value) => Kind::Number { value, digits: 1 },
                        None if is_letter(character) => Kind::Word,
                        None => Kind::Sign(character),
                    };
                    if list.len() == MAX_TOKENS {
                        break;
                    }
                    list.push(Token { kind, range, spaced });
                }
            }
            spaced = false;
        }
        Self { text, list }
    }

    /// The word at a place.
    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        let token = self.list.get(at).filter(|token| token.kind == Kind::Word)?;
        self.text.get(token.range.clone())
    }

    /// The sign at a place.
    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.list.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The number at a place, with how many digits it has.
    pub(super) fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.list.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// Whether one of so many tokens after a place is a number.
    pub(super) fn number_follows(&self, at: usize, within: usize) -> bool {
        self.list.iter().skip(at + 1).take(within).any(|token| matches!(token.kind, Kind::Number { .. }))
    }

    /// A number of one or two digits.
    pub(super) fn small(&self, at: usize) -> Option<i8> {
        self.number(at).filter(|(_, digits)| *digits <= 2).map(|(value, _)| value as i8)
    }

    /// Whether a token stands right after the one before it.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.list.get(at).is_some_and(|token| !token.spaced)
    }
}

/// Adds a digit to a number, which has the value 0 where it is too long for a date.
fn add_digit(value: &mut u32, digits: &mut u8, digit: u32) {
    *digits = digits.saturating_add(1);
    *value = if *digits > 9 { 0 } else { *value * 10 + digit };
}

/// What a byte of ASCII is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Sign,
}

/// What each byte is.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\t'..=b'\r' | b' ' => Class::Space,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

/// How many letters, digits or spaces of ASCII bytes begin with, whichever it is; a sign stands alone.
fn run(bytes: &[u8]) -> usize {
    let own = CLASSES[usize::from(bytes[0])];
    if own == Class::Sign {
        return 1;
    }
    bytes.iter().position(|byte| CLASSES[usize::from(*byte)] != own).unwrap_or(bytes.len())
}

/// The zeros of Arabic, Persian, Devanagari, Bengali, Punjabi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao,
/// Burmese, Khmer and full-width digits.
const ZEROS: [u32; 15] = [
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x1040, 0x17E0,
    0xFF10,
];

/// Whether a byte is a digit, or begins characters among which are the digits of other scripts.
pub(super) const fn may_be_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte >= 0xd9 && matches!(byte, 0xd9 | 0xdb | 0xe0 | 0xe1 | 0xef)
}

/// The value of a decimal digit of any script in which dates are written.
fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// Letters, and the marks above and below them that many scripts need.
fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    let is_sign = matches!(
        character,
        '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}' | '،' | '؛' | '።' | '۔' | '।'
    );
    !is_sign && (character > '\u{2ff}' || character.is_alphabetic())
}

/// The units that East Asian dates write behind their numbers.
fn is_unit(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '号' | '號' | '時' | '时' | '分' | '년' | '월' | '일' | '시' | '분')
}

/// Marks of writing direction and joining, which pages leave inside dates.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_told_by_their_first_byte() {
        let zeros = ZEROS.into_iter().chain([u32::from('0')]);
        for code in zeros.flat_map(|zero| zero..zero + 10) {
            let digit = char::from_u32(code).expect("the digits are characters");
            assert!(may_be_digit(digit.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{digit}");
        }
        assert!(!"Überall stand die Mauer – море 港".bytes().any(may_be_digit));
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text);
        let found: Vec<&str> = tokens.list.iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn runs_are_cut_where_their_kind_ends() {
        check("4 Feb, 2019 13:01", &["4", "Feb", ",", "2019", "13", ":", "01"]);
        check("1st März2019", &["1", "st", "März", "2019"]);
        check("2019年2月4日updated", &["2019", "年", "2", "月", "4", "日", "updated"]);
        check("２０19 a\u{301}b", &["２０19", "a\u{301}b"]);
        check("4\u{200b}5", &["4", "5"]);
        let long = Tokens::of("12345678901 7");
        assert_eq!((long.number(0), long.number(1)), (Some((0, 11)), Some((7, 1))));
    }
}
