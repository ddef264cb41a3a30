//! Plugins that are refused, and plugins that misbehave: each is told of in its own words, and none harms anything.

use std::fs;
use std::path::Path;

use copydesk_abi::{LoadError, LoadedPlugin, loader};
use copydesk_acceptance::plugins::{copy_as, directory, file_name, libraries, set_mode};
use copydesk_core::{
    Block, Decider, Diagnostic, Document, Draft, Element, ExtractError, Extractor, Form, Kind, Match, Metadata, Origin,
    Recognition, Rule, StaticDocument,
};
use serde_json::{Value, json};

fn check_refused(path: &Path, code: u8, words: &[&str]) {
    let error = loader::load(path).expect_err("it is refused");
    check_refusal(&error, code, words);
}

fn check_refusal(error: &LoadError, code: u8, words: &[&str]) {
    let message = error.to_string();
    assert_eq!(error.exit_code(), code, "{message}");
    assert!(LoadError::EXIT_CODES.iter().any(|(known, _)| *known == code), "{code} is documented");
    assert!(message.contains(&error.path().display().to_string()), "names the path: {message}");
    for word in words {
        assert!(message.contains(word), "says {word:?}: {message}");
    }
}

#[test]
fn a_relative_path_is_refused() {
    check_refused(Path::new("librt.so"), 10, &["absolute", "relative"]);
    let loaded = loader::load_directory(Path::new("plugins"));
    assert!(loaded.plugins.is_empty());
    check_refusal(&loaded.refused[0], 10, &["absolute"]);
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let directory = directory();
    check_refused(&directory.path().join(file_name("nowhere")), 11, &["cannot be read"]);
}

#[test]
fn what_is_no_library_is_refused() {
    let directory = directory();
    let write = |source: &str, bytes: &[u8]| {
        let path = directory.path().join(file_name(source));
        fs::write(&path, bytes).expect("the file can be written");
        set_mode(&path, 0o644);
        path
    };
    check_refused(&write("prose", b"Not a library.\n"), 12, &["not a library", "expected a shared library"]);
    check_refused(&write("empty", b""), 12, &["not a library"]);
    let whole = fs::read(&libraries()["copydesk_raw_tables"]).expect("the library can be read");
    check_refused(&write("half", &whole[..whole.len() / 2]), 12, &["not a library"]);
    check_refused(&write("header", &whole[..64]), 12, &["not a library"]);
    let path = directory.path().join(file_name("folder"));
    fs::create_dir(&path).expect("a directory can be made");
    check_refused(&path, 12, &["it is a directory"]);
}

#[test]
fn a_library_without_a_source_is_refused() {
    let directory = directory();
    // A library of the same kind in which no symbol has the prefix.
    let mut library = fs::read(&libraries()["copydesk_source_misbehaving"]).expect("the library can be read");
    let prefix = b"copydesk_source_v1_";
    let found: Vec<usize> =
        library.windows(prefix.len()).enumerate().filter(|(_, bytes)| bytes == prefix).map(|(at, _)| at).collect();
    for at in found {
        library[at] = b'K';
    }
    let other = directory.path().join(file_name("other"));
    fs::write(&other, library).expect("the library can be written");
    set_mode(&other, 0o644);
    check_refused(&other, 13, &["exports no copydesk_source_v1_other", "declare_source!"]);
}

#[test]
fn a_library_for_another_version_of_the_boundary_is_told_from_one_without_a_source() {
    let directory = directory();
    let mut library = fs::read(&libraries()["copydesk_source_misbehaving"]).expect("the library can be read");
    let symbol = b"copydesk_source_v1_";
    let found: Vec<usize> =
        library.windows(symbol.len()).enumerate().filter(|(_, bytes)| bytes == symbol).map(|(at, _)| at).collect();
    assert!(!found.is_empty(), "the library names its symbol");
    for at in found {
        library[at + symbol.len() - 2] = b'2';
    }
    let later = directory.path().join(file_name("misbehaving"));
    fs::write(&later, library).expect("the library can be written");
    set_mode(&later, 0o644);
    check_refused(&later, 16, &["version 2", "has version 1", "build both from one version"]);
}

fn check_table(source: &str, code: u8, words: &[&str]) {
    let directory = directory();
    check_refused(&copy_as(directory.path(), "copydesk_raw_tables", source), code, words);
}

#[test]
fn unsound_tables_are_refused() {
    check_table("null_table", 14, &["null"]);
    check_table("wrong_magic", 15, &["0x0000000000000007", "expected 0x"]);
    check_table("wrong_major", 16, &["version 2", "has version 1"]);
    check_table("short_table", 17, &["24 bytes", "expected at least"]);
    check_table("no_callback", 18, &["lacks the callback amend"]);
    check_table("no_version", 18, &["lacks a version"]);
    check_table("endless_name", 18, &["lacks a name"]);
    check_table("wrong_name", 19, &["\"wrong_name\"", "\"right_name\""]);
    check_table("mute", 23, &["cannot say what it is", "null"]);
}

#[test]
fn a_renamed_library_is_told_from_one_without_a_source() {
    let directory = directory();
    let path = copy_as(directory.path(), "copydesk_source_misbehaving", "renamed");
    check_refused(&path, 19, &["\"renamed\"", "\"misbehaving\"", "rename"]);
    let path = copy_as(directory.path(), "copydesk_source_misbehaving", "the-mischief");
    check_refused(&path, 20, &["lower-case letters"]);
}

#[test]
fn a_plugin_that_cannot_be_made_is_refused() {
    let directory = directory();
    let path = copy_as(directory.path(), "copydesk_source_misbehaving", "never_made");
    check_refused(&path, 23, &["never_made", "create went wrong"]);
}

#[cfg(unix)]
#[test]
fn what_others_may_write_to_is_refused() {
    let directory = directory();
    let path = copy_as(directory.path(), "copydesk_source_misbehaving", "misbehaving");
    for mode in [0o664, 0o646, 0o666] {
        set_mode(&path, mode);
        check_refused(&path, 21, &["its file", &format!("mode {mode:04o}"), "owner", "chmod go-w"]);
    }
    set_mode(&path, 0o600);
    for mode in [0o775, 0o757, 0o1777] {
        set_mode(directory.path(), mode);
        check_refused(&path, 21, &["its directory", &format!("mode {mode:04o}")]);
        let loaded = loader::load_directory(directory.path());
        assert!(loaded.plugins.is_empty());
        check_refusal(&loaded.refused[0], 21, &["directory"]);
    }
    set_mode(directory.path(), 0o755);
    assert!(loader::load(&path).is_ok());
    // A link is as safe as the directory that it stands in.
    let open = self::directory();
    let link = open.path().join(file_name("misbehaving"));
    std::os::unix::fs::symlink(&path, &link).expect("a link can be made");
    assert!(loader::load(&link).is_ok());
    set_mode(open.path(), 0o777);
    check_refused(&link, 21, &["its directory"]);
}

#[test]
fn a_directory_loads_what_is_sound_and_tells_of_the_rest() {
    let (first, second) = (directory(), directory());
    copy_as(first.path(), "copydesk_source_misbehaving", "misbehaving");
    copy_as(first.path(), "copydesk_raw_tables", "wrong_magic");
    copy_as(first.path(), "copydesk_raw_tables", "bad_answers");
    fs::write(first.path().join("read.me"), "no library").expect("the file can be written");
    copy_as(second.path(), "copydesk_raw_tables", "short_table");
    copy_as(second.path(), "copydesk_source_misbehaving", "copydesk_source_misbehaving");
    let nowhere = second.path().join("nowhere");
    let loaded = loader::load_directories(&[first.path(), second.path(), &nowhere]);
    let names: Vec<&str> = loaded.plugins.iter().map(|plugin| plugin.name.as_str()).collect();
    assert_eq!(names, ["bad_answers", "misbehaving"]);
    let codes: Vec<u8> = loaded.refused.iter().map(LoadError::exit_code).collect();
    assert_eq!(codes, [15, 22, 17, 11]);
    check_refusal(&loaded.refused[1], 22, &["already loaded", &file_name("misbehaving")]);
    assert_eq!(loaded.plugins[1].version, env!("CARGO_PKG_VERSION"));
    assert_eq!(loaded.plugins[1].source().title, "The Mischief");
    assert_eq!(loaded.plugins[1].selectors(), ["h1"]);
    check_sound(&loaded.plugins[1]);
}

#[test]
fn every_class_of_refusal_has_its_own_code() {
    let codes: Vec<u8> = LoadError::EXIT_CODES.iter().map(|(code, _)| *code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

/// A flat text whose `select` knows what is no selector.
struct Page(StaticDocument);

impl Document for Page {
    fn origin(&self) -> &Origin {
        self.0.origin()
    }
    fn form(&self) -> Form {
        self.0.form()
    }
    fn metadata(&self) -> &Metadata {
        self.0.metadata()
    }
    fn elements(&self) -> &[Element] {
        self.0.elements()
    }
    fn blocks(&self) -> &[Block] {
        self.0.blocks()
    }
    fn select(&self, css: &str) -> Result<Vec<Match>, ExtractError> {
        Err(ExtractError::Selector { css: css.to_owned(), problem: "it is none".to_owned() })
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        self.0.diagnostics()
    }
}

fn page() -> Page {
    Page(StaticDocument::of_lines(&["Share this page", "The ferry is back — at last.", "It sails at noon."]))
}

fn draft(page: &Page) -> Draft<'_> {
    let mut draft = Draft::new(page);
    draft.set_decider(Decider::GENERIC);
    draft.keep(1_usize, Kind::Paragraph, Rule::new("generic/text", "a sentence")).expect("the block is there");
    draft.set_confidence(0.25);
    draft.set_decider(Decider::plugin("test"));
    draft
}

fn view(draft: &Draft<'_>) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        draft.pieces().collect::<Vec<_>>(),
        draft.fields(),
        draft.orders(),
        draft.deciders(),
        draft.diagnostics(),
        draft.confidence()
    )
}

fn load(library: &str, source: &str) -> LoadedPlugin {
    let directory = directory();
    loader::load(&copy_as(directory.path(), library, source)).expect("its table is sound")
}

fn create(plugin: &LoadedPlugin, options: &Value) -> Box<dyn Extractor> {
    plugin.create(options).expect("the options are taken")
}

fn check_sound(plugin: &LoadedPlugin) {
    let page = page();
    let mut draft = draft(&page);
    create(plugin, &json!({})).amend(&mut draft).expect("it is sound");
    let decision = draft.decision(0).expect("the block is there");
    assert_eq!((decision.rule.as_ref(), decision.by.to_string()), ("misbehaving/first", "plugin:test".to_owned()));
    assert_eq!(draft.diagnostics().len(), 1);
    assert!(draft.confidence() > 0.99);
}

/// The draft stays as it was, and the error says whose it is.
fn check_amend(plugin: &LoadedPlugin, options: &Value, words: &[&str]) {
    let extractor = create(plugin, options);
    let page = page();
    let mut draft = draft(&page);
    let before = view(&draft);
    let error = extractor.amend(&mut draft).expect_err("it misbehaves").to_string();
    assert_eq!(view(&draft), before, "{error}");
    for word in words {
        assert!(error.contains(word), "says {word:?}: {error}");
    }
}

fn check_create(plugin: &LoadedPlugin, options: &Value, word: &str) {
    let error = plugin.create(options).err().expect("it misbehaves").to_string();
    assert!(error.contains(&plugin.name) && error.contains(word), "says {word:?}: {error}");
}

fn check_recognise(plugin: &LoadedPlugin, options: &Value, word: &str) {
    let extractor = create(plugin, options);
    let page = page();
    let error = extractor.try_recognise(&page).expect_err("it misbehaves").to_string();
    assert!(error.contains(&plugin.name) && error.contains(word), "says {word:?}: {error}");
    assert_eq!(extractor.recognise(&page), Recognition::default());
}

#[test]
fn panics_stay_behind_the_wall() {
    let plugin = load("copydesk_source_misbehaving", "misbehaving");
    let mode = |mode: &str| json!({ "mode": mode });
    check_create(&plugin, &mode("panic_in_create"), "panicked: assertion");
    check_create(&plugin, &mode("panic_in_describe"), "describe went wrong");
    check_recognise(&plugin, &mode("panic_in_recognise"), "recognise went wrong on 3 blocks");
    check_amend(
        &plugin,
        &mode("panic_in_amend"),
        &["\"misbehaving\" panicked: amend went wrong with 1 of its blocks kept"],
    );
    check_amend(&plugin, &mode("odd_panic"), &["\"misbehaving\" panicked", "without a message"]);
    drop(create(&plugin, &mode("panic_in_destroy")));
    check_sound(&plugin);
}

#[test]
fn errors_come_through_the_wall() {
    let plugin = load("copydesk_source_misbehaving", "misbehaving");
    let mode = |mode: &str| json!({ "mode": mode });
    check_amend(&plugin, &mode("fail"), &["\"misbehaving\" failed: it would rather not"]);
    check_amend(&plugin, &mode("bad_date"), &["field published wants a date", "some day"]);
    check_amend(&plugin, &mode("bad_selector"), &["p:nonsense(", "it is none"]);
    check_create(&plugin, &mode("other_name"), "somebody");
    check_create(&plugin, &mode("mischief"), "unknown variant `mischief`");
    check_create(&plugin, &json!({ "mood": "bad" }), "unknown field `mood`");
    check_sound(&plugin);
}

#[test]
fn broken_answers_change_nothing() {
    let plugin = load("copydesk_raw_tables", "bad_answers");
    check_create(&plugin, &json!({ "create": "null_handle" }), "null handle");
    check_create(&plugin, &json!({ "create": { "status": 1, "text": "no JSON" } }), "its error cannot be read");
    check_create(&plugin, &json!({ "describe": "null" }), "null");
    check_create(&plugin, &json!({ "describe": { "json": { "name": "bad_answers" } } }), "missing field");
    for (callback, check) in [
        ("recognise", check_recognise as fn(&_, &_, &_)),
        ("amend", |plugin, options, word| {
            check_amend(plugin, options, &["\"bad_answers\"", word]);
        }),
    ] {
        check(&plugin, &json!({ callback: "null" }), "its answer is null");
        check(&plugin, &json!({ callback: "absurd" }), "bytes, where at most");
        check(&plugin, &json!({ callback: { "text": "" } }), "cannot be read");
        check(&plugin, &json!({ callback: { "text": "{\"amendments\": [" } }), "cannot be read: EOF");
        check(&plugin, &json!({ callback: { "json": 7 } }), "cannot be read");
        check(&plugin, &json!({ callback: { "status": 99, "text": "{}" } }), "status 99");
        check(&plugin, &json!({ callback: { "status": 1, "json": { "other": "it is late" } } }), "it is late");
        check(&plugin, &json!({ callback: { "status": 2, "text": "by hand" } }), "panicked: by hand");
    }
    check_recognise(&plugin, &json!({ "recognise": { "json": { "score": 2.0, "evidence": [] } } }), "from 0 to 1");
    drop(create(&plugin, &json!({ "destroy": { "status": 5, "text": "never" } })));
}

fn check_amendment(plugin: &LoadedPlugin, amendment: &Value, word: &str) {
    let rule = json!({ "id": "bad_answers/drop", "reason": "to be undone" });
    let sound = json!({ "decide": { "target": { "block": 1 }, "outcome": "drop", "rule": rule } });
    let answer = json!({ "amendments": [sound, amendment], "confidence": 1.0, "diagnostics": [
        { "code": "bad_answers/x", "message": "never seen" },
    ] });
    let words = ["\"bad_answers\"", "amendment 2 of 2 is refused", word];
    check_amend(plugin, &json!({ "amend": { "json": answer } }), &words);
}

#[test]
fn amendments_out_of_range_change_nothing() {
    let plugin = load("copydesk_raw_tables", "bad_answers");
    let rule = json!({ "id": "bad_answers/x", "reason": "out of range" });
    let decide = |target: Value| json!({ "decide": { "target": target, "outcome": "drop", "rule": rule } });
    check_amendment(&plugin, &decide(json!({ "block": 3 })), "the document has 3 blocks");
    check_amendment(&plugin, &decide(json!({ "block": 2, "range": [0, 999] })), "range 0..999");
    check_amendment(&plugin, &decide(json!({ "block": 2, "range": [5, 2] })), "range 5..2");
    // The dash of block 1 takes three bytes, from 18.
    check_amendment(&plugin, &decide(json!({ "block": 1, "range": [0, 19] })), "character boundaries");
    check_amendment(&plugin, &json!({ "split": { "block": 9, "at": 0, "rule": rule } }), "block 9");
    check_amendment(&plugin, &json!({ "order": { "blocks": [0, 3], "rule": rule } }), "block 3");
}
