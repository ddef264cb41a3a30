//! `[[field]]`: the fields of the article.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use copydesk_core::text::bylines;
use copydesk_core::text::whitespace::fold;
use copydesk_core::{Access, Diagnostic, Draft, ExtractError, Field, FieldValue, Target};

use super::{Hit, Page, dates, holds, value_of};
use crate::compile::fixed::is_address;
use crate::compile::{FieldStep, Origin, Test, is_language};
use crate::extractor::RulesExtractor;
use crate::tables::Scope;

/// The most of a text that a diagnostic quotes, in characters.
const MAX_QUOTE: usize = 60;

/// Fills fields: for each the first rule that gives a value. Where a rule found something that its field does not hold, and no
/// other fills that, it is told: the first of each kind on a page.
pub(super) fn apply(extractor: &RulesExtractor, page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let mut filled: BTreeSet<Field> = BTreeSet::new();
    let mut unfit: BTreeMap<Field, Diagnostic> = BTreeMap::new();
    for step in &extractor.field {
        if filled.contains(&step.field) || (!step.table.overwrite && draft.field(step.field).is_some()) {
            continue;
        }
        let (code, problem) = match fill(step, &extractor.info.languages, page, draft)? {
            Outcome::Filled => {
                filled.insert(step.field);
                continue;
            }
            Outcome::Nothing => continue,
            Outcome::Unfit(text) => unfit_for(step, &text),
            Outcome::OfOthers(fields) => (
                "rules/no-candidate",
                format!(
                    "names a place of the page's metadata that is offered for {fields}, and not for {}",
                    step.field
                ),
            ),
        };
        let message = format!("rule {} {problem}", step.rule.id);
        unfit.entry(step.field).or_insert_with(|| Diagnostic::of_source(code, &extractor.info.name, message));
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (_, diagnostic) in unfit.into_iter().filter(|(field, _)| !filled.contains(field)) {
        if told.insert(diagnostic.code.clone()) {
            draft.diagnose(diagnostic);
        }
    }
    Ok(())
}

/// The code and the words of a text that is not what its field holds.
fn unfit_for(step: &FieldStep, text: &str) -> (&'static str, String) {
    let quote: String = text.chars().take(MAX_QUOTE).collect();
    match step.field {
        Field::Access => ("rules/no-access", format!("found neither \"free\" nor \"paywalled\": {quote:?}")),
        Field::Language => ("rules/no-language", format!("found a text that is no language tag: {quote:?}")),
        Field::CanonicalUrl | Field::Image => {
            ("rules/no-address", format!("found a text that is no address: {quote:?}"))
        }
        _ => {
            let wanted = step.table.format.as_ref().map(|format| format!(" by the format {format:?}"));
            ("rules/no-date", format!("found a text but no date in it{}: {quote:?}", wanted.unwrap_or_default()))
        }
    }
}

/// What came of a rule.
enum Outcome {
    Filled,
    /// It found nothing.
    Nothing,
    /// It found a text, which is not what the field holds.
    Unfit(String),
    /// It names a place of metadata that the page offers for these fields alone.
    OfOthers(String),
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
            let readings: Vec<Reading> = candidates.map(|candidate| read(&candidate.value)).collect();
            if readings.is_empty() {
                return Ok(offered_for(page, key).map_or(Outcome::Nothing, Outcome::OfOthers));
            }
            (readings, Some(key.as_str()))
        }
        Origin::Always => {
            let value = step.table.value.clone().unwrap_or_default();
            (vec![Reading { value, targets: Vec::new() }], None)
        }
    };
    let mut values: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut unfit = None;
    for reading in readings {
        let text = text_of(step, &reading.value);
        let read = values_of(step, &text, languages);
        if read.is_empty() {
            if holds_no_text(step.field) && unfit.is_none() && !text.is_empty() {
                unfit = Some(text);
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
        return Ok(unfit.map_or(Outcome::Nothing, Outcome::Unfit));
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

/// Several values of a field that is no list: a text is all of them, anything else one of them.
fn join(field: Field, mut values: Vec<String>) -> String {
    if holds_no_text(field) { values.swap_remove(0) } else { values.join(" ") }
}

/// Whether a field holds something else than any text: a date, an address, one of a few words.
const fn holds_no_text(field: Field) -> bool {
    field.is_date() || matches!(field, Field::Access | Field::Language | Field::CanonicalUrl | Field::Image)
}

/// The fields that the page offers a place of its metadata for; none where it has no such place.
fn offered_for(page: &Page<'_>, key: &str) -> Option<String> {
    let candidates = page.document.metadata().candidates.iter().filter(|candidate| candidate.key == key);
    let fields: BTreeSet<&str> = candidates.map(|candidate| candidate.field.name()).collect();
    Some(fields.into_iter().collect::<Vec<_>>().join(", ")).filter(|fields| !fields.is_empty())
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

/// The values that a text gives: none where it is empty, or not what the field holds.
fn values_of(step: &FieldStep, text: &str, languages: &[String]) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    if step.field.is_date() {
        let date = dates::read(text, step.table.format.as_deref(), languages);
        return date.map(|date| date.to_string()).into_iter().collect();
    }
    match step.field {
        Field::Access => {
            return Access::parse(&text.to_lowercase()).map(|access| access.as_str().to_owned()).into_iter().collect();
        }
        Field::Language => return language(text).into_iter().collect(),
        Field::CanonicalUrl | Field::Image => return address(text).into_iter().collect(),
        _ => {}
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

/// A language tag as pages write it, whose parts are joined by `_` and in capitals at times: `en_GB`, `EN`.
fn language(text: &str) -> Option<String> {
    let tag = text.replace('_', "-");
    let (first, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    Some(format!("{}{rest}", first.to_ascii_lowercase())).filter(|tag| is_language(tag))
}

/// An address as pages write it: whole, from the site's root on, or from the page on, where it must look like one. Spaces are
/// written as browsers ask for them.
fn address(text: &str) -> Option<String> {
    let address = text.replace(' ', "%20");
    let is_below_page = || {
        let has_scheme = text.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        !has_scheme && !text.contains(char::is_whitespace) && text.contains(['/', '.', '?'])
    };
    (is_address(&address) || is_below_page()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_tags() {
        for (text, expected) in
            [("en", Some("en")), ("en_GB", Some("en-GB")), ("EN-us", Some("en-us")), ("English", None), ("e", None)]
        {
            assert_eq!(language(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_whole_or_relative() {
        for same in
            ["https://paper.example/a?b#c", "/a.jpg", "//cdn.paper.example/a.jpg", "img/a.jpg", "a.jpg", "?id=5"]
        {
            assert_eq!(address(same).as_deref(), Some(same));
        }
        assert_eq!(
            address("https://paper.example/the lock.jpg").as_deref(),
            Some("https://paper.example/the%20lock.jpg")
        );
        for none in [
            "the logo",
            "logo",
            "data:image/gif;base64,R0lGOD/=",
            "javascript:go('/a.jpg')",
            "ftp://a.example/b.jpg",
            "https://",
        ] {
            assert_eq!(address(none), None, "{none}");
        }
    }
}
