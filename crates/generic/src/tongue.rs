//! The language a text is written in: by its script, and by the small words that hold its sentences together.
//!
//! Only long enough texts are told, and only where no other language comes near. A table of small words is enough for
//! that: what is asked is whether a page's own statement is wrong, not which of two dialects it is.

mod scripts;

use std::sync::LazyLock;

use copydesk_core::text::eight::leading_letters;

use crate::lexical::{ASCII_LETTERS, is_letter};
use crate::scan::simple_lower;
use scripts::{MIN_SCRIPT, Scripts};

/// The fewest letters of a text that is told by its script.
const MIN_LETTERS: usize = 100;
/// The fewest words of a text that is told by its small words.
const MIN_WORDS: usize = 60;
/// The least share of small words in running text.
const MIN_SHARE: f32 = 0.15;
/// How far the best language must be ahead of the next.
const AHEAD: f32 = 1.3;
/// The least share of kana in Japanese text.
const MIN_KANA: f32 = 0.1;

/// What a text tells of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is this one, as a tag.
    Language(&'static str),
    /// It is one of those that are written in its script; where the first is set, it is that one unless the page names
    /// another of them.
    Script(Option<&'static str>, &'static [&'static str]),
}

/// What a text tells of its language; nothing where it is not certain.
pub(crate) fn of_text(text: &str) -> Option<Told> {
    let reading = Reading::of(text);
    if reading.scripts.letters < MIN_LETTERS {
        return None;
    }
    match reading.scripts.of_few() {
        Some((tag, languages)) => Some(Told::Script(tag, languages)),
        None => language(&reading).map(Told::Language),
    }
}

/// The language of a text in one of the other scripts.
fn language(reading: &Reading) -> Option<&'static str> {
    let scripts = &reading.scripts;
    if scripts.share(scripts.kana) >= MIN_KANA && scripts.share(scripts.kana + scripts.han) >= MIN_SCRIPT {
        return Some("ja");
    }
    let told = [
        (scripts.han, "zh"),
        (scripts.hangul, "ko"),
        (scripts.greek, "el"),
        (scripts.hebrew, "he"),
        (scripts.thai, "th"),
    ];
    if let Some((_, tag)) = told.into_iter().find(|(count, _)| scripts.share(*count) >= MIN_SCRIPT) {
        return Some(tag);
    }
    if scripts.share(scripts.latin) < MIN_SCRIPT && scripts.share(scripts.cyrillic) < MIN_SCRIPT {
        return None;
    }
    reading.by_words()
}

impl Told {
    /// The language, where it is certain.
    pub(crate) fn language(self) -> Option<&'static str> {
        match self {
            Self::Language(tag) => Some(tag),
            Self::Script(tag, _) => tag,
        }
    }
}

/// The languages of one script that texts are told by letters to be in.
pub(crate) const TOLD: [&str; 3] = ["ar", "fa", "ur"];

/// Whether a tag names one of some languages.
pub(crate) fn is_among(tag: &str, languages: &[&str]) -> bool {
    languages.contains(&tag.split('-').next().unwrap_or(tag))
}

/// Whether a tag names a language, or one that cannot be told from it.
pub(crate) fn is_same(tag: &str, language: &str) -> bool {
    let own = tag.split('-').next().unwrap_or(tag);
    if own == language {
        return true;
    }
    ALIKE.iter().any(|group| group.contains(&own) && group.contains(&language))
}

/// Languages that small words do not tell apart safely.
const ALIKE: [&[&str]; 5] = [
    &["da", "nb", "no", "nn"],
    &["hr", "sr", "bs", "sh", "sl", "mk"],
    &["id", "ms"],
    &["cs", "sk"],
    &["es", "ca", "gl", "pt", "ast"],
];

/// What is read of a text in one walk.
struct Reading {
    scripts: Scripts,
    /// How many words it has.
    words: usize,
    /// How often it holds each small word, by the number of the word.
    found: Vec<u32>,
}

impl Reading {
    fn of(text: &str) -> Self {
        let small = &*SMALL;
        let mut own = Self { scripts: Scripts::default(), words: 0, found: vec![0; small.words.len()] };
        let mut word = Word::default();
        let (bytes, mut at) = (text.as_bytes(), 0);
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                // Words of most languages are made of ASCII letters for the most part.
                let run = word.push_ascii(&bytes[at..]);
                at += run;
                own.scripts.ascii += run;
                // What ends a run is another character of ASCII, which ends the word, or one beyond it.
                if bytes.get(at).is_some_and(u8::is_ascii) {
                    own.end(&mut word, small);
                    at += 1;
                }
                continue;
            }
            let Some(character) = text[at..].chars().next() else { break };
            at += character.len_utf8();
            if !is_letter(character) {
                // Only letters have other cases.
                own.end(&mut word, small);
                continue;
            }
            own.scripts.count(character);
            if let Some(lower) = simple_lower(character) {
                word.push(lower);
                continue;
            }
            for lower in character.to_lowercase() {
                if is_letter(lower) { word.push(lower) } else { own.end(&mut word, small) }
            }
        }
        own.end(&mut word, small);
        own.scripts.letters += own.scripts.ascii;
        own.scripts.latin += own.scripts.ascii;
        own
    }

    /// Ends a word, where there is one.
    #[inline]
    fn end(&mut self, word: &mut Word, small: &Small) {
        if word.length == 0 {
            return;
        }
        self.words += 1;
        if word.length <= MAX_SMALL
            && let Some(number) = small.number(word.bits)
        {
            self.found[number] += 1;
        }
        *word = Word::default();
    }

    /// The language whose small words the text holds most of.
    fn by_words(&self) -> Option<&'static str> {
        if self.words < MIN_WORDS {
            return None;
        }
        let mut counts = [0_u32; SMALL_WORDS.len()];
        for (found, (_, languages)) in self.found.iter().zip(&SMALL.words).filter(|(found, _)| **found > 0) {
            for language in languages {
                counts[*language] += found;
            }
        }
        let (best, tag) = of_most(&counts, |_| true)?;
        let next = of_most(&counts, |other| !is_same(other, tag)).map_or(0, |(next, _)| next);
        let share = |found: u32| found as f32 / self.words as f32;
        (share(best) >= MIN_SHARE && share(best) >= share(next) * AHEAD).then_some(tag)
    }
}

/// The language that has most, of those that are asked for; of equals the first.
fn of_most(counts: &[u32; SMALL_WORDS.len()], is_asked: impl Fn(&str) -> bool) -> Option<(u32, &'static str)> {
    let mut best = None;
    let mut most = 0;
    for ((tag, _), found) in SMALL_WORDS.iter().zip(counts) {
        if *found > most && is_asked(tag) {
            (most, best) = (*found, Some(*tag));
        }
    }
    best.map(|tag| (most, tag))
}

/// A word as a number: its bytes, if it is short enough to be a small word.
#[derive(Default)]
struct Word {
    bits: u128,
    length: usize,
}

impl Word {
    /// Goes on by the ASCII letters that bytes begin with, and tells how many there are.
    fn push_ascii(&mut self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        // Most words are short, and read at once.
        while let Some(eight) = rest.first_chunk() {
            let (count, bits) = leading_letters(*eight);
            self.push_bits(count, bits);
            rest = &rest[count..];
            if count < eight.len() {
                return bytes.len() - rest.len();
            }
        }
        while let Some((&byte, behind)) = rest.split_first()
            && ASCII_LETTERS[usize::from(byte)] != 0
        {
            self.push_bits(1, ASCII_LETTERS[usize::from(byte)].into());
            rest = behind;
        }
        bytes.len() - rest.len()
    }

    /// Goes on by so many bytes, eight at most.
    #[inline]
    fn push_bits(&mut self, count: usize, bits: u64) {
        self.bits = if self.length == 0 { bits.into() } else { self.bits << (8 * count) | u128::from(bits) };
        self.length += count;
    }

    /// Goes on by a letter in lower case.
    fn push(&mut self, letter: char) {
        self.length += letter.len_utf8();
        self.bits = spell(self.bits, letter);
    }
}

/// A word that goes on by a letter. Letters are bytes of UTF-8, so that no two words are one number.
fn spell(word: u128, letter: char) -> u128 {
    if letter.is_ascii() {
        return word << 8 | u128::from(letter as u8);
    }
    letter.encode_utf8(&mut [0; 4]).bytes().fold(word, |word, byte| word << 8 | u128::from(byte))
}

/// The small words of all languages.
static SMALL: LazyLock<Small> = LazyLock::new(Small::new);

/// A table of small words. It is never added to, so that no text can make it slow.
struct Small {
    /// Each word with its languages, as numbers of [`SMALL_WORDS`]; one whose list holds it twice counts twice.
    words: Vec<(u128, Vec<usize>)>,
    /// The number of a word, from 1, in the place that its bits give or one behind it; 0 where there is none.
    places: Box<[u16; PLACES]>,
}

/// Places of the table: most are free.
const PLACES: usize = 2048;

impl Small {
    fn new() -> Self {
        let mut small = Self { words: Vec::new(), places: Box::new([0; PLACES]) };
        for (number, (_, list)) in SMALL_WORDS.iter().enumerate() {
            for word in list.split(' ') {
                let word = word.chars().fold(0, spell);
                let at = small.number(word).unwrap_or_else(|| {
                    small.words.push((word, Vec::new()));
                    let mut place = Self::place(word);
                    while small.places[place] != 0 {
                        place = (place + 1) % PLACES;
                    }
                    small.places[place] = small.words.len() as u16;
                    small.words.len() - 1
                });
                small.words[at].1.push(number);
            }
        }
        small
    }

    /// The likeliest place of a word.
    fn place(word: u128) -> usize {
        /// An odd number without a pattern: the golden ratio in 64 bits.
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let bits = (word as u64) ^ ((word >> 64) as u64).rotate_left(29);
        (bits.wrapping_mul(SPREAD) >> 32) as usize % PLACES
    }

    /// The number of a word, if it is a small one.
    fn number(&self, word: u128) -> Option<usize> {
        let mut place = Self::place(word);
        loop {
            let number = usize::from(self.places[place]).checked_sub(1)?;
            if self.words[number].0 == word {
                return Some(number);
            }
            place = (place + 1) % PLACES;
        }
    }
}

/// The longest small word, in bytes.
const MAX_SMALL: usize = 12;

/// The small words of each language.
#[rustfmt::skip]
const SMALL_WORDS: [(&str, &str); 29] = [
    ("en", "the of and to in is that was for with his this are which but they from have been were would their there"),
    ("de", "der die und das den von mit ist des sich dem nicht eine ein auf auch für als werden wird aus bei nach einer sind oder"),
    ("fr", "les des une est dans que pour qui par sur avec sont pas cette plus aux ont été mais leur nous vous ce et du"),
    ("es", "los las del una que por con para como más pero sus fue este ha son está entre cuando también el y en se"),
    ("it", "il che di della una per con sono gli del nel alla dei più anche come questo dalla è ha non le si delle"),
    ("pt", "uma não com para os dos das mais como foi que pelo pela são também às ao ou sua seu você já em um"),
    ("nl", "de het een van en dat is niet voor met zijn op aan ook er maar om worden deze bij naar heeft wordt uit"),
    ("da", "og det at en den til er som på de med han af for ikke der var jeg har blev efter også fra"),
    ("nb", "og det at en den til er som på de med han av for ikke der var jeg har ble etter også fra"),
    ("sv", "och det att en som på är av för med den till inte om har de ett men var jag kan från också"),
    ("fi", "ja on ei se että oli ovat myös hän mutta kun niin kuin joka tai sen mukaan ole vain sekä"),
    ("pl", "się na nie jest że do to jak ale po co tak za od przez są dla który oraz jego był tego"),
    ("cs", "se na je že to by jsem ale jak za pro jsou který byl také podle jako od nebo jeho až"),
    ("sk", "sa na je že to by ale ako za pre sú ktorý bol aj podľa od alebo jeho až však ktoré"),
    ("hu", "hogy nem egy az is meg ez csak de már volt mint még ha azt vagy után kell lehet"),
    ("ro", "și în la nu că din pe cu este sau mai pentru care au fost prin dar sunt această după"),
    ("tr", "bir ve bu için ile da de olarak çok daha olan gibi ama sonra kadar en ne var değil oldu"),
    ("id", "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena ada oleh mereka telah"),
    ("vi", "và của là có không được cho trong một với các những người này đã khi đến để từ về"),
    ("ca", "els les una que per amb dels és més com però aquest ha són també entre quan ser el i"),
    ("hr", "je se na da su za od što kao ali ili nije bi te koji koja samo nakon već bio"),
    ("sl", "je in na se da za so pri tudi ki ne bi kot po je pa ni bil ali samo"),
    ("et", "ja on ei et see ka kui oli aga mis oma kes või selle nii pole kõik ning"),
    ("lv", "un ir ar no par kas ka arī tas bet uz vai tika tā šo pēc kā viņš"),
    ("lt", "ir kad yra su iš į tai bet kaip ar buvo apie jau po nuo dėl taip šis"),
    ("ru", "и в не на что с по как это но он из за то так же от для было быть также"),
    ("uk", "і в не на що з та як це до але за від для він було із у також які бути"),
    ("bg", "на и в за от се да не са по че как това но като ще или след през бъде"),
    ("sr", "и у је на да се су за од као али или није би те који само након већ био"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: Option<&'static str>) {
        let told = of_text(&format!("{sentence} ").repeat(8));
        assert_eq!(told, expected.map(Told::Language), "{sentence}");
    }

    #[test]
    fn tells_languages() {
        check("The mayor said that the wall was not built for the ships which come from the north.", Some("en"));
        check("Die Mauer ist nach dem Sturm nicht mehr das, was sie war, und sie wird auch nicht gebaut.", Some("de"));
        check(
            "Le maire dit que les bateaux sont dans le port, mais que le mur ne sera pas fini cette année.",
            Some("fr"),
        );
        check("El alcalde dice que los barcos están en el puerto y que el muro no se hará este año.", Some("es"));
        check("Burmistrz mówi, że statki nie są w porcie i że mur nie jest dla tego miasta, jak był.", Some("pl"));
        check("Мэр сказал, что это не так, но он не был в порту и не видел, как строили стену.", Some("ru"));
        check("市長は火曜日に港の壁を再建すると述べた。船はまだ戻っていない。", Some("ja"));
        check("市长说，港口的墙将在明年重建，船只还没有回来。", Some("zh"));
        check("Ο δήμαρχος είπε ότι το τείχος θα χτιστεί ξανά.", Some("el"));
    }

    #[test]
    fn says_nothing_of_short_texts_and_lists() {
        assert_eq!(of_text("The wall"), None);
        check("Ann Smith Bob Jones Cem Kaya Dora Lund", None);
    }

    #[test]
    fn only_letters_have_cases() {
        for character in ('\0'..=char::MAX).filter(|character| !character.is_alphabetic()) {
            assert!(character.to_lowercase().eq([character]), "{character:?}");
        }
    }

    #[test]
    fn words_are_counted_as_one_by_one() {
        let text = "And THE wall, für Größe; naïveté über-all İstanbul x 2die3 internationalisation dieÜberdie \
                    Ελλάδα ΣΟΦΟΣ και the\u{301} l'été 4日 się\u{a0}nie ø";
        for (at, _) in text.char_indices() {
            let reading = Reading::of(&text[at..]);
            let lower: String = text[at..].chars().flat_map(char::to_lowercase).collect();
            let words: Vec<&str> = lower.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty()).collect();
            assert_eq!(reading.words, words.len(), "{words:?}");
            for (found, (small, _)) in reading.found.iter().zip(&SMALL.words) {
                let same = words.iter().filter(|word| word.len() <= MAX_SMALL && word.chars().fold(0, spell) == *small);
                assert_eq!(*found as usize, same.count(), "{words:?}");
            }
            assert_eq!(reading.scripts.letters, text[at..].chars().filter(|letter| is_letter(*letter)).count());
        }
    }

    #[test]
    fn small_words_are_found() {
        for (number, (tag, list)) in SMALL_WORDS.iter().enumerate() {
            for word in list.split(' ') {
                let found = SMALL.number(word.chars().fold(0, spell)).map(|at| &SMALL.words[at].1);
                assert!(found.is_some_and(|languages| languages.contains(&number)), "{tag} {word}");
            }
        }
        assert_eq!(SMALL.number("wall".chars().fold(0, spell)), None);
    }

    #[test]
    fn languages_that_are_alike_are_the_same() {
        assert!(is_same("no-NO", "da"));
        assert!(is_same("en-GB", "en"));
        assert!(!is_same("en", "de"));
    }
}
