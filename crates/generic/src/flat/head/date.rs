//! The date of a flat text: the scraper's own, or the one that stands nearest to the headline.

use copydesk_core::text::dates::{Order, Style};
use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, FieldValue, Kind, Rule, Verdict};

use super::{MAX_BELOW, MAX_DATED, MAX_HEAD, MAX_HEADLINE_BYTES, MAX_INTO};
use crate::fields::last_day;
use crate::lexical::Lexical;

const SCRAPER_DATE: Rule = Rule::new("generic/scraper-date", "date that the scraper wrote before the text");
const DATE_LINE: Rule = Rule::new("generic/date-line", "line that is a date and nothing else");

const ONLY: Rule = Rule::new("generic/only-date", "the only date that the text gives; it is labelled as a change");

/// How many lines above the headline are searched for a date.
const MAX_ABOVE: usize = 6;
/// How many lines behind the body's beginning may hold a date that says that it is the publication's.
const MAX_FAR_INTO: usize = 12;
/// How many lines above the headline may hold a date between signs: "Tides | 4 May 2021".
const RIGHT_ABOVE: usize = 3;
/// How many lines below the article may hold its date.
const MAX_FOOT: usize = 16;
/// Words before a date that say it is the last change's.
const UPDATED: [&str; 21] = [
    "updated",
    "edited",
    "modified",
    "aktualisiert",
    "zuletzt geändert",
    "mis à jour",
    "mise à jour",
    "actualizado",
    "aggiornato",
    "atualizado",
    "bijgewerkt",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "päivitetty",
    "uppfært",
    "zaktualizowan",
    "aktualizováno",
    "güncelle",
    "обновлено",
    "оновлено",
];
/// Words before a date that say it is the publication's.
const PUBLISHED: [&str; 20] = [
    "published",
    "posted on",
    "veröffentlicht",
    "erschienen",
    "publié",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "publisert",
    "publicerad",
    "udgivet",
    "julkaistu",
    "opublikowan",
    "publikováno",
    "yayın",
    "опубликовано",
    "опубліковано",
    "δημοσιε",
];

/// The scraper's own "date 2019-02-04" at the very start, then the dates that stand around the headline, the nearest first.
pub(super) fn published(draft: &mut Draft<'_>, headline: Option<usize>, start: usize) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    if let Some(first) = blocks.first() {
        let end = scraper_date_end(0, &first.text);
        if let Some(day) = first.text.get("date ".len()..end).and_then(dates::parse_iso) {
            draft.take((0_usize, 0..end), Field::Published, day.to_string(), SCRAPER_DATE)?;
        }
    }
    // No article is younger than its text.
    let last = last_day(draft.document());
    let end = (start + MAX_INTO).min(blocks.len());
    let from = headline
        .filter(|&at| at > 0 && start - at.min(start) <= MAX_HEAD)
        .map_or(start.saturating_sub(MAX_BELOW), |at| at + 1);
    let above = (from.saturating_sub(MAX_ABOVE + 1)..from).rev();
    let far = (start.saturating_sub(MAX_HEAD)..from.saturating_sub(MAX_ABOVE + 1)).rev();
    // A line that says so itself goes before those that only hold a date.
    let is_labelled = |at: &usize| {
        let lower = blocks[*at].text.to_lowercase();
        blocks[*at].text.len() <= MAX_HEADLINE_BYTES && PUBLISHED.iter().any(|word| lower.contains(word))
    };
    let (labelled, plain): (Vec<usize>, Vec<usize>) = (from..end).partition(is_labelled);
    let into = (end..(start + MAX_FAR_INTO).min(blocks.len())).filter(is_labelled);
    // Some papers write the day below the article. What stands there may be another one's, and counts last.
    let foot = draft.kept().last().map_or(blocks.len(), |last| *last as usize + 1).max(end);
    let (labelled_below, mut below): (Vec<usize>, Vec<usize>) =
        (foot..(foot + MAX_FOOT).min(blocks.len())).partition(is_labelled);
    let style = style(draft);
    below.retain(|at| dates::whole_in(&blocks[*at].text, style).is_some());
    if below.len() > 1 {
        // A list of other articles.
        below.clear();
    }
    for at in labelled.into_iter().chain(plain).chain(above).chain(into).chain(far).chain(labelled_below).chain(below) {
        let is_foot = at >= foot;
        if is_foot && (draft.field(Field::Published).is_some() || draft.field(Field::Modified).is_some()) {
            continue;
        }
        let is_caption = || {
            let decision = draft.decision(at as u32);
            decision.is_some_and(|decision| decision.verdict == Verdict::Keep(Kind::Caption))
                && dates::whole_in(&blocks[at].text, style).is_some()
        };
        if draft.is_kept(at as u32) && !is_caption()
            || Some(at) == headline
            || (at == 0 && scraper_date_end(0, &blocks[0].text) > 0)
        {
            continue;
        }
        let text = blocks[at].text.as_str();
        let is_date_place = || {
            at >= from && (!is_foot || is_labelled(&at))
                || bylines::is_announced(text)
                || at + RIGHT_ABOVE >= from && at < from && text.contains(['|', '•', '·'])
        };
        let (range, day) = match dates::whole_in(text, style) {
            Some(day) => (0..text.len(), day),
            // Beside other words a date counts only where date lines stand: below the headline.
            None if is_date_place() && Lexical::of(text).words <= MAX_DATED => match dates::find_in(text, style) {
                Some(found) => found,
                None => continue,
            },
            None => continue,
        };
        if last.is_some_and(|last| day.day_number() > last) {
            continue;
        }
        let before = text[..if range.start == 0 { text.len() } else { range.start }].to_lowercase();
        let updated = UPDATED.iter().any(|word| before.contains(word));
        let field = if updated { Field::Modified } else { Field::Published };
        if draft.field(field).is_none() {
            draft.take((at, range), field, day.to_string(), DATE_LINE)?;
        } else if range.len() == text.len() && at + MAX_ABOVE >= from {
            draft.consume(at, field, DATE_LINE)?;
        }
    }
    // A text that only says when it was changed was not published later.
    if draft.field(Field::Published).is_none()
        && let Some(changed) = draft.field(Field::Modified).map(FieldValue::to_text)
    {
        draft.set_field(Field::Published, changed, None, ONLY)?;
    }
    Ok(())
}

/// How the text writes its dates: as its unmistakable ones show, else as its language does.
fn style(draft: &Draft<'_>) -> Style {
    let language = draft.field(Field::Language).map(FieldValue::to_text);
    let style = language.map_or_else(Style::default, |tag| Style::of_language(&tag));
    let blocks = draft.document().blocks();
    let short = blocks.iter().filter(|block| block.text.len() <= MAX_NUMBERS).take(MAX_LINES);
    let orders = short.filter_map(|block| Order::of_numbers(&block.text, &['/', '-']));
    let balance: i32 = orders.map(|order| if order == Order::DayFirst { 1 } else { -1 }).sum();
    match balance {
        0 => style,
        1.. => style.ordered(Order::DayFirst),
        _ => style.ordered(Order::MonthFirst),
    }
}

/// The longest line whose date tells the order of day and month, in bytes.
const MAX_NUMBERS: usize = 80;
/// How many of them are looked at.
const MAX_LINES: usize = 2000;

/// Whether a text in small letters is what stands before a date: "published", "last updated".
pub(super) fn is_dated_label(text: &str) -> bool {
    PUBLISHED.iter().chain(&UPDATED).chain(&["posted", "date"]).any(|word| text.contains(word))
}

/// Where the scraper's own date at the start of the first block ends; 0 where there is none.
pub(super) fn scraper_date_end(at: usize, text: &str) -> usize {
    const LEN: usize = "date 2019-02-04".len();
    let day = text.get("date ".len()..LEN).filter(|_| at == 0 && text.starts_with("date "));
    if day.and_then(dates::parse_iso).is_some() { LEN } else { 0 }
}

/// A block's text without the scraper's own date.
pub(super) fn own_text(at: usize, text: &str) -> &str {
    text[scraper_date_end(at, text)..].trim_start()
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;

    const TITLE: &str = "Ness votes to rebuild its harbour wall after all";
    const BODY: &str =
        "The mayor of Ness said on Sunday that the wall which the storm broke will be rebuilt in the spring.";

    /// The date of publication of a text of these lines, of which the body is kept.
    #[track_caller]
    fn check(lines: &[&str], language: &str, expected: &str) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in (0..lines.len()).filter(|at| lines[*at] == BODY) {
            draft.keep(at, Kind::Paragraph, DATE_LINE).expect("there is such a block");
        }
        draft.set_field(Field::Language, language, None, DATE_LINE).expect("the rule has a reason");
        let start = lines.iter().position(|line| *line == BODY).unwrap_or(lines.len());
        published(&mut draft, lines.iter().position(|line| *line == TITLE), start).expect("any text is read");
        assert_eq!(draft.field(Field::Published).map(FieldValue::to_text).unwrap_or_default(), expected, "{lines:?}");
    }

    #[test]
    fn a_text_tells_of_no_day_behind_that_of_its_crawl() {
        let check = |fetched: &str, expected: Option<&str>| {
            let mut document = StaticDocument::of_lines(&[TITLE, "4 May 2021", BODY, BODY]);
            document.origin.fetched = Some(fetched.to_owned());
            let mut draft = Draft::new(&document);
            draft.keep(2_usize, Kind::Paragraph, DATE_LINE).expect("there is such a block");
            published(&mut draft, Some(0), 2).expect("any text is read");
            assert_eq!(draft.field(Field::Published).map(FieldValue::to_text).as_deref(), expected, "{fetched}");
        };
        check("2021-05-04T06:00:00Z", Some("2021-05-04"));
        check("2021-05-03T22:00:00Z", Some("2021-05-04"));
        check("2021-05-03T02:00:00Z", None);
    }

    #[test]
    fn dates_stand_below_the_article_too() {
        check(&[TITLE, BODY, BODY, "Tides", "4 May 2021"], "en", "2021-05-04");
        check(&[TITLE, BODY, BODY, "Tides", "Published on 4 May 2021 in Ness"], "en", "2021-05-04");
        check(&[TITLE, "3 May 2021", BODY, BODY, "Tides", "4 May 2021"], "en", "2021-05-03");
        let lines = [TITLE, BODY, BODY, "Published on 1 May 2021", "Updated 3 May 2021"];
        let document = StaticDocument::of_lines(&lines);
        let mut draft = Draft::new(&document);
        draft.keep(1_usize, Kind::Paragraph, DATE_LINE).expect("there is such a block");
        draft.keep(2_usize, Kind::Paragraph, DATE_LINE).expect("there is such a block");
        published(&mut draft, Some(0), 1).expect("any text is read");
        assert_eq!(draft.field(Field::Modified).map(FieldValue::to_text).as_deref(), Some("2021-05-03"));
        // Other articles' dates.
        let long = [TITLE, BODY, BODY, BODY, BODY, BODY];
        check(&[&long[..], &["Tides", "4 May 2021", "Storms", "2 May 2021"]].concat(), "en", "");
        check(&[&long[..], &["The storm of 4 May 2021"]].concat(), "en", "");
        check(&[&long[..], &["Tides", "4 May 2021", "Storms"]].concat(), "en", "2021-05-04");
        check(&[&[TITLE, "Updated 3 May 2021"], &long[1..], &["Tides", "1 May 2021"]].concat(), "en", "2021-05-03");
    }

    #[test]
    fn the_order_of_day_and_month_is_that_of_the_text() {
        check(&[TITLE, "03/04/2021", BODY], "de", "2021-04-03");
        check(&[TITLE, "03/04/2021", BODY], "en", "");
        check(&[TITLE, "03/04/2021", BODY, "25/03/2021"], "en", "2021-04-03");
        check(&[TITLE, "03/04/2021", BODY, "03/25/2021"], "en", "2021-03-04");
    }

    #[test]
    fn a_date_between_signs_may_stand_right_above_the_headline() {
        check(&["Home | Ness | 4 May 2021 | 23:55", TITLE, BODY], "en", "2021-05-04T23:55");
        check(&["The storm of 4 May 2021", TITLE, BODY], "en", "");
    }
}
