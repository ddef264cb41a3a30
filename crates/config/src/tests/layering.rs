//! Later layers win, key by key.

use serde_json::json;

use super::{PLUGINS, directory, load, user};
use crate::{Config, Layers, OutputFormat, Settings};

#[test]
fn the_built_in_configuration_is_sound() {
    let mut config = Config::load(&Layers::none(), &PLUGINS).expect("the built-in configuration has no problem");
    assert_eq!(config.settings, Settings::default());
    let names: Vec<&str> = config.sources.iter().map(|source| source.file.name.as_str()).collect();
    let embedded: Vec<&str> = crate::embedded::SOURCES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, embedded);
    assert_eq!(config.source("rt").expect("rt is built in").path, "embedded:rt.toml");
    assert_eq!(Config::embedded().settings, config.settings);
    assert_eq!(config.check_rules().map_err(|report| format!("{report:#}")), Ok(()));
}

#[test]
fn rules_that_loading_takes_as_they_are_can_be_checked() {
    let mut config = Config::embedded();
    let rule = serde_json::from_value(json!({ "text": "(unclosed", "select": "p[" })).expect("a rule has these keys");
    config.sources[0].file.drop.push(rule);
    let report = config.check_rules().expect_err("the rule has two mistakes");
    assert_eq!(report.problems.len(), 2, "{report:#}");
}

#[test]
fn the_settings_file_sets_every_default() {
    let config = Config::embedded();
    let mut expected: Vec<String> = Vec::new();
    let mut open = vec![(String::new(), serde_json::to_value(Settings::default()).expect("settings are plain data"))];
    while let Some((key, value)) = open.pop() {
        match value {
            serde_json::Value::Object(keys) => {
                let dot = if key.is_empty() { "" } else { "." };
                open.extend(keys.into_iter().map(|(name, value)| (format!("{key}{dot}{name}"), value)));
            }
            _ => expected.push(key),
        }
    }
    let mut set: Vec<String> =
        config.explain().into_iter().map(|value| value.key).filter(|key| !key.starts_with("source.")).collect();
    expected.sort();
    set.sort();
    assert_eq!(set, expected);
}

#[test]
fn later_layers_win_key_by_key() {
    let system =
        directory(&[("copydesk.toml", "[limits.html]\nmax_depth = 100\nmax_nodes = 100\n[run]\nthreads = 1\n")]);
    let home = directory(&[("copydesk.toml", "[limits.html]\nmax_depth = 200\n[run]\nthreads = 2\n")]);
    let project = directory(&[("copydesk.toml", "[run]\nthreads = 3\n"), ("deep/er/x", "")]);
    let given = directory(&[("mine.toml", "output.format = \"text\"\n[run]\nthreads = 4\n")]);
    let mut layers = Layers {
        system: Some(system.path().to_owned()),
        user: Some(home.path().to_owned()),
        working_directory: Some(project.path().join("deep/er")),
        file: Some(given.path().join("mine.toml")),
        set: vec!["run.threads=5".to_owned(), "output.format=markdown".to_owned()],
        ..Layers::none()
    };
    let config = load(&layers).expect("the layers are sound");
    assert_eq!(config.settings.limits.html.max_nodes, 100);
    assert_eq!(config.settings.limits.html.max_depth, 200);
    assert_eq!(config.settings.limits.html.max_attributes, Settings::default().limits.html.max_attributes);
    assert_eq!(config.settings.run.threads, 5);
    assert_eq!(config.settings.output.format, OutputFormat::Markdown);
    layers.set.clear();
    assert_eq!(load(&layers).expect("the layers are sound").settings.run.threads, 4);
    layers.file = None;
    assert_eq!(load(&layers).expect("the layers are sound").settings.run.threads, 3);
}

#[test]
fn a_user_adds_hosts_and_replaces_rules() {
    let home = directory(&[("base/gazette.toml", GAZETTE), ("copydesk.toml", "sources = [\"base\"]\n")]);
    let project = directory(&[
        ("copydesk.toml", ""),
        (
            "sources/gazette.toml",
            "name = \"gazette\"\nhosts = [\"mirror.example\", \"gazette.example\"]\nwithout = [\"menu\", \"drop-3\"]\n\
             [[drop]]\nid = \"share\"\ntext = \"^Share now\"\n[[drop]]\nid = \"new\"\ntext = \"^New\"\n\
             [options]\nsummary.keep = false\n",
        ),
    ]);
    let layers = Layers { working_directory: Some(project.path().to_owned()), ..user(home.path()) };
    let config = load(&layers).expect("the layers are sound");
    let gazette = config.source("gazette").expect("the source is there");
    assert_eq!(gazette.file.hosts, ["gazette.example", "mirror.example"]);
    assert_eq!(gazette.file.title, "The Gazette");
    let drops: Vec<_> = gazette
        .file
        .drop
        .iter()
        .map(|rule| (rule.id.as_deref().unwrap_or(""), rule.text.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(drops, [("share", "^Share now"), ("new", "^New")]);
    assert_eq!(gazette.file.options_json(), json!({ "summary": { "keep": false, "words": 30 } }));
    assert_eq!(gazette.paths.len(), 2);

    let explained = config.explain();
    let place = |key: &str| {
        let value = explained.iter().find(|value| value.key == key).expect("the key is explained");
        let file = value.place.rsplit('/').next().unwrap_or_default();
        format!("{} {} {file}", value.value, value.layer)
    };
    assert_eq!(place("source.gazette.hosts[0]"), "\"gazette.example\" user gazette.toml:4");
    assert_eq!(place("source.gazette.hosts[1]"), "\"mirror.example\" project gazette.toml:2");
    assert_eq!(place("source.gazette.drop[0].text"), "\"^Share now\" project gazette.toml:6");
    assert_eq!(place("source.gazette.options.summary.words"), "30 user gazette.toml:18");
    assert_eq!(place("limits.html.max_depth").split(' ').nth(1), Some("default"));
}

const GAZETTE: &str = r#"name = "gazette"
title = "The Gazette"
plugin = "rt"
hosts = ["gazette.example"]

[[drop]]
id = "menu"
text = "^Menu"

[[drop]]
id = "share"
text = "^Share"

[[drop]]
text = "^Third"

[options]
summary = { keep = true, words = 30 }
"#;

#[test]
fn the_same_file_twice_changes_nothing() {
    let home = directory(&[("sources/gazette.toml", GAZETTE)]);
    let project = directory(&[("copydesk.toml", ""), ("sources/gazette.toml", GAZETTE)]);
    let once = load(&user(home.path())).expect("the file is sound");
    let layers = Layers { working_directory: Some(project.path().to_owned()), ..user(home.path()) };
    let twice = load(&layers).expect("the file is sound twice");
    assert_eq!(once.source("gazette").map(|one| &one.file), twice.source("gazette").map(|one| &one.file));
}

#[test]
fn plugins_that_are_loaded_are_checked_afterwards() {
    let home = directory(&[
        ("copydesk.toml", "[plugins]\nload = true\ndirectories = [\"/opt/copydesk\"]\n"),
        ("sources/gazette.toml", "name = \"gazette\"\nplugin = \"gazette\"\n"),
    ]);
    let mut config = load(&user(home.path())).expect("the plugin may still be loaded");
    assert!(config.check_plugins(&["gazette", "haaretz", "labourlist", "rt"]).is_ok());
    let report = config.check_plugins(&PLUGINS).expect_err("the plugin was not loaded");
    assert_eq!(report.problems[0].key, "plugin");
}

#[test]
fn a_plugin_can_complain_of_its_options() {
    let config = Config::embedded();
    let rt = config.source("rt").expect("rt is built in");
    let problem = rt.problem(&copydesk_rules::KeyPath::root("name"), "wrong for a test");
    assert_eq!((problem.file.as_str(), problem.key.as_str()), ("embedded:rt.toml", "name"));
    assert!(problem.line > 0);
}

#[test]
fn sources_in_the_working_directory_need_no_settings_beside_them() {
    let project = directory(&[("sources/gazette.toml", GAZETTE), ("deep/x", "")]);
    let at = |directory: &str| Layers { working_directory: Some(project.path().join(directory)), ..Layers::none() };
    let config = load(&at("")).expect("the source is sound");
    assert!(config.source("gazette").is_some());
    assert_eq!(config.files, [project.path().join("sources/gazette.toml").display().to_string()]);
    // Further up only a settings file tells that the directory is a project of ours.
    assert_eq!(at("deep").project_sources(), None);
    assert!(load(&at("deep")).expect("nothing is read").files.is_empty());
    std::fs::write(project.path().join("copydesk.toml"), "").expect("files can be written");
    assert!(load(&at("deep")).expect("the source is sound").source("gazette").is_some());
    // Read once, though the working directory and the settings file both lead to it.
    assert_eq!(load(&at("")).expect("the source is sound").files.len(), 2);
}

#[test]
fn sources_in_the_working_directory_go_over_the_project_around_it() {
    let over = "name = \"gazette\"\ntitle = \"The Other Gazette\"\n";
    let project = directory(&[
        ("copydesk.toml", "[run]\nthreads = 3\n"),
        ("sources/gazette.toml", GAZETTE),
        ("deep/sources/gazette.toml", over),
        ("other/sources/notes.txt", "No source."),
    ]);
    let at = |directory: &str| Layers { working_directory: Some(project.path().join(directory)), ..Layers::none() };
    for (directory, title) in [("", "The Gazette"), ("deep", "The Other Gazette"), ("other", "The Gazette")] {
        let config = load(&at(directory)).expect("the sources are sound");
        assert_eq!(config.settings.run.threads, 3);
        assert_eq!(config.source("gazette").expect("the source is there").file.title, title, "{directory:?}");
    }
}

#[test]
fn a_directory_stands_in_for_what_is_built_in() {
    let built = directory(&[("sources/rt.toml", "name = \"rt\"\nhosts = [\"rt.example\"]\n[[drop]]\ntext = 'x'\n")]);
    let config = Config::of_directory(built.path()).expect("the file is sound");
    let names: Vec<&str> = config.sources.iter().map(|source| source.file.name.as_str()).collect();
    assert_eq!((names, config.sources[0].file.hosts.as_slice()), (vec!["rt"], &["rt.example".to_owned()][..]));
    assert_eq!(config.settings, Settings::default());
    assert_eq!(config.sources[0].path, built.path().join("sources/rt.toml").display().to_string());
    // Built-in patterns are taken as they are; these are not.
    let built = directory(&[("sources/rt.toml", "name = \"rt\"\n[[drop]]\ntext = '(unclosed'\n")]);
    assert!(Config::of_directory(built.path()).is_err());
    assert!(Config::of_directory(built.path().join("nowhere")).is_err());
}

/// What is left out, and for how many mistakes, where sources with mistakes are skipped.
#[track_caller]
fn check_left_out(home: &std::path::Path, expected: &[&str], mistakes: usize) -> Config {
    assert!(load(&user(home)).is_err());
    let config = load(&Layers { skip_broken_sources: true, ..user(home) }).expect("the other sources are sound");
    let left_out: Vec<&str> = config.left_out.sources().collect();
    assert_eq!((left_out.as_slice(), config.left_out.mistakes.len()), (expected, mistakes), "{:?}", config.left_out);
    config
}

#[test]
fn sources_with_mistakes_are_left_out_on_request() {
    let home = directory(&[
        ("sources/gazette.toml", "name = \"gazette\"\nhosts = [\"gazette.example\"]\n"),
        ("sources/post.toml", "name = \"post\"\nhosts = [\"gazette.example\"]\nplugin = \"haaretz\"\n"),
        ("sources/rt.toml", "hots = []\nname = \"rt\"\n"),
    ]);
    let config = check_left_out(home.path(), &["post", "rt"], 2);
    assert!(config.source("gazette").is_some() && config.source("rt").is_none() && config.source("metro").is_some());
    // Of a plugin that a skipped source names another source may go on, but it must not come back alone.
    assert!(config.source("haaretz").is_some() && config.left_out.has_plugin("haaretz"));
    assert!(!config.left_out.has_plugin("labourlist"));
}

#[test]
fn files_that_cannot_be_read_leave_out_their_sources() {
    let home = directory(&[("sources/gazette.toml", "name = \"gazette\"\n")]);
    let path = |name: &str| home.path().join("sources").join(name);
    std::fs::write(path("rt.toml"), b"name = \"rt\xFF\"").expect("files can be written");
    std::fs::write(path("post.toml"), vec![b'#'; (4 << 20) + 1]).expect("files can be written");
    std::fs::write(path("metro.toml"), "title = \"Nameless\"\n").expect("files can be written");
    std::fs::create_dir(path("herald.toml")).expect("a directory can be made");
    let config = check_left_out(home.path(), &["herald", "metro", "post", "rt"], 4);
    assert!(config.source("gazette").is_some() && config.source("rt").is_none() && config.source("").is_none());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("gone.toml", path("haaretz.toml")).expect("a link can be made");
        check_left_out(home.path(), &["haaretz", "herald", "metro", "post", "rt"], 5);
    }
    // What is wrong with no source is wrong for all.
    std::fs::write(home.path().join("copydesk.toml"), b"\xFF").expect("files can be written");
    assert!(load(&Layers { skip_broken_sources: true, ..user(home.path()) }).is_err());
}

#[test]
fn mistakes_that_are_found_later_leave_out_sources_too() {
    let home = directory(&[
        ("copydesk.toml", "[plugins]\nload = true\n"),
        ("sources/gazette.toml", "name = \"gazette\"\nplugin = \"gazette\"\n"),
    ]);
    let mut config =
        load(&Layers { skip_broken_sources: true, ..user(home.path()) }).expect("the plugin may still be loaded");
    assert!(config.left_out.is_empty());
    config.check_plugins(&PLUGINS).expect("the source is left out");
    assert_eq!(config.left_out.sources().collect::<Vec<_>>(), ["gazette"]);
    let rt = config.source("rt").expect("rt is built in").options_problem("options are wrong");
    config.leave_out(vec![("rt".to_owned(), rt)]).expect("the source is left out");
    assert_eq!(config.left_out.sources().collect::<Vec<_>>(), ["gazette", "rt"]);
    assert!(config.source("rt").is_none() && config.left_out.mistakes.len() == 2);
}

#[test]
fn what_was_read_is_not_read_again() {
    let home = directory(&[
        ("copydesk.toml", "[run]\nthreads = 3\n"),
        ("sources/gazette.toml", "name = \"gazette\"\n"),
        ("more/post.toml", "name = \"post\"\n"),
    ]);
    let also = ["copydesk.toml", "", "sources/../sources/gazette.toml", "more/post.toml", "more", "more/./post.toml"];
    let also = also.map(|path| home.path().join(path)).to_vec();
    let config = load(&Layers { also, ..user(home.path()) }).expect("the files are sound");
    let name = |file: &String| file.rsplit('/').next().map(str::to_owned).unwrap_or_default();
    let files: Vec<String> = config.files.iter().map(name).collect();
    assert_eq!(files, ["copydesk.toml", "gazette.toml", "post.toml"]);
    // A directory does not read again what was named before it.
    let post = home.path().join("more/post.toml");
    let also = vec![post.clone(), post];
    assert_eq!(load(&Layers { also, ..Layers::none() }).expect("the file is sound").files.len(), 1);
}
