//! The configuration that fixtures run with.

use std::path::{Path, PathBuf};

use copydesk_config::Config;
use copydesk_core::Registry;
use copydesk_engine::Engine;

use crate::TestkitError;

/// The workspace that a path lies in: the nearest directory at or above it that holds `config/sources`.
pub fn workspace_root(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    path.ancestors().find(|directory| directory.join("config/sources").is_dir()).map(Path::to_owned)
}

/// The configuration of the workspace that the fixtures lie in, as its files say now, without the sources whose plugins are
/// not among `linked`: an edited file counts at once, whatever was built. Outside of a workspace it is the built-in one.
///
/// # Errors
/// [`TestkitError::Setup`] where the source is not there or wants a plugin that is not linked,
/// [`TestkitError::Config`] where a file of the configuration has problems.
pub fn config_for(fixtures: &Path, source: &str, linked: &[&str]) -> Result<Config, TestkitError> {
    let root = workspace_root(fixtures);
    let config = match &root {
        Some(root) => Config::of_directory(root.join("config")),
        None => Config::try_embedded(),
    };
    let mut config = config.map_err(|report| TestkitError::Config { source_name: source.to_owned(), report })?;
    let Some(found) = config.source(source) else { return Err(no_such(source, root.as_deref())) };
    let wanted = found.file.plugin.as_deref();
    if let Some(plugin) = wanted.filter(|plugin| !linked.contains(plugin)) {
        let problem = format!(
            "it wants plugin {plugin:?}, which is not linked into this test: say `use copydesk_source_{plugin} as _;`"
        );
        return Err(TestkitError::setup(source, problem));
    }
    config.sources.retain(|other| other.file.plugin.as_deref().is_none_or(|plugin| linked.contains(&plugin)));
    Ok(config)
}

fn no_such(source: &str, root: Option<&Path>) -> TestkitError {
    let place = root.map_or_else(|| PathBuf::from("config/sources"), |root| root.join("config/sources"));
    let file = place.join(format!("{source}.toml"));
    TestkitError::setup(source, format!("the configuration has no such source: write {}", file.display()))
}

/// The engine that a source's fixtures run with, for tests that look at more than goldens.
///
/// # Errors
/// As [`config_for`], and where the engine refuses the configuration.
pub fn engine_for(fixtures: &Path, source: &str) -> Result<Engine, TestkitError> {
    let registry = Registry::linked().map_err(|error| TestkitError::setup(source, error))?;
    let config = config_for(fixtures, source, &registry.names())?;
    Engine::new(config, registry, Vec::new()).map_err(|error| TestkitError::setup(source, error))
}

/// The ids of the rules of a source's TOML file, as the ledger has them.
///
/// # Errors
/// [`TestkitError::Setup`] where the configuration has no such source.
pub fn rules_of(config: &Config, source: &str) -> Result<Vec<String>, TestkitError> {
    let found = config.source(source).ok_or_else(|| no_such(source, None))?;
    Ok(found.rules.rules().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_found_from_below() {
        let root = workspace_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this crate lies in a workspace");
        assert!(root.join("Cargo.toml").is_file());
        assert!(workspace_root(Path::new("/nowhere/at/all")).is_none());
    }

    #[test]
    fn sources_are_read_from_the_workspace_as_they_are_now() {
        let root = tempfile::tempdir().expect("a scratch directory can be made");
        let sources = root.path().join("config/sources");
        let fixtures = root.path().join("config/fixtures/courier");
        std::fs::create_dir_all(&sources).expect("it can be made");
        std::fs::create_dir_all(&fixtures).expect("it can be made");
        let file = "name = \"courier\"\nhosts = [\"courier.example\"]\n[[drop]]\nid = \"ask\"\ntext = '^Ask us'\n";
        std::fs::write(sources.join("courier.toml"), file).expect("it can be written");
        let config = config_for(&fixtures, "courier", &[]).expect("the file is sound");
        assert_eq!(rules_of(&config, "courier").expect("the source is there"), ["courier/ask"]);
        assert!(config.sources.iter().all(|source| source.file.plugin.is_none()), "no plugin is linked here");
        assert!(config_for(&fixtures, "gazette", &[]).is_err());
        // Another workspace's file goes before what is built in under its name.
        std::fs::write(sources.join("metro.toml"), "name = \"metro\"\nhosts = [\"metro.example\"]\n")
            .expect("it can be written");
        let config = config_for(&fixtures, "metro", &[]).expect("the file is sound");
        let metro = config.source("metro").expect("the source is there");
        assert_eq!((metro.file.hosts.as_slice(), metro.file.drop.len()), (&["metro.example".to_owned()][..], 0));
        // A mistake is told as `copydesk config check` tells it, in the file that has it.
        std::fs::write(sources.join("courier.toml"), format!("{file}idd = \"dead\"\n")).expect("it can be written");
        let told = config_for(&fixtures, "courier", &[]).expect_err("the file has a mistake").to_string();
        let file = sources.canonicalize().expect("it is there").join("courier.toml");
        let expected = format!("has 1 problem:\n{}:6:1: drop[0].idd: unknown key", file.display());
        assert!(told.contains(&expected) && told.ends_with("(did you mean `id`?)"), "{told}");
    }
}
