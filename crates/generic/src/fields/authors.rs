//! The authors.

use copydesk_core::text::bylines;
use copydesk_core::{Draft, ExtractError, Field, Metadata, Provenance};

use super::{BEST, MAX_BYLINE};
use crate::lexical::letters;

/// Resolves the authors.
pub(super) fn authors(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    for place in [
        Provenance::JsonLd,
        Provenance::Meta,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::Byline,
        Provenance::Twitter,
    ] {
        let mut people: Vec<String> = Vec::new();
        let mut key = None;
        for candidate in metadata.of(Field::Authors).filter(|candidate| candidate.provenance == place) {
            if candidate.value.len() > MAX_BYLINE || candidate.key.contains("Organization") {
                continue;
            }
            for name in bylines::people(&candidate.value) {
                if !people.iter().any(|known| letters(known) == letters(&name)) {
                    people.push(name);
                    key.get_or_insert(candidate.key.as_str());
                }
            }
        }
        if !people.is_empty() {
            return draft.set_field(Field::Authors, people, key, BEST);
        }
    }
    Ok(())
}
