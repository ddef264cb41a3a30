//! Who wrote a column: "By Ann Smith, a writer based in Ness", or the name on a line of its own and what the paper tells
//! of its bearer. The names become authors; the rest is left out.

use std::sync::LazyLock;

use copydesk_core::text::bylines;
use copydesk_core::{Draft, ExtractError, Field, FieldValue, Rule};
use regex::Regex;

const HOUSE_NAME: Rule = Rule::new("rt/house-name", "the paper's own name is no author");
const BYLINE: Rule = Rule::new("rt/byline", "name in the byline of a column");
const BIO: Rule = Rule::new("rt/author-bio", "what the paper tells of a column's author");

/// What RT puts where an author's name belongs.
const HOUSE_NAMES: [&str; 5] = ["Russia Today", "RT", "RT International", "RT News", "RT en"];

/// "By Ann Smith, …", "By Ann Smith and Bob Jones, …".
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^By (?P<names>[^,.:;!?]{3,90})(?:, (?P<bio>.+))?$").expect("the byline pattern is valid")
});

/// A sentence that tells who somebody is.
static IS_SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<name>\p{Lu}[\p{L}.’'-]*(?: \p{L}[\p{L}.’'-]*){1,4}),? (?:is|was|has been) (?:an?|the|one of)\b")
        .expect("the pattern of biographies is valid")
});

/// The rest of such a sentence, where the name stands on the line above.
static IS_HALF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:is|was|has been) (?:an?|the|one of)\b").expect("the pattern of half biographies is valid")
});

/// What the writers of columns are.
static TRADE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:writer|author|journalist|reporter|correspondent|columnist|commentator|analyst|editor|broadcaster|presenter|producer|blogger|historian|academic|professor|lecturer|researcher|scholar|fellow|expert|economist|strategist|consultant|adviser|advisor|activist|critic|philosopher|politician|diplomat|officer|inspector|host|director|lawyer|scientist)s?\b",
    )
    .expect("the pattern of trades is valid")
});

/// RT's disclaimer below columns.
static DISCLAIMER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)solely those of the authors? and do not necessarily represent those of RT")
        .expect("the pattern of the disclaimer is valid")
});

/// How many kept blocks from the start, and from the end, may hold a byline or a biography.
const EDGE: usize = 5;
/// The longest biography, in bytes.
const MAX_BIO: usize = 1200;

/// Finds the authors of a column. `keep_bio` leaves their biographies in the body.
pub(crate) fn amend(draft: &mut Draft<'_>, keep_bio: bool) -> Result<(), ExtractError> {
    clear_house_names(draft)?;
    byline(draft, keep_bio)?;
    if keep_bio { Ok(()) } else { biographies(draft) }
}

fn clear_house_names(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let Some(authors) = draft.field(Field::Authors).map(FieldValue::to_list) else { return Ok(()) };
    let people: Vec<String> = authors.iter().filter(|name| !HOUSE_NAMES.contains(&name.as_str())).cloned().collect();
    match people.len() {
        count if count == authors.len() => Ok(()),
        0 => draft.clear_field(Field::Authors, HOUSE_NAME),
        _ => draft.set_field(Field::Authors, people, None, HOUSE_NAME),
    }
}

fn byline(draft: &mut Draft<'_>, keep_bio: bool) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for at in draft.kept().into_iter().take(EDGE) {
        let text = &blocks[at as usize].text;
        let Some(found) = OPENING.captures(text) else { continue };
        let names = found.name("names").map(|names| names.range()).unwrap_or_default();
        let is_byline = match found.name("bio") {
            Some(bio) => text.len() <= MAX_BIO && TRADE.is_match(bio.as_str()),
            None => !text.ends_with('.'),
        };
        let people = bylines::people(&text[names.clone()]);
        if people.is_empty() || !is_byline {
            continue;
        }
        draft.take((at, names.clone()), Field::Authors, people, BYLINE)?;
        if !keep_bio {
            draft.drop((at, 0..names.start), BIO)?;
            if names.end < text.len() {
                draft.drop((at, names.end..text.len()), BIO)?;
            }
        }
        return Ok(());
    }
    Ok(())
}

/// Drops biographies at both ends of the text. Where no author is known yet, a column's (it has the disclaimer) gives one.
fn biographies(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    let mut authors = draft.field(Field::Authors).map(FieldValue::to_list).unwrap_or_default();
    let is_column = blocks.iter().any(|block| DISCLAIMER.is_match(&block.text));
    let kept = draft.kept();
    for (place, &at) in kept.iter().enumerate() {
        if place >= EDGE && place + EDGE < kept.len() {
            continue;
        }
        let text = &blocks[at as usize].text;
        if !authors.is_empty() && text.len() <= MAX_BIO && IS_HALF.is_match(text) && TRADE.is_match(text) {
            draft.drop(at, BIO)?;
            continue;
        }
        let Some(name) = IS_SOMEBODY.captures(text).and_then(|found| found.name("name")) else { continue };
        if text.len() > MAX_BIO || !TRADE.is_match(text) {
            continue;
        }
        if !authors.iter().any(|author| author.eq_ignore_ascii_case(name.as_str())) {
            if !(is_column && authors.is_empty() && bylines::is_person(name.as_str())) {
                continue;
            }
            authors = vec![name.as_str().to_owned()];
            draft.take((at, name.range()), Field::Authors, authors.clone(), BYLINE)?;
            draft.drop((at, name.end()..text.len()), BIO)?;
            continue;
        }
        draft.drop(at, BIO)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");
    const OTHER: &str = "The lighthouse has stood there since the old king's days, and nobody wants it gone.";
    const COLUMN: &str =
        "The views expressed are solely those of the author and do not necessarily represent those of RT.";

    #[track_caller]
    fn check(authors: &[&str], lines: &[&str], expected_authors: &[&str], expected: &[&str]) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
        }
        if !authors.is_empty() {
            let authors: Vec<String> = authors.iter().map(|&name| name.to_owned()).collect();
            draft.set_field(Field::Authors, authors, None, KEPT).expect("authors are no date");
        }
        amend(&mut draft, false).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        assert_eq!(article.authors, expected_authors);
        let texts: Vec<&str> = article.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn reads_bylines_with_biographies() {
        check(
            &[],
            &["By Una Holm, a Danish writer and journalist. She lives in Ribe.", OTHER],
            &["Una Holm"],
            &[OTHER],
        );
        check(&["Russia Today"], &["By Una Holm and Per Lund", OTHER], &["Una Holm", "Per Lund"], &[OTHER]);
    }

    #[test]
    fn leaves_out_biographies_of_known_authors() {
        let bio = "Una Holm is an award-winning journalist. Follow her on Twitter.";
        check(&["Una Holm"], &[bio, OTHER], &["Una Holm"], &[OTHER]);
        check(&["Una Holm"], &[OTHER, bio], &["Una Holm"], &[OTHER]);
        check(&[], &[bio, OTHER, COLUMN], &["Una Holm"], &[OTHER, COLUMN]);
    }

    #[test]
    fn leaves_news_alone() {
        let news = "Una Holm is a journalist who was held at the border on Monday.";
        check(&["RT"], &[news, OTHER], &[], &[news, OTHER]);
        let opening = "By Monday evening, the harbour was closed.";
        check(&[], &[opening, OTHER], &[], &[opening, OTHER]);
    }
}
