//! Web archives in ZIP files (WACZ) as inputs.

mod support;

use serde_json::Value;
use support::{Desk, Run, gzip, page, zip, zstd};

/// A record that holds a page.
fn record(headline: &str) -> Vec<u8> {
    let page = page(headline);
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let name = headline.replace(' ', "-").to_lowercase();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/{name}\r\n\
         WARC-Record-ID: <urn:uuid:{name}>\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

/// A record that holds none.
fn picture() -> Vec<u8> {
    b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx\r\n\r\n".to_vec()
}

fn package() -> Vec<u8> {
    let first = [gzip(&record("The old crane goes")), gzip(&record("The ferry is late"))].concat();
    zip(&[
        ("datapackage.json", b"{}"),
        ("archive/b.warc.gz", &first),
        ("archive/screenshots.warc", &picture()),
        ("archive/a.warc.zst", &zstd(&record("The lock opens"))),
        ("pages/pages.jsonl", b"{}"),
    ])
}

fn titles(run: &Run) -> Vec<String> {
    run.lines().iter().map(|line| line["title"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_page_of_a_package_gives_an_article_and_is_named_by_its_place() {
    let desk = Desk::new();
    desk.file("day/crawl.wacz", package()).file("day/z.html", page("The gate"));
    let run = desk.run(&["extract", "day/crawl.wacz"]).code(0);
    assert_eq!(titles(&run), ["The old crane goes", "The ferry is late", "The lock opens"]);
    assert_eq!(run.err, "");
    let inputs = run.inputs();
    assert_eq!(inputs[0], "day/crawl.wacz#archive/b.warc.gz#0");
    assert!(inputs[1].starts_with("day/crawl.wacz#archive/b.warc.gz#"), "{inputs:?}");
    assert_eq!(inputs[2], "day/crawl.wacz#archive/a.warc.zst#0");
    let whole = desk.run(&["extract", "--ledger", "day/crawl.wacz"]).code(0).lines();
    for (line, input) in whole.iter().zip(&inputs) {
        assert_eq!(&desk.run(&["extract", "--ledger", input]).code(0).json(), line, "{input}");
        let explained = desk.run(&["explain", input]).code(0);
        assert!(explained.out.starts_with(&format!("{input}\n")), "{}", explained.out);
        let recognised = desk.run(&["recognise", input]).code(0);
        assert!(recognised.out.contains(input), "{}", recognised.out);
    }
    desk.file(
        "day/list.jsonl",
        format!("{{\"path\": \"{}\"}}\n{{\"path\": \"crawl.wacz\"}}\n", &inputs[1]["day/".len()..]),
    );
    let listed = desk.run(&["extract", "--manifest", "day/list.jsonl"]).code(0);
    assert_eq!(titles(&listed), ["The ferry is late", "The old crane goes", "The ferry is late", "The lock opens"]);
    let found = desk.run(&["extract", "day"]).code(0);
    assert_eq!(titles(&found), ["The old crane goes", "The ferry is late", "The lock opens", "The gate"]);
    let part = desk.run(&["extract", "day/crawl.wacz#archive/b.warc.gz"]).code(0);
    assert_eq!(titles(&part), ["The old crane goes", "The ferry is late"]);
    let told = desk.run(&["-v", "extract", "day/crawl.wacz"]).code(0).err;
    assert!(told.contains("crawl.wacz#archive/screenshots.warc\" records=1 pages=0"), "{told}");
}

#[test]
fn what_a_package_cannot_give_is_told() {
    let desk = Desk::new();
    let check = |name: &str, bytes: &[u8], count: usize, expected: &[&str]| {
        let run = desk.file(name, bytes).run(&["extract", name]).code(1);
        assert_eq!(run.lines().len(), count, "{name}: {}", run.err);
        for expected in expected {
            assert!(run.err.contains(expected), "{name}: {}", run.err);
        }
        run
    };
    let sound = gzip(&record("The lock opens"));
    // One letter of a part; the part behind it is read.
    let mut damaged = zip(&[("archive/a.warc", &record("The old crane goes")), ("archive/b.warc.gz", &sound)]);
    let at = 30 + "archive/a.warc".len() + record("The old crane goes").len() - 30;
    damaged[at] ^= 1;
    let run = check("damaged.wacz", &damaged, 2, &["damaged.wacz#archive/a.warc: its checksum is another one"]);
    assert_eq!(titles(&run)[1], "The lock opens");
    let mut damaged =
        zip(&[("archive/a.warc.gz", &gzip(&record("The old crane goes"))), ("archive/b.warc.gz", &sound)]);
    damaged[200] ^= 1;
    check(
        "packed.wacz",
        &damaged,
        1,
        &["packed.wacz#archive/a.warc.gz, at 0: the gzip data is", "1 of 2 inputs failed"],
    );
    let text = zip(&[("archive/a.warc", b"no record"), ("archive/b.warc.gz", &sound)]);
    check("text.wacz", &text, 1, &["text.wacz#archive/a.warc: is no web archive"]);
    let pictures = zip(&[("archive/a.warc", &picture()), ("archive/b.warc", &picture())]);
    check(
        "pictures.wacz",
        &pictures,
        0,
        &["archive pictures.wacz holds no pages (2 image/png)", "1 of 1 inputs failed"],
    );
    let empty = zip(&[("pages/pages.jsonl", b"{}"), ("a.warc.gz", &sound)]);
    check("empty.wacz", &empty, 0, &["empty.wacz holds no web archive: expected files in its folder archive/"]);
    let whole = package();
    check(
        "cut.wacz",
        &whole[..whole.len() - 40],
        0,
        &["cut.wacz is no whole ZIP file: its end, with the directory, is not there"],
    );
    let mut more = whole.clone();
    let count = whole.len() - 12;
    more[count] += 1;
    check("more.wacz", &more, 3, &["more.wacz: its directory says to name 6 files, and names 5"]);
    // Of very many that are none the first are told, and how many more there are.
    let names: Vec<String> = (0..150).map(|at| format!("archive/{at}.warc")).collect();
    let none = names.iter().map(|name| (name.as_str(), &b"text"[..]));
    let files: Vec<(&str, &[u8])> = none.chain([("archive/z.warc.gz", &sound[..])]).collect();
    let run = check("none.wacz", &zip(&files), 1, &["none.wacz: 50 more of its web archives are damaged or none"]);
    assert_eq!(run.err.matches("is no web archive").count(), 100, "{}", run.err);
    desk.file("crawl.wacz", &whole);
    for (input, expected) in [
        ("crawl.wacz#archive/c.warc", "there is no such web archive in the package"),
        ("crawl.wacz#archive/c.warc#0", "there is no such web archive in the package"),
        ("crawl.wacz#archive/b.warc.gz#3", "crawl.wacz#archive/b.warc.gz#3: no record begins at 3"),
        ("crawl.wacz#archive/screenshots.warc#0", "#0 is no page: image/png"),
        ("other.wacz#archive/b.warc.gz#0", "there is no file other.wacz"),
    ] {
        let run = desk.run(&["extract", input]).code(1);
        assert!(run.err.contains(expected), "{input}: {}", run.err);
    }
    let whole = desk.run(&["explain", "crawl.wacz"]).code(2);
    assert!(whole.err.contains("not a directory or an archive"), "{}", whole.err);
    desk.file("described.jsonl", "{\"path\": \"crawl.wacz\", \"id\": \"x\"}\n");
    let described = desk.run(&["extract", "--manifest", "described.jsonl"]).code(1);
    assert!(described.err.contains("archive crawl.wacz is given an address"), "{}", described.err);
    let other = desk.file("crawl.zip", package()).run(&["extract", "crawl.zip"]).code(1);
    assert!(other.err.contains("of which web archives are read where the name ends in .wacz"), "{}", other.err);
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let desk = Desk::new();
    let archives: Vec<Vec<u8>> =
        (0..8).map(|part| (0..6).flat_map(|at| gzip(&record(&format!("Crane {part} {at} goes")))).collect()).collect();
    let names: Vec<String> = (0..8).map(|part| format!("archive/{part}.warc.gz")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&archives).map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    desk.file("many.wacz", zip(&files));
    let one = desk.run(&["extract", "--threads", "1", "many.wacz"]).code(0);
    let four = desk.run(&["extract", "--threads", "4", "many.wacz"]).code(0);
    assert_eq!(one.lines().iter().filter(|line| line["title"] != Value::Null).count(), 48);
    assert!(one.out == four.out, "one and four threads give different output");
}
