//! The authors.
//!
//! Every place that offers authors has a weight: how far it is to be trusted, and, where it stands in the text, how near
//! the headline or the end of the article it is (names far from both are those of other stories). A name's score is the
//! sum of the best weight of each kind of place that offers it. People are taken before those known by one name, and
//! both before organisations.

use copydesk_core::text::bylines::{self, Named, Nature};
use copydesk_core::{Candidate, Draft, ExtractError, Field, Metadata, Provenance, Rule};

use super::objects::Objects;
use super::zones::{Zone, Zones};
use crate::lexical::letters;
use crate::site_name::SiteNames;

const PEOPLE: Rule = Rule::new("generic/authors", "named as author in the most trusted places");
const NAMED_ONCE: Rule = Rule::new("generic/authors-mononym", "nobody is named in full; known by this name");
const BODY: Rule =
    Rule::new("generic/authors-organisation", "no person is named; the organisation that is named as author");

/// The longest text that is read as a byline, in bytes.
const MAX_BYLINE: usize = 300;
/// What share of the best score a name needs to stand beside it.
const ENOUGH: f32 = 0.38;
/// The least score of an author.
const LEAST: f32 = 0.55;
/// The most authors of an article. A page that names more of them lists something else.
const MAX_AUTHORS: usize = 40;

/// A name with all that speaks for it.
struct Author<'m> {
    named: Named,
    letters: String,
    /// The best weight of each kind of place.
    places: Vec<(Provenance, f32)>,
    /// Whether a byline beside the headline or the text names it.
    shown: bool,
    key: &'m str,
}

impl Author<'_> {
    fn score(&self) -> f32 {
        self.places.iter().map(|(_, weight)| weight).sum()
    }

    fn add(&mut self, provenance: Provenance, weight: f32) {
        match self.places.iter_mut().find(|(known, _)| *known == provenance) {
            Some((_, known)) => *known = known.max(weight),
            None => self.places.push((provenance, weight)),
        }
    }
}

/// Resolves the authors.
pub(super) fn authors(draft: &mut Draft<'_>, metadata: &Metadata, site: &SiteNames) -> Result<(), ExtractError> {
    let zones = Zones::of(draft);
    let objects = Objects::of(metadata);
    let mut authors = collect(metadata, &zones, &objects, site);
    without_longer(&mut authors);
    for (nature, rule) in [(Nature::Person, PEOPLE), (Nature::Mononym, NAMED_ONCE), (Nature::Organisation, BODY)] {
        let of_nature = || authors.iter().filter(|author| author.named.nature == nature);
        let top = of_nature().map(Author::score).fold(0.0, f32::max);
        if top < LEAST {
            continue;
        }
        let chosen: Vec<&Author<'_>> =
            of_nature().filter(|author| author.score() >= top * ENOUGH || author.shown).take(MAX_AUTHORS).collect();
        let Some(best) = chosen.iter().max_by(|a, b| a.score().total_cmp(&b.score())) else { continue };
        let key = best.key;
        let reason = reason(&rule, &chosen, &authors);
        let names: Vec<String> = chosen.iter().map(|author| author.named.name.clone()).collect();
        return draft.set_field(Field::Authors, names, Some(key), rule.because(reason));
    }
    Ok(())
}

/// The most names that a reason tells of.
const MAX_TOLD: usize = 6;

/// Who won by what score, and who lost.
fn reason(rule: &Rule, chosen: &[&Author<'_>], all: &[Author<'_>]) -> String {
    let tell = |author: &Author<'_>| format!("{} {:.1}", author.named.name, author.score());
    let won: Vec<String> = chosen.iter().take(MAX_TOLD).map(|author| tell(author)).collect();
    let lost: Vec<String> = all
        .iter()
        .filter(|author| !chosen.iter().any(|winner| winner.letters == author.letters))
        .take(MAX_TOLD)
        .map(tell)
        .collect();
    let lost = if lost.is_empty() { String::new() } else { format!("; lost: {}", lost.join(", ")) };
    format!("{} ({}{lost})", rule.reason, won.join(", "))
}

fn collect<'m>(metadata: &'m Metadata, zones: &Zones, objects: &Objects<'_>, site: &SiteNames) -> Vec<Author<'m>> {
    let mut authors: Vec<Author<'_>> = Vec::new();
    for candidate in metadata.of(Field::Authors).filter(|candidate| candidate.value.len() <= MAX_BYLINE) {
        let (weight, near) = weight(candidate, zones, objects);
        if weight <= 0.0 {
            continue;
        }
        for mut named in names(candidate) {
            if candidate.key.contains("(Organization)") || site.is_site(&named.name) {
                named.nature = Nature::Organisation;
            }
            if named.nature == Nature::Mononym && !names_one(candidate) {
                continue;
            }
            let own = letters(&named.name);
            if own.is_empty() {
                continue;
            }
            let at = authors.iter().position(|known| known.letters == own).unwrap_or_else(|| {
                authors.push(Author { named, letters: own, places: Vec::new(), shown: false, key: &candidate.key });
                authors.len() - 1
            });
            authors[at].add(candidate.provenance, weight);
            authors[at].shown |= near;
        }
    }
    authors
}

fn names(candidate: &Candidate) -> Vec<Named> {
    // What JSON-LD gives as an organisation is one name, whatever "and" stands in it.
    if candidate.key.contains("(Organization)") {
        let name = candidate.value.trim().to_owned();
        return vec![Named { name, nature: Nature::Organisation }];
    }
    bylines::named(&candidate.value)
}

/// How far a candidate is to be trusted, and whether it is a byline shown beside the article.
fn weight(candidate: &Candidate, zones: &Zones, objects: &Objects<'_>) -> (f32, bool) {
    let key = candidate.key.as_str();
    let zone = candidate.block.map_or(Zone::Unknown, |block| zones.of_block(block));
    match candidate.provenance {
        Provenance::JsonLd => {
            let object = objects.weight(key);
            let creator = if key.contains(".creator") { 0.6 } else { 1.0 };
            (3.0 * object * creator, false)
        }
        Provenance::Meta => (if matches!(key, "author" | "dc.creator" | "creator") { 2.0 } else { 2.4 }, false),
        Provenance::OpenGraph => (2.2, false),
        Provenance::Twitter => (2.0, false),
        Provenance::Microdata => {
            let place = match zone {
                Zone::Head => 2.4,
                Zone::Foot | Zone::Unknown => 1.6,
                Zone::Body => 1.0,
                Zone::Far => 0.3,
            };
            (place, false)
        }
        Provenance::Byline => {
            let announced = key == "announced byline";
            let place = match zone {
                Zone::Head => 2.6,
                Zone::Foot => 1.3,
                Zone::Body => 0.6,
                Zone::Unknown => 0.5,
                Zone::Far => 0.2,
            };
            let factor = if announced && zone != Zone::Head { 0.5 } else { 1.0 };
            (place * factor, zone == Zone::Head && !key.starts_with("a[href"))
        }
        _ => (0.3, false),
    }
}

/// Whether a place names authors and nothing else, so that one word there is a name.
fn names_one(candidate: &Candidate) -> bool {
    candidate.provenance != Provenance::Byline
        || !candidate.key.starts_with("a[href*=\"/by/") && candidate.key != "announced byline"
}

/// Takes out names that are another one with more words behind: "Ann Smith Gazette" beside "Ann Smith".
fn without_longer(authors: &mut Vec<Author<'_>>) {
    let full: Vec<String> = authors
        .iter()
        .filter(|author| author.named.nature == Nature::Person)
        .map(|author| format!("{} ", author.named.name.to_lowercase()))
        .collect();
    authors.retain(|author| {
        let own = format!("{} ", author.named.name.to_lowercase());
        !full.iter().any(|known| own.len() > known.len() && own.starts_with(known.as_str()))
    });
}
