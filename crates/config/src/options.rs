//! What a plugin says of its options, at the key that it means.
//!
//! A plugin reads its options by serde, whose messages name a field or show a value, but not where it stands. So it is looked for.

use serde_json::Value;

use crate::Problem;
use crate::entry::{Entry, Node};
use crate::suggest::nearest;

/// Types as serde says that it expects them, with what they mean to whoever writes TOML.
const TYPES: [(&str, &str); 13] = [
    ("a boolean", "true or false"),
    ("u8", "0 to 255"),
    ("u16", "0 to 65535"),
    ("u32", "0 to 4294967295"),
    ("u64", "a whole number from 0 on"),
    ("usize", "a whole number from 0 on"),
    ("i8", "-128 to 127"),
    ("i16", "-32768 to 32767"),
    ("i32", "-2147483648 to 2147483647"),
    ("i64", "a whole number"),
    ("isize", "a whole number"),
    ("f32", "a number"),
    ("f64", "a number"),
];

/// A problem that a plugin has with the options of its source, at the key that it names or at the value that it shows, where there
/// is one such; else at the table. `None` where the file has no options.
pub(crate) fn problem(source: &Entry, message: &str) -> Option<Problem> {
    let options = source.get("options")?;
    if let Some((field, known)) = expected_words(message, "unknown field `") {
        let problem = only(options, |key, _| key == field).place.problem(in_words(message));
        return Some(problem.suggest(nearest(field, known)));
    }
    if let Some((word, known)) = expected_words(message, "unknown variant `") {
        let found = only(options, |key, entry| key == word || entry.as_str() == Some(word));
        return Some(found.place.problem(in_words(message)).suggest(nearest(word, known)));
    }
    let shown = shown_value(message);
    let found = only(options, |_, entry| shown.is_some_and(|shown| shows(entry, shown)));
    Some(found.place.problem(in_words(message)))
}

/// The only entry below another, at any depth, that is looked for; the table itself where there is none, or more.
fn only(options: &Entry, is_meant: impl Fn(&str, &Entry) -> bool) -> &Entry {
    let mut found = None;
    let mut open = vec![("", options)];
    while let Some((key, entry)) = open.pop() {
        if !key.is_empty() && is_meant(key, entry) {
            if found.is_some() {
                return options;
            }
            found = Some(entry);
        }
        match &entry.node {
            Node::Table(entries) => open.extend(entries.iter().map(|(key, entry)| (key.as_str(), entry))),
            Node::Array(items) => open.extend(items.iter().map(|item| (key, item))),
            Node::Leaf(_) => {}
        }
    }
    found.unwrap_or(options)
}

/// The field of "unknown field `a`, expected one of `b`, `c`", with those that are expected; so, too, of a word that names a
/// variant.
fn expected_words<'m>(message: &'m str, start: &str) -> Option<(&'m str, Vec<&'m str>)> {
    let (_, rest) = message.split_once(start)?;
    let mut ticked = rest.split('`');
    let field = ticked.next()?;
    // What stands between two ticks is every second part from there on.
    Some((field, ticked.skip(1).step_by(2).collect()))
}

/// The value of "invalid type: string \"a\", expected a boolean", as it is shown.
fn shown_value(message: &str) -> Option<&str> {
    let (_, rest) = ["invalid type: ", "invalid value: "].iter().find_map(|start| message.split_once(start))?;
    rest.rsplit_once(", expected ").map(|(shown, _)| shown)
}

/// Whether serde shows a value so.
fn shows(entry: &Entry, shown: &str) -> bool {
    match &entry.node {
        Node::Table(_) => shown == "map",
        Node::Array(_) => shown == "sequence",
        Node::Leaf(Value::Bool(value)) => shown == format!("boolean `{value}`"),
        Node::Leaf(Value::String(text)) => shown == format!("string {text:?}"),
        Node::Leaf(Value::Number(number)) if number.is_f64() => {
            shown.strip_prefix("floating point `").and_then(|rest| rest.strip_suffix('`')?.parse::<f64>().ok())
                == number.as_f64()
        }
        Node::Leaf(value) => shown == format!("integer `{value}`"),
    }
}

/// A message of serde with the types of Rust as what they hold.
fn in_words(message: &str) -> String {
    let words = |rust: &str| TYPES.iter().find(|(name, _)| *name == rust).map(|(_, words)| *words);
    match message.rsplit_once(", expected ") {
        Some((before, expected)) if words(expected).is_some() => {
            format!("{before}, expected {}", words(expected).unwrap_or_default())
        }
        _ => message.to_owned(),
    }
}
