//! Large first letters. A page sets the first letter of an article in an element of its own, and at times lays it out as a block
//! or writes white space behind it; it is the beginning of the word that follows all the same.

use crate::tree::{HIDDEN, NONE, NodeId, Tag, Tree};

/// The most bytes of a letter, with the mark of a quotation before it.
const MAX_LETTER: usize = 8;
/// The most nodes that are looked at for the text that follows.
const MAX_NODES: usize = 12;
/// Languages with words of one consonant: "W domu", "V tom".
const WITH_SHORT_WORDS: [&str; 12] = ["bs", "cs", "dsb", "hr", "hsb", "hu", "mk", "pl", "sh", "sk", "sl", "sr"];

/// Whether a text is a capital letter that is no word by itself, and text in small letters follows the element that it is the end
/// of.
pub(super) fn begins_word(tree: &Tree<'_>, text: &str, node: NodeId) -> bool {
    text.len() <= MAX_LETTER
        && letter(text).is_some_and(|letter| !(may_be_word(letter) || is_short_word(letter) && has_short_words(tree)))
        && follows(tree, node).is_some_and(|next| next.trim_start().starts_with(char::is_lowercase))
}

/// Whether a class is that of a large first letter. "Initial" alone may be anything that begins.
pub(super) fn is_capital(classes: &str) -> bool {
    const NAMES: [&str; 5] = ["dropcap", "lettrine", "letrine", "capolettera", "initialletter"];
    classes.split_ascii_whitespace().any(|class| {
        let letters = class.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        let bare: String = letters.map(char::from).collect();
        matches!(bare.as_str(), "initial" | "initiale") || NAMES.iter().any(|name| bare.contains(name))
    })
}

/// The one letter of a text, if it is a capital.
fn letter(text: &str) -> Option<char> {
    let bare = text.trim_matches(|character: char| !character.is_alphanumeric());
    let mut characters = bare.chars();
    characters.next().filter(|letter| letter.is_uppercase() && characters.next().is_none())
}

/// Whether a letter may be a word by itself: vowels are in some language or other, and so are most letters of other scripts.
fn may_be_word(letter: char) -> bool {
    const ODD: [char; 8] = ['Ä', 'Ö', 'Ü', 'Ç', 'Ş', 'Č', 'Š', 'Ž'];
    let is_consonant = letter.is_ascii() && !matches!(letter, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    !is_consonant && !ODD.contains(&letter)
}

/// Whether a letter is a word in some languages.
fn is_short_word(letter: char) -> bool {
    matches!(letter, 'K' | 'S' | 'V' | 'W' | 'Z')
}

/// Whether the page may be in a language with such words: it says so, or does not say which it is in.
fn has_short_words(tree: &Tree<'_>) -> bool {
    let own = language(tree);
    own.is_empty() || WITH_SHORT_WORDS.iter().any(|other| own.eq_ignore_ascii_case(other))
}

/// Whether the page says that it is in a language.
pub(super) fn is_in(tree: &Tree<'_>, other: &str) -> bool {
    language(tree).eq_ignore_ascii_case(other)
}

/// The language that the page says it is in, without its region; empty where it says none.
fn language<'t>(tree: &'t Tree<'_>) -> &'t str {
    let tag = tree.root_element().and_then(|root| tree.attribute(root, "lang")).unwrap_or_default().trim();
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The first text that follows an element, if hardly anything stands between.
fn follows<'t>(tree: &'t Tree<'_>, element: NodeId) -> Option<&'t str> {
    let mut node = element;
    let mut enters = false;
    for _ in 0..MAX_NODES {
        let own = tree.node(node);
        node = if enters && own.first_child != NONE {
            own.first_child
        } else if own.next_sibling != NONE {
            own.next_sibling
        } else if own.parent != NONE {
            enters = false;
            node = own.parent;
            continue;
        } else {
            return None;
        };
        enters = !matches!(tree.tag(node), Tag::Script | Tag::Style | Tag::Template)
            && !tree.element(node).is_some_and(|element| element.has(HIDDEN));
        if let Some(text) = tree.characters(node).filter(|text| !text.trim().is_empty()) {
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::blocks::tests::check_texts as check;
    use crate::limits::Limits;
    use crate::parse;

    #[test]
    fn a_large_letter_begins_the_word_behind_it() {
        check("<p><span class=dropcap>T</span>he wall", &["The wall"]);
        check("<p><span class=dropcap>T</span><br>he wall", &["The wall"]);
        check("<p><span class=dropcap>T</span>\n he wall", &["The wall"]);
        check("<p><span class=drop-cap> “T </span>he <b>wall</b>", &["“The wall"]);
        check("<p>Before.</p><div class=dropcap>T</div>\n<p>he wall</p><p>After.", &["Before.", "The wall", "After."]);
        check("<p class=initial>T</p><p>he wall", &["The wall"]);
        check("<html lang=en><p><b class=lettrine>W</b> hen", &["When"]);
    }

    #[test]
    fn a_letter_that_is_a_word_stands_alone() {
        check("<p><span class=dropcap>A</span> wall", &["A wall"]);
        check("<html lang=pl><p><span class=dropcap>W</span> domu", &["W domu"]);
        check("<div class=dropcap>T</div><p>The wall", &["T", "The wall"]);
        check("<div class=dropcap>The</div><p>wall", &["The", "wall"]);
        check("<div class=box>T</div><p>he wall", &["T", "he wall"]);
        check("<div class=dropcap>T</div>", &["T"]);
        check("<div class=dropcap>T</div><img src=/a.jpg><p>he wall", &["The wall", ""]);
        check("<p><span class=dropcap>W</span> domu", &["W domu"]);
        check("<html lang=hu><p><span class=dropcap>S</span> mikor", &["S mikor"]);
        check("<p><span class=initials>J</span> johnson", &["J johnson"]);
        check("<div class=dropcap>T</div><style>p{}</style><p>The wall", &["T", "The wall"]);
        check("<div class=dropcap>T</div><div hidden>the</div><p>The wall", &["T", "the", "The wall"]);
    }

    #[test]
    fn the_word_is_of_the_paragraph() {
        let (tree, _) = parse::parse("<div class=dropcap>T</div><p class=x>he wall", &Limits::default());
        let segmentation = crate::blocks::segment(&tree, 100);
        let element = segmentation.blocks[0].element.expect("the block lies in an element");
        assert_eq!(segmentation.elements[element as usize].tag, "p");
        assert_eq!(segmentation.blocks[0].shape, copydesk_core::Shape::Paragraph);
    }
}
