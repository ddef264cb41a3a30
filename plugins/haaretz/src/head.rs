//! The head of a flat text: the headline is the first line, the standfirst the next that is neither a name nor a label;
//! between them and the first paragraph stand writers, buttons, the date and the lead picture.

use std::sync::LazyLock;

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, FieldValue, Form, Kind, Layer, Rule, Verdict};
use regex::Regex;

use crate::{agencies, pictures};

const HEADLINE: Rule = Rule::new("haaretz/headline-line", "first line of the text");
const NO_HEADLINE: Rule = Rule::new("haaretz/no-headline", "a line taken for the headline that is none");
const STANDFIRST: Rule = Rule::new("haaretz/standfirst-line", "line below the headline");
const NO_STANDFIRST: Rule = Rule::new("haaretz/no-standfirst", "a line taken for the standfirst that is none");
const WRITER: Rule = Rule::new("haaretz/writer", "writer's name on a line of its own");
const WRITER_AGAIN: Rule = Rule::new("haaretz/writer-again", "writer's name once more");

const GENRE: Rule = Rule::new("haaretz/genre", "genre beside the headline");

/// A headline with its genre: "Analysis | Who Runs the Port?", "Who Runs the Port? | Opinion".
static WITH_GENRE: LazyLock<Regex> = LazyLock::new(|| {
    const NAME: &str = "Analysis|Opinion|Editorial|Interview|Explained|Explainer|Review|Profile";
    Regex::new(&format!(r"^(?:(?P<before>{NAME}) ?\| ?)?(?P<title>[^|]{{8,}}?)(?: ?\| (?P<after>{NAME}))?$"))
        .expect("the pattern of genres is valid")
});

/// What a scraper wrote before the text.
static SCRAPER_DATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^date \d{4}-\d{2}-\d{2} +").expect("the pattern of the scraper's date is valid"));

/// Where the scraper's date ends; 0 where there is none.
fn scraper_date(text: &str) -> usize {
    SCRAPER_DATE.find(text).map_or(0, |date| date.end())
}

/// How many blocks the head has at most.
const MAX_HEAD: usize = 24;
/// Fewest words of a first paragraph.
const MIN_PARAGRAPH: usize = 14;
/// Fewest words of a headline, and of a standfirst.
const MIN_HEADLINE: usize = 3;
const MIN_STANDFIRST: usize = 5;
/// The longest headline or standfirst, in bytes.
const MAX_LINE: usize = 320;

/// What a line of the head is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// Dropped by the rules, a date, a picture, an agency.
    Other,
    /// Names of people and nothing else.
    Names(Vec<String>),
    /// Words that are no sentence of the body.
    Open,
}

/// Reads the head of a flat text.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if document.form() != Form::Text {
        return Ok(());
    }
    let blocks = document.blocks();
    let end = blocks.iter().take(MAX_HEAD).position(|block| is_paragraph(&block.text)).unwrap_or(0);
    let lines: Vec<Line> = (0..end).map(|at| line(draft, at)).collect();
    let is_open = |at: &usize, words: usize| lines[*at] == Line::Open && count(&blocks[*at].text) >= words;
    let headline = (0..end).find(|at| is_open(at, MIN_HEADLINE));
    put(draft, Field::Title, headline, &HEADLINE, &NO_HEADLINE)?;
    let Some(headline) = headline else { return Ok(()) };
    genre(draft, headline)?;
    let standfirst = (headline + 1..end).find(|at| is_open(at, MIN_STANDFIRST));
    put(draft, Field::Standfirst, standfirst, &STANDFIRST, &NO_STANDFIRST)?;
    writers(draft, &lines)
}

fn line(draft: &Draft<'_>, at: usize) -> Line {
    let blocks = draft.document().blocks();
    let dated = if at == 0 { scraper_date(&blocks[at].text) } else { 0 };
    let text = &blocks[at].text[dated..];
    let decided = draft.decision(at as u32).is_some_and(|decision| match &decision.verdict {
        // A headline that ends in its genre looks like a related link; the first line of a text is none.
        Verdict::Drop => decision.by.layer == Layer::Rules && !(at == 0 && WITH_GENRE.is_match(text)),
        Verdict::Keep(kind) => *kind == Kind::Caption,
        Verdict::Field { field } => field.is_date() && dated == 0,
        Verdict::Part { .. } => true,
    });
    if decided || dates::whole(text).is_some() || agencies::is_agency_byline(text) || pictures::is_credit_line(text) {
        return Line::Other;
    }
    let people: Vec<String> =
        bylines::people(text).into_iter().filter(|name| !agencies::is_agency_byline(name)).collect();
    let without_agency = agencies::without_agency(text);
    if !text.contains(char::is_lowercase) {
        return Line::Other;
    }
    if !people.is_empty() && without_agency.len() < text.len() && without_agency.split(" and ").all(bylines::is_person)
    {
        return Line::Names(people);
    }
    if !people.is_empty() && (bylines::is_announced(text) || text.split(" and ").all(bylines::is_person)) {
        return if at == 0 { Line::Open } else { Line::Names(people) };
    }
    let sentence = text.ends_with(['.', ':']) && count(text) > MIN_PARAGRAPH / 2;
    if text.len() > MAX_LINE || sentence { Line::Other } else { Line::Open }
}

/// Gives a field the line found for it; where it holds another line of the text that became something else, or none was
/// found, that is undone.
fn put(
    draft: &mut Draft<'_>,
    field: Field,
    found: Option<usize>,
    rule: &Rule,
    none: &Rule,
) -> Result<(), ExtractError> {
    let holder = draft.fields().get(&field).and_then(|state| state.value.as_ref().and(state.block));
    if holder.is_some() && holder == found.map(|at| at as u32) {
        return Ok(());
    }
    if let Some(holder) = holder {
        if stands(draft, holder, field) {
            if found.is_none() {
                return Ok(());
            }
            draft.drop(holder, none)?;
        }
        draft.clear_field(field, none)?;
    }
    let Some(at) = found else { return Ok(()) };
    let text = draft.document().blocks()[at].text.as_str();
    // The scraper's own date was taken out of the first line already.
    let start = if at == 0 { scraper_date(text) } else { 0 };
    draft.take((at, start..text.len()), field, &text[start..], rule)
}

/// Parts the genre from the headline, and takes it for the section.
fn genre(draft: &mut Draft<'_>, headline: usize) -> Result<(), ExtractError> {
    let whole = draft.document().blocks()[headline].text.as_str();
    let start = if headline == 0 { scraper_date(whole) } else { 0 };
    let text = &whole[start..];
    let Some(found) = WITH_GENRE.captures(text) else { return Ok(()) };
    let (Some(title), Some(genre)) = (found.name("title"), found.name("before").or_else(|| found.name("after"))) else {
        return Ok(());
    };
    let place = |part: &regex::Match<'_>| start + part.start()..start + part.end();
    draft.drop((headline, start..whole.len()), GENRE)?;
    draft.take((headline, place(&title)), Field::Title, title.as_str(), HEADLINE)?;
    draft.take((headline, place(&genre)), Field::Section, genre.as_str(), GENRE)
}

fn stands(draft: &Draft<'_>, block: u32, field: Field) -> bool {
    draft.pieces_of(block).iter().any(|piece| piece.decision.verdict == Verdict::Field { field })
}

fn writers(draft: &mut Draft<'_>, lines: &[Line]) -> Result<(), ExtractError> {
    let mut authors = draft.field(Field::Authors).map(FieldValue::to_list).unwrap_or_default();
    for (at, line) in lines.iter().enumerate() {
        let Line::Names(names) = line else { continue };
        if stands(draft, at as u32, Field::Authors) {
            continue;
        }
        for name in names {
            if !authors.contains(name) {
                authors.push(name.clone());
            }
        }
        draft.take(at, Field::Authors, authors.clone(), WRITER)?;
    }
    for (at, block) in draft.document().blocks().iter().enumerate().skip(lines.len()) {
        if authors.iter().any(|author| block.text == *author) && draft.is_kept(at as u32) {
            draft.drop(at, WRITER_AGAIN)?;
        }
    }
    Ok(())
}

fn is_paragraph(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '”', '’']).ends_with(['.', '!', '?', ':', '…']);
    count(text) >= MIN_PARAGRAPH && closed
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use copydesk_core::{StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");
    const BODY: &str = "The museum opened on Monday in the old customs house, and half the town came to see its ships.";

    #[track_caller]
    fn check(lines: &[&str], title: Option<usize>, expected: (Option<&str>, Option<&str>, &[&str])) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
        }
        if let Some(title) = title {
            draft.take(title, Field::Title, lines[title], KEPT).expect("the block is there");
        }
        pictures::amend(&mut draft).expect("all amendments are sound");
        amend(&mut draft).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        let authors: Vec<&str> = article.authors.iter().map(String::as_str).collect();
        assert_eq!((article.title.as_deref(), article.standfirst.as_deref(), authors.as_slice()), expected);
        assert_eq!(article.text, BODY);
    }

    const HEAD: &str = "Haifa Opens a Museum of Ships";
    const BELOW: &str = "The city had waited for it since the port was built";

    #[test]
    fn reads_the_head() {
        check(
            &[HEAD, BELOW, "Una Holm and Dan Lund", BODY],
            None,
            (Some(HEAD), Some(BELOW), &["Una Holm", "Dan Lund"]),
        );
        check(&[HEAD, "Una Holm", "A steamer, May 3, 2018", "AP", BODY], None, (Some(HEAD), None, &["Una Holm"]));
    }

    #[test]
    fn corrects_a_wrong_headline() {
        check(&[HEAD, BELOW, BODY], Some(1), (Some(HEAD), Some(BELOW), &[]));
    }

    #[test]
    fn parts_the_genre_from_the_headline() {
        check(&[&format!("{HEAD} | Opinion"), BELOW, BODY], Some(0), (Some(HEAD), Some(BELOW), &[]));
        check(&[&format!("Analysis | {HEAD}"), BELOW, BODY], None, (Some(HEAD), Some(BELOW), &[]));
    }

    #[test]
    fn a_text_without_a_head_has_none() {
        check(&[BODY], None, (None, None, &[]));
    }
}
