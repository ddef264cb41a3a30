//! The JSON Schemas of both kinds of file (JSON Schema 2020-12), made of the Rust types.

use copydesk_rules::SourceFile;
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use crate::Settings;

const ARTICLE: &str = include_str!("../../../config/schema/article.schema.json");

/// The schema of `copydesk.toml`.
pub fn settings_schema() -> Value {
    schema_of::<Settings>("copydesk settings")
}

/// The schema of `sources/<name>.toml`.
pub fn source_schema() -> Value {
    schema_of::<SourceFile>("copydesk source")
}

/// The schema of an article as `copydesk extract` writes it, with the ledger that may stand in it:
/// `config/schema/article.schema.json`, which is made of the types.
///
/// # Panics
/// Never: what is built in is JSON.
pub fn article_schema() -> Value {
    serde_json::from_str(ARTICLE).expect("the schema that is built in is JSON")
}

/// The schema of that ledger alone.
pub fn ledger_schema() -> Value {
    let mut article = article_schema();
    let members = ["$schema", "$defs"].map(|key| (key.to_owned(), article[key].take()));
    let mut ledger: serde_json::Map<String, Value> = members.into_iter().collect();
    ledger.insert("title".to_owned(), "copydesk ledger".into());
    ledger.insert("$ref".to_owned(), "#/$defs/Ledger".into());
    ledger.into()
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schema_for!(T).to_value();
    without_null(&mut schema);
    schema["title"] = title.into();
    schema
}

/// TOML has no null: an optional key is left out. What the types offer as "or null" is taken out of the schema.
fn without_null(schema: &mut Value) {
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                if object.get("default").is_some_and(Value::is_null) {
                    object.remove("default");
                }
                if let Some(Value::Array(types)) = object.get_mut("type") {
                    types.retain(|name| name != "null");
                    if let [only] = types.as_slice() {
                        let only = only.clone();
                        object.insert("type".to_owned(), only);
                    }
                }
                if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
                    choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
                    if let [Value::Object(only)] = choices.as_slice() {
                        let only = only.clone();
                        object.remove("anyOf");
                        object.extend(only);
                    }
                }
                open.extend(object.values_mut());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

/// What a schema expects of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected<'s> {
    /// Anything.
    Any,
    /// A table of the given keys; `None` for free keys.
    Table(Option<&'s serde_json::Map<String, Value>>),
    /// An array of such.
    Array(&'s Value),
    /// A string.
    String,
    /// A whole number, with the smallest and the largest.
    Integer(Option<i64>, Option<i64>),
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// A schema within its document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema<'s> {
    root: &'s Value,
    at: &'s Value,
}

impl<'s> Schema<'s> {
    pub(crate) fn new(root: &'s Value) -> Self {
        Self { root, at: root }.resolved()
    }

    /// The schema of a key or element.
    pub(crate) fn within(self, at: &'s Value) -> Self {
        Self { root: self.root, at }.resolved()
    }

    fn resolved(self) -> Self {
        let mut at = self.at;
        // The types do not refer to themselves, so that every chain of references ends.
        while let Some(reference) = at.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            at = target.expect("schemars refers only to definitions that it writes");
        }
        Self { root: self.root, at }
    }

    pub(crate) fn expected(self) -> Expected<'s> {
        let properties = self.at.get("properties").and_then(Value::as_object);
        let bound = |key: &str| self.at.get(key).and_then(Value::as_i64);
        if !self.choices().is_empty() {
            return Expected::String;
        }
        match self.at.get("type").and_then(Value::as_str) {
            Some("object") => Expected::Table(properties),
            Some("array") => self.at.get("items").map_or(Expected::Any, Expected::Array),
            Some("string") => Expected::String,
            Some("integer") => Expected::Integer(bound("minimum"), bound("maximum").or(self.largest())),
            Some("number") => Expected::Number,
            Some("boolean") => Expected::Boolean,
            _ => Expected::Any,
        }
    }

    /// The largest whole number that the type holds, where the schema names it. TOML's numbers have 64 bits with a sign.
    fn largest(self) -> Option<i64> {
        match self.at.get("format").and_then(Value::as_str)? {
            "uint8" => Some(u8::MAX.into()),
            "uint16" => Some(u16::MAX.into()),
            "uint32" => Some(u32::MAX.into()),
            _ => Some(i64::MAX),
        }
    }

    /// The only strings allowed; empty where any is.
    pub(crate) fn choices(self) -> Vec<&'s str> {
        let listed = self.at.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let described = self.at.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        let described = described.flat_map(|choice| {
            let constant = choice.get("const").and_then(Value::as_str);
            let listed = choice.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            constant.into_iter().chain(listed)
        });
        listed.chain(described).collect()
    }

    /// The keys that a table must have.
    pub(crate) fn required(self) -> impl Iterator<Item = &'s str> {
        self.at.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }
}
