//! Agencies and picture libraries, as credits name them.

use std::sync::LazyLock;

use crate::fast::FastSet;
use crate::lexical::is_word;

/// Agencies and picture libraries, in lower case, as they stand in credits.
pub(super) const AGENCIES: &str = "ap afp reuters getty epa efe pa dpa ansa apa keystone alamy shutterstock istock istockphoto sputnik \
tass ria bloomberg zuma rex upi xinhua anp belga ritzau scanpix lehtikuva lusa pap ctk čtk cp aap nyt imago \
picture-alliance flickr wikimedia unsplash pexels pixabay instagram facebook youtube handout pool magnum polaris redux \
corbis ntb tt europapress sipa picturedesk photonews gettyimages adobestock yonhap kyodo jiji jiji-press";

static AGENCY_NAMES: LazyLock<FastSet<&'static str>> = LazyLock::new(|| AGENCIES.split_whitespace().collect());

/// Their lengths, as bits, by the last five bits of their first and of their last byte: most words are none, and are not looked
/// up.
static AGENCY_LENGTHS: LazyLock<[[u32; 32]; 32]> = LazyLock::new(|| {
    let mut lengths = [[0; 32]; 32];
    for name in AGENCIES.split_whitespace() {
        let bytes = name.as_bytes();
        lengths[usize::from(bytes[0] & 31)][usize::from(bytes[bytes.len() - 1] & 31)] |= 1 << bytes.len();
    }
    lengths
});

/// Whether an agency's name may begin and end as a word of ASCII does, and have its length.
fn may_be_name(word: &[u8]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    let lengths = AGENCY_LENGTHS[usize::from(first & 31)][usize::from(last & 31)];
    word.len() <= MAX_AGENCY && lengths & 1 << word.len() != 0
}

/// The longest of them, in bytes.
const MAX_AGENCY: usize = 16;

/// Agencies whose name is two words.
pub(super) const AGENCIES_OF_TWO_WORDS: [(&str, &str); 6] = [
    ("europa", "press"),
    ("picture", "alliance"),
    ("associated", "press"),
    ("press", "association"),
    ("getty", "images"),
    ("adobe", "stock"),
];

/// The shortest of the second words of [`AGENCIES_OF_TWO_WORDS`], in bytes.
const LEAST_SECOND: usize = 5;

/// Whether a word of ASCII is an agency's name, or begins as the second word of one does.
pub(super) fn may_be_agency(word: &[u8]) -> bool {
    let Some(first) = word.first().map(u8::to_ascii_lowercase) else { return false };
    let begins = |second: &str| word.get(..second.len()).is_some_and(|own| own.eq_ignore_ascii_case(second.as_bytes()));
    if word.len() >= LEAST_SECOND
        && matches!(first, b'p' | b'a' | b'i' | b's')
        && AGENCIES_OF_TWO_WORDS.iter().any(|(_, second)| begins(second))
    {
        return true;
    }
    if !may_be_name(word) {
        return false;
    }
    let mut lower = [0; MAX_AGENCY];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(is_agency)
}

/// Whether an agency stands in it as a credit does: behind a slash, comma, bracket or "via", or alone.
pub(super) fn names_agency(lower: &str) -> bool {
    if holds_two_words(lower) && (lower.contains(['/', '|', '(', ',']) || words(lower).count() <= 2) {
        return true;
    }
    if !words(lower).any(is_agency) {
        return false;
    }
    let count = words(lower).count();
    (words(lower).next().is_some_and(is_agency) && count <= 3)
        || lower
            .match_indices(['/', ',', '|', '('])
            .any(|(at, _)| words(&lower[at + 1..]).next().is_some_and(is_agency))
        || lower.find(" via ").is_some_and(|at| names_agency(&lower[at + 5..]))
        || (count <= 6 && lower.contains('/'))
}

/// Whether a word in lower case is the name of an agency.
fn is_agency(word: &str) -> bool {
    may_be_name(word.as_bytes()) && AGENCY_NAMES.contains(word)
}

/// Whether one of the names of two words stands in it.
fn holds_two_words(lower: &str) -> bool {
    let spaces = lower.bytes().enumerate().filter(|(_, byte)| *byte == b' ');
    spaces.map(|(at, _)| at).any(|at| {
        let (before, behind) = (&lower[..at], &lower[at + 1..]);
        AGENCIES_OF_TWO_WORDS.iter().any(|(first, second)| behind.starts_with(second) && before.ends_with(first))
    })
}

/// The words of a text, in order.
pub(super) fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|character: char| !(is_word(character) || character == '-')).filter(|word| !word.is_empty())
}
