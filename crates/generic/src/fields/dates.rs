//! The dates of publication and of the last change.

use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, Metadata, Provenance};

use super::BEST;

/// Resolves one date.
pub(super) fn date(draft: &mut Draft<'_>, metadata: &Metadata, field: Field) -> Result<(), ExtractError> {
    const ORDER: [Provenance; 8] = [
        Provenance::JsonLd,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::Meta,
        Provenance::Time,
        Provenance::Text,
        Provenance::Byline,
        Provenance::Twitter,
    ];
    for place in ORDER {
        for candidate in metadata.of(field).filter(|candidate| candidate.provenance == place) {
            let day = dates::parse_iso(&candidate.value)
                .or_else(|| dates::whole(&candidate.value))
                .or_else(|| dates::find(&candidate.value).map(|(_, day)| day));
            if let Some(day) = day {
                return draft.set_field(field, day.to_string(), Some(&candidate.key), BEST);
            }
        }
    }
    Ok(())
}
