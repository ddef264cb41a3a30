//! The date of a flat text: the scraper's own, or the one that stands nearest to the headline.

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, Kind, Rule, Verdict};

use super::{MAX_BELOW, MAX_DATED, MAX_HEAD, MAX_HEADLINE_BYTES, MAX_INTO};
use crate::lexical::Lexical;

const SCRAPER_DATE: Rule = Rule::new("generic/scraper-date", "date that the scraper wrote before the text");
const DATE_LINE: Rule = Rule::new("generic/date-line", "line that is a date and nothing else");

const ONLY: Rule = Rule::new("generic/only-date", "the only date that the text gives; it is labelled as a change");

/// How many lines above the headline are searched for a date.
const MAX_ABOVE: usize = 6;
/// How many lines behind the body's beginning may hold a date that says that it is the publication's.
const MAX_FAR_INTO: usize = 12;
/// Words before a date that say it is the last change's.
const UPDATED: [&str; 21] = [
    "updated",
    "edited",
    "modified",
    "aktualisiert",
    "zuletzt geändert",
    "mis à jour",
    "mise à jour",
    "actualizado",
    "aggiornato",
    "atualizado",
    "bijgewerkt",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "päivitetty",
    "uppfært",
    "zaktualizowan",
    "aktualizováno",
    "güncelle",
    "обновлено",
    "оновлено",
];
/// Words before a date that say it is the publication's.
const PUBLISHED: [&str; 20] = [
    "published",
    "posted on",
    "veröffentlicht",
    "erschienen",
    "publié",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "publisert",
    "publicerad",
    "udgivet",
    "julkaistu",
    "opublikowan",
    "publikováno",
    "yayın",
    "опубликовано",
    "опубліковано",
    "δημοσιε",
];

/// The scraper's own "date 2019-02-04" at the very start, then the dates that stand around the headline, the nearest first.
pub(super) fn published(draft: &mut Draft<'_>, headline: Option<usize>, start: usize) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    if let Some(first) = blocks.first() {
        let end = scraper_date_end(0, &first.text);
        if let Some(day) = first.text.get("date ".len()..end).and_then(dates::parse_iso) {
            draft.take((0_usize, 0..end), Field::Published, day.to_string(), SCRAPER_DATE)?;
        }
    }
    let end = (start + MAX_INTO).min(blocks.len());
    let from = headline
        .filter(|&at| at > 0 && start - at.min(start) <= MAX_HEAD)
        .map_or(start.saturating_sub(MAX_BELOW), |at| at + 1);
    let above = (from.saturating_sub(MAX_ABOVE + 1)..from).rev();
    let far = (start.saturating_sub(MAX_HEAD)..from.saturating_sub(MAX_ABOVE + 1)).rev();
    // A line that says so itself goes before those that only hold a date.
    let is_labelled = |at: &usize| {
        let lower = blocks[*at].text.to_lowercase();
        blocks[*at].text.len() <= MAX_HEADLINE_BYTES && PUBLISHED.iter().any(|word| lower.contains(word))
    };
    let (labelled, plain): (Vec<usize>, Vec<usize>) = (from..end).partition(is_labelled);
    let into = (end..(start + MAX_FAR_INTO).min(blocks.len())).filter(is_labelled);
    for at in labelled.into_iter().chain(plain).chain(above).chain(into).chain(far) {
        let is_caption = || {
            let decision = draft.decision(at as u32);
            decision.is_some_and(|decision| decision.verdict == Verdict::Keep(Kind::Caption))
                && dates::whole(&blocks[at].text).is_some()
        };
        if draft.is_kept(at as u32) && !is_caption()
            || Some(at) == headline
            || (at == 0 && scraper_date_end(0, &blocks[0].text) > 0)
        {
            continue;
        }
        let text = blocks[at].text.as_str();
        let (range, day) = match dates::whole(text) {
            Some(day) => (0..text.len(), day),
            // Beside other words a date counts only where date lines stand: below the headline.
            None if (at >= from || bylines::is_announced(text)) && Lexical::of(text).words <= MAX_DATED => {
                match dates::find(text) {
                    Some(found) => found,
                    None => continue,
                }
            }
            None => continue,
        };
        let before = text[..if range.start == 0 { text.len() } else { range.start }].to_lowercase();
        let updated = UPDATED.iter().any(|word| before.contains(word));
        let field = if updated { Field::Modified } else { Field::Published };
        if draft.field(field).is_none() {
            draft.take((at, range), field, day.to_string(), DATE_LINE)?;
        } else if range.len() == text.len() && at + MAX_ABOVE >= from {
            draft.consume(at, field, DATE_LINE)?;
        }
    }
    // A text that only says when it was changed was not published later.
    if draft.field(Field::Published).is_none()
        && let Some(changed) = draft.field(Field::Modified).map(copydesk_core::FieldValue::to_text)
    {
        draft.set_field(Field::Published, changed, None, ONLY)?;
    }
    Ok(())
}

/// Whether a text in small letters is what stands before a date: "published", "last updated".
pub(super) fn is_dated_label(text: &str) -> bool {
    PUBLISHED.iter().chain(&UPDATED).chain(&["posted", "date"]).any(|word| text.contains(word))
}

/// Where the scraper's own date at the start of the first block ends; 0 where there is none.
pub(super) fn scraper_date_end(at: usize, text: &str) -> usize {
    const LEN: usize = "date 2019-02-04".len();
    let day = text.get("date ".len()..LEN).filter(|_| at == 0 && text.starts_with("date "));
    if day.and_then(dates::parse_iso).is_some() { LEN } else { 0 }
}

/// A block's text without the scraper's own date.
pub(super) fn own_text(at: usize, text: &str) -> &str {
    text[scraper_date_end(at, text)..].trim_start()
}
