//! The language.

use copydesk_core::{Draft, ExtractError, Field, Metadata, Provenance};

use super::{BEST, first_of};

/// Resolves the language.
pub(super) fn language(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    let order = [Provenance::Lang, Provenance::JsonLd, Provenance::OpenGraph, Provenance::Meta];
    let Some(best) = first_of(metadata, Field::Language, &order) else { return Ok(()) };
    let tag = best.value.replace('_', "-");
    let sound = (2..=35).contains(&tag.len())
        && tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if sound { draft.set_field(Field::Language, tag, Some(&best.key), BEST) } else { Ok(()) }
}
