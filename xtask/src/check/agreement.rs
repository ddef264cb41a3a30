//! Whether plugins, configuration files, fixtures and the bundle speak of the same sources.

use std::collections::BTreeSet;
use std::path::Path;

use crate::error::Error;
use crate::workspace;

/// Reports every disagreement at once, and every crate that rests on one it must not.
pub(super) fn check(root: &Path) -> Result<(), Error> {
    let mut problems = problems(root, copydesk_bundle::EXPECTED)?;
    problems.extend(super::floors::problems(root)?);
    if problems.is_empty() { Ok(()) } else { Err(Error::Problem(format!("\n  {}", problems.join("\n  ")))) }
}

fn problems(root: &Path, bundle: &[&str]) -> Result<Vec<String>, Error> {
    let plugins = workspace::plugins(root)?;
    let sources = workspace::sources(root)?;
    let mut problems = Vec::new();
    if plugins.iter().map(String::as_str).ne(bundle.iter().copied()) {
        problems.push(format!(
            "the bundle links {}, but plugins/ holds {}: run `cargo xtask codegen`",
            bundle.join(", "),
            plugins.join(", ")
        ));
    }
    for plugin in &plugins {
        if !sources.contains(plugin) {
            problems.push(format!(
                "plugins/{plugin} has no config/sources/{plugin}.toml: write it, with plugin = \"{plugin}\""
            ));
        }
    }
    for source in &sources {
        problems.extend(source_problems(root, source, plugins.contains(source))?);
    }
    for orphan in workspace::toml_fixtures(root)? {
        if !sources.contains(&orphan) {
            problems
                .push(format!("config/fixtures/{orphan} belongs to no source: name a file of config/sources after it"));
        } else if plugins.contains(&orphan) {
            problems
                .push(format!("config/fixtures/{orphan} belongs to a plugin: move it to plugins/{orphan}/fixtures"));
        }
    }
    Ok(problems)
}

fn source_problems(root: &Path, source: &str, has_plugin: bool) -> Result<Vec<String>, Error> {
    let file = format!("config/sources/{source}.toml");
    let path = root.join(&file);
    let text = std::fs::read_to_string(&path).map_err(|error| Error::io("read", &path, error))?;
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return Ok(vec![format!("{file} cannot be read: {error}")]),
    };
    let value = |key: &str| table.get(key).and_then(toml::Value::as_str);
    let mut problems = Vec::new();
    if value("name") != Some(source) {
        problems.push(format!("{file} must say name = {source:?}, found {:?}", value("name").unwrap_or_default()));
    }
    match (has_plugin, value("plugin")) {
        (true, Some(plugin)) if plugin == source => {}
        (true, other) => {
            let other = other.unwrap_or_default();
            problems.push(format!(
                "{file} must say plugin = {source:?}, found {other:?}, because plugins/{source} is there"
            ));
        }
        (false, Some(plugin)) => {
            problems.push(format!("{file} names plugin {plugin:?}, but there is no plugins/{source}"));
        }
        (false, None) => {}
    }
    problems.extend(fixture_problems(root, source));
    Ok(problems)
}

/// A source needs a page of each form, each with its golden; a golden needs its page.
fn fixture_problems(root: &Path, source: &str) -> Vec<String> {
    let directory = workspace::fixtures(root, source);
    let shown = directory.strip_prefix(root).unwrap_or(&directory).display().to_string();
    let fixtures = match copydesk_testkit::Fixture::all(&directory) {
        Ok(fixtures) => fixtures,
        Err(error) => return vec![format!("source {source:?}: {error}")],
    };
    let mut problems = Vec::new();
    let forms: BTreeSet<&str> = fixtures.iter().filter_map(|fixture| fixture.path.extension()?.to_str()).collect();
    let plugin = root.join("plugins").join(source).is_dir();
    let wanted: &[&str] = if plugin { &["html", "txt"] } else { &["html"] };
    for form in wanted.iter().filter(|form| !forms.contains(**form)) {
        problems.push(format!("{shown} has no .{form} fixture: write one"));
    }
    let goldens: BTreeSet<_> = fixtures.iter().map(copydesk_testkit::Fixture::golden_path).collect();
    for golden in goldens.iter().filter(|golden| !golden.is_file()) {
        let name = golden.file_name().unwrap_or_default().to_string_lossy();
        problems.push(format!("{shown}/{name} is missing: run `cargo xtask fixtures --bless {source}`"));
    }
    match copydesk_testkit::fixture::orphans(&directory, &fixtures) {
        Ok(orphans) => problems.extend(orphans),
        Err(error) => problems.push(format!("source {source:?}: {error}")),
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace_of(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a scratch directory can be made");
        for directory in ["plugins", "config/sources"] {
            std::fs::create_dir_all(root.path().join(directory)).expect("it can be made");
        }
        for (file, text) in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a file has a directory")).expect("it can be made");
            std::fs::write(path, text).expect("it can be written");
        }
        root
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], bundle: &[&str], expected: &[&str]) {
        let root = workspace_of(files);
        let found = problems(root.path(), bundle).expect("the workspace reads");
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for part in expected {
            assert!(found.iter().any(|problem| problem.contains(part)), "{part:?} is not in {found:#?}");
        }
    }

    #[test]
    fn a_whole_workspace_agrees() {
        check(
            &[
                ("plugins/courier/Cargo.toml", ""),
                ("plugins/courier/fixtures/a.html", ""),
                ("plugins/courier/fixtures/a.golden.json", ""),
                ("plugins/courier/fixtures/b.txt", ""),
                ("plugins/courier/fixtures/b.golden.json", ""),
                ("config/sources/courier.toml", "name = \"courier\"\nplugin = \"courier\""),
                ("config/sources/gazette.toml", "name = \"gazette\""),
                ("config/fixtures/gazette/a.html", ""),
                ("config/fixtures/gazette/a.golden.json", ""),
            ],
            &["courier"],
            &[],
        );
    }

    #[test]
    fn every_disagreement_is_named() {
        check(
            &[
                ("plugins/courier/Cargo.toml", ""),
                ("plugins/courier/fixtures/a.html", ""),
                ("plugins/courier/fixtures/b.golden.json", ""),
                ("plugins/herald/Cargo.toml", ""),
                ("config/sources/courier.toml", "name = \"curier\""),
                ("config/sources/gazette.toml", "name = \"gazette\"\nplugin = \"gazette\""),
                ("config/fixtures/monitor/a.html", ""),
            ],
            &["courier"],
            &[
                "the bundle links courier, but plugins/ holds courier, herald",
                "plugins/herald has no config/sources/herald.toml",
                "must say name = \"courier\", found \"curier\"",
                "must say plugin = \"courier\"",
                "plugins/courier/fixtures has no .txt fixture",
                "a.golden.json is missing",
                "b.golden.json has no page",
                "there is no plugins/gazette",
                "source \"gazette\": ",
                "config/fixtures/monitor belongs to no source",
            ],
        );
    }
}
