//! Resolving an HTML page's fields from its candidates.
//!
//! Each field has an order of places to trust. The winner is written with the place it came from; the ledger shows the
//! losers beside it.

mod authors;
mod dates;
mod language;
mod objects;
mod shown;
mod tags;
mod title;
mod weights;
mod zones;

use copydesk_core::{Candidate, Draft, ExtractError, Field, Metadata, Provenance, Rule, Shape};

use crate::lexical::letters;
use crate::site_name::SiteNames;

const BEST: Rule = Rule::new("generic/metadata", "most trusted place that offers it");

/// The longest byline block, in bytes.
const MAX_BYLINE: usize = 200;

/// Resolves all fields of an HTML page, and accounts for the blocks that show them.
pub(crate) fn resolve(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let metadata = draft.document().metadata();
    let site = SiteNames::of(draft.document());
    title::title(draft, metadata, &site)?;
    for field in [Field::Published, Field::Modified] {
        dates::date(draft, metadata, field)?;
    }
    authors::authors(draft, metadata, &site)?;
    let order =
        [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta, Provenance::Twitter, Provenance::Microdata];
    for field in [Field::Standfirst, Field::Section, Field::Image, Field::Publisher] {
        if let Some(best) = first_of(metadata, field, &order) {
            if field == Field::Standfirst && opens_body(draft, &best.value) {
                continue;
            }
            draft.set_field(field, best.value.clone(), Some(&best.key), BEST)?;
        }
    }
    if let Some(best) =
        first_of(metadata, Field::CanonicalUrl, &[Provenance::Link, Provenance::OpenGraph, Provenance::JsonLd])
    {
        draft.set_field(Field::CanonicalUrl, best.value.clone(), Some(&best.key), BEST)?;
    }
    if let Some(best) =
        first_of(metadata, Field::Access, &[Provenance::JsonLd, Provenance::Meta, Provenance::OpenGraph])
    {
        draft.set_field(Field::Access, best.value.clone(), Some(&best.key), BEST)?;
    }
    language::language(draft, metadata)?;
    tags::tags(draft, metadata)?;
    shown::shown(draft)
}

/// How many paragraphs a description for search engines may be cut from.
const LEAD_PARAGRAPHS: usize = 4;

/// Whether a description is only the beginning of the body, perhaps cut short: then it is no standfirst.
fn opens_body(draft: &Draft<'_>, description: &str) -> bool {
    let own = letters(description);
    let blocks = draft.document().blocks();
    let lead: String = draft
        .kept()
        .into_iter()
        .map(|at| &blocks[at as usize])
        .filter(|block| matches!(block.shape, Shape::Paragraph | Shape::Plain))
        .take(LEAD_PARAGRAPHS)
        .map(|block| letters(&block.text))
        .collect();
    !own.is_empty() && lead.contains(&own)
}

fn first_of<'m>(metadata: &'m Metadata, field: Field, order: &[Provenance]) -> Option<&'m Candidate> {
    order.iter().find_map(|place| {
        metadata.of(field).find(|candidate| candidate.provenance == *place && !candidate.value.trim().is_empty())
    })
}
