//! Values of JSON-LD as text: pages write one value as a string, a list or an object.

use std::borrow::Cow;
use std::vec;

use super::value::Value;

/// How deep values may lie within one another to be read.
pub(super) const MAX_DEPTH: u32 = 16;

/// The most items of a list that are read.
const MAX_ITEMS: usize = 256;

/// The items of a list (of lists), or the one value that stands alone.
pub(super) fn flat<'v, 't>(value: Option<&'v Value<'t>>) -> Items<'v, 't> {
    match value {
        None | Some(Value::Null) => return Items::One(None),
        Some(alone @ (Value::String(_) | Value::Number(_) | Value::Bool(_))) => return Items::One(Some(alone)),
        Some(alone @ Value::Object(object)) if !object.contains_key("@list") => return Items::One(Some(alone)),
        Some(Value::Array(_) | Value::Object(_)) => {}
    }
    let mut items = Vec::new();
    let mut waiting: Vec<(&Value<'_>, u32)> = value.into_iter().map(|value| (value, 0)).collect();
    while let Some((value, depth)) = waiting.pop() {
        match value {
            _ if items.len() == MAX_ITEMS => break,
            Value::Array(inner) if depth < MAX_DEPTH => {
                waiting.extend(inner.iter().take(MAX_ITEMS).rev().map(|item| (item, depth + 1)));
            }
            Value::Object(object) if depth < MAX_DEPTH && object.contains_key("@list") => {
                waiting.extend(object.get("@list").map(|list| (list, depth + 1)));
            }
            Value::Null | Value::Array(_) => {}
            other => items.push(other),
        }
    }
    Items::Many(items.into_iter())
}

/// What [`flat`] gives: mostly it is one value.
pub(super) enum Items<'v, 't> {
    One(Option<&'v Value<'t>>),
    Many(vec::IntoIter<&'v Value<'t>>),
}

impl<'v, 't> Iterator for Items<'v, 't> {
    type Item = &'v Value<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(item) => item.take(),
            Self::Many(items) => items.next(),
        }
    }
}

/// A value as text: a string, number or truth value, or the `@value` or `name` of an object.
pub(super) fn text<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(truth) => Some(Cow::Borrowed(if *truth { "true" } else { "false" })),
        Value::Object(object) => {
            let inner = ["@value", "name", "alternateName"].iter().find_map(|key| object.get(key))?;
            inner.as_str().map(Cow::Borrowed)
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// The names of a person or organisation: its own if it is a string, its `name` (which may be a list), else its given
/// name and family name.
pub(super) fn names<'v>(value: &'v Value<'_>) -> Vec<Cow<'v, str>> {
    let Value::Object(object) = value else { return text(value).into_iter().collect() };
    let names: Vec<Cow<'v, str>> = flat(object.get("name").or_else(|| object.get("@value"))).filter_map(text).collect();
    if !names.is_empty() {
        return names;
    }
    let parts: Vec<&str> = ["givenName", "familyName"].iter().filter_map(|key| object.get(key)?.as_str()).collect();
    if parts.is_empty() { Vec::new() } else { vec![Cow::Owned(parts.join(" "))] }
}

pub(super) fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// Whether a text can be an address: no space in it, and more than a fragment.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.starts_with('#') && !text.contains(char::is_whitespace)
}

/// A truth value as pages write it.
pub(super) fn is_free(value: Option<&Value<'_>>) -> Option<bool> {
    let value = flat(value).next().and_then(text)?;
    match value.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "http://schema.org/true" | "https://schema.org/true" => Some(true),
        "false" | "0" | "no" | "http://schema.org/false" | "https://schema.org/false" => Some(false),
        _ => None,
    }
}
