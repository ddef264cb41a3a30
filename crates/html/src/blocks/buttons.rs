//! Buttons that are words of a sentence: a glossary's, which tell what a word means where a reader presses it.

use super::capitals::is_in;
use super::tags::{self, Part, Role};
use crate::tree::{NONE, NodeId, Tree};

/// The most words of such a button.
const MAX_WORDS: usize = 3;
/// The most bytes of them.
const MAX_TEXT: usize = 60;
/// The longest abbreviation: longer words in capitals are prompts, too.
const MAX_ABBREVIATION: usize = 3;
/// How many nodes are looked at in a button, and on either side of it, for a text.
const MAX_NODES: usize = 8;

/// Whether a button in a line holds words of the sentence around it: letters stand before it, and behind it the sentence goes on
/// in small letters or ends. A prompt that stands in a paragraph has the end of a sentence before it, or nothing, or the
/// beginning of a sentence behind it.
pub(super) fn is_word(tree: &Tree<'_>, button: NodeId) -> bool {
    label(tree, button).is_some_and(|label| is_words(label) && is_written_in_line(tree, label))
        && beside(tree, button, |tree, node| tree.node(node).next_sibling).is_some_and(goes_on)
        && beside(tree, button, |tree, node| tree.node(node).prev_sibling).is_some_and(leads_on)
}

/// The one text of a button.
fn label<'t>(tree: &'t Tree<'_>, button: NodeId) -> Option<&'t str> {
    let mut node = tree.node(button).first_child;
    let mut label = None;
    for _ in 0..MAX_NODES {
        if node == NONE {
            return label;
        }
        let text = tree.characters(node).filter(|text| !text.trim().is_empty());
        if text.is_some() && label.is_some() {
            return None;
        }
        label = label.or(text);
        let own = tree.node(node);
        node = if own.first_child == NONE { behind(tree, node, button) } else { own.first_child };
    }
    None
}

/// The node that follows another and what it holds, inside an element.
fn behind(tree: &Tree<'_>, mut node: NodeId, inside: NodeId) -> NodeId {
    while node != inside && node != NONE {
        let own = tree.node(node);
        if own.next_sibling != NONE {
            return own.next_sibling;
        }
        node = own.parent;
    }
    NONE
}

/// Whether a label is of words alone: names of icons have other signs.
fn is_words(label: &str) -> bool {
    let is_of_words = |character: char| character.is_alphabetic() || matches!(character, ' ' | '-' | '\'' | '’' | '\n');
    label.len() <= MAX_TEXT
        && (1..=MAX_WORDS).contains(&label.split_whitespace().count())
        && label.trim().chars().all(is_of_words)
}

/// Whether a label is written as a word inside a sentence is: in small letters, where the language has them and does not write
/// nouns with a capital, or as an abbreviation. Prompts begin with a capital: "Share".
fn is_written_in_line(tree: &Tree<'_>, label: &str) -> bool {
    let bare = label.trim();
    let is_abbreviation = || bare.len() <= MAX_ABBREVIATION && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    !bare.starts_with(char::is_uppercase) || is_abbreviation() || is_in(tree, "de")
}

/// The text right beside a button, or beside the inline elements that hold nothing else on that side.
fn beside<'t>(tree: &'t Tree<'_>, button: NodeId, next: impl Fn(&Tree<'_>, NodeId) -> NodeId) -> Option<&'t str> {
    let mut node = button;
    for _ in 0..MAX_NODES {
        let sibling = next(tree, node);
        if sibling == NONE {
            node = tree.node(node).parent;
            let kind = tree.element(node).map(tags::kind)?;
            if !matches!((kind.role, kind.part), (Role::Inline | Role::Bold, Part::Piece)) {
                return None;
            }
            continue;
        }
        node = sibling;
        if let Some(text) = tree.characters(node) {
            return Some(text);
        }
        // What is no text parts the sentence, unless it is a comment.
        if tree.element(node).is_some() {
            return None;
        }
    }
    None
}

/// Whether a text behind a word goes on with its sentence, or ends it.
fn goes_on(text: &str) -> bool {
    let bare = text.trim_start();
    let is_parted = bare.len() < text.len();
    bare.starts_with(|first: char| {
        if is_parted { first.is_alphabetic() && !first.is_uppercase() } else { ",.;:!?)”’»".contains(first) }
    })
}

/// Whether a text before a word leads on to it.
fn leads_on(text: &str) -> bool {
    let bare = text.trim_end();
    let is_parted = bare.len() < text.len();
    bare.ends_with(|last: char| {
        if is_parted { last.is_alphanumeric() || matches!(last, ',' | ';') } else { "(“„‘«\"".contains(last) }
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::tests::check_texts as check;

    #[test]
    fn a_button_may_be_a_word_of_its_sentence() {
        check("<p>Paid from a <button>fund</button> for coasts.", &["Paid from a fund for coasts."]);
        check(
            "<html lang=de><p>Bezahlt vom <span><button>Fonds</button></span> der Küste.",
            &["Bezahlt vom Fonds der Küste."],
        );
        check(
            "<p>The tax on <button><b>capital gains</b><svg></svg></button>, he said.",
            &["The tax on capital gains, he said."],
        );
        check("<p>The rise in <button>GDP</button> was small.", &["The rise in GDP was small."]);
        check("<p>Built (<button>dyke</button>) in June.", &["Built (dyke) in June."]);
        check("<ul><li>A <button>levy</button> on boats.", &["A levy on boats."]);
    }

    #[test]
    fn a_prompt_is_none() {
        check("<p><button>Share</button> The wall is new.", &["Share", "The wall is new."]);
        check("<p>The wall is new. <button>Share</button>", &["The wall is new.", "Share"]);
        check("<p>The wall is new. <button>Follow</button> the story.", &["The wall is new. the story.", "Follow"]);
        check("<p>The wall <button>Share</button> is new.", &["The wall is new.", "Share"]);
        check("<p>The wall <button>Play</button> The quay", &["The wall The quay", "Play"]);
        check("<p>The wall <button>chevron_right</button> is new", &["The wall is new", "chevron_right"]);
        check(
            "<p>The wall <button>Sign up for our letter</button> is new",
            &["The wall is new", "Sign up for our letter"],
        );
    }
}
