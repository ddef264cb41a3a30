//! Web archives as inputs.

mod support;

use support::{Desk, codes, gzip, page, zstd};

/// A record of an archive.
fn record(kind: &str, url: &str, block: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-12T07:30:00Z\r\n\
         WARC-Record-ID: <urn:uuid:of-{kind}>\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

/// A record that holds the answer of a server.
fn answer(url: &str, headline: &str) -> Vec<u8> {
    let page = page(headline);
    record("response", url, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"))
}

const CRANE: &str = "https://gazette.example/crane";
const FERRY: &str = "https://gazette.example/ferry";

/// An archive of two pages, a request and an error.
fn archive() -> Vec<Vec<u8>> {
    vec![
        record("request", CRANE, "GET /crane HTTP/1.1\r\n\r\n"),
        answer(CRANE, "The old crane goes"),
        record("response", CRANE, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here."),
        answer(FERRY, "The ferry is late"),
    ]
}

fn packed(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|record| gzip(record)).collect()
}

#[test]
fn every_page_of_an_archive_gives_an_article() {
    let desk = Desk::new();
    let frames: Vec<u8> = archive().iter().flat_map(|record| zstd(record)).collect();
    desk.file("news.warc.gz", packed(&archive())).file("plain.warc", archive().concat()).file("new.warc.zst", frames);
    for name in ["news.warc.gz", "plain.warc", "new.warc.zst"] {
        let run = desk.run(&["extract", name]).code(0);
        let lines = run.lines();
        let titles: Vec<_> = lines.iter().map(|line| line["title"].as_str().unwrap_or_default()).collect();
        assert_eq!(titles, ["The old crane goes", "The ferry is late"], "{name}");
        assert_eq!(lines[1]["url"], FERRY);
        assert_eq!(lines[1]["id"], "urn:uuid:of-response");
        let place = run.inputs()[1].rsplit_once('#').map(|(archive, place)| (archive.to_owned(), place.to_owned()));
        let (archive, place) = place.expect("an archive's page is named by its place");
        assert_eq!(archive, name);
        assert!(place.parse::<u64>().is_ok_and(|place| place > 100), "{place}");
        assert_eq!(run.err, "");
    }
    let told = desk.run(&["-v", "extract", "news.warc.gz"]).code(0).err;
    assert!(told.contains("records=4 pages=2 damaged=0"), "{told}");
    assert!(told.contains("1 request record, 1 status 404"), "{told}");
}

#[test]
fn a_record_is_named_by_its_place() {
    let desk = Desk::new();
    let frames: Vec<u8> = archive().iter().flat_map(|record| zstd(record)).collect();
    desk.file("news.warc.gz", packed(&archive())).file("all.warc.gz", gzip(&archive().concat()));
    desk.file("new.warc.zst", frames);
    for name in ["news.warc.gz", "all.warc.gz", "new.warc.zst"] {
        let all = desk.run(&["extract", "--ledger", name]).code(0);
        for (line, input) in all.lines().iter().zip(all.inputs()) {
            let alone = desk.run(&["extract", "--ledger", &input]).code(0);
            assert_eq!(&alone.json(), line, "{input}");
            let explained = desk.run(&["explain", &input]).code(0);
            assert!(explained.out.contains(&input), "{}", explained.out);
        }
    }
    let none = desk.run(&["extract", "news.warc.gz#3"]).code(1);
    assert!(none.err.contains("news.warc.gz#3: no record begins at 3"), "{}", none.err);
    let request = desk.run(&["extract", "news.warc.gz#0"]).code(1);
    assert!(request.err.contains("news.warc.gz#0 is no page: request record"), "{}", request.err);
    let whole = desk.run(&["explain", "news.warc.gz"]).code(2);
    assert!(whole.err.contains("not a directory or an archive"), "{}", whole.err);
    desk.file("list.jsonl", "{\"path\": \"news.warc.gz\"}\n{\"path\": \"none.warc.gz#12\", \"id\": \"x\"}\n");
    let listed = desk.run(&["extract", "--manifest", "list.jsonl"]).code(1);
    assert_eq!(listed.lines().len(), 2);
    assert!(listed.err.contains("there is no file none.warc.gz"), "{}", listed.err);
    desk.file("described.jsonl", "{\"path\": \"news.warc.gz\", \"id\": \"x\"}\n");
    let described = desk.run(&["extract", "--manifest", "described.jsonl"]).code(1);
    assert!(described.err.contains("archive news.warc.gz is given an address"), "{}", described.err);
}

#[test]
fn archives_are_found_in_directories_and_on_standard_input() {
    let desk = Desk::new();
    desk.file("day/a.html", page("The lock"))
        .file("day/b.warc.gz", packed(&archive()))
        .file("day/c.html", page("The gate"));
    let run = desk.run(&["extract", "day"]).code(0);
    let titles: Vec<_> = run.lines().iter().map(|line| line["title"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(titles, ["The lock", "The old crane goes", "The ferry is late", "The gate"]);
    for bytes in [packed(&archive()), archive().concat(), zstd(&archive().concat())] {
        let run = desk.run_with(&["extract", "-"], &bytes).code(0);
        assert_eq!(run.lines().len(), 2);
        assert!(run.inputs()[0].starts_with("-#"), "{:?}", run.inputs());
    }
    let recognised = desk.run(&["recognise", "day"]).code(0);
    assert!(recognised.out.contains("files 4, "), "{}", recognised.out);
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let desk = Desk::new();
    let records: Vec<Vec<u8>> =
        (0..60).map(|at| answer(&format!("https://gazette.example/{at}"), &format!("Crane {at} goes"))).collect();
    desk.file("many.warc.gz", packed(&records));
    let one = desk.run(&["extract", "--threads", "1", "many.warc.gz"]).code(0);
    let four = desk.run(&["extract", "--threads", "4", "many.warc.gz"]).code(0);
    assert_eq!(one.lines().len(), 60);
    assert!(one.out == four.out, "one and four threads give different output");
}

#[test]
fn what_is_damaged_is_told_and_the_rest_is_read() {
    let desk = Desk::new();
    let mut bytes = packed(&archive());
    let cut = bytes.split_off(bytes.len() - 40);
    desk.file("cut.warc.gz", &bytes);
    let run = desk.run(&["extract", "cut.warc.gz"]).code(0);
    assert_eq!(run.lines().len(), 2);
    assert_eq!(codes(&run.lines()[1]), ["input/truncated"]);

    let junk = [bytes, cut, b"junk".to_vec(), packed(&[answer(CRANE, "The lock opens")])].concat();
    desk.file("junk.warc.gz", &junk);
    let run = desk.run(&["extract", "junk.warc.gz"]).code(1);
    assert_eq!(run.lines().len(), 3);
    assert!(run.err.contains("junk.warc.gz, at "), "{}", run.err);
    assert!(run.err.contains("4 bytes that are no record"), "{}", run.err);
    assert!(run.err.ends_with("1 of 4 inputs failed\n"), "{}", run.err);

    desk.file("none.warc.gz", packed(&archive()[..1])).file("page.warc", page("The lock"));
    let none = desk.run(&["extract", "none.warc.gz", "page.warc"]).code(1);
    assert!(none.err.contains("archive none.warc.gz holds no pages (1 request record)"), "{}", none.err);
    assert!(none.err.contains("page.warc: is no web archive"), "{}", none.err);
    assert!(!none.err.contains("before it"), "{}", none.err);
    let empty = desk.file("empty.warc", "").run(&["extract", "empty.warc"]).code(1);
    assert!(empty.err.contains("archive empty.warc is empty") && !empty.err.contains("before it"), "{}", empty.err);

    let behind = packed(&archive())[60..].to_vec();
    let behind = desk.file("behind.warc.gz", behind).run(&["extract", "behind.warc.gz"]).code(1);
    assert_eq!(behind.lines().len(), 2);
    assert!(behind.err.contains("behind.warc.gz, at 0: "), "{}", behind.err);
    let hidden = desk.file("hidden.gz", packed(&archive())).run(&["extract", "hidden.gz"]).code(1);
    assert!(
        hidden.err.contains("is a web archive (WARC), which is read as one where its name ends in"),
        "{}",
        hidden.err
    );
}

#[test]
fn the_day_of_fetching_counts_where_the_server_confirms_it() {
    let desk = Desk::new();
    let dated = page("The lock opens")
        .replace("<head>", "<head><meta property=article:published_time content=2023-05-20T08:00:00Z>");
    let archived = |date: &str| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{date}\r\n");
        desk.file("one.warc", record("response", CRANE, &format!("{head}{dated}")));
        desk.run(&["extract", "one.warc"]).code(0).lines()[0]["published"].clone()
    };
    assert_eq!(archived("Date: Fri, 12 May 2023 07:29:58 GMT\r\n"), serde_json::Value::Null);
    assert_eq!(archived("Date: Sat, 20 May 2023 09:00:00 GMT\r\n"), "2023-05-20T08:00:00Z");
    assert_eq!(archived(""), "2023-05-20T08:00:00Z");
}
