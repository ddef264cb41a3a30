//! The source plugins that are linked in, found through `inventory`.

use crate::{ExtractError, Extractor};

/// A source plugin as its crate declares it (by `copydesk_abi::declare_source!`).
#[derive(Debug)]
pub struct SourcePlugin {
    /// The source's name.
    pub name: &'static str,
    /// The crate's version.
    pub version: &'static str,
    /// The crate that declares it.
    pub package: &'static str,
    /// Makes the extractor from the `[options]` table of the source's TOML file.
    pub create: fn(&serde_json::Value) -> Result<Box<dyn Extractor>, ExtractError>,
}

inventory::collect!(SourcePlugin);

/// The linked plugins, sorted by name.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    plugins: Vec<&'static SourcePlugin>,
}

impl Registry {
    /// The plugins that are linked into this binary.
    ///
    /// # Errors
    /// [`ExtractError::DuplicateSource`] when two declare one name.
    pub fn linked() -> Result<Self, ExtractError> {
        Self::new(inventory::iter::<SourcePlugin>.into_iter().collect())
    }

    /// A registry of the given plugins.
    ///
    /// # Errors
    /// [`ExtractError::DuplicateSource`] when two declare one name.
    pub fn new(mut plugins: Vec<&'static SourcePlugin>) -> Result<Self, ExtractError> {
        plugins.sort_by_key(|plugin| (plugin.name, plugin.package));
        for pair in plugins.windows(2) {
            if pair[0].name == pair[1].name {
                return Err(ExtractError::DuplicateSource {
                    name: pair[0].name.to_owned(),
                    first: pair[0].package.to_owned(),
                    second: pair[1].package.to_owned(),
                });
            }
        }
        Ok(Self { plugins })
    }

    /// The plugins, sorted by name.
    pub fn plugins(&self) -> &[&'static SourcePlugin] {
        &self.plugins
    }

    /// The plugin of a name.
    pub fn get(&self, name: &str) -> Option<&'static SourcePlugin> {
        self.plugins.binary_search_by_key(&name, |plugin| plugin.name).ok().map(|at| self.plugins[at])
    }

    /// The names, sorted.
    pub fn names(&self) -> Vec<&'static str> {
        self.plugins.iter().map(|plugin| plugin.name).collect()
    }
}
