//! The configuration as the engine takes it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use copydesk_rules::{KeyPath, RulesExtractor, SourceFile};

use crate::entry::Entry;
use crate::load::{self, SelectorCheck};
use crate::sources::{check_all, check_plugin, remarks};
use crate::{Explained, Layers, LeftOut, Problem, Report, Settings, explain, options};

/// A sound configuration: all layers merged, everything checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The settings.
    pub settings: Settings,
    /// The sources, sorted by name.
    pub sources: Vec<SourceConfig>,
    /// The files that were read, in the order of the layers, but those that are built in.
    pub files: Vec<String>,
    /// The sources that were left out for their mistakes.
    pub left_out: LeftOut,
    /// Whether sources with mistakes are left out; see [`Layers::skip_broken_sources`].
    pub(crate) skip_broken: bool,
    pub(crate) entry: Entry,
}

/// A source of the configuration.
#[derive(Debug, Clone)]
pub struct SourceConfig {
    /// What its files say together.
    pub file: SourceFile,
    /// Its rules, compiled; the patterns of a built-in source that no layer changes are compiled when a page needs them.
    pub rules: RulesExtractor,
    /// The file that it came from first; `embedded:rt.toml` for a built-in one.
    pub path: String,
    /// All files that it was merged of, in the order of the layers.
    pub paths: Vec<String>,
    pub(crate) entry: Entry,
}

impl Config {
    /// Reads and merges all layers. `known_plugins` are the names of the plugins that are linked in; where the settings
    /// let plugins be loaded as well, the names are not known yet and [`Config::check_plugins`] is to be called after
    /// loading.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load(layers: &Layers, known_plugins: &[&str]) -> Result<Self, Report> {
        Self::load_with(layers, known_plugins, &load::check_selector)
    }

    /// The same with another judge of CSS selectors.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load_with(layers: &Layers, known_plugins: &[&str], css: SelectorCheck<'_>) -> Result<Self, Report> {
        let config = load::load(layers, css, Some(known_plugins))?;
        tracing::debug!(sources = config.sources.len(), "configuration read");
        Ok(config)
    }

    /// The built-in defaults alone.
    ///
    /// # Panics
    /// Where the built-in files have a problem, which a test of this crate rules out.
    pub fn embedded() -> Self {
        Self::try_embedded().expect("the built-in configuration is checked by a test of this crate")
    }

    /// The built-in defaults alone, for those who are just writing them.
    ///
    /// # Errors
    /// Every problem of the built-in files, which are called `embedded:rt.toml`.
    pub fn try_embedded() -> Result<Self, Report> {
        load::load(&Layers::none(), &load::check_selector, None)
    }

    /// What would be built in if it were built now: the `copydesk.toml` and the `sources/` of a directory, every pattern and
    /// selector checked. Plugins are not.
    ///
    /// # Errors
    /// Every problem of these files.
    pub fn of_directory(directory: impl Into<PathBuf>) -> Result<Self, Report> {
        let layers = Layers { built_in: Some(directory.into()), ..Layers::none() };
        load::load(&layers, &load::check_selector, None)
    }

    /// The source of a name.
    pub fn source(&self, name: &str) -> Option<&SourceConfig> {
        self.sources.binary_search_by(|source| source.file.name.as_str().cmp(name)).ok().map(|at| &self.sources[at])
    }

    /// Checks that every plugin a source names is known. Sources whose plugin is not may be left out.
    ///
    /// # Errors
    /// Every source whose plugin is not.
    pub fn check_plugins(&mut self, known_plugins: &[&str]) -> Result<(), Report> {
        self.check_each(|source| check_plugin(&source.entry, known_plugins).into_iter().collect())
    }

    /// Checks the patterns and selectors of every source once more, those of the built-in ones too, which loading takes as
    /// they are because a test of this crate has checked them. Sources with mistakes may be left out.
    ///
    /// # Errors
    /// Every problem of every source.
    pub fn check_rules(&mut self) -> Result<(), Report> {
        self.check_each(|source| check_all(&source.entry, &source.file, &load::check_selector))
    }

    /// What is no mistake, and most likely not meant: sources that no page leads to, and selectors of elements that HTML does
    /// not have. In the order of the sources; each says what to do.
    pub fn remarks(&self) -> Vec<Problem> {
        self.sources.iter().flat_map(|source| remarks(&source.entry, &source.file)).collect()
    }

    fn check_each(&mut self, check: impl Fn(&SourceConfig) -> Vec<Problem>) -> Result<(), Report> {
        let name = |source: &SourceConfig| source.file.name.clone();
        let of = |source| check(source).into_iter().map(move |problem| (name(source), problem));
        self.leave_out(self.sources.iter().flat_map(of).collect())
    }

    /// Leaves out the sources that have these mistakes, where that is asked for ([`Layers::skip_broken_sources`]).
    ///
    /// # Errors
    /// All of the mistakes, where it is not.
    pub fn leave_out(&mut self, mistakes: Vec<(String, Problem)>) -> Result<(), Report> {
        let named = |source: &SourceConfig| Some((source.file.name.clone(), source.file.plugin.clone()?));
        let plugins = self.sources.iter().filter_map(named).collect();
        let (names, problems): (Vec<String>, Vec<Problem>) = mistakes.into_iter().unzip();
        self.leave_out_all(names.into_iter().map(Some).collect(), problems, &plugins)
    }

    /// The same for problems, each with the source that has it as far as one has, and the plugins that sources name.
    pub(crate) fn leave_out_all(
        &mut self,
        names: Vec<Option<String>>,
        problems: Vec<Problem>,
        plugins: &BTreeMap<String, String>,
    ) -> Result<(), Report> {
        let can_go_on = self.skip_broken && names.iter().all(Option::is_some);
        if !problems.is_empty() && !can_go_on {
            return Err(Report { problems });
        }
        let left_out = names.into_iter().flatten().map(|name| (plugins.get(&name).cloned(), name));
        self.left_out.sources.extend(left_out.map(|(plugin, name)| (name, plugin)));
        self.left_out.mistakes.extend(problems);
        self.sources.retain(|source| !self.left_out.sources.contains_key(&source.file.name));
        Ok(())
    }

    /// Every value with the place that set it: settings first, then the sources by name, with keys such as
    /// `source.rt.hosts[0]`.
    pub fn explain(&self) -> Vec<Explained> {
        let mut found = explain::explain("", &self.entry);
        for source in &self.sources {
            found.extend(explain::explain(&format!("source.{}", source.file.name), &source.entry));
        }
        found
    }
}

impl SourceConfig {
    /// A problem that the source's plugin has with its `options`, at the key that it means, as far as the message tells.
    pub fn options_problem(&self, message: &str) -> Problem {
        let at_options = || self.problem(&KeyPath::root("options"), message);
        options::problem(&self.entry, message).unwrap_or_else(at_options)
    }

    /// A problem that somebody else found in this source, at the place of the key.
    pub fn problem(&self, key: &KeyPath, message: impl Into<String>) -> Problem {
        let message = message.into();
        self.entry.problem_at(key, message.clone()).unwrap_or_else(|| Problem::of_file(&self.path, message))
    }
}

impl From<Problem> for Report {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}
