//! Whether a page writes the day before the month: by its unmistakable dates, by its language, by its address.

use std::cmp::Ordering;

use copydesk_core::text::dates::{Order, PageDate, Style, in_address, parse_iso, read};
use copydesk_core::{Field, Metadata};

use crate::fast::FastMap;

/// The endings of hosts in countries that write English with the day first.
const DAY_FIRST: [&str; 14] =
    [".uk", ".ie", ".au", ".nz", ".in", ".za", ".sg", ".ng", ".ke", ".pk", ".eu", ".ca", ".lk", ".hk"];

/// The style of a page's dates.
pub(super) fn style(metadata: &Metadata, address: Option<&str>) -> Style {
    let mut style = metadata.of(Field::Language).map(|candidate| Style::of_language(&candidate.value)).fold(
        Style::default(),
        |known, other| Style {
            order: known.order.or(other.order),
            language: known.language.or(other.language),
            ..known
        },
    );
    // Unmistakable dates go before the language, the language before how months are named.
    let by_numbers = majority(metadata, |value| Order::of_numbers(value, &['/', '-']));
    let by_names = || majority(metadata, with_name);
    style.order = by_numbers.or(style.order).or_else(by_names);
    style.points = majority(metadata, |value| Order::of_numbers(value, &['.']));
    if style.order.is_none() {
        let host = address.and_then(|address| address.split("://").nth(1)).and_then(|rest| rest.split('/').next());
        let local = host.is_some_and(|host| DAY_FIRST.iter().any(|ending| host.ends_with(ending)));
        style.order = Some(if local { Order::DayFirst } else { Order::MonthFirst });
    }
    style
}

/// The order that most of a page's dates show.
fn majority(metadata: &Metadata, shows: fn(&str) -> Option<Order>) -> Option<Order> {
    let (mut day_first, mut month_first) = (0, 0);
    for candidate in metadata.candidates.iter().filter(|candidate| candidate.field.is_date()) {
        match shows(&candidate.value) {
            Some(Order::DayFirst) => day_first += 1,
            Some(Order::MonthFirst) => month_first += 1,
            None => {}
        }
    }
    match day_first.cmp(&month_first) {
        Ordering::Greater => Some(Order::DayFirst),
        Ordering::Less => Some(Order::MonthFirst),
        Ordering::Equal => None,
    }
}

/// The order of a date with the month's name: 25 December 2019, December 25, 2019.
fn with_name(value: &str) -> Option<Order> {
    let digits = value.find(|character: char| character.is_ascii_digit())?;
    let year = value.rfind(|character: char| character.is_ascii_digit())?;
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
    let behind = value[digits..=year].trim_start_matches(|character: char| character.is_ascii_digit());
    if letters(behind) >= 3 {
        return Some(Order::DayFirst);
    }
    (letters(behind) == 0 && letters(&value[..digits]) >= 3).then_some(Order::MonthFirst)
}

/// Reads values of one page: by its style, unless the other reading is a day that the page names unmistakably.
pub(super) struct Reader<'m> {
    style: Style,
    /// Both readings of each value.
    readings: FastMap<&'m str, [Option<PageDate>; 2]>,
    certain: Vec<(i16, i8, i8)>,
}

impl<'m> Reader<'m> {
    pub(super) fn of(metadata: &'m Metadata, address: Option<&str>) -> Self {
        let style = style(metadata, address);
        let mut all: FastMap<&str, [Option<PageDate>; 2]> = FastMap::default();
        for candidate in metadata.candidates.iter().filter(|candidate| candidate.field.is_date()) {
            all.entry(&candidate.value).or_insert_with(|| readings(&candidate.value, style));
        }
        let mut certain: Vec<(i16, i8, i8)> = all
            .values()
            .filter_map(|[one, other]| one.filter(|one| Some(*one) == *other))
            .chain(address.and_then(in_address))
            .map(|date| super::day(&date))
            .collect();
        certain.sort_unstable();
        certain.dedup();
        Self { style, readings: all, certain }
    }

    /// The date that a value gives.
    pub(super) fn read(&self, value: &str) -> Option<PageDate> {
        let [one, other] = self.readings.get(value).copied().unwrap_or_else(|| readings(value, self.style));
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
    // The order is no matter where the year stands first.
    if let Some(date) = parse_iso(value.trim()) {
        return [Some(date); 2];
    }
    [Order::DayFirst, Order::MonthFirst].map(|order| read(value, style.ordered(order)))
}
