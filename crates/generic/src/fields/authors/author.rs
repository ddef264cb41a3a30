//! A name that the page offers as an author's, with all that speaks for it.

use copydesk_core::Provenance;
use copydesk_core::text::bylines::{Named, Nature};

use super::{LOOSE_BYLINE, NAME_BESIDE_DATE};

/// The least weight of a byline at the article's head.
const SHOWN: f32 = 2.0;

/// See the module's documentation.
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(super) struct Author<'m> {
    pub(super) named: Named,
    pub(super) letters: String,
    /// The best weight of each kind of place.
    pub(super) places: Vec<(Provenance, f32)>,
    /// Those whom the same byline or list names before it.
    pub(super) beside: Vec<String>,
    /// Those whom the same byline names before it, with a bar or a dash between: what stands behind one may be a place.
    pub(super) behind: Vec<String>,
    pub(super) key: &'m str,
    /// Whether it is the site's own name.
    pub(super) is_site: bool,
    /// Whether a byline at the article's head shows it.
    pub(super) at_head: bool,
    /// Whether a line that opens as bylines do announces it behind the headline, though nothing in the markup tells of it.
    pub(super) is_announced: bool,
    /// Whether the text of the article itself begins with such a line.
    pub(super) is_by_hand: bool,
    /// How many places of the page's data state it, beside a `<meta name=author>`, which many sites fill in once for all.
    pub(super) statements: u32,
    /// Whether it stands in the list of authors of the article's JSON-LD.
    pub(super) listed: bool,
}

impl Author<'_> {
    pub(super) fn score(&self) -> f32 {
        self.places.iter().map(|(_, weight)| weight).sum()
    }

    pub(super) fn is(&self, nature: Nature) -> bool {
        self.named.nature == nature
    }

    /// Whether nothing tells more of it than its place on the page.
    pub(super) fn is_guessed(&self) -> bool {
        self.key == LOOSE_BYLINE || self.key == NAME_BESIDE_DATE
    }

    /// Whether the head of the page, or its data, names it.
    pub(super) fn is_stated(&self) -> bool {
        self.places.iter().any(|(place, _)| !matches!(place, Provenance::Byline | Provenance::Microdata))
    }

    /// Whether no other data states it than a `<meta name=author>`.
    pub(super) fn is_meta_alone(&self) -> bool {
        self.statements == 0
    }

    /// The best weight of the bylines that show it.
    pub(super) fn shown(&self) -> f32 {
        self.places.iter().find(|(place, _)| *place == Provenance::Byline).map_or(0.0, |(_, weight)| *weight)
    }

    /// Whether a byline at the article's head shows it.
    pub(super) fn is_shown(&self) -> bool {
        self.shown() >= SHOWN
    }

    /// Whether it is named where the article's own authors are: in the page's data, or at the article's head.
    pub(super) fn is_own(&self) -> bool {
        self.at_head || self.is_stated()
    }

    pub(super) fn add(&mut self, provenance: Provenance, weight: f32) {
        match self.places.iter_mut().find(|(known, _)| *known == provenance) {
            Some((_, known)) => *known = known.max(weight),
            None => self.places.push((provenance, weight)),
        }
    }
}
