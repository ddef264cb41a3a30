//! The section of the paper.

use copydesk_core::{Candidate, Draft, ExtractError, Field, Provenance, Rule};

use super::BEST;
use super::objects::Objects;
use super::page::Page;
use super::paths;
use super::zones::{Zone, Zones};
use crate::lexical::letters;

const SHOWN_PATH: Rule =
    Rule::new("generic/section-in-path", "the last step of the path that the page shows before the article");
const KICKER: Rule = Rule::new("generic/section-above-headline", "the link right above the headline");

/// The longest name of a section, in bytes.
const MAX_SECTION: usize = 80;
/// Names that say nothing, as letters.
const EMPTY_NAMES: [&str; 12] = [
    "home",
    "uncategorized",
    "uncategorised",
    "allgemein",
    "startseite",
    "accueil",
    "inicio",
    "blog",
    "default",
    "index",
    "page",
    "article",
];

/// Names that say little: they win only where nothing else is known.
const WEAK_NAMES: [&str; 12] = [
    "news",
    "tag",
    "tags",
    "category",
    "categories",
    "kategorie",
    "artikel",
    "articles",
    "posts",
    "story",
    "stories",
    "all",
];
/// The fewest letters of a name that is known by them.
const MIN_SAME: usize = 3;

/// The first of several sections that some sites write into one value, parted by commas without spaces ("Tides,Harbours").
fn first_of_list(value: &str) -> &str {
    let value = value.split(" | ").map(str::trim).find(|part| !part.is_empty()).unwrap_or(value);
    match value.split_once(',') {
        Some((first, rest)) if !first.trim().is_empty() && !rest.starts_with(char::is_whitespace) => first.trim(),
        _ => value,
    }
}

/// Which candidates of a place are wanted.
type Wanted<'w> = &'w dyn Fn(&Candidate) -> bool;

/// Resolves the section.
pub(super) fn section(
    draft: &mut Draft<'_>,
    page: &Page<'_>,
    objects: &Objects<'_>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    let document = page.document;
    let is_name = |value: &str| {
        if value.len() > MAX_SECTION {
            return false;
        }
        let own = letters(value);
        !own.is_empty()
            && !EMPTY_NAMES.contains(&own.as_str())
            && own.chars().any(char::is_alphabetic)
            && own != page.headline
            && !page.site.is_site_in_letters(value, &own)
    };
    let is_weak = |value: &str| WEAK_NAMES.contains(&letters(value).as_str());
    let any = |_: &Candidate| true;
    let is_path = |candidate: &Candidate| candidate.key == "BreadcrumbList";
    let is_own = |candidate: &Candidate| !is_path(candidate) && objects.weight(&candidate.key) >= 0.5;
    let is_near =
        |candidate: &Candidate| candidate.block.is_some_and(|block| zones.of_block(document, block) != Zone::Far);
    let wanted: [(Provenance, Wanted<'_>); 6] = [
        (Provenance::OpenGraph, &any),
        (Provenance::JsonLd, &is_own),
        (Provenance::Meta, &any),
        (Provenance::Microdata, &any),
        (Provenance::JsonLd, &is_path),
        (Provenance::Text, &is_near),
    ];
    let of_places = || {
        wanted.iter().flat_map(|(place, wanted)| {
            let of_place = page.metadata.of(Field::Section).filter(move |candidate| candidate.provenance == *place);
            of_place.filter(|candidate| wanted(candidate) && is_name(first_of_list(&candidate.value)))
        })
    };
    let best = of_places().find(|candidate| !is_weak(&candidate.value));
    if let Some(best) = best {
        let value = first_of_list(&best.value);
        if !is_slug(value) {
            return draft.set_field(Field::Section, value.to_owned(), Some(&best.key), BEST);
        }
        // Of one name in several ways the one that is written for readers: "Harbour News", not "harbour-news".
        let own = letters(value);
        let mut others = page.metadata.of(Field::Section).map(|other| first_of_list(&other.value));
        let spelled = others.find(|other| own.len() >= MIN_SAME && !is_slug(other) && letters(other) == own);
        let spelled = spelled.map(str::to_owned).or_else(|| {
            let mut shown = paths::steps(page, zones).into_iter().chain(paths::above_headline(page, zones));
            shown.find(|other| !is_slug(other) && letters(other) == own).map(str::to_owned)
        });
        return draft.set_field(Field::Section, spelled.unwrap_or_else(|| value.to_owned()), Some(&best.key), BEST);
    }
    let shown = |value: &&str| is_name(value) && !is_weak(value);
    if let Some(step) = paths::steps(page, zones).into_iter().rev().find(shown) {
        return draft.set_field(Field::Section, step.to_owned(), None, SHOWN_PATH);
    }
    if let Some(kicker) = paths::above_headline(page, zones).filter(shown) {
        return draft.set_field(Field::Section, kicker.to_owned(), None, KICKER);
    }
    let Some(weak) = of_places().next() else { return Ok(()) };
    draft.set_field(Field::Section, first_of_list(&weak.value).to_owned(), Some(&weak.key), BEST)
}

/// Whether a name is written as in addresses.
fn is_slug(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}
