//! Years that are counted otherwise: the solar calendar of Iran and Afghanistan, the eras of Japan, the years of the
//! republic in Taiwan, the Buddhist era of Thai pages.

use super::PageDate;
use super::style::Style;
use super::tokens::Tokens;

/// The years of the solar calendar that dates are read in: 1921 to 2121.
const SOLAR_YEARS: std::ops::Range<u32> = 1300..1500;
/// Of a cycle of so many solar years those with these remainders have 366 days. That holds from 1178 to 1633 (the Iranian
/// astronomers' equinoxes; see Heydari-Malayeri, "A concise review of the Iranian calendar", 2004).
const SOLAR_CYCLE: u32 = 33;
const SOLAR_LEAPS: [u32; 8] = [1, 5, 9, 13, 17, 22, 26, 30];
/// A day of both calendars: the first of 1399 is 20 March 2020, given as days since 1970.
const SOLAR_ANCHOR: (u32, i32) = (1399, 18_341);

/// Months of the solar calendar from the equinox of spring on: Persian, with Arabic letters too; Dari; Pashto.
const SOLAR_MONTHS: [&str; 12] = [
    "فروردین فروردين حمل وری",
    "اردیبهشت ارديبهشت ثور غویی",
    "خرداد جوزا غبرګولی",
    "تیر تير سرطان چنګاښ",
    "مرداد امرداد اسد زمری",
    "شهریور شهريور سنبله وږی",
    "مهر میزان ميزان تله",
    "آبان عقرب لړم",
    "آذر قوس لیندۍ ليندۍ",
    "دی دي جدی جدي مرغومی",
    "بهمن دلو سلواغه",
    "اسفند حوت کب",
];

/// A year of four digits; years of the Buddhist era are turned into ours.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    /// How far the Buddhist era is ahead of ours.
    const BUDDHIST: u32 = 543;
    let (value, digits) = tokens.number(at)?;
    match value {
        _ if digits != 4 => None,
        2443..=2642 => Some((value - BUDDHIST) as i16),
        1900..=2199 => Some(value as i16),
        _ => None,
    }
}

/// ۱۲ تیر ۱۳۹۹, ۱۲ تیرماه ۱۳۹۹: a day of the solar calendar with its month's name, and the place after it.
pub(super) fn solar_day_first(tokens: &Tokens<'_>, at: usize) -> Option<(usize, PageDate)> {
    let day = tokens.small(at)?;
    let month = solar_month(tokens.word(at + 1)?)?;
    let mut next = at + 2;
    next += usize::from(tokens.word(next) == Some("ماه"));
    next += usize::from(tokens.word(next) == Some("سال") || matches!(tokens.sign(next), Some('،' | ',' | '-' | '/')));
    Some((next + 1, solar_day(solar_year(tokens, next)?, month, day)?))
}

/// ۱۳۹۹/۰۴/۱۲ and ۱۲/۰۴/۱۳۹۹, on pages in a language of the solar calendar or with Persian digits: elsewhere such years are
/// those of the lunar one.
pub(super) fn solar_in_numbers(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    let is_solar = matches!(style.language, Some([b'f', b'a'] | [b'p', b's']))
        || tokens.text[tokens.list.get(at)?.range.clone()].starts_with(|digit| matches!(digit, '۰'..='۹'));
    let sign = tokens.sign(at + 1).filter(|sign| is_solar && matches!(sign, '/' | '-' | '.'))?;
    if tokens.sign(at + 3) != Some(sign) {
        return None;
    }
    let month = tokens.small(at + 2)?;
    let (year, day) = match solar_year(tokens, at) {
        Some(year) => (year, tokens.small(at + 4)?),
        None => (solar_year(tokens, at + 4)?, tokens.small(at)?),
    };
    Some((at + 5, solar_day(year, month, day)?))
}

/// 令和5年5月1日, 平成31年4月30日, 令和元年5月1日, 民國112年5月1日, and the place after it.
pub(super) fn era_first(tokens: &Tokens<'_>, at: usize) -> Option<(usize, PageDate)> {
    /// Eras by the last year before each.
    const ERAS: [(&str, i16); 4] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911)];
    let word = tokens.word(at)?;
    let (year, month_at) = if let Some(era) = word.strip_suffix("元年") {
        let (_, before) = ERAS.iter().find(|(name, _)| era.ends_with(name))?;
        (before + 1, at + 1)
    } else {
        let (_, before) = ERAS.iter().find(|(name, _)| word.ends_with(name))?;
        let (number, digits) = tokens.number(at + 1).filter(|_| tokens.word(at + 2) == Some("年"))?;
        (before.checked_add(i16::try_from(number).ok().filter(|_| digits <= 3)?)?, at + 3)
    };
    month_and_day(tokens, month_at, year)
}

/// 5月1日 of a year, and the place after it.
pub(super) fn month_and_day(tokens: &Tokens<'_>, at: usize, year: i16) -> Option<(usize, PageDate)> {
    let (month, day) = (tokens.small(at)?, tokens.small(at + 2)?);
    tokens.word(at + 1).filter(|word| matches!(*word, "月" | "월"))?;
    let named = tokens.word(at + 3).is_some_and(|word| word.starts_with(['日', '일', '號', '号']));
    Some((at + 3 + usize::from(named), PageDate::day(year, month, day)?))
}

fn solar_month(word: &str) -> Option<i8> {
    // All are written in Arabic letters.
    if !word.starts_with(|letter| matches!(letter, '\u{600}'..='\u{6ff}')) {
        return None;
    }
    let word = word.strip_suffix("ماه").unwrap_or(word);
    let named = |row: &&str| row.split(' ').any(|name| name == word);
    SOLAR_MONTHS.iter().position(named).map(|at| at as i8 + 1)
}

fn solar_year(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    tokens.number(at).filter(|(year, digits)| *digits == 4 && SOLAR_YEARS.contains(year)).map(|(year, _)| year)
}

/// A day of the solar calendar, where that has it.
fn solar_day(year: u32, month: i8, day: i8) -> Option<PageDate> {
    let is_leap = SOLAR_LEAPS.contains(&(year % SOLAR_CYCLE));
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i8::from(is_leap),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let (anchor, number) = SOLAR_ANCHOR;
    // The first six months have a day more than the others.
    let months = i32::from(month) - 1;
    let before_month = months * 30 + months.min(6);
    let days = number + days_before(year) - days_before(anchor) + before_month + i32::from(day) - 1;
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok()?;
    PageDate::day(date.year(), date.month(), date.day())
}

/// The days of all solar years before one.
fn days_before(year: u32) -> i32 {
    let (cycles, rest) = ((year - 1) / SOLAR_CYCLE, (year - 1) % SOLAR_CYCLE);
    let leaps = cycles * SOLAR_LEAPS.len() as u32 + SOLAR_LEAPS.iter().filter(|leap| **leap <= rest).count() as u32;
    ((year - 1) * 365 + leaps).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::super::find_in;
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &str) {
        let found = find_in(text, Style::of_language(language)).map(|(_, date)| date.to_string());
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn the_solar_year_begins_in_spring() {
        check("fa", "پنجشنبه ۱۲ تیر ۱۳۹۹ - ۱۲:۰۹", "2020-07-02T12:09");
        check("fa", "۱ فروردین ۱۳۹۹", "2020-03-20");
        check("fa", "۳۰ اسفند ۱۳۹۹", "2021-03-20");
        check("fa", "۳۰ اسفند ۱۴۰۰", "");
        check("fa", "۱ فروردین ۱۴۰۴", "2025-03-21");
        check("fa", "۱ مهر ۱۴۰۲", "2023-09-23");
        check("fa", "2 تير 1399", "2020-06-22");
        check("fa", "۲۲ بهمن ماه ۱۳۵۷", "1979-02-11");
        check("fa", "۱۴ خردادماه ۱۳۶۸", "1989-06-04");
        check("ps", "۱۵ سرطان ۱۴۰۰", "2021-07-06");
    }

    #[test]
    fn solar_dates_in_numbers_are_those_of_their_languages() {
        check("fa", "1399/04/12", "2020-07-02");
        check("en", "۱۳۹۹/۰۴/۱۲ ۱۲:۰۹", "2020-07-02T12:09");
        check("fa", "12-04-1399", "2020-07-02");
        check("ar", "1441/11/10", "");
        check("fa", "1399/13/12", "");
    }

    #[test]
    fn eras_are_counted_from_their_first_year() {
        check("ja", "令和5年5月1日 10時00分", "2023-05-01T10:00");
        check("ja", "更新：平成31年4月30日", "2019-04-30");
        check("ja", "令和元年5月1日", "2019-05-01");
        check("ja", "2023年（令和5年）5月1日", "2023-05-01");
        check("ja", "2023年(令和5)5月1日", "2023-05-01");
        check("zh", "中華民國112年5月1日", "2023-05-01");
        check("ja", "令和5年の春", "");
    }
}
