//! Pages made of components: a `<template shadowrootmode>` holds what a browser shows of the element around it (HTML
//! standard, 4.12.3: declarative shadow roots). It is read where it stands, before what the element holds itself.

use crate::tree::{NodeData, NodeId, Tag, Tree};

/// The attribute that makes a template an element's shadow root.
const MODE: &str = "shadowrootmode";

/// Puts the contents of shadow roots in front of their templates.
pub(crate) fn settle(tree: &mut Tree<'_>) {
    if !tree.has_shadows {
        return;
    }
    for template in 0..tree.nodes.len() as NodeId {
        let NodeData::Element(element) = tree.nodes[template as usize].data else { continue };
        if element.tag != Tag::Template || tree.attribute(template, MODE).is_none() {
            continue;
        }
        let contents: Vec<NodeId> = tree.children(element.template()).collect();
        for child in contents {
            tree.detach(child);
            tree.insert_before(template, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse;
    use crate::tree::DOCUMENT;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let (mut tree, _) = parse::parse(page, &Limits::default());
        settle(&mut tree);
        assert_eq!(tree.text_of(DOCUMENT), expected, "{page}");
    }

    #[test]
    fn shadow_roots_are_read_where_they_stand() {
        check("<x-story><template shadowrootmode=open><h1>a</h1><slot></slot></template><p>b</p></x-story>c", "abc");
        check(
            "<x-a><template shadowrootmode=closed>a<x-b><template ShadowRootMode=open>b</template>c</x-b></template></x-a>",
            "abc",
        );
        check("<div><template>a</template>b</div>", "b");
        check("<template shadowrootmode=open></template>a", "a");
    }
}
