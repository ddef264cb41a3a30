//! A date with the precision that its page gives it.

use std::fmt;

/// Offsets from UTC are smaller than this, in minutes, either way: places have -12 to +14 hours.
pub(super) const OFFSETS: i16 = 15 * 60;
/// Seconds of a minute, the leap second with them.
const SECONDS: i8 = 61;

/// A date as a page gives it: nothing is filled in. Each is one that [`parse_iso`](super::parse_iso) reads again as it is
/// written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageDate {
    year: i16,
    month: i8,
    day: i8,
    time: Option<(i8, i8)>,
    second: Option<i8>,
    offset: Option<i16>,
}

impl PageDate {
    /// A day, where the calendar has it.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1900..2200).contains(&year) {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok()?;
        Some(Self { year, month, day, time: None, second: None, offset: None })
    }

    /// The number of its day, counted from 1970-01-01: of two days that follow one another they differ by one.
    pub fn day_number(&self) -> i32 {
        // Howard Hinnant's days from civil, years from March on.
        let year = i32::from(self.year) - i32::from(self.month <= 2);
        let (era, month) = (year.div_euclid(400), i32::from(self.month));
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The same day at a time; without one where no clock shows it.
    #[must_use]
    pub fn at(mut self, hour: i8, minute: i8) -> Self {
        if (0..24).contains(&hour) && (0..60).contains(&minute) {
            self.time = Some((hour, minute));
        }
        self
    }

    /// The same time at a second; without one where there is no time, or no such second.
    #[must_use]
    pub fn with_second(mut self, second: Option<i8>) -> Self {
        self.second = second.filter(|second| self.time.is_some() && (0..SECONDS).contains(second));
        self
    }

    /// The same time at an offset from UTC, in minutes; without one where there is no time, or no place has it.
    #[must_use]
    pub fn with_offset(mut self, offset: Option<i16>) -> Self {
        self.offset = offset.filter(|offset| self.time.is_some() && (-OFFSETS + 1..OFFSETS).contains(offset));
        self
    }

    /// Year, 1900 to 2199.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Month, 1 to 12.
    pub fn month(&self) -> i8 {
        self.month
    }

    /// Day of the month.
    pub fn day_of_month(&self) -> i8 {
        self.day
    }

    /// Hour and minute.
    pub fn time(&self) -> Option<(i8, i8)> {
        self.time
    }

    /// Second, where there is a time.
    pub fn second(&self) -> Option<i8> {
        self.second
    }

    /// Offset from UTC in minutes, where there is a time.
    pub fn offset(&self) -> Option<i16> {
        self.offset
    }
}

impl fmt::Display for PageDate {
    /// ISO 8601 with the precision given: `2019-02-04`, `2019-02-04T13:01`, `2019-02-04T13:01:59+02:00`, `…Z`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some((hour, minute)) = self.time else { return Ok(()) };
        write!(formatter, "T{hour:02}:{minute:02}")?;
        if let Some(second) = self.second {
            write!(formatter, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => formatter.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}
