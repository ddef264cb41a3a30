//! A source as the engine holds it: its rules and its plugin, compiled once.

use copydesk_abi::LoadedPlugin;
use copydesk_config::{Problem, SourceConfig};
use copydesk_core::{Decider, Diagnostic, Document, Evidence, Extractor, Recognition, Registry, SourceInfo};
use copydesk_html::SelectorSet;
use copydesk_rules::{HostPattern, RulesExtractor};
use serde::Serialize;

use crate::EngineError;
use crate::guard::{guard, guard_source};

/// How a source's cleaner comes to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Provision {
    /// Its TOML file is the whole source.
    Rules,
    /// A plugin that is linked into the binary.
    Linked {
        /// The crate that declares it.
        package: String,
        /// The crate's version.
        version: String,
    },
    /// A plugin that was loaded at run time.
    Loaded {
        /// The library's path.
        path: String,
        /// The version it states.
        version: String,
    },
}

/// A source: what it says of itself, and what amends drafts for it.
pub struct Source {
    info: SourceInfo,
    files: Vec<String>,
    provision: Provision,
    generic: bool,
    recognisable: bool,
    rules: Option<RulesExtractor>,
    plugin: Option<Box<dyn Extractor>>,
    selectors: SelectorSet,
}

impl Source {
    /// Its name, title, version, hosts and languages: those of its file and its plugin together.
    pub fn info(&self) -> &SourceInfo {
        &self.info
    }

    /// The TOML files that describe it, in the order of the layers; none where a plugin is all there is.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// How its cleaner comes to be there.
    pub fn provision(&self) -> &Provision {
        &self.provision
    }

    /// Whether it can be recognised by content alone.
    pub fn is_recognisable(&self) -> bool {
        self.recognisable
    }

    /// The ids of the rules of its file as ledgers have them (`rt/icon-names`), sorted.
    pub fn rules(&self) -> &[String] {
        self.rules.as_ref().map_or(&[], RulesExtractor::rules)
    }

    /// Whether its file names layouts (`[[body]]`): an HTML page that shows none of them says `rules/no-layout`.
    pub fn has_layouts(&self) -> bool {
        self.rules.as_ref().is_some_and(RulesExtractor::has_layouts)
    }

    /// Whether an address or its file's `[[recognise]]` leads to it. To others only a plugin can, by what it reads on a page.
    pub fn is_routed(&self) -> bool {
        !self.info.hosts.is_empty() || self.rules.as_ref().is_some_and(RulesExtractor::has_recognition)
    }

    /// Whether the generic extractor goes first.
    pub(crate) fn wants_generic(&self) -> bool {
        self.generic
    }

    /// All selectors of its rules and its plugin.
    pub(crate) fn selectors(&self) -> &SelectorSet {
        &self.selectors
    }

    /// The selectors that it may ask a page for to recognise it: of its rules those for that, of its plugin all.
    pub(crate) fn recognition_selectors(&self) -> Vec<String> {
        let rules = self.rules.iter().flat_map(RulesExtractor::recognition_selectors).map(str::to_owned);
        let plugin = self.plugin.iter().flat_map(|plugin| guard(|| plugin.selectors()).unwrap_or_default());
        rules.chain(plugin).collect()
    }

    /// What amends drafts for it, in order.
    pub(crate) fn extractors(&self) -> impl Iterator<Item = (Decider, &dyn Extractor)> {
        let name = &self.info.name;
        let rules = self.rules.as_ref().map(|rules| (Decider::rules(name), rules as &dyn Extractor));
        let plugin = self.plugin.as_ref().map(|plugin| (Decider::plugin(name), plugin.as_ref()));
        rules.into_iter().chain(plugin)
    }

    /// How sure it is that a page is its own: the evidence of its rules and of its plugin together. Beside it what
    /// went wrong.
    pub(crate) fn recognise(&self, document: &dyn Document) -> (Recognition, Vec<Diagnostic>) {
        let mut found: Vec<Recognition> = Vec::new();
        let mut problems = Vec::new();
        for (decider, extractor) in self.extractors() {
            match guard_source(&decider, "recognising the page", || extractor.try_recognise(document)) {
                Ok(recognition) if recognition.score > 0.0 || !recognition.evidence.is_empty() => {
                    found.push(recognition);
                }
                Ok(_) => {}
                Err(problem) => problems.push(problem),
            }
        }
        let recognition = match found.len() {
            0 | 1 => found.pop().unwrap_or_default(),
            _ => {
                let evidence: Vec<Evidence> = found.into_iter().flat_map(|recognition| recognition.evidence).collect();
                Recognition::from_evidence(evidence)
            }
        };
        let score = if recognition.score.is_finite() { recognition.score.clamp(0.0, 1.0) } else { 0.0 };
        (Recognition { score, ..recognition }, problems)
    }
}

/// Makes the plugin that a source's TOML file names, if any; the inner error is a plugin that refuses what the file says, told at
/// its place there.
pub(crate) fn plugin_of(
    config: &SourceConfig,
    registry: &Registry,
    loaded: &[LoadedPlugin],
) -> Result<Result<Option<Made>, Problem>, EngineError> {
    let file = &config.file;
    let Some(plugin) = &file.plugin else { return Ok(Ok(None)) };
    match make(plugin, &file.options_json(), registry, loaded) {
        Ok(None) => Err(unknown(&file.name, plugin, registry, loaded)),
        Ok(made) => Ok(Ok(made)),
        Err(problem) => Ok(Err(config.options_problem(&problem))),
    }
}

/// Makes a source of its TOML file and its plugin.
pub(crate) fn from_config(
    config: SourceConfig,
    plugin: Option<Made>,
    generic: &[String],
) -> Result<Source, EngineError> {
    let file = &config.file;
    let mut info = config.rules.source().clone();
    info.name.clone_from(&file.name);
    let (provision, plugin) = plugin.map_or((Provision::Rules, None), |(provision, plugin)| (provision, Some(plugin)));
    if let Some(plugin) = &plugin {
        add_info(&mut info, plugin.source());
    }
    let source = Source {
        info,
        files: config.paths,
        provision,
        generic: file.generic,
        recognisable: plugin.is_some() || !file.recognise.is_empty(),
        rules: Some(config.rules),
        plugin,
        selectors: SelectorSet::default(),
    };
    assemble(source, generic)
}

/// Makes a source of a plugin that no TOML file names.
pub(crate) fn from_plugin(
    name: &str,
    generic: &[String],
    registry: &Registry,
    loaded: &[LoadedPlugin],
) -> Result<Source, EngineError> {
    let made = make(name, &serde_json::Value::Null, registry, loaded)
        .map_err(|problem| EngineError::Plugin { plugin: name.to_owned(), problem })?;
    let (provision, plugin) = made.ok_or_else(|| unknown(name, name, registry, loaded))?;
    let source = Source {
        info: SourceInfo { name: name.to_owned(), ..plugin.source().clone() },
        files: Vec::new(),
        provision,
        generic: true,
        recognisable: true,
        rules: None,
        plugin: Some(plugin),
        selectors: SelectorSet::default(),
    };
    assemble(source, generic)
}

fn unknown(source: &str, plugin: &str, registry: &Registry, loaded: &[LoadedPlugin]) -> EngineError {
    let mut known: Vec<String> = registry.names().into_iter().map(str::to_owned).collect();
    known.extend(loaded.iter().map(|plugin| plugin.name.clone()));
    known.sort();
    known.dedup();
    EngineError::UnknownPlugin { source_name: source.to_owned(), plugin: plugin.to_owned(), known }
}

fn assemble(mut source: Source, generic: &[String]) -> Result<Source, EngineError> {
    let failed = |problem: String| EngineError::Plugin { plugin: source.info.name.clone(), problem };
    let mut selectors: Vec<String> = generic.to_vec();
    for (_, extractor) in source.extractors() {
        selectors.extend(
            guard(|| extractor.selectors())
                .map_err(|panic| failed(format!("it panicked when it was asked for its selectors: {panic}")))?,
        );
    }
    source.selectors = SelectorSet::compile(selectors.iter().map(String::as_str)).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        failed(format!("its selectors cannot be read: {}", problems.join("; ")))
    })?;
    Ok(source)
}

/// Checks the hosts that a plugin claims as those of a file are checked.
fn with_sound_hosts(name: &str, extractor: Box<dyn Extractor>) -> Result<Box<dyn Extractor>, String> {
    let mut hosts = extractor.source().hosts.iter();
    match hosts.find_map(|host| HostPattern::parse(host).err()) {
        Some(problem) => Err(format!("plugin {name:?} claims a host that is none: {problem}")),
        None => Ok(extractor),
    }
}

/// A plugin's extractor, and how it comes to be there.
pub(crate) type Made = (Provision, Box<dyn Extractor>);

/// Makes the extractor of a plugin. A loaded one goes before a linked one of the same name, so that a plugin can be
/// renewed without a new binary.
fn make(
    name: &str,
    options: &serde_json::Value,
    registry: &Registry,
    loaded: &[LoadedPlugin],
) -> Result<Option<Made>, String> {
    if let Some(plugin) = loaded.iter().find(|plugin| plugin.name == name) {
        let extractor = guard(|| plugin.create(options))
            .map_err(|panic| format!("plugin {name:?} panicked: {panic}"))?
            .map_err(|error| error.to_string())?;
        let path = plugin.path.display().to_string();
        let extractor = with_sound_hosts(name, extractor)?;
        return Ok(Some((Provision::Loaded { path, version: plugin.version.clone() }, extractor)));
    }
    let Some(plugin) = registry.get(name) else { return Ok(None) };
    let extractor = guard(|| (plugin.create)(options))
        .map_err(|panic| format!("plugin {name:?} panicked: {panic}"))?
        .map_err(|error| error.to_string())?;
    let provision = Provision::Linked { package: plugin.package.to_owned(), version: plugin.version.to_owned() };
    Ok(Some((provision, with_sound_hosts(name, extractor)?)))
}

fn add_info(info: &mut SourceInfo, plugin: &SourceInfo) {
    for (ours, theirs) in [(&mut info.title, &plugin.title), (&mut info.version, &plugin.version)] {
        if ours.is_empty() {
            ours.clone_from(theirs);
        }
    }
    for (ours, theirs) in [(&mut info.hosts, &plugin.hosts), (&mut info.languages, &plugin.languages)] {
        for item in theirs {
            if !ours.contains(item) {
                ours.push(item.clone());
            }
        }
    }
}
