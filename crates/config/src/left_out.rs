//! Sources that are left out for their mistakes, so that the others can be used.

use std::collections::BTreeMap;

use crate::Problem;

/// What was left out of a configuration; see [`Layers::skip_broken_sources`](crate::Layers::skip_broken_sources).
#[derive(Debug, Clone, Default)]
pub struct LeftOut {
    /// The sources by name, each with the plugin that its files name.
    pub(crate) sources: BTreeMap<String, Option<String>>,
    /// What is wrong with them.
    pub mistakes: Vec<Problem>,
}

impl LeftOut {
    /// The names of the sources, sorted.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = &str> {
        self.sources.keys().map(String::as_str)
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Whether a plugin is that of a source which was left out: without the files of that it must not come back.
    pub fn has_plugin(&self, plugin: &str) -> bool {
        self.sources.iter().any(|(name, named)| name == plugin || named.as_deref() == Some(plugin))
    }
}
