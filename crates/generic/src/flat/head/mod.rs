//! The head of a flat text: headline, standfirst, byline and date, found by where they stand.

mod byline;
mod date;
mod headline;

use std::ops::RangeInclusive;

use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, Kind, Rule, Verdict};

use self::date::{own_text, published};
use self::headline::{REPEATED, headline};
use crate::captions::trailing_credit;
use crate::fields::language;
use crate::icons;
use crate::lexical::{Lexical, letters};
use crate::{phrases, typing};

const STANDFIRST: Rule = Rule::new("generic/standfirst", "summary between headline and body");

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
    // The language tells whether days stand before months.
    language::of_text_alone(draft)?;
    let start = body_start(draft);
    let headline = headline(draft, start);
    published(draft, headline, start)?;
    let bylines = byline::authors(draft, headline, start)?;
    if let Some(headline) = headline {
        standfirst(draft, headline, start, &bylines)?;
    }
    Ok(())
}

/// The block that the body begins with; the number of blocks where none is kept. Captions may stand above it.
fn body_start(draft: &Draft<'_>) -> usize {
    let blocks = draft.document().blocks();
    let count = blocks.len();
    let any = (0..count).find(|&at| is_body(draft, at));
    // A line that was kept by mistake among navigation has nothing kept behind it.
    let run = (0..count).find(|&at| {
        is_body(draft, at) && (at + 1..(at + RUN).min(count)).filter(|&next| is_body(draft, next)).count() >= IN_RUN
    });
    run.or(any).map_or(count, |start| {
        // The judge may have kept the head along with the body.
        let mut lines = start..(start + MAX_KEPT_HEAD).min(count);
        lines.find(|&at| is_body(draft, at) && Lexical::of(&blocks[at].text).is_prose()).unwrap_or(start)
    })
}

/// Of how many lines the body's beginning has how many kept ones behind it.
const RUN: usize = 10;
const IN_RUN: usize = 2;

fn is_body(draft: &Draft<'_>, at: usize) -> bool {
    draft
        .decision(at as u32)
        .is_some_and(|decision| matches!(&decision.verdict, Verdict::Keep(kind) if *kind != Kind::Caption))
}

/// How many lines of a head may be kept along with the body.
const MAX_KEPT_HEAD: usize = 6;

/// The standfirst stands between the headline and the byline or the body.
fn standfirst(draft: &mut Draft<'_>, headline: usize, start: usize, bylines: &[usize]) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    let end = bylines.iter().copied().filter(|at| *at > headline).min().unwrap_or(start);
    let title = letters(own_text(headline, &blocks[headline].text));
    for at in headline + 1..start.min(end).min(blocks.len()).min(headline + MAX_BELOW) {
        if is_summary(&blocks[at].text, &title) && is_free(draft, at, start) && !draft.is_kept(at as u32) {
            return draft.take(at, Field::Standfirst, blocks[at].text.clone(), STANDFIRST);
        }
    }
    Ok(())
}

/// The words of a standfirst, fewest and most.
const STANDFIRST_WORDS: RangeInclusive<u32> = 7..=60;

/// Whether a line reads as a summary: not as a line of dates, a caption with its credit, or the headline (given by its
/// letters) behind a kicker.
fn is_summary(text: &str, title: &str) -> bool {
    let lexical = Lexical::of(text);
    STANDFIRST_WORDS.contains(&lexical.words)
        && (lexical.is_prose() || dates::find(text).is_none())
        && trailing_credit(text).is_none()
        && (title.is_empty() || !letters(text).contains(title))
}

/// Whether a line of the head is neither in a field yet, nor repeats the headline, nor is known as something else.
fn is_free(draft: &Draft<'_>, at: usize, start: usize) -> bool {
    let document = draft.document();
    let text = &document.blocks()[at].text;
    let pieces = draft.pieces_of(at as u32);
    let decided = !pieces.is_empty()
        && pieces.iter().all(|piece| match piece.decision.verdict {
            Verdict::Field { .. } | Verdict::Part { .. } => true,
            Verdict::Keep(_) => at >= start,
            Verdict::Drop => false,
        });
    !decided
        && draft.decision(at as u32).is_none_or(|decision| decision.rule != REPEATED.id)
        && phrases::prompt(text).is_none()
        && icons::row(text).is_none()
        && typing::flat_credit_line(document, at).is_none()
}

/// How many lines below the headline may hold standfirst and byline.
const MAX_BELOW: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_authors(lines: &[&str], expected: Option<&[&str]>) {
        let document = copydesk_core::StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        draft.keep(lines.len() - 1, Kind::Paragraph, STANDFIRST).expect("there is such a block");
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
    fn bylines_of_many_shapes() {
        const BODY: &str = "The mayor of Port Ellen said in Port Ellen on Sunday that the wall will be rebuilt in May.";
        let title = "Ness votes to rebuild its harbour wall after all";
        let maud = Some(&["Maud Ferriby"][..]);
        check_authors(&[title, title, "May 4, 2021 | By Maud Ferriby", BODY], maud);
        check_authors(&[title, title, "Maud Ferriby @maudferriby", BODY], maud);
        check_authors(&[title, title, "Maud Ferriby QUAY TODAY", BODY], maud);
        check_authors(&[title, title, "Maud Ferriby 3 hours ago", BODY], maud);
        check_authors(&[title, title, "By", "Maud Ferriby", BODY], maud);
        check_authors(&[title, title, "4 May 2021 • Maud Ferriby • 3 minutes", BODY], maud);
        check_authors(&[title, title, "4 May 2021 • Port Ellen • 3 minutes", BODY], None);
        check_authors(&[title, title, "Spring Sale", BODY], None);
    }

    #[test]
    fn standfirsts_sum_up() {
        #[track_caller]
        fn check(line: &str, expected: bool) {
            assert_eq!(is_summary(line, &letters("Ness rebuilds its harbour wall")), expected, "{line}");
        }
        check("After the storm in May the council wants the wall higher than it was", true);
        check("In May 2021 a storm broke the wall, which the council now wants back.", true);
        check("The wall in May", false);
        check("Written on 4 May 2021 in News from Ness", false);
        check("12 May 2021, 08:15 • Maud Ferriby • 3 minutes to read", false);
        check("The broken wall of the harbour in the morning. Photo: Maud Ferriby/AP", false);
        check("After the storm: Ness rebuilds its harbour wall", false);
    }

    #[test]
    fn a_head_that_was_kept_is_still_one() {
        const BODY: &str = "The mayor of Ness said on Sunday that the harbour wall will be rebuilt in May, after all.";
        let document =
            copydesk_core::StaticDocument::of_lines(&["Why I count the ships no more", "By Maud Ferriby", BODY]);
        let mut draft = Draft::new(&document);
        for at in 0..3_usize {
            draft.keep(at, Kind::Paragraph, STANDFIRST).expect("there is such a block");
        }
        resolve(&mut draft).expect("heads of any text are resolved");
        let title = draft.field(Field::Title).map(copydesk_core::FieldValue::to_text);
        assert_eq!(title.as_deref(), Some("Why I count the ships no more"));
        let authors = draft.field(Field::Authors).map(copydesk_core::FieldValue::to_list);
        assert_eq!(authors, Some(vec!["Maud Ferriby".to_owned()]));
        assert_eq!(draft.kept(), [2]);
    }
}
