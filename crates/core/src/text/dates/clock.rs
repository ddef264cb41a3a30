//! Times of day beside dates: "13:01", "1.01 pm", "13h01", "um 13.01 Uhr", "13時01分", "GMT+2".

use std::sync::LazyLock;

use super::tokens::Tokens;
use super::{PageDate, names, offset};
use crate::text::table::Table;

/// A time of day as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    hour: i8,
    minute: i8,
    second: Option<i8>,
    offset: Option<i16>,
}

impl Clock {
    /// The date at this time.
    pub(super) fn on(self, date: PageDate) -> PageDate {
        date.at(self.hour, self.minute).with_second(self.second).with_offset(self.offset)
    }
}

/// A time of day that follows a date, with the place after it: the words and signs that may stand between are skipped.
pub(super) fn after(tokens: &Tokens<'_>, mut at: usize) -> Option<(usize, Clock)> {
    /// The most words and signs between a date and its time: "г.", "(금)", and a preposition behind them.
    const MAX_BETWEEN: usize = 6;
    let mut announced = false;
    for _ in 0..=MAX_BETWEEN {
        let half = tokens.word(at).and_then(half_before);
        if half.is_some() {
            let (end, mut clock) = read(tokens, at + 1, true)?;
            clock.hour = on_half(clock.hour, half)?;
            return Some((end, clock));
        }
        if tokens.number(at).is_some() {
            return read(tokens, at, announced);
        }
        if let Some(word) = tokens.word(at) {
            let is_between = names::is_weekday(word) || names::is_weekday_sign(word) || is_unit(word);
            if !is_between && !is_preposition(word) {
                return None;
            }
            announced |= !is_between && !matches!(word, "a" | "at" | "T");
        } else if !matches!(
            tokens.sign(at),
            Some(
                ',' | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '·'
                    | '•'
                    | '@'
                    | ':'
                    | '/'
                    | '_'
                    | '('
                    | ')'
                    | '（'
                    | '）'
                    | '；'
                    | '，'
                    | '،'
                    | '.'
            )
        ) {
            return None;
        }
        at += 1;
    }
    None
}

/// A time of day at a place. A point between hour and minute is read where a time was announced, or where the word for
/// "o'clock" follows.
pub(super) fn read(tokens: &Tokens<'_>, at: usize, announced: bool) -> Option<(usize, Clock)> {
    let hour = tokens.small(at)?;
    let mut clock = Clock { hour, ..Clock::default() };
    let joined_minute = |at: usize| {
        let (value, digits) = tokens.number(at).filter(|_| tokens.is_joined(at))?;
        (digits == 2 && value < 60).then_some(value as i8)
    };
    let mut end = at + 1;
    let mut pointed = false;
    match (tokens.sign(end), tokens.word(end)) {
        (Some(':' | '：'), _) if joined_minute(end + 1).is_some() => {
            clock.minute = joined_minute(end + 1)?;
            end += 2;
            if let (Some(':' | '：'), Some(second)) = (tokens.sign(end), joined_minute(end + 1)) {
                clock.second = Some(second);
                end += 2;
                if matches!(tokens.sign(end), Some('.' | ',' | ':'))
                    && tokens.is_joined(end)
                    && tokens.is_joined(end + 1)
                    && tokens.number(end + 1).is_some()
                {
                    end += 2;
                }
            }
        }
        (Some('.'), _) if joined_minute(end + 1).is_some() => {
            clock.minute = joined_minute(end + 1)?;
            end += 2;
            pointed = true;
        }
        (_, Some("h" | "H")) => {
            end += 1;
            if let Some(minute) = joined_minute(end).or_else(|| tokens.small(end)) {
                clock.minute = minute;
                end += 1;
            }
        }
        (_, Some("時" | "时" | "시" | "點" | "点")) => {
            end += 1;
            if let (Some(minute), Some("分" | "분")) = (tokens.small(end), tokens.word(end + 1)) {
                clock.minute = minute;
                end += 2;
            }
        }
        (_, Some(word)) if half(tokens, end).is_some() || is_whole_hour(word) => {}
        _ => return None,
    }
    let half = half(tokens, end);
    let oclock = tokens.word(end).is_some_and(is_oclock);
    if pointed && !(announced || oclock || half.is_some()) {
        return None;
    }
    if let Some((afternoon, after)) = half {
        clock.hour = on_half(clock.hour, Some(afternoon))?;
        end = after;
    } else if oclock {
        // Without it, what was read with a point or alone would be no time when it is read again.
        end += 1;
    }
    if !(0..24).contains(&clock.hour) || !(0..60).contains(&clock.minute) {
        return None;
    }
    if let Some((after, minutes)) = zone(tokens, end) {
        clock.offset = Some(minutes);
        end = after;
    }
    Some((end, clock))
}

/// The hour of the day, from an hour of its half.
fn on_half(hour: i8, afternoon: Option<bool>) -> Option<i8> {
    match afternoon {
        None => Some(hour),
        Some(true) if (13..24).contains(&hour) => Some(hour),
        Some(_) if !(0..=12).contains(&hour) => None,
        Some(afternoon) => Some(hour % 12 + if afternoon { 12 } else { 0 }),
    }
}

/// Whether the words at a place say forenoon (`false`) or afternoon (`true`), with the place after them: "pm", "p.m.".
fn half(tokens: &Tokens<'_>, at: usize) -> Option<(bool, usize)> {
    let word = tokens.word(at)?;
    if word.is_ascii() && !(word.len() <= 2 && word.starts_with(['a', 'A', 'p', 'P'])) {
        return None;
    }
    // Arabic may have its vowel signs.
    let is_vowel_sign = |letter: &char| matches!(letter, '\u{64b}'..='\u{652}');
    let word: String = word.chars().filter(|letter| !is_vowel_sign(letter)).flat_map(char::to_lowercase).collect();
    match word.as_str() {
        "am" | "πμ" | "ص" | "صباحا" => Some((false, at + 1)),
        "pm" | "μμ" | "م" | "مساء" => Some((true, at + 1)),
        "a" | "p" | "π" | "μ" if tokens.sign(at + 1) == Some('.') => {
            let second = tokens.word(at + 2)?.to_lowercase();
            let point = usize::from(tokens.sign(at + 3) == Some('.'));
            matches!(second.as_str(), "m" | "μ").then_some((matches!(word.as_str(), "p" | "μ"), at + 3 + point))
        }
        _ => None,
    }
}

/// Whether a word before the hour says forenoon or afternoon.
fn half_before(word: &str) -> Option<bool> {
    match word {
        "上午" | "午前" | "오전" | "早上" | "凌晨" => Some(false),
        "下午" | "午後" | "오후" | "晚上" => Some(true),
        _ => None,
    }
}

fn is_preposition(word: &str) -> bool {
    const WORDS: &str = "t at um kl à a à ás às as ore orele alle klo kello kell o w godz godzina v ve в во о у в time saat ora hora \
horas heures uur om klokken klukkan lúc pukul jam στις ώρα u hodin les las";
    static TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(WORDS.split_whitespace()));
    TABLE.get_in_any_case(word).is_some()
}

/// Words that stand right behind a date, and tell that a number is its year or its day: "12 мая 2023 г.", "12 d.".
fn is_unit(word: &str) -> bool {
    matches!(word, "г" | "года" | "год" | "р" | "року" | "r" | "roku" | "d")
}

/// Whether a word behind a number says alone that it is an hour.
fn is_whole_hour(word: &str) -> bool {
    word.eq_ignore_ascii_case("uhr") || word.eq_ignore_ascii_case("uur")
}

fn is_oclock(word: &str) -> bool {
    const WORDS: &str = "uhr uur h hs hrs";
    WORDS.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

/// A time zone at a place: `Z`, `GMT+2`, `+0100`, and the names that mean one offset only.
fn zone(tokens: &Tokens<'_>, mut at: usize) -> Option<(usize, i16)> {
    const NAMES: [(&str, i16); 14] = [
        ("Z", 0),
        ("UTC", 0),
        ("GMT", 0),
        ("EST", -300),
        ("EDT", -240),
        ("CDT", -300),
        ("MDT", -360),
        ("PST", -480),
        ("PDT", -420),
        ("CET", 60),
        ("CEST", 120),
        ("EEST", 180),
        ("MSK", 180),
        ("JST", 540),
    ];
    let bracket = usize::from(tokens.sign(at) == Some('('));
    let name = tokens.word(at + bracket).and_then(|word| NAMES.iter().find(|(name, _)| *name == word));
    if let Some((name, minutes)) = name {
        at += bracket + 1;
        if matches!(*name, "UTC" | "GMT")
            && tokens.is_joined(at)
            && let Some(found) = signed(tokens, at)
        {
            return Some(found);
        }
        return Some((at, *minutes));
    }
    signed(tokens, at)
}

/// `+0100`, `-05:00`, `+2`.
fn signed(tokens: &Tokens<'_>, at: usize) -> Option<(usize, i16)> {
    let sign = tokens.sign(at).filter(|sign| matches!(sign, '+' | '-' | '−'))?;
    let (value, digits) = tokens.number(at + 1).filter(|_| tokens.is_joined(at + 1))?;
    let sign = if sign == '+' { '+' } else { '-' };
    let minutes = tokens.number(at + 3).filter(|(_, digits)| *digits == 2 && tokens.sign(at + 2) == Some(':'));
    match (digits, minutes) {
        (1 | 2, Some((minutes, _))) => Some((at + 4, offset(&format!("{sign}{value:02}:{minutes:02}"))?)),
        (1 | 2, None) => Some((at + 2, offset(&format!("{sign}{value:02}"))?)),
        (4, _) => Some((at + 2, offset(&format!("{sign}{value:04}"))?)),
        _ => None,
    }
}
