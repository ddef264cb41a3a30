//! What a text looks like, whatever its language: length in words, sentence ends, how much of it is words at all.

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
        let mut counts = Self { ends_sentence: ends_sentence(text), ..Self::default() };
        let mut wide = 0_u32;
        let mut in_word = false;
        let mut in_number = false;
        for character in text.chars() {
            if character.is_ascii() {
                // What most texts are made of, without looking into Unicode's tables.
                let byte = character as u8;
                if byte.is_ascii_alphanumeric() || (in_word && matches!(byte, b'\'' | b'-')) {
                    if !in_word {
                        counts.words += 1;
                        counts.capitals += u32::from(byte.is_ascii_uppercase());
                        (in_word, in_number) = (true, false);
                    }
                    if !in_number && byte.is_ascii_digit() {
                        counts.numbers += 1;
                        in_number = true;
                    }
                } else {
                    in_word = false;
                    counts.punctuation += u32::from(matches!(byte, b',' | b'.' | b';' | b':' | b'!' | b'?'));
                }
            } else if is_typographic(character) {
                // Dashes, quotation marks, spaces: of them only the apostrophe is part of a word.
                in_word &= character == '’';
            } else if is_wide(character) {
                wide += 1;
                in_word = false;
            } else if is_word(character) || (in_word && matches!(character, '\'' | '’' | '-')) {
                if !in_word {
                    counts.words += 1;
                    counts.capitals += u32::from(character.is_uppercase());
                    in_number = false;
                    in_word = true;
                }
                if character.is_ascii_digit() && !in_number {
                    counts.numbers += 1;
                    in_number = true;
                }
            } else {
                in_word = false;
                counts.punctuation += u32::from(matches!(
                    character,
                    ',' | '.' | ';' | ':' | '!' | '?' | '、' | '，' | '。' | '؟' | '،' | '；' | '！' | '？' | '।'
                ));
            }
        }
        counts.words += wide.div_ceil(2);
        counts
    }

    /// Running text: long enough and ended as a sentence, or long and with punctuation inside.
    pub(crate) fn is_prose(&self) -> bool {
        (self.words >= 8 && self.ends_sentence) || (self.words >= 20 && self.punctuation >= 1)
    }
}

/// Whether a text ends as sentences do: closing punctuation, perhaps inside quotation marks or brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '“', '」', '』', '*']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।', '։'])
}

/// The letters and digits of a text in lower case: what two renderings of one headline share.
pub(crate) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for character in text.chars().filter(|character| is_word(*character)) {
        if character.is_ascii() {
            letters.push(character.to_ascii_lowercase());
        } else {
            letters.extend(character.to_lowercase());
        }
    }
    letters
}

/// As [`char::is_alphanumeric`]: letters of the common scripts are told without looking into Unicode's tables.
pub(crate) fn is_word(character: char) -> bool {
    match character {
        '0'..='9'
        | 'A'..='Z'
        | 'a'..='z'
        | '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2C1}'
        | '\u{3A3}'..='\u{3F5}'
        | '\u{400}'..='\u{481}'
        | '\u{48A}'..='\u{52F}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => true,
        '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' => false,
        other => other.is_alphanumeric(),
    }
}

/// General punctuation (U+2000 to U+206F): neither letters nor digits.
pub(crate) fn is_typographic(character: char) -> bool {
    matches!(character, '\u{2000}'..='\u{206F}')
}

/// Chinese, Japanese and other characters that are written without spaces.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{20000}'..='\u{2FFFF}')
        && is_word(character)
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
    fn words_are_what_unicode_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_word(character), character.is_alphanumeric(), "{character:?}");
        }
    }

    #[test]
    fn letters_ignore_dress() {
        assert_eq!(letters("‘Lovely’ call – by phone"), letters("'Lovely' call - by phone!"));
    }
}
