//! `<meta>`, `<link>`, `<title>` and the root's language.

use std::borrow::Cow;

use copydesk_core::{Field, Provenance};
use memchr::memchr_iter;

use super::collect::Collector;
use super::dates::is_value;
use super::json_ld;
use super::names::{Reading, dated, meaning};
use crate::tree::{CONTENT, HREF, NAME, NodeId, PROPERTY, REL, Tree, VALUE};

/// Reads a `<meta>`.
pub(super) fn meta(tree: &Tree<'_>, node: NodeId, labels: &mut Labels, collector: &mut Collector) {
    // Cleaners of pages, and some templates, write `value` for `content`.
    let Some(element) = tree.element(node) else { return };
    let content = element.known(CONTENT).or_else(|| element.known(VALUE));
    let Some(content) = content.filter(|content| !content.trim().is_empty()) else { return };
    // Sites confuse `name` and `property` freely, so all are asked alike.
    let names = [element.known(PROPERTY), element.known(NAME), element.attribute("http-equiv")];
    for names in names.into_iter().flatten() {
        for name in names.split_ascii_whitespace().take(MAX_NAMES) {
            named(&lower(name), content, labels, collector);
        }
    }
}

/// A name in lower case, as most are written.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Reads a `<link>`.
pub(super) fn link(tree: &Tree<'_>, node: NodeId, collector: &mut Collector) {
    let Some(element) = tree.element(node) else { return };
    let (Some(relation), Some(href)) = (element.known(REL), element.known(HREF)) else { return };
    for relation in relation.split_ascii_whitespace().take(MAX_NAMES) {
        let field = match &*lower(relation) {
            "canonical" => Field::CanonicalUrl,
            "image_src" => Field::Image,
            _ => continue,
        };
        collector.add(field, href, Provenance::Link, &format!("link[rel={relation}]"), None);
    }
}

/// Reads the `<title>`.
pub(super) fn title(tree: &Tree<'_>, node: NodeId, collector: &mut Collector) {
    collector.add(Field::Title, &tree.text_of(node), Provenance::TitleElement, "title", None);
}

/// Reads the language of the root element.
pub(super) fn language(tree: &Tree<'_>, root: NodeId, collector: &mut Collector) {
    for name in ["lang", "xml:lang"] {
        if let Some(language) = tree.attribute(root, name) {
            collector.add(Field::Language, language, Provenance::Lang, &format!("html[{name}]"), None);
        }
    }
}

/// The labels of `twitter:label1` and `twitter:label2`, whose values follow as `twitter:data1` and `twitter:data2`.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names_author: [bool; 2],
}

/// The most names that one attribute may hold.
const MAX_NAMES: usize = 8;

/// What content systems write before an author's name in `twitter:label1`.
const AUTHOR_LABELS: [&str; 16] = [
    "written by",
    "author",
    "by",
    "posted by",
    "verfasst von",
    "geschrieben von",
    "autor",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "napisane przez",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "написано автором",
];

fn named(name: &str, content: &str, labels: &mut Labels, collector: &mut Collector) {
    match name {
        "og:type" => {
            collector.add_type(&format!("og:{}", content.trim().chars().take(MAX_TYPE).collect::<String>()));
        }
        // What some frameworks make of a script that they cannot write.
        "script:ld+json" | "ld+json" | "application/ld+json" | "json-ld" | "jsonld"
            if content.trim_start().starts_with(['{', '[']) =>
        {
            json_ld::read(content, collector);
        }
        "twitter:label1" => labels.names_author[0] = is_author_label(content),
        "twitter:label2" => labels.names_author[1] = is_author_label(content),
        "twitter:data1" if labels.names_author[0] => {
            collector.add(Field::Authors, content, Provenance::Twitter, name, None);
        }
        "twitter:data2" if labels.names_author[1] => {
            collector.add(Field::Authors, content, Provenance::Twitter, name, None);
        }
        _ => {
            if let Some((field, provenance, reading)) = meaning(name) {
                value(field, content, provenance, reading, name, collector);
            } else if let Some(field) = dated(name).filter(|_| is_value(content)) {
                collector.add(field, content, Provenance::Meta, name, None);
            }
        }
    }
}

/// The longest `og:type` that is kept, in characters.
const MAX_TYPE: usize = 40;

fn value(field: Field, content: &str, provenance: Provenance, reading: Reading, key: &str, collector: &mut Collector) {
    let content = content.trim();
    let is_address = || holds_scheme(content) || content.starts_with("//") || content.starts_with("www.");
    match reading {
        Reading::List => collector.add_list(field, content, provenance, key),
        Reading::NoAddress if is_address() || content.starts_with('@') => {}
        Reading::Address if !is_address() && !content.starts_with('/') => {}
        Reading::Tier => match content.to_ascii_lowercase().as_str() {
            "free" | "true" | "yes" | "open" => collector.add(field, "free", provenance, key, None),
            "locked" | "paid" | "premium" | "false" | "no" => collector.add(field, "paywalled", provenance, key, None),
            _ => {}
        },
        Reading::One | Reading::NoAddress | Reading::Address => collector.add(field, content, provenance, key, None),
    }
}

/// Whether `://` stands anywhere.
fn holds_scheme(content: &str) -> bool {
    memchr_iter(b':', content.as_bytes()).any(|at| content.as_bytes()[at..].starts_with(b"://"))
}

fn is_author_label(label: &str) -> bool {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    AUTHOR_LABELS.contains(&label.as_str())
}
