//! Whether the names of an element may tell anything: the first question that is put to every element of a page.

use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::words::{AUTHOR_NAMES, COMMENT_STEMS, DATE_STEMS};

/// Whether any of an element's names, all in one attribute or several, may speak of an author, a date, or comments, whatever
/// its case. Every element of a page is asked, and most do not, so this is a search that looks at about every third letter
/// (Wu and Manber's, by pairs of letters).
pub(crate) fn may_tell(names: &str) -> bool {
    let names = names.as_bytes();
    STEMS.find(names, begins_telling) || holds_day(names)
}

/// Whether names hold the one word that is shorter than all others, and stands in many a "media": where a word begins.
fn holds_day(names: &[u8]) -> bool {
    memchr2_iter(b'd', b'D', names).any(|at| {
        let follows = at.checked_sub(1).map(|before| names[before]).filter(u8::is_ascii_alphabetic);
        names[at..].get(..DAY.len()).is_some_and(|word| word.eq_ignore_ascii_case(DAY))
            && follows.is_none_or(|before| before.is_ascii_lowercase() && names[at].is_ascii_uppercase())
    })
}

/// The words that [`may_tell`] looks for.
const TELLING: [&[&str]; 3] = [&AUTHOR_NAMES, &DATE_STEMS, &COMMENT_STEMS];
/// See [`holds_day`].
const DAY: &[u8] = b"dia";
/// Finds them.
static STEMS: Stems<4> = Stems::of(&TELLING);

/// Finds where words of lists may begin in a text, whatever its case. None has less than so many bytes. Those that have
/// letters beyond ASCII are not looked for.
pub(super) struct Stems<const SHORTEST: usize> {
    /// How far it is at least from two letters at the end of a window to where one that begins a word may end, by their
    /// [`pair`].
    steps: [u8; 1 << 10],
    /// Whether a word begins with two letters, by their [`pair`].
    begins: [bool; 1 << 10],
}

impl<const SHORTEST: usize> Stems<SHORTEST> {
    /// Those of some lists.
    pub(super) const fn of(lists: &[&[&str]]) -> Self {
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
    pub(super) fn find(&self, text: &[u8], is_word: impl Fn(&[u8]) -> bool) -> bool {
        let mut end = SHORTEST;
        while end <= text.len() {
            let step = self.steps[pair(text[end - 2], text[end - 1])];
            let begin = end - SHORTEST;
            if step == 0 && self.begins[pair(text[begin], text[begin + 1])] && is_word(&text[begin..]) {
                return true;
            }
            end += usize::from(step.max(1));
        }
        false
    }
}

/// A number for two letters, whatever their case.
pub(super) const fn pair(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

/// The words by the [`pair`] that they begin with.
static BY_PAIR: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let mut by_pair = vec![Vec::new(); 1 << 10];
    for word in TELLING.iter().flat_map(|words| words.iter()) {
        by_pair[pair(word.as_bytes()[0], word.as_bytes()[1])].push(word.as_bytes());
    }
    by_pair
});

fn begins_telling(names: &[u8]) -> bool {
    let &[first, second, ..] = names else { return false };
    let begins = |word: &&[u8]| names.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
    BY_PAIR[pair(first, second)].iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_may_tell(name: &str) {
        let lower = name.to_ascii_lowercase();
        let expected = TELLING.iter().any(|words| words.iter().any(|word| lower.contains(word)));
        assert_eq!(may_tell(name), expected, "{name}");
    }

    #[test]
    fn names_that_may_tell() {
        for word in TELLING.iter().flat_map(|words| words.iter()) {
            for front in ["", "x", "c-", "dat", "dateli", "é"] {
                check_may_tell(&format!("{front}{word}"));
                check_may_tell(&format!("{front}{word}-x").to_uppercase());
                check_may_tell(&format!("{front}{}", &word[..word.len() - 1]));
            }
        }
        for name in
            ["", "a", "da", "nav__item--big", "row col-md-6", "d-i-a", "autho", "media", "\u{4}\u{1}\u{14}\u{5}"]
        {
            check_may_tell(name);
        }
        for name in ["dia", "c-dia", "postDia", "DIA x", "media dia"] {
            assert!(may_tell(name), "{name}");
        }
        assert!(!may_tell("MEDIA") && !may_tell("social-media") && !may_tell("di"));
        assert!(may_tell("Article__Byline-sc-1") && !may_tell("nav__item--big"));
    }
}
