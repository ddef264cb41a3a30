//! Dates of rules: by a format, whose names may be those of the source's languages.

use copydesk_core::text::dates::{self, PageDate, Style};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The format of a time stamp, as `strptime` has it. It stands alone.
const STAMP: &str = "%s";
/// A time stamp of so many digits is of milliseconds: of seconds it would lie beyond the year 5000.
const DIGITS_OF_MILLISECONDS: usize = 12;
/// From this day on nothing is read as a time stamp, in days since 1970: the last one of 9999.
const LAST_DAY: i64 = 2_932_896;

/// Checks a format of [`read`] without a text.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn check_format(format: &str) -> Result<(), String> {
    if format == STAMP {
        return Ok(());
    }
    dates::check_format(format).map_err(|problem| {
        if format.contains(STAMP) { format!("{problem}; it is read where it is all of the format") } else { problem }
    })
}

/// The moment of a time stamp, in UTC: seconds since 1970, or milliseconds where it has that many digits.
fn stamp(text: &str) -> Option<PageDate> {
    let digits = text.trim();
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let number: i64 = whole.parse().ok()?;
    let seconds = if whole.len() < DIGITS_OF_MILLISECONDS { number } else { number.div_euclid(1000) };
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day_of_month) = civil(day)?;
    let part = |count: i64| i8::try_from(count).ok();
    let date = PageDate::day(year, month, day_of_month)?;
    Some(date.at(part(second / 3600)?, part(second / 60 % 60)?).with_second(part(second % 60)).with_offset(Some(0)))
}

/// Year, month and day of a number of days since 1970 (Hinnant, "chrono-compatible low-level date algorithms", 2013).
fn civil(days: i64) -> Option<(i16, i8, i8)> {
    if !(0..LAST_DAY).contains(&days) {
        return None;
    }
    // Years begin in March here, so that the day that is left in begins none.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

/// The date that a text is: by a format, else ISO 8601 or any date that is written out in it.
pub(crate) fn read(text: &str, format: Option<&str>, languages: &[String]) -> Option<PageDate> {
    let Some(format) = format else {
        return dates::parse_iso(text).or_else(|| dates::find(text).map(|(_, date)| date));
    };
    if format == STAMP {
        return stamp(text);
    }
    if let Ok(date) = dates::parse_format(text, format) {
        return Some(date);
    }
    let mut styles: Vec<Style> = languages.iter().map(|tag| Style::of_language(tag)).collect();
    if styles.is_empty() {
        styles.push(Style::default());
    }
    styles.iter().find_map(|style| dates::parse_format(&in_english(text, format, *style)?, format).ok())
}

/// A name that a format asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Month { is_short: bool },
    Weekday { is_short: bool },
}

impl Name {
    /// The names that a format asks for, in order.
    fn all(format: &str) -> Vec<Self> {
        let mut names = Vec::new();
        let mut rest = format.chars();
        while let Some(character) = rest.next() {
            if character != '%' {
                continue;
            }
            // Flags and widths stand before the directive.
            match rest.find(|c| !matches!(c, '-' | '_' | '^' | '#' | '0'..='9')) {
                Some('B') => names.push(Self::Month { is_short: false }),
                Some('b' | 'h') => names.push(Self::Month { is_short: true }),
                Some('A') => names.push(Self::Weekday { is_short: false }),
                Some('a') => names.push(Self::Weekday { is_short: true }),
                _ => {}
            }
        }
        names
    }

    /// The English name for a word; none where the word is no such name.
    fn english(self, word: &str, style: Style) -> Option<&'static str> {
        let (name, is_short) = match self {
            Self::Month { is_short } => (month(word, style)?, is_short),
            // Which one it is does not matter: the day is told by its number. In Spanish, French and Italian "mar" is one too.
            Self::Weekday { is_short } => {
                let is_weekday = dates::stands_alone(word, &(0..0)) || month(word, style).is_some();
                is_weekday.then_some(("Monday", is_short))?
            }
        };
        Some(if is_short { &name[..3] } else { name })
    }
}

/// The English name of a month.
fn month(word: &str, style: Style) -> Option<&'static str> {
    let date = dates::whole_in(&format!("1 {word} 2000"), style)?;
    MONTHS.get(usize::try_from(date.month()).ok()?.checked_sub(1)?).copied()
}

/// A text with the names that a format asks for in English, as `strptime` knows them; none where they are not all there.
fn in_english(text: &str, format: &str, style: Style) -> Option<String> {
    let names = Name::all(format);
    let mut wanted = names.iter().peekable();
    wanted.peek()?;
    let is_of_word = |c: char| !c.is_whitespace() && !c.is_numeric() && !c.is_ascii_punctuation();
    let mut english = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_of_word(c) != is_of_word(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let name = wanted.peek().filter(|_| is_of_word(first)).and_then(|name| name.english(word, style));
        if name.is_some() {
            wanted.next();
        }
        english.push_str(name.unwrap_or(word));
        rest = after;
    }
    wanted.peek().is_none().then_some(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, format: &str, languages: &[&str], expected: Option<&str>) {
        let languages: Vec<String> = languages.iter().map(|tag| (*tag).to_owned()).collect();
        let found = read(text, Some(format), &languages).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{text} by {format} in {languages:?}");
    }

    #[test]
    fn names_are_those_of_the_sources_languages() {
        check("3. Dezember 2024", "%d. %B %Y", &["de"], Some("2024-12-03"));
        check("3. March 2024", "%d. %B %Y", &["de"], Some("2024-03-03"));
        check("Dienstag, 3. Dez. 2024 09:15", "%A, %d. %b. %Y %H:%M", &["de-AT"], Some("2024-12-03T09:15"));
        check("mar 3 de dic de 2024", "%a %d de %b de %Y", &["es"], Some("2024-12-03"));
        check("3 декабря 2024", "%-d %B %Y", &["ru"], Some("2024-12-03"));
        check("2024. december 3.", "%Y. %B %d.", &["hu"], Some("2024-12-03"));
        check("3. listopada 2024.", "%d. %B %Y.", &["hr"], Some("2024-10-03"));
        check("3 listopada 2024", "%d %B %Y", &["pl"], Some("2024-11-03"));
        check("3 दिसम्बर 2024", "%d %B %Y", &[], Some("2024-12-03"));
    }

    #[test]
    fn time_stamps_are_moments_in_utc() {
        check("1700000000", "%s", &[], Some("2023-11-14T22:13:20Z"));
        check("1700000000123", "%s", &[], Some("2023-11-14T22:13:20Z"));
        check(" 1700000000.5 ", "%s", &[], Some("2023-11-14T22:13:20Z"));
        check("951782400", "%s", &[], Some("2000-02-29T00:00:00Z"));
        check("0", "%s", &[], Some("1970-01-01T00:00:00Z"));
        check("7258118399999", "%s", &[], Some("2199-12-31T23:59:59Z"));
        for none in ["", "soon", "-1", "17 000", "7258118400000", "99999999999999999999", "2023-11-14"] {
            check(none, "%s", &[], None);
        }
        assert!(check_format("%s").is_ok());
        let told = check_format("on %s").expect_err("it stands alone");
        assert!(told.ends_with("%s stands for a time stamp; it is read where it is all of the format"), "{told}");
    }

    #[test]
    fn what_is_no_such_date_is_none() {
        check("3. Nebelmond 2024", "%d. %B %Y", &["de"], None);
        check("am 3. Dezember 2024", "%d. %B %Y", &["de"], None);
        check("31. Februar 2024", "%d. %B %Y", &["de"], None);
        check("3. Dezember 2024", "%d. %m %Y", &["de"], None);
        check("", "%d. %B %Y", &["de"], None);
    }

    #[test]
    fn the_names_of_a_format_are_known_by_their_directives() {
        let (long, short) = (Name::Month { is_short: false }, Name::Month { is_short: true });
        assert_eq!(Name::all("%A, %-d %^B %Y %h%%b"), [Name::Weekday { is_short: false }, long, short]);
        assert!(Name::all("%Y-%m-%d %H:%M %").is_empty());
    }
}
