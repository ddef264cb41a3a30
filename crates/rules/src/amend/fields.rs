//! `[[field]]`: the fields of the article.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use copydesk_core::text::bylines;
use copydesk_core::text::whitespace::fold;
use copydesk_core::{Access, Diagnostic, Draft, ExtractError, Field, FieldValue, Target};

use super::{Hit, Page, dates, holds, value_of};
use crate::compile::{FieldStep, Origin, Test};
use crate::extractor::RulesExtractor;
use crate::tables::Scope;

/// The most of a text that a diagnostic quotes, in characters.
const MAX_QUOTE: usize = 60;

/// Fills fields: for each the first rule that gives a value. A date that no rule could read though one found a text is told, the
/// first of a page.
pub(super) fn apply(extractor: &RulesExtractor, page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let mut filled: BTreeSet<Field> = BTreeSet::new();
    let mut undated: BTreeMap<Field, String> = BTreeMap::new();
    for step in &extractor.field {
        if filled.contains(&step.field) || (!step.table.overwrite && draft.field(step.field).is_some()) {
            continue;
        }
        match fill(step, &extractor.info.languages, page, draft)? {
            Outcome::Filled => {
                filled.insert(step.field);
            }
            Outcome::NoDate(text) => {
                let wanted = step.table.format.as_ref().map(|format| format!(" by the format {format:?}"));
                let message = format!(
                    "rule {} found a text but no date in it{}: {:?}",
                    step.rule.id,
                    wanted.unwrap_or_default(),
                    text.chars().take(MAX_QUOTE).collect::<String>()
                );
                undated.entry(step.field).or_insert(message);
            }
            Outcome::Nothing => {}
        }
    }
    if let Some((_, message)) = undated.into_iter().find(|(field, _)| !filled.contains(field)) {
        draft.diagnose(Diagnostic::of_source("rules/no-date", &extractor.info.name, message));
    }
    Ok(())
}

/// What came of a rule.
enum Outcome {
    Filled,
    /// It found nothing.
    Nothing,
    /// It found a text, which is no date.
    NoDate(String),
}

/// One place that a value was read from.
struct Reading {
    value: String,
    /// Where it stands in the visible text; empty for the head of the page.
    targets: Vec<Target>,
}

fn fill(
    step: &FieldStep,
    languages: &[String],
    page: &Page<'_>,
    draft: &mut Draft<'_>,
) -> Result<Outcome, ExtractError> {
    let (readings, from) = match &step.origin {
        Origin::Found(test) => (found(step, test, page)?, test.select.as_deref()),
        Origin::Metadata(key) => {
            let candidates = page.document.metadata().of(step.field).filter(|candidate| candidate.key == *key);
            let read = |value: &String| Reading { value: value.clone(), targets: Vec::new() };
            (candidates.map(|candidate| read(&candidate.value)).collect(), Some(key.as_str()))
        }
        Origin::Always => {
            let value = step.table.value.clone().unwrap_or_default();
            (vec![Reading { value, targets: Vec::new() }], None)
        }
    };
    let mut values: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut undated = None;
    for reading in readings {
        let text = text_of(step, &reading.value);
        let read = values_of(step, &text, languages);
        if read.is_empty() {
            if step.field.is_date() && undated.is_none() && !text.is_empty() {
                undated = Some(text);
            }
            continue;
        }
        for value in read {
            if seen.insert(value.clone()) {
                values.push(value);
            }
        }
        targets.extend(reading.targets);
        if !step.all {
            break;
        }
    }
    if values.is_empty() {
        return Ok(undated.map_or(Outcome::Nothing, Outcome::NoDate));
    }
    let value =
        if step.field.is_list() { FieldValue::List(values) } else { FieldValue::Text(join(step.field, values)) };
    let mut targets = targets.into_iter().filter(|_| step.take);
    match targets.next() {
        Some(first) => draft.take(first, step.field, value, &step.rule)?,
        None => draft.set_field(step.field, value, from, &step.rule)?,
    }
    for target in targets {
        draft.consume(target, step.field, &step.rule)?;
    }
    Ok(Outcome::Filled)
}

/// Several values of a field that is no list: a date is one of them, a text all of them.
fn join(field: Field, mut values: Vec<String>) -> String {
    if field.is_date() { values.swap_remove(0) } else { values.join(" ") }
}

/// What a rule's selector and pattern find.
fn found(step: &FieldStep, test: &Test, page: &Page<'_>) -> Result<Vec<Reading>, ExtractError> {
    // Of an attribute the pattern is asked, and not of the text that the element shows.
    let shown = step.table.attribute.as_ref().map(|_| Test { text: None, ..test.clone() });
    let shown = shown.as_ref().unwrap_or(test);
    let scope = if shown.text.is_some() { step.table.scope } else { Scope::Block };
    let hits = page.find(shown, scope)?;
    let Some(css) = &test.select else {
        let read = hits
            .into_iter()
            .map(|hit| Reading { value: page.text(hit.target.block)[hit.value].to_owned(), targets: vec![hit.target] });
        return Ok(read.collect());
    };
    // With a selector the element is the unit: its text may run over several blocks, and in the head it has none.
    let narrowed = test.within.is_some() || test.not_within.is_some() || test.among_first.or(test.among_last).is_some();
    let mut readings = Vec::new();
    for element in page.select(css)?.iter() {
        let targets: Vec<Target> = element.targets.iter().flat_map(|outer| inside(&hits, *outer)).collect();
        if narrowed && targets.is_empty() {
            continue;
        }
        let text = match &step.table.attribute {
            Some(name) => element.attribute(name),
            None => Some(element.text.as_str()),
        };
        let Some(text) = text else { continue };
        let value = match &test.text {
            None => text,
            Some((pattern, _)) => match pattern.regex().captures(text) {
                Some(captures) => &text[value_of(&captures)],
                None => continue,
            },
        };
        readings.push(Reading { value: value.to_owned(), targets });
    }
    Ok(readings)
}

/// The hits that lie in an element's target. Hits stand in reading order.
fn inside(hits: &[Hit], outer: Target) -> impl Iterator<Item = Target> {
    let first = hits.partition_point(|hit| hit.target.block < outer.block);
    let of_block = hits[first..].iter().map(|hit| hit.target).take_while(move |target| target.block == outer.block);
    of_block.filter(move |target| holds(outer, *target))
}

/// The text that values are read from: what was found or is fixed, without what the rule strips.
fn text_of(step: &FieldStep, text: &str) -> String {
    let text = step.table.value.as_deref().unwrap_or(text);
    let text = match &step.strip {
        Some(pattern) => pattern.regex().replace_all(text, ""),
        None => text.into(),
    };
    fold(&text).trim().to_owned()
}

/// The values that a text gives: none where it is empty, or no date where one is wanted.
fn values_of(step: &FieldStep, text: &str, languages: &[String]) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    if step.field.is_date() {
        let date = dates::read(text, step.table.format.as_deref(), languages);
        return date.map(|date| date.to_string()).into_iter().collect();
    }
    if step.field == Field::Access {
        return Access::parse(&text.to_lowercase()).map(|access| access.as_str().to_owned()).into_iter().collect();
    }
    if step.table.byline {
        return bylines::people(text);
    }
    match &step.table.split {
        Some(separator) => {
            text.split(separator.as_str()).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        None => vec![text.to_owned()],
    }
}
