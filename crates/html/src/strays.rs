//! Pages that fall into a drawing: where the `<title>` of an inline SVG is not closed, the standard has the parser read
//! all that follows inside of it, for a title may hold HTML, and nothing of the page would be seen. No author puts a
//! paragraph into the title of a drawing: such elements are put in front of the drawing instead.

use crate::blocks::tags::{Role, role};
use crate::tree::{DOCUMENT, Namespace, Node, NodeData, NodeId, Step, Tree};

/// Puts stray elements in front of the drawing whose title they fell into.
pub(crate) fn settle(tree: &mut Tree<'_>) {
    if !tree.has_foreign || !has_html_in_foreign(tree) {
        return;
    }
    for (drawing, stray) in strays(tree) {
        tree.detach(stray);
        tree.insert_before(drawing, stray);
    }
}

/// Whether some element of HTML lies right in one that is not: few pages have any.
fn has_html_in_foreign(tree: &Tree<'_>) -> bool {
    let namespace = |node: &Node| match &node.data {
        NodeData::Element(element) => Some(element.namespace == Namespace::Html),
        _ => None,
    };
    let parent = |node: &Node| tree.nodes.get(node.parent as usize).and_then(namespace);
    tree.nodes.iter().any(|node| namespace(node) == Some(true) && parent(node) == Some(false))
}

/// The outermost elements of block level inside titles and descriptions of drawings, each with its outermost drawing.
fn strays(tree: &Tree<'_>) -> Vec<(NodeId, NodeId)> {
    let mut found = Vec::new();
    let (mut drawing, mut title) = (None, None);
    let mut walk = tree.walk(DOCUMENT);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) if tree.is_html(node) => {
                if let (Some(drawing), Some(_)) = (drawing, title)
                    && is_flow(tree, node)
                {
                    found.push((drawing, node));
                    walk.skip_children();
                }
            }
            Step::Enter(node) => match tree.name(node) {
                "svg" if drawing.is_none() => drawing = Some(node),
                "title" | "desc" if drawing.is_some() && title.is_none() => title = Some(node),
                _ => {}
            },
            Step::Leave(node) => {
                title = title.filter(|open| *open != node);
                drawing = drawing.filter(|open| *open != node);
            }
        }
    }
    found
}

/// Whether an element parts text, as paragraphs, sections and tables do.
fn is_flow(tree: &Tree<'_>, node: NodeId) -> bool {
    matches!(role(tree, node), Role::Block | Role::Table | Role::Preformatted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let (mut tree, _) = parse::parse(page, &Limits::default());
        settle(&mut tree);
        let seen: Vec<String> = tree
            .preorder(DOCUMENT)
            .filter(|&node| tree.name(node) == "p" && !tree.ancestors(node).any(|around| tree.name(around) == "svg"))
            .map(|node| tree.text_of(node))
            .collect();
        assert_eq!(seen, expected, "{page}");
    }

    #[test]
    fn what_fell_into_a_title_is_put_before_the_drawing() {
        check(
            "<svg><symbol><title>icon</><path d=M1 /></symbol></svg><div><p>One</p></div><p>Two</p>",
            &["One", "Two"],
        );
    }

    #[test]
    fn sound_drawings_are_left_alone() {
        check("<svg><title>icon</title></svg><p>One</p>", &["One"]);
        check("<svg><foreignObject><p>Label</p></foreignObject></svg><p>One</p>", &["One"]);
    }
}
