//! Captions and their credits.

use std::ops::Range;

/// Agencies and picture libraries, in lower case, as they stand in credits.
const AGENCIES: &str = "ap afp reuters getty epa efe pa dpa ansa apa keystone alamy shutterstock istock sputnik tass ria \
bloomberg zuma rex upi xinhua anp belga ritzau scanpix lehtikuva lusa pap ctk čtk cp aap nyt imago picture-alliance \
flickr wikimedia unsplash pexels instagram facebook youtube handout pool magnum polaris redux corbis";

/// Words that open a credit, in lower case.
const OPENERS: [&str; 19] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "images",
    "credit",
    "credits",
    "illustration",
    "foto",
    "fotos",
    "bild",
    "bilder",
    "crédit",
    "courtesy",
    "©",
];

/// The longest credit that is read, in bytes.
const MAX_CREDIT: usize = 120;
/// The longest caption in flat text, in words.
pub(crate) const MAX_CAPTION_WORDS: u32 = 70;

/// Whether a line is the credit of a picture and nothing else: "Ann Smith/AP", "Photo: Harbour Trust", "© Reuters".
pub(crate) fn is_credit(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > MAX_CREDIT || line.split_whitespace().count() > 9 {
        return false;
    }
    let lower = line.to_lowercase();
    opens_credit(&lower) || (names_agency(&lower) && !crate::lexical::ends_sentence(line))
}

/// The credit at the end of a caption: from "©", "Photo:", "(AP Photo/…)", "Credit:" or a slash with an agency on.
pub(crate) fn trailing_credit(caption: &str) -> Option<Range<usize>> {
    let floor = caption.len().saturating_sub(MAX_CREDIT);
    let starts = caption.char_indices().filter(|&(at, character)| {
        at >= floor
            && at > 0
            && (matches!(character, '©' | '(' | '[') || (character.is_alphabetic() && starts_part(&caption[..at])))
    });
    for (at, first) in starts {
        let tail = caption[at..].trim();
        let inner = tail.trim_matches(['(', ')', '[', ']', '.', ' ']);
        let lower = inner.to_lowercase();
        let bracketed = matches!(first, '(' | '[');
        if bracketed && !tail.trim_end_matches('.').ends_with([')', ']']) {
            continue;
        }
        let credit =
            first == '©' || opens_credit(&lower) || (names_agency(&lower) && inner.split_whitespace().count() <= 9);
        if credit {
            return Some(at..caption.len());
        }
    }
    None
}

/// Whether a new sentence or part begins behind this text.
fn starts_part(before: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.len() < before.len() && trimmed.ends_with(['.', '!', '?', '|', '”', '"', '…', ':', '—', '–', '-', '•'])
}

fn opens_credit(lower: &str) -> bool {
    OPENERS.iter().any(|opener| {
        lower.strip_prefix(opener).is_some_and(|rest| {
            *opener == "©"
                || rest.trim_start().starts_with([':', '/', '|', '©'])
                || rest.starts_with(" by ")
                || rest.starts_with(" credit")
                || (*opener == "courtesy" && rest.starts_with(" of "))
        })
    })
}

/// Whether an agency stands in it as a credit does: behind a slash, comma, bracket or "via", or alone.
fn names_agency(lower: &str) -> bool {
    let words: Vec<&str> = lower
        .split(|character: char| !(character.is_alphanumeric() || character == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let agency = |word: &str| AGENCIES.split_whitespace().any(|name| name == word);
    if !words.iter().any(|word| agency(word)) {
        return false;
    }
    agency(words[0]) && words.len() <= 3
        || lower.match_indices(['/', ',', '|', '(']).any(|(at, _)| {
            lower[at + 1..]
                .split(|character: char| !(character.is_alphanumeric() || character == '-'))
                .find(|word| !word.is_empty())
                .is_some_and(agency)
        })
        || lower.find(" via ").is_some_and(|at| names_agency(&lower[at + 5..]))
        || (words.len() <= 5 && lower.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_credit(line: &str, expected: bool) {
        assert_eq!(is_credit(line), expected, "{line}");
    }

    #[track_caller]
    fn check_trailing(caption: &str, expected: Option<&str>) {
        assert_eq!(trailing_credit(caption).map(|range| &caption[range]), expected, "{caption}");
    }

    #[test]
    fn knows_credits() {
        check_credit("Ann Smith/AP", true);
        check_credit("Ann Smith / Reuters", true);
        check_credit("Photo: Harbour Trust", true);
        check_credit("© Ann Smith", true);
        check_credit("Getty Images", true);
        check_credit("Reuters reported the flood on Monday.", false);
        check_credit("Photographs of the wall hang in the town hall", false);
        check_credit("The council met", false);
    }

    #[test]
    fn finds_credits_behind_captions() {
        check_trailing("The harbour wall in June. Photograph: Ann Smith/AP", Some("Photograph: Ann Smith/AP"));
        check_trailing("FILE PHOTO: The harbour wall © Reuters / Ann Smith", Some("© Reuters / Ann Smith"));
        check_trailing("The harbour wall in June. (AP Photo/Ann Smith)", Some("(AP Photo/Ann Smith)"));
        check_trailing("The harbour wall in June.", None);
    }
}
