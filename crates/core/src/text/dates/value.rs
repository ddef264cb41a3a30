//! Dates in attributes, meta elements and scripts, where machines write them.

use super::style::Style;
use super::{PageDate, clock, find_in, number, offset, parse_iso};

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

/// `20190204`, `20190204130159`, `20190204T130159Z`, `20190204T1301+0200`, `20190204 13:01`. Of a value that goes on in
/// another way the day is read.
fn compact(value: &str, digits: usize) -> Option<PageDate> {
    if digits != 8 && digits != 12 && digits != 14 {
        return None;
    }
    let day = PageDate::day(number(&value[..4])?, number(&value[4..6])?, number(&value[6..8])?)?;
    let rest = value[8..].trim_start_matches(['T', 't', ' ', '-', ':', '_']);
    if !rest.is_empty() && !rest.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let parted = value[8..].starts_with('-');
    Some(compact_clock(rest, parted).map_or(day, |(hour, minute, second, rest)| {
        day.at(hour, minute).with_second(second).with_offset(offset(rest.trim()))
    }))
}

/// `1301`, `130159`, `13:01` and `13:01:59`, and what stands behind. Four digits behind a dash (`parted`) are rather an
/// offset.
fn compact_clock(text: &str, parted: bool) -> Option<(i8, i8, Option<i8>, &str)> {
    if let Some(((hour, minute, second), rest)) = clock(text) {
        return Some((hour, minute, second, rest));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 6 && (digits != 4 || parted) {
        return None;
    }
    let (clock, rest) = text.split_at(digits);
    let rest = rest
        .strip_prefix(['.', ','])
        .map_or(rest, |fraction| fraction.trim_start_matches(|character: char| character.is_ascii_digit()));
    Some((number(&clock[..2])?, number(&clock[2..4])?, clock.get(4..).and_then(number), rest))
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
    let day = PageDate::day(moment.year(), moment.month(), moment.day())?;
    Some(day.at(moment.hour(), moment.minute()).with_second(Some(moment.second())).with_offset(Some(0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::find_all;
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        assert_eq!(read(value, Style::default()).map(|date| date.to_string()).unwrap_or_default(), expected, "{value}");
    }

    #[test]
    fn compact_dates_are_read() {
        check("20190204", "2019-02-04");
        check("201902041301", "2019-02-04T13:01");
        check("20190204130159", "2019-02-04T13:01:59");
        check("20190204T1301Z", "2019-02-04T13:01Z");
        check("20190204T130159+0200", "2019-02-04T13:01:59+02:00");
        check("20190204 13:01:59 -05:00", "2019-02-04T13:01:59-05:00");
        check("20190204T130159.123Z", "2019-02-04T13:01:59Z");
        check("20190204-130159", "2019-02-04T13:01:59");
    }

    #[test]
    fn nothing_is_invented() {
        check("20190204T13+0200", "2019-02-04");
        check("20190204-0500", "2019-02-04");
        check("20190204T13", "2019-02-04");
        check("20190204130199", "2019-02-04T13:01");
        check("20190204T130175", "2019-02-04T13:01");
        check("20190204 13:01:75", "2019-02-04");
        check("20190204996199", "2019-02-04");
        check("20190204x", "");
        check("20191304", "");
        check("1549281719", "2019-02-04T12:01:59Z");
        check("1549281719000", "2019-02-04T12:01:59Z");
    }

    proptest! {
        /// Fields take no date that is not read again as it is written.
        #[test]
        fn dates_are_read_again_as_they_are_written(
            text in "(19|20)[0-9]{2}[-/]?[0-1][0-9][-/]?[0-3][0-9][T \\-_]?[0-9]{0,6}(:[0-9]{2}){0,2}( ?[+-][0-9]{2}:?[0-9]{0,2}|Z| [AP]M| GMT\\+[0-9]{1,2}| EST)?|[0-9]{8,14}",
            other in "[0-9]{1,2}[./ ]([0-9]{1,2}|Feb|March)[./ ][0-9]{2,4},? (at )?[0-9]{1,2}[:.h][0-9]{2}(:[0-9]{2})?( [ap]m| ?[+-][0-9]{4})?",
        ) {
            let found = find_all(&other, Style::default(), 4).into_iter().map(|(_, date)| date);
            let read = [&text, &other].into_iter().filter_map(|text| read(text, Style::default()));
            for date in found.chain(read) {
                prop_assert_eq!(parse_iso(&date.to_string()), Some(date));
            }
        }
    }
}
