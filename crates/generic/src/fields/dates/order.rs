//! Whether a page writes the day before the month: by its unmistakable dates, by its language, by its address.

use copydesk_core::text::dates::{Order, PageDate, Style, in_address, read};
use copydesk_core::{Field, Metadata};

/// The endings of hosts in countries that write English with the day first.
const DAY_FIRST: [&str; 14] = [
    ".uk", ".ie", ".au", ".nz", ".in", ".za", ".sg", ".ng", ".ke", ".pk", ".eu", ".ca", ".lk", ".hk",
];

/// The style of a page's dates.
pub(super) fn style(metadata: &Metadata, address: Option<&str>) -> Style {
    let mut style = metadata
        .of(Field::Language)
        .map(|candidate| Style::of_language(&candidate.value))
        .fold(Style::default(), |known, other| Style {
            order: known.order.or(other.order),
            language: known.language.or(other.language),
        });
    let (mut day_first, mut month_first) = (0, 0);
    for candidate in metadata.candidates.iter().filter(|candidate| candidate.field.is_date()) {
        match written(&candidate.value) {
            Some((Order::DayFirst, weight)) => day_first += weight,
            Some((Order::MonthFirst, weight)) => month_first += weight,
            None => {}
        }
    }
    if day_first != month_first {
        style.order = Some(if day_first > month_first { Order::DayFirst } else { Order::MonthFirst });
    }
    if style.order.is_none() {
        let host = address.and_then(|address| address.split("://").nth(1)).and_then(|rest| rest.split('/').next());
        let local = host.is_some_and(|host| DAY_FIRST.iter().any(|ending| host.ends_with(ending)));
        style.order = Some(if local { Order::DayFirst } else { Order::MonthFirst });
    }
    style
}

/// Which order a written date shows: 25/12/2019 for sure, 25 December or December 25 by habit.
fn written(value: &str) -> Option<(Order, u32)> {
    let mut numbers = value.split(|character: char| !character.is_ascii_digit()).filter(|run| !run.is_empty());
    let first = numbers.next()?;
    if first.len() > 2 {
        return None;
    }
    let at = value.find(first)?;
    let before = value[..at].trim_end();
    let behind = value[at + first.len()..].trim_start();
    let is_name = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count() >= 3;
    if behind.starts_with(['/', '-'])
        && let Some(second) = numbers.next().filter(|second| second.len() <= 2)
    {
        let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
        return match (first > 12, second > 12) {
            (true, false) => Some((Order::DayFirst, 2)),
            (false, true) => Some((Order::MonthFirst, 2)),
            _ => None,
        };
    }
    let year = numbers.next().is_some_and(|run| run.len() == 4);
    if !year {
        return None;
    }
    let last_word = before.rsplit(|character: char| !character.is_alphabetic()).find(|word| !word.is_empty());
    if before.is_empty() && is_name(behind) {
        Some((Order::DayFirst, 1))
    } else if last_word.is_some_and(is_name) && !behind.starts_with(|character: char| character.is_alphabetic()) {
        Some((Order::MonthFirst, 1))
    } else {
        None
    }
}

/// Reads values of one page: by its style, unless the other reading is a day that the page names unmistakably.
pub(super) struct Reader {
    style: Style,
    certain: Vec<(i16, i8, i8)>,
}

impl Reader {
    pub(super) fn of(metadata: &Metadata, address: Option<&str>) -> Self {
        let style = style(metadata, address);
        let mut certain: Vec<(i16, i8, i8)> = metadata
            .candidates
            .iter()
            .filter(|candidate| candidate.field.is_date())
            .filter_map(|candidate| {
                let [one, other] = readings(&candidate.value, style);
                one.filter(|one| Some(*one) == other)
            })
            .chain(address.and_then(in_address))
            .map(|date| super::day(&date))
            .collect();
        certain.sort_unstable();
        certain.dedup();
        Self { style, certain }
    }

    /// The date that a value gives.
    pub(super) fn read(&self, value: &str) -> Option<PageDate> {
        let [one, other] = readings(value, self.style);
        let (one, other) = (one?, other?);
        let is_certain = |date: &PageDate| self.certain.binary_search(&super::day(date)).is_ok();
        let usual = if self.style.order == Some(Order::MonthFirst) { other } else { one };
        match (is_certain(&one), is_certain(&other)) {
            (true, false) => Some(one),
            (false, true) => Some(other),
            _ => Some(usual),
        }
    }
}

/// A value with the day first, and with the month first.
fn readings(value: &str, style: Style) -> [Option<PageDate>; 2] {
    [Order::DayFirst, Order::MonthFirst].map(|order| read(value, style.ordered(order)))
}
