//! Blocks that show a field.

use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, FieldValue, Kind, Rule, Shape, Verdict};

use super::MAX_BYLINE;
use super::page::{Page, letters_of};
use super::standfirst::is_named_standfirst;
use crate::lexical::{Lexical, has_letters, letters, signs};

const SHOWN_HEADLINE: Rule = Rule::new("generic/shown-headline", "shows the headline");
const SHOWN_STANDFIRST: Rule = Rule::new("generic/shown-standfirst", "shows the standfirst");
const SHOWN_BYLINE: Rule = Rule::new("generic/shown-byline", "shows the byline");
const SHOWN_DATE: Rule = Rule::new("generic/shown-date", "shows the date");
pub(super) const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");

/// Blocks that show a field are accounted to it, where the judge has not kept them as body.
pub(super) fn shown(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    let (document, title) = (page.document, page.headline.as_str());
    let standfirst = letters_of(draft, Field::Standfirst);
    let authors: Vec<Author> = match draft.field(Field::Authors) {
        Some(FieldValue::List(names)) => names.iter().map(|name| Author::of(name)).collect(),
        Some(FieldValue::Text(name)) => vec![Author::of(name)],
        None => Vec::new(),
    };
    let published = draft.field(Field::Published).map(FieldValue::to_text);
    let digits = published.as_deref().and_then(Digits::of);
    let (mut title_shown, mut standfirst_shown) = (false, false);
    for (at, block) in document.blocks().iter().enumerate() {
        if block.hidden || block.text.is_empty() || block.text.len() > 1500 {
            continue;
        }
        if !title.is_empty() && has_letters(&block.text, title) {
            if title_shown {
                draft.drop(at, REPEATED)?;
            } else if matches!(block.shape, Shape::Heading(_)) {
                draft.consume(at, Field::Title, SHOWN_HEADLINE)?;
                title_shown = true;
            }
            continue;
        }
        if !title_shown && block.shape == Shape::Heading(1) && is_labelled(&block.text, title) {
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
        if block.text.len() > MAX_BYLINE || draft.is_kept(at as u32) {
            continue;
        }
        if title_shown && !authors.is_empty() && names_all(&block.text, &authors) {
            draft.consume(at, Field::Authors, SHOWN_BYLINE)?;
        } else if let Some(published) = published.as_deref()
            && digits.as_ref().is_none_or(|digits| digits.may_be_in(&block.text))
            && let Some(day) = dates::whole(&block.text)
            && published.starts_with(&day.to_string()[..10])
        {
            draft.consume(at, Field::Published, SHOWN_DATE)?;
        }
    }
    Ok(())
}

/// Digits of a date: a text that holds neither them nor those of another script is not read as that date.
struct Digits {
    day: String,
    /// What the year ends in, and what it ends in as Thai pages count years, 543 ahead.
    years: [String; 2],
}

impl Digits {
    /// The digits of a date as fields hold it.
    fn of(date: &str) -> Option<Self> {
        let (year, day): (u32, u32) = (date.get(2..4)?.parse().ok()?, date.get(8..10)?.parse().ok()?);
        Some(Self { day: day.to_string(), years: [year, (year + 43) % 100].map(|year| format!("{year:02}")) })
    }

    /// Whether a text may name the date.
    fn may_be_in(&self, text: &str) -> bool {
        let own = digits(text);
        let holds = |wanted: &String| digits(wanted) & !own == 0 && text.contains(wanted.as_str());
        holds(&self.day) && self.years.iter().any(holds) || dates::may_hold_other_digits(text)
    }
}

/// The digits of ASCII that a text holds, as bits.
fn digits(text: &str) -> u16 {
    const BITS: [u16; 256] = {
        let mut bits = [0; 256];
        let mut digit = 0;
        while digit < 10 {
            bits[b'0' as usize + digit] = 1 << digit;
            digit += 1;
        }
        bits
    };
    text.bytes().fold(0, |digits, byte| digits | BITS[usize::from(byte)])
}

/// The most words of a byline.
const MAX_BYLINE_WORDS: u32 = 24;

/// An author's name as letters, with what tells most texts that do not hold it.
struct Author {
    letters: String,
    /// The [`signs`] of its ASCII letters.
    signs: u32,
}

impl Author {
    fn of(name: &str) -> Self {
        let letters = letters(name);
        let ascii: String = letters.chars().filter(char::is_ascii).collect();
        Self { signs: signs(&ascii), letters }
    }
}

/// Letters beyond ASCII of which the small ones hold letters of ASCII.
const ODD_CAPITALS: [char; 2] = ['\u{130}', '\u{212a}'];

/// Whether a short text names all authors.
fn names_all(text: &str, authors: &[Author]) -> bool {
    let is_ascii = text.is_ascii();
    if is_ascii && authors.iter().any(|author| author.letters.len() > text.len()) {
        return false;
    }
    let missing = !signs(text);
    if authors.iter().any(|author| author.signs & missing != 0) && (is_ascii || !text.contains(ODD_CAPITALS)) {
        return false;
    }
    let own = letters(text);
    authors.iter().all(|author| own.contains(author.letters.as_str())) && Lexical::of(text).words <= MAX_BYLINE_WORDS
}

/// The fewest bytes of letters of a headline that is told behind a label.
const MIN_LABELLED: usize = 12;
/// The most bytes of letters of a label.
const MAX_LABEL: usize = 48;

/// Whether a text is the headline, given as letters, with a label before it.
fn is_labelled(text: &str, title: &str) -> bool {
    if title.len() < MIN_LABELLED {
        return false;
    }
    let own = letters(text);
    own.len() <= title.len() + MAX_LABEL && own.ends_with(title)
}

fn is_heading(draft: &Draft<'_>, block: usize) -> bool {
    matches!(draft.decision(block as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Heading { .. })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_names(text: &str, authors: &[&str], expected: bool) {
        let authors: Vec<Author> = authors.iter().map(|name| Author::of(name)).collect();
        assert_eq!(names_all(text, &authors), expected, "{text}");
    }

    #[test]
    fn a_byline_names_all_authors() {
        check_names("By Ann Smith and José Ruiz", &["Ann Smith", "José Ruiz"], true);
        check_names("By ANN SMITH AND JOSÉ RUIZ", &["Ann Smith", "José Ruiz"], true);
        check_names("By Ann Smith", &["Ann Smith", "José Ruiz"], false);
        check_names("Von Änne Öhler", &["Ann Smith"], false);
        check_names("AN\u{212a}E", &["Anke"], true);
    }

    #[track_caller]
    fn check(text: &str, date: &str, expected: bool) {
        let digits = Digits::of(date).expect("the date is whole");
        assert_eq!(digits.may_be_in(text), expected, "{text}");
    }

    #[test]
    fn a_text_without_the_day_is_not_read_as_the_date() {
        check("5 May 2019", "2019-05-05T08:00", true);
        check("12.05.2019", "2019-05-12", true);
        check("5 May 2019", "2019-05-06", false);
        check("5 May 2018", "2019-05-05", false);
        check("5/5/19", "2019-05-05", true);
        check("5/5/2562", "2019-05-05", true);
        check("Home", "2019-05-06", false);
        check("٦ مايو ٢٠١٩", "2019-05-06", true);
        check("๖ พ.ค. ๒๕๖๒", "2019-05-06", true);
        check("２０１９年５月６日", "2019-05-06", true);
        check("Über uns", "2019-05-06", false);
        check("", "2019-05-06", false);
    }
}
