//! The configuration that fixtures run with.

use std::path::{Path, PathBuf};

use copydesk_config::{Config, Layers, Report};
use copydesk_core::Registry;
use copydesk_engine::Engine;

use crate::TestkitError;

/// The workspace that a path lies in: the nearest directory at or above it that holds `config/sources`.
pub fn workspace_root(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    path.ancestors().find(|directory| directory.join("config/sources").is_dir()).map(Path::to_owned)
}

/// The built-in configuration without the sources whose plugins are not among `linked`. A source that is not built in
/// yet is read from the `config/sources` of the workspace that the fixtures lie in.
///
/// # Errors
/// [`TestkitError::Setup`] where the source is not there or wants a plugin that is not linked,
/// [`TestkitError::Config`] where a file of the configuration has problems, [`TestkitError::Read`] where its file cannot be read.
pub fn config_for(fixtures: &Path, source: &str, linked: &[&str]) -> Result<Config, TestkitError> {
    let root = workspace_root(fixtures);
    let flawed = |report: Report| TestkitError::Config {
        source_name: source.to_owned(),
        report: report.rename(|file| path_of(file, root.as_deref())),
    };
    let mut config = Config::try_embedded().map_err(flawed)?;
    if config.source(source).is_none() {
        config = with_file(&config, root.as_deref(), fixtures, source, linked)?;
    }
    // Loading takes built-in sources as they are; whoever writes one wants to be told.
    config.check_rules().map_err(flawed)?;
    let wanted = config.source(source).and_then(|found| found.file.plugin.clone());
    if let Some(plugin) = wanted.filter(|plugin| !linked.contains(&plugin.as_str())) {
        let problem = format!(
            "it wants plugin {plugin:?}, which is not linked into this test: say `use copydesk_source_{plugin} as _;`"
        );
        return Err(TestkitError::setup(source, problem));
    }
    config.sources.retain(|other| other.file.plugin.as_deref().is_none_or(|plugin| linked.contains(&plugin)));
    Ok(config)
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
    let found = config.source(source).ok_or_else(|| {
        TestkitError::setup(source, "the configuration has no such source: write config/sources/<name>.toml")
    })?;
    Ok(found.rules.rules().to_vec())
}

/// The built-in configuration with one more file over it. A layer is a directory, so the file is given one of its own.
fn with_file(
    built_in: &Config,
    root: Option<&Path>,
    fixtures: &Path,
    source: &str,
    linked: &[&str],
) -> Result<Config, TestkitError> {
    let root = root.ok_or_else(|| {
        TestkitError::setup(source, format!("{} lies in no workspace with config/sources", fixtures.display()))
    })?;
    let file = root.join("config/sources").join(format!("{source}.toml"));
    let text = std::fs::read_to_string(&file).map_err(|error| TestkitError::read(&file, error))?;
    let layer = tempfile::tempdir().map_err(|error| TestkitError::read(&std::env::temp_dir(), error))?;
    let sources = layer.path().join("sources");
    let written = std::fs::create_dir(&sources)
        .and_then(|()| std::fs::write(sources.join(format!("{source}.toml")), text))
        .and_then(|()| std::fs::write(layer.path().join("copydesk.toml"), ""));
    written.map_err(|error| TestkitError::read(layer.path(), error))?;
    let layers = Layers { file: Some(layer.path().join("copydesk.toml")), ..Layers::none() };
    // Sources of other tests' plugins are taken out afterwards; here only this one's plugin may be missing.
    let mut known: Vec<&str> = built_in.sources.iter().filter_map(|other| other.file.plugin.as_deref()).collect();
    known.extend(linked);
    let copy = sources.join(format!("{source}.toml")).display().to_string();
    Config::load(&layers, &known).map_err(|report| TestkitError::Config {
        source_name: source.to_owned(),
        report: report
            .rename(|named| if named == copy { Some(file.display().to_string()) } else { path_of(named, Some(root)) }),
    })
}

/// The path in the workspace of a built-in file, which goes by another name where it is read.
fn path_of(file: &str, root: Option<&Path>) -> Option<String> {
    let name = file.strip_prefix("embedded:")?;
    let path = root?.join("config/sources").join(name);
    let path = if path.is_file() { path } else { root?.join("config").join(name) };
    path.is_file().then(|| path.display().to_string())
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
    fn a_source_that_is_not_built_in_is_read_from_the_workspace() {
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
        // A mistake is told as `copydesk config check` tells it, in the file that has it.
        std::fs::write(sources.join("courier.toml"), format!("{file}idd = \"dead\"\n")).expect("it can be written");
        let told = config_for(&fixtures, "courier", &[]).expect_err("the file has a mistake").to_string();
        let file = sources.canonicalize().expect("it is there").join("courier.toml");
        let expected = format!("has 1 problem:\n{}:6:1: drop[0].idd: unknown key", file.display());
        assert!(told.contains(&expected) && told.ends_with("(did you mean `id`?)"), "{told}");
    }

    #[test]
    fn built_in_files_are_called_by_their_paths() {
        let root = workspace_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this crate lies in a workspace");
        let check = |file: &str, expected: Option<&str>| {
            let expected = expected.map(|path| root.join(path).display().to_string());
            assert_eq!(path_of(file, Some(&root)), expected, "{file}");
        };
        check("embedded:rt.toml", Some("config/sources/rt.toml"));
        check("embedded:copydesk.toml", Some("config/copydesk.toml"));
        check("embedded:nowhere.toml", None);
        check("rt.toml", None);
    }
}
