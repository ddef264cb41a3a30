//! Dates as pages write them, kept with the precision and the offset that the page gives.

use std::fmt::Write as _;
use std::ops::Range;

mod address;
mod calendars;
mod clock;
mod date;
mod names;
mod patterns;
mod scan;
mod style;
mod tokens;
mod value;

pub use address::in_address;
pub use date::PageDate;
pub use scan::{find, find_all, find_in, stands_alone, whole, whole_in};
pub use style::{Order, Style};
pub use value::read;

use date::OFFSETS;

/// Reads ISO 8601 and its common misspellings: `2019-02-04`, `2019-02-04T13:01:59.123Z`, `2019-02-04 13:01:59 +0200`.
/// The whole text must be the date.
pub fn parse_iso(text: &str) -> Option<PageDate> {
    let text = text.trim();
    let (date, rest) = iso_day(text)?;
    if rest.is_empty() {
        return Some(date);
    }
    let rest = rest.strip_prefix(['T', 't', ' ', '_'])?.trim_start();
    let (time, rest) = clock(rest)?;
    let date = date.at(time.0, time.1).with_second(time.2);
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(date);
    }
    Some(date.with_offset(Some(offset(rest)?)))
}

/// Reads a text by a format of `strptime` (`%d %b, %Y %H:%M`), keeping only what the format gives. The whole text must
/// match.
///
/// # Errors
/// What is wrong with the format or the text, in words.
pub fn parse_format(text: &str, format: &str) -> Result<PageDate, String> {
    let parsed = jiff::fmt::strtime::parse(format, text.trim()).map_err(|error| error.to_string())?;
    let (Some(year), Some(month), Some(day)) = (parsed.year(), parsed.month(), parsed.day()) else {
        let found = [parsed.year().is_some(), parsed.month().is_some(), parsed.day().is_some()];
        return Err(no_full_day(format, found));
    };
    let mut date =
        PageDate::day(year, month, day).ok_or_else(|| format!("{year}-{month}-{day} is no day of the calendar"))?;
    if let (Some(hour), Some(minute)) = (parsed.hour(), parsed.minute()) {
        date = date.at(hour, minute).with_second(parsed.second());
    }
    let Some(offset) = parsed.offset() else { return Ok(date) };
    let minutes = offset.seconds() / 60;
    match i16::try_from(minutes) {
        Ok(minutes) if minutes.abs() < OFFSETS => Ok(date.with_offset(Some(minutes))),
        _ => Err(format!("an offset of {} hours is that of no place", minutes / 60)),
    }
}

/// Directives that are taken for those of a date, with what they stand for.
const NO_DATES: [(&str, &str); 4] =
    [("%Q", "a time zone's name"), ("%M", "a minute"), ("%j", "a day of the year"), ("%s", "a time stamp")];

/// What is said of a format that lacks a year, a month or a day.
fn no_full_day(format: &str, found: [bool; 3]) -> String {
    let parts = ["no year (%Y)", "no month (%m, %b or %B)", "no day (%d)"];
    let missing: Vec<&str> = parts.iter().zip(found).filter(|(_, found)| !found).map(|(part, _)| *part).collect();
    let mut problem = format!("the format gives {}, expected a year, a month and a day", missing.join(" and "));
    for (directive, meaning) in NO_DATES.iter().filter(|(directive, _)| format.contains(directive)) {
        let _ = write!(problem, "; {directive} stands for {meaning}");
    }
    problem
}

/// Checks a format of [`parse_format`] without a text.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check_format(format: &str) -> Result<(), String> {
    let sample = jiff::fmt::strtime::BrokenDownTime::from(
        &jiff::civil::date(2019, 2, 4)
            .at(13, 1, 59, 0)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .map_err(|error| error.to_string())?,
    );
    let text = sample.to_string(format).map_err(|error| error.to_string())?;
    parse_format(&text, format).map(|_| ())
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn iso_day(text: &str) -> Option<(PageDate, &str)> {
    let date = PageDate::day(number(text.get(..4)?)?, number(text.get(5..7)?)?, number(text.get(8..10)?)?)?;
    let separators = (text.as_bytes()[4], text.as_bytes()[7]);
    (separators == (b'-', b'-') || separators == (b'/', b'/')).then(|| (date, &text[10..]))
}

/// Hour, minute and second.
type Clock = (i8, i8, Option<i8>);

/// Reads `13:01`, `13:01:59` or `13:01:59.123` at the start of a text.
fn clock(text: &str) -> Option<(Clock, &str)> {
    let hour: i8 = number(text.get(..2)?)?;
    let minute: i8 = number(text.get(3..5)?)?;
    if text.as_bytes()[2] != b':' || hour > 23 || minute > 59 {
        return None;
    }
    let mut rest = &text[5..];
    let mut second = None;
    if let Some(after) = rest.strip_prefix(':') {
        second = Some(number::<i8>(after.get(..2)?).filter(|second| *second < 61)?);
        rest = &after[2..];
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
        }
    }
    Some(((hour, minute, second), rest))
}

fn offset(text: &str) -> Option<i16> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|character| *character != ':').collect();
    let (hours, minutes): (i16, i16) = match digits.len() {
        2 => (number(&digits)?, 0),
        4 => {
            let (hours, minutes) = digits.split_at_checked(2)?;
            (number(hours)?, number(minutes)?)
        }
        _ => return None,
    };
    let all = hours * 60 + minutes;
    (minutes < 60 && all < OFFSETS).then_some(sign * all)
}

/// A date found inside a text.
pub type Found = (Range<usize>, PageDate);

/// Whether a byte is a digit, or begins characters among which are the digits of other scripts, in which dates are written too.
pub const fn may_be_digit(byte: u8) -> bool {
    tokens::may_be_digit(byte)
}

#[cfg(test)]
mod tests;
