//! The headline.

use copydesk_core::{Candidate, Draft, ExtractError, Field, Metadata, Provenance, Rule};

use super::first_of;
use crate::lexical::letters;
use crate::site_name;

const HEADLINE: Rule = Rule::new("generic/headline", "most trusted place that offers a headline");

/// Resolves the title.
pub(super) fn title(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    let headings: Vec<&Candidate> =
        metadata.of(Field::Title).filter(|candidate| candidate.provenance == Provenance::Heading).collect();
    let stated = first_of(
        metadata,
        Field::Title,
        &[
            Provenance::JsonLd,
            Provenance::OpenGraph,
            Provenance::Twitter,
            Provenance::Microdata,
            Provenance::Meta,
            Provenance::TitleElement,
        ],
    );
    let site = first_of(metadata, Field::Publisher, &[Provenance::OpenGraph, Provenance::JsonLd])
        .map(|candidate| candidate.value.as_str());
    let tab = metadata
        .first(Field::Title, Provenance::TitleElement)
        .map(|candidate| letters(&candidate.value))
        .unwrap_or_default();
    let all: Vec<String> = metadata
        .of(Field::Title)
        .filter(|candidate| candidate.provenance != Provenance::Heading)
        .map(|candidate| letters(&candidate.value))
        .collect();
    // A heading that the head of the page repeats is the headline as readers see it.
    let confirmed = headings.iter().find(|heading| {
        let own = letters(&heading.value);
        own.len() >= 8 && (all.contains(&own) || tab.contains(&own)) && site.is_none_or(|site| letters(site) != own)
    });
    let best = match (confirmed, stated, headings.as_slice()) {
        (Some(heading), _, _) => heading,
        (None, Some(stated), _) => stated,
        (None, None, [only]) => only,
        _ => return Ok(()),
    };
    let value = if best.provenance == Provenance::Heading {
        best.value.clone()
    } else {
        site_name::strip(&best.value, site, &all)
    };
    if value.is_empty() {
        return Ok(());
    }
    draft.set_field(Field::Title, value, Some(&best.key), HEADLINE)
}
