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

/// The date that a text is: by a format, else ISO 8601 or any date that is written out in it.
pub(crate) fn read(text: &str, format: Option<&str>, languages: &[String]) -> Option<PageDate> {
    let Some(format) = format else {
        return dates::parse_iso(text).or_else(|| dates::find(text).map(|(_, date)| date));
    };
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
