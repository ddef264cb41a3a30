//! The tags.

use copydesk_core::{Draft, ExtractError, Field, Metadata, Provenance};

use super::BEST;

/// Resolves the tags.
pub(super) fn tags(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    for place in [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta] {
        let mut tags: Vec<String> = Vec::new();
        let mut key = None;
        for candidate in metadata.of(Field::Tags).filter(|candidate| candidate.provenance == place) {
            key.get_or_insert(candidate.key.as_str());
            for tag in candidate.value.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()) {
                if !tags.iter().any(|known| known == tag) {
                    tags.push(tag.to_owned());
                }
            }
        }
        if !tags.is_empty() {
            return draft.set_field(Field::Tags, tags, key, BEST);
        }
    }
    Ok(())
}
