//! Blocks that show a field.

use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, Kind, Rule, Shape, Verdict};

use super::MAX_BYLINE;
use super::standfirst::is_named_standfirst;
use crate::lexical::{Lexical, has_letters, letters, signs};

const SHOWN_HEADLINE: Rule = Rule::new("generic/shown-headline", "shows the headline");
const SHOWN_STANDFIRST: Rule = Rule::new("generic/shown-standfirst", "shows the standfirst");
const SHOWN_BYLINE: Rule = Rule::new("generic/shown-byline", "shows the byline");
const SHOWN_DATE: Rule = Rule::new("generic/shown-date", "shows the date");
const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");

/// Blocks that show a field are accounted to it, where the judge has not kept them as body.
pub(super) fn shown(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    let title = draft.field(Field::Title).map(|value| letters(&value.to_text())).unwrap_or_default();
    let standfirst = draft.field(Field::Standfirst).map(|value| letters(&value.to_text())).unwrap_or_default();
    let authors: Vec<String> = draft
        .field(Field::Authors)
        .map(|value| value.to_list().iter().map(|name| letters(name)).collect())
        .unwrap_or_default();
    let published = draft.field(Field::Published).map(copydesk_core::FieldValue::to_text);
    let (mut title_shown, mut standfirst_shown) = (false, false);
    for (at, block) in document.blocks().iter().enumerate() {
        if block.hidden || block.text.is_empty() || block.text.len() > 1500 {
            continue;
        }
        if !title.is_empty() && has_letters(&block.text, &title) {
            if title_shown {
                draft.drop(at, REPEATED)?;
            } else if matches!(block.shape, Shape::Heading(_)) {
                draft.consume(at, Field::Title, SHOWN_HEADLINE)?;
                title_shown = true;
            }
            continue;
        }
        if !title_shown && block.shape == Shape::Heading(1) && is_labelled(&letters(&block.text), &title) {
            draft.consume(at, Field::Title, SHOWN_HEADLINE)?;
            title_shown = true;
            continue;
        }
        if !standfirst.is_empty()
            && !standfirst_shown
            && has_letters(&block.text, &standfirst)
            && (!draft.is_kept(at as u32) || is_heading(draft, at) || is_named_standfirst(document, block))
        {
            draft.consume(at, Field::Standfirst, SHOWN_STANDFIRST)?;
            standfirst_shown = true;
            continue;
        }
        if draft.is_kept(at as u32) || block.text.len() > MAX_BYLINE {
            continue;
        }
        if title_shown && !authors.is_empty() && names_all(&block.text, &authors) {
            draft.consume(at, Field::Authors, SHOWN_BYLINE)?;
        } else if let Some(published) = published.as_deref()
            && may_name_day(&block.text, published)
            && let Some(day) = dates::whole(&block.text)
            && published.starts_with(&day.to_string()[..10])
        {
            draft.consume(at, Field::Published, SHOWN_DATE)?;
        }
    }
    Ok(())
}

/// Whether the digits of a date's day of the month stand in a text: else the text is not read as a date. Digits of other
/// scripts are not looked at.
fn may_name_day(text: &str, date: &str) -> bool {
    let Some(day) = date.get(8..10) else { return true };
    let day = day.strip_prefix('0').unwrap_or(day).as_bytes();
    !text.is_ascii()
        || match day {
            [only] => text.as_bytes().contains(only),
            [one, other] => text.as_bytes().windows(2).any(|pair| pair[0] == *one && pair[1] == *other),
            _ => true,
        }
}

/// The most words of a byline.
const MAX_BYLINE_WORDS: u32 = 24;

/// Whether a short text names all authors, who are given as letters.
fn names_all(text: &str, authors: &[String]) -> bool {
    let signs_of_text = signs(text);
    if text.is_ascii() && authors.iter().any(|name| signs(name) & !signs_of_text != 0) {
        return false;
    }
    let own = letters(text);
    authors.iter().all(|name| own.contains(name.as_str())) && Lexical::of(text).words <= MAX_BYLINE_WORDS
}

/// The fewest bytes of letters of a headline that is told behind a label.
const MIN_LABELLED: usize = 12;
/// The most bytes of letters of a label.
const MAX_LABEL: usize = 48;

/// Whether a text is the headline with a label before it, both as letters.
fn is_labelled(own: &str, title: &str) -> bool {
    title.len() >= MIN_LABELLED && own.len() <= title.len() + MAX_LABEL && own.ends_with(title)
}

fn is_heading(draft: &Draft<'_>, block: usize) -> bool {
    matches!(draft.decision(block as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Heading { .. })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date: &str, expected: bool) {
        assert_eq!(may_name_day(text, date), expected, "{text}");
    }

    #[test]
    fn a_text_without_the_day_is_not_read_as_the_date() {
        check("5 May 2019", "2019-05-05T08:00", true);
        check("12.05.2019", "2019-05-12", true);
        check("5 May 2019", "2019-05-06", false);
        check("Home", "2019-05-06", false);
        check("٦ مايو ٢٠١٩", "2019-05-06", true);
        check("", "2019-05-06", false);
    }
}
