//! How far places that offer authors are to be trusted.

use copydesk_core::{Candidate, Provenance};

use super::objects::Objects;
use super::zones::Zone;
use crate::lexical::Wanted;

/// Paths of addresses that lead to other people too, and to other things.
static LOOSE_PATHS: Wanted<9> = Wanted::new([
    "/by/",
    "/user/",
    "/profil/",
    "/profile/",
    "/people/",
    "/staff/",
    "/contributors/",
    "/reporter/",
    "/writer/",
]);

/// Words in names of elements that list other stories, or quote people.
static FOREIGN_NAMES: Wanted<25> = Wanted::new([
    "quote",
    "testimonial",
    "related",
    "teaser",
    "snippet",
    "summary",
    "recirc",
    "sidebar",
    "popular",
    "inline",
    "trending",
    "caption",
    "pagination",
    "gr_custom",
    "recommend",
    "latest",
    "author-tit",
    "author_tit",
    "authortit",
    "author-role",
    "author-pos",
    "category",
    "description",
    "license",
    "tooltip",
]);

/// How far a candidate for the authors is to be trusted, by its place and the zone it stands in.
pub(super) fn weight(candidate: &Candidate, zone: Zone, objects: &Objects<'_>) -> f32 {
    let key = candidate.key.as_str();
    match candidate.provenance {
        Provenance::JsonLd => {
            let creator = if key.contains(".creator") { 0.6 } else { 1.0 };
            3.0 * objects.weight(key) * creator
        }
        Provenance::Meta if matches!(key, "author" | "dc.creator" | "creator") => 2.0,
        Provenance::Meta => 2.4,
        Provenance::OpenGraph => 2.2,
        // The creator is an account, perhaps that of the paper.
        Provenance::Twitter if key == "twitter:creator" => 0.8,
        Provenance::Twitter => 2.0,
        Provenance::Microdata => match zone {
            Zone::Near | Zone::Head => 2.4,
            Zone::Foot | Zone::Unknown => 1.6,
            Zone::Body => 0.8,
            Zone::Far => 0.3,
        },
        Provenance::Byline => {
            let place = match zone {
                Zone::Near => 2.8,
                Zone::Head => 2.0,
                Zone::Foot => 1.1,
                Zone::Body | Zone::Unknown => 0.5,
                Zone::Far => 0.2,
            };
            place * firmness(key)
        }
        // What scripts tell a page's statistics.
        Provenance::Text => 1.6,
        _ => 0.3,
    }
}

/// How surely a byline's mark tells an author of this article.
fn firmness(key: &str) -> f32 {
    if key == "announced byline" || key == "labelled byline" {
        return 0.8;
    }
    if key == "dated byline" || key.ends_with(", opening") {
        return 0.7;
    }
    if key == "loose byline" {
        return 0.45;
    }
    if key == "name beside a date" {
        return 0.25;
    }
    if is_loose(key) || key == "address" {
        return 0.5;
    }
    if FOREIGN_NAMES.is_in_any_case(key) { 0.3 } else { 1.0 }
}

fn is_loose(key: &str) -> bool {
    key.starts_with("a[href") && LOOSE_PATHS.is_in(key)
}

/// Whether a place names authors and nothing else, so that one word there is a name.
pub(super) fn is_strict(candidate: &Candidate) -> bool {
    candidate.provenance != Provenance::Byline || !is_loose(&candidate.key) && candidate.key != "address"
}
