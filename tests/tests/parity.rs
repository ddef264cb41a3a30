//! The same plugin linked in and loaded: byte-identical articles and ledgers over all fixtures and seeds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use copydesk_acceptance::{engine, shared, workspace};
use copydesk_config::{Config, Layers};
use copydesk_core::Registry;
use copydesk_engine::{Engine, PageInput};

/// Builds the plugins as loadable libraries, with the task that users run.
fn build(out: &Path) {
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "xtask", "--", "plugins", "--out"])
        .arg(out)
        .current_dir(workspace())
        .status()
        .expect("cargo starts");
    assert!(status.success(), "cargo xtask plugins fails");
}

/// An engine without any linked plugin.
fn loaded_engine(plugins: &Path) -> Engine {
    let loaded = copydesk_abi::loader::load_directory(plugins);
    assert!(loaded.refused.is_empty(), "a plugin is refused: {:?}", loaded.refused);
    let names: Vec<String> = loaded.plugins.iter().map(|plugin| plugin.source().name.clone()).collect();
    assert_eq!(names, copydesk_bundle::EXPECTED, "all plugins are loaded");
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let config = Config::load(&Layers::none(), &names).expect("the embedded configuration is sound");
    let none = Registry::new(Vec::new()).expect("nothing cannot be there twice");
    Engine::new(config, none, loaded.plugins).expect("the embedded sources compile")
}

/// Every fixture of every source, those without a plugin among them, and the seeds where they are.
fn pages() -> Vec<PathBuf> {
    let plugins = fs::read_dir(workspace().join("plugins")).expect("the workspace has plugins");
    let mut folders: Vec<PathBuf> =
        plugins.map(|entry| entry.expect("the folder is readable").path().join("fixtures")).collect();
    let rules_alone = fs::read_dir(workspace().join("config/fixtures")).expect("there are sources of TOML alone");
    folders.extend(rules_alone.map(|entry| entry.expect("the folder is readable").path()));
    folders.extend(shared("seeds"));
    let mut pages: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the folder is readable"))
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html" || extension == "txt"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn linked_and_loaded_plugins_agree_to_the_byte() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let out = out.path().canonicalize().expect("the folder is there").join("plugins");
    build(&out);
    let (linked, loaded) = (engine(), loaded_engine(&out));
    let pages = pages();
    assert!(pages.len() >= 9, "every plugin has fixtures: {pages:?}");
    let mut by_plugin = 0;
    for page in pages {
        let bytes = fs::read(&page).expect("the page is readable");
        let url = fs::read_to_string(page.with_extension("url")).ok();
        let name = page.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names");
        let input = PageInput { name: Some(name), url: url.as_deref().map(str::trim), ..PageInput::new(&bytes) };
        let render = |engine: &Engine| {
            let extraction = engine.extract(&input);
            let article = serde_json::to_string_pretty(&extraction.article).expect("articles are plain data");
            let ledger = serde_json::to_string_pretty(&extraction.ledger).expect("ledgers are plain data");
            (article, ledger)
        };
        let (here, there) = (render(&linked), render(&loaded));
        assert_eq!(here.0, there.0, "{}: articles differ", page.display());
        assert_eq!(here.1, there.1, "{}: ledgers differ", page.display());
        by_plugin += usize::from(here.0.contains("plugin:"));
    }
    assert!(by_plugin >= 9, "plugins amended only {by_plugin} pages");
}
