//! The other commands, and the exit codes.

mod support;

use support::{Desk, page, sample};

#[test]
fn explain_tells_of_every_piece() {
    let desk = Desk::new();
    let path = sample("harbour.html");
    let path = path.to_str().expect("the path is UTF-8");
    let run = desk.run(&["explain", path]).code(0);
    for expected in ["source", "fields", "blocks", "dropped", "kept as paragraph", "taken into title", "in short"] {
        assert!(run.out.contains(expected), "{expected} is missing: {}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "no colours where nobody sees them");
    let coloured = desk.run(&["explain", "--color", "always", path]).code(0);
    assert!(coloured.out.contains('\u{1b}'));
    let dropped = desk.run(&["explain", "--only", "dropped", "--width", "0", path]).code(0);
    assert!(!dropped.out.contains("kept as paragraph"), "{}", dropped.out);
    desk.run(&["explain", "."]).code(2);
}

#[test]
fn sources_are_listed() {
    let desk = Desk::new();
    let table = desk.run(&["sources"]).code(0);
    for name in ["haaretz", "labourlist", "rt"] {
        assert!(table.out.lines().any(|line| line.starts_with(name)), "{name}: {}", table.out);
    }
    let rows = desk.run(&["sources", "--json"]).code(0).lines();
    let rt = rows.iter().find(|row| row["name"] == "rt").expect("rt is listed");
    assert_eq!(rt["provided"]["by"], "linked");
    assert!(rt["hosts"].as_array().is_some_and(|hosts| hosts.contains(&"rt.com".into())));
    let linked = rows.iter().filter(|row| row["provided"]["by"] == "linked");
    let linked: Vec<&str> = linked.map(|row| row["name"].as_str().expect("a row has a name")).collect();
    assert_eq!(linked, copydesk_bundle::EXPECTED);
}

#[test]
fn recognition_is_compared_with_the_truth() {
    let desk = Desk::new();
    let said = "https://www.rt.com/news/1/";
    let stated =
        page("The old crane goes").replace("<meta charset", &format!("<link rel=canonical href={said}><meta charset"));
    desk.file("pages/true.html", &stated).file("pages/false.html", &stated).file("pages/other.html", page("A ferry"));
    let record = |id: &str, url: &str| format!("{{\"id\":\"{id}\",\"url\":\"{url}\"}}\n");
    desk.file("true.jsonl", record("true", said) + &record("other", "https://paper.example/1"));
    let run = desk.run(&["recognise", "pages/true.html", "pages/other.html", "--gold", "true.jsonl"]).code(0);
    assert!(run.out.contains("files 2, recognised 1, false 0, missed 0"), "{}", run.out);
    desk.file("false.jsonl", record("false", "https://paper.example/1"));
    let run = desk.run(&["recognise", "pages", "--brief", "--gold", "false.jsonl"]).code(1);
    assert!(run.out.contains("files 3, recognised 2, false 1, missed 0"), "{}", run.out);
    assert!(run.out.lines().any(|line| line.starts_with("pages/false.html\trt\thost") && line.contains("FALSE")));
    assert_eq!(run.out.lines().next(), Some("input\tsource\tby\tscore\ttruth\tevidence"));
    let help = desk.run(&["recognise", "--help"]).code(0).out;
    for word in ["right", "FALSE", "missed", "other", "unknown"] {
        assert!(help.contains(&format!("\n              {word}  ")), "{word}: {help}");
    }
}

#[cfg(unix)]
#[test]
fn names_do_not_break_the_table() {
    let desk = Desk::new();
    let name = "esc\u{1b}[31mred\nerror: fake\t.html";
    desk.file(name, page("The old crane goes"));
    let run = desk.run(&["recognise", name, "miss\u{1b}ing.html"]).code(1);
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    let row = run.out.lines().nth(1).expect("the page has its row");
    assert!(row.starts_with("esc\\u{1b}[31mred\\nerror: fake\\t.html\t-\t"), "{row}");
    assert!(run.err.contains("there is no file miss\\u{1b}ing.html"), "{}", run.err);
    let run = desk.run(&["explain", name]).code(0);
    assert!(!run.out.contains('\u{1b}') && run.out.starts_with("esc\\u{1b}"), "{}", run.out);
}

#[test]
fn the_address_of_a_page_is_told_to_the_recognition() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    let url = "https://www.rt.com/news/1/";
    let rows = desk.run(&["recognise", "--json", "--url", url, "crane.html"]).code(0).lines();
    assert_eq!((&rows[0]["source"], &rows[0]["by"]), (&"rt".into(), &"host".into()));
}

#[test]
fn doubts_of_the_recognition_are_told() {
    let desk = Desk::new();
    let source = |name: &str| format!("name = \"{name}\"\n[[recognise]]\ntext = \"old crane\"\nweight = 0.8\n");
    desk.file("sources/post.toml", source("post")).file("sources/gazette.toml", source("gazette"));
    desk.file("crane.txt", "The old crane goes\n\nThe harbour office said so on Tuesday.\n");
    let run = desk.run(&["recognise", "crane.txt"]).code(0);
    assert!(run.out.contains("crane.txt\tgazette\tcontent\t"), "{}", run.out);
    assert!(run.err.contains("source/tie") && run.err.contains("gazette, post are equally sure"), "{}", run.err);
    let run = desk.run(&["recognise", "--json", "crane.txt"]).code(0);
    assert_eq!((support::codes(&run.lines()[0]), run.err.as_str()), (vec!["source/tie"], ""));
}

#[test]
fn wrong_usage_gives_2() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"))
        .file("broken.toml", "[limits\n")
        .file("list.jsonl", "{\"path\": \"crane.html\"}\n")
        .file("unknown.toml", "limitz = 1\n");
    for (arguments, expected) in [
        (&["extract"][..], "INPUT"),
        (&["extract", "--threads", "1025", "crane.html"], "expected 0 to 1024"),
        (&["extract", "--set", "run.threads=1025", "crane.html"], "expected 0 to 1024"),
        (&["explain", "--width", "abc", "crane.html"], "expected a number of columns such as 100"),
        (&["recognise", "--url", "https://paper.example/", "."], "--url goes with one input"),
        (&["recognise", "--url", "notaurl", "crane.html"], "absolute http"),
        (&["extract", "--manifest", "crane.html"], "line 1: expected value"),
        (&["extract", "--manifest", "missing.jsonl"], "cannot read missing.jsonl"),
        (&["extract", "--url", "https://paper.example/", "--manifest", "list.jsonl"], "--url goes with one input"),
        (&["extract", "--url", "https://paper.example/", "crane.html", "crane.html"], "--url goes with one input"),
        (&["extract", "--url", "https://paper.example/", "."], "--url goes with one input"),
        (&["extract", "--url", "notaurl", "crane.html"], "absolute http"),
        (&["extract", "--url", "ht!tp://", "crane.html"], "absolute http"),
        (&["extract", "--url", "https://", "crane.html"], "absolute http"),
        (&["extract", "--url", "file:///crane.html", "crane.html"], "absolute http"),
        (&["explain", "--url", "notaurl", "crane.html"], "absolute http"),
        (&["explain", "--url", "//paper.example/", "crane.html"], "absolute http"),
        (&["extract", "-", "-"], "named twice"),
        (&["extract", "--config", "missing.toml", "crane.html"], "missing.toml"),
        (&["extract", "--config", "broken.toml", "crane.html"], "broken.toml"),
        (&["extract", "--config", "unknown.toml", "crane.html", "absent.html"], "limitz"),
        (&["extract", "--set", "limits.html.max_depht=5", "crane.html"], "max_depht"),
        (&["config", "check", "--config", "unknown.toml"], "limitz"),
        (&["man", "nothing"], "no command"),
        (&["man", "config", "chek"], "no command \"config chek\" (known are check, "),
        (&["man", "extract", "all"], "has no commands below it"),
        (&["nothing"], "nothing"),
    ] {
        let run = desk.run(arguments).code(2);
        assert!(run.out.is_empty(), "{run:#?}");
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("absent.html"), "a page was read: {}", run.err);
    }
}

#[test]
fn settings_can_be_set() {
    let desk = Desk::new();
    desk.file("deep.html", format!("{}<p>The old crane goes.", "<div>".repeat(40)));
    let codes = |arguments: &[&str]| support::codes(&desk.run(arguments).code(0).json()).join(" ");
    assert!(!codes(&["extract", "deep.html"]).contains("html/depth-limit"));
    assert!(codes(&["extract", "--set", "limits.html.max_depth=20", "deep.html"]).contains("html/depth-limit"));
}

#[test]
fn configuration_is_checked_and_shown() {
    let desk = Desk::new();
    let run = desk.run(&["config", "check"]).code(0);
    assert!(run.out.contains("sources") && run.out.contains("no file was read but what is built in"), "{}", run.out);
    desk.file("sources/gazette.toml", "name = \"gazette\"\n");
    let run = desk.run(&["config", "check"]).code(0);
    assert!(run.out.lines().last().is_some_and(|line| line.ends_with("sources/gazette.toml")), "{}", run.out);
    assert!(desk.run(&["sources"]).code(0).out.contains("gazette"));
    desk.file("mine.toml", "[limits.html]\nmax_depth = 77\n");
    let run = desk.run(&["config", "show", "--config", "mine.toml"]).code(0);
    assert!(
        run.out.lines().any(|line| line.contains("max_depth") && line.contains("77") && line.contains("mine.toml")),
        "{}",
        run.out
    );
    let shown = |key: &str| -> Vec<String> {
        let run = desk.run(&["config", "show", key]).code(0);
        run.out.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    assert!(shown("limits.text").iter().all(|key| key.starts_with("limits.text.")));
    assert_eq!(shown("run.threads"), ["run.threads"]);
    assert_eq!(shown("source.rt.hosts[0]"), ["source.rt.hosts[0]"]);
    assert!(shown("source.rt.hosts").len() > 1 && shown("source").len() > 100);
    for (key, near) in [("limits.tex", "limits.text"), ("source.r", "source.rt"), ("runs", "run")] {
        let run = desk.run(&["config", "show", key]).code(2);
        let expected = format!("there is no key {key:?} (did you mean {near:?}?");
        assert!(run.err.contains(&expected) && run.out.is_empty(), "{run:#?}");
    }
    for kind in ["settings", "source"] {
        let schema = desk.run(&["config", "schema", kind]).code(0).json();
        assert!(schema["properties"].is_object(), "{kind}");
    }
}

#[test]
fn help_manual_and_completions_are_there() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).code(0);
    for expected in ["Exit codes:", "extract", "explain", "some inputs failed", "wrong usage or configuration"] {
        assert!(help.out.contains(expected), "{expected}: {}", help.out);
    }
    assert!(desk.run(&["--version"]).code(0).out.starts_with("copydesk "));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.run(&["completions", shell]).code(0).out.contains("explain"), "{shell}");
    }
    let man = desk.run(&["man"]).code(0);
    assert!(man.out.contains(".TH") && man.out.contains("Exit codes"), "{}", man.out);
    assert!(desk.run(&["man", "extract"]).code(0).out.contains("ledger"));
    assert!(desk.run(&["man", "config", "show"]).code(0).out.contains("copydesk\\-config\\-show"));
}

#[test]
fn a_plugin_that_is_refused_has_its_own_exit_code() {
    let desk = Desk::new();
    let library = format!("{}courier{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    desk.file(&format!("plugins/{library}"), "no library").file("crane.html", page("The old crane goes"));
    let path = desk.path("plugins");
    let path = path.to_str().expect("the path is UTF-8");
    let run = desk.run(&["extract", "--plugins", path, "crane.html"]).code(12);
    assert!(run.err.contains(&library) && run.err.contains("is not a library"), "{run:#?}");
    assert_eq!(run.json()["title"], "The old crane goes", "the work is done without it");
    // Other failures do not hide the refusal.
    desk.run(&["extract", "--plugins", path, "crane.html", "missing.html"]).code(12);
    desk.run(&["extract", "--plugins", path, "--set", "limitz=1", "crane.html"]).code(12);
    desk.run(&["config", "show", "--plugins", path]).code(12);
    // A source that wants it goes on with its rules; one that wants another is still a mistake.
    let source =
        "name = \"courier\"\nplugin = \"courier\"\n[[drop]]\nid = \"crews\"\ntext = '^Crews'\n[options]\nwords = 3\n";
    desk.file("sources/courier.toml", source);
    let run = desk.run(&["extract", "--source", "courier", "--plugins", path, "crane.html"]).code(12);
    let text = run.json()["text"].clone();
    assert!(text.as_str().is_some_and(|text| text.contains("rusted") && !text.contains("Crews")), "{text}");
    assert!(run.err.contains("plugin \"courier\" was refused, see above"), "{}", run.err);
    assert!(
        run.err.contains("goes on with the rules of") && run.err.contains("sources/courier.toml alone"),
        "{}",
        run.err
    );
    let run = desk.run(&["extract", "crane.html"]).code(2);
    assert!(run.err.contains("there is no plugin \"courier\""), "{}", run.err);
    desk.file("sources/courier.toml", "name = \"courier\"\nplugin = \"curier\"\n");
    let run = desk.run(&["extract", "--plugins", path, "crane.html"]).code(12);
    assert!(run.err.contains("there is no plugin \"curier\"") && run.out.is_empty(), "{run:#?}");
}

#[test]
fn each_reason_to_refuse_a_plugin_has_its_exit_code() {
    let library = |name: &str| format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"))
        .file(&format!("text/{}", library("courier")), "no library")
        .file(&format!("name/{}", library("Courier")), "no library")
        .file("file", "no directory");
    let absolute = |name: &str| desk.path(name).to_str().expect("the path is UTF-8").to_owned();
    let mut cases = vec![
        ("text".to_owned(), 10, "give the path from the root"),
        ("./text".to_owned(), 10, "give the path from the root"),
        ("missing".to_owned(), 10, "give the path from the root"),
        (absolute("missing"), 11, "name a file or directory that is there"),
        (absolute("file"), 11, "name a file or directory that is there"),
        (absolute("text"), 12, "is not a library"),
        (absolute("name"), 20, "its name gives no source's name"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let open = |name: &str, mode: u32| {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(desk.path(name), permissions).expect("one's own file can be opened to all");
        };
        let (in_file, in_directory) = (format!("file-open/{}", library("courier")), "directory-open");
        desk.file(&in_file, "no library").file(&format!("{in_directory}/{}", library("courier")), "no library");
        open(&in_file, 0o666);
        open(in_directory, 0o777);
        desk.file("dangling/notes.txt", "");
        symlink("gone", desk.path("dangling").join(library("courier"))).expect("a link can be made");
        cases.push((absolute("file-open"), 21, "its file"));
        cases.push((absolute(in_directory), 21, "may be written by others"));
        cases.push((absolute("dangling"), 11, "name a file or directory that is there"));
    }
    for (path, code, expected) in cases {
        let run = desk.run(&["extract", "--plugins", &path, "crane.html"]).code(code);
        assert!(run.err.contains(&path) && run.err.contains(expected), "{path}: {}", run.err);
        assert_eq!(run.json()["title"], "The old crane goes", "{path}: the work is done without it");
    }
}

#[test]
fn files_that_no_layer_reads_are_checked_where_they_are_named() {
    let desk = Desk::new();
    let mistaken = "name = \"gazette\"\nhosts = [\"gazette.example\"]\n[[drop]]\nidd = \"box\"\ntext = 'x'\n";
    desk.file("config/sources/gazette.toml", mistaken);
    desk.run(&["config", "check"]).code(0);
    for path in ["config", "config/sources", "config/sources/gazette.toml"] {
        let run = desk.run(&["config", "check", path]).code(2);
        assert!(run.err.contains("drop[0].idd: unknown key"), "{path}: {}", run.err);
    }
    desk.file("config/sources/gazette.toml", mistaken.replace("idd", "id"));
    let sound = desk.run(&["config", "check", "config/sources"]).code(0).out;
    assert!(sound.contains("the configuration is sound") && sound.contains("config/sources/gazette.toml"), "{sound}");
    assert!(desk.run(&["config", "check", "nosuch"]).code(2).err.contains("nosuch"));
    desk.file("empty/notes.md", "");
    assert!(desk.run(&["config", "check", "empty"]).code(2).err.contains("holds no TOML file"));
    // Not built in yet: what to do is told.
    desk.file("a.html", support::page("The crane goes"));
    let run = desk.run(&["explain", "a.html", "--source", "gazette"]).code(2);
    assert!(run.err.contains("was written after this program was built"), "{}", run.err);
}

#[test]
fn the_built_in_sources_are_sound_where_they_are_read_once_more() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../../config/sources");
    Desk::new().run(&["config", "check", sources]).code(0);
}

#[test]
fn broken_sources_are_left_out_on_request() {
    let desk = Desk::new();
    desk.file("a.html", support::page("The crane goes"));
    desk.file("sources/gazette.toml", "name = \"gazette\"\nhosts = [\"gazette.example\"]\n");
    desk.file("sources/rt.toml", "name = \"rt\"\n[[drop]]\ntext = '(unclosed'\n");
    assert_eq!(desk.run(&["extract", "a.html"]).code(2).out, "");
    let skip = |arguments: &[&str]| desk.run(&[&["--skip-broken-sources"], arguments].concat());
    let run = skip(&["extract", "a.html"]).code(1);
    assert_eq!(run.json()["title"], "The crane goes");
    assert!(run.err.contains("drop[") && run.err.contains("left out for the mistakes above: rt\n"), "{}", run.err);
    let sources = skip(&["sources"]).code(1).out;
    assert!(sources.contains("gazette") && !sources.contains("rt.com"), "{sources}");
    assert!(!sources.lines().any(|line| line.starts_with("rt ")), "its plugin does not go on alone: {sources}");
    let check = skip(&["config", "check"]).code(1).out;
    assert!(check.starts_with("the configuration is sound but for 1 source, which is left out: "), "{check}");
    let shown = skip(&["config", "show", "source"]).code(1);
    assert!(shown.out.contains("source.gazette.name") && !shown.out.contains("source.rt."), "{}", shown.out);
    assert!(shown.err.contains("left out for the mistakes above: rt\n"), "{}", shown.err);
    // Named, it is told as what it is, also where a file of that name lies in the workspace.
    desk.file("config/sources/rt.toml", "name = \"rt\"\n");
    let run = skip(&["extract", "a.html", "--source", "rt"]).code(2);
    assert!(run.err.contains("source \"rt\" was left out for the mistakes of its files"), "{}", run.err);
    let run = skip(&["extract", "a.html", "--source", "../../config/sources/gazette"]).code(2);
    assert!(!run.err.contains("after this program was built"), "{}", run.err);
    // A mistake of no source is one for all.
    desk.file("copydesk.toml", "[run]\nthread = 1\n");
    skip(&["extract", "a.html"]).code(2);
}

#[test]
fn every_mistake_of_a_source_leaves_it_out_on_request() {
    let plugins = "[plugins]\nload = true\n";
    for (settings, file, told) in [
        ("", &b"name = \"rt\xFF\""[..], "no UTF-8"),
        ("", b"name = \"rt\"\n[options]\nkeep_author_biox = true\n", "did you mean `keep_author_bio`"),
        ("", b"name = \"rt\"\nplugin = \"rtt\"\n", "there is no plugin \"rtt\""),
        (plugins, b"name = \"rt\"\nplugin = \"rtt\"\n", "there is no plugin \"rtt\""),
    ] {
        let desk = Desk::new();
        desk.file("a.html", support::page("The crane goes")).file(".config/copydesk/copydesk.toml", settings);
        desk.file(".config/copydesk/sources/rt.toml", file);
        assert!(desk.run(&["extract", "a.html"]).code(2).err.contains(told));
        let run = desk.run(&["--skip-broken-sources", "extract", "a.html"]).code(1);
        assert!(run.err.contains(told) && run.err.contains("left out for the mistakes above: rt\n"), "{}", run.err);
        assert_eq!(run.json()["title"], "The crane goes");
        let sources = desk.run(&["--skip-broken-sources", "sources"]).code(1).out;
        assert!(sources.contains("haaretz") && !sources.contains("rt.com"), "{sources}");
    }
}

#[test]
fn explain_takes_what_the_server_said() {
    let desk = Desk::new();
    desk.file("a", "<p>The caf\u{e9} by the harbour opens again.".chars().map(|sign| sign as u8).collect::<Vec<u8>>());
    // Without it the sign is taken for a Western one.
    let run = desk.run(&["explain", "a", "--content-type", "text/html; charset=iso-8859-5", "--form", "html"]).code(0);
    assert!(run.out.contains("The cafщ by"), "{}", run.out);
    assert!(desk.run(&["explain", "a", "--form", "html"]).code(0).out.contains("The café by"));
    let wrong = desk.run(&["explain", "a", "--content-type", "rubbish"]).code(2);
    assert!(wrong.err.contains("is no content type"), "{}", wrong.err);
    let help = desk.run(&["explain", "--help"]).code(0).out;
    assert!(!help.contains("manifest"), "{help}");
}
