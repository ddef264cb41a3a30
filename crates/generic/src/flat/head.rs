//! The head of a flat text: headline, standfirst, byline and date, found by where they stand.

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, Rule};

use super::heuristic;
use crate::icons;
use crate::lexical::{Lexical, letters};
use crate::{phrases, typing};

const SCRAPER_DATE: Rule = Rule::new("generic/scraper-date", "date that the scraper wrote before the text");
const DATE_LINE: Rule = Rule::new("generic/date-line", "line that is a date and nothing else");
const HEADLINE: Rule = Rule::new("generic/headline", "headline above the body");
const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");
const STANDFIRST: Rule = Rule::new("generic/standfirst", "summary between headline and body");
const BYLINE: Rule = Rule::new("generic/byline", "byline above the body");

/// Most words of a headline.
const MAX_HEADLINE: u32 = 32;
/// Fewest words of a headline, unless it stands twice.
const MIN_HEADLINE: u32 = 3;
/// How many lines above the body are searched for a headline.
const MAX_HEAD: usize = 120;

/// Resolves the fields of a flat text.
pub(crate) fn resolve(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let start = heuristic::body_start(draft.document());
    published(draft, start)?;
    let Some(headline) = headline(draft, start) else { return Ok(()) };
    below_headline(draft, headline, start)
}

/// The scraper's own "date 2019-02-04" at the very start, then lines that are dates above the body.
fn published(draft: &mut Draft<'_>, start: usize) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    if let Some(first) = blocks.first() {
        let end = scraper_date_end(0, &first.text);
        if let Some(day) = first.text.get("date ".len()..end).and_then(dates::parse_iso) {
            draft.take((0_usize, 0..end), Field::Published, day.to_string(), SCRAPER_DATE)?;
        }
    }
    for at in start.saturating_sub(MAX_HEAD)..start.min(blocks.len()) {
        let Some(day) = dates::whole(&blocks[at].text) else { continue };
        let lower = blocks[at].text.to_lowercase();
        let updated = UPDATED.iter().any(|word| lower.contains(word));
        let field = if updated { Field::Modified } else { Field::Published };
        if draft.field(field).is_none() {
            draft.take(at, field, day.to_string(), DATE_LINE)?;
        } else {
            draft.consume(at, field, DATE_LINE)?;
        }
    }
    Ok(())
}

/// Where the scraper's own date at the start of the first block ends; 0 where there is none.
fn scraper_date_end(at: usize, text: &str) -> usize {
    const LEN: usize = "date 2019-02-04".len();
    let day = text.get("date ".len()..LEN).filter(|_| at == 0 && text.starts_with("date "));
    if day.and_then(dates::parse_iso).is_some() { LEN } else { 0 }
}

/// A block's text without the scraper's own date.
fn own_text(at: usize, text: &str) -> &str {
    text[scraper_date_end(at, text)..].trim_start()
}

const UPDATED: [&str; 8] =
    ["updated", "edited", "modified", "aktualisiert", "mis à jour", "actualizado", "aggiornato", "обновлено"];

/// Takes the headline into its field and drops its repetitions; says which block it was.
fn headline(draft: &mut Draft<'_>, start: usize) -> Option<usize> {
    let document = draft.document();
    let blocks = document.blocks();
    let from = start.saturating_sub(MAX_HEAD);
    let first_line = blocks.first().map(|block| letters(own_text(0, &block.text))).unwrap_or_default();
    let mut best: Option<(i32, usize)> = None;
    for at in from..start.min(blocks.len()) {
        let text = own_text(at, &blocks[at].text);
        let lexical = Lexical::of(text);
        let is_candidate = (MIN_HEADLINE..=MAX_HEADLINE).contains(&lexical.words)
            && dates::whole(text).is_none()
            && !bylines::is_announced(text)
            && phrases::prompt(text).is_none()
            && icons::row(text).is_none()
            && typing::flat_credit_line(document, at).is_none();
        if !is_candidate {
            continue;
        }
        let own = letters(text);
        let repeats = blocks[from..start]
            .iter()
            .enumerate()
            .filter(|(other, block)| from + other != at && letters(&block.text) == own)
            .count();
        let names_page = at > 0 && first_line.len() > own.len() && first_line.contains(&own) && own.len() >= 12;
        let mut score = 0;
        score += if repeats > 0 && lexical.words >= 4 { 4 } else { 0 };
        score += if names_page { 5 } else { 0 };
        score += if (5..=22).contains(&lexical.words) { 3 } else { 0 };
        score -= if text.ends_with('.') { 4 } else { 0 };
        score -= if text.contains(" | ") { 2 } else { 0 };
        score += i32::from(start - at <= 8);
        // Of equals the first: what follows a headline is its standfirst.
        if score > 0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
    }
    let (_, at) = best?;
    let text = own_text(at, &blocks[at].text);
    let own = letters(text);
    let whole = blocks[at].text.len();
    draft.take((at, whole - text.len()..whole), Field::Title, text, HEADLINE).ok()?;
    for (other, block) in blocks.iter().enumerate() {
        if other != at && block.text.len() <= blocks[at].text.len() + 16 && letters(&block.text) == own {
            draft.drop(other, REPEATED).ok()?;
        }
    }
    Some(at)
}

/// Standfirst and byline stand between headline and body.
fn below_headline(draft: &mut Draft<'_>, headline: usize, start: usize) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let mut authors: Vec<String> = Vec::new();
    for at in headline + 1..start.min(blocks.len()).min(headline + MAX_BELOW) {
        let text = &blocks[at].text;
        let decided = draft.decision(at as u32).is_some_and(|decision| {
            matches!(decision.verdict, copydesk_core::Verdict::Field { .. } | copydesk_core::Verdict::Part { .. })
                || decision.verdict.is_kept()
        });
        let is_other = decided
            || draft.decision(at as u32).is_some_and(|decision| decision.rule == REPEATED.id)
            || phrases::prompt(text).is_some()
            || icons::row(text).is_some()
            || typing::flat_credit_line(document, at).is_some();
        if is_other {
            continue;
        }
        let people = bylines::people(text);
        if (bylines::is_announced(text) || bylines::is_person(text)) && !people.is_empty() {
            authors.extend(people.into_iter().filter(|name| !authors.contains(name)).collect::<Vec<_>>());
            draft.take(at, Field::Authors, authors.clone(), BYLINE)?;
            continue;
        }
        let words = Lexical::of(text).words;
        if (7..=60).contains(&words) && draft.field(Field::Standfirst).is_none() && authors.is_empty() {
            draft.take(at, Field::Standfirst, text.clone(), STANDFIRST)?;
        }
    }
    Ok(())
}

/// How many lines below the headline may hold standfirst and byline.
const MAX_BELOW: usize = 12;
