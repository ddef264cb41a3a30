//! The head of a flat text: headline, standfirst, byline and date, found by where they stand.

mod date;
mod headline;

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, Kind, Rule, Verdict};

use self::date::published;
use self::headline::{REPEATED, headline};
use crate::icons;
use crate::lexical::Lexical;
use crate::mentions::is_place;
use crate::{phrases, typing};

const STANDFIRST: Rule = Rule::new("generic/standfirst", "summary between headline and body");
const BYLINE: Rule = Rule::new("generic/byline", "byline above the body");

/// How many lines above the body are searched for a headline.
const MAX_HEAD: usize = 120;
/// The longest headline, in bytes.
const MAX_HEADLINE_BYTES: usize = 400;
/// How many lines behind the body's beginning may still hold its date and byline.
const MAX_INTO: usize = 4;
/// Most words of a line that holds a date beside other words.
const MAX_DATED: u32 = 18;

/// Resolves the fields of a flat text, once the judge has decided about its lines.
pub(crate) fn resolve(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let start = body_start(draft);
    let headline = headline(draft, start);
    published(draft, headline, start)?;
    let Some(headline) = headline else { return Ok(()) };
    below_headline(draft, headline, start)
}

/// The block that the body begins with; the number of blocks where none is kept. Captions may stand above it.
fn body_start(draft: &Draft<'_>) -> usize {
    let blocks = draft.document().blocks();
    let count = blocks.len();
    (0..count).find(|&at| is_body(draft, at)).map_or(count, |start| {
        // The judge may have kept the head along with the body.
        let mut lines = start..(start + MAX_KEPT_HEAD).min(count);
        lines.find(|&at| is_body(draft, at) && Lexical::of(&blocks[at].text).is_prose()).unwrap_or(start)
    })
}

fn is_body(draft: &Draft<'_>, at: usize) -> bool {
    draft
        .decision(at as u32)
        .is_some_and(|decision| matches!(&decision.verdict, Verdict::Keep(kind) if *kind != Kind::Caption))
}

/// How many lines of a head may be kept along with the body.
const MAX_KEPT_HEAD: usize = 6;

/// Standfirst and byline stand between headline and body.
fn below_headline(draft: &mut Draft<'_>, headline: usize, start: usize) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let mut authors: Vec<String> = Vec::new();
    for at in headline + 1..(start + MAX_INTO).min(blocks.len()).min(headline + MAX_BELOW) {
        let text = &blocks[at].text;
        let decided = draft.decision(at as u32).is_some_and(|decision| {
            matches!(decision.verdict, Verdict::Field { .. } | Verdict::Part { .. })
                || (decision.verdict.is_kept() && at >= start)
        });
        let is_other = decided
            || draft.decision(at as u32).is_some_and(|decision| decision.rule == REPEATED.id)
            || phrases::prompt(text).is_some()
            || icons::row(text).is_some()
            || typing::flat_credit_line(document, at).is_some();
        if is_other {
            continue;
        }
        let (text, part) = without_date(draft, at);
        let announced = bylines::is_announced(text);
        let named = announced
            || (is_lone_name(text) && authors.is_empty() && is_by_date(draft, at) && !is_place(draft.document(), text));
        let people = if named { bylines::people(text) } else { Vec::new() };
        if !people.is_empty() {
            authors.extend(people.into_iter().filter(|name| !authors.contains(name)).collect::<Vec<_>>());
            draft.take((at, part), Field::Authors, authors.clone(), BYLINE)?;
            continue;
        }
        let words = Lexical::of(text).words;
        if at < start
            && !draft.is_kept(at as u32)
            && (7..=60).contains(&words)
            && draft.field(Field::Standfirst).is_none()
            && authors.is_empty()
        {
            draft.take(at, Field::Standfirst, blocks[at].text.clone(), STANDFIRST)?;
        }
    }
    Ok(())
}

/// How many lines below the headline may hold standfirst and byline.
const MAX_BELOW: usize = 12;

/// A line without the date that stands in it, and where that part lies.
fn without_date<'d>(draft: &Draft<'d>, at: usize) -> (&'d str, std::ops::Range<usize>) {
    let text = draft.document().blocks()[at].text.as_str();
    let idle = |character: char| character.is_whitespace() || "|•·-–—,/:".contains(character);
    let range = match dates::find(text).filter(|_| text.len() <= MAX_HEADLINE_BYTES) {
        Some((date, _)) if !text[..date.start].trim_matches(idle).is_empty() => 0..date.start,
        Some((date, _)) => date.end..text.len(),
        None => 0..text.len(),
    };
    let mut part = text[range.clone()].trim_end_matches(idle);
    for word in [" on", " am", " le", " il", " el", " at"] {
        part = part.strip_suffix(word).unwrap_or(part).trim_end_matches(idle);
    }
    let start = range.start + (part.len() - part.trim_start_matches(idle).len());
    (&text[start..range.start + part.len()], start..range.start + part.len())
}

/// Whether a line is a name and nothing else, short enough for a person's.
fn is_lone_name(text: &str) -> bool {
    bylines::is_person(text) && text.split_whitespace().count() <= 4
}

/// Whether a line holds a date, or stands next to one that does.
fn is_by_date(draft: &Draft<'_>, at: usize) -> bool {
    let blocks = draft.document().blocks();
    blocks[at.saturating_sub(2)..(at + 3).min(blocks.len())].iter().any(|block| {
        block.text.len() <= MAX_HEADLINE_BYTES
            && Lexical::of(&block.text).words <= MAX_DATED
            && dates::find(&block.text).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_authors(lines: &[&str], expected: Option<&[&str]>) {
        let document = copydesk_core::StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        draft.keep(lines.len() - 1, Kind::Paragraph, BYLINE).expect("there is such a block");
        resolve(&mut draft).expect("heads of any text are resolved");
        let found = draft.field(Field::Authors).map(|value| format!("{value:?}"));
        let expected = expected.map(|names| names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>());
        assert_eq!(found.is_some(), expected.is_some(), "{found:?}");
        for name in expected.unwrap_or_default() {
            assert!(found.as_deref().is_some_and(|found| found.contains(&name)), "{found:?}");
        }
    }

    #[test]
    fn a_place_is_no_author() {
        const BODY: &str = "The mayor of Port Ellen said in Port Ellen on Sunday that the wall will be rebuilt in May.";
        let title = "Ness votes to rebuild its harbour wall after all";
        check_authors(&[title, title, "Port Ellen", "May 4, 2021", BODY], None);
        check_authors(&[title, title, "Maud Ferriby", "May 4, 2021", BODY], Some(&["Maud Ferriby"]));
        check_authors(&[title, title, "By Maud Ferriby on May 4, 2021", BODY], Some(&["Maud Ferriby"]));
    }

    #[test]
    fn a_head_that_was_kept_is_still_one() {
        const BODY: &str = "The mayor of Ness said on Sunday that the harbour wall will be rebuilt in May, after all.";
        let document =
            copydesk_core::StaticDocument::of_lines(&["Why I count the ships no more", "By Maud Ferriby", BODY]);
        let mut draft = Draft::new(&document);
        for at in 0..3_usize {
            draft.keep(at, Kind::Paragraph, BYLINE).expect("there is such a block");
        }
        resolve(&mut draft).expect("heads of any text are resolved");
        let title = draft.field(Field::Title).map(copydesk_core::FieldValue::to_text);
        assert_eq!(title.as_deref(), Some("Why I count the ships no more"));
        let authors = draft.field(Field::Authors).map(copydesk_core::FieldValue::to_list);
        assert_eq!(authors, Some(vec!["Maud Ferriby".to_owned()]));
        assert_eq!(draft.kept(), [2]);
    }
}
