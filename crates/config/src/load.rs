//! Reading all layers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk_html::SelectorSet;
use copydesk_rules::KeyPath;
use miette::NamedSource;
use serde_json::Value;
use toml::de::DeTable;

use crate::entry::{Entry, Layer, Node};
use crate::layers::{SETTINGS_FILE, SOURCES_DIRECTORY};
use crate::sources::{EMBEDDED_PREFIX, build, check_file_name, check_hosts, check_plugin};
use crate::{
    Config, Layers, Problem, Report, SourceConfig, check, embedded, files, merge, settings_schema, source_schema,
};

/// What stands for a file in problems of what a flag sets.
const FLAG: &str = "--set";

/// Judges a CSS selector: what is wrong with it, in words.
pub type SelectorCheck<'c> = &'c dyn Fn(&str) -> Result<(), String>;

/// Judges a selector by the engine that will match it.
pub(crate) fn check_selector(css: &str) -> Result<(), String> {
    match SelectorSet::compile([css]) {
        Ok(_) => Ok(()),
        Err(problems) => Err(problems.into_iter().map(|problem| problem.problem).collect::<Vec<_>>().join("; ")),
    }
}

/// Reads, merges and checks all layers. Plugins are not checked where `plugins` is none.
pub(crate) fn load(layers: &Layers, css: SelectorCheck<'_>, plugins: Option<&[&str]>) -> Result<Config, Report> {
    let mut reader = Reader::new();
    match &layers.built_in {
        None => reader.embedded(),
        Some(directory) => reader.in_place_of_embedded(directory),
    }
    for (layer, directory) in [(Layer::System, &layers.system), (Layer::User, &layers.user)] {
        if let Some(directory) = directory {
            reader.layer(layer, &directory.join(SETTINGS_FILE), true);
        }
    }
    if let Some(file) = layers.project_file() {
        reader.layer(Layer::Project, &file, true);
    }
    if let Some(directory) = layers.project_sources() {
        reader.source_directories(Layer::Project, vec![(directory, true)]);
    }
    if let Some(file) = &layers.file {
        reader.layer(Layer::File, file, false);
    }
    reader.also(&layers.also);
    for flag in &layers.set {
        reader.flag(flag, layers.working_directory.as_deref().unwrap_or(Path::new("")));
    }
    reader.finish(css, plugins, layers.skip_broken_sources)
}

struct Reader {
    settings_schema: Value,
    source_schema: Value,
    settings: Option<Entry>,
    sources: BTreeMap<String, Entry>,
    /// For each source the files it was merged of.
    paths: BTreeMap<String, Vec<String>>,
    /// For each file of a source the name of that, or its own where it has none.
    names: BTreeMap<String, String>,
    /// Whether what the settings say of plugins has a mistake: then none is loaded.
    are_plugins_flawed: bool,
    /// The files in the order in which they were looked for, whether they are there or not.
    order: Vec<String>,
    /// The files that were read, but those that are built in.
    files: Vec<String>,
    /// The source directories that were read, in canonical form.
    directories: BTreeSet<PathBuf>,
    problems: Vec<Problem>,
}

impl Reader {
    fn new() -> Self {
        Self {
            settings_schema: settings_schema(),
            source_schema: source_schema(),
            settings: None,
            sources: BTreeMap::new(),
            paths: BTreeMap::new(),
            names: BTreeMap::new(),
            are_plugins_flawed: false,
            order: Vec::new(),
            files: Vec::new(),
            directories: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    fn embedded(&mut self) {
        let text = files::named(format!("{EMBEDDED_PREFIX}{SETTINGS_FILE}"), embedded::SETTINGS);
        self.settings_text(Layer::Embedded, &text);
        let texts =
            embedded::SOURCES.iter().map(|(name, text)| files::named(format!("{EMBEDDED_PREFIX}{name}.toml"), *text));
        self.source_texts(Layer::Embedded, texts.collect());
    }

    /// Reads files as if they were built in. Settings that are not there are those that are.
    fn in_place_of_embedded(&mut self, directory: &Path) {
        let settings = files::read(&directory.join(SETTINGS_FILE), true, &mut self.problems);
        let built_in = || files::named(format!("{EMBEDDED_PREFIX}{SETTINGS_FILE}"), embedded::SETTINGS);
        self.settings_text(Layer::Embedded, &settings.unwrap_or_else(built_in));
        self.source_directories(Layer::Embedded, vec![(directory.join(SOURCES_DIRECTORY), false)]);
    }

    /// Reads files and directories of sources, and settings files with the sources beside them. What some layer has read
    /// already is not read again.
    fn also(&mut self, paths: &[PathBuf]) {
        let (mut single, mut directories) = (Vec::new(), Vec::new());
        for path in paths {
            let is_whole = |directory: &Path| {
                directory.join(SETTINGS_FILE).is_file() || directory.join(SOURCES_DIRECTORY).is_dir()
            };
            if path.file_name().is_some_and(|name| name == SETTINGS_FILE) {
                self.layer(Layer::File, path, false);
            } else if path.is_dir() && is_whole(path) {
                self.layer(Layer::File, &path.join(SETTINGS_FILE), true);
            } else if path.is_dir() {
                if files::list(path, false, &mut self.problems).is_empty() {
                    let message = "the directory holds no TOML file: name one that does, or a file";
                    self.problems.push(Problem::of_file(path.display().to_string(), message));
                }
                directories.push((path.clone(), false));
            } else {
                single.push(path);
            }
        }
        self.source_directories(Layer::File, directories);
        let is_read = |path: &Path| {
            let canonical = path.canonicalize().ok();
            canonical.as_deref().and_then(Path::parent).is_some_and(|parent| self.directories.contains(parent))
        };
        let single: Vec<&PathBuf> = single.into_iter().filter(|path| !is_read(path)).collect();
        let texts = single.iter().filter_map(|path| files::read(path, false, &mut self.problems)).collect();
        self.source_texts(Layer::File, texts);
    }

    /// Notes that a text was read.
    fn note(&mut self, layer: Layer, text: &NamedSource<String>) {
        self.order.push(text.name().to_owned());
        if layer != Layer::Embedded && text.name() != FLAG {
            self.files.push(text.name().to_owned());
        }
    }

    /// Reads a settings file, the sources beside it and those in the directories that it names.
    fn layer(&mut self, layer: Layer, file: &Path, may_be_missing: bool) {
        let base = file.parent().unwrap_or(Path::new(""));
        let mut directories = vec![(base.join(SOURCES_DIRECTORY), true)];
        match files::read(file, may_be_missing, &mut self.problems) {
            Some(text) => {
                let named = self.settings_text(layer, &text);
                directories.extend(named.into_iter().map(|directory| (base.join(directory), false)));
            }
            None => self.order.push(file.display().to_string()),
        }
        self.source_directories(layer, directories);
    }

    /// Reads a setting from a flag.
    fn flag(&mut self, flag: &str, base: &Path) {
        let Some((key, value)) = flag.split_once('=') else {
            let message = format!("{flag:?} is no setting: write it as key=value, such as run.threads=4");
            self.problems.push(Problem::of_file(FLAG, message));
            return;
        };
        if matches!(key.trim().split('.').next(), Some("source" | "sources")) && key.contains('.') {
            let message = format!(
                "{:?} is of a source, and --set sets settings alone: write it into sources/<name>.toml beside a settings file",
                key.trim()
            );
            self.problems.push(Problem::of_file(FLAG, message));
            return;
        }
        let mut text = format!("{key} = {value}");
        if DeTable::parse(&text).is_err() {
            // A bare word, as one writes it in a shell: JSON's quoting is TOML's.
            text = format!("{key} = {}", Value::from(value));
        }
        let directories = self.settings_text(Layer::Flags, &files::named(FLAG, text));
        self.source_directories(Layer::Flags, directories.into_iter().map(|name| (base.join(name), false)).collect());
    }

    /// Merges a settings file; gives the source directories that it names.
    fn settings_text(&mut self, layer: Layer, text: &Arc<NamedSource<String>>) -> Vec<PathBuf> {
        self.note(layer, text);
        let before = self.problems.len();
        let entry = check::read(text, layer, &self.settings_schema, &mut self.problems);
        check_plugin_settings(&entry, &mut self.problems);
        let is_of_plugins = |problem: &Problem| problem.key == "plugins" || problem.key.starts_with("plugins.");
        self.are_plugins_flawed |= self.problems[before..].iter().any(is_of_plugins);
        let directories = entry.get("sources").map_or(&[][..], Entry::items);
        let directories = directories.iter().filter_map(Entry::as_str).map(PathBuf::from).collect();
        match &mut self.settings {
            None => self.settings = Some(entry),
            Some(settings) => merge::settings(settings, entry),
        }
        directories
    }

    fn source_directories(&mut self, layer: Layer, directories: Vec<(PathBuf, bool)>) {
        let mut paths: Vec<PathBuf> = Vec::new();
        for (directory, may_be_missing) in directories {
            // One that several layers name belongs to the first: merged over itself it would only seem to be twice there.
            let canonical = directory.canonicalize().unwrap_or_else(|_| directory.clone());
            if !self.directories.insert(canonical) {
                continue;
            }
            paths.extend(files::list(&directory, may_be_missing, &mut self.problems));
        }
        let texts = paths.iter().filter_map(|path| files::read(path, false, &mut self.problems)).collect();
        self.source_texts(layer, texts);
    }

    /// Merges the source files of one layer, in which a name may stand once.
    fn source_texts(&mut self, layer: Layer, texts: Vec<Arc<NamedSource<String>>>) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for text in texts {
            self.note(layer, &text);
            let entry = check::read(&text, layer, &self.source_schema, &mut self.problems);
            let name = entry.get("name").and_then(Entry::as_str).filter(|name| !name.is_empty());
            self.problems.extend(name.and_then(|name| check_file_name(&entry, name)));
            // A source whose name is missing or wrong is still checked, as one that stands alone.
            let name = name.map_or_else(|| text.name().to_owned(), str::to_owned);
            self.names.insert(text.name().to_owned(), name.clone());
            if let Some(first) = seen.get(&name) {
                let message = format!(
                    "source {name:?} is there twice: {first} has it too; merge the files, or rename one source"
                );
                self.problems.extend(entry.problem_at(&KeyPath::root("name"), message));
                continue;
            }
            seen.insert(name.clone(), text.name().to_owned());
            self.paths.entry(name.clone()).or_default().push(text.name().to_owned());
            if let Some(base) = self.sources.get_mut(&name) {
                merge::source(base, entry, &mut self.problems);
            } else {
                merge::first(&entry, &mut self.problems);
                self.sources.insert(name, entry);
            }
        }
    }

    fn finish(mut self, css: SelectorCheck<'_>, plugins: Option<&[&str]>, skip_broken: bool) -> Result<Config, Report> {
        let entry = self.settings.take().expect("the built-in settings are read first");
        let settings = match serde_json::from_value::<crate::Settings>(entry.to_json()) {
            Ok(settings) => settings,
            Err(error) => {
                let file = entry.place.text.name();
                self.problems
                    .push(Problem::of_file(file, format!("the settings cannot be read: {error}: correct them")));
                crate::Settings::default()
            }
        };
        check_hosts(&self.sources, &mut self.problems);
        let mut sources = Vec::new();
        let mut named_plugins: BTreeMap<String, String> = BTreeMap::new();
        for (name, entry) in std::mem::take(&mut self.sources) {
            if let Some(plugin) = entry.get("plugin").and_then(Entry::as_str) {
                named_plugins.insert(name.clone(), plugin.to_owned());
            }
            let paths = self.paths.remove(&name).unwrap_or_default();
            // Where plugins are loaded, their names are known only afterwards; after a mistake there is no afterwards.
            if let Some(known) = plugins.filter(|_| !settings.plugins.load || self.are_plugins_flawed) {
                self.problems.extend(check_plugin(&entry, known));
            }
            sources.extend(build(entry, paths, css, &mut self.problems));
        }
        let rank = |problem: &Problem| self.order.iter().position(|file| *file == problem.file);
        self.problems.sort_by_key(|problem| (rank(problem).unwrap_or(usize::MAX), problem.line, problem.column));
        let broken: BTreeSet<&String> =
            self.problems.iter().filter_map(|problem| self.names.get(&problem.file)).collect();
        let is_usable = skip_broken && self.problems.iter().all(|problem| self.names.contains_key(&problem.file));
        if !self.problems.is_empty() && !is_usable {
            return Err(Report { problems: self.problems });
        }
        sources.retain(|source: &SourceConfig| !broken.contains(&source.file.name));
        let plugins = broken.iter().filter_map(|name| named_plugins.get(*name));
        let left_out: BTreeSet<String> = broken.iter().copied().chain(plugins).cloned().collect();
        let left_out = left_out.into_iter().collect();
        Ok(Config { settings, sources, files: self.files, left_out, mistakes: self.problems, entry })
    }
}

/// Plugin directories must be absolute, and no project may have code loaded: whoever unpacks an archive and works in it
/// has not agreed to run what it holds.
fn check_plugin_settings(entry: &Entry, problems: &mut Vec<Problem>) {
    let Some(plugins) = entry.get("plugins") else { return };
    let Node::Table(keys) = &plugins.node else { return };
    for (key, value) in keys {
        let is_default = matches!(value.to_json(), Value::Bool(false)) || value.to_json() == Value::Array(Vec::new());
        if value.place.layer == Layer::Project && !is_default {
            let message = format!(
                "a project's file cannot have plugins loaded: set plugins.{key} in your own configuration, or name this \
                 file with --config"
            );
            problems.push(value.place.problem(message));
        }
    }
    for directory in plugins.get("directories").map_or(&[][..], Entry::items) {
        if let Some(path) = directory.as_str().filter(|path| !Path::new(path).is_absolute()) {
            let message = format!("{path:?} is no absolute path: write it from the root on");
            problems.push(directory.place.problem(message));
        }
    }
}
