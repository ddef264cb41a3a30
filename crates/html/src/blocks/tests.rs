use std::fmt::Write as _;

use copydesk_core::{Block, Shape, Span};

use super::{Segmentation, segment};
use crate::limits::Limits;
use crate::parse;
use crate::tree::{DOCUMENT, NodeId, Tree};

fn read(page: &str) -> (Tree, Segmentation) {
    let (tree, _) = parse::parse(page.to_owned(), &Limits::default());
    let segmentation = segment(&tree);
    (tree, segmentation)
}

/// One line a block: its shape, what else it says of itself, its text.
fn outline(segmentation: &Segmentation) -> String {
    let mut lines = String::new();
    for block in &segmentation.blocks {
        let path = path(segmentation, block);
        let hidden = if block.hidden { " hidden" } else { "" };
        let bold = if block.bold > 0 { format!(" bold={}", block.bold) } else { String::new() };
        let shape = match block.shape {
            Shape::Heading(level) => format!("heading{level}"),
            Shape::ListItem(true) => "numbered".to_owned(),
            Shape::ListItem(false) => "item".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        let shown = block.media.clone().unwrap_or_else(|| format!("{:?}", block.text));
        let _ = writeln!(lines, "{shape}{hidden}{bold} <{path}> {shown}");
        for link in &block.links {
            let _ = writeln!(lines, "  {}..{} {}", link.start, link.end, link.href);
        }
    }
    lines
}

fn path(segmentation: &Segmentation, block: &Block) -> String {
    let mut names = Vec::new();
    let mut next = block.element;
    while let Some(at) = next {
        let element = &segmentation.elements[at as usize];
        assert!(element.parent.is_none_or(|parent| parent < at), "a parent stands before its children");
        names.push(element.classes.iter().fold(element.tag.clone(), |name, class| name + "." + class));
        next = element.parent;
    }
    names.reverse();
    names.retain(|name| name != "html" && name != "body");
    names.join(" ")
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let (tree, segmentation) = read(body);
    assert_eq!(outline(&segmentation).trim(), expected.trim(), "{body}");
    check_invariants(&tree, &segmentation);
}

/// Every word of a block is in its span, and every word of the page is in one block.
#[track_caller]
pub(super) fn check_invariants(tree: &Tree, segmentation: &Segmentation) {
    for block in &segmentation.blocks {
        let Span::Bytes(start, end) = block.span else { panic!("an HTML block has a span of bytes") };
        let slice = tree.text.get(start as usize..end as usize).expect("a span lies on characters");
        assert!(!slice.is_empty(), "{block:?}");
        let (source, _) = parse::parse(format!("<!DOCTYPE html><body>{slice}"), &Limits::default());
        let source = squeeze(&source.text_of(DOCUMENT));
        let missing = block.text.split_whitespace().find(|word| !source.contains(&squeeze(word)));
        assert_eq!(missing, None, "{block:?} in {slice:?}");
    }
    let mut shown: Vec<char> = segmentation.blocks.iter().flat_map(|block| squeeze(&block.text).into_chars()).collect();
    let mut dumped: Vec<char> = dump(tree).into_chars();
    shown.sort_unstable();
    dumped.sort_unstable();
    assert_eq!(shown, dumped, "every visible character is in one block");
}

trait IntoChars {
    fn into_chars(self) -> Vec<char>;
}
impl IntoChars for String {
    fn into_chars(self) -> Vec<char> {
        self.chars().collect()
    }
}

fn squeeze(text: &str) -> String {
    use copydesk_core::text::whitespace::is_removed;
    text.chars().filter(|character| !character.is_whitespace() && !is_removed(*character)).collect()
}

/// All text of the tree but that of elements that never show any.
fn dump(tree: &Tree) -> String {
    const UNSEEN: [&str; 24] = [
        "script",
        "style",
        "template",
        "head",
        "title",
        "svg",
        "datalist",
        "textarea",
        "object",
        "video",
        "audio",
        "picture",
        "iframe",
        "canvas",
        "progress",
        "meter",
        "rp",
        "noembed",
        "noframes",
        "applet",
        "annotation",
        "annotation-xml",
        "img",
        "input",
    ];
    let mut text = String::new();
    let mut waiting: Vec<NodeId> = vec![DOCUMENT];
    while let Some(node) = waiting.pop() {
        text.push_str(tree.characters(node).unwrap_or_default());
        if !UNSEEN.contains(&tree.name(node)) {
            waiting.extend(tree.children(node));
        }
    }
    squeeze(&text)
}
