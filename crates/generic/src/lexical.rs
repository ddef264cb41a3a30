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
            if is_wide(character) {
                wide += 1;
                in_word = false;
            } else if character.is_alphanumeric() || (in_word && matches!(character, '\'' | '’' | '-')) {
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
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Chinese, Japanese and other characters that are written without spaces.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{20000}'..='\u{2FFFF}')
        && character.is_alphanumeric()
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
    fn letters_ignore_dress() {
        assert_eq!(letters("‘Lovely’ call – by phone"), letters("'Lovely' call - by phone!"));
    }
}
