//! The dates that a page offers, each with the place it stands at.

use std::cell::Cell;
use std::collections::BTreeSet;

use copydesk_core::text::dates::{PageDate, in_address};
use copydesk_core::{Candidate, Document, Element, Field, Provenance, Text};

use super::order::Reader;
use super::places::{self, Place};
use super::{Day, day};
use crate::fast::FastMap;
use crate::fields::page::Page;
use crate::lexical::Wanted;

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
    /// Whether its element is named for the publication.
    pub(super) names_publication: bool,
}

/// All dates that a page offers, in document order, the address last.
#[derive(Debug)]
pub(super) struct Offers<'m> {
    pub(super) list: Vec<Offer<'m>>,
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
        let sound = |date: &PageDate| date.year() >= FIRST_YEAR && last.is_none_or(|last| date.day_number() <= last);
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
        let leads = zones.leads(&dated);
        let mut seen: Vec<(Place, bool)> = Vec::new();
        let mut list: Vec<Offer<'_>> = Vec::with_capacity(dated.len() + 1);
        for (number, (candidate, date)) in dated.iter().enumerate() {
            let is_change = candidate.field == Field::Modified;
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
                None => zones.place(candidate, is_change, leads.contains(&number)),
            };
            list.push(Offer {
                date: *date,
                place,
                key: &candidate.key,
                block: candidate.block,
                number,
                is_change,
                is_aside: is_shown && zones.is_aside(candidate),
                is_listed: is_shown && is_one_of_list,
                names_publication: is_shown && !is_change && names_publication(&candidate.key),
            });
        }
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
        Self { list }
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
            names_publication: false,
        }
    }
}

fn names_publication(key: &str) -> bool {
    static WORDS: Wanted<5> = Wanted::new(["publ", "pubdate", "posted", "created", "veroeff"]);
    WORDS.is_in_any_case(key)
}

/// The parts of a page, as block numbers.
struct Zones<'d> {
    document: &'d dyn Document,
    /// Where the headline stands; the beginning of the body where none is known.
    anchor: u32,
    title: Option<u32>,
    /// Whether the headline stands there, not only some heading.
    is_certain: bool,
    body: Option<(u32, u32)>,
    /// Elements around the headline or the beginning of the body: what they are called is no sign of a side piece.
    around: BTreeSet<u32>,
    /// What is known of each element's names: see [`Named`].
    named: Vec<Cell<Named>>,
}

/// Whether an element is named for a side piece, and for comments, where it was asked.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    aside: Option<bool>,
    comment: Option<bool>,
}

/// How many blocks before and behind the headline belong to it.
const BEFORE_TITLE: u32 = 6;
const BEHIND_TITLE: u32 = 14;
/// How many blocks before the body belong to its head.
const BEFORE_BODY: u32 = 8;
/// How far the headline stands before the body at most.
const MAX_HEAD: u32 = 60;
/// How many blocks behind the body belong to it.
const FOOT: u32 = 6;

impl<'d> Zones<'d> {
    fn of(page: &Page<'d>) -> Self {
        let document = page.document;
        let body = page.kept.first().copied().zip(page.kept.last().copied());
        let headings = || page.titles.iter().filter_map(|(candidate, own)| Some((candidate.block?, own)));
        let certain = headings().find(|(_, own)| !own.is_empty() && *own == page.headline);
        let title = certain.or_else(|| headings().next()).map(|(block, _)| block);
        let anchor = title.or(body.map(|(first, _)| first)).unwrap_or_default();
        let mut around = BTreeSet::new();
        for block in [Some(anchor), body.map(|(first, _)| first)].into_iter().flatten() {
            let mut next = document.blocks().get(block as usize).and_then(|block| block.element);
            while let Some(element) = next {
                around.insert(element);
                next = document.elements().get(element as usize).and_then(|element| element.parent);
            }
        }
        let named = vec![Cell::default(); document.elements().len()];
        Self { document, anchor, title, is_certain: certain.is_some(), body, around, named }
    }

    /// Whether an element is named for a side piece. Dates of a list stand in the same elements.
    fn is_named_aside(&self, number: u32, element: &Element) -> bool {
        let known = &self.named[number as usize];
        known.get().aside.unwrap_or_else(|| {
            let aside = named(element, is_aside);
            known.set(Named { aside: Some(aside), ..known.get() });
            aside
        })
    }

    /// Whether an element is named for comments.
    fn is_named_comment(&self, number: u32, element: &Element) -> bool {
        let known = &self.named[number as usize];
        known.get().comment.unwrap_or_else(|| {
            let comment = named(element, is_comment);
            known.set(Named { comment: Some(comment), ..known.get() });
            comment
        })
    }

    /// The candidates for the publication that stand nearest to the headline, one of each kind.
    fn leads(&self, dated: &[(&Candidate, PageDate)]) -> Vec<usize> {
        let mut best: FastMap<Shown, (u32, usize)> = FastMap::default();
        for (number, (candidate, _)) in dated.iter().enumerate() {
            let Some(block) = candidate.block.filter(|_| candidate.field == Field::Published) else { continue };
            let Some(kind) = shown(candidate).filter(|_| candidate.provenance != Provenance::Microdata) else {
                continue;
            };
            // What stands before the headline is farther by half.
            let distance = if block >= self.anchor { 2 * (block - self.anchor) } else { 3 * (self.anchor - block) };
            let known = best.entry(kind).or_insert((distance, number));
            if distance < known.0 {
                *known = (distance, number);
            }
        }
        best.into_values().map(|(_, number)| number).collect()
    }

    fn place(&self, candidate: &Candidate, is_change: bool, is_lead: bool) -> Place {
        let zone = candidate.block.map_or(Zone::Hidden, |block| self.zone(block, candidate));
        if is_change {
            return if zone == Zone::Near { Place::ChangeNear } else { Place::ChangeShown };
        }
        if zone == Zone::Hidden {
            return Place::Hidden;
        }
        if !is_lead {
            return if zone == Zone::Near { Place::NearOther } else { Place::Other };
        }
        let kind = shown(candidate).unwrap_or(Shown::Text);
        let is_element = matches!(kind, Shown::Time | Shown::Element | Shown::Line);
        match zone {
            Zone::Near => match kind {
                Shown::Text => Place::NearText,
                Shown::Announced => Place::NearAnnounced,
                Shown::Opening => Place::NearOpening,
                _ => Place::Near,
            },
            Zone::Body if is_element => Place::Body,
            Zone::Body => Place::BodyText,
            Zone::Foot if kind == Shown::Opening => Place::BodyText,
            Zone::Foot => Place::Foot,
            Zone::Comments => Place::Comments,
            Zone::Far if kind == Shown::Opening => Place::Other,
            Zone::Far | Zone::Hidden if is_element => Place::Far,
            Zone::Far | Zone::Hidden => Place::FarText,
        }
    }

    fn zone(&self, block: u32, candidate: &Candidate) -> Zone {
        let (first, last) = self.body.map_or((None, None), |(first, last)| (Some(first), Some(last)));
        let near_title = self.title.is_some_and(|title| {
            let sound = self.is_certain || first.is_none_or(|first| title <= first + 6 && title + MAX_HEAD >= first);
            let before_body = first.is_none_or(|first| block <= (first + 2).max(title + 4));
            sound && before_body && block + BEFORE_TITLE >= title && block <= title + BEHIND_TITLE
        });
        let near_body = first.is_some_and(|first| block + BEFORE_BODY >= first && block <= first + 1);
        if near_title || near_body {
            return Zone::Near;
        }
        let (Some(first), Some(last)) = (first, last) else { return Zone::Far };
        if (first..=last).contains(&block) {
            Zone::Body
        } else if is_comment(&candidate.key)
            || self.elements(block).any(|(number, element)| self.is_named_comment(number, element))
        {
            Zone::Comments
        } else if block > last && block <= last + FOOT {
            Zone::Foot
        } else {
            Zone::Far
        }
    }

    /// Whether a candidate stands in a piece beside the article: a teaser, a ticker, somebody's profile.
    fn is_aside(&self, candidate: &Candidate) -> bool {
        let Some(block) = candidate.block else { return false };
        is_aside(&candidate.key)
            || self.elements(block).any(|(number, element)| {
                matches!(element.tag.as_str(), "aside" | "nav" | "footer" | "blockquote")
                    && !self.around.contains(&number)
                    || !self.around.contains(&number) && self.is_named_aside(number, element)
            })
    }

    /// The classes of the innermost element around a date that no element is named for.
    fn classes(&self, candidate: &Candidate) -> Option<&'d [Text]> {
        if !matches!(shown(candidate), Some(Shown::Line | Shown::Text | Shown::Announced | Shown::Opening)) {
            return None;
        }
        self.elements(candidate.block?).map(|(_, element)| element.classes.as_slice()).next()
    }

    /// The elements around a block, innermost first.
    fn elements(&self, block: u32) -> impl Iterator<Item = (u32, &'d Element)> {
        const MAX_AROUND: usize = 8;
        let elements = self.document.elements();
        let mut next = self.document.blocks().get(block as usize).and_then(|block| block.element);
        std::iter::from_fn(move || {
            let number = next?;
            let element = elements.get(number as usize)?;
            next = element.parent;
            Some((number, element))
        })
        .take(MAX_AROUND)
    }
}

fn named(element: &Element, fits: fn(&str) -> bool) -> bool {
    !matches!(element.tag.as_str(), "html" | "body" | "main")
        && element.classes.iter().chain(&element.id).any(|name| fits(name))
}

fn is_comment(name: &str) -> bool {
    static WORDS: Wanted<5> = Wanted::new(["comment", "kommentar", "respon", "reply", "replies"]);
    WORDS.is_in_any_case(name)
}

fn is_aside(name: &str) -> bool {
    static WORDS: Wanted<26> = Wanted::new([
        "teaser",
        "related",
        "recommend",
        "ticker",
        "popular",
        "sidebar",
        "widget",
        "promo",
        "latest",
        "recirc",
        "trending",
        "readmore",
        "read-more",
        "carousel",
        "slider",
        "swiper",
        "embed",
        "user",
        "member",
        "join",
        "breadcrumb",
        "countdown",
        "weather",
        "alert",
        "banner",
        "notice",
    ]);
    WORDS.is_in_any_case(name)
}

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Near,
    Body,
    Foot,
    Comments,
    Far,
    Hidden,
}

/// What shows a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shown {
    Time,
    Element,
    Line,
    Announced,
    Opening,
    Text,
}

fn shown(candidate: &Candidate) -> Option<Shown> {
    match (candidate.provenance, candidate.key.as_str()) {
        (Provenance::Time | Provenance::Microdata, _) => Some(Shown::Time),
        (Provenance::Text, "date line") => Some(Shown::Line),
        (Provenance::Text, "announced date") => Some(Shown::Announced),
        (Provenance::Text, "opening") => Some(Shown::Opening),
        (Provenance::Text, "text") => Some(Shown::Text),
        (Provenance::Text, _) => Some(Shown::Element),
        _ => None,
    }
}
