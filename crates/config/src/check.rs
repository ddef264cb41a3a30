//! A TOML file against its schema: every unknown key, wrong type, wrong word and missing key, each in its place.
//!
//! What is wrong is left out, or replaced by what was probably meant, so that the rest of the file can be checked on.
//! Recursion is bounded: the TOML reader refuses files that are nested more than 80 deep.

use std::ops::Range;
use std::sync::Arc;

use copydesk_rules::KeyPath;
use miette::NamedSource;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::Problem;
use crate::entry::{Entry, Layer, Node, Place};
use crate::schema::{Expected, Schema};
use crate::suggest::nearest;

/// Reads a TOML text by a schema. The root is always a table.
pub(crate) fn read(
    text: &Arc<NamedSource<String>>,
    layer: Layer,
    schema: &Value,
    problems: &mut Vec<Problem>,
) -> Entry {
    let (table, errors) = DeTable::parse_recoverable(text.inner());
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(Problem::at(text, span, String::new(), format!("no valid TOML: {}", error.message())));
    }
    let broken_from = errors.iter().map(|error| error.span().map_or(0, |span| span.start)).min();
    let mut check = Check { text, layer, problems, broken_from };
    let place = check.place(0..0, &KeyPath::default());
    let Expected::Table(Some(keys)) = Schema::new(schema).expected() else {
        unreachable!("the schemas of both kinds of file are tables of known keys")
    };
    check.known_table(Schema::new(schema), keys, table.get_ref(), place, &KeyPath::default())
}

struct Check<'c> {
    text: &'c Arc<NamedSource<String>>,
    layer: Layer,
    problems: &'c mut Vec<Problem>,
    /// Where the first syntax error stands. From there on keys may be missing, or stand in the wrong table, only because
    /// of it.
    broken_from: Option<usize>,
}

impl Check<'_> {
    fn place(&self, span: Range<usize>, key: &KeyPath) -> Place {
        Place { text: Arc::clone(self.text), span, layer: self.layer, key: key.clone() }
    }

    fn known_table(
        &mut self,
        schema: Schema<'_>,
        keys: &Map<String, Value>,
        table: &DeTable<'_>,
        place: Place,
        path: &KeyPath,
    ) -> Entry {
        let mut entries: Vec<(String, Entry)> = Vec::new();
        let mut is_flawed = false;
        // Keys that were probably meant by unknown ones: they are not told to be missing.
        let mut renamed: Vec<&str> = Vec::new();
        for (key, value) in table {
            let mut name = key.get_ref().as_ref();
            let mut is_renamed = false;
            if !keys.contains_key(name) {
                let near = nearest(name, keys.keys().map(String::as_str));
                if near.is_some() || self.broken_from.is_none_or(|from| key.span().start < from) {
                    self.problems.push(self.unknown_key(keys, key, near, path));
                }
                is_flawed = true;
                // Go on with what was probably meant, unless that stands there too.
                match near.filter(|near| !table.contains_key(*near)) {
                    Some(near) => (name, is_renamed) = (near, true),
                    None => continue,
                }
                renamed.push(name);
                // Of another type it was perhaps not meant after all: one mistake is told once.
                if !fits(schema.within(&keys[name]).expected(), value.get_ref()) {
                    continue;
                }
            }
            let (Some(meant), false) = (keys.get(name), entries.iter().any(|(known, _)| known == name)) else {
                continue;
            };
            let path = if is_renamed { path.join(key.get_ref().as_ref()) } else { path.join(name) };
            match self.value(schema.within(meant), value, &path) {
                Some(entry) => entries.push((name.to_owned(), entry)),
                None => is_flawed = true,
            }
        }
        for key in schema.required() {
            if entries.iter().any(|(known, _)| known == key) {
                continue;
            }
            if self.broken_from.is_none() && !table.contains_key(key) && !renamed.contains(&key) {
                let place = Place { key: path.join(key), ..place.clone() };
                self.problems.push(place.problem("the key is missing: add it"));
            }
            let node = Node::Leaf(placeholder(schema.within(&keys[key])));
            entries.push((key.to_owned(), Entry { node, place: place.clone(), is_flawed: true }));
            is_flawed = true;
        }
        Entry { node: Node::Table(entries), place, is_flawed }
    }

    fn unknown_key(
        &self,
        keys: &Map<String, Value>,
        key: &Spanned<toml::de::DeString<'_>>,
        near: Option<&str>,
        path: &KeyPath,
    ) -> Problem {
        let known: Vec<&str> = keys.keys().map(String::as_str).collect();
        let place = self.place(key.span(), &path.join(key.get_ref().as_ref()));
        let message = format!("unknown key, expected one of {}: correct or remove it", known.join(", "));
        place.problem(message).suggest(near)
    }

    /// A value by its schema; `None` where it is of another type.
    fn value(&mut self, schema: Schema<'_>, value: &Spanned<DeValue<'_>>, path: &KeyPath) -> Option<Entry> {
        let place = self.place(value.span(), path);
        let mut is_flawed = false;
        let node = match (schema.expected(), value.get_ref()) {
            (Expected::Table(Some(keys)), DeValue::Table(table)) => {
                return Some(self.known_table(schema, keys, table, place, path));
            }
            (Expected::Any, _)
            | (Expected::Table(None), DeValue::Table(_))
            | (Expected::Number, DeValue::Integer(_) | DeValue::Float(_)) => return self.free(value, path),
            (Expected::Array(items), DeValue::Array(array)) => {
                let schema = schema.within(items);
                let mut entries = Vec::new();
                for (at, item) in array.iter().enumerate() {
                    let entry = self.value(schema, item, &path.join(at));
                    // An element that is wrong keeps its place, so that the numbers of the others stay right.
                    let stand_in = || Entry {
                        node: hollow(schema),
                        place: self.place(item.span(), &path.join(at)),
                        is_flawed: true,
                    };
                    entries.push(entry.unwrap_or_else(stand_in));
                }
                Node::Array(entries)
            }
            (Expected::String, DeValue::String(text)) => {
                let choices = schema.choices();
                let mut text = text.as_ref();
                if !choices.is_empty() && !choices.contains(&text) {
                    let near = nearest(text, choices.iter().copied());
                    let message = format!("{text:?} is none of {}: write one of these", choices.join(", "));
                    self.problems.push(place.problem(message).suggest(near));
                    text = near?;
                    is_flawed = true;
                }
                Node::Leaf(text.into())
            }
            (Expected::Integer(min, max), DeValue::Integer(integer)) => {
                let fits = |read: &i64| min.is_none_or(|min| *read >= min) && max.is_none_or(|max| *read <= max);
                let Some(read) = whole(integer).filter(fits) else {
                    let message = format!("{integer} is out of range, expected {}", range(min, max));
                    self.problems.push(place.problem(message));
                    return None;
                };
                Node::Leaf(read.into())
            }
            (Expected::Boolean, DeValue::Boolean(boolean)) => Node::Leaf((*boolean).into()),
            (expected, found) => {
                let is_of_tables = match expected {
                    Expected::Array(items) => matches!(schema.within(items).expected(), Expected::Table(_)),
                    _ => false,
                };
                self.problems.push(place.problem(wrong_type(expected, is_of_tables, found, path)));
                return None;
            }
        };
        Some(Entry { node, place, is_flawed })
    }

    /// A value that may be anything JSON has too.
    fn free(&mut self, value: &Spanned<DeValue<'_>>, path: &KeyPath) -> Option<Entry> {
        let place = self.place(value.span(), path);
        let node = match value.get_ref() {
            DeValue::String(text) => Node::Leaf(text.as_ref().into()),
            DeValue::Boolean(boolean) => Node::Leaf((*boolean).into()),
            DeValue::Datetime(datetime) => Node::Leaf(datetime.to_string().into()),
            DeValue::Integer(integer) => {
                let Some(read) = whole(integer) else {
                    let message = format!("{integer} is out of range, expected {}", range(None, None));
                    self.problems.push(place.problem(message));
                    return None;
                };
                Node::Leaf(read.into())
            }
            DeValue::Float(float) => {
                let read = float.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64);
                let Some(number) = read else {
                    let message = format!("{float} is no number that can be used here: write a finite one");
                    self.problems.push(place.problem(message));
                    return None;
                };
                Node::Leaf(number.into())
            }
            DeValue::Array(items) => {
                let items = items.iter().enumerate();
                Node::Array(items.filter_map(|(at, item)| self.free(item, &path.join(at))).collect())
            }
            DeValue::Table(table) => Node::Table(
                table
                    .iter()
                    .filter_map(|(key, value)| {
                        let name = key.get_ref().as_ref();
                        Some((name.to_owned(), self.free(value, &path.join(name))?))
                    })
                    .collect(),
            ),
        };
        Some(Entry { node, place, is_flawed: false })
    }
}

/// Whether a value is of the type that is expected, whatever it holds.
fn fits(expected: Expected<'_>, found: &DeValue<'_>) -> bool {
    matches!(
        (expected, found),
        (Expected::Any, _)
            | (Expected::Table(_), DeValue::Table(_))
            | (Expected::Array(_), DeValue::Array(_))
            | (Expected::String, DeValue::String(_))
            | (Expected::Integer(..), DeValue::Integer(_))
            | (Expected::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Expected::Boolean, DeValue::Boolean(_))
    )
}

fn whole(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn wrong_type(expected: Expected<'_>, is_of_tables: bool, found: &DeValue<'_>, path: &KeyPath) -> String {
    let wanted = match expected {
        Expected::Any => "anything",
        Expected::Table(_) => "a table",
        Expected::Array(_) => "an array",
        Expected::String => "a string",
        Expected::Integer(..) => "a whole number",
        Expected::Number => "a number",
        Expected::Boolean => "true or false",
    };
    let key = path.0.last().map(|last| KeyPath(vec![last.clone()]).to_string()).unwrap_or_default();
    let remedy = match (expected, found) {
        (Expected::String, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)) => {
            "put it in quotes".to_owned()
        }
        (Expected::Array(_), DeValue::Table(_)) if is_of_tables => format!("write [[{key}]] with two brackets"),
        (Expected::Array(_), DeValue::Table(_)) => format!("write it as {key} = [ … ]"),
        (Expected::Array(_), _) => format!("put it in brackets, as {key} = [ … ]"),
        (Expected::Integer(..) | Expected::Number | Expected::Boolean, DeValue::String(text)) => {
            let is_meant = match expected {
                Expected::Boolean => text.parse::<bool>().is_ok(),
                Expected::Number => text.parse::<f64>().is_ok(),
                _ => text.parse::<i64>().is_ok(),
            };
            if is_meant { "leave out the quotes".to_owned() } else { format!("write {wanted}") }
        }
        _ => "correct it".to_owned(),
    };
    let found = match found {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    format!("wrong type, expected {wanted}, found {found}: {remedy}")
}

fn range(min: Option<i64>, max: Option<i64>) -> String {
    format!("{} to {}", min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
}

/// A value that the types accept in place of one that is missing or wrong.
fn placeholder(schema: Schema<'_>) -> Value {
    match schema.expected() {
        Expected::String => schema.choices().first().copied().unwrap_or_default().into(),
        Expected::Integer(min, _) => min.unwrap_or(0).into(),
        Expected::Number => 1.into(),
        Expected::Boolean => false.into(),
        Expected::Array(_) => Value::Array(Vec::new()),
        Expected::Table(_) | Expected::Any => Value::Object(Map::new()),
    }
}

/// An element of an array in place of one that is wrong, with all that it must have.
fn hollow(schema: Schema<'_>) -> Node {
    let mut value = placeholder(schema);
    if let (Expected::Table(Some(keys)), Value::Object(table)) = (schema.expected(), &mut value) {
        table.extend(schema.required().map(|key| (key.to_owned(), placeholder(schema.within(&keys[key])))));
    }
    Node::Leaf(value)
}
