//! The head of a flat text: category, writer and date on lines of their own, in any order, above the first paragraph.

use std::sync::LazyLock;

use copydesk_core::text::{bylines, dates};
use copydesk_core::{Draft, ExtractError, Field, Form, Rule, Verdict};
use regex::Regex;

const CATEGORY: Rule = Rule::new("labourlist/category", "category above the headline");
const WRITER: Rule = Rule::new("labourlist/writer", "writer's name on a line of its own");
const NO_HEADLINE: Rule = Rule::new("labourlist/no-headline", "the line is a writer's name, no headline");
const DATE: Rule = Rule::new("labourlist/date", "date beside the writer's name");

/// LabourList's categories, as they stand above headlines.
const CATEGORIES: [&str; 14] = [
    "News",
    "Comment",
    "Daily email",
    "Analysis",
    "Opinion",
    "Interview",
    "Interviews",
    "Features",
    "Feature",
    "Conference",
    "Polling",
    "Unions",
    "Local government",
    "LiveBlog",
];

/// A Twitter name behind a writer's, as until 2013.
static HANDLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r" ?(?:/|\||–|-) ?@\w{2,20}$|^@\w{2,20}$").expect("the pattern of handles is valid"));

/// How many blocks the head has at most.
const MAX_HEAD: usize = 12;
/// Fewest words of a first paragraph.
const MIN_PARAGRAPH: usize = 14;
/// The longest line of writers' names, in bytes.
const MAX_WRITERS: usize = 120;

/// Reads the head of a flat text.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if document.form() != Form::Text {
        return Ok(());
    }
    let blocks = document.blocks();
    let end = blocks.iter().take(MAX_HEAD).position(|block| is_paragraph(&block.text)).unwrap_or(0);
    let mut authors: Vec<String> = Vec::new();
    for at in 0..end {
        let text = blocks[at].text.as_str();
        if CATEGORIES.contains(&text) {
            draft.take(at, Field::Section, text, CATEGORY)?;
            continue;
        }
        if let Some(day) = dates::whole(text) {
            if !is_taken(draft, at) {
                draft.take(at, Field::Published, day.to_string(), DATE)?;
            }
            continue;
        }
        let Some(names) = writers(text) else { continue };
        let beside_date = blocks.get(at + 1).is_some_and(|next| dates::whole(&next.text).is_some());
        if is_title(draft, at) {
            // A headline may be a name ("Barbara Castle"): it is one where nothing but the name could be the writer.
            if !beside_date && at + 1 != end {
                continue;
            }
            draft.clear_field(Field::Title, NO_HEADLINE)?;
        }
        authors.extend(names.into_iter().filter(|name| !authors.contains(name)).collect::<Vec<_>>());
        draft.take(at, Field::Authors, authors.clone(), WRITER)?;
    }
    Ok(())
}

fn is_paragraph(text: &str) -> bool {
    text.split_whitespace().count() >= MIN_PARAGRAPH && text.ends_with(['.', '!', '?', '”', '"', ':', '…', '’'])
}

/// The names on a line that holds nothing else.
fn writers(line: &str) -> Option<Vec<String>> {
    if line.len() > MAX_WRITERS || line.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    let bare = HANDLE.replace(line, "");
    let bare = bare.strip_prefix("By ").unwrap_or(&bare);
    let names: Vec<&str> = bare
        .split([',', '&', '/'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let sound =
        !names.is_empty() && names.iter().all(|name| bylines::is_person(name) && name.split_whitespace().count() <= 4);
    sound.then(|| names.into_iter().map(str::to_owned).collect())
}

fn is_taken(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| matches!(decision.verdict, Verdict::Field { .. }))
}

fn is_title(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| decision.verdict == Verdict::Field { field: Field::Title })
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");
    const NEWS: &str =
        "Councillors in Ness will choose their candidate for mayor on Friday, the branch secretary said last night.";

    #[track_caller]
    fn check(title: Option<usize>, lines: &[&str], expected: (Option<&str>, &[&str], Option<&str>, Option<&str>)) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
        }
        if let Some(title) = title {
            draft.take(title, Field::Title, lines[title], KEPT).expect("the block is there");
        }
        amend(&mut draft).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        let authors: Vec<&str> = article.authors.iter().map(String::as_str).collect();
        let found =
            (article.title.as_deref(), authors.as_slice(), article.published.as_deref(), article.section.as_deref());
        assert_eq!(found, expected);
        assert_eq!(article.text, NEWS);
    }

    #[test]
    fn reads_the_head() {
        let title = "Ness Labour picks its candidate";
        check(
            Some(1),
            &["News", title, "Una Holm", "7th March, 2021, 9:05 am", NEWS],
            (Some(title), &["Una Holm"], Some("2021-03-07T09:05"), Some("News")),
        );
        check(Some(0), &[title, "By Una Holm / @unaholm", NEWS], (Some(title), &["Una Holm"], None, None));
        check(Some(0), &[title, "Una Holm & Per Lund", NEWS], (Some(title), &["Una Holm", "Per Lund"], None, None));
    }

    #[test]
    fn a_name_above_a_date_is_no_headline() {
        check(
            Some(0),
            &["Una Maria Holm", "7th March, 2021", NEWS],
            (None, &["Una Maria Holm"], Some("2021-03-07"), None),
        );
    }
}
