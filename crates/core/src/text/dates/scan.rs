//! Finding dates in visible text, in the languages of [`super::names`].

use std::ops::Range;
use std::sync::LazyLock;

use super::patterns::date_at;
use super::style::Style;
use super::tokens::{Tokens, may_be_digit};
use super::{Found, PageDate, clock, names};
use crate::text::table::Table;

/// The first date in a text: "4 Feb, 2019 13:01", "February 3, 2019", "2019-02-04T13:01", "04.02.2019", "2019年2月4日".
/// Where day and month could be either way round nothing is read: guessing would invent a date.
pub fn find(text: &str) -> Option<Found> {
    find_in(text, Style::default())
}

/// The first date in a text of a page that writes its dates in a known style.
pub fn find_in(text: &str, style: Style) -> Option<Found> {
    find_all(text, style, 1).pop()
}

/// The first dates in a text, at most so many.
pub fn find_all(text: &str, style: Style, limit: usize) -> Vec<Found> {
    let mut found = Vec::new();
    if !may_hold_date(text) {
        return found;
    }
    let tokens = Tokens::of(text);
    let mut at = 0;
    while at < tokens.list.len() && found.len() < limit {
        if let Some((end, date)) = moment_at(&tokens, at, style) {
            let range = tokens.list[at].range.start..tokens.list[end - 1].range.end;
            found.push((range, date));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a text has the two numbers that every date has, or one as long as those of a day and a year together. Most
/// texts with a number have no other, and are not cut into words.
fn may_hold_date(text: &str) -> bool {
    const DAY_AND_YEAR: usize = 6;
    let bytes = text.as_bytes();
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let Some(first) = bytes.iter().position(|byte| may_be_digit(*byte)) else { return false };
    if !is_digit(&bytes[first]) {
        return true;
    }
    let digits = bytes[first..].iter().take_while(|byte| is_digit(byte)).count();
    digits >= DAY_AND_YEAR || bytes[first + digits..].iter().any(|byte| may_be_digit(*byte))
}

/// Reads a text that is a date and nothing more than the words that stand beside dates: a weekday, "Published",
/// "Updated", "on", "at", a time zone.
pub fn whole(text: &str) -> Option<PageDate> {
    whole_in(text, Style::default())
}

/// Reads a text that is a date and nothing more, on a page that writes its dates in a known style.
pub fn whole_in(text: &str, style: Style) -> Option<PageDate> {
    /// The longest text that is tried, in bytes.
    const MAX_TEXT: usize = 160;
    if text.len() > MAX_TEXT {
        return None;
    }
    let (range, date) = find_in(text, style)?;
    stands_alone(text, &range).then_some(date)
}

/// Whether nothing stands beside a date in a text but the words that stand beside dates: see [`whole`].
pub fn stands_alone(text: &str, date: &Range<usize>) -> bool {
    let idle = |words: &str| words.split(|character: char| !character.is_alphanumeric()).all(is_idle);
    idle(&text[..date.start]) && idle(&text[date.end..])
}

/// Words that may stand beside a date.
fn is_idle(word: &str) -> bool {
    const IDLE: &str = "published updated posted date on at the am pm gmt utc est edt et pt pst bst cet cest ist first last \
modified uhr um am den le à el la il of st nd rd th release time created stand vom veröffentlicht aktualisiert erstellt datum \
publié mis jour mise msk publicado publicada actualizado fecha el pubblicato aggiornato data del dnia opublikowano publikacji \
gepubliceerd geplaatst op bijgewerkt publisert oppdatert publicerad uppdaterad udgivet kl klo julkaistu päivitetty г года року \
опубликовано обновлено дата ngày lúc tarih yayın dátum publikováno datum";
    static WORDS: LazyLock<Table> = LazyLock::new(|| Table::of(IDLE.split_whitespace()));
    word.is_empty() || WORDS.get_in_any_case(word).is_some() || names::is_weekday(word)
}

/// A date with its time, whichever comes first, and the place after it.
fn moment_at(tokens: &Tokens<'_>, at: usize, style: Style) -> Option<(usize, PageDate)> {
    if let Some((end, date)) = date_at(tokens, at, style) {
        return Some(match clock::after(tokens, end) {
            Some((end, clock)) => (end, clock.on(date)),
            None => (end, date),
        });
    }
    // 8:00 PM EST, Tue December 19, 2023
    let (mut end, clock) = clock::read(tokens, at, false)?;
    for _ in 0..MAX_BETWEEN {
        if let Some((end, date)) = date_at(tokens, end, style) {
            return Some((end, clock.on(date)));
        }
        let skipped = match tokens.word(end) {
            Some(word) => {
                names::is_weekday(word)
                    || matches!(word.to_ascii_lowercase().as_str(), "on" | "uhr" | "h" | "am" | "et")
            }
            None => matches!(tokens.sign(end), Some(',' | '.' | '-' | '–' | '|' | '·' | '/' | '(')),
        };
        if !skipped {
            return None;
        }
        end += 1;
    }
    None
}

/// The most words and signs between a time and its date.
const MAX_BETWEEN: usize = 6;
