//! Days in the addresses of pages: `/2019/05/23/`, `-20190523`, `?date=2019-05-23`.

use super::{PageDate, names, number};

/// The day that an address names: year, month and day as parts of its path or query, in this order, or in one number.
/// A month may be a name; a day first is read where the parts are joined by hyphens and the year ends them.
pub fn in_address(address: &str) -> Option<PageDate> {
    /// The longest address that is read, in bytes.
    const MAX_ADDRESS: usize = 2048;
    /// The digits of a year and of a day in the first days of a month that has a name.
    const LEAST_DIGITS: usize = 5;
    // Archives keep the address of a page in their own: the last one counts.
    let start = address.rfind("://").map_or(0, |at| at + 3);
    let path = &address[start..];
    let path = path.find('/').map_or("", |at| &path[at..]);
    // Most addresses have not even the digits of a day.
    let digits = || path.bytes().filter(u8::is_ascii_digit).count();
    if path.len() > MAX_ADDRESS || digits() < LEAST_DIGITS {
        return None;
    }
    let parts: Vec<(&str, char)> = split(path);
    (0..parts.len()).find_map(|at| {
        let part = parts[at].0;
        if part.len() == 8 || part.len() == 14 {
            return compact(part);
        }
        if part.len() == 4 && part.starts_with(['1', '2']) {
            let (&(month, before), &(day, second)) = (parts.get(at + 1)?, parts.get(at + 2)?);
            // All by hyphens, or all by slashes: `/2019/02-04-` is a date too.
            let sound = matches!(before, '/' | '-' | '_' | '.') && matches!(second, '/' | '-' | '_' | '.');
            let month = two(month).or_else(|| names::month(month, None)).filter(|_| sound)?;
            return PageDate::day(sound_year(part)?, month, two(day)?);
        }
        // 23-01-2022
        let (&(month, '-'), &(year, '-')) = (parts.get(at + 1)?, parts.get(at + 2)?) else { return None };
        if part.len() == 2 && month.len() == 2 && year.len() == 4 {
            return PageDate::day(sound_year(year)?, two(month)?, two(part)?);
        }
        None
    })
}

/// The runs of letters and digits of a path, each with the sign before it.
fn split(path: &str) -> Vec<(&str, char)> {
    /// The most parts of an address that are read.
    const MAX_PARTS: usize = 64;
    let mut parts = Vec::new();
    let mut sign = '/';
    let mut rest = path;
    while !rest.is_empty() && parts.len() < MAX_PARTS {
        let end = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
        if end > 0 {
            parts.push((&rest[..end], sign));
            rest = &rest[end..];
        } else if let Some(first) = rest.chars().next() {
            sign = first;
            rest = &rest[first.len_utf8()..];
        }
    }
    parts
}

fn compact(part: &str) -> Option<PageDate> {
    let (year, month, day) = (part.get(..4)?, part.get(4..6)?, part.get(6..8)?);
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    PageDate::day(sound_year(year)?, number(month)?, number(day)?)
}

/// A month or day of one or two digits.
fn two(part: &str) -> Option<i8> {
    if part.len() <= 2 { number(part) } else { None }
}

/// A year in which there were web pages.
fn sound_year(part: &str) -> Option<i16> {
    number(part).filter(|year| (1990..2100).contains(year))
}
