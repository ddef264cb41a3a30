//! Where on the page a date stands: at the headline, in the body, behind it, in a side piece, among comments.

use std::cell::Cell;
use std::collections::BTreeSet;

use copydesk_core::text::dates::{PageDate, Style, find_all};
use copydesk_core::{Candidate, Document, Element, Field, Provenance, Text};

use super::super::day;
use super::super::places::Place;
use crate::fast::FastMap;
use crate::fields::page::Page;
use crate::kinds::live::clock;
use crate::lexical::Wanted;

/// The parts of a page, as block numbers.
pub(super) struct Zones<'d> {
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
    /// Whether several dates are shown as mere times of a clock, as those of a live blog's entries are.
    has_entries: bool,
}

/// From so many dates on that are shown as mere times of a clock, these are entries'.
const MIN_ENTRIES: usize = 2;

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
    pub(super) fn of(page: &Page<'d>) -> Self {
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
        let is_certain = certain.is_some();
        let mut zones = Self { document, anchor, title, is_certain, body, around, named, has_entries: false };
        let dates = page.metadata.candidates.iter().filter(|candidate| candidate.field.is_date());
        zones.has_entries = dates.filter(|date| zones.is_clock(date)).nth(MIN_ENTRIES - 1).is_some();
        zones
    }

    /// Whether a `<time>` is shown as the time of a clock and nothing else.
    fn is_clock(&self, candidate: &Candidate) -> bool {
        let block = || self.document.blocks().get(candidate.block? as usize);
        candidate.provenance == Provenance::Time && block().is_some_and(|block| clock(&block.text).is_some())
    }

    /// Whether an element is named for a side piece. Dates of a list stand in the same elements.
    fn is_named_aside(&self, number: u32, element: &Element) -> bool {
        let known = &self.named[number as usize];
        known.get().aside.unwrap_or_else(|| {
            let aside = named(element, is_aside_name);
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
    pub(super) fn leads(&self, dated: &[(&Candidate, PageDate)]) -> Vec<usize> {
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

    /// The candidates that the page labels as its publication, outside of readers' comments; the one that stands nearest to
    /// the headline first.
    pub(super) fn labelled(&self, dated: &[(&Candidate, PageDate)]) -> Vec<usize> {
        let mut labelled: Vec<(u32, usize)> = Vec::new();
        for (number, (candidate, date)) in dated.iter().enumerate() {
            let Some(block) = candidate.block.filter(|_| candidate.field == Field::Published) else { continue };
            if shown(candidate).is_some()
                && candidate.provenance != Provenance::Microdata
                && self.is_labelled(block, candidate, date)
                && self.zone(block, candidate) != Zone::Comments
            {
                labelled.push((block.abs_diff(self.anchor), number));
            }
        }
        labelled.sort_unstable();
        labelled.into_iter().map(|(_, number)| number).collect()
    }

    /// Whether a label of publication stands right before a date: in its block, or the block before it.
    fn is_labelled(&self, block: u32, candidate: &Candidate, date: &PageDate) -> bool {
        let blocks = self.document.blocks();
        let Some(text) = blocks.get(block as usize).map(|block| block.text.as_str()) else { return false };
        let start = text.find(candidate.value.as_str()).or_else(|| {
            // What a `<time>` says for machines is shown in other words.
            let found = if text.len() <= MAX_LINE { find_all(text, Style::default(), MAX_DATES) } else { Vec::new() };
            found.into_iter().find(|(_, found)| day(found) == day(date)).map(|(range, _)| range.start)
        });
        let before = text.get(..start.unwrap_or_default()).unwrap_or_default();
        if before.contains(char::is_alphanumeric) {
            return ends_in_label(before);
        }
        let mut others = blocks.get(..block as usize).unwrap_or_default().iter().rev();
        let previous = others.find(|block| !block.text.trim().is_empty());
        previous.is_some_and(|previous| previous.text.len() <= MAX_LABEL && ends_in_label(&previous.text))
    }

    pub(super) fn place(&self, candidate: &Candidate, is_change: bool, is_lead: bool) -> Place {
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
        if self.has_entries && self.is_clock(candidate) {
            return Zone::Far;
        }
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
    pub(super) fn is_aside(&self, candidate: &Candidate) -> bool {
        let Some(block) = candidate.block else { return false };
        is_aside(&candidate.key)
            || self.elements(block).any(|(number, element)| {
                matches!(element.tag.as_str(), "aside" | "nav" | "footer" | "blockquote")
                    && !self.around.contains(&number)
                    || !self.around.contains(&number) && self.is_named_aside(number, element)
            })
    }

    /// The classes of the innermost element around a date that no element is named for.
    pub(super) fn classes(&self, candidate: &Candidate) -> Option<&'d [Text]> {
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

/// The longest text in which a date is looked for behind a label, in bytes, and the most dates of one.
const MAX_LINE: usize = 160;
const MAX_DATES: usize = 4;
/// The longest block that is no more than a label, in bytes.
const MAX_LABEL: usize = 48;

/// Whether a text ends in the label of a publication.
fn ends_in_label(text: &str) -> bool {
    const LABELS: [&str; 18] = [
        "published",
        "published on",
        "publish date",
        "publication date",
        "date published",
        "date of publication",
        "posted",
        "posted on",
        "publié le",
        "mis en ligne le",
        "veröffentlicht",
        "veröffentlicht am",
        "erschienen am",
        "erstellt am",
        "publicado",
        "publicado el",
        "pubblicato",
        "pubblicato il",
    ];
    let text = text.trim_end_matches(|character: char| !character.is_alphanumeric());
    LABELS.iter().any(|label| {
        let (before, end) = text.split_at_checked(text.len().saturating_sub(label.len())).unwrap_or(("", ""));
        end.eq_ignore_ascii_case(label) && !before.ends_with(char::is_alphanumeric)
    })
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

/// Whether the name of an element is one of a side piece. Styles that frameworks write as classes ("[&_.embed]:hidden") speak
/// of other elements, and what Webflow calls `w-embed` is any piece of code.
fn is_aside_name(name: &str) -> bool {
    is_aside(name) && !name.contains(['[', ':']) && name != "w-embed"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_a_publication() {
        for text in ["Published", "Ann Smith, posted on: ", "PUBLISHED ON ", "(Veröffentlicht am", "Tides | Publié le "]
        {
            assert!(ends_in_label(text), "{text}");
        }
        for text in ["", "Updated", "unpublished", "as was published on the ", "Published by Ann", "é"] {
            assert!(!ends_in_label(text), "{text}");
        }
    }

    #[test]
    fn names_of_side_pieces() {
        for name in ["teaser-list", "widget_area", "embed"] {
            assert!(is_aside_name(name), "{name}");
        }
        for name in ["[&_.embed]:hidden", "member:flex", "w-embed", "story"] {
            assert!(!is_aside_name(name), "{name}");
        }
    }
}
