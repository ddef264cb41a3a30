//! What stands between the parts of a headline: space that the page's layout makes, and the sign that a line break or a
//! style stands for.

use std::borrow::Cow;

/// Signs between a kicker and its headline.
const PARTING: [&str; 7] = [":", "/", "|", "–", "—", "-", "·"];
/// Signs before which no space stands, but in French.
const CLOSING: [char; 6] = [':', ';', ',', '.', '!', '?'];

/// The text of a headline; where its parts stand in the page without a space between them, as the page states it elsewhere.
/// Where another rendering of the same words has a sign between parts that only a space parts here ("Harbour The wall
/// falls" for "Harbour: The wall falls"), or no space before a sign ("Harbour : The wall falls"), that is taken over.
/// Everything else, quotation marks before all, stays as it is.
pub(super) fn dressed<'h>(text: &'h str, others: &[&'h str]) -> Cow<'h, str> {
    if others.is_empty() {
        return Cow::Borrowed(text);
    }
    let count = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let most = others.iter().copied().max_by_key(|other| count(other)).filter(|other| count(other) > count(text));
    let text = most.unwrap_or(text);
    let Some((gap, better)) = others.iter().find_map(|other| better_gap(text, other)) else {
        return Cow::Borrowed(text);
    };
    Cow::Owned(format!("{}{better}{}", &text[..gap.start], &text[gap.end..]))
}

/// The first stretch between two words of a text that another rendering of the same words has better.
fn better_gap<'o>(text: &str, other: &'o str) -> Option<(std::ops::Range<usize>, &'o str)> {
    let mut theirs = gaps(other).peekable();
    for (letters, gap) in gaps(text) {
        while theirs.next_if(|(before, _)| *before < letters).is_some() {}
        let Some((_, their)) = theirs.next_if(|(before, _)| *before == letters) else { continue };
        let (own, their) = (&text[gap.clone()], &other[their]);
        let parts = own == " " && their.ends_with(' ') && PARTING.contains(&their.trim());
        let closes = own.starts_with(' ') && own.trim_start() == their && their.starts_with(CLOSING);
        if parts || closes {
            return Some((gap, their));
        }
    }
    None
}

/// The stretches between the words of a text, each with the number of letters and digits before it.
fn gaps(text: &str) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
    let mut letters = 0;
    let mut start = None;
    text.char_indices().filter_map(move |(at, character)| {
        if !character.is_alphanumeric() {
            start = start.or(Some(at));
            return None;
        }
        letters += 1;
        let gap = start.take().map(|start| (letters - 1, start..at));
        gap.filter(|(letters, _)| *letters > 0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexical::letters;

    #[track_caller]
    fn check(text: &str, others: &[&str], expected: &str) {
        assert_eq!(dressed(text, others), expected);
    }

    #[test]
    fn a_sign_for_a_line_break_is_taken_from_another_rendering() {
        check("Harbour The wall falls", &["Harbour: The wall falls"], "Harbour: The wall falls");
        check("Harbour ‘The’ wall falls", &["Harbour: 'The' wall falls"], "Harbour ‘The’ wall falls");
        check("Harbour The ‘wall’ falls", &["Harbour / The 'wall' falls"], "Harbour / The ‘wall’ falls");
        check(
            "HarbourThe wall falls",
            &["Harbour The wall falls", "Harbour: The wall falls"],
            "Harbour: The wall falls",
        );
        check("The wall’s fall: a tale", &["The wall's fall - a tale"], "The wall’s fall: a tale");
        check("A well known wall", &["A well-known wall"], "A well known wall");
        check("The wall, at last, falls", &["The wall at last falls"], "The wall, at last, falls");
    }

    #[test]
    fn no_space_stands_before_a_sign_but_where_the_page_wants_it() {
        check("Harbour : The wall falls", &["Harbour: The wall falls"], "Harbour: The wall falls");
        check("Le port : le mur tombe", &["Le port : le mur tombe"], "Le port : le mur tombe");
        check("Ölhafen : The wall falls", &["ÖLHAFEN: THE WALL FALLS"], "Ölhafen: The wall falls");
    }

    proptest! {
        /// Only what stands between words changes.
        #[test]
        fn letters_stay(parts in prop::collection::vec(("[a-cÄ海]{1,4}", "[ :/–.,]{0,3}", "[ :/–.,]{0,3}"), 1..8)) {
            let text: String = parts.iter().flat_map(|(word, sign, _)| [word.as_str(), sign]).collect();
            let other: String = parts.iter().flat_map(|(word, _, sign)| [word.as_str(), sign]).collect();
            prop_assert_eq!(letters(&dressed(&text, &[&other])), letters(&text));
        }
    }
}
