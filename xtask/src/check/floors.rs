//! Whether the crates rest on one another as ARCHITECTURE.md says: no arrow runs back up.

use std::path::Path;

use crate::error::Error;
use crate::workspace;

/// For each crate of the workspace those it may depend on. Tests may depend on more: they stand outside.
const FLOORS: [(&str, &[&str]); 11] = [
    ("core", &[]),
    ("html", &["core"]),
    ("text", &["core"]),
    ("generic", &["core"]),
    ("rules", &["core"]),
    ("abi", &["core"]),
    ("archive", &[]),
    ("config", &["core", "html", "text", "rules"]),
    ("engine", &["core", "html", "text", "archive", "generic", "rules", "config", "abi"]),
    ("testkit", &["core", "config", "engine"]),
    ("cli", &["core", "archive", "config", "engine", "bundle", "abi"]),
];

/// What a plugin may depend on of the workspace.
const PLUGIN: &[&str] = &["core", "abi"];

/// The arrows that run where they must not.
pub(super) fn problems(root: &Path) -> Result<Vec<String>, Error> {
    let mut problems = Vec::new();
    for (name, allowed) in FLOORS {
        problems.extend(wrong_arrows(&root.join("crates").join(name), allowed)?);
    }
    for plugin in workspace::plugins(root)? {
        problems.extend(wrong_arrows(&root.join("plugins").join(plugin), PLUGIN)?);
    }
    Ok(problems)
}

fn wrong_arrows(directory: &Path, allowed: &[&str]) -> Result<Vec<String>, Error> {
    let path = directory.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).map_err(|source| Error::io("read", &path, source))?;
    let manifest: toml::Table = text.parse().map_err(|error| Error::problem(format!("{}: {error}", path.display())))?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies.into_iter().flat_map(|table| table.keys());
    let own = names.filter_map(|name| name.strip_prefix("copydesk-"));
    let wrong = own.filter(|name| !allowed.contains(name)).map(|name| {
        let crate_name = directory.file_name().unwrap_or_default().to_string_lossy();
        let allowed = if allowed.is_empty() { "none of the workspace".to_owned() } else { allowed.join(", ") };
        format!("{crate_name} depends on {name}, but may rest on {allowed} only (see ARCHITECTURE.md)")
    });
    Ok(wrong.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_runs_up_is_found() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let manifest = "[dependencies]\ncopydesk-core.workspace = true\ncopydesk-html = { workspace = true }\nserde = \"1\"\n\
                        [dev-dependencies]\ncopydesk-testkit.workspace = true\n";
        std::fs::write(scratch.path().join("Cargo.toml"), manifest).expect("it can be written");
        assert!(wrong_arrows(scratch.path(), &["core", "html"]).expect("it reads").is_empty());
        let found = wrong_arrows(scratch.path(), PLUGIN).expect("it reads");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("depends on html"), "{found:?}");
    }

    #[test]
    fn this_workspace_keeps_its_floors() {
        assert_eq!(problems(&workspace::root()).expect("the manifests read"), Vec::<String>::new());
    }
}
