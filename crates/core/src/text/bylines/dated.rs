//! Bylines in lines that hold a date, too: "4 May 2021 | Ann Smith", "4 May 2021 by Ann Smith", "4 May 2021 · 3 min read · By
//! Quay Online".

use std::ops::Range;

use super::announced::{PARTING, holds_label, is_comment, is_of_others, is_written};
use super::nature::{Nature, is_person, nature};
use super::prefixes::strip_prefix;
use super::words::{STOPS, WHEN};
use super::{Named, dates, is_announced, is_signature, parts, trim};

/// The longest line of a date and a name, in bytes.
const MAX_DATED_LINE: usize = 120;
/// The most words of a name that stands beside a date.
const MAX_DATED_NAME: usize = 4;

/// The person whom a line names that holds a date, a name, signs between them, and nothing else that could be somebody:
/// "4 May 2021 | 13:10 | Ann Smith", "Ann Smith | Senior Writer | May 4, 2021". What only a comma parts from the date may
/// be the place where it happened.
pub fn beside_date(line: &str) -> Option<String> {
    let line = trim(line);
    // Most short lines with digits have nothing that could part a name from a date, and cost no more.
    let is_parted = line.contains(['|', '•', '·', '●', '~', '>', '–', '—']) || line.contains(" - ");
    if line.len() > MAX_DATED_LINE || !is_parted {
        return None;
    }
    let segments = parts::dated_segments(line)?;
    let is_one = |text: &&str| {
        is_person(text) && !text.contains(',') && (2..=MAX_DATED_NAME).contains(&text.split_whitespace().count())
    };
    let mut people = segments.iter().map(String::as_str).filter(is_one);
    let name = people.next()?;
    people.next().is_none().then(|| name.to_owned())
}

/// The segment of a line parted by signs that is a byline which announces itself: "Cycling | By Ann Smith | Updated today". Where
/// the line has numbers, as dates and reading times do, it may name a body: "3 min read · By Quay Online".
pub fn in_segment(line: &str) -> Option<&str> {
    // What begins a sign in UTF-8: most lines hold neither, and cost no more. A loop without branches, which compilers turn
    // into one over many bytes.
    let may_part = |byte: u8| u8::from(byte == b'|') | u8::from(byte == 0xc2) | u8::from(byte == 0xe2);
    if line.len() > MAX_DATED_LINE
        || line.bytes().fold(0, |parts, byte| parts | may_part(byte)) == 0
        || !line.contains(PARTING)
    {
        return None;
    }
    let has_numbers = line.bytes().any(|byte| byte.is_ascii_digit());
    let is_labelled = has_numbers && holds_label(line.split(PARTING).next()?);
    let is_byline = |segment: &&str| {
        if has_numbers && !is_labelled { is_signature(segment) && !is_comment(segment) } else { is_announced(segment) }
    };
    line.split(PARTING).map(trim).skip(1).find(is_byline)
}

/// What stands behind the date with which a line opens, where that is a byline that announces itself:
/// "4 May 2021 by Ann Smith, Pilot".
pub fn behind_date(line: &str) -> Option<&str> {
    let line = trim(line);
    // Every line with digits is asked, and most have no such word.
    let is_opened = |rest: &str| DATED_ANNOUNCEMENTS.iter().any(|word| rest.starts_with(word));
    let announces = || {
        line.bytes().enumerate().any(|(at, byte)| {
            matches!(byte, b' ' | b'\n')
                && line.as_bytes().get(at + 1).is_some_and(|first| matches!(first | 0x20, b'b' | b'v' | b'p' | b'd'))
                && is_opened(&line[at + 1..])
        })
    };
    if line.len() > MAX_DATED_LINE || !announces() {
        return None;
    }
    let (date, _) = dates::find(line).filter(|(range, _)| parts::is_idle(&line[..range.start]))?;
    let rest = &line[date.end..];
    let bare = rest.trim_start_matches([' ', '\n', '\u{a0}', ',', '.', '-', '–', '—', '|', '·', '•']);
    // A zone of time may stand between.
    let behind = bare
        .split_once(' ')
        .filter(|(zone, _)| zone.len() <= MAX_ZONE && zone.bytes().all(|byte| byte.is_ascii_uppercase()));
    [Some(bare), behind.map(|(_, behind)| behind)].into_iter().flatten().find(|rest| is_announced(rest))
}

/// The longest name of a zone of time, in bytes.
const MAX_ZONE: usize = 5;

/// What announces a byline behind a date.
const DATED_ANNOUNCEMENTS: [&str; 11] =
    ["by ", "By ", "BY ", "von ", "Von ", "par ", "Par ", "por ", "Por ", "door ", "przez "];

/// Who is announced in a line that holds a date, where the name is that of a body, an account or somebody with one name, or
/// something else stands behind it: "4 May 2021, 16:20 by annsmith", "By QPN, in Tides · 4 May 2021 · No comments", "Posted in
/// Tides by annsmith on 4 May 2021". What stands before may be a date, a sign, or what says that something was published.
pub fn announced_beside_date(line: &str) -> Option<Named> {
    let line = trim(line);
    if line.len() > MAX_DATED_LINE {
        return None;
    }
    let (at, announcement) = announcement(line)?;
    let (date, _) = dates::find(line)?;
    let (before, behind) = (&line[..at], &line[at + announcement.len()..]);
    if date.contains(&at) || is_of_others(before, announcement) {
        return None;
    }
    let own_end = if date.start > at { date.start.checked_sub(at + announcement.len())? } else { behind.len() };
    let name = beginning_name(behind.get(..own_end)?);
    let nature = nature(name)?;
    let words = || name.split_whitespace();
    let is_capitalised = words().nth(1).is_none() || words().all(|word| word.starts_with(char::is_uppercase));
    // "4. Mai 2021 von der Hafenmole"
    if words().nth(1).is_some() && name.starts_with(char::is_lowercase) {
        return None;
    }
    let is_sure = || may_stand_before(before, &date) || is_opening(line, behind);
    let fits = words().count() <= MAX_DATED_NAME
        && if nature == Nature::Person {
            is_written(before) || before.ends_with('\n') || is_sure()
        } else {
            is_capitalised && is_sure()
        };
    fits.then(|| Named { name: name.to_owned(), nature })
}

/// What announces a name in a line with a date, in lower case.
const ANNOUNCEMENTS: [&str; 10] =
    ["by ", "by: ", "von ", "von: ", "par ", "par : ", "por ", "door ", "przez ", "redaktion: "];

/// Where the first announcement in a line stands that no letter stands before, and which it is.
fn announcement(line: &str) -> Option<(usize, &'static str)> {
    let bytes = line.as_bytes();
    // Every line with digits is asked, and most have no such word.
    let begins = |at: usize| {
        // A date may be glued to what follows it: "4 May 2021By Ann Smith".
        let is_start = at == 0 || bytes[at - 1].is_ascii() && !bytes[at - 1].is_ascii_alphabetic();
        let may_open = matches!(bytes[at] | 0x20, b'b' | b'v' | b'p' | b'd' | b'r');
        let opens = |word: &&&str| {
            bytes.get(at..at + word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word.as_bytes()))
        };
        if is_start && may_open { ANNOUNCEMENTS.iter().rev().find(opens).map(|word| (at, *word)) } else { None }
    };
    (0..bytes.len()).find_map(begins)
}

/// The beginning of a text up to the first sign or word that ends a name.
fn beginning_name(text: &str) -> &str {
    const SIGNS: [char; 14] = ['|', '•', '·', '●', ',', ';', '(', '[', '\n', '\t', '~', '@', '–', '—'];
    let text = &text[..text.find(SIGNS).unwrap_or(text.len())];
    let mut end = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        // "VON ANN SMITH IN TIDES"
        let is_other = STOPS.contains(&lower) || ENDS.contains(&lower.as_str()) || word == "-";
        if is_other && (end > 0 || word.starts_with(char::is_lowercase)) {
            break;
        }
        end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    }
    trim(&text[..end]).trim_end_matches([':', '-'])
}

/// Words behind a name that are in no list of those at which bylines end: what is filed under something.
const ENDS: [&str; 4] = ["under", "unter", "um", "op"];

/// Whether what stands before an announcement leaves no doubt that what follows is a byline's.
fn may_stand_before(before: &str, date: &Range<usize>) -> bool {
    /// The most words of what says that something was published somewhere.
    const MAX_WORDS: usize = 5;
    /// What may open anything else, too.
    const OTHER_OPENINGS: [&str; 3] = ["last", "stand", "created"];
    let bare = before.trim_end();
    let is_published = || {
        let mut words = bare.split_whitespace();
        let first = words.next().map(str::to_lowercase);
        // "Last seen by Ann Smith"
        first.is_some_and(|first| WHEN.contains(&first) && !OTHER_OPENINGS.contains(&first.as_str()))
            && words.count() < MAX_WORDS
    };
    let around = || {
        let (until, from) = (date.start.min(before.len()), date.end.min(before.len()));
        parts::is_idle(&before[..until]) && parts::is_idle(&before[from..])
    };
    bare.ends_with(PARTING) && !holds_label(bare) || around() || is_published()
}

/// Whether what follows an announcement is what is left of a line without the words that open bylines: "Gespeichert von".
fn is_opening(line: &str, behind: &str) -> bool {
    strip_prefix(line).trim_start().len() == behind.trim_start().len()
}
