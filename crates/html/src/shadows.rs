//! Pages made of components: a `<template shadowrootmode>` holds what a browser shows of the element around it (HTML
//! standard, 4.12.3: declarative shadow roots). It is read where it stands, before what the element holds itself; of that
//! the parts stand in the `<slot>`s that are meant for them (DOM standard, 4.2.2).

use std::collections::{HashMap, HashSet};

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::tree::{NONE, NodeData, NodeId, Step, Tag, Tree};

/// The attribute that makes a template an element's shadow root.
const MODE: &str = "shadowrootmode";
/// The attribute that tells the slot of an element's part, and that which names a slot.
const SLOT: &str = "slot";
const NAME: &str = "name";

/// Puts the contents of shadow roots in front of their templates, and the parts of their elements into their slots.
///
/// Where a slot lies deeper than [`Limits::max_depth`], what belongs there stays where it is.
pub(crate) fn settle(tree: &mut Tree<'_>, limits: &Limits) -> Option<Diagnostic> {
    if !tree.has_shadows {
        return None;
    }
    let mut left_out = 0;
    let mut hosts = HashSet::new();
    // Whoever stands in the contents of another comes behind it.
    for template in 0..tree.nodes.len() as NodeId {
        let NodeData::Element(element) = tree.nodes[template as usize].data else { continue };
        // A template of a drawing (SVG) holds no contents apart: it is no template.
        let fragment = element.template();
        if fragment == NONE || tree.attribute(template, MODE).is_none() {
            continue;
        }
        let contents: Vec<NodeId> = tree.children(fragment).collect();
        // An element has one shadow root: that of its first template.
        let host = tree.node(template).parent;
        if hosts.insert(host) {
            left_out += fill_slots(tree, host, &contents, limits.max_depth as usize);
        }
        for child in contents {
            tree.detach(child);
            tree.insert_before(template, child);
        }
    }
    (left_out > 0).then(|| {
        let most = limits.max_depth;
        let message =
            format!("{left_out} parts of components stay where they are: their slots lie {most} elements deep");
        Diagnostic::new("html/depth-limit", message)
    })
}

/// Puts what an element holds itself into the slots of its shadow root. What has none stays where it is: a script may yet
/// show it. Gives how many parts have a slot that lies too deep.
fn fill_slots(tree: &mut Tree<'_>, host: NodeId, contents: &[NodeId], max_depth: usize) -> usize {
    let slots = slots(tree, contents);
    if slots.is_empty() {
        return 0;
    }
    // The contents are about to stand in the host.
    let around = tree.ancestors(host).count();
    let is_deep = |tree: &Tree<'_>, slot: NodeId| around + tree.ancestors(slot).count() > max_depth;
    let mut left_out = 0;
    let mut filled = HashSet::new();
    let parts: Vec<NodeId> = tree.children(host).filter(|part| tree.tag(*part) != Tag::Template).collect();
    for part in parts {
        let is_shown = tree.is_element(part) || tree.characters(part).is_some_and(|text| !text.trim().is_empty());
        let name = tree.attribute(part, SLOT).unwrap_or_default();
        let Some(&slot) = slots.get(name).filter(|_| is_shown || tree.is_text(part)) else { continue };
        if is_deep(tree, slot) {
            left_out += usize::from(is_shown);
            continue;
        }
        // What a slot holds itself is shown where nothing is put into it.
        if is_shown && filled.insert(slot) {
            let otherwise: Vec<NodeId> = tree.children(slot).collect();
            for child in otherwise {
                tree.detach(child);
            }
        }
        if filled.contains(&slot) {
            tree.detach(part);
            tree.append(slot, part);
        }
    }
    left_out
}

/// The slots of a shadow root by their names: of several of one name the first. One inside another is shown only where nothing
/// is put into that.
fn slots(tree: &Tree<'_>, contents: &[NodeId]) -> HashMap<String, NodeId> {
    let mut slots = HashMap::new();
    let mut inside = None;
    for step in contents.iter().flat_map(|&root| tree.walk(root)) {
        match step {
            Step::Enter(node) if inside.is_none() && tree.name(node) == "slot" => {
                slots.entry(tree.attribute(node, NAME).unwrap_or_default().to_owned()).or_insert(node);
                inside = Some(node);
            }
            Step::Leave(node) if inside == Some(node) => inside = None,
            _ => {}
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::tree::DOCUMENT;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let (mut tree, _) = parse::parse(page, &Limits::default());
        assert_eq!(settle(&mut tree, &Limits::default()), None);
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
        // Found by the fuzzer: a drawing's template beside one that could be a shadow root.
        check("<template id=t>a</template><svg><template shadowrootmode=open>b</template></svg>c", "bc");
    }

    #[test]
    fn parts_stand_in_their_slots() {
        let story = |template: &str, parts: &str| {
            format!("<x-story><template shadowrootmode=open>{template}</template>{parts}</x-story>")
        };
        let named = "<slot name=title></slot>|<p>|<slot></slot></p>|<slot name=foot>none</slot>";
        check(&story(named, "a<i>b</i><h1 slot=title>t</h1> c"), "t||ab c|none");
        check(&story(named, "<b slot=foot>f</b>a<b slot=foot>g</b>"), "||a|fg");
        check(&story(named, "a<b slot=other>o</b>"), "||a|noneo");
        check(&story("<slot>none</slot>|", " \n"), "none| \n");
        check(&story("<slot></slot>|<slot></slot>", "a"), "a|");
        // A part that is handed on to the component inside.
        let inner = "<x-b><template shadowrootmode=open>(<slot></slot>)</template><slot></slot>!</x-b>|";
        check(&story(inner, "a"), "(a!)|");
        check(&story("<slot name=a><slot name=b></slot></slot>|", "<i slot=a>a</i><i slot=b>b</i>"), "a|b");
        let second = "</template><template shadowrootmode=open>b<slot></slot></template>";
        check(&story("<slot></slot>|", "a").replace("</template>", second), "a|b");
    }

    #[test]
    fn slots_lie_no_deeper_than_the_limit() {
        let begin = format!("<x-a><template shadowrootmode=open>{}<slot></slot></template>", "<i>".repeat(100));
        let page = begin.repeat(20) + "text";
        let (mut tree, _) = parse::parse(&page, &Limits::default());
        let told = settle(&mut tree, &Limits::default()).expect("the limit bites");
        assert_eq!(told.code, "html/depth-limit");
        let deepest = tree.preorder(DOCUMENT).map(|node| tree.ancestors(node).count()).max();
        assert!(deepest.is_some_and(|deepest| (400..1024).contains(&deepest)), "{deepest:?}");
        assert_eq!(tree.text_of(DOCUMENT), "text");
    }
}
