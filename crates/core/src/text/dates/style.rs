//! How a page writes its dates: day before month or month before day.

/// Which of day and month comes first where a date is written in numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// 31/12/2019.
    DayFirst,
    /// 12/31/2019.
    MonthFirst,
}

impl Order {
    /// The order that a text's first date in numbers shows, which one of some signs of ASCII parts: 25/12/2019. None where it
    /// could be either.
    pub fn of_numbers(text: &str, signs: &[char]) -> Option<Self> {
        let first = text.bytes().position(|byte| byte.is_ascii() && signs.contains(&char::from(byte)))?;
        // Nearly all other numbers before such a sign are a year.
        let before = &text.as_bytes()[..first];
        let is_long = before.len() > 2 && before[before.len() - 3..].iter().all(u8::is_ascii_digit);
        if is_long || !before.last().is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let mut parts = text.split_whitespace().find(|word| word.contains(signs))?.split(signs);
        let mut next = || parts.next().filter(|part| part.len() <= 2)?.parse::<u8>().ok();
        let (first, second) = (next()?, next()?);
        match (first > 12, second > 12) {
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// What is known of how a page writes dates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// The order of day and month in numbers parted by slashes or hyphens; where it is not known, only dates that can be
    /// read one way are read.
    pub order: Option<Order>,
    /// The order in numbers parted by points; where it is not known, the day comes first.
    pub points: Option<Order>,
    /// The language, two letters of BCP 47 in lower case: the same word can name different months.
    pub language: Option<[u8; 2]>,
}

impl Style {
    /// The style of a language tag such as `en-GB`, `pt_BR` or `hr`. English without a region leaves the order open.
    pub fn of_language(tag: &str) -> Self {
        /// Regions that write the month first.
        const MONTH_FIRST: [&str; 7] = ["us", "ph", "pr", "gu", "as", "mh", "fm"];
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.next_back().unwrap_or_default().to_ascii_lowercase();
        let is_region = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
        let language = <[u8; 2]>::try_from(language.as_bytes()).ok().filter(|name| name.is_ascii());
        let order = match language {
            None => None,
            Some([b'e', b'n']) if !is_region => None,
            Some(_) if is_region && MONTH_FIRST.contains(&region.as_str()) => Some(Order::MonthFirst),
            Some(_) => Some(Order::DayFirst),
        };
        Self { order, points: None, language }
    }

    /// The same language with an order.
    #[must_use]
    pub fn ordered(self, order: Order) -> Self {
        Self { order: Some(order), ..self }
    }
}
