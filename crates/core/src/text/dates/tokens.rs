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
        for (at, character) in text.char_indices() {
            let range = at..at + character.len_utf8();
            if character.is_whitespace() || is_invisible(character) {
                spaced = true;
                continue;
            }
            let digit = digit(character);
            let last = list.last_mut().filter(|last| !spaced && last.range.end == at);
            match (last, digit) {
                (Some(Token { kind: Kind::Number { value, digits }, range: known, .. }), Some(digit)) => {
                    *digits = digits.saturating_add(1);
                    *value = if *digits > 9 { 0 } else { *value * 10 + digit };
                    known.end = range.end;
                }
                (Some(Token { kind: Kind::Word, range: known, .. }), None) if unit != at && is_letter(character) => {
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

/// The zeros of Arabic, Persian, Devanagari, Bengali, Gujarati, Tamil, Thai, Burmese and full-width digits.
const ZEROS: [u32; 9] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0AE6, 0x0BE6, 0x0E50, 0x1040, 0xFF10];

/// Whether a byte is a digit, or begins characters among which are those of other scripts. See [`digit`].
pub(super) fn may_be_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | 0xd9 | 0xdb | 0xe0 | 0xe1 | 0xef)
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
    !is_sign && (character.is_alphabetic() || character > '\u{2ff}')
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
}
