//! Whole pages through a loaded plugin that misbehaves: the article is what it would be without it, and says why.

use std::fs;

use copydesk_acceptance::plugins::{copy_as, directory};
use copydesk_config::{Config, Layers};
use copydesk_core::Extraction;
use copydesk_engine::{Engine, PageInput};

const PAGE: &str = "The ferry is back at last, and the whole of Ness stood on the quay to see it in.\n\n\
                    It sails at noon on every day but Sunday, as it did before the storm took the pier.\n";

/// The page as the misbehaving source has it in one of its modes; `None` is a source of the same name without a plugin.
fn extract(mode: Option<&str>) -> Extraction {
    let home = directory();
    fs::create_dir(home.path().join("sources")).expect("a folder");
    let mut source = "name = 'misbehaving'".to_owned();
    let mut loaded = Vec::new();
    if let Some(mode) = mode {
        source = format!("{source}\nplugin = 'misbehaving'\n[options]\nmode = '{mode}'\n");
        let library = copy_as(home.path(), "copydesk_source_misbehaving", "misbehaving");
        loaded.push(copydesk_abi::loader::load(&library).expect("its table is sound"));
    }
    fs::write(home.path().join("sources/misbehaving.toml"), source).expect("a file");
    let settings = home.path().join("copydesk.toml");
    fs::write(&settings, "").expect("a file");
    let layers = Layers { file: Some(settings), ..Layers::none() };
    let mut known = copydesk_bundle::EXPECTED.to_vec();
    known.push("misbehaving");
    let config = Config::load(&layers, &known).expect("the configuration is sound");
    let engine = Engine::new(config, copydesk_bundle::registry().expect("sound"), loaded).expect("the sources compile");
    assert!(engine.source("misbehaving").is_some_and(|source| !source.is_routed()), "nothing leads to it");
    // Another page of the same engine is unharmed, before and after.
    let input = PageInput { name: Some("page.txt"), source: Some("misbehaving"), ..PageInput::new(PAGE.as_bytes()) };
    let plain = PageInput { source: Some("generic"), ..input };
    let before = engine.extract(&plain);
    let extraction = engine.extract(&input);
    assert_eq!(engine.extract(&plain), before, "another page is harmed");
    extraction
}

#[track_caller]
fn check(mode: &str, code: &str, words: &str) {
    let (found, without) = (extract(Some(mode)), extract(None));
    assert_eq!(found.article.blocks, without.article.blocks, "{mode}: the draft stays as it stood");
    assert_eq!(found.article.text, without.article.text, "{mode}");
    assert_eq!(found.ledger.blocks, without.ledger.blocks, "{mode}");
    let told = found.article.diagnostics.iter().find(|diagnostic| diagnostic.code == code);
    let told = told.unwrap_or_else(|| panic!("{mode}: no {code} in {:?}", found.article.diagnostics));
    assert_eq!(told.source.as_deref(), Some("misbehaving"), "{mode}: names the plugin");
    assert!(told.message.contains(words), "{mode}: {}", told.message);
}

#[test]
fn a_plugin_that_panics_loses_its_own_work_alone() {
    check("panic_in_amend", "plugin/panic", "amend went wrong");
    check("odd_panic", "plugin/panic", "a panic without a message");
}

#[test]
fn a_plugin_that_fails_loses_its_own_work_alone() {
    check("fail", "plugin/failed", "it would rather not");
    check("bad_date", "plugin/failed", "some day");
}

#[test]
fn a_sound_plugin_is_heard() {
    let extraction = extract(Some("sound"));
    assert_eq!(extraction.article.blocks.len(), 1, "it drops the first block");
    assert!(extraction.article.decided_by.contains(&"plugin:misbehaving".to_owned()));
}
