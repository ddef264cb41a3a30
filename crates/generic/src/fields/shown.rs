//! Blocks that show a field.

use copydesk_core::text::dates;
use copydesk_core::{Draft, ExtractError, Field, FieldValue, Kind, Rule, Shape, Verdict};

use super::MAX_BYLINE;
use super::page::{Page, letters_of};
use super::standfirst::is_named_standfirst;
use crate::captions::{announces_taker, is_announced_credit};
use crate::lexical::{Lexical, has_letters, holds_letters, letters, signs};
use crate::phrases;

const SHOWN_HEADLINE: Rule = Rule::new("generic/shown-headline", "shows the headline");
const SHOWN_STANDFIRST: Rule = Rule::new("generic/shown-standfirst", "shows the standfirst");
const SHOWN_BYLINE: Rule = Rule::new("generic/shown-byline", "shows the byline");
const SHOWN_DATE: Rule = Rule::new("generic/shown-date", "shows the date");
pub(super) const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");

/// The longest text that may show a field, in bytes.
const MAX_SHOWN: usize = 1500;

/// Blocks that show a field are accounted to it, where the judge has not kept them as body. `counts` is what every block's
/// text looks like.
pub(super) fn shown(draft: &mut Draft<'_>, page: &Page<'_>, counts: &[Lexical]) -> Result<(), ExtractError> {
    let (document, title) = (page.document, page.headline.as_str());
    let standfirst = letters_of(draft, Field::Standfirst);
    let authors: Vec<Author> = match draft.field(Field::Authors) {
        Some(FieldValue::List(names)) => names.iter().map(|name| Author::of(name)).collect(),
        Some(FieldValue::Text(name)) => vec![Author::of(name)],
        None => Vec::new(),
    };
    let published = draft.field(Field::Published).map(FieldValue::to_text);
    let digits = published.as_deref().and_then(Digits::of);
    let (mut title_shown, mut standfirst_shown, mut authors_shown) = (false, false, false);
    for (at, block) in document.blocks().iter().enumerate() {
        if block.hidden || block.text.is_empty() || block.text.len() > MAX_SHOWN {
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
        if title_shown
            && !authors.is_empty()
            && counts[at].words <= MAX_BYLINE_WORDS
            && names_all(&block.text, &authors)
            && may_be_byline(&block.text)
            && !credits_picture(draft, at, authors_shown)
        {
            draft.consume(at, Field::Authors, SHOWN_BYLINE)?;
            authors_shown = true;
        } else if let Some(published) = published.as_deref()
            && (counts[at].numbers > 0 || !block.text.is_ascii())
            && digits.as_ref().is_none_or(|digits| digits.may_be_in(&block.text))
            && shows_day(&block.text, published)
        {
            draft.consume(at, Field::Published, SHOWN_DATE)?;
        }
    }
    Ok(())
}

/// Whether a text that names the authors may be their byline: not the notice of a right or the credit of a picture, not what a
/// reader says in a comment, and no prompt.
fn may_be_byline(text: &str) -> bool {
    !text.contains('©') && !text.ends_with([':', '：']) && phrases::prompt(text).is_none()
}

/// Whether a text is nothing but the day of publication, perhaps beside that of a change.
fn shows_day(text: &str, published: &str) -> bool {
    let is_own = |day: &dates::PageDate| published.starts_with(&day.to_string()[..10]);
    match dates::find_all(text, dates::Style::default(), 2).as_slice() {
        [(range, day)] => is_own(day) && dates::stands_alone(text, range),
        [(range, day), (behind, other)] => {
            let (one, rest) = text.split_at(behind.start);
            (is_own(day) || is_own(other))
                && dates::stands_alone(one, range)
                && dates::stands_alone(rest, &(0..behind.len()))
        }
        _ => false,
    }
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
        holds(&self.day) && self.years.iter().any(holds) || own & OTHERS != 0
    }
}

/// The bit of digits that are not ASCII's.
const OTHERS: u16 = 1 << 10;

/// The digits of ASCII that a text holds, as bits, and whether it may hold others.
fn digits(text: &str) -> u16 {
    const BITS: [u16; 256] = {
        let mut bits = [0; 256];
        let mut digit = 0;
        while digit < 10 {
            bits[b'0' as usize + digit] = 1 << digit;
            digit += 1;
        }
        let mut byte = u8::MAX;
        while !byte.is_ascii() {
            bits[byte as usize] = if dates::may_be_digit(byte) { OTHERS } else { 0 };
            byte -= 1;
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

/// Whether a text names all authors.
fn names_all(text: &str, authors: &[Author]) -> bool {
    let is_ascii = text.is_ascii();
    if is_ascii && authors.iter().any(|author| author.letters.len() > text.len()) {
        return false;
    }
    let missing = !signs(text);
    if authors.iter().any(|author| author.signs & missing != 0) && (is_ascii || !text.contains(ODD_CAPITALS)) {
        return false;
    }
    authors.iter().all(|author| holds_letters(text, &author.letters))
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

/// Whether a block that names the authors is the credit of a picture: who writes may take the pictures, too. It says so
/// ("Photo: Ann Smith", or "Ann Smith" behind "Photo:"), or the byline was shown before it.
fn credits_picture(draft: &Draft<'_>, at: usize, is_shown: bool) -> bool {
    let blocks = draft.document().blocks();
    draft.pieces_of(at as u32).iter().any(|piece| matches!(piece.decision.verdict, Verdict::Part { .. }))
        && (is_shown
            || is_announced_credit(&blocks[at].text)
            || at.checked_sub(1).is_some_and(|before| announces_taker(&blocks[before].text)))
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
    fn check_byline(text: &str, expected: bool) {
        assert_eq!(may_be_byline(text), expected, "{text}");
    }

    #[test]
    fn what_names_an_author_need_be_no_byline() {
        check_byline("By Ann Smith", true);
        check_byline("4 May 2021 | Ann Smith", true);
        check_byline("© Ann Smith", false);
        check_byline("Copyright © 2023 Ann Smith", false);
        check_byline("Ann Smith on May 4, 2021 at 5:23 pm said:", false);
    }

    #[track_caller]
    fn check_day(text: &str, expected: bool) {
        assert_eq!(shows_day(text, "2019-05-06T08:00"), expected, "{text}");
    }

    #[test]
    fn a_line_of_dates_shows_the_day() {
        check_day("Published: 6 May 2019", true);
        check_day("Published Mon, May 6 2019 8:00 AM EST Updated Tue, May 7 2019 9:16 AM EST", true);
        check_day("6. Mai 2019, aktualisiert am 9. Mai 2019", true);
        check_day("Published: 7 May 2019", false);
        check_day("The wall fell on 6 May 2019 and stood again on 9 May 2019", false);
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
