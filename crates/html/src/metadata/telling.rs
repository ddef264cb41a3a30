//! Whether the names of an element may tell anything: the first question that is put to every element of a page.

use super::words::{AUTHOR_NAMES, COMMENT_STEMS, DATE_STEMS};

/// Whether any of an element's names, all in one attribute or several, may speak of an author, a date, or comments, whatever
/// its case. Every element of a page is asked, and most do not, so this is a search that looks at about every second letter
/// (Wu and Manber's, by pairs of letters).
pub(super) fn may_tell(names: &str) -> bool {
    let names = names.as_bytes();
    let mut end = SHORTEST;
    while end <= names.len() {
        let step = STEPS[pair(names[end - 2], names[end - 1])];
        if step == 0 && BEGINS[pair(names[end - SHORTEST], names[end - 2])] && begins_telling(&names[end - SHORTEST..])
        {
            return true;
        }
        end += usize::from(step.max(1));
    }
    false
}

/// The words that [`may_tell`] looks for.
const TELLING: [&[&str]; 3] = [&AUTHOR_NAMES, &DATE_STEMS, &COMMENT_STEMS];
/// The length of the shortest of them, in bytes.
const SHORTEST: usize = 3;

/// How far it is at least from two letters at the end of a window to where one that begins a word may end, by their
/// [`pair`].
static STEPS: [u8; 1 << 10] = {
    let mut steps = [SHORTEST as u8 - 1; 1 << 10];
    let mut list = 0;
    while list < TELLING.len() {
        let mut at = 0;
        while at < TELLING[list].len() {
            let word = TELLING[list][at].as_bytes();
            assert!(word.len() >= SHORTEST);
            if steps[pair(word[0], word[1])] > 1 {
                steps[pair(word[0], word[1])] = 1;
            }
            steps[pair(word[1], word[2])] = 0;
            at += 1;
        }
        list += 1;
    }
    steps
};

/// Whether a word begins with two letters, by their [`pair`].
static BEGINS: [bool; 1 << 10] = {
    let mut begins = [false; 1 << 10];
    let mut list = 0;
    while list < TELLING.len() {
        let mut at = 0;
        while at < TELLING[list].len() {
            let word = TELLING[list][at].as_bytes();
            begins[pair(word[0], word[1])] = true;
            at += 1;
        }
        list += 1;
    }
    begins
};

/// A number for two letters, whatever their case.
const fn pair(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

fn begins_telling(names: &[u8]) -> bool {
    let &[first, second, ..] = names else { return false };
    let first_two = [first | 0x20, second | 0x20];
    let begins = |word: &&str| {
        word.as_bytes().starts_with(&first_two)
            && names.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    TELLING.iter().any(|words| words.iter().any(begins))
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
        assert!(may_tell("Article__Byline-sc-1") && !may_tell("nav__item--big"));
    }
}
