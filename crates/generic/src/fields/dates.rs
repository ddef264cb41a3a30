//! The days of publication and of the last change.
//!
//! Every place that names a day for the publication supports that day with the weight of the place; the day with most
//! weight wins, and of the places that name it the most exact says the value. A day that the page labels as a change
//! is a day of publication only where the page gives no other.

mod offers;
mod order;
mod places;

use std::collections::BTreeMap;

use copydesk_core::text::dates::{PageDate, parse_iso};
use copydesk_core::{Diagnostic, Document, Draft, ExtractError, Field, Rule};

use super::page::Page;
use offers::{Offer, Offers};
use places::Place;

const STATED: Rule = Rule::new("generic/stated-date", "date that the page states for machines");
const SHOWN: Rule = Rule::new("generic/date-by-place", "date shown where an article's date stands");
const ADDRESS: Rule = Rule::new("generic/date-in-address", "date in the page's address");
const PICTURE: Rule =
    Rule::new("generic/date-of-picture", "date in the address of its picture; the page names no other");
const ONLY: Rule = Rule::new("generic/only-date", "the only date that the page gives; it is labelled as a change");
const MODIFIED: Rule = Rule::new("generic/modified", "most trusted place that offers it");

/// Resolves both dates.
pub(super) fn resolve(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    let offers = Offers::of(page);
    let published = published(&offers);
    if published.is_none()
        && let Some(later) = offers.later
    {
        let message = format!("the page states {later}, which is later than it was fetched: it counts as no date");
        draft.diagnose(Diagnostic::new("generic/later-than-fetched", message));
    }
    if let Some((best, rule)) = &published {
        draft.set_field(Field::Published, best.date.to_string(), Some(best.key), rule.clone())?;
    }
    if let Some(best) = modified(&offers, published.map(|(best, _)| best.date)) {
        draft.set_field(Field::Modified, best.date.to_string(), Some(best.key), MODIFIED)?;
    }
    Ok(())
}

/// The hours that clocks are ahead of UTC at most, and behind it.
const AHEAD: i16 = 14;
const BEHIND: i16 = 12;

/// A day of the calendar.
type Day = (i16, i8, i8);

fn day(date: &PageDate) -> Day {
    (date.year(), date.month(), date.day_of_month())
}

/// The least weight of a day: what has less is a teaser's.
const LEAST: i32 = -20;
/// The least weight of a day that is labelled as a change wherever it stands. That some program touched the page
/// (`article:modified_time`) is not enough.
const LEAST_CHANGE: i32 = 0;

fn published<'o>(offers: &'o Offers<'_>) -> Option<(&'o Offer<'o>, Rule)> {
    let scores = scores(offers);
    let top = scores.values().map(Support::total).max().filter(|top| *top >= LEAST)?;
    // Of equals the one that stands first on the page.
    let best =
        offers.list.iter().filter(|offer| scores.get(&day(&offer.date)).is_some_and(|score| score.total() == top));
    let won = day(&best.clone().next()?.date);
    let mut named: Vec<&Offer<'_>> = offers.list.iter().filter(|offer| day(&offer.date) == won).collect();
    // A teaser's or a comment's time of that day is not the article's.
    let is_own = |offer: &Offer<'_>| {
        !offer.is_elsewhere && !offer.is_change && !matches!(offer.place, Place::Address | Place::Picture)
    };
    if named.iter().any(|offer| is_own(offer)) {
        named.retain(|offer| !offer.is_elsewhere);
    }
    // Where the day is that of a `<time>` by the clock of the place, other times of that day are not its own.
    let told = offers
        .list
        .iter()
        .find(|offer| offer.place.is_near() && shown_as(offer, offers).is_some_and(|date| day(date) == won))
        .and_then(|offer| offer.block);
    // Of places of one kind the first that names the offset, or the time, or only the day.
    let chosen = named.iter().copied().max_by_key(|offer| {
        let exact = i32::from(offer.date.time().is_some()) + i32::from(offer.date.offset().is_some());
        let sound = !named.iter().any(|other| is_called_utc(&offer.date, &other.date));
        let own = told.is_none() || offer.block == told;
        (
            !offer.is_change,
            own,
            exact,
            sound,
            offer.place.is_stated(),
            offer.place.weight(),
            std::cmp::Reverse(offer.number),
        )
    })?;
    let rule = if named.iter().all(|offer| offer.is_change) {
        ONLY
    } else if chosen.place.is_stated() {
        STATED
    } else if chosen.place == Place::Address {
        ADDRESS
    } else if chosen.place == Place::Picture {
        PICTURE
    } else {
        SHOWN
    };
    Some((chosen, rule))
}

/// What supports a day.
#[derive(Debug, Default, Clone)]
struct Support {
    places: Vec<Place>,
    /// How many of all places that name it stand in a side piece, and how many in a list of many dates.
    aside: usize,
    listed: usize,
    all: usize,
}

impl Support {
    fn add(&mut self, place: Place) {
        if !self.places.contains(&place) {
            self.places.push(place);
        }
    }

    /// The places that count: a further object is no news where the first one names the day, too.
    fn counted(&self) -> impl Iterator<Item = Place> {
        let others = self.places.iter().any(|place| !place.is_shown() && *place != Place::Further);
        self.places.iter().copied().filter(move |place| !(others && *place == Place::Further))
    }

    fn total(&self) -> i32 {
        let places: i32 = self.counted().map(Place::weight).sum();
        let stated = if self.places.iter().any(|place| place.is_stated()) { places::STATED } else { 0 };
        let aside = if self.aside > 0 && self.aside == self.all { places::ASIDE } else { 0 };
        if self.listed > 0 && self.listed == self.all {
            // Several rows of one list are no more than one.
            let best = self.counted().map(Place::weight).max().unwrap_or_default();
            return places.min(best) + aside + places::LISTED;
        }
        places + stated + aside
    }
}

fn scores(offers: &Offers<'_>) -> BTreeMap<Day, Support> {
    let mut days: BTreeMap<Day, Support> = BTreeMap::new();
    for offer in &offers.list {
        let support = days.entry(day(shown_as(offer, offers).unwrap_or(&offer.date))).or_default();
        support.add(if offers.is_told_apart(offer) { Place::ChangeShown } else { offer.place });
        support.all += 1;
        support.aside += usize::from(offer.is_aside);
        support.listed += usize::from(offer.is_listed);
        if offer.place.is_stated() && offer.date.time().is_some_and(|time| time != (0, 0)) {
            support.add(Place::Timed);
        }
        if offer.names_publication {
            support.add(Place::Named);
        }
    }
    // One instant can be two days: what is stated in UTC also supports the day that the page shows for it.
    let shown_days: Vec<Day> = offers
        .list
        .iter()
        .filter(|offer| offer.place.is_near() && !offer.is_change && shown_as(offer, offers).is_none())
        .map(|offer| day(&offer.date))
        .collect();
    let is_local = |offer: &&Offer<'_>| {
        let tells_clock = offer.date.time().is_some_and(|time| time != (0, 0)) && offer.date.offset().is_none();
        !offer.is_change && (offer.place.shows_local_day() || tells_clock && offer.place.tells_local_clock())
    };
    for shown in offers.list.iter().filter(is_local) {
        for stated in offers.list.iter().filter(|offer| offer.place.is_stated() && !offer.is_change) {
            if !shown_days.contains(&day(&stated.date)) && is_same_instant(&stated.date, &shown.date) {
                let given = days.get(&day(&stated.date)).cloned().unwrap_or_default();
                let support = days.entry(day(&shown.date)).or_default();
                let states = |place: &Place| !place.is_shown() && !matches!(place, Place::Address | Place::MetaDate);
                given.places.into_iter().filter(states).for_each(|place| support.add(place));
            }
        }
    }
    // A paper carries the day it is sold on; its articles are published the evening before.
    for (eve, printed) in eves_of_print(offers) {
        let given = days.get(&printed).cloned().unwrap_or_default();
        let support = days.entry(eve).or_default();
        given.places.into_iter().for_each(|place| support.add(place));
    }
    let has_published =
        offers.list.iter().any(|offer| !offer.is_change && (offer.place.is_stated() || offer.place.is_near()));
    let named: Vec<Day> = offers.list.iter().filter(|offer| !offer.is_change).map(|offer| day(&offer.date)).collect();
    days.retain(|day, support| named.contains(day) || !has_published && support.total() >= LEAST_CHANGE);
    days
}

/// The same moment by the clock of the place, where the text of a `<time>` gives it, whose attribute gives it in UTC.
fn shown_as<'o>(own: &Offer<'_>, offers: &'o Offers<'_>) -> Option<&'o PageDate> {
    if own.date.offset() != Some(0) || own.place.is_stated() || own.is_change {
        return None;
    }
    let mut others = offers.list.iter().filter(|other| other.block == own.block && !other.is_change);
    others.find(|other| own.block.is_some() && is_same_instant(&own.date, &other.date)).map(|other| &other.date)
}

/// The days that are stated with an evening's hour by the paper's clock, each with the day behind it, where the page
/// names that one without an hour.
fn eves_of_print(offers: &Offers<'_>) -> Vec<(Day, Day)> {
    /// The hour from which papers of the next day are published.
    const EVENING: i8 = 17;
    let is_evening = |offer: &&Offer<'_>| {
        // What is in UTC tells nothing of the hour at the paper's place.
        let is_by_own_clock = offer.date.offset().is_some_and(|offset| offset != 0);
        let is_late = offer.date.time().is_some_and(|(hour, _)| hour >= EVENING);
        !offer.is_change && offer.place.is_stated() && is_by_own_clock && is_late
    };
    let evenings = offers.list.iter().filter(is_evening).filter_map(|stated| {
        let mut behind = offers.list.iter().filter(|offer| offer.date.day_number() == stated.date.day_number() + 1);
        let printed = day(&behind.clone().next()?.date);
        behind
            .all(|offer| !offer.is_change && offer.date.time().is_none_or(|time| time == (0, 0)))
            .then(|| (day(&stated.date), printed))
    });
    evenings.collect()
}

/// Whether a date without offset, one day off a date in UTC, can be the same moment by the clock of its place.
fn is_same_instant(stated: &PageDate, shown: &PageDate) -> bool {
    let (Some((hour, minute)), Some(0)) = (stated.time(), stated.offset()) else { return false };
    if shown.offset() == Some(0) {
        return false;
    }
    let ahead = shown.day_number() - stated.day_number();
    // Clocks differ by whole and half hours.
    let fits = shown.time().is_none_or(|(_, shown)| (minute - shown) % 30 == 0);
    let hour = i16::from(hour);
    fits && (ahead == 1 && hour >= 24 - AHEAD || ahead == -1 && hour < BEHIND)
}

/// Whether a date says UTC of a clock that another one gives the offset of: both show the same hour and minute.
fn is_called_utc(date: &PageDate, other: &PageDate) -> bool {
    date.offset() == Some(0) && other.offset().is_some_and(|offset| offset != 0) && date.time() == other.time()
}

/// The last change: stated before shown, and never before the publication.
fn modified<'o>(offers: &'o Offers<'_>, published: Option<PageDate>) -> Option<&'o Offer<'o>> {
    let sound = |offer: &&Offer<'_>| {
        offer.is_change
            && !offer.is_aside
            && !offer.is_listed
            && published.is_none_or(|published| !is_before(&offer.date, &published))
    };
    let sound = || offers.list.iter().filter(sound);
    let best = sound().max_by_key(|offer| (offer.place.trust_in_change(), std::cmp::Reverse(offer.number)))?;
    // A clock of twelve hours was written as one of the day: the text tells which half it was.
    let is_right = |other: &&Offer<'_>| other.place.is_shown() && is_other_half(&best.date, &other.date);
    let is_early = published.is_some_and(|published| {
        day(&published) == day(&best.date)
            && best.date.time().zip(published.time()).is_some_and(|(own, other)| own < other)
    });
    sound().find(is_right).filter(|_| is_early && !best.place.is_shown()).or(Some(best))
}

/// Whether a date is another one, twelve hours later by the clock.
fn is_other_half(early: &PageDate, late: &PageDate) -> bool {
    let clocks = early.time().zip(late.time());
    day(early) == day(late) && clocks.is_some_and(|((hour, minute), other)| (hour + 12, minute) == other)
}

/// Whether a date is before another, as far as both tell: by the moment, by the clock of one day, by the day.
fn is_before(date: &PageDate, other: &PageDate) -> bool {
    if let Some((own, other)) = moment(date).zip(moment(other)) {
        return own < other;
    }
    let clocks = if date.offset() == other.offset() { date.time().zip(other.time()) } else { None };
    day(date) < day(other) || (day(date) == day(other) && clocks.is_some_and(|(own, other)| own < other))
}

/// The minutes since 1970, where a date has a time and an offset.
fn moment(date: &PageDate) -> Option<i64> {
    let ((hour, minute), offset) = date.time().zip(date.offset())?;
    Some(i64::from(date.day_number()) * 1440 + i64::from(hour) * 60 + i64::from(minute) - i64::from(offset))
}

/// The last day that an article can be of, as a day number, if it is known when the page was fetched: then it was that day
/// already where clocks are farthest ahead.
pub(crate) fn last_day(document: &dyn Document) -> Option<i32> {
    const DAY: i32 = 24 * 60;
    let fetched = document.origin().fetched.as_deref().and_then(parse_iso)?;
    // A day alone is over where clocks are farthest behind when the next one ends where they are ahead.
    let Some((hour, minute)) = fetched.time() else { return Some(fetched.day_number() + 1) };
    let minutes = i32::from(hour) * 60 + i32::from(minute) - i32::from(fetched.offset().unwrap_or_default());
    Some(fetched.day_number() + (minutes + i32::from(AHEAD) * 60).div_euclid(DAY))
}

#[cfg(test)]
mod tests;
