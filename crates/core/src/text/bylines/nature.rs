//! What a name is the name of.

use super::words::{ACCOUNTS, BODIES, CONTROLS, DAYS, ELIDED, NOBODIES, OFFICES, PARTICLES, ROLES};

/// What a name in a byline is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// A newsroom, an agency, a company: "Gazette Staff", "Reuters".
    Organisation,
    /// Somebody known by one name, or by one that is not written as names are: "Ann", "annsmith".
    Mononym,
    /// A person with a given and a family name.
    Person,
}

/// The longest name, in bytes.
const MAX_NAME: usize = 70;
/// The most words of a person's name.
const MAX_WORDS: usize = 6;
/// The most characters of a name in a script without capital letters.
const MAX_UNCASED: usize = 30;
/// The fewest characters of an account's name of one letter and digits: "r23".
const MIN_ACCOUNT: usize = 3;
/// The shortest part of a word that tells of a body, in bytes: shorter ones are parts of people's names, too.
const MIN_PART: usize = 5;
/// The most letters of an abbreviation.
const MAX_ABBREVIATION: usize = 5;
/// Characters that no name holds.
const FOREIGN: &str = "@/|:;!?()[]{}<>\"“”„=…#%*^$€£\\";
/// Those of ASCII, as bits.
const FOREIGN_ASCII: u128 = {
    let (mut bits, mut at) = (0, 0);
    while at < FOREIGN.len() {
        if FOREIGN.as_bytes()[at].is_ascii() {
            bits |= 1 << FOREIGN.as_bytes()[at];
        }
        at += 1;
    }
    bits
};

fn is_foreign(character: char) -> bool {
    if character.is_ascii() { FOREIGN_ASCII >> (character as u32) & 1 == 1 } else { FOREIGN.contains(character) }
}

/// What a text is the name of; nothing where it is no name.
pub fn nature(text: &str) -> Option<Nature> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_NAME || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let lower = text.to_lowercase();
    if text.chars().any(is_foreign) || NOBODIES.contains(&lower) || DAYS.contains(bare(&lower)) {
        return None;
    }
    let words: Vec<&str> = lower.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    if words.len() > MAX_WORDS + 2 || words.iter().any(|word| CONTROLS.contains(word)) {
        return None;
    }
    let is_role = |word: &&str| ROLES.contains(word) || OFFICES.contains(word);
    if words.first().is_some_and(|first| MACHINES.iter().any(|machine| first.starts_with(machine))) {
        return None;
    }
    if words.iter().all(is_role) {
        return None;
    }
    if words.iter().any(|word| is_body(word)) || words.iter().any(|word| is_host(word)) {
        return Some(Nature::Organisation);
    }
    if words.iter().any(|word| OFFICES.contains(word)) {
        return None;
    }
    if words.iter().any(is_role) {
        return Some(Nature::Organisation);
    }
    if is_written_as_person(text) {
        return Some(Nature::Person);
    }
    one_name(text)
}

/// What the names of machines begin with that write texts.
const MACHINES: [&str; 3] = ["chatgpt", "gpt-", "openai"];

/// Whether a text is what content systems fill in where nobody gave a name: "admin", "No Author".
pub fn is_nobody(text: &str) -> bool {
    NOBODIES.contains(&text.trim().to_lowercase())
}

/// Whether a text looks like the name of a person: two to six capitalised words (particles in lower case allowed), no
/// digits, no sentence punctuation, no word that tells of an office, an organisation or a control of the page.
pub fn is_person(text: &str) -> bool {
    is_written_as_person(text) && !text.to_lowercase().split_whitespace().any(is_other)
}

/// Whether a word in lower case tells of a body, or ends in one that does: "presse-agentur".
fn is_body(word: &str) -> bool {
    let end = |word: &str| word.rsplit_once('-').is_some_and(|(_, end)| end.len() >= MIN_PART && BODIES.contains(end));
    BODIES.contains(word) || end(word)
}

/// Whether a word in lower case tells of something else than a person.
fn is_other(word: &str) -> bool {
    let word = bare(word);
    is_body(word) || ROLES.contains(word) || OFFICES.contains(word) || CONTROLS.contains(word) || is_host(word)
}

/// Whether a text is written as the names of people are, whatever its words are.
fn is_written_as_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > MAX_WORDS || text.len() > MAX_NAME {
        return false;
    }
    if text.chars().any(|character| character.is_ascii_digit() || character == '_' || is_foreign(character)) {
        return false;
    }
    if opens_with_article(text) {
        return false;
    }
    if !text.chars().any(|character| character.is_uppercase() || character.is_lowercase()) {
        // Chinese, Arabic, Hebrew and other scripts without case: short is all that can be asked.
        return text.chars().count() <= MAX_UNCASED;
    }
    words.len() >= 2
        && starts_upper(words[words.len() - 1])
        && words.iter().any(|word| bare(word).chars().count() > 1)
        && words.iter().all(|word| starts_upper(word) || PARTICLES.contains(word))
}

/// Whether a word begins with a particle that stands before an apostrophe: "d'Ormond".
fn is_elided(word: &str) -> bool {
    word.split_once(['\'', '’'])
        .is_some_and(|(particle, rest)| ELIDED.contains(&particle) && rest.starts_with(char::is_uppercase))
}

/// Whether a text opens with an article in small letters: what is left of "Von der Mole zur Werft", and no name.
fn opens_with_article(text: &str) -> bool {
    const ARTICLES: [&str; 14] =
        ["der", "dem", "den", "das", "die", "einem", "einer", "ein", "eine", "the", "an", "het", "les", "una"];
    text.split_whitespace().next().is_some_and(|first| ARTICLES.contains(&first))
}

/// One word, or several in small letters: the name of an account or of somebody with one name.
fn one_name(text: &str) -> Option<Nature> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let is_account = |word: &str| {
        word.to_lowercase().split(|character: char| !character.is_alphabetic()).any(|part| ACCOUNTS.contains(&part))
    };
    match words.as_slice() {
        [word] if is_account(word) => None,
        [word]
            if letters < 2 && word.chars().count() < MIN_ACCOUNT
                || text.starts_with(|character: char| character.is_ascii_digit()) =>
        {
            None
        }
        [word] if is_abbreviation(word) => Some(Nature::Organisation),
        [word] if PARTICLES.contains(word) => None,
        [_] => Some(Nature::Mononym),
        [_, _] | [_, _, _] if words.iter().all(|word| word.chars().any(char::is_alphabetic)) => Some(Nature::Mononym),
        _ => None,
    }
}

fn is_abbreviation(word: &str) -> bool {
    let count = word.chars().count();
    (2..=MAX_ABBREVIATION).contains(&count) && word.chars().all(char::is_uppercase)
}

pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().find(|character| character.is_alphabetic()).is_some_and(|first| !first.is_lowercase())
        || is_elided(word)
}

/// Whether a word is the name of a host: "gazette.example".
fn is_host(word: &str) -> bool {
    word.split_once('.').is_some_and(|(name, end)| {
        name.chars().count() >= 2
            && name.chars().all(|character| character.is_alphanumeric() || character == '-')
            && (2..=12).contains(&end.len())
            && end.chars().all(|character| character.is_ascii_lowercase() || character == '.')
            && end.rsplit('.').next().is_some_and(|end| DOMAINS.contains(&end))
    })
}

/// The domains that names of papers end in most. A handle such as "ann.smith" ends in none.
const DOMAINS: [&str; 40] = [
    "com", "net", "org", "de", "at", "ch", "fr", "it", "es", "pt", "nl", "be", "uk", "us", "ie", "dk", "no", "se",
    "fi", "pl", "cz", "sk", "hu", "ro", "bg", "gr", "tr", "ru", "ua", "jp", "cn", "in", "br", "mx", "is", "tv", "info",
    "online", "example", "eu",
];

fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}
