//! From the command line to an engine: plugins, configuration, sources.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use copydesk_abi::{LoadError, Loaded};
use copydesk_config::{Config, Layers, LeftOut, check_name, nearest};
use copydesk_engine::{Engine, GENERIC, Provision, Source};

use crate::args::Global;
use crate::failure::{Failure, SOME_FAILED, tell, tell_left_out};

/// Everything that is known before a page is read.
pub(crate) struct Desk {
    pub(crate) engine: Engine,
    /// The refusal that gives the exit code. It harms nothing but the plugin that was refused.
    refusal: Option<u8>,
}

impl Desk {
    /// Loads plugins and configuration, and compiles the sources.
    pub(crate) fn open(global: &Global) -> Result<Self, Failure> {
        let (config, loaded) = configure(global, &[])?;
        Self::of(config, loaded)
    }

    /// Makes the engine of a configuration.
    pub(crate) fn of(config: Config, loaded: Loaded) -> Result<Self, Failure> {
        let refusal = refusal(&loaded);
        let registry = registry().map_err(|failure| failure.because_of(refusal))?;
        match Engine::new(config, registry, loaded.plugins) {
            Ok(engine) => {
                tell_left_out(engine.left_out());
                warn_of_unrouted(engine.sources());
                Ok(Self { engine, refusal })
            }
            Err(error) => Err(Failure::from(error).because_of(refusal)),
        }
    }

    /// Ends a call with its exit code; see [`end`].
    pub(crate) fn end(&self, done: Result<u8, Failure>) -> Result<ExitCode, Failure> {
        end(done, self.refusal, self.engine.left_out())
    }

    /// Checks that the source a user names is there.
    pub(crate) fn check_source(&self, name: Option<&str>) -> Result<(), Failure> {
        let Some(name) = name.filter(|name| *name != GENERIC && self.engine.source(name).is_none()) else {
            return Ok(());
        };
        if self.engine.left_out().sources().any(|left_out| left_out == name) {
            let help = "correct them: `copydesk config check` shows them all";
            return Err(Failure::usage(format!("source {name:?} was left out for the mistakes of its files"), help));
        }
        let known = self.engine.sources().iter().map(|source| source.info().name.as_str());
        let file = Path::new("config/sources").join(format!("{name}.toml"));
        if check_name(name).is_ok() && file.is_file() {
            let help = format!(
                "{} was written after this program was built: `cargo run -- …` builds it anew, and --config \
                 config/copydesk.toml reads the file as it is",
                file.display()
            );
            return Err(Failure::usage(format!("there is no source {name:?} in this program"), help));
        }
        let lists = "`copydesk sources` lists the sources; `generic` stands for none";
        let help = match nearest(name, known.chain([GENERIC])) {
            Some(near) => format!("did you mean {near:?}? {lists}"),
            None => lists.to_owned(),
        };
        Err(Failure::usage(format!("there is no source {name:?}"), help))
    }
}

/// Ends a call with its exit code, however it ended: that of a plugin which was refused goes first, and where sources were left
/// out nothing went all well.
pub(crate) fn end(done: Result<u8, Failure>, refusal: Option<u8>, left_out: &LeftOut) -> Result<ExitCode, Failure> {
    let least = if left_out.is_empty() { 0 } else { SOME_FAILED };
    match done {
        Ok(code) => Ok(ExitCode::from(refusal.unwrap_or(code.max(least)))),
        Err(failure) => Err(failure.because_of(refusal)),
    }
}

/// The configuration of all layers and of the files in `also`, with the plugins that were loaded. Refused plugins are told here.
pub(crate) fn configure(global: &Global, also: &[PathBuf]) -> Result<(Config, Loaded), Failure> {
    let mut layers = layers(global)?;
    layers.also = also.to_vec();
    let mut loaded = Loaded::default();
    for directory in &global.plugins {
        loaded.add_directory(directory);
    }
    let mut told = tell_refusals(&loaded, 0);
    let linked = registry().map_err(|failure| failure.because_of(refusal(&loaded)))?;
    let names = |loaded: &Loaded| -> Vec<String> {
        let names = loaded.plugins.iter().map(|plugin| plugin.name.clone());
        names.chain(linked.names().into_iter().map(str::to_owned)).collect()
    };
    // A source whose library was refused is no mistake of its file.
    let wanted = |loaded: &Loaded| -> Vec<String> {
        let refused = loaded.refused.iter().flat_map(LoadError::sources);
        names(loaded).into_iter().chain(refused).collect()
    };
    let known = wanted(&loaded);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut config =
        Config::load(&layers, &known).map_err(|report| Failure::from(report).because_of(refusal(&loaded)))?;
    if config.settings.plugins.load {
        for directory in &config.settings.plugins.directories {
            loaded.add_directory(&PathBuf::from(directory));
        }
        told = tell_refusals(&loaded, told);
        let known = wanted(&loaded);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        config.check_plugins(&known).map_err(|report| Failure::from(report).because_of(refusal(&loaded)))?;
    }
    do_without(&mut config, &names(&loaded));
    tracing::debug!(loaded = loaded.plugins.len(), refused = told, "plugins");
    Ok((config, loaded))
}

/// The exit code of the first plugin that was refused.
pub(crate) fn refusal(loaded: &Loaded) -> Option<u8> {
    loaded.refused.first().map(LoadError::exit_code)
}

/// Where this call's configuration is looked for.
fn layers(global: &Global) -> Result<Layers, Failure> {
    let here = std::env::current_dir().map_err(|error| {
        Failure::usage(format!("the working directory cannot be told: {error}"), "change to one that is there")
    })?;
    let mut layers = Layers::standard(here);
    layers.file.clone_from(&global.config);
    layers.set.clone_from(&global.set);
    layers.skip_broken_sources = global.skip_broken_sources;
    Ok(layers)
}

fn registry() -> Result<copydesk_core::Registry, Failure> {
    copydesk_bundle::registry().map_err(|error| {
        Failure::usage(error.to_string(), "this binary was built with two plugins of one name: build it anew")
    })
}

/// Takes their plugins from the sources whose libraries were refused: what their files say still holds.
fn do_without(config: &mut Config, known: &[String]) {
    for source in &mut config.sources {
        let Some(plugin) = source.file.plugin.take_if(|plugin| !known.contains(plugin)) else { continue };
        tracing::warn!(
            source = source.file.name,
            "plugin {plugin:?} was refused, see above: the source goes on with the rules of {} alone",
            source.paths.join(", ")
        );
    }
}

/// Warns of loaded plugins to which no address leads: their pages look as if the plugin did nothing.
fn warn_of_unrouted(sources: &[Source]) {
    let is_loaded = |source: &&Source| matches!(source.provision(), Provision::Loaded { .. });
    for source in sources.iter().filter(is_loaded).filter(|source| !source.is_routed()) {
        let name = &source.info().name;
        tracing::warn!(
            "the loaded plugin {name:?} has no hosts, and no file of its source says by what to recognise its pages: it gets \
             only those that it recognises by itself, or --source {name}; name its hosts in sources/{name}.toml of your \
             configuration, with plugin = {name:?}"
        );
    }
}

fn tell_refusals(loaded: &Loaded, told: usize) -> usize {
    for refusal in &loaded.refused[told..] {
        tell(&Failure::refused(refusal));
    }
    loaded.refused.len()
}
