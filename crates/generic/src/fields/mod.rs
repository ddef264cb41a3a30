//! Resolving an HTML page's fields from its candidates.
//!
//! Each field has an order of places to trust. The winner is written with the place it came from; the ledger shows the
//! losers beside it.

mod access;
mod apart;
mod asked;
mod authors;
mod dates;
pub(crate) mod language;
mod notices;
mod objects;
mod page;
mod paths;
mod publisher;
mod section;
mod shown;
mod standfirst;
mod subscription;
mod summaries;
mod tag_box;
mod tag_names;
mod tag_words;
mod tags;
mod title;
mod weights;
mod zones;

use copydesk_core::{Candidate, Draft, ExtractError, Field, Metadata, Provenance, Rule};

use crate::judge::Read;
use objects::Objects;
use page::Page;
use subscription::Prompt;
use zones::Zones;

pub(crate) use dates::last_day;
pub(crate) use page::Titles;

const BEST: Rule = Rule::new("generic/metadata", "most trusted place that offers it");

/// The longest byline block, in bytes.
const MAX_BYLINE: usize = 200;

/// Resolves all fields of an HTML page, and accounts for the blocks that show them.
pub(crate) fn resolve(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    let mut page = Page::of(draft);
    let metadata = page.metadata;
    let objects = Objects::of(metadata, &page.titles);
    title::title(draft, &page, &objects)?;
    page.note_headline(draft);
    dates::resolve(draft, &page)?;
    let zones = Zones::of(&page);
    authors::authors(draft, &page, &objects, &zones)?;
    standfirst::stated(draft, &page, &objects)?;
    section::section(draft, &page, &objects, &zones)?;
    image(draft, metadata, &objects)?;
    publisher::publisher(draft, &page)?;
    if let Some(best) =
        first_of(metadata, Field::CanonicalUrl, &[Provenance::Link, Provenance::OpenGraph, Provenance::JsonLd])
    {
        draft.set_field(Field::CanonicalUrl, best.value.clone(), Some(&best.key), BEST)?;
    }
    let prompt = Prompt::of(&page);
    access::access(draft, &page, prompt)?;
    if let Some(prompt) =
        prompt.filter(|_| draft.field(Field::Access).is_some_and(|access| access.to_text() == "paywalled"))
    {
        subscription::leave_out_offers(draft, &page, prompt)?;
    }
    language::language(draft, &page)?;
    tags::tags(draft, &page, &objects, &zones)?;
    shown::shown(draft, &page, &read.counts)?;
    standfirst::opening(draft, &read.counts)
}

/// The places that state a summary, an image or a publisher, the most trusted first.
const STATED: [Provenance; 5] =
    [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta, Provenance::Twitter, Provenance::Microdata];

/// The best of the candidates that pass, by the order of [`STATED`]. Objects about other articles do not count.
fn best_of<'m>(
    metadata: &'m Metadata,
    objects: &Objects<'_>,
    field: Field,
    passes: impl Fn(&str) -> bool,
) -> Option<&'m Candidate> {
    STATED.iter().find_map(|place| {
        metadata.of(field).filter(|candidate| candidate.provenance == *place).find(|candidate| {
            (*place != Provenance::JsonLd || objects.weight(&candidate.key) >= 0.5) && passes(&candidate.value)
        })
    })
}

/// Parts of addresses of pictures that stand on every page of a site.
const EMBLEMS: [&str; 7] = ["logo", "placeholder", "default-", "default_", "spacer", "favicon", "blank."];

/// The lead image: emblems of the site only where nothing else is offered.
fn image(draft: &mut Draft<'_>, metadata: &Metadata, objects: &Objects<'_>) -> Result<(), ExtractError> {
    let is_picture = |address: &str| {
        let file = address.rsplit('/').next().unwrap_or(address).to_ascii_lowercase();
        !file.is_empty() && !EMBLEMS.iter().any(|part| file.contains(part))
    };
    let best = best_of(metadata, objects, Field::Image, is_picture).or_else(|| {
        best_of(metadata, objects, Field::Image, |address| !address.trim().is_empty() && !is_void(address))
    });
    let Some(best) = best else { return Ok(()) };
    draft.set_field(Field::Image, best.value.clone(), Some(&best.key), BEST)
}

/// Whether an address is that of no picture at all, but of what stands where one is missing, or of somebody's portrait.
fn is_void(address: &str) -> bool {
    const VOID: [&str; 8] =
        ["placeholder", "spacer.", "blank.", "/avatar", "avatar.", "gravatar.com/", "noimage", "1x1."];
    let lower = address.split('?').next().unwrap_or_default().to_ascii_lowercase();
    VOID.iter().any(|part| lower.contains(part))
}

fn first_of<'m>(metadata: &'m Metadata, field: Field, order: &[Provenance]) -> Option<&'m Candidate> {
    order.iter().find_map(|place| {
        metadata.of(field).find(|candidate| candidate.provenance == *place && !candidate.value.trim().is_empty())
    })
}
