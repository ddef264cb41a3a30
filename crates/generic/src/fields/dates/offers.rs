//! The dates that a page offers, each with the place it stands at.

mod zones;

use std::collections::BTreeSet;

use copydesk_core::text::dates::{PageDate, in_address};
use copydesk_core::{Candidate, Field, Provenance, Text};

use super::order::Reader;
use super::places::{self, Place};
use super::{Day, day};
use crate::fast::FastMap;
use crate::fields::page::Page;
use crate::lexical::Wanted;

use zones::Zones;

/// A date that a page offers.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(super) struct Offer<'m> {
    pub(super) date: PageDate,
    pub(super) place: Place,
    pub(super) key: &'m str,
    /// The block that shows it.
    pub(super) block: Option<u32>,
    /// Its place in the list.
    pub(super) number: usize,
    /// Whether it is a change rather than the publication.
    pub(super) is_change: bool,
    /// Whether it stands in a side piece.
    pub(super) is_aside: bool,
    /// Whether it is one of a list of dates that look alike.
    pub(super) is_listed: bool,
    /// Whether it is a comment's or another story's, so that its time is not that of the article: see [`is_elsewhere`].
    pub(super) is_elsewhere: bool,
    /// Whether its element is named for the publication.
    pub(super) names_publication: bool,
}

/// All dates that a page offers, in document order, the address last.
#[derive(Debug)]
pub(super) struct Offers<'m> {
    pub(super) list: Vec<Offer<'m>>,
    /// The day that is labelled as the publication at the headline.
    labelled: Option<Day>,
    /// The first stated date that is later than the page was fetched.
    pub(super) later: Option<PageDate>,
}

/// How many different days of elements that are named alike make a list.
const LIST: usize = 4;
/// The first year of the web.
const FIRST_YEAR: i16 = 1990;

impl<'m> Offers<'m> {
    pub(super) fn of(page: &Page<'m>) -> Self {
        let (document, metadata) = (page.document, page.metadata);
        let mut addresses: Vec<&str> = Vec::new();
        let stated = metadata.of(Field::CanonicalUrl).map(|candidate| candidate.value.as_str());
        for address in document.origin().url.as_deref().into_iter().chain(stated) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        let reader = Reader::of(metadata, addresses.first().copied());
        let last = super::last_day(document);
        let zones = Zones::of(page);
        let is_later = |date: &PageDate| last.is_some_and(|last| date.day_number() > last);
        let sound = |date: &PageDate| date.year() >= FIRST_YEAR && !is_later(date);
        let stated = metadata.of(Field::Published).filter(|candidate| places::stated(candidate).is_some());
        let later = stated.filter_map(|candidate| reader.read(&candidate.value)).find(is_later);
        let dated: Vec<(&Candidate, PageDate)> = metadata
            .candidates
            .iter()
            .filter(|candidate| candidate.field.is_date())
            .filter_map(|candidate| Some((candidate, reader.read(&candidate.value).filter(sound)?)))
            .collect();
        let mut days: FastMap<(&str, Option<&[Text]>), BTreeSet<Day>> = FastMap::default();
        for (candidate, date) in &dated {
            days.entry((&candidate.key, zones.classes(candidate))).or_default().insert(day(date));
        }
        let mut rows: FastMap<&str, usize> = FastMap::default();
        for (candidate, _) in &dated {
            *rows.entry(&candidate.key).or_default() += 1;
        }
        let leads = zones.leads(&dated);
        let labelled = zones.labelled(&dated);
        let changes = Changes::of(&dated);
        let mut seen: Vec<(Place, bool)> = Vec::new();
        let mut list: Vec<Offer<'_>> = Vec::with_capacity(dated.len() + 1);
        for (number, (candidate, date)) in dated.iter().enumerate() {
            let is_change = candidate.field == Field::Modified || changes.is_one(candidate, date);
            let stated = if is_change { places::stated_change(candidate) } else { places::stated(candidate) };
            let is_one_of_list =
                days.get(&(candidate.key.as_str(), zones.classes(candidate))).is_some_and(|days| days.len() >= LIST);
            // Teasers have microdata, too.
            let stated =
                stated.filter(|place| *place != Place::Microdata || !(is_one_of_list || zones.is_aside(candidate)));
            let is_shown = stated.is_none();
            let place = match stated {
                Some(place) if is_change => place,
                Some(place) if seen.contains(&(place, is_change)) => Place::Further,
                Some(place) => {
                    seen.push((place, is_change));
                    place
                }
                None => {
                    let is_lead = leads.contains(&number) || labelled.first() == Some(&number);
                    zones.place(candidate, is_change, is_lead)
                }
            };
            let is_aside = is_shown && !labelled.contains(&number) && zones.is_aside(candidate);
            let is_row = rows.get(candidate.key.as_str()).is_some_and(|count| *count >= ROWS);
            list.push(Offer {
                date: *date,
                place,
                key: &candidate.key,
                block: candidate.block,
                number,
                is_change,
                is_aside,
                is_elsewhere: !is_change && (is_aside || is_elsewhere(place, candidate, is_row)),
                is_listed: is_shown && is_one_of_list && labelled.first() != Some(&number),
                names_publication: is_shown
                    && !is_change
                    && (labelled.contains(&number) || names_publication(&candidate.key)),
            });
        }
        let last = last_told(&list);
        list.retain(|offer| {
            offer.is_change || offer.names_publication || !last.is_some_and(|last| last.is_before(offer))
        });
        if let Some((address, date)) =
            addresses.iter().find_map(|address| Some((address, in_address(address).filter(sound)?)))
        {
            list.push(Offer::of_address(date, Place::Address, address, list.len()));
        }
        if list.is_empty()
            && let Some((key, date)) = metadata
                .of(Field::Image)
                .find_map(|candidate| Some((&candidate.key, in_address(&candidate.value).filter(sound)?)))
        {
            list.push(Offer::of_address(date, Place::Picture, key, 0));
        }
        let labelled = labelled.first().and_then(|number| list.iter().find(|offer| offer.number == *number));
        let labelled = labelled.filter(|offer| offer.place.is_near()).map(|offer| day(&offer.date));
        Self { list, labelled, later }
    }

    /// Whether a date is shown as a change at the headline, beside an earlier one that is labelled as the publication: then
    /// there is no doubt what it is.
    pub(super) fn is_told_apart(&self, offer: &Offer<'_>) -> bool {
        offer.place == Place::ChangeNear && self.labelled.is_some_and(|labelled| labelled < day(&offer.date))
    }
}

impl<'m> Offer<'m> {
    /// A date of publication that an address holds.
    fn of_address(date: PageDate, place: Place, key: &'m str, number: usize) -> Self {
        Self {
            date,
            place,
            key,
            block: None,
            number,
            is_change: false,
            is_aside: false,
            is_listed: false,
            is_elsewhere: false,
            names_publication: false,
        }
    }
}

/// How many dates of elements that are named alike are rows of a list, of one day or many.
const ROWS: usize = 3;

/// Whether a date stands away from the article as those of comments and teasers do: among comments, in a mere text, or in one
/// of some elements that are named alike.
fn is_elsewhere(place: Place, candidate: &Candidate, is_row: bool) -> bool {
    let is_line = ["text", "date line", "opening"].contains(&candidate.key.as_str());
    match place {
        Place::Comments | Place::FarText => true,
        Place::Far | Place::Other => is_line || is_row,
        _ => false,
    }
}

/// The last day that the page says it was published or changed.
#[derive(Clone, Copy)]
struct Last {
    number: i32,
    is_change: bool,
}

impl Last {
    /// Whether a text tells of a later day, as announcements do: the page was there before it. Clocks may differ by a day.
    fn is_before(self, offer: &Offer<'_>) -> bool {
        // A `<time>` is firmer than a text.
        let is_told =
            offer.place.is_told() && !offer.key.starts_with("time") && (self.is_change || !offer.place.is_at_head());
        is_told && offer.date.day_number() > self.number + 1
    }
}

/// The last change of a page; where it tells of none, the last publication that it states.
fn last_told(list: &[Offer<'_>]) -> Option<Last> {
    let latest = |is_change: bool| {
        let is_one = |offer: &&Offer<'_>| {
            if is_change {
                offer.is_change && !offer.is_aside && !offer.is_listed
            } else {
                !offer.is_change && (offer.place.is_stated() || offer.place == Place::MetaDate)
            }
        };
        let number = list.iter().filter(is_one).map(|offer| offer.date.day_number()).max()?;
        Some(Last { number, is_change })
    };
    let (change, stated) = (latest(true), latest(false));
    match (change, stated) {
        (Some(change), Some(stated)) if stated.number > change.number => Some(Last { is_change: true, ..stated }),
        (change, stated) => change.or(stated),
    }
}

/// The days that a page states for machines.
struct Changes {
    published: Vec<Day>,
    modified: Vec<Day>,
}

impl Changes {
    fn of(dated: &[(&Candidate, PageDate)]) -> Self {
        let mut changes = Self { published: Vec::new(), modified: Vec::new() };
        for (candidate, date) in dated {
            if candidate.field == Field::Modified && places::stated_change(candidate).is_some() {
                changes.modified.push(day(date));
            } else if candidate.field == Field::Published && places::stated(candidate).is_some_and(Place::is_stated) {
                changes.published.push(day(date));
            }
        }
        changes
    }

    /// Whether a `<time>` that is named for both the publication and a change shows the change: it is of the day that the
    /// page states for that, and the publication is stated to be of another.
    fn is_one(&self, candidate: &Candidate, date: &PageDate) -> bool {
        static CHANGED: Wanted<2> = Wanted::new(["updated", "modified"]);
        static PUBLISHED: Wanted<1> = Wanted::new(["publish"]);
        candidate.provenance == Provenance::Time
            && self.modified.contains(&day(date))
            && !self.published.is_empty()
            && !self.published.contains(&day(date))
            && CHANGED.is_in_any_case(&candidate.key)
            && PUBLISHED.is_in_any_case(&candidate.key)
    }
}

fn names_publication(key: &str) -> bool {
    static WORDS: Wanted<5> = Wanted::new(["publ", "pubdate", "posted", "created", "veroeff"]);
    WORDS.is_in_any_case(key)
}
