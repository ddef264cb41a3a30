//! The engine: sources compiled once, and the pipeline from bytes to article.

use std::collections::HashMap;
use std::sync::OnceLock;

use copydesk_abi::LoadedPlugin;
use copydesk_config::{Config, LeftOut, Settings};
use copydesk_core::{
    Article, Decider, Diagnostic, Draft, Extraction, Extractor, Form, LedgerSource, Origin, Registry, StaticDocument,
    article, finish,
};
use copydesk_generic::Generic;
use copydesk_html::SelectorSet;

use crate::codes::NO_LAYOUT;
use crate::guard::{guard, guard_source};
use crate::hosts::HostMap;
use crate::page::{Page, PageInput};
use crate::recognise::{Router, Routing};
use crate::remainder::Before;
use crate::{EngineError, Source, addresses, source};

/// Turns pages into articles. Made once, then shared by all threads: extraction takes `&self`, and the same bytes give
/// the same article whatever else goes on.
pub struct Engine {
    settings: Settings,
    left_out: LeftOut,
    generic: Generic,
    sources: Vec<Source>,
    by_name: HashMap<String, usize>,
    hosts: HostMap,
    recognisable: Vec<usize>,
    /// The selectors of the generic extractor alone, for pages of no source.
    base: SelectorSet,
    /// The selectors by which sources are recognised by content; only a page without any host needs them.
    content: OnceLock<SelectorSet>,
}

impl Engine {
    /// Compiles every source of the configuration, and of the plugins that no configuration names.
    ///
    /// # Errors
    /// [`EngineError`], where a source cannot be compiled, plugins refuse their options or are not there, or two claim
    /// one name or host. [`Config::load`] has found all of these but the plugins' own refusals before. Sources whose options
    /// are refused may be left out ([`Engine::left_out`]).
    pub fn new(config: Config, registry: Registry, loaded: Vec<LoadedPlugin>) -> Result<Self, EngineError> {
        Self::with_generic(Generic::new(), config, registry, loaded)
    }

    /// As [`Engine::new`], with another generic extractor: one whose judges were trained elsewhere.
    ///
    /// # Errors
    /// As [`Engine::new`].
    #[allow(clippy::needless_pass_by_value)] // An engine takes over what it is made of.
    pub fn with_generic(
        generic: Generic,
        mut config: Config,
        registry: Registry,
        loaded: Vec<LoadedPlugin>,
    ) -> Result<Self, EngineError> {
        for (at, plugin) in loaded.iter().enumerate() {
            if let Some(earlier) = loaded[..at].iter().find(|earlier| earlier.name == plugin.name) {
                return Err(EngineError::Duplicate {
                    what: "loaded plugin",
                    name: plugin.name.clone(),
                    first: earlier.path.display().to_string(),
                    second: plugin.path.display().to_string(),
                });
            }
        }
        let base = generic.selectors();
        let mut sources = Vec::with_capacity(config.sources.len());
        let named: Vec<String> = config.sources.iter().filter_map(|source| source.file.plugin.clone()).collect();
        let mut refused = Vec::new();
        for mut source in std::mem::take(&mut config.sources) {
            source.rules = source.rules.with_limits(config.settings.limits.rules);
            match source::plugin_of(&source, &registry, &loaded)? {
                Ok(plugin) => sources.push(source::from_config(source, plugin, &base)?),
                Err(problem) => refused.push((source.file.name, problem)),
            }
        }
        config.leave_out(refused)?;
        let mut unnamed: Vec<&str> = registry.names();
        unnamed.extend(loaded.iter().map(|plugin| plugin.name.as_str()));
        // What was left out for its mistakes does not come back as a plugin without its file.
        unnamed.retain(|name| !named.iter().any(|known| known == name) && !config.left_out.has_plugin(name));
        unnamed.sort_unstable();
        unnamed.dedup();
        for name in unnamed {
            sources.push(source::from_plugin(name, &base, &registry, &loaded)?);
        }
        // Sorted, so that nothing depends on the order in which files were found.
        sources.sort_by(|a, b| a.info().name.cmp(&b.info().name));
        let base = SelectorSet::compile(base.iter().map(String::as_str)).map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            EngineError::Plugin { plugin: crate::GENERIC.to_owned(), problem: problems.join("; ") }
        })?;
        let mut engine = Self {
            settings: config.settings,
            left_out: config.left_out,
            generic,
            recognisable: (0..sources.len()).filter(|&at| sources[at].is_recognisable()).collect(),
            sources,
            by_name: HashMap::new(),
            hosts: HostMap::default(),
            base,
            content: OnceLock::new(),
        };
        engine.index()?;
        tracing::debug!(sources = engine.sources.len(), "engine is ready");
        Ok(engine)
    }

    fn index(&mut self) -> Result<(), EngineError> {
        for (at, source) in self.sources.iter().enumerate() {
            let name = &source.info().name;
            if let Some(first) = self.by_name.insert(name.clone(), at) {
                return Err(EngineError::Duplicate {
                    what: "source",
                    name: name.clone(),
                    first: origin_of(&self.sources[first]),
                    second: origin_of(source),
                });
            }
            for host in &source.info().hosts {
                self.hosts.claim(host, at).map_err(|claimed| EngineError::HostTwice {
                    host: claimed.host,
                    first: self.sources[claimed.holder].info().name.clone(),
                    second: name.clone(),
                })?;
            }
        }
        Ok(())
    }

    /// The settings it works with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The sources that were left out for the mistakes of their files.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// The sources, sorted by name.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of a name.
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.by_name.get(name).map(|&at| &self.sources[at])
    }

    /// The source that a host belongs to.
    pub fn source_of_host(&self, host: &str) -> Option<&Source> {
        self.hosts.find(host).map(|(at, _)| &self.sources[at])
    }

    /// Reads a page, tells its source and extracts its article. Never fails and never panics: what goes wrong is in
    /// the article's diagnostics.
    pub fn extract(&self, input: &PageInput<'_>) -> Extraction {
        self.extract_to(input, true, |draft, page, source, considered| {
            let mut extraction = finish(draft, source);
            if let Some(page) = page {
                addresses::resolve(&mut extraction.article, page);
            }
            extraction.ledger.sources = considered;
            extraction
        })
    }

    /// The article alone of what [`Engine::extract`] gives, for those who want no ledger, at less cost.
    pub fn article(&self, input: &PageInput<'_>) -> Article {
        self.extract_to(input, false, |draft, page, source, _| {
            let mut article = article(draft, source);
            if let Some(page) = page {
                addresses::resolve(&mut article, page);
            }
            article
        })
    }

    /// Extracts a page; `end` makes what is wanted of the draft, the page (none where reading it panicked), the name of the
    /// source and the sources considered.
    fn extract_to<T>(
        &self,
        input: &PageInput<'_>,
        wants_reasons: bool,
        end: impl Fn(&Draft<'_>, Option<&Page<'_>>, Option<&str>, Vec<LedgerSource>) -> T,
    ) -> T {
        guard(|| {
            let mut page = Page::read(input, &self.settings.limits);
            let (chosen, routing) = self.route(&page, input.source);
            if chosen.is_none() && self.base.css().is_empty() {
                page.close();
            }
            let draft = Draft::new(page.document());
            let mut draft = if wants_reasons { draft } else { draft.without_reasons() };
            let source = self.amend(&mut draft, &page, input, chosen, &routing);
            end(&draft, Some(&page), source, routing.considered)
        })
        .unwrap_or_else(|panic| end(&Draft::new(&broken(input, &panic)), None, None, Vec::new()))
    }

    /// Reads a page and tells its source, without extracting anything.
    pub fn recognise(&self, input: &PageInput<'_>) -> Routing {
        guard(|| {
            let page = Page::read(input, &self.settings.limits);
            self.route(&page, input.source).1
        })
        .unwrap_or_else(|panic| Routing { diagnostics: vec![panicked(&panic)], ..Routing::default() })
    }

    fn route(&self, page: &Page<'_>, given: Option<&str>) -> (Option<usize>, Routing) {
        let router = Router { sources: &self.sources, hosts: &self.hosts, recognisable: &self.recognisable };
        router.route(page.document(), given, || {
            if page.document().form() == Form::Html {
                page.prepare(self.content_selectors());
            }
        })
    }

    /// The selectors by which sources are recognised by content, in one set.
    fn content_selectors(&self) -> &SelectorSet {
        self.content.get_or_init(|| {
            let sources = self.recognisable.iter().map(|&at| &self.sources[at]);
            let selectors: Vec<String> = sources.flat_map(Source::recognition_selectors).collect();
            SelectorSet::compile(selectors.iter().map(String::as_str)).unwrap_or_default()
        })
    }

    /// Lets all who have a say amend the draft, and gives the name of the source.
    fn amend<'e>(
        &'e self,
        draft: &mut Draft<'_>,
        page: &Page<'_>,
        input: &PageInput<'_>,
        chosen: Option<usize>,
        routing: &Routing,
    ) -> Option<&'e str> {
        let source = chosen.map(|at| &self.sources[at]);
        page.prepare(source.map_or(&self.base, Source::selectors));
        for diagnostic in input.diagnostics.iter().chain(&routing.diagnostics) {
            draft.diagnose(diagnostic.clone());
        }
        if let Some(diagnostic) = input.form_problem() {
            draft.diagnose(diagnostic);
        }
        let is_judged = source.is_none_or(Source::wants_generic) && run(draft, &Decider::GENERIC, &self.generic);
        if let Some(source) = source {
            let before = Before::of(draft, is_judged);
            for (decider, extractor) in source.extractors() {
                run(draft, &decider, extractor);
            }
            let found_none = || draft.diagnostics().iter().any(|diagnostic| diagnostic.code == NO_LAYOUT);
            let shows_layout = source.has_layouts() && page.document().form() == Form::Html && !found_none();
            before.weigh(draft, &source.info().name, shows_layout);
        }
        if let Page::Html(document) = page
            && let Some(diagnostic) = document.match_limit()
        {
            draft.diagnose(diagnostic);
        }
        source.map(|source| source.info().name.as_str())
    }
}

/// Lets one extractor amend the draft, and says whether it did; where it fails or panics the draft is as it stood before.
fn run(draft: &mut Draft<'_>, decider: &Decider, extractor: &dyn Extractor) -> bool {
    let (mark, confidence) = (draft.mark(), draft.confidence());
    draft.set_decider(decider.clone());
    let Err(diagnostic) = guard_source(decider, "amending the draft", || extractor.amend(draft)) else { return true };
    tracing::debug!(%decider, code = diagnostic.code, "the draft goes back to where it stood");
    draft.rollback(mark);
    draft.set_confidence(confidence);
    draft.diagnose(diagnostic);
    false
}

fn origin_of(source: &Source) -> String {
    match (source.files().first(), source.provision()) {
        (Some(file), _) => file.clone(),
        (None, source::Provision::Linked { package, .. }) => format!("crate {package}"),
        (None, source::Provision::Loaded { path, .. }) => path.clone(),
        (None, source::Provision::Rules) => "its rules".to_owned(),
    }
}

fn panicked(panic: &str) -> Diagnostic {
    Diagnostic::new("engine/panic", format!("reading the page panicked, which is a fault of copydesk: {panic}"))
}

/// The empty document of a page that could not even be read.
fn broken(input: &PageInput<'_>, panic: &str) -> StaticDocument {
    let mut document = StaticDocument::of_lines(&[]);
    document.origin = input.origin();
    document.diagnostics.push(panicked(panic));
    document
}

impl PageInput<'_> {
    /// Where the page comes from.
    pub(crate) fn origin(&self) -> Origin {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Origin { input: owned(self.name), url: owned(self.url), fetched: owned(self.fetched) }
    }
}
