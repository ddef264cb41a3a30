//! Whether the text that opens an article is set apart from it, as standfirsts are: in bold, in a style of its own, or in an
//! element of its own. Nothing here reads words, so it holds for papers that call theirs nothing.

use copydesk_core::{Block, Document, Element, FieldValue, Shape};

use crate::kinds::{is_alike, is_bold};
use crate::lexical::letters;

/// The fewest words of a standfirst that is told by its look.
const MIN_WORDS: u32 = 8;
/// The fewest words of one that is a heading by its tag: shorter ones head what follows.
const MIN_HEADING_WORDS: u32 = 10;
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
    let least = match first.shape {
        Shape::Paragraph | Shape::Plain => MIN_WORDS,
        Shape::Heading(_) => MIN_HEADING_WORDS,
        _ => return false,
    };
    first.text.len() <= MAX_BYTES && first.link_density() <= MAX_LINKED && (least..=MAX_WORDS).contains(&words)
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
    if let Shape::Heading(_) = first.shape {
        return false;
    }
    let says_the_same = || stated.is_none_or(|stated| letters(&stated.to_text()).contains(&letters(&first.text)));
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

#[cfg(test)]
mod tests {
    use copydesk_core::{StartTag, StaticDocument};

    use super::*;

    const LEAD: &str = "Nobody came to the pier on the day when the wall was done.";

    /// Whether the first of these texts, each a shape and a class, is set apart from the others.
    #[track_caller]
    fn check(looks: &[(Shape, &str)], expected: bool) {
        let mut document = StaticDocument::of_lines(&vec![LEAD; looks.len()]);
        for (at, (shape, class)) in looks.iter().enumerate() {
            let tag = StartTag { tag: "p".into(), classes: vec![(*class).into()].into(), ..StartTag::default() };
            document.elements.push(Element::new(None, tag));
            document.blocks[at].shape = *shape;
            document.blocks[at].element = Some(at as u32);
        }
        let texts: Vec<&Block> = document.blocks.iter().collect();
        assert_eq!(may_be_apart(texts[0], 13) && is_apart(&document, &texts, None), expected, "{looks:?}");
    }

    #[test]
    fn a_style_of_its_own_sets_a_text_apart() {
        const P: Shape = Shape::Paragraph;
        const H: Shape = Shape::Heading(2);
        check(&[(P, "lead"), (P, "text"), (P, "text")], true);
        check(&[(P, "text"), (P, "text"), (P, "text")], false);
        check(&[(P, "lead"), (P, "text"), (P, "lead")], false);
        check(&[(P, "lead"), (P, "text")], false);
        check(&[(P, "lead"), (P, "a"), (P, "b"), (P, "c")], false);
        check(&[(P, "drop-cap"), (P, "text"), (P, "text")], false);
        check(&[(H, "lead"), (P, "text"), (H, "part"), (P, "text")], true);
        check(&[(H, "part"), (P, "text"), (H, "part"), (P, "text")], false);
    }

    #[test]
    fn a_short_heading_is_no_standfirst() {
        let mut block = Block::line("A quiet winter in the harbour of Ness", 0, 0);
        block.shape = Shape::Heading(2);
        assert!(!may_be_apart(&block, 8));
        block.shape = Shape::Paragraph;
        assert!(may_be_apart(&block, 8));
    }
}
