//! Whether the names of an element may tell anything: the first question that is put to every element of a page.

use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::words::{AUTHOR_NAMES, COMMENT_STEMS, DATE_STEMS};
use crate::stems::{Stems, pair};

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
