//! Searching a text for any of some words, looking at few of its letters (Wu and Manber's method, by pairs of letters).

/// Finds where words of lists may begin in a text, whatever its case. None has less than so many bytes. Those that have
/// letters beyond ASCII are not looked for.
pub(crate) struct Stems<const SHORTEST: usize> {
    /// How far it is at least from two letters at the end of a window to where one that begins a word may end, by their
    /// [`pair`].
    steps: [u8; 1 << 10],
    /// Whether a word begins with two letters, by their [`pair`].
    begins: [bool; 1 << 10],
}

impl<const SHORTEST: usize> Stems<SHORTEST> {
    /// Those of some lists.
    pub(crate) const fn of(lists: &[&[&str]]) -> Self {
        let (mut steps, mut begins) = ([SHORTEST as u8 - 1; 1 << 10], [false; 1 << 10]);
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let word = lists[list][at].as_bytes();
                at += 1;
                if !word.is_ascii() {
                    continue;
                }
                assert!(word.len() >= SHORTEST);
                begins[pair(word[0], word[1])] = true;
                let mut place = 0;
                while place + 1 < SHORTEST {
                    let step = &mut steps[pair(word[place], word[place + 1])];
                    let own = (SHORTEST - 2 - place) as u8;
                    if *step > own {
                        *step = own;
                    }
                    place += 1;
                }
            }
            list += 1;
        }
        Self { steps, begins }
    }

    /// Whether a word begins somewhere, which is asked wherever one may.
    #[inline]
    pub(crate) fn find(&self, text: &[u8], mut is_word: impl FnMut(&[u8]) -> bool) -> bool {
        let mut rest = text;
        while let Some(window) = rest.first_chunk::<SHORTEST>() {
            let step = self.steps[pair(window[SHORTEST - 2], window[SHORTEST - 1])];
            if step > 0 {
                rest = &rest[usize::from(step)..];
                continue;
            }
            if self.begins[pair(window[0], window[1])] && is_word(rest) {
                return true;
            }
            rest = &rest[1..];
        }
        false
    }
}

/// Words of a list, to be found wherever they stand in a text, whatever its case.
pub(crate) struct Words<const SHORTEST: usize> {
    stems: Stems<SHORTEST>,
    list: &'static [&'static str],
}

impl<const SHORTEST: usize> Words<SHORTEST> {
    /// Those of a list, all in small letters of ASCII, none of less than so many bytes.
    pub(crate) const fn of(list: &'static [&'static str]) -> Self {
        Self { stems: Stems::of(&[list]), list }
    }

    /// Whether a text holds one of them.
    #[inline]
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.stems.find(text.as_bytes(), |text| self.list.iter().any(|word| begins(text, word)))
    }
}

/// Whether a text begins with a word, whatever its case.
#[inline]
pub(crate) fn begins(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// A number for two letters, whatever their case.
pub(crate) const fn pair(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        const WORDS: [&str; 3] = ["harbour", "ferries", "Ärmel"];
        static STEMS: Stems<5> = Stems::of(&[&WORDS, &["quays"]]);
        let holds = |text: &str| {
            STEMS.find(text.as_bytes(), |text| ["harbour", "ferries", "quays"].iter().any(|word| begins(text, word)))
        };
        for before in ["", "h", "har", "harb", "harbou", "qua quay", "a ferry, "] {
            for word in ["harbour", "FERRIES", "Quays"] {
                assert!(holds(&format!("{before}{word}")) && holds(&format!("{before}{word}s and so on")));
            }
            assert!(!holds(before) && !holds(&format!("{before}ärmel, Ärmel")), "{before}");
        }
    }
}
