//! A value of a TOML file that knows where it stands.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use copydesk_rules::{KeyPart, KeyPath};
use miette::NamedSource;

use crate::Problem;
use crate::problem::position;

/// A place in a file.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) text: Arc<NamedSource<String>>,
    pub(crate) span: Range<usize>,
    pub(crate) layer: Layer,
    /// The way to it in its own file; after merging it may stand elsewhere.
    pub(crate) key: KeyPath,
}

/// The layers of the configuration, the earlier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Embedded,
    System,
    User,
    Project,
    File,
    Flags,
}

impl Layer {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Embedded => "default",
            Self::System => "system",
            Self::User => "user",
            Self::Project => "project",
            Self::File => "--config",
            Self::Flags => "flag",
        }
    }
}

impl Place {
    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(&self.text, self.span.clone(), self.key.to_string(), message.into())
    }

    /// `file:line`.
    pub(crate) fn line(&self) -> String {
        format!("{}:{}", self.text.name(), position(self.text.inner(), self.span.start).0)
    }
}

/// A value with its place.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) node: Node,
    pub(crate) place: Place,
    /// Whether a problem has been told of it: what else it causes is not told.
    pub(crate) is_flawed: bool,
}

/// A value.
#[derive(Clone)]
pub(crate) enum Node {
    /// A table, in the order of the file.
    Table(Vec<(String, Entry)>),
    /// An array.
    Array(Vec<Entry>),
    /// A string, number or boolean, or what a schema leaves open.
    Leaf(serde_json::Value),
}

impl fmt::Debug for Entry {
    /// The value alone: the text around it would be shown for each key anew.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.to_json())
    }
}

impl Entry {
    /// The value of a key of a table.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.node {
            Node::Table(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, entry)| entry),
            _ => None,
        }
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.node {
            Node::Leaf(value) => value.as_str(),
            _ => None,
        }
    }

    /// The elements of an array; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.node {
            Node::Array(items) => items,
            _ => &[],
        }
    }

    /// A problem of the value at the end of a way, or, where that is missing, of the last value on it. None where a
    /// problem of that has been told already.
    pub(crate) fn problem_at(&self, path: &KeyPath, message: impl Into<String>) -> Option<Problem> {
        let mut entry = self;
        let mut key = self.place.key.clone();
        let mut is_missing = false;
        for part in &path.0 {
            let next = match part {
                _ if is_missing => None,
                KeyPart::Key(key) => entry.get(key),
                KeyPart::Index(index) => entry.items().get(*index),
            };
            if let Some(next) = next {
                entry = next;
                key = next.place.key.clone();
            } else {
                is_missing = true;
                key.0.push(part.clone());
            }
        }
        if entry.is_flawed {
            return None;
        }
        Some(Place { key, ..entry.place.clone() }.problem(message))
    }

    /// The value as JSON. Recursion is bounded: the TOML reader refuses files that are nested more than 80 deep.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.node {
            Node::Table(entries) => entries
                .iter()
                .map(|(key, entry)| (key.clone(), entry.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            Node::Array(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Node::Leaf(value) => value.clone(),
        }
    }
}
