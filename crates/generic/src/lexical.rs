//! What a text looks like, whatever its language: length in words, sentence ends, how much of it is words at all.

mod letters;
mod wanted;

use std::sync::OnceLock;

use crate::scan::scan;

pub(crate) use letters::{
    ASCII_LETTERS, ASCII_WORDS, ascii_run, begins_with_letters, has_letters, holds_letters, holds_long, letters, lower,
    push_letters,
};
pub(crate) use wanted::Wanted;

/// Counts of one text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Lexical {
    /// Words; in scripts without spaces two characters count as one.
    pub words: u32,
    /// Whether it ends as sentences do.
    pub ends_sentence: bool,
    /// Commas and sentence ends inside it.
    pub punctuation: u32,
    /// Words that begin with an upper-case letter.
    pub capitals: u32,
    /// Words that hold a digit.
    pub numbers: u32,
}

impl Lexical {
    pub(crate) fn of(text: &str) -> Self {
        scan(text, |_| {}).lexical
    }

    /// Running text: long enough and ended as a sentence, or long and with punctuation inside.
    pub(crate) fn is_prose(&self) -> bool {
        (self.words >= 8 && self.ends_sentence) || (self.words >= 20 && self.punctuation >= 1)
    }
}

/// Whether a text ends as sentences do: closing punctuation, perhaps inside quotation marks or brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    // Most texts end with a letter or a full stop.
    match text.as_bytes().last() {
        Some(b'.' | b'!' | b'?' | b':' | b';') => return true,
        Some(last) if last.is_ascii_alphanumeric() => return false,
        _ => {}
    }
    let bare = text.trim_end().trim_end_matches(CLOSING);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।', '։'])
}

/// Whether a text ends with a sentence behind which the last words say who wrote it, or a sign that it ends here: "The gate
/// held. (Ann Smith)", "The gate held. (AP) +++".
pub(crate) fn ends_signed(text: &str) -> bool {
    // Most texts end with a letter or a full stop.
    if text.as_bytes().last().is_none_or(|last| last.is_ascii_alphanumeric() || matches!(last, b'.' | b'!' | b'?')) {
        return false;
    }
    let text = text.trim_end();
    let signed = text.trim_end_matches(END_MARKS).trim_end();
    match signed.strip_suffix([')', '）', ']']).and_then(|rest| rest.rfind(['(', '（', '['])) {
        Some(at) => signed.len() - at <= MAX_SIGNED && ends_sentence(&signed[..at]),
        None => signed.len() < text.len() && ends_sentence(signed),
    }
}

/// What may stand behind the end of a sentence.
const CLOSING: [char; 11] = ['"', '\'', '”', '’', '»', ')', ']', '“', '」', '』', '*'];
/// Signs that papers set behind the last word of an article.
const END_MARKS: [char; 10] = ['+', '■', '▪', '□', '◼', '●', '♦', '◆', '#', '∎'];
/// The longest signature in brackets behind a sentence, in bytes.
const MAX_SIGNED: usize = 80;

/// The bytes that a text is made of, as bits, without their case. A text holds another only where it has all of its bits,
/// which is told at a fraction of the cost of looking for it.
pub(crate) const fn signs(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut signs, mut at) = (0, 0);
    while at < bytes.len() {
        signs |= 1 << (bytes[at] & 31);
        at += 1;
    }
    signs
}

/// As [`char::is_alphanumeric`]: most characters are told without looking into Unicode's tables.
#[inline]
pub(crate) fn is_word(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphanumeric() } else { is_other_word(character) }
}

fn is_other_word(character: char) -> bool {
    is_common_letter(character).unwrap_or_else(|| match traits_of(character) {
        Some(traits) => traits & IS_WORD != 0,
        None => character.is_alphanumeric(),
    })
}

/// As [`char::is_alphabetic`]: most characters are told without looking into Unicode's tables.
pub(crate) fn is_letter(character: char) -> bool {
    is_common_letter(character).unwrap_or_else(|| match traits_of(character) {
        Some(traits) => traits & IS_LETTER != 0,
        None => character.is_alphabetic(),
    })
}

const IS_WORD: u8 = 1;
const IS_LETTER: u8 = 2;

/// How many characters of the alphabets are looked up together.
const STRETCH: usize = 128;
/// The first character behind the alphabets. There stand the scripts of China, Japan and Korea, and what few pages hold.
const END_OF_ALPHABETS: usize = 0x2000;

/// What the characters of the alphabets are, as Unicode's tables have them: looking each up there takes a hundred times as
/// long, which texts in Thai, Hindi or Arabic would feel. Each stretch is looked up when a text asks for it: most pages ask
/// for one or two.
static OTHERS: [OnceLock<[u8; STRETCH]>; END_OF_ALPHABETS / STRETCH] =
    [const { OnceLock::new() }; END_OF_ALPHABETS / STRETCH];

/// What a character of the alphabets is.
fn traits_of(character: char) -> Option<u8> {
    let code = character as usize;
    let stretch = OTHERS.get(code / STRETCH)?.get_or_init(|| {
        std::array::from_fn(|at| {
            let character = char::from_u32((code - code % STRETCH + at) as u32);
            let is_letter = character.is_some_and(char::is_alphabetic);
            let is_word = is_letter || character.is_some_and(char::is_numeric);
            (u8::from(is_word) * IS_WORD) | (u8::from(is_letter) * IS_LETTER)
        })
    });
    Some(stretch[code % STRETCH])
}

/// Whether a letter or sign of the common scripts is a letter; none of other characters.
#[inline]
fn is_common_letter(character: char) -> Option<bool> {
    match character {
        'A'..='Z'
        | 'a'..='z'
        | '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2C1}'
        | '\u{3A3}'..='\u{3F5}'
        | '\u{400}'..='\u{481}'
        | '\u{48A}'..='\u{52F}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => Some(true),
        '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '\u{3001}'..='\u{3004}' => Some(false),
        _ => None,
    }
}

/// Chinese, Japanese and other characters that are written without spaces.
pub(crate) fn is_wide(character: char) -> bool {
    is_wide_script(character) && is_word(character)
}

/// Whether a character stands where the scripts do that are written without spaces: so do their signs.
pub(crate) fn is_wide_script(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{20000}'..='\u{2FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: u32, prose: bool) {
        let counts = Lexical::of(text);
        assert_eq!((counts.words, counts.is_prose()), (words, prose), "{text}");
    }

    #[test]
    fn counts_words_of_all_scripts() {
        check("", 0, false);
        check("Sign in", 2, false);
        check("The harbour wall won’t be rebuilt before the winter, the mayor said.", 12, true);
        check("市長は火曜日に港の壁を再建すると述べた。", 10, true);
        check("Городской совет встретился во вторник и решил всё.", 8, true);
    }

    #[test]
    fn sentences_may_be_signed() {
        for text in [
            "The gate held. (Ann Smith)",
            "The gate held. (AP) +++",
            "It held.■",
            "它守住了。（王小明）",
            "“It held.” ●",
        ] {
            assert!(ends_signed(text), "{text}");
        }
        for text in
            ["", "The gate (north)", "The gate held (AP) +++", "Ann Smith", "It held.", "+++ The gate", "(", "* * *"]
        {
            assert!(!ends_signed(text), "{text}");
        }
    }

    #[test]
    fn words_are_what_unicode_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_word(character), character.is_alphanumeric(), "{character:?}");
            assert_eq!(is_letter(character), character.is_alphabetic(), "{character:?}");
        }
    }
}
