//! The tags.

use copydesk_core::{Draft, ExtractError, Field, Metadata, Provenance};

use super::BEST;
use super::objects::Objects;
use super::zones::{Zone, Zones};

/// The most tags that links in the text give. More are a cloud of all tags of the site.
const MAX_SHOWN: usize = 20;

/// What parts tags, in all scripts.
const SEPARATORS: [char; 7] = [',', '،', '，', ';', '；', '؛', '、'];

/// Resolves the tags.
pub(super) fn tags(
    draft: &mut Draft<'_>,
    metadata: &Metadata,
    objects: &Objects<'_>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    for place in [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta, Provenance::Microdata, Provenance::Text]
    {
        let mut tags: Vec<String> = Vec::new();
        let mut key = None;
        let document = draft.document();
        let own = metadata.of(Field::Tags).filter(|candidate| candidate.provenance == place).filter(|candidate| {
            let zone = candidate.block.map(|block| zones.of_block(document, block));
            match place {
                Provenance::JsonLd => objects.weight(&candidate.key) >= 0.5,
                Provenance::Text => zone.is_some_and(|zone| zone != Zone::Far),
                _ => true,
            }
        });
        for candidate in own {
            key.get_or_insert(candidate.key.as_str());
            for tag in candidate.value.split(SEPARATORS).map(str::trim).filter(|tag| !tag.is_empty()) {
                if !tags.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                    tags.push(tag.to_owned());
                }
            }
        }
        if !tags.is_empty() && (place != Provenance::Text || tags.len() <= MAX_SHOWN) {
            return draft.set_field(Field::Tags, tags, key, BEST);
        }
    }
    Ok(())
}
