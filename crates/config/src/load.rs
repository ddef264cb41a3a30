//! Reading all layers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk_html::SelectorSet;
use copydesk_rules::KeyPath;
use miette::NamedSource;
use serde_json::Value;
use toml::de::DeTable;

use crate::entry::{Entry, Layer};
use crate::layers::{SETTINGS_FILE, SOURCES_DIRECTORY};
use crate::sources::{EMBEDDED_PREFIX, build, check_file_name, check_hosts, check_plugin};
use crate::{
    Config, Layers, LeftOut, Problem, Report, SourceConfig, check, embedded, files, merge, settings_schema,
    source_schema,
};

mod also;
mod plugin_settings;

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
    /// For each file of a source the name of that, or, where it tells none, what the file is called.
    names: BTreeMap<String, String>,
    /// Whether what the settings say of plugins has a mistake: then none is loaded.
    are_plugins_flawed: bool,
    /// The files in the order in which they were looked for, whether they are there or not.
    order: Vec<String>,
    /// The files that were read, but those that are built in.
    files: Vec<String>,
    /// The source directories that were read, in canonical form.
    directories: BTreeSet<PathBuf>,
    /// The files that were read, in canonical form.
    read: BTreeSet<PathBuf>,
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
            read: BTreeSet::new(),
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

    /// Notes that a text was read.
    fn note(&mut self, layer: Layer, text: &NamedSource<String>) {
        self.order.push(text.name().to_owned());
        if layer != Layer::Embedded && text.name() != FLAG {
            self.files.push(text.name().to_owned());
        }
    }

    /// Whether a file was read, by whatever path.
    fn was_read(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|canonical| self.read.contains(&canonical))
    }

    /// Reads a file. `None` where there is none and `may_be_missing`, or where a problem was told.
    fn file(&mut self, path: &Path, may_be_missing: bool) -> Option<Arc<NamedSource<String>>> {
        self.read.extend(path.canonicalize());
        files::read(path, may_be_missing, &mut self.problems)
    }

    /// Reads the file of a source. Where it cannot be read, its name alone tells which source has a mistake.
    fn source_file(&mut self, path: &Path) -> Option<Arc<NamedSource<String>>> {
        if let Some(stem) = path.file_stem().filter(|_| path.exists() || path.is_symlink()) {
            self.names.insert(path.display().to_string(), stem.to_string_lossy().into_owned());
        }
        self.file(path, false)
    }

    /// Reads a settings file, the sources beside it and those in the directories that it names.
    fn layer(&mut self, layer: Layer, file: &Path, may_be_missing: bool) {
        let base = file.parent().unwrap_or(Path::new(""));
        let mut directories = vec![(base.join(SOURCES_DIRECTORY), true)];
        match self.file(file, may_be_missing) {
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
        plugin_settings::check(&entry, &mut self.problems);
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
        let texts = paths.iter().filter_map(|path| self.source_file(path)).collect();
        self.source_texts(layer, texts);
    }

    /// Merges the source files of one layer, in which a name may stand once.
    fn source_texts(&mut self, layer: Layer, texts: Vec<Arc<NamedSource<String>>>) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for text in texts {
            self.note(layer, &text);
            let before = self.problems.len();
            let entry = check::read(&text, layer, &self.source_schema, &mut self.problems);
            // What cannot be parsed has no key. A name that is not closed is then told to be another than the file's.
            let is_broken = self.problems[before..].iter().any(|problem| problem.key.is_empty());
            let name = entry.get("name").and_then(Entry::as_str).filter(|name| !name.is_empty());
            self.problems.extend(name.filter(|_| !is_broken).and_then(|name| check_file_name(&entry, name)));
            if let Some(name) = name {
                self.names.insert(text.name().to_owned(), name.to_owned());
            }
            // A source whose name is missing or wrong is still checked, as one that stands alone.
            let name = name.map_or_else(|| text.name().to_owned(), str::to_owned);
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
        // Where plugins are loaded, their names are known only afterwards; after a mistake there is no afterwards.
        let known_plugins = plugins.filter(|_| !settings.plugins.load || self.are_plugins_flawed);
        let named = |(name, entry): (&String, &Entry)| {
            entry.get("plugin").and_then(Entry::as_str).map(|plugin| (name.clone(), plugin.to_owned()))
        };
        let plugins: BTreeMap<String, String> = self.sources.iter().filter_map(named).collect();
        let sources = self.build_sources(css, known_plugins);
        let Self { problems, order, files, names, .. } = self;
        let mut config = Config { settings, sources, files, left_out: LeftOut::default(), skip_broken, entry };
        let problems = in_order(problems, &order);
        let sources = problems.iter().map(|problem| names.get(&problem.file).cloned()).collect();
        config.leave_out_all(sources, problems, &plugins)?;
        Ok(config)
    }

    /// The sources of all layers together, but those with mistakes that leave nothing to build.
    fn build_sources(&mut self, css: SelectorCheck<'_>, known_plugins: Option<&[&str]>) -> Vec<SourceConfig> {
        check_hosts(&self.sources, &mut self.problems);
        let mut sources = Vec::new();
        for (name, entry) in std::mem::take(&mut self.sources) {
            let paths = self.paths.remove(&name).unwrap_or_default();
            if let Some(known) = known_plugins {
                self.problems.extend(check_plugin(&entry, known));
            }
            let built = build(entry, paths, css, &mut self.problems);
            // One that tells no name was only built to find its other mistakes.
            sources.extend(built.filter(|source| source.file.name == name));
        }
        sources
    }
}

/// Problems in the order of the files that were looked for, and of their places there.
fn in_order(mut problems: Vec<Problem>, files: &[String]) -> Vec<Problem> {
    let rank = |problem: &Problem| files.iter().position(|file| *file == problem.file).unwrap_or(usize::MAX);
    problems.sort_by_cached_key(|problem| (rank(problem), problem.line, problem.column));
    problems
}
