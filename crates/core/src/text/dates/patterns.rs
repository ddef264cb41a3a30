//! The shapes in which dates are written: year first, day first, month first, in numbers alone.

use super::calendars::{self, month_and_day, year};
use super::style::{Order, Style};
use super::tokens::{Kind, Tokens};
use super::{PageDate, clock, names};

/// A date that begins at a place, and the place after it.
pub(super) fn date_at(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    match tokens.list.get(at)?.kind {
        Kind::Number { digits: 4, .. } => {
            year_first(tokens, at, style).or_else(|| calendars::solar_in_numbers(tokens, at, style))
        }
        Kind::Number { digits: 1 | 2, .. } => numeric(tokens, at, style)
            .or_else(|| day_first(tokens, at, style))
            .or_else(|| calendars::solar_day_first(tokens, at))
            .or_else(|| calendars::solar_in_numbers(tokens, at, style)),
        Kind::Word if tokens.number_follows(at, MAX_MONTH + 1) => {
            month_first(tokens, at, style).or_else(|| calendars::era_first(tokens, at))
        }
        _ => None,
    }
}

/// 2019-02-04, 2019. 02. 04., 2019年2月4日, 2019. február 4., 2019 Jan 7, 2019. gada 4. februāris.
fn year_first(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    if at > 0
        && tokens.is_joined(at)
        && matches!(tokens.sign(at - 1), Some('-' | '/'))
        && tokens.small(at.wrapping_sub(2)).is_some()
    {
        return None;
    }
    let year = year(tokens, at)?;
    if let Some(sign) = tokens.sign(at + 1).filter(|sign| matches!(sign, '-' | '/' | '.' | '‑' | '–'))
        && tokens.sign(at + 3) == Some(sign)
        && let (Some(month), Some(day)) = (tokens.small(at + 2), tokens.small(at + 4))
    {
        return Some((at + 5, PageDate::day(year, month, day)?));
    }
    if let Some("年" | "년") = tokens.word(at + 1)
        && let Some(found) = month_and_day(tokens, after_brackets(tokens, at + 2), year)
    {
        return Some(found);
    }
    if let Some(found) = mongolian(tokens, at + 1, year) {
        return Some(found);
    }
    let mut next = at + 1;
    while matches!(tokens.sign(next), Some('.' | '-' | ',' | '/'))
        || tokens.word(next).is_some_and(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "m" | "metų" | "gada" | "ko" | "eko" | "жылғы" | "жылы" | "wlis" | "წლის"
            )
        })
    {
        next += 1;
    }
    if let Some((next, month)) = month(tokens, next, style) {
        let next = next + usize::from(matches!(tokens.sign(next), Some('.' | '-' | ',' | '/')));
        return Some((after_ordinal(tokens, next + 1), PageDate::day(year, month, tokens.small(next)?)?));
    }
    let day = tokens.small(next)?;
    let next = next + 1 + usize::from(tokens.sign(next + 1) == Some('.'));
    let (next, month) = month(tokens, next, style)?;
    Some((next, PageDate::day(year, month, day)?))
}

/// 2023 оны 5 сарын 12: the rest of it behind the year.
fn mongolian(tokens: &Tokens<'_>, at: usize, year: i16) -> Option<(usize, PageDate)> {
    tokens.word(at).filter(|word| *word == "оны")?;
    let (next, month) = match tokens.small(at + 1) {
        Some(month) => (at + 2, month),
        None => month(tokens, at + 1, Style::default())?,
    };
    tokens.word(next).filter(|word| *word == "сарын")?;
    Some((next + 2, PageDate::day(year, month, tokens.small(next + 1)?)?))
}

/// The place after what stands in brackets at a place, as the same year in an era does: 2019年（平成31年）2月4日.
fn after_brackets(tokens: &Tokens<'_>, at: usize) -> usize {
    const MAX_BRACKETED: usize = 4;
    if !matches!(tokens.sign(at), Some('(' | '（')) {
        return at;
    }
    let end = (at + 1..=at + 1 + MAX_BRACKETED).find(|end| matches!(tokens.sign(*end), Some(')' | '）')));
    end.map_or(at, |end| end + 1)
}

/// `04.02.2019`, `4/2/19`, `18. 05. 2014`, `18 | 05 | 2014`. Points mean day first unless the style
/// says otherwise, as very few pages do; of other signs it says all.
fn numeric(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    let sign = tokens.sign(at + 1).filter(|sign| matches!(sign, '.' | '/' | '-' | '‑' | '–' | '‐' | '|'))?;
    if tokens.sign(at + 3) != Some(sign) {
        return None;
    }
    // No part of a longer row of numbers, such as an address or a version.
    let continues = |sign: Option<char>| matches!(sign, Some('.' | '/' | '-'));
    if at > 1 && tokens.is_joined(at) && continues(tokens.sign(at - 1)) && tokens.number(at - 2).is_some() {
        return None;
    }
    let (first, second) = (tokens.small(at)?, tokens.small(at + 2)?);
    let (written, digits) = tokens.number(at + 4)?;
    if tokens.is_joined(at + 5)
        && continues(tokens.sign(at + 5))
        && tokens.is_joined(at + 6)
        && tokens.number(at + 6).is_some()
    {
        return None;
    }
    let joined = (at + 1..at + 5).all(|at| tokens.is_joined(at));
    let glued = (digits == 4 && joined).then(|| glued_clock(tokens, at + 4)).flatten();
    let year = match digits {
        _ if glued.is_some() => 2000 + (written / 100) as i16,
        4 => year(tokens, at + 4)?,
        2 if joined && tokens.word(at + 5).is_none_or(|_| !tokens.is_joined(at + 5)) => 2000 + written as i16,
        _ => return None,
    };
    if !joined && !matches!(sign, '.' | '|') {
        return None;
    }
    let order = match sign {
        '.' => style.points.or(Some(Order::DayFirst)),
        _ => style.order,
    };
    let (day, month) = match (first > 12, second > 12, order) {
        (true, false, _) => (first, second),
        (false, true, _) => (second, first),
        _ if first == second => (first, second),
        (false, false, Some(Order::DayFirst)) => (first, second),
        (false, false, Some(Order::MonthFirst)) => (second, first),
        _ => return None,
    };
    let date = PageDate::day(year, month, day)?;
    Some(match glued {
        Some((hour, minute)) => (at + 7, date.at(hour, minute)),
        None => (at + 5, date),
    })
}

/// The clock right behind a year of two digits, where a page lost the space between them: 28.09.1912:44.
fn glued_clock(tokens: &Tokens<'_>, at: usize) -> Option<(i8, i8)> {
    let (run, _) = tokens.number(at)?;
    let (minute, digits) = tokens.number(at + 2)?;
    let joined = tokens.is_joined(at + 1) && tokens.is_joined(at + 2) && tokens.sign(at + 1) == Some(':');
    (joined && digits == 2 && run % 100 < 24 && minute < 60).then_some(((run % 100) as i8, minute as i8))
}

/// 4 Feb 2019, 4th of February 2019, 4. Februar 2019, 4 de febrero de 2019, 4-Feb-19, ngày 4 tháng 2 năm 2019.
fn day_first(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    let day = tokens.small(at)?;
    let mut next = after_ordinal(tokens, at + 1);
    // A Thai month's initial may be that of the era, too: what may be a month is one.
    let (mut next, month) = loop {
        if let Some(found) = month(tokens, next, style) {
            break found;
        }
        if !connects(tokens, next) {
            return None;
        }
        next += 1;
    };
    // Two names of one month: شباط/فبراير
    if tokens.sign(next) == Some('/')
        && let Some((after, _)) = self::month(tokens, next + 1, style)
    {
        next = after;
    }
    let from = next;
    while next < from + MAX_CONNECTORS && connects(tokens, next) {
        next += 1;
    }
    let short_year = || {
        let (value, digits) = tokens.number(next)?;
        let marked = matches!(tokens.sign(next - 1), Some('-' | '\'' | '’' | '/')) && tokens.is_joined(next);
        (digits == 2 && marked).then(|| 2000 + value as i16)
    };
    let year = year(tokens, next).or_else(short_year)?;
    Some((next + 1, PageDate::day(year, month, day)?))
}

/// February 3, 2019; Feb 03 2019; Feb 4 13:01:59 UTC 2019; Feb 042019.
fn month_first(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    let (next, month) = month(tokens, at, style)?;
    let next = next + usize::from(matches!(tokens.sign(next), Some('.' | '-' | '/' | ',')));
    if let Some((run, 6)) = tokens.number(next) {
        return Some((next + 1, PageDate::day((run % 10_000) as i16, month, (run / 10_000) as i8)?));
    }
    let day = tokens.small(next)?;
    let next = after_ordinal(tokens, next + 1);
    let mut last = next;
    while last < next + MAX_CONNECTORS && connects(tokens, last) {
        last += 1;
    }
    if let Some(year) = year(tokens, last) {
        return Some((last + 1, PageDate::day(year, month, day)?));
    }
    // Feb 4 13:01:59 UTC 2019
    let (end, clock) = clock::read(tokens, next, false)?;
    let end = end + usize::from(tokens.word(end).is_some());
    Some((end + 1, clock.on(PageDate::day(year(tokens, end)?, month, day)?)))
}

/// The most words and signs that a month's name is made of.
const MAX_MONTH: usize = 3;

/// The most signs and words between the parts of a date: "พ.ค. พ.ศ. 2566" has five behind its month.
const MAX_CONNECTORS: usize = 5;

/// A month's name at a place, and the place after it.
fn month(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, i8)> {
    let word = tokens.word(at)?;
    if let Some(second) = tokens.word(at + 1)
        && let Some(month) = names::month_of_two(word, second)
    {
        return Some((at + 2, month));
    }
    if let Some(month) = names::month(word, style.language) {
        return Some((at + 1, month));
    }
    if word.eq_ignore_ascii_case("tháng") || word == "Tháng" {
        let month = match tokens.small(at + 1) {
            Some(month) => month,
            None => names::vietnamese_number(tokens.word(at + 1)?)?,
        };
        // mười một, mười hai
        return Some(match tokens.word(at + 2).filter(|_| month == 10).and_then(names::vietnamese_number) {
            Some(more @ (1 | 2)) => (at + 3, 10 + more),
            _ => (at + 2, month),
        });
    }
    if word.len() <= 9 && !word.is_ascii() && tokens.sign(at + 1) == Some('.') {
        let month = names::month_of_initials(word, tokens.word(at + 2)?)?;
        return Some((at + 3, month));
    }
    None
}

/// The place after the mark of an ordinal number at a place: "th", "er", "º", ".".
fn after_ordinal(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_mark = tokens.is_joined(at)
        && (tokens.sign(at).is_some_and(|sign| matches!(sign, '.' | 'º' | '°' | 'ª'))
            || tokens.word(at).filter(|word| word.len() <= 3).is_some_and(|word| {
                let lower = word.to_lowercase();
                matches!(
                    lower.as_str(),
                    "st" | "nd" | "rd" | "th" | "er" | "re" | "º" | "ª" | "ste" | "de" | "e" | "a" | "η"
                )
            }));
    at + usize::from(is_mark)
}

/// More bytes than any word has that stands between the parts of a date. No letter of these is longer as a capital.
const MAX_CONNECTOR: usize = 5;

/// Whether a word or sign may stand between the parts of a date.
fn connects(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.word(at) {
        Some(word) => {
            word.len() <= MAX_CONNECTOR
                && matches!(
                    word.to_lowercase().as_str(),
                    "of" | "de" | "del" | "di" | "da" | "d" | "năm" | "г" | "në" | "ב" | "ta" | "พ" | "ศ"
                )
        }
        None => matches!(tokens.sign(at), Some('.' | ',' | '-' | '‑' | '–' | '/' | '\'' | '’' | '،')),
    }
}
