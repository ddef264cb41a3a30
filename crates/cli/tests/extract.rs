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
