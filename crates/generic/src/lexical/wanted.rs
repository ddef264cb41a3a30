//! Searching texts for the words of a list, all of them in one walk.

use copydesk_core::text::pairs::{Pairs, SLOTS, slot};

/// Words in lower case that texts are searched for.
pub(crate) struct Wanted<const N: usize> {
    /// The words, those together that begin with bytes of one slot.
    words: [&'static str; N],
    /// Where those of each slot begin.
    begins: [usize; SLOTS + 1],
    /// The first and the second pair of bytes of each word: few pairs of a text are one of them, and every other pair of it is
    /// looked at.
    pairs: Pairs,
}

impl<const N: usize> Wanted<N> {
    /// Words of three bytes and more.
    pub(crate) const fn new(words: [&'static str; N]) -> Self {
        let mut own = Self { words: [""; N], begins: [0; SLOTS + 1], pairs: Pairs::none() };
        let (mut first, mut count) = (0, 0);
        while first < SLOTS {
            own.begins[first] = count;
            let mut at = 0;
            while at < N {
                let bytes = words[at].as_bytes();
                if slot(bytes[0]) == first {
                    own.words[count] = words[at];
                    own.pairs.add(bytes[0], bytes[1]);
                    own.pairs.add(bytes[1], bytes[2]);
                    count += 1;
                }
                at += 1;
            }
            first += 1;
        }
        own.begins[SLOTS] = count;
        own
    }

    /// Whether a text holds one of the words, as they stand there.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.is_found(text, <[u8]>::starts_with)
    }

    /// Whether a text holds one of the words, whatever the case of its ASCII letters.
    pub(crate) fn is_in_any_case(&self, text: &str) -> bool {
        self.is_found(text, |own, word| own.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word)))
    }

    /// Whether one of the words is a whole part of a name, as signs part it ("article-summary"), whatever the case of its ASCII
    /// letters.
    pub(crate) fn is_part_of(&self, name: &str) -> bool {
        // Few names hold one at all.
        self.is_in_any_case(name)
            && name
                .split(|character: char| !character.is_ascii_alphanumeric())
                .any(|part| self.words.iter().any(|word| part.eq_ignore_ascii_case(word)))
    }

    fn is_found(&self, text: &str, begins_with: impl Fn(&[u8], &[u8]) -> bool) -> bool {
        let text = text.as_bytes();
        let begins = |at: usize| {
            let first = slot(text[at]);
            let words = &self.words[self.begins[first]..self.begins[first + 1]];
            words.iter().any(|word| begins_with(&text[at..], word.as_bytes()))
        };
        let (pairs, _) = text.as_chunks();
        pairs.iter().enumerate().any(|(number, [first, second])| {
            let at = 2 * number;
            self.pairs.may_hold(*first, *second) && (begins(at) || at > 0 && begins(at - 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        #[track_caller]
        fn check<const N: usize>(text: &str, words: [&'static str; N]) {
            let wanted = Wanted::new(words);
            assert_eq!(wanted.is_in(text), words.iter().any(|word| text.contains(word)), "{text} {words:?}");
            let lower = text.to_ascii_lowercase();
            assert_eq!(wanted.is_in_any_case(text), words.iter().any(|word| lower.contains(word)), "{text} {words:?}");
        }
        for text in
            ["teaser-list", "Teaser", "tease", "", "list--teaser", "eaters", "über-teaser", "t", "ÜBER", "xeas", "aea"]
        {
            check(text, ["teaser"]);
            check(text, ["xyz", "list", "eas"]);
            check(text, ["über", "übel", "tea"]);
            check(text, []);
        }
    }

    #[test]
    fn parts_of_names_are_whole() {
        let wanted = Wanted::new(["summary", "lead"]);
        for (name, expected) in [
            ("article-summary", true),
            ("Summary", true),
            ("post__LEAD", true),
            ("summaryline", false),
            ("mislead", false),
            ("", false),
        ] {
            assert_eq!(wanted.is_part_of(name), expected, "{name}");
        }
    }
}
