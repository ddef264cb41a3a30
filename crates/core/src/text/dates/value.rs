//! Dates in attributes, meta elements and scripts, where machines write them.

use super::style::Style;
use super::{PageDate, find_in, number, parse_iso};

/// Reads a value that is meant to be a date: ISO 8601, seconds or milliseconds since 1970, `20190204`, `20190204T1301Z`,
/// the format of mails, or anything that [`find_in`] finds.
pub fn read(value: &str, style: Style) -> Option<PageDate> {
    /// The longest value that is read, in bytes.
    const MAX_VALUE: usize = 200;
    let value = value.trim();
    if value.len() > MAX_VALUE {
        return None;
    }
    if let Some(date) = parse_iso(value) {
        return Some(date);
    }
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits >= 8 {
        return compact(value, digits).or_else(|| if digits == value.len() { epoch(value) } else { None });
    }
    find_in(value, style).map(|(_, date)| date)
}

/// `20190204`, `20190204130159`, `20190204T130159Z`, `20190204 13:01`.
fn compact(value: &str, digits: usize) -> Option<PageDate> {
    if digits != 8 && digits != 12 && digits != 14 {
        return None;
    }
    let date = PageDate::day(number(&value[..4])?, number(&value[4..6])?, number(&value[6..8])?)?;
    let clock: String = value[8..].chars().filter(char::is_ascii_digit).take(6).collect();
    let rest = value[8..].trim_start_matches(['T', ' ', '-', ':', '_']);
    if !rest.is_empty() && !rest.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let (Some(hour), Some(minute)) = (clock.get(..2).and_then(number), clock.get(2..4).and_then(number)) else {
        return Some(date);
    };
    let mut date = date.at(hour, minute);
    if date.time.is_some() {
        date.second = clock.get(4..6).and_then(number);
        date.offset = value.ends_with('Z').then_some(0);
    }
    Some(date)
}

/// Seconds (ten digits) or milliseconds (thirteen) since 1970, of which there are dates from 2001 to 2099.
fn epoch(value: &str) -> Option<PageDate> {
    const END: i64 = 4_102_444_800;
    let count: i64 = value.parse().ok()?;
    let seconds = match value.len() {
        10 => count,
        13 => count / 1000,
        _ => return None,
    };
    if !(1_000_000_000..END).contains(&seconds) {
        return None;
    }
    let moment = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let mut date = PageDate::day(moment.year(), moment.month(), moment.day())?.at(moment.hour(), moment.minute());
    date.second = Some(moment.second());
    date.offset = Some(0);
    Some(date)
}
