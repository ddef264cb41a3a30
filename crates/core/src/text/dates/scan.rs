//! Finding dates in visible text.

use std::ops::Range;

use super::{Found, PageDate, names, number, offset, parse_iso};

/// The first date in a text: "4 Feb, 2019 13:01", "February 3, 2019", "2019-02-04T13:01", "04.02.2019".
pub fn find(text: &str) -> Option<Found> {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let (used, date) = date_at(text, &words[at..])?;
        let (more, date) = time_at(text, &words[at + used..], date);
        let end = words[at + used + more - 1].end;
        Some((words[at].start..end, date))
    })
}

/// Reads a text that is a date and nothing more than the words that stand beside dates: a weekday, "Published",
/// "Updated", "on", "at", a time zone.
pub fn whole(text: &str) -> Option<PageDate> {
    let (range, date) = find(text)?;
    let idle = |words: &str| words.split(|character: char| !character.is_alphanumeric()).all(is_idle);
    (idle(&text[..range.start]) && idle(&text[range.end..])).then_some(date)
}

/// Words that may stand beside a date.
fn is_idle(word: &str) -> bool {
    const IDLE: &str = "published updated posted date on at the am pm gmt utc est edt et pt pst bst cet cest ist first last \
modified uhr um am den le à el la il of st nd rd th release time created stand veröffentlicht aktualisiert publié mis jour msk";
    word.is_empty() || names::is_weekday(word) || IDLE.split(' ').any(|idle| idle.eq_ignore_ascii_case(word))
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (character.is_whitespace() || matches!(character, '|' | '(' | ')' | '•' | '·' | '–' | '—'), start)
        {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                words.push(begin..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begin| begin..text.len()));
    words
}

/// A date at the first of the words, and how many words it took.
fn date_at(text: &str, words: &[Range<usize>]) -> Option<(usize, PageDate)> {
    let word = |at: usize| words.get(at).map(|range| text[range.clone()].trim_end_matches([',', ';']));
    let first = word(0)?;
    if let Some(date) = parse_iso(first).or_else(|| numeric(first)) {
        return Some((1, date));
    }
    if let Some(day) = day(first) {
        // 4 Feb 2019, 4th of February 2019, 4. Februar 2019, 4 de febrero de 2019
        let mut at = 1;
        while matches!(word(at), Some("of" | "de" | "di")) {
            at += 1;
        }
        let month = names::month(word(at)?)?;
        at += 1;
        while matches!(word(at), Some("of" | "de" | "del" | "di")) {
            at += 1;
        }
        return Some((at + 1, PageDate::day(year(word(at)?)?, month, day)?));
    }
    // February 3, 2019
    let month = names::month(first)?;
    let day = day(word(1)?)?;
    Some((3, PageDate::day(year(word(2)?)?, month, day)?))
}

/// A time of day after a date, with how many words it took: "13:01", "at 1:01 pm", "- 13:01 GMT".
fn time_at(text: &str, words: &[Range<usize>], date: PageDate) -> (usize, PageDate) {
    if date.time.is_some() {
        return (0, date);
    }
    let word = |at: usize| words.get(at).map(|range| text[range.clone()].trim_end_matches([',', ';', '.']));
    let mut at = 0;
    while matches!(word(at), Some("at" | "um" | "-" | "à" | "kl" | "")) {
        at += 1;
    }
    let Some((hour, minute, half)) = word(at).and_then(time_of_day) else { return (0, date) };
    at += 1;
    let mut half = half;
    if half.is_none() {
        half = word(at).and_then(half_of_day);
        at += usize::from(half.is_some());
    }
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return (0, date),
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    let mut date = date.at(hour, minute);
    if let Some(minutes) =
        word(at).filter(|word| matches!(*word, "GMT" | "UTC") || word.starts_with(['+'])).and_then(offset)
    {
        date.offset = Some(minutes);
        at += 1;
    }
    (at, date)
}

fn time_of_day(word: &str) -> Option<(i8, i8, Option<bool>)> {
    let digits = word.trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == '.');
    let suffix = &word[digits.len()..];
    let half = if suffix.is_empty() { None } else { Some(half_of_day(suffix)?) };
    let (hour, rest) = digits.split_once([':', '.']).or_else(|| digits.split_once('h'))?;
    let minute = rest.get(..2)?;
    let sound = rest.len() == 2 || (rest.len() == 5 && rest.as_bytes()[2] == b':');
    let (hour, minute): (i8, i8) = (number(hour)?, number(minute)?);
    (sound && hour < 24 && minute < 60).then_some((hour, minute, half))
}

/// Whether a word says forenoon (`false`) or afternoon (`true`).
fn half_of_day(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().replace('.', "").as_str() {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

fn day(word: &str) -> Option<i8> {
    let digits = word
        .trim_end_matches(|character: char| character.is_ascii_alphabetic() || matches!(character, '.' | 'º' | '°'));
    let suffix = &word[digits.len()..];
    let sound = matches!(suffix, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°");
    (sound && digits.len() <= 2).then(|| number(digits))?.filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<i16> {
    let word = word.trim_end_matches(['.', ':', ')']);
    (word.len() == 4).then(|| number(word))?
}

/// `04.02.2019` and `4/2/2019`, day first; `2019.02.04` and `2019年2月4日`. Where day and month could be either way
/// round and a slash parts them, nothing is read: guessing would invent a date.
fn numeric(word: &str) -> Option<PageDate> {
    let parts: Vec<&str> = word.split(['.', '/', '-', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    if first.len() == 4 {
        return PageDate::day(number(first)?, number(second)?, number(third)?);
    }
    if third.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (a, b): (i8, i8) = (number(first)?, number(second)?);
    let year = number(third)?;
    if word.contains('/') {
        return match (a > 12, b > 12) {
            (true, false) => PageDate::day(year, b, a),
            (false, true) => PageDate::day(year, a, b),
            _ if a == b => PageDate::day(year, a, b),
            _ => None,
        };
    }
    PageDate::day(year, b, a)
}
