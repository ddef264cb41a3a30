//! The section of the paper.

use copydesk_core::{Candidate, Draft, ExtractError, Field, Provenance};

use super::BEST;
use super::objects::Objects;
use super::page::Page;
use super::zones::{Zone, Zones};
use crate::lexical::letters;

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

/// The first of several sections that some sites write into one value, parted by commas without spaces ("Tides,Harbours").
fn first_of_list(value: &str) -> &str {
    match value.split_once(',') {
        Some((first, rest)) if !first.trim().is_empty() && !rest.starts_with(char::is_whitespace) => first.trim(),
        _ => value,
    }
}

/// Resolves the section.
pub(super) fn section(
    draft: &mut Draft<'_>,
    page: &Page<'_>,
    objects: &Objects<'_>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    let document = page.document;
    let names_section = |candidate: &&Candidate| {
        if candidate.value.len() > MAX_SECTION {
            return false;
        }
        let own = letters(&candidate.value);
        !own.is_empty()
            && !EMPTY_NAMES.contains(&own.as_str())
            && own.chars().any(char::is_alphabetic)
            && own != page.headline
            && !page.site.is_site_in_letters(&candidate.value, &own)
    };
    let of = |place: Provenance, wanted: &dyn Fn(&Candidate) -> bool| {
        page.metadata
            .of(Field::Section)
            .filter(|candidate| candidate.provenance == place && wanted(candidate))
            .find(|candidate| names_section(candidate))
    };
    let any = |_: &Candidate| true;
    let is_path = |candidate: &Candidate| candidate.key == "BreadcrumbList";
    let is_own = |candidate: &Candidate| !is_path(candidate) && objects.weight(&candidate.key) >= 0.5;
    let is_near =
        |candidate: &Candidate| candidate.block.is_some_and(|block| zones.of_block(document, block) != Zone::Far);
    let best = of(Provenance::OpenGraph, &any)
        .or_else(|| of(Provenance::JsonLd, &is_own))
        .or_else(|| of(Provenance::Meta, &any))
        .or_else(|| of(Provenance::Microdata, &any))
        .or_else(|| of(Provenance::JsonLd, &is_path))
        .or_else(|| of(Provenance::Text, &is_near));
    let Some(best) = best else { return Ok(()) };
    draft.set_field(Field::Section, first_of_list(&best.value).to_owned(), Some(&best.key), BEST)
}
