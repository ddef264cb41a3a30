//! A page as a naive scraper flattens it: every block's text on a line, a blank line around paragraphs, headings and lists.

use copydesk_core::{Document, Element, Field, Provenance, Shape};

/// Elements around which a scraper leaves a blank line.
const PARTED: [&str; 14] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "title"];

/// The flat text of an HTML page, its title first.
pub(crate) fn flatten(document: &dyn Document) -> String {
    let elements = document.elements();
    let mut text = String::new();
    let title = document.metadata().of(Field::Title).find(|candidate| candidate.provenance == Provenance::TitleElement);
    if let Some(title) = title {
        text.push_str(&title.value);
        text.push_str("\n\n");
    }
    let mut before: Option<Vec<u32>> = None;
    for block in document.blocks() {
        let unseen = block.text.is_empty()
            || matches!(block.shape, Shape::Image | Shape::Embed)
            || document.ancestors(block).any(|element| element.tag == "noscript");
        if unseen {
            continue;
        }
        let path = path(elements, block.element);
        if let Some(before) = &before {
            let between = between(elements, before, &path);
            if between.clone().any(|tag| PARTED.contains(&tag)) {
                text.push_str("\n\n");
            } else if between.clone().any(|tag| tag == "button") && between.clone().all(|tag| tag == "button") {
                text.push(' ');
            } else {
                text.push('\n');
            }
        }
        text.push_str(&block.text.replace('\t', " "));
        before = Some(path);
    }
    text.push('\n');
    text
}

/// The elements around a block, outermost first.
fn path(elements: &[Element], element: Option<u32>) -> Vec<u32> {
    let mut path: Vec<u32> =
        std::iter::successors(element, |&at| elements.get(at as usize).and_then(|element| element.parent)).collect();
    path.reverse();
    path
}

/// The elements that end behind the one block or begin before the other.
fn between<'e>(elements: &'e [Element], before: &'e [u32], after: &'e [u32]) -> impl Iterator<Item = &'e str> + Clone {
    let common = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    before[common..]
        .iter()
        .chain(&after[common..])
        .filter_map(|&at| elements.get(at as usize).map(|element| element.tag.as_str()))
}
