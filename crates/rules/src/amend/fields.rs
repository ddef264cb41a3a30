//! `[[field]]`: the fields of the article.

use std::collections::{BTreeSet, HashSet};

use copydesk_core::text::whitespace::fold;
use copydesk_core::text::{bylines, dates};
use copydesk_core::{Access, Draft, ExtractError, Field, FieldValue, Target};

use super::{Hit, Page, holds, value_of};
use crate::compile::{FieldStep, Origin, Test};
use crate::tables::Scope;

/// Fills fields: for each the first rule that gives a value.
pub(super) fn apply(steps: &[FieldStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let mut filled: BTreeSet<Field> = BTreeSet::new();
    for step in steps {
        if filled.contains(&step.field) || (!step.table.overwrite && draft.field(step.field).is_some()) {
            continue;
        }
        if fill(step, page, draft)? {
            filled.insert(step.field);
        }
    }
    Ok(())
}

/// One place that a value was read from.
struct Reading {
    value: String,
    /// Where it stands in the visible text; empty for the head of the page.
    targets: Vec<Target>,
}

fn fill(step: &FieldStep, page: &Page<'_>, draft: &mut Draft<'_>) -> Result<bool, ExtractError> {
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
    for reading in readings {
        let read = values_of(step, &reading.value);
        if read.is_empty() {
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
        return Ok(false);
    }
    let value =
        if step.field.is_list() { FieldValue::List(values) } else { FieldValue::Text(join(step.field, values)) };
    let mut targets = targets.into_iter().filter(|_| step.table.take);
    match targets.next() {
        Some(first) => draft.take(first, step.field, value, &step.rule)?,
        None => draft.set_field(step.field, value, from, &step.rule)?,
    }
    for target in targets {
        draft.consume(target, step.field, &step.rule)?;
    }
    Ok(true)
}

/// Several values of a field that is no list: a date is one of them, a text all of them.
fn join(field: Field, mut values: Vec<String>) -> String {
    if field.is_date() { values.swap_remove(0) } else { values.join(" ") }
}

/// What a rule's selector and pattern find.
fn found(step: &FieldStep, test: &Test, page: &Page<'_>) -> Result<Vec<Reading>, ExtractError> {
    let scope = if test.text.is_some() { step.table.scope } else { Scope::Block };
    let hits = page.find(test, scope)?;
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

/// The values that a text gives: none where it is empty, or no date where one is wanted.
fn values_of(step: &FieldStep, text: &str) -> Vec<String> {
    let text = step.table.value.as_deref().unwrap_or(text);
    let text = match &step.strip {
        Some(pattern) => pattern.regex().replace_all(text, ""),
        None => text.into(),
    };
    let text = fold(&text);
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if step.field.is_date() {
        return date_of(text, step.table.format.as_deref()).into_iter().collect();
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

fn date_of(text: &str, format: Option<&str>) -> Option<String> {
    let date = match format {
        Some(format) => dates::parse_format(text, format).ok(),
        None => dates::parse_iso(text).or_else(|| dates::find(text).map(|(_, date)| date)),
    };
    date.map(|date| date.to_string())
}
