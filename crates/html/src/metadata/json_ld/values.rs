//! Values of JSON-LD as text: pages write one value as a string, a list or an object.

use serde_json::Value;

/// How deep values may lie within one another to be read.
pub(super) const MAX_DEPTH: u32 = 16;

/// The items of a list (of lists), or the one value that stands alone.
pub(super) fn flat(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => return Vec::new(),
        Some(alone @ (Value::String(_) | Value::Number(_) | Value::Bool(_))) => return vec![alone],
        Some(Value::Array(_) | Value::Object(_)) => {}
    }
    let mut items = Vec::new();
    let mut waiting: Vec<(&Value, u32)> = value.into_iter().map(|value| (value, 0)).collect();
    while let Some((value, depth)) = waiting.pop() {
        match value {
            Value::Array(inner) if depth < MAX_DEPTH => {
                waiting.extend(inner.iter().rev().map(|item| (item, depth + 1)));
            }
            Value::Object(object) if depth < MAX_DEPTH && object.contains_key("@list") => {
                waiting.extend(object.get("@list").map(|list| (list, depth + 1)));
            }
            Value::Null | Value::Array(_) => {}
            other => items.push(other),
        }
    }
    items
}

/// A value as text: a string, number or truth value, or the `@value` or `name` of an object.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(object) => {
            let inner = ["@value", "name", "alternateName"].iter().find_map(|key| object.get(*key))?;
            inner.as_str().map(str::to_owned)
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// The names of a person or organisation: its own if it is a string, its `name` (which may be a list), else its given
/// name and family name.
pub(super) fn names(value: &Value) -> Vec<String> {
    let Value::Object(object) = value else { return text(value).into_iter().collect() };
    let names: Vec<String> =
        flat(object.get("name").or_else(|| object.get("@value"))).into_iter().filter_map(text).collect();
    if !names.is_empty() {
        return names;
    }
    let parts: Vec<&str> = ["givenName", "familyName"].iter().filter_map(|key| object.get(*key)?.as_str()).collect();
    if parts.is_empty() { Vec::new() } else { vec![parts.join(" ")] }
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
pub(super) fn is_free(value: Option<&Value>) -> Option<bool> {
    let value = flat(value).into_iter().next().and_then(text)?;
    match value.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "http://schema.org/true" | "https://schema.org/true" => Some(true),
        "false" | "0" | "no" | "http://schema.org/false" | "https://schema.org/false" => Some(false),
        _ => None,
    }
}
