//! Files and directories that are read over all layers, to be checked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::NamedSource;
use toml::de::DeTable;

use super::Reader;
use crate::entry::Layer;
use crate::layers::{SETTINGS_FILE, SOURCES_DIRECTORY};
use crate::{Problem, files};

impl Reader {
    /// Reads files and directories of sources, and settings files with the sources beside them. What was read already is
    /// not read again.
    pub(super) fn also(&mut self, paths: &[PathBuf]) {
        let (mut single, mut directories) = (Vec::new(), Vec::new());
        for path in paths {
            if path.file_name().is_some_and(|name| name == SETTINGS_FILE) {
                self.also_settings(path, false);
            } else if path.join(SETTINGS_FILE).is_file() || path.join(SOURCES_DIRECTORY).is_dir() {
                self.also_settings(&path.join(SETTINGS_FILE), true);
            } else if path.is_dir() {
                directories.extend(self.holds_files(path).then(|| (path.clone(), false)));
            } else {
                single.push(path);
            }
        }
        self.source_directories(Layer::File, directories);
        let mut texts = Vec::new();
        for path in single {
            if !self.was_read(path) {
                texts.extend(self.source_file(path));
            }
        }
        texts.retain(|text| self.is_of_source(text));
        self.source_texts(Layer::File, texts);
    }

    fn also_settings(&mut self, file: &Path, may_be_missing: bool) {
        if !self.was_read(file) {
            self.layer(Layer::File, file, may_be_missing);
        }
    }

    /// Whether a directory that was named holds files to check; tells where it does not.
    fn holds_files(&mut self, directory: &Path) -> bool {
        let before = self.problems.len();
        let is_empty = files::list(directory, false, &mut self.problems).is_empty();
        if is_empty && self.problems.len() == before {
            let message = "the directory holds no TOML file: name one that does, or a file";
            self.problems.push(Problem::of_file(directory.display().to_string(), message));
        }
        !is_empty
    }

    /// Whether a file is that of a source; tells where it holds settings, all of whose keys would be mistakes.
    fn is_of_source(&mut self, text: &Arc<NamedSource<String>>) -> bool {
        let (table, _) = DeTable::parse_recoverable(text.inner());
        let table = table.get_ref();
        let has = |schema: &serde_json::Value, key: &str| schema["properties"].get(key).is_some();
        let of_settings = |key: &str| has(&self.settings_schema, key) && !has(&self.source_schema, key);
        let found = table.keys().map(|key| key.get_ref().as_ref()).find(|key| of_settings(key));
        let Some(key) = found.filter(|_| !table.contains_key("name")) else { return true };
        let message = format!(
            "a file of settings, as {key:?} is one, expected a source's, or settings that are called {SETTINGS_FILE}: check it \
             with --config"
        );
        self.names.remove(text.name());
        self.problems.push(Problem::of_file(text.name(), message));
        false
    }
}
