//! `copydesk extract` as a user calls it.

mod support;

use support::{Desk, page, sample};

#[test]
fn one_page_gives_json_and_several_give_lines() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes")).file("ferry.html", page("The ferry is late"));
    let one = desk.run(&["extract", "crane.html"]).code(0);
    let record = one.json();
    assert!(one.out.starts_with("{\n"), "one article is indented");
    assert_eq!(record["schema"], "copydesk/article/1");
    assert_eq!(record["input"], "crane.html");
    assert_eq!(record["title"], "The old crane goes");
    assert!(record["text"].as_str().is_some_and(|text| text.starts_with("The harbour office said")));
    assert!(record.get("ledger").is_none());

    let two = desk.run(&["extract", "ferry.html", "./crane.html"]).code(0);
    assert_eq!(two.inputs(), ["ferry.html", "./crane.html"]);
    assert_eq!(desk.run(&["extract", "."]).code(0).inputs(), ["./crane.html", "./ferry.html"]);
}

#[test]
fn standard_input_is_an_input() {
    let desk = Desk::new();
    let record = desk.run_with(&["extract", "-"], page("The old crane goes").as_bytes()).code(0).json();
    assert_eq!((&record["input"], &record["title"]), (&"-".into(), &"The old crane goes".into()));
    let packed = support::gzip(page("The old crane goes").as_bytes());
    assert_eq!(desk.run_with(&["extract"; 1], b"").code, 2);
    assert_eq!(desk.run_with(&["extract", "-"], &packed).code(0).json()["title"], "The old crane goes");
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let desk = Desk::new();
    for at in 0..60 {
        // Pages of very different size end in another order than they begin in.
        let text = page(&format!("Crane {at}")).repeat(if at % 7 == 0 { 60 } else { 1 });
        desk.file(&format!("pages/{at:02}.html"), text);
    }
    let one = desk.run(&["extract", "--ledger", "--threads", "1", "pages"]).code(0);
    let four = desk.run(&["extract", "--ledger", "--threads", "4", "pages"]).code(0);
    assert_eq!(one.lines().len(), 60);
    assert!(one.out == four.out, "one and four threads give different output");
    let mut sorted = one.inputs();
    sorted.sort();
    assert_eq!(one.inputs(), sorted);
}

#[test]
fn the_ledger_comes_on_request() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    let record = desk.run(&["extract", "--ledger", "crane.html"]).code(0).json();
    let blocks = record["ledger"]["blocks"].as_array().expect("a ledger has blocks");
    assert!(blocks.iter().any(|block| block["pieces"][0]["text"] == "All rights reserved"));
    assert!(blocks.iter().filter_map(|block| block["pieces"].as_array()).flatten().all(|piece| {
        piece["rule"].as_str().is_some_and(|rule| !rule.is_empty())
            && piece["reason"].as_str().is_some_and(|reason| !reason.is_empty())
    }));
    desk.run(&["extract", "--ledger", "--format", "text", "crane.html"]).code(2);
}

#[test]
fn formats_are_written() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes")).file("ferry.html", page("The ferry is late"));
    let markdown = desk.run(&["extract", "--format", "markdown", "crane.html"]).code(0);
    assert!(markdown.out.starts_with("# The old crane goes\n\n"), "{}", markdown.out);
    let text = desk.run(&["extract", "--format", "text", "crane.html"]).code(0);
    let both = desk.run(&["extract", "--format", "text", "crane.html", "ferry.html"]).code(0);
    assert_eq!(both.out, format!("{0}\u{c}\n{0}", text.out));
    let array = desk.run(&["extract", "--format", "json", "crane.html", "ferry.html"]).code(0).json();
    assert_eq!(array.as_array().map(Vec::len), Some(2));
    assert_eq!(desk.run(&["extract", "--format", "jsonl", "crane.html"]).code(0).lines().len(), 1);
}

#[test]
fn the_text_of_an_article_extracted_again_is_itself() {
    let desk = Desk::new();
    for name in ["harbour.html", "harbour.txt"] {
        let path = sample(name);
        let path = path.to_str().expect("the path is UTF-8");
        let first = desk.run(&["extract", "--format", "text", path]).code(0);
        desk.file("again.txt", &first.out);
        let second = desk.run(&["extract", "--format", "text", "again.txt"]).code(0);
        assert_eq!(second.out, first.out, "{name}");
    }
}

#[test]
fn the_samples_are_clean() {
    let desk = Desk::new();
    for name in ["harbour.html", "harbour.txt"] {
        let path = sample(name);
        let record = desk.run(&["extract", path.to_str().expect("the path is UTF-8")]).code(0).json();
        assert_eq!(record["title"], "Harbour lock reopens after nine weeks of repairs", "{name}");
        assert_eq!(record["authors"], serde_json::json!(["Maud Ferriby"]), "{name}");
        assert!(record["published"].as_str().is_some_and(|date| date.starts_with("2023-05-12")), "{name}");
        let text = record["text"].as_str().expect("an article has a text");
        assert!(text.starts_with("The lock at the mouth of Saltmarsh harbour"), "{name}: {text}");
        assert!(text.ends_with("the basin in full use."), "{name}: {text}");
        for dirt in ["Read more", "Sign up", "Facebook", "Eel count", "t.co", "icon"] {
            assert!(!text.contains(dirt), "{name} holds {dirt:?}: {text}");
        }
        let blocks = record["blocks"].as_array().expect("an article has blocks");
        let tweet = blocks.iter().find(|block| block["kind"] == "tweet").expect("the tweet is typed");
        assert_eq!((&tweet["handle"], &tweet["posted"]), (&"fv_marigold".into(), &"2023-05-11".into()), "{name}");
        let caption = blocks.iter().find(|block| block["kind"] == "caption").expect("the caption is typed");
        assert!(caption["credit"].as_str().is_some_and(|credit| credit.contains("Tobias Wray")), "{name}: {caption}");
    }
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    let both = desk.run(&["extract", "-o", "out.jsonl", "missing.html", "crane.html"]).code(1);
    assert!(both.out.is_empty());
    let written = std::fs::read_to_string(desk.path("out.jsonl")).expect("the good ones are written");
    assert_eq!(written.lines().count(), 1);
    desk.run(&["extract", "-o", "none.json", "missing.html"]).code(1);
    desk.run(&["extract", "-o", "out.jsonl", "missing.html"]).code(1);
    assert_eq!(std::fs::read_to_string(desk.path("out.jsonl")).expect("the file stays"), written);
    assert_eq!(desk.files(), ["crane.html", "out.jsonl"]);
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_any_page_is_read() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    for (path, expected) in [
        (".", "it is a directory"),
        ("missing/out.json", "there is no directory missing"),
        ("crane.html/out.json", "crane.html is no directory"),
    ] {
        let run = desk.run(&["extract", "-o", path, "crane.html", "absent.html"]).code(2);
        assert!(run.err.contains(expected), "{path}: {}", run.err);
        assert!(!run.err.contains("absent.html"), "{}", run.err);
        assert!(!run.err.contains(".copydesk-"), "{path}: an internal name is told: {}", run.err);
    }
}

/// What a shell's command leaves in a file that it redirects to; `$1` is the binary.
#[cfg(target_os = "linux")]
#[track_caller]
fn check_shell(command: &str, expected: &str) {
    let desk = Desk::new();
    desk.file("crane.txt", "The old crane goes\n\nThe harbour office said so on Tuesday.\n").file("log", "old\n");
    let program = env!("CARGO_BIN_EXE_copydesk");
    let status = std::process::Command::new("sh")
        .args(["-c", command, "sh", program])
        .current_dir(desk.path(""))
        .env("HOME", desk.path(""))
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("RUST_LOG")
        .status()
        .expect("there is a shell");
    assert!(status.success(), "{command}: {status}");
    assert_eq!(std::fs::read_to_string(desk.path("log")).expect("the file is there"), expected, "{command}");
    assert!(desk.files().iter().all(|name| !name.starts_with(".copydesk-")), "{command}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_stands_behind_a_descriptor_is_never_replaced() {
    const TEXT: &str = "The old crane goes\n\nThe harbour office said so on Tuesday.\n";
    let extract = r#""$1" extract --format text crane.txt -o"#;
    let check = |before: &str, rest: &str, expected: &str| check_shell(&format!("{before}{extract} {rest}"), expected);
    for path in ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"] {
        check("", &format!("{path} >> log"), &format!("old\n{TEXT}"));
        check("{ echo head; ", &format!("{path}; echo foot; }} > log"), &format!("head\n{TEXT}foot\n"));
        check("", &format!("{path} | cat >> log"), &format!("old\n{TEXT}"));
    }
    check("ln -s /dev/stdout link; ln -s link again; ", "again >> log", &format!("old\n{TEXT}"));
    check("{ echo head >&2; ", "/dev/stderr; echo foot >&2; } 2> log", &format!("head\n{TEXT}foot\n"));
    check("", "/dev/fd/3 3>> log", &format!("old\n{TEXT}"));
    check("{ ", "/dev/fd/3 3>&1 >/dev/null; } | cat >> log", &format!("old\n{TEXT}"));
    check("mkfifo pipe; cat pipe >> log & ", "pipe; wait", &format!("old\n{TEXT}"));
    check("", "/dev/null", "old\n");
}

#[test]
fn no_input_is_overwritten() {
    let desk = Desk::new();
    let before = page("The old crane goes");
    desk.file("pages/crane.html", &before).file("list.jsonl", "{\"path\": \"pages/crane.html\"}\n");
    let (other, list) = ("pages/../pages/crane.html", "list.jsonl");
    for arguments in [
        &["extract", "pages/crane.html", "-o", "pages/crane.html"][..],
        &["extract", "./pages/crane.html", "-o", other],
        &["extract", "pages", "-o", other],
        &["extract", "--manifest", list, "-o", other],
        &["extract", "--manifest", list, "-o", list],
    ] {
        let run = desk.run(arguments).code(2);
        assert!(run.err.contains("would overwrite the input"), "{arguments:?}: {}", run.err);
    }
    assert_eq!(std::fs::read_to_string(desk.path("pages/crane.html")).expect("the page stays"), before);
    // What an earlier call wrote among the pages looks like one of them.
    let again = ["extract", "pages", "--format", "text", "-o", "pages/all.txt"];
    desk.run(&again).code(0);
    assert!(desk.run(&again).code(2).err.contains("would overwrite the input pages/all.txt"));
}

#[test]
fn an_array_of_no_article_is_an_array() {
    let desk = Desk::new();
    let run = desk.run(&["extract", "--format", "json", "missing.html", "absent.html"]).code(1);
    assert_eq!(run.json(), serde_json::json!([]));
    assert!(desk.run(&["extract", "--format", "json", "missing.html"]).code(1).out.is_empty());
}

#[test]
fn a_manifest_tells_what_is_known_of_pages() {
    let desk = Desk::new();
    // Latin 1, which only the content type tells.
    let text = b"Der Kran f\xe4llt\n\nDas Hafenamt sagte, dass der alte Kran im Herbst f\xe4llt.".to_vec();
    desk.file("in/crane.html", page("The old crane goes")).file("in/deep/notes.bin", text).file(
        "in/list.jsonl",
        "{\"path\": \"crane.html\", \"url\": \"https://www.rt.com/news/1-crane/\", \"rank\": 1}\n\n\
         {\"path\": \"deep/notes.bin\", \"content_type\": \"text/plain; charset=iso-8859-1\", \"id\": \"notes/7\"}\n",
    );
    let records = desk.run(&["extract", "--manifest", "in/list.jsonl"]).code(0).lines();
    let told = |key: &str| records.iter().map(|record| record[key].clone()).collect::<Vec<_>>();
    assert_eq!(told("id"), ["crane", "notes/7"]);
    assert_eq!(told("input"), ["in/crane.html", "in/deep/notes.bin"]);
    assert_eq!(told("source"), [serde_json::json!("rt"), serde_json::Value::Null]);
    assert_eq!(told("url"), [serde_json::json!("https://www.rt.com/news/1-crane/"), serde_json::Value::Null]);
    assert!(records[1]["text"].as_str().is_some_and(|text| text.contains("fällt")), "{}", records[1]);

    // Beside other inputs, and where pages are only recognised.
    desk.run(&["extract", "in/crane.html", "--manifest", "in/list.jsonl"]).code(0);
    let rows = desk.run(&["recognise", "--json", "--manifest", "in/list.jsonl"]).code(0).lines();
    assert_eq!((&rows[0]["source"], &rows[0]["by"]), (&"rt".into(), &"host".into()));
    assert!(rows[1]["source"].is_null());

    desk.file("in/none.jsonl", "").file("in/gone.jsonl", "{\"path\": \"gone.html\"}\n{\"path\": \"crane.html\"}");
    assert!(desk.run(&["extract", "--manifest", "in/none.jsonl"]).code(1).err.contains("names no pages"));
    assert_eq!(desk.run(&["extract", "--manifest", "in/gone.jsonl"]).code(1).inputs(), ["in/crane.html"]);
}

#[test]
fn no_article_is_of_a_later_day_than_its_page_was_fetched() {
    let desk = Desk::new();
    let later = page("The old crane goes");
    let later = later.replace("<head>", "<head><meta property='article:published_time' content='2031-05-12'>");
    assert!(later.contains("2031"), "{later}");
    desk.file("crane.html", later).file(
        "list.jsonl",
        "{\"path\": \"crane.html\"}\n{\"path\": \"crane.html\", \"id\": \"again\", \"fetched\": \"2023-05-13\"}\n",
    );
    let records = desk.run(&["extract", "--manifest", "list.jsonl"]).code(0).lines();
    assert_eq!(records[0]["published"], "2031-05-12");
    assert!(records[1]["published"].is_null());
    let told = records[1]["diagnostics"].to_string();
    assert!(told.contains("generic/later-than-fetched") && told.contains("2031-05-12"), "{told}");
}

#[test]
fn ids_tell_pages_of_a_directory_apart() {
    let desk = Desk::new();
    desk.file("d/harbour.html", page("The old crane goes")).file("d/sub/harbour.TXT", "The ferry sailed on Tuesday.");
    let ids = |arguments: &[&str]| {
        let run = desk.run(arguments).code(0);
        let ids: Vec<String> =
            run.lines().iter().map(|record| record["id"].as_str().expect("a record has an id").to_owned()).collect();
        (ids, run.err)
    };
    let (found, told) = ids(&["extract", "d"]);
    assert_eq!((found.as_slice(), told.as_str()), (&["harbour".to_owned(), "sub/harbour".to_owned()][..], ""));
    let (named, told) = ids(&["extract", "d/harbour.html", "d/sub/harbour.TXT"]);
    assert_eq!(named, ["harbour", "harbour"]);
    assert!(
        told.contains("1 id is given to several inputs: harbour (d/harbour.html, d/sub/harbour.TXT); a manif"),
        "{told}"
    );
    for name in ["a/1.html", "b/1.html", "c/1.html", "d/1.html", "a/2.html", "b/2.html"] {
        desk.file(name, page("The old crane goes"));
    }
    let (_, told) = ids(&["extract", "a/1.html", "a/2.html", "b/1.html", "b/2.html", "c/1.html", "d/1.html"]);
    let expected =
        "2 ids are given to several inputs: 1 (a/1.html, b/1.html, c/1.html and 1 more); 2 (a/2.html, b/2.html);";
    assert!(told.contains(expected), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf8_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    std::fs::create_dir(desk.path("two")).expect("a directory can be made");
    for name in [&b"b\xFE.html"[..], b"b\xFF.html"] {
        let path = desk.path("two").join(OsStr::from_bytes(name));
        std::fs::write(path, page("The old crane goes")).expect("a file can be written");
    }
    let run = desk.run(&["extract", "two"]).code(0);
    assert_eq!(run.inputs(), ["two/b%FE.html", "two/b%FF.html"]);
    let ids: Vec<_> = run.lines().iter().map(|record| record["id"].clone()).collect();
    assert_eq!((ids, run.err.as_str()), (vec!["b%FE".into(), "b%FF".into()], ""));
    let mut one = desk.command(&["extract"]);
    let one = one.arg(OsStr::from_bytes(b"two/b\xFF.html")).output().expect("the binary runs");
    let record: serde_json::Value = serde_json::from_slice(&one.stdout).expect("the output is JSON");
    assert_eq!((&record["input"], &record["id"]), (&"two/b%FF.html".into(), &"b%FF".into()));
}

#[test]
fn a_source_is_named_or_found_out() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    desk.run(&["extract", "--source", "generic", "crane.html"]).code(0);
    let run = desk.run(&["extract", "--source", "rtt", "crane.html"]).code(2);
    assert!(run.err.contains("no source \"rtt\"") && run.err.contains("rt"), "{}", run.err);
    let by_host = desk.run(&["extract", "--ledger", "--url", "https://www.rt.com/news/1-crane/", "crane.html"]).code(0);
    let record = by_host.json();
    assert_eq!(record["source"], "rt");
    assert_eq!(record["ledger"]["sources"][0]["by"], "host");
}

#[test]
fn the_form_is_told_or_shown_by_the_bytes() {
    let desk = Desk::new();
    desk.file("crane.txt", page("The old crane goes"));
    let record = desk.run(&["extract", "crane.txt"]).code(0).json();
    assert_eq!(record["title"], "The old crane goes");
    assert_eq!(record["diagnostics"][0]["code"], "input/form");
    let record = desk.run(&["extract", "--form", "text", "crane.txt"]).code(0).json();
    assert_ne!(record["title"], "The old crane goes");
    assert!(record["diagnostics"].as_array().is_some_and(Vec::is_empty), "{record}");
    let told = desk.run(&["explain", "--form", "html", "crane.txt"]).code(0);
    assert!(told.out.contains("shows the headline"), "{}", told.out);
}

#[test]
fn hosts_of_the_user_lead_to_a_source_that_is_built_in() {
    let desk = Desk::new();
    let mirror = "name = \"rt\"\nhosts = [\"mirror.example\", \"*.mirror.example\"]\n";
    desk.file("crane.html", page("The old crane goes"));
    let arguments = ["extract", "--ledger", "--url", "https://www.mirror.example/x", "crane.html"];
    assert_ne!(desk.run(&arguments).code(0).json()["source"], "rt");
    desk.file(".config/copydesk/sources/rt.toml", mirror);
    for address in ["https://www.mirror.example/x", "https://mirror.example/x", "https://www.rt.com/x"] {
        let record = desk.run(&["extract", "--ledger", "--url", address, "crane.html"]).code(0).json();
        assert_eq!(record["source"], "rt", "{address}");
        assert_eq!(record["ledger"]["sources"][0]["by"], "host", "{address}");
    }
}

#[test]
fn a_run_over_several_inputs_ends_with_what_it_came_to() {
    let desk = Desk::new();
    desk.file("copydesk.toml", "").file(
        "sources/gazette.toml",
        "name = \"gazette\"\nhosts = [\"gazette.example\"]\n[[body]]\nselect = \"div.story\"\n",
    );
    let at_home = |headline: &str| {
        let head = "<head><link rel=canonical href='https://gazette.example/1'>";
        support::page(headline).replacen("<head>", head, 1)
    };
    let old = at_home("The crane goes").replace("<article>", "<div class=story>").replace("</article>", "</div>");
    desk.file("in/old.html", old)
        .file("in/new.html", at_home("The lock opens"))
        .file("in/else.html", support::page("Rain"));
    let run = desk.run(&["-v", "extract", "in"]).code(0);
    assert!(run.err.contains("3 articles, 0 failed, 0 said to be no article, 0 without text; "), "{}", run.err);
    assert!(run.err.contains("; generic: 1 page, mean confidence "), "{}", run.err);
    assert!(run.err.contains("; gazette: 2 pages, layout found on 1 of 2, mean confidence "), "{}", run.err);
    assert_eq!(support::codes(&run.lines()[1]), ["rules/no-layout"]);
    assert_eq!(desk.run(&["extract", "in"]).code(0).err, "", "nothing is to be done about it");
    // Where most pages of a source show no layout, the site is probably built anew.
    desk.file("in/newer.html", at_home("The ferry sails"));
    let run = desk.run(&["extract", "in"]).code(0);
    assert!(run.err.contains("gazette: 3 pages, layout found on 1 of 3"), "{}", run.err);
    let single = desk.run(&["-v", "extract", "in/new.html"]).code(0).err;
    assert!(!single.contains("input in"), "one input needs no summary");
    assert!(single.contains("source=\"gazette\"") && single.contains("rules/no-layout"), "{single}");
    // Empty downloads tell nothing of the site.
    let desk = Desk::new();
    desk.file("sources/gazette.toml", "name = \"gazette\"\n[[body]]\nselect = \"div.story\"\n");
    for name in ["in/a.html", "in/b.html", "in/c.html"] {
        desk.file(name, "");
    }
    let run = desk.run(&["extract", "in", "--source", "gazette"]).code(0);
    assert!(run.lines().iter().all(|line| !support::codes(line).contains(&"rules/no-layout")), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn a_source_that_empties_its_pages_is_told() {
    let desk = Desk::new();
    desk.file("sources/gazette.toml", "name = \"gazette\"\n[[body]]\nselect = \"h1\"\n");
    for name in ["in/a.html", "in/b.html", "in/c.html"] {
        desk.file(name, support::page("The crane goes"));
    }
    let run = desk.run(&["extract", "in", "--source", "gazette"]).code(0);
    assert!(run.err.contains("layout found on 3 of 3, hardly anything left of 3"), "{}", run.err);
    assert!(run.err.contains("`copydesk explain` shows which rules"), "{}", run.err);
}
