//! Whether the text that opens an article is set apart from it, as standfirsts are: in bold, in a style of its own, or in an
//! element of its own. Nothing here reads words, so it holds for papers that call theirs nothing.

use copydesk_core::{Block, Document, Element, FieldValue, Shape};

use crate::kinds::is_alike;
use crate::lexical::letters;

/// The fewest words of a standfirst that is told by its look.
const MIN_WORDS: u32 = 8;
/// The most words of one. First paragraphs that only begin with a large letter are longer.
const MAX_WORDS: u32 = 42;
/// The most bytes of one.
const MAX_BYTES: usize = 500;
/// How much of one may be links.
const MAX_LINKED: f32 = 0.5;
/// The fewest texts of an article whose look tells anything.
const MIN_TEXTS: usize = 3;
/// The longest bold text of a body that is no paragraph set in bold, in bytes.
const MAX_BOLD: usize = 120;
/// The share of the body, of ten, that must have one look.
const MOST: usize = 6;
/// The same of the body's elements, of ten.
const MOST_AROUND: usize = 8;

/// The most looks of a body that are told apart.
const MAX_LOOKS: usize = 16;

/// Parts of names of first paragraphs that are none the less of the body, and of notes that stand before it.
const OTHERS: [&str; 15] = [
    "first",
    "firstparagraph",
    "drop",
    "dropcap",
    "cap",
    "speakable",
    "small",
    "note",
    "tip",
    "notice",
    "disclaimer",
    "disclosure",
    "affiliate",
    "byline",
    "caption",
];

/// Whether a text that opens an article may be a standfirst that is told by its look.
pub(super) fn may_be_apart(first: &Block, words: u32) -> bool {
    first.text.len() <= MAX_BYTES
        && matches!(first.shape, Shape::Paragraph | Shape::Plain)
        && first.link_density() <= MAX_LINKED
        && (MIN_WORDS..=MAX_WORDS).contains(&words)
}

/// Whether the first of the texts of an article is set apart from the others, if it may be. What the page states as its summary
/// is overruled by a style alone, or where it says the same.
pub(super) fn is_apart(document: &dyn Document, texts: &[&Block], stated: Option<&FieldValue>) -> bool {
    let [first, body @ ..] = texts else { return false };
    if texts.len() < MIN_TEXTS {
        return false;
    }
    let own = |block: &Block| block.element.map(|at| &document.elements()[at as usize]);
    let outer = |block: &Block| own(block)?.parent.map(|at| &document.elements()[at as usize]);
    if is_unlike(first, body, own, MOST) {
        return !is_other(own(first));
    }
    let says_the_same = || stated.is_none_or(|stated| letters(&stated.to_text()).contains(&letters(&first.text)));
    let is_bold = |block: &Block| block.bold as usize * 10 >= block.text.len() * 9;
    let is_set_apart = if is_bold(first) {
        !body.iter().any(|block| is_bold(block) && block.text.len() > MAX_BOLD)
    } else {
        is_unlike(first, body, outer, MOST_AROUND)
    };
    is_set_apart && says_the_same() && !is_other(own(first)) && !is_other(outer(first))
}

/// Whether no other text has the look of the first, and most of them share one.
fn is_unlike<'d>(first: &Block, body: &[&Block], look: impl Fn(&Block) -> Option<&'d Element>, most: usize) -> bool {
    let Some(own) = look(first) else { return false };
    let mut looks: Vec<(&Element, usize)> = Vec::new();
    let mut all = 0;
    for (block, look) in body.iter().filter_map(|block| Some((block, look(block)?))) {
        if is_alike(own, look) {
            return false;
        }
        if matches!(block.shape, Shape::Heading(_)) {
            continue;
        }
        all += block.text.len();
        match looks.iter().position(|(other, _)| is_alike(other, look)) {
            Some(known) => looks[known].1 += block.text.len(),
            None if looks.len() < MAX_LOOKS => looks.push((look, block.text.len())),
            None => {}
        }
    }
    looks.iter().any(|(_, length)| length * 10 >= all * most) && all > 0
}

/// Whether an element's names say that it holds something else.
fn is_other(element: Option<&Element>) -> bool {
    element.is_some_and(|element| {
        element.classes.iter().chain(&element.id).any(|name| {
            name.split(|character: char| !character.is_ascii_alphanumeric())
                .any(|part| OTHERS.iter().any(|other| part.eq_ignore_ascii_case(other)))
        })
    })
}
