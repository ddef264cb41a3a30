//! JSON as it is read here: texts that hold no escapes stay where they stand in the script.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;

/// A value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::metadata) enum Value<'t> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'t, str>),
    Array(Vec<Value<'t>>),
    Object(Object<'t>),
}

/// The members of an object, each key once, with its last value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::metadata) struct Object<'t>(Vec<(Cow<'t, str>, Value<'t>)>);

/// So many members are looked through one by one; where there are more, they are in order of their keys.
const FEW: usize = 16;

impl<'t> Value<'t> {
    /// The text, if it is one.
    pub(in crate::metadata) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub(in crate::metadata) fn as_object(&self) -> Option<&Object<'t>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// What an object holds under a key.
    pub(in crate::metadata) fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }
}

impl<'t> Object<'t> {
    /// What it holds under a key.
    pub(in crate::metadata) fn get(&self, key: &str) -> Option<&Value<'t>> {
        let found = if self.0.len() <= FEW {
            self.position(key)?
        } else {
            self.0.binary_search_by(|(known, _)| (**known).cmp(key)).ok()?
        };
        Some(&self.0[found].1)
    }

    /// Whether it holds anything under a key.
    pub(super) fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Whether it says more than what it is.
    pub(super) fn tells(&self) -> bool {
        self.0.iter().any(|(key, _)| !key.starts_with('@'))
    }

    /// How many keys it has.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn position(&self, key: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == key)
    }

    /// Adds a member while the object is being read.
    fn push(&mut self, key: Cow<'t, str>, value: Value<'t>) {
        let known = if self.0.len() <= FEW { self.position(&key) } else { None };
        match known {
            Some(at) => self.0[at].1 = value,
            None => self.0.push((key, value)),
        }
    }

    /// Ends the object.
    fn finish(mut self) -> Self {
        if self.0.len() > FEW {
            // Of those with the same key the last one counts, and comes first then.
            self.0.reverse();
            self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
            self.0.dedup_by(|(later, _), (first, _)| later == first);
        }
        self
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfValue)
    }
}

struct OfValue;

impl<'de> Visitor<'de> for OfValue {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any valid JSON value")
    }
    fn visit_bool<E>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(truth))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.into()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.into()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut object = Object::default();
        while let Some((Key(key), value)) = members.next_entry()? {
            object.push(key, value);
        }
        Ok(Value::Object(object.finish()))
    }
}

/// A key, borrowed where it stands as it is.
#[derive(Deserialize)]
#[serde(transparent)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a value is what the library for JSON reads.
    fn is_same(own: &Value<'_>, other: &serde_json::Value) -> bool {
        use serde_json::Value as Other;
        match (own, other) {
            (Value::Null, Other::Null) => true,
            (Value::Bool(own), Other::Bool(other)) => own == other,
            (Value::Number(own), Other::Number(other)) => own == other,
            (Value::String(own), Other::String(other)) => own == other,
            (Value::Array(own), Other::Array(other)) => {
                own.len() == other.len() && own.iter().zip(other).all(|(own, other)| is_same(own, other))
            }
            (Value::Object(own), Other::Object(other)) => {
                let is_held = |(key, other): (&String, _)| own.get(key).is_some_and(|own| is_same(own, other));
                own.len() == other.len() && other.iter().all(is_held) && own.get("no such key").is_none()
            }
            _ => false,
        }
    }

    #[track_caller]
    fn check(json: &str) {
        match (serde_json::from_str::<Value<'_>>(json), serde_json::from_str(json)) {
            (Ok(own), Ok(other)) => assert!(is_same(&own, &other), "{json}: {own:?}"),
            (Err(own), Err(other)) => {
                let other: serde_json::Error = other;
                assert_eq!(own.to_string(), other.to_string(), "{json}");
            }
            (own, other) => panic!("{json}: {own:?}, {other:?}"),
        }
    }

    #[test]
    fn values_are_those_of_json() {
        for json in [
            "null",
            "true",
            "-3",
            "18446744073709551615",
            "1.0",
            "1e400",
            r#""a \"quay\" \u00e9""#,
            r#"[1, "a", [], {}]"#,
            r#"{"a": 1, "b": {"c": [null]}, "a": 2}"#,
            r#"{"a\n": "b"}"#,
            r#"{"a": 1"#,
            r#"{"a": 1,}"#,
            r#"{"a" 1}"#,
            "{1: 2}",
            "[1 2]",
            "\"a\nb\"",
            r#""\ud800""#,
            "",
        ] {
            check(json);
        }
        check(&"[".repeat(200));
    }

    #[test]
    fn objects_of_many_members_keep_the_last_of_each_key() {
        for count in [FEW - 1, FEW, FEW + 1, 100] {
            let members = |from: usize| (0..count).map(move |at| format!(r#""k{}": {}"#, at * 7 % count, from + at));
            let all: Vec<String> = members(0).chain(members(1000)).collect();
            check(&format!("{{{}}}", all.join(",")));
        }
    }
}
