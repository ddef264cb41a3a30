//! Whether the names of an element may tell anything: the first question that is put to every element of a page.

use std::ops::BitOrAssign;
use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::words::{ACCOUNT, AUTHOR_NAMES, COMMENT_STEMS, DATE_STEMS};
use crate::stems::{Stems, pair};

/// What an element's names may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tells {
    /// An author.
    pub(crate) author: bool,
    /// A date.
    pub(crate) date: bool,
    /// Readers' comments.
    pub(crate) comments: bool,
}

impl Tells {
    /// Whether they may speak of any of it.
    #[inline]
    pub(crate) fn any(self) -> bool {
        self.author | self.date | self.comments
    }
}

impl BitOrAssign for Tells {
    fn bitor_assign(&mut self, other: Self) {
        self.author |= other.author;
        self.date |= other.date;
        self.comments |= other.comments;
    }
}

/// What any of an element's names, all in one attribute or several, may speak of, whatever their case. Every element of a page
/// is asked, and most speak of none of it, so this is a search that looks at about every third letter (Wu and Manber's, by
/// pairs of letters).
pub(crate) fn tells(names: &str) -> Tells {
    let names = names.as_bytes();
    let mut tells = Tells::default();
    STEMS.find(names, |rest| {
        tells |= sayings(rest).tells;
        false
    });
    tells.date |= holds_day(names);
    tells
}

/// Whether names may speak of a date.
pub(super) fn may_tell_date(names: &str) -> bool {
    STEMS.find(names.as_bytes(), |rest| sayings(rest).tells.date) || holds_day(names.as_bytes())
}

/// What names may say, found in one search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(crate) struct Sayings {
    /// See [`tells`].
    pub(crate) tells: Tells,
    /// Whether one is called a caption.
    pub(crate) captions: bool,
    /// Whether one may be that of a font of icons.
    pub(crate) may_be_icon: bool,
    /// Whether one may be that of what explains a word.
    pub(crate) may_explain: bool,
    /// Whether one may be that of a large first letter.
    pub(crate) may_be_capital: bool,
}

/// What an element's names may say.
pub(crate) fn all_sayings(names: &str) -> Sayings {
    let mut all = Sayings::default();
    STEMS.find(names.as_bytes(), |rest| {
        let own = sayings(rest);
        all.tells |= own.tells;
        all.captions |= own.captions;
        all.may_be_icon |= own.may_be_icon;
        all.may_explain |= own.may_explain;
        all.may_be_capital |= own.may_be_capital;
        false
    });
    all.tells.date |= holds_day(names.as_bytes());
    all
}

/// Whether names hold the one word that is shorter than all others, and stands in many a "media": where a word begins.
fn holds_day(names: &[u8]) -> bool {
    may_hold_day(names)
        && memchr2_iter(b'd', b'D', names).any(|at| {
            let follows = at.checked_sub(1).map(|before| names[before]).filter(u8::is_ascii_alphabetic);
            names[at..].get(..DAY.len()).is_some_and(|word| word.eq_ignore_ascii_case(DAY))
                && follows.is_none_or(|before| before.is_ascii_lowercase() && names[at].is_ascii_uppercase())
        })
}

/// Whether the letters of [`DAY`] stand together somewhere, which they do in few names.
fn may_hold_day(names: &[u8]) -> bool {
    let mut at = 0;
    while let Some(window) = names[at..].first_chunk() {
        if are_letters_of_day(window) {
            return true;
        }
        at += MANY;
    }
    // The last of them again, with what is left behind; few names are shorter than that.
    if let Some(last) = names.last_chunk() {
        return are_letters_of_day(last);
    }
    let mut window = [0; MANY + 2];
    window[..names.len()].copy_from_slice(names);
    are_letters_of_day(&window)
}

/// Looks at the words that begin at all but the last two bytes: a loop without branches, which compilers turn into one
/// over many bytes.
#[inline]
fn are_letters_of_day(window: &[u8; MANY + 2]) -> bool {
    const SMALL: u8 = b'a' - b'A';
    let mut days = 0;
    for at in 0..MANY {
        let [first, second, third] = [window[at], window[at + 1], window[at + 2]];
        let day = [first | SMALL == DAY[0], second | SMALL == DAY[1], third | SMALL == DAY[2]];
        days |= u8::from(day[0]) & u8::from(day[1]) & u8::from(day[2]);
    }
    days != 0
}

/// How many words [`may_hold_day`] looks at together.
const MANY: usize = 16;

/// The words that [`tells`] looks for, with what they speak of.
const TELLING: [(&[&str], Tells); 4] = {
    const NOTHING: Tells = Tells { author: false, date: false, comments: false };
    let author = Tells { author: true, ..NOTHING };
    [
        (&AUTHOR_NAMES, author),
        (&DATE_STEMS, Tells { date: true, ..NOTHING }),
        (&COMMENT_STEMS, Tells { comments: true, ..NOTHING }),
        (&[ACCOUNT], author),
    ]
};
/// The word that is too short for [`STEMS`]; see [`holds_day`].
const DAY: &[u8] = b"dia";
/// What captions are called.
const CAPTIONS: [&str; 1] = ["caption"];
/// What the names of fonts of icons hold.
const ICONS: [&str; 2] = ["mat-icon", "material"];
/// What the names of explanations hold.
const EXPLANATIONS: [&str; 2] = ["tooltip", "glossar"];
/// What large first letters are called.
const CAPITALS: [&str; 7] = ["dropcap", "drop-cap", "drop_cap", "initial", "lettrine", "capolettera", "letrine"];
/// Finds all of them.
static STEMS: Stems<4> =
    Stems::of(&[&AUTHOR_NAMES, &DATE_STEMS, &COMMENT_STEMS, &[ACCOUNT], &CAPTIONS, &ICONS, &EXPLANATIONS, &CAPITALS]);

/// A word and what it says.
type Saying = (&'static [u8], Sayings);

/// The words, and what each says, by the [`pair`] that they begin with.
static BY_PAIR: LazyLock<Vec<Vec<Saying>>> = LazyLock::new(|| {
    let captions = Sayings { captions: true, ..Sayings::default() };
    let may_be_icon = Sayings { may_be_icon: true, ..Sayings::default() };
    let telling = TELLING.iter().flat_map(|(words, tells)| {
        let says = Sayings { tells: *tells, ..Sayings::default() };
        words.iter().map(move |word| (word, says))
    });
    let may_explain = Sayings { may_explain: true, ..Sayings::default() };
    let may_be_capital = Sayings { may_be_capital: true, ..Sayings::default() };
    let pictures = CAPTIONS.iter().map(|word| (word, captions)).chain(ICONS.iter().map(|word| (word, may_be_icon)));
    let words = EXPLANATIONS.iter().map(|word| (word, may_explain));
    let others = pictures.chain(words).chain(CAPITALS.iter().map(|word| (word, may_be_capital)));
    let mut by_pair = vec![Vec::new(); 1 << 10];
    for (word, says) in telling.chain(others) {
        by_pair[pair(word.as_bytes()[0], word.as_bytes()[1])].push((word.as_bytes(), says));
    }
    by_pair
});

/// What the words say that names begin with. No word of one sort opens one of another.
fn sayings(names: &[u8]) -> Sayings {
    let &[first, second, ..] = names else { return Sayings::default() };
    // Words that begin with the same pair are mostly told by their next letter.
    let is_like = |word: &[u8]| names.get(2).map(u8::to_ascii_lowercase).as_ref() == word.get(2);
    let begins =
        |word: &[u8]| is_like(word) && names.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
    let found = BY_PAIR[pair(first, second)].iter().find(|(word, _)| begins(word));
    found.map_or_else(Sayings::default, |(_, says)| *says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_tell(name: &str) -> bool {
        tells(name).any()
    }

    #[track_caller]
    fn check_tells(name: &str) {
        let lower = name.to_ascii_lowercase();
        let mut expected = Tells::default();
        for (words, tells) in TELLING {
            if words.iter().any(|word| lower.contains(word)) {
                expected |= tells;
            }
        }
        assert_eq!(tells(name), expected, "{name}");
        assert_eq!(may_tell_date(name), expected.date, "{name}");
    }

    #[test]
    fn words_of_one_sort_open_none_of_another() {
        let all = BY_PAIR.iter().flatten().collect::<Vec<_>>();
        for (word, says) in &all {
            assert!(all.iter().all(|(other, own)| !other.starts_with(word) || own == says), "{word:?}");
        }
        let found = all_sayings("Wp-Caption mat-icon byline");
        assert_eq!(found, Sayings { tells: tells("byline"), captions: true, may_be_icon: true, ..Sayings::default() });
        let found = all_sayings("xTooltip--text DropCap");
        assert_eq!(found, Sayings { may_explain: true, may_be_capital: true, ..Sayings::default() });
        assert_eq!(all_sayings("row capti materia"), Sayings::default());
    }

    #[test]
    fn the_day_is_seen_wherever_it_stands() {
        for length in 0..60 {
            let names = "-".repeat(length);
            assert!(!may_hold_day(names.as_bytes()));
            for at in 0..=length {
                let (before, behind) = names.split_at(at);
                let found = |word: &str| may_hold_day(format!("{before}{word}{behind}").as_bytes());
                assert_eq!((found("dia"), found("DiA"), found("d-ia")), (true, true, false), "{at} of {length}");
            }
        }
    }

    #[test]
    fn names_that_may_tell() {
        for word in TELLING.iter().flat_map(|(words, _)| words.iter()) {
            for front in ["", "x", "c-", "dat", "dateli", "é"] {
                check_tells(&format!("{front}{word}"));
                check_tells(&format!("{front}{word}-x").to_uppercase());
                check_tells(&format!("{front}{}", &word[..word.len() - 1]));
            }
        }
        for name in
            ["", "a", "da", "nav__item--big", "row col-md-6", "d-i-a", "autho", "media", "\u{4}\u{1}\u{14}\u{5}"]
        {
            check_tells(name);
        }
        for name in ["dia", "c-dia", "postDia", "DIA x", "media dia"] {
            assert!(may_tell(name), "{name}");
        }
        assert!(!may_tell("MEDIA") && !may_tell("social-media") && !may_tell("di"));
        assert!(may_tell("Article__Byline-sc-1") && !may_tell("nav__item--big"));
    }
}
