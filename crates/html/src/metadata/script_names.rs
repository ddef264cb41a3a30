//! Authors in the data that scripts hold for other scripts: what pages tell their statistics of who wrote them.

use std::borrow::Cow;
use std::sync::LazyLock;

use copydesk_core::text::bylines;
use copydesk_core::{Field, Provenance};
use memchr::memmem;

use super::collect::Collector;
use crate::tree::{DOCUMENT, NodeId, Tag, Tree};

/// Keys of the author's name. A page that names several people under them lists other articles.
const KEYS: [&str; 13] = [
    "pagePostAuthor",
    "postAuthor",
    "post_author",
    "articleAuthor",
    "article_author",
    "authorName",
    "author_name",
    "contentAuthor",
    "content_author",
    "pageAuthor",
    "page_author",
    "storyAuthor",
    "postedBy",
];
/// Of every key a part that is rare in scripts, so that these are searched for no more than the parts.
const PARTS: [&str; 2] = ["uthor", "ostedBy"];
/// How much of a page's scripts is read, in bytes.
const MAX_SCRIPTS: usize = 4 << 20;
/// The most values that are read.
const MAX_READ: usize = 64;
/// The longest value, in bytes.
const MAX_VALUE: usize = 80;
/// The most authors that one article has in such data.
const MAX_NAMES: usize = 2;

/// Reads the scripts of a page that names its authors nowhere else.
pub(super) fn read(tree: &Tree<'_>, collector: &mut Collector) {
    let mut budget = MAX_SCRIPTS;
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let mut seen = 0;
    let is_script = |node: &NodeId| tree.element(*node).is_some_and(|element| element.tag == Tag::Script);
    for node in tree.preorder(DOCUMENT).filter(is_script) {
        let script = tree.script_of(node);
        if script.len() > budget || seen >= MAX_READ {
            break;
        }
        budget -= script.len();
        for (key, value) in values(&script).take(MAX_READ) {
            seen += 1;
            let name = unescaped(value).trim().to_owned();
            if bylines::named(&name).len() == 1 && !found.iter().any(|(_, known)| *known == name) {
                found.push((key, name));
            }
        }
    }
    if found.len() > MAX_NAMES {
        return;
    }
    for (key, name) in found {
        collector.add(Field::Authors, &name, Provenance::Text, &format!("script {key}"), None);
    }
}

/// The values of all keys in a script.
fn values(script: &str) -> impl Iterator<Item = (&'static str, &str)> {
    static OFFSETS: LazyLock<Vec<Vec<(usize, usize)>>> = LazyLock::new(|| offsets(&PARTS, &KEYS));
    PARTS.iter().zip(&*OFFSETS).flat_map(move |(part, offsets)| {
        memmem::find_iter(script.as_bytes(), part).filter_map(move |at| {
            offsets.iter().find_map(|(number, offset)| {
                let key = KEYS[*number];
                let start = at.checked_sub(*offset)?;
                let fits = script.get(start..start + key.len()).is_some_and(|text| text == key);
                fits.then(|| value_of(script, start, key.len())).flatten().map(|value| (key, value))
            })
        })
    })
}

/// For each of some parts, the keys that hold it: their numbers, and where it stands in them first.
pub(super) fn offsets(parts: &[&str], keys: &[&str]) -> Vec<Vec<(usize, usize)>> {
    let of_part = |part: &&str| {
        let places = keys.iter().enumerate().map(|(number, key)| Some((number, key.find(*part)?)));
        places.flatten().collect()
    };
    parts.iter().map(of_part).collect()
}

/// The text that a key holds, in JSON, perhaps inside a string, or in a script: `"key":"text"`, `\"key\":\"text\"`,
/// `key = 'text'`.
fn value_of(script: &str, at: usize, length: usize) -> Option<&str> {
    let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if at.checked_sub(1).is_some_and(|before| is_key(script.as_bytes()[before])) {
        return None;
    }
    let rest = script.get(at + length..)?.trim_start_matches(['"', '\'', '\\', ' ']).strip_prefix([':', '='])?;
    let rest = rest.trim_start().trim_start_matches('\\');
    let quote = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let end = rest.bytes().skip(1).take(MAX_VALUE).position(|byte| byte == quote)?;
    rest.get(1..=end).map(|value| value.trim_end_matches('\\'))
}

/// A value without the escapes of JSON.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    serde_json::from_str(&format!("\"{value}\"")).map_or(Cow::Borrowed(value), Cow::Owned)
}
