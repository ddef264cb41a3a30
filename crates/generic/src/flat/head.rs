//! The head of a flat text: headline, standfirst, byline and date, found by where they stand.

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, Kind, Rule, Verdict};

use super::words;
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

/// How many lines behind the body's beginning may still hold its date and byline.
const MAX_INTO: usize = 4;
/// How many lines above the headline are searched for a date.
const MAX_ABOVE: usize = 6;
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
    let count = draft.document().blocks().len();
    (0..count)
        .find(|&at| {
            draft
                .decision(at as u32)
                .is_some_and(|decision| matches!(&decision.verdict, Verdict::Keep(kind) if *kind != Kind::Caption))
        })
        .unwrap_or(count)
}

/// The scraper's own "date 2019-02-04" at the very start, then the dates that stand around the headline, the nearest first.
fn published(draft: &mut Draft<'_>, headline: Option<usize>, start: usize) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    if let Some(first) = blocks.first() {
        let end = scraper_date_end(0, &first.text);
        if let Some(day) = first.text.get("date ".len()..end).and_then(dates::parse_iso) {
            draft.take((0_usize, 0..end), Field::Published, day.to_string(), SCRAPER_DATE)?;
        }
    }
    let end = (start + MAX_INTO).min(blocks.len());
    let from = headline
        .filter(|&at| at > 0 && start - at.min(start) <= MAX_HEAD)
        .map_or(start.saturating_sub(MAX_BELOW), |at| at + 1);
    let above = (from.saturating_sub(MAX_ABOVE + 1)..from).rev();
    let far = (start.saturating_sub(MAX_HEAD)..from.saturating_sub(MAX_ABOVE + 1)).rev();
    for at in (from..end).chain(above).chain(far) {
        if draft.is_kept(at as u32) || Some(at) == headline || (at == 0 && scraper_date_end(0, &blocks[0].text) > 0) {
            continue;
        }
        let text = blocks[at].text.as_str();
        let (range, day) = match dates::whole(text) {
            Some(day) => (0..text.len(), day),
            // Beside other words a date counts only where date lines stand: below the headline.
            None if at >= from && Lexical::of(text).words <= MAX_DATED => match dates::find(text) {
                Some(found) => found,
                None => continue,
            },
            None => continue,
        };
        let before = text[..if range.start == 0 { text.len() } else { range.start }].to_lowercase();
        let updated = UPDATED.iter().any(|word| before.contains(word));
        let field = if updated { Field::Modified } else { Field::Published };
        if draft.field(field).is_none() {
            draft.take((at, range), field, day.to_string(), DATE_LINE)?;
        } else if range.len() == text.len() && at + MAX_ABOVE >= from {
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
        && !bylines::is_announced(text)
        && phrases::prompt(text).is_none()
        && icons::row(text).is_none()
        && typing::flat_credit_line(document, at).is_none()
}

/// The headline where the first line is the page's title: the line above the body that has most in common with it, or else
/// the title itself without the site's name.
fn below_title(draft: &Draft<'_>, start: usize) -> Option<(usize, std::ops::Range<usize>)> {
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
    (title.len() >= MIN_LONE_TITLE).then(|| (0, 0..without_name(first, true)))
}

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
/// The longest headline, in bytes.
const MAX_HEADLINE_BYTES: usize = 400;

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

/// Standfirst and byline stand between headline and body.
fn below_headline(draft: &mut Draft<'_>, headline: usize, start: usize) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let mut authors: Vec<String> = Vec::new();
    for at in headline + 1..(start + MAX_INTO).min(blocks.len()).min(headline + MAX_BELOW) {
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
        let (text, part) = without_date(draft, at);
        let announced = bylines::is_announced(text);
        let named =
            announced || (is_lone_name(text) && authors.is_empty() && is_by_date(draft, at) && !is_place(draft, text));
        let people = if named { bylines::people(text) } else { Vec::new() };
        if !people.is_empty() {
            authors.extend(people.into_iter().filter(|name| !authors.contains(name)).collect::<Vec<_>>());
            draft.take((at, part), Field::Authors, authors.clone(), BYLINE)?;
            continue;
        }
        let words = Lexical::of(text).words;
        if at < start && (7..=60).contains(&words) && draft.field(Field::Standfirst).is_none() && authors.is_empty() {
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

/// Whether a name is a place's: things happen in it.
fn is_place(draft: &Draft<'_>, name: &str) -> bool {
    const IN: [&str; 10] = ["in ", "at ", "from ", "near ", "à ", "en ", "nach ", "aus ", "a ", "w "];
    draft.document().blocks().iter().any(|block| {
        block.text.match_indices(name).take(MAX_MENTIONS).any(|(at, _)| {
            let before = &block.text[..at];
            IN.iter().any(|word| {
                before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
            })
        })
    })
}

/// How many mentions of a name in a line are looked at.
const MAX_MENTIONS: usize = 20;

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

    #[track_caller]
    fn check_authors(lines: &[&str], expected: Option<&[&str]>) {
        let document = copydesk_core::StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        draft.keep(lines.len() - 1, Kind::Paragraph, HEADLINE).expect("there is such a block");
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
}
