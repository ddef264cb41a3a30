//! The headline of a flat text: the line most like the page's title, or else the line above the body that looks like one.

use std::ops::Range;

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, Field, Rule};

use super::date::{own_text, scraper_date_end};
use super::{MAX_DATED, MAX_HEAD, MAX_HEADLINE_BYTES};
use crate::flat::words;
use crate::icons;
use crate::lexical::{Lexical, letters};
use crate::{captions, phrases, typing};

const HEADLINE: Rule = Rule::new("generic/headline", "headline above the body");
pub(super) const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");

/// Most words of a headline.
const MAX_HEADLINE: u32 = 32;
/// Fewest words of a headline, unless it stands twice.
const MIN_HEADLINE: u32 = 3;

/// Takes the headline into its field and drops its repetitions; says which block it was.
pub(super) fn headline(draft: &mut Draft<'_>, start: usize) -> Option<usize> {
    let blocks = draft.document().blocks();
    let (at, range) = below_title(draft, start).or_else(|| {
        let at = by_looks(draft, start)?;
        let whole = blocks[at].text.len();
        Some((at, whole - own_text(at, &blocks[at].text).len()..whole))
    })?;
    let text = &blocks[at].text[range.clone()];
    let own = letters(text);
    draft.take((at, range), Field::Title, text, HEADLINE).ok()?;
    for (other, block) in blocks.iter().enumerate() {
        if other != at && block.text.len() <= text.len() + 16 && letters(&block.text) == own {
            draft.drop(other, REPEATED).ok()?;
        }
    }
    Some(at)
}

/// Whether a line may be a headline by what it is not.
fn is_candidate(draft: &Draft<'_>, at: usize) -> bool {
    let document = draft.document();
    let text = own_text(at, &document.blocks()[at].text);
    dates::whole(text).is_none()
        && !text.ends_with([':', '：'])
        && !bylines::is_announced(text)
        && phrases::prompt(text).is_none()
        && icons::row(text).is_none()
        && !captions::is_credit(text)
        && typing::flat_credit_line(document, at).is_none()
}

/// The headline where the first line is the page's title: the line above the body that has most in common with it, or else
/// the title itself without the site's name.
fn below_title(draft: &Draft<'_>, start: usize) -> Option<(usize, Range<usize>)> {
    let blocks = draft.document().blocks();
    let first = blocks.first()?.text.as_str();
    let title = words_of(first);
    let is_title = start > 0
        && scraper_date_end(0, first) == 0
        && (MIN_TITLE..=MAX_TITLE).contains(&title.len())
        && !first.ends_with('.')
        && is_candidate(draft, 0);
    if !is_title {
        return None;
    }
    let mut best: Option<(f32, usize)> = None;
    for at in start.saturating_sub(MAX_HEAD).max(1)..(start + 2).min(blocks.len()) {
        let text = blocks[at].text.as_str();
        let words = words_of(text);
        if !(2..=MAX_HEADLINE as usize + 8).contains(&words.len()) || text.len() > MAX_HEADLINE_BYTES {
            continue;
        }
        let both = words.iter().filter(|word| title.contains(word)).count() as f32;
        let (precision, recall) = (both / words.len() as f32, both / title.len() as f32);
        let mut score = 2.0 * both / (words.len() + title.len()) as f32;
        // The title is often the headline and the site's name.
        let (bare, whole) = (letters(text), letters(first));
        score += if whole.starts_with(&bare) && whole.len() > bare.len() && words.len() >= 3 { 0.5 } else { 0.0 };
        // A teaser of the page itself, cut short.
        score -= if text.ends_with('…') || text.ends_with("...") { 0.6 } else { 0.0 };
        let alike = precision >= 0.55 && (recall >= 0.4 || (precision >= 0.99 && words.len() >= 3));
        if alike && is_candidate(draft, at) && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
    }
    if let Some((_, at)) = best {
        // The title may stand twice, with the site's name both times.
        let text = &blocks[at].text;
        return Some((at, 0..without_name(text, letters(text) == letters(first))));
    }
    if let Some(at) = above_meta(draft, start, first) {
        return Some((at, 0..blocks[at].text.len()));
    }
    (title.len() >= MIN_LONE_TITLE).then(|| (0, 0..without_name(first, true)))
}

/// The line above the body that looks like a headline, has a byline or a date below it, and shares a telling word with the
/// page's title, which was written for search engines.
fn above_meta(draft: &Draft<'_>, start: usize, title: &str) -> Option<usize> {
    let blocks = draft.document().blocks();
    let telling = |text: &str| -> Vec<String> {
        text.split(|character: char| !character.is_alphanumeric())
            .filter(|word| word.chars().count() >= MIN_TELLING)
            .map(str::to_lowercase)
            .collect()
    };
    let title = telling(title);
    let is_meta = |at: usize| {
        let text = blocks[at].text.as_str();
        text.len() <= MAX_HEADLINE_BYTES
            && typing::flat_credit_line(draft.document(), at).is_none()
            && (bylines::is_signature(text)
                || Lexical::of(text).words <= MAX_DATED
                    && dates::find(text)
                        .is_some_and(|(date, _)| Lexical::of(&text[..date.start]).words <= MAX_BEFORE_DATE))
    };
    let mut best: Option<(usize, usize)> = None;
    for at in start.saturating_sub(MAX_ABOVE_BODY).max(1)..start.min(blocks.len()) {
        let text = blocks[at].text.as_str();
        let lexical = Lexical::of(text);
        let looks = (MIN_LONE_TITLE as u32 + 1..=MAX_HEADLINE).contains(&lexical.words)
            && text.len() <= MAX_HEADLINE_BYTES
            && !text.ends_with('.')
            && !text.contains(" | ")
            && is_candidate(draft, at)
            && !is_meta(at);
        if !looks || !(at + 1..(at + META_BELOW).min(blocks.len())).any(is_meta) {
            continue;
        }
        let shared = telling(text).iter().filter(|word| title.contains(word)).count();
        // Of equals the first: what follows a headline is its standfirst.
        if shared > 0 && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The fewest characters of a word that tells what a text is about.
const MIN_TELLING: usize = 4;
/// How many lines above the body are searched for a headline unlike the page's title.
const MAX_ABOVE_BODY: usize = 16;
/// Within how many lines below such a headline a byline or a date stands.
const META_BELOW: usize = 7;
/// The most words before that date.
const MAX_BEFORE_DATE: u32 = 4;

/// Where a title ends without the name of the site behind its last bar or dash.
fn without_name(title: &str, named: bool) -> usize {
    let mut end = title.len();
    if !named {
        return end;
    }
    for separator in [" | ", " › ", " — ", " – ", " - ", " • ", " :: "] {
        while let Some(at) = title[..end].rfind(separator) {
            let name = title[at + separator.len()..end].split_whitespace().count();
            let rest = title[..at].split_whitespace().count();
            if name > MAX_NAME || rest < 3 || rest <= name {
                break;
            }
            end = at;
        }
    }
    title[..end].trim_end().len()
}

/// Most words of a site's name.
const MAX_NAME: usize = 5;
/// Words of a title, and of one that is taken without a headline like it.
const MIN_TITLE: usize = 2;
const MIN_LONE_TITLE: usize = 4;
const MAX_TITLE: usize = 45;

/// The words of a line in lower case; characters of scripts without spaces one by one. Of a long line no more than a
/// headline can have.
fn words_of(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    words::each_word(text, |hash| {
        found.push(hash);
        found.len() <= MAX_TITLE
    });
    found
}

/// The headline by its looks and place alone.
fn by_looks(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let blocks = draft.document().blocks();
    let from = start.saturating_sub(MAX_HEAD);
    let first_line = blocks.first().map(|block| letters(own_text(0, &block.text))).unwrap_or_default();
    let mut best: Option<(i32, usize)> = None;
    for at in from..start.min(blocks.len()) {
        let text = own_text(at, &blocks[at].text);
        let lexical = Lexical::of(text);
        if !(MIN_HEADLINE..=MAX_HEADLINE).contains(&lexical.words) || !is_candidate(draft, at) {
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
    best.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_title(title: &str, expected: &str) {
        assert_eq!(&title[..without_name(title, true)], expected);
    }

    #[test]
    fn takes_the_site_off_a_title() {
        check_title("Ness votes to rebuild its wall | Saltmarsh Courier", "Ness votes to rebuild its wall");
        check_title("Ness votes to rebuild its wall - News - Courier", "Ness votes to rebuild its wall");
        check_title(
            "The wall - and the storm that follows it every year",
            "The wall - and the storm that follows it every year",
        );
    }

    /// The headline of a text of these lines, whose last is its body.
    #[track_caller]
    fn check_headline(lines: &[&str], expected: &str) {
        let document = copydesk_core::StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        draft.keep(lines.len() - 1, copydesk_core::Kind::Paragraph, HEADLINE).expect("there is such a block");
        headline(&mut draft, lines.len() - 1);
        let title = draft.field(Field::Title).map(copydesk_core::FieldValue::to_text);
        assert_eq!(title.unwrap_or_default(), expected);
    }

    #[test]
    fn neither_a_cut_line_nor_a_credit_is_the_headline() {
        const BODY: &str =
            "The mayor of Ness said on Sunday that the wall which the storm broke will be rebuilt in May.";
        let whole = "Ness votes to rebuild its harbour wall after all";
        check_headline(&[whole, "Ness votes to rebuild its harbour wall after…", whole, BODY], whole);
        check_headline(&["Photograph: Maud Ferriby/The Ness Gazette", whole, BODY], whole);
    }
}
