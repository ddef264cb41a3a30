//! Where each value came from.

use serde_json::Value;

use crate::entry::{Entry, Node};

/// A value of the configuration with the place that set it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The key, as `limits.html.max_depth` or `source.rt.drop[0].text`.
    pub key: String,
    /// The value.
    pub value: Value,
    /// The file and line that set it.
    pub place: String,
    /// The layer of that file: `default`, `system`, `user`, `project`, `--config` or `flag`.
    pub layer: &'static str,
}

/// Every value below an entry, in order. Empty arrays and tables count as values.
pub(crate) fn explain(prefix: &str, entry: &Entry) -> Vec<Explained> {
    let mut found = Vec::new();
    let mut open = vec![(prefix.to_owned(), entry)];
    while let Some((key, entry)) = open.pop() {
        let below: Vec<(String, &Entry)> = match &entry.node {
            Node::Table(entries) => {
                let dot = if key.is_empty() { "" } else { "." };
                entries.iter().map(|(name, entry)| (format!("{key}{dot}{name}"), entry)).collect()
            }
            Node::Array(items) => items.iter().enumerate().map(|(at, item)| (format!("{key}[{at}]"), item)).collect(),
            Node::Leaf(_) => Vec::new(),
        };
        if below.is_empty() {
            let (place, layer) = (entry.place.line(), entry.place.layer.name());
            found.push(Explained { key, value: entry.to_json(), place, layer });
        }
        open.extend(below.into_iter().rev());
    }
    found
}
