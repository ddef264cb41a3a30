//! Pages that are no article: a machine's wall, an error, a player, or nothing at all.

use copydesk_core::{Draft, ExtractError, Field, FieldValue, Form, Metadata, Provenance, Rule};

mod notices;

use crate::fields::Titles;
use crate::judge::Read;
use crate::lexical::{is_word, letters};
use crate::site_name::SiteNames;
use notices::{DOUBTFUL_TITLES, ERRORS, TITLES, WALLS};

const WALL: Rule = Rule::new("generic/wall", "the page checks its visitors, or says that it has nothing to show");

/// The most kept words of a page that is nothing but such a notice, or a recording.
const MAX_WORDS: u32 = 120;
/// From this confidence on it is none.
const MAX_CONFIDENCE: f32 = 0.6;
/// The most words of a wall that its title does not tell.
const MAX_UNCALLED: u32 = 60;
/// The most confidence in what is no article.
const MAX_OF_NOTHING: f32 = 0.05;
/// How many texts of a page are looked at for a notice.
const LOOKED_AT: usize = 24;
/// The longest title or text that is asked, in bytes.
const MAX_TEXT: usize = 400;
/// What parts a title from the name of its site.
const PARTS: [&str; 6] = [" | ", " - ", " – ", " — ", " • ", " · "];

/// Leaves out what a wall or an error says, and gives the reason why the page is no article, where it is none. `said` is the confidence.
pub(crate) fn tell(draft: &mut Draft<'_>, read: &Read, said: f32) -> Result<Option<String>, ExtractError> {
    let kept = draft.kept();
    if kept.is_empty() {
        draft.set_confidence(said.min(MAX_OF_NOTHING));
        return Ok(Some("nothing on it reads as one".to_owned()));
    }
    let words: u32 = kept.iter().map(|at| read.counts[*at as usize].words).sum();
    let metadata = draft.document().metadata();
    if words > MAX_WORDS || said >= MAX_CONFIDENCE || states_article(metadata) {
        return Ok(None);
    }
    if let Some(notice) = wall(draft, read, &kept, words) {
        for at in kept {
            draft.drop(at as usize, WALL)?;
        }
        draft.set_confidence(said.min(MAX_OF_NOTHING));
        return Ok(Some(format!("it says \"{notice}\"")));
    }
    let recorded = metadata.types.iter().find(|kind| kind.starts_with("og:video") || kind.starts_with("og:music"));
    let Some(kind) = recorded else { return Ok(None) };
    draft.set_confidence(said.min(MAX_OF_NOTHING));
    Ok(Some(format!("it calls itself {kind}, and has {words} words")))
}

/// Whether a page states that it is an article, with who wrote it or when.
fn states_article(metadata: &Metadata) -> bool {
    let stated = |field: Field| {
        let places = [Provenance::JsonLd, Provenance::OpenGraph, Provenance::Meta, Provenance::Microdata];
        metadata.of(field).any(|candidate| places.contains(&candidate.provenance))
    };
    metadata.types.iter().any(|kind| kind.contains("rticle") || kind.contains("Posting"))
        && (stated(Field::Authors) || stated(Field::Published))
}

/// How surely a title is that of a wall or an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    Perhaps,
    Surely,
}

/// The text by which a page says that it is a wall or an error: its title, with a notice where the title may be an article's; or
/// notices that are most of what it says.
fn wall(draft: &Draft<'_>, read: &Read, kept: &[u32], words: u32) -> Option<String> {
    let blocks = draft.document().blocks();
    let texts = kept.iter().take(LOOKED_AT).map(|at| (*at as usize, blocks[*at as usize].text.as_str()));
    let texts = || texts.clone().filter(|(_, text)| text.len() <= MAX_TEXT);
    match title(draft, kept) {
        Some((Called::Surely, title)) => return Some(title),
        Some((Called::Perhaps, title)) if texts().any(|(_, text)| says(text, &WALLS) || says(text, &ERRORS)) => {
            return Some(title);
        }
        _ => {}
    }
    if words > MAX_UNCALLED || draft.field(Field::Authors).is_some() || draft.field(Field::Published).is_some() {
        return None;
    }
    let noticed: Vec<usize> = texts().filter(|(_, text)| says(text, &WALLS)).map(|(at, _)| at).collect();
    let most = noticed.iter().map(|at| read.counts[*at].words).sum::<u32>() * 2 >= words;
    noticed.first().filter(|_| most).map(|at| blocks[*at].text.clone().to_string())
}

/// The title that is a wall's or an error's: the one that the page states in its head, the one that was chosen, or, of a flat text, its
/// first line.
fn title(draft: &Draft<'_>, kept: &[u32]) -> Option<(Called, String)> {
    let document = draft.document();
    let metadata = document.metadata();
    let chosen = match draft.field(Field::Title) {
        Some(FieldValue::Text(title)) => Some(title.as_str()),
        _ => None,
    };
    let stated = metadata.of(Field::Title).filter(|candidate| candidate.provenance == Provenance::TitleElement);
    let first = kept.first().filter(|_| document.form() == Form::Text);
    let titles = chosen
        .into_iter()
        .chain(stated.map(|candidate| candidate.value.as_str()))
        .chain(first.map(|at| document.blocks()[*at as usize].text.as_str()));
    let site = || SiteNames::of(document, &Titles::of(metadata));
    titles.take(LOOKED_AT).filter(|title| title.len() <= MAX_TEXT).find_map(|title| {
        let told = |part: &str, rest: Option<&str>| {
            let own = called(part)?;
            // What stands beside it may be the site's name, or what the article is about.
            let is_all = rest.is_none_or(|rest| site().is_site(rest));
            Some((if is_all { own } else { Called::Perhaps }, title.to_owned()))
        };
        told(title, None).or_else(|| {
            PARTS.iter().find_map(|sign| {
                let last = title.rsplit_once(sign).and_then(|(part, site)| told(part, Some(site)));
                last.or_else(|| title.split_once(sign).and_then(|(site, part)| told(part, Some(site))))
            })
        })
    })
}

/// How surely a text is what walls and errors are called.
fn called(text: &str) -> Option<Called> {
    let own = letters(text);
    let is_among = |titles: &[&str]| titles.contains(&own.as_str());
    if is_among(&TITLES) { Some(Called::Surely) } else { is_among(&DOUBTFUL_TITLES).then_some(Called::Perhaps) }
}

/// Whether a text says one of some notices, word by word.
fn says(text: &str, notices: &[&str]) -> bool {
    let mut words = String::from(" ");
    for character in text.chars().filter(|character| !matches!(character, '\'' | '’')) {
        if is_word(character) {
            words.extend(character.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    let holds = |notice: &&str| {
        let mut found = words.match_indices(*notice);
        found.any(|(at, _)| words[..at].ends_with(' ') && words[at + notice.len()..].starts_with(' '))
    };
    notices.iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: Option<Called>) {
        assert_eq!(called(title), expected, "{title}");
    }

    #[test]
    fn walls_and_errors_have_titles() {
        for title in
            ["404: Page not found", "Page Not Found", "Attention Required!", "Are you a robot?", "Страница не найдена"]
        {
            check(title, Some(Called::Surely));
        }
        for title in ["Access Denied", "Just a moment...", "404"] {
            check(title, Some(Called::Perhaps));
        }
        for title in
            ["404 boats counted in Ness", "Access denied to the harbour for a year", "Film review: Not found", ""]
        {
            check(title, None);
        }
    }

    #[test]
    fn notices_are_told_by_words() {
        for text in [
            "Please verify you are human.",
            "Let us know you’re not a robot!",
            "You don't have permission to access this.",
        ] {
            assert!(says(text, &WALLS) || says(text, &ERRORS), "{text}");
        }
        for text in ["Why cannot a robot be a judge?", "The arrays identity of Ness", "He could not be foundling"] {
            assert!(!says(text, &WALLS) && !says(text, &ERRORS), "{text}");
        }
    }
}
