//! What a line of flat text looks like by itself: the features that need no other line.

use copydesk_core::Block;
use copydesk_core::text::{bylines, dates, tweets};

use crate::lexical::{self, Lexical};
use crate::{captions, icons, phrases};

/// The features of one line, in the order of [`NAMES`].
pub(super) type Look = [f32; COUNT];

/// How many features a line has by itself.
pub(super) const COUNT: usize = 34;

/// Places in a [`Look`] that others read.
pub(super) const WORDS: usize = 0;
pub(super) const ENDS_SENTENCE: usize = 4;
pub(super) const STARTS_LOWER: usize = 10;
pub(super) const CAPITALS: usize = 12;
pub(super) const NUMBERS: usize = 13;
pub(super) const SEPARATORS: usize = 17;
pub(super) const WIDE: usize = 22;
pub(super) const PROMPT: usize = 25;
pub(super) const DATE: usize = 27;
pub(super) const PERSON: usize = 29;
pub(super) const PROSE: usize = 33;

/// The names of the features.
pub(super) const NAMES: [&str; COUNT] = [
    "words",
    "letters a word",
    "punctuation a word",
    "sentences",
    "ends as a sentence",
    "ends with a point",
    "ends with an ellipsis",
    "ends with a colon",
    "ends with a question mark",
    "ends with a quotation mark",
    "starts in lower case",
    "starts with a sign",
    "words with a capital",
    "words with a digit",
    "letters in upper case",
    "begins quoted",
    "commas a word",
    "separators",
    "at signs and hashes",
    "addresses",
    "copyright sign",
    "brackets",
    "characters without spaces",
    "longest word",
    "short words in lower case",
    "prompt",
    "tweet",
    "date line",
    "byline",
    "name of a person",
    "picture credit",
    "icon names",
    "clock times",
    "running text",
];

/// Lines longer than this are not looked at for what only short lines are.
const MAX_LABEL: u32 = 14;

/// The features of a line.
pub(super) fn look(block: &Block) -> Look {
    let text = block.text.as_str();
    let lexical = Lexical::of(text);
    let counts = Counts::of(text);
    let words = lexical.words.max(1) as f32;
    let letters = counts.letters.max(1) as f32;
    let bare = text.trim_end_matches(['"', '”', '’', '»', ')', ']']);
    let first = text.chars().next().unwrap_or(' ');
    let is_label = lexical.words <= MAX_LABEL;
    let prompt = phrases::prompt(text).map_or(0.0, phrases::topic);
    [
        lexical.words.min(400) as f32,
        letters / words,
        lexical.punctuation as f32 / words,
        counts.sentences.min(40) as f32,
        flag(lexical.ends_sentence),
        flag(bare.ends_with('.') && !bare.ends_with("..")),
        flag(bare.ends_with('…') || bare.ends_with("...")),
        flag(text.ends_with(':')),
        flag(bare.ends_with(['?', '？', '؟'])),
        flag(text.ends_with(['"', '”', '»', '“', '」'])),
        flag(first.is_lowercase()),
        flag(!first.is_alphanumeric()),
        lexical.capitals as f32 / words,
        lexical.numbers as f32 / words,
        counts.upper as f32 / letters,
        flag(text.starts_with(['"', '“', '„', '«', '‘', '「', '»'])),
        counts.commas as f32 / words,
        counts.separators.min(20) as f32,
        counts.signs.min(20) as f32,
        flag(text.contains("http") || text.contains("www.")),
        flag(text.contains('©')),
        flag(text.contains('(') || text.contains('[')),
        counts.wide as f32 / letters,
        counts.longest.min(60) as f32,
        counts.short_lower as f32 / words,
        prompt,
        flag(tweets::parse(text).is_some()),
        flag(is_label && dates::whole(text).is_some()),
        flag(is_label && bylines::is_announced(text)),
        flag(is_label && bylines::is_person(text)),
        flag(captions::is_credit(text)),
        flag(icons::row(text).is_some()),
        counts.clocks.min(9) as f32,
        flag(lexical.is_prose()),
    ]
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[derive(Default)]
struct Counts {
    letters: u32,
    upper: u32,
    wide: u32,
    commas: u32,
    separators: u32,
    signs: u32,
    sentences: u32,
    longest: u32,
    short_lower: u32,
    clocks: u32,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let (mut length, mut starts_lower) = (0_u32, false);
        let mut before = ' ';
        let mut ended = false;
        for character in text.chars().chain([' ']) {
            if character.is_alphanumeric() {
                counts.letters += 1;
                counts.upper += u32::from(character.is_uppercase());
                counts.wide += u32::from(lexical::is_wide(character));
                counts.clocks += u32::from(before == ':' && character.is_ascii_digit());
                if length == 0 {
                    starts_lower = character.is_lowercase();
                }
                length += 1;
            } else {
                counts.longest = counts.longest.max(length);
                counts.short_lower += u32::from((1..=3).contains(&length) && starts_lower);
                length = 0;
                match character {
                    ',' | '、' | '，' | '،' => counts.commas += 1,
                    '|' | '»' | '›' | '·' | '•' | '/' | '>' | '→' | '–' => counts.separators += 1,
                    '@' | '#' => counts.signs += 1,
                    '。' | '！' | '？' => counts.sentences += 1,
                    _ => {}
                }
                // A full stop ends a sentence where white space or a quotation mark follows.
                counts.sentences += u32::from(ended && (character.is_whitespace() || "\"”’»)".contains(character)));
            }
            ended = matches!(character, '.' | '!' | '?' | '…' | '؟' | '।') && before.is_alphanumeric();
            before = character;
        }
        counts
    }
}
