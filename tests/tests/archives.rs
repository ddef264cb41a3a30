//! Real archives: of two crawlers, of pages that are gold too, one that ends early, and one in a ZIP file.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use copydesk_acceptance::{engine, shared};
use copydesk_archive::{ArchivedPage, Item, Limits, NoPage, Package, Pages, Tally};
use copydesk_engine::PageInput;
use flate2::read::GzDecoder;
use serde_json::Value;

/// All of an archive: its pages, how many parts of it are damaged, and what became of its records.
fn read(path: &Path) -> (Vec<ArchivedPage>, usize, Tally) {
    let file = File::open(path).expect("the archive can be read");
    let mut pages = Pages::open(file, Limits::default()).expect("it is an archive");
    let (mut found, mut damaged) = (Vec::new(), 0);
    for item in pages.by_ref() {
        match item.expect("a file can be read") {
            Item::Page(page) => found.push(*page),
            Item::Damage(_) => damaged += 1,
        }
    }
    let tally = pages.tally().clone();
    (found, damaged, tally)
}

#[track_caller]
fn check(name: &str, records: u64, pages: usize, others: &[(NoPage, u64)]) {
    let Some(folder) = shared("warc") else { return };
    let (found, damaged, tally) = read(&folder.join(name));
    assert_eq!((tally.records(), found.len(), damaged), (records, pages, 0), "{name}");
    for (reason, count) in others {
        assert_eq!(tally.others.get(reason), Some(count), "{name}: {reason}");
    }
    assert!(found.iter().all(|page| page.url.is_some() && page.fetched.is_some() && page.id.is_some()), "{name}");
}

#[test]
fn every_record_is_accounted_for() {
    let of_kind = |kind: &str| NoPage::Kind(kind.to_owned());
    check("archive-2008.warc.gz", 822, 94, &[(of_kind("metadata"), 261), (NoPage::Status(404), 40)]);
    check("web-2020.warc.gz", 50, 16, &[(of_kind("request"), 17), (of_kind("metadata"), 16)]);
    check("news.warc.gz", 171, 170, &[(of_kind("warcinfo"), 1)]);
}

#[test]
fn a_package_is_read_part_by_part() {
    let Some(folder) = shared("warc") else { return };
    let file = File::open(folder.join("valid.wacz")).expect("the package can be read");
    let package = Package::open(file).expect("it is a package");
    let [part] = package.parts() else { panic!("one archive: {:?}", package.parts()) };
    let reader = package.read_part(part, &Limits::default()).expect("it can be read");
    let soundness = reader.soundness();
    let mut pages = Pages::open(reader, Limits::default()).expect("it is an archive");
    let found: Vec<Item> = pages.by_ref().collect::<Result<_, _>>().expect("a file can be read");
    assert!(matches!(found.as_slice(), [Item::Page(_)]), "{found:?}");
    assert_eq!((pages.tally().records(), soundness.problem()), (4, None));
}

#[test]
fn a_page_that_ends_early_gives_what_is_there() {
    let Some(folder) = shared("warc") else { return };
    let (pages, ..) = read(&folder.join("clipped.warc.gz"));
    let [page] = pages.as_slice() else { panic!("one record") };
    assert!(page.problem.as_deref().is_some_and(|problem| problem.contains("ends early")), "{:?}", page.problem);
    let input = PageInput { url: page.url.as_deref(), fetched: page.fetched.as_deref(), ..PageInput::new(&page.bytes) };
    assert!(engine().article(&input).text.split_whitespace().count() > 500);
}

#[test]
fn pages_of_an_archive_are_the_pages_that_were_put_in() {
    let (Some(archives), Some(gold)) = (shared("warc"), shared("gold")) else { return };
    let mut of_address: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
    for set in ["andy", "fundus", "wcxb", "aeb", "fundus_eval", "trafilatura"] {
        for line in fs::read_to_string(gold.join(set).join("gold.jsonl")).expect("gold is readable").lines() {
            let line: Value = serde_json::from_str(line).expect("gold is JSON");
            let (Some(id), Some(url)) = (line["id"].as_str(), line["url"].as_str()) else { continue };
            let Ok(file) = File::open(gold.join(set).join(format!("html/{id}.html.gz"))) else { continue };
            let mut bytes = Vec::new();
            GzDecoder::new(file).read_to_end(&mut bytes).expect("the page is whole");
            of_address.entry(url.to_owned()).or_default().push(bytes);
        }
    }
    let (pages, ..) = read(&archives.join("news.warc.gz"));
    let same = pages.iter().filter(|page| {
        let known = of_address.get(page.url.as_deref().unwrap_or_default());
        known.is_some_and(|pages| pages.iter().any(|bytes| bytes.trim_ascii() == page.bytes.trim_ascii()))
    });
    assert_eq!(same.count(), pages.len(), "pages that are those of the gold, of all");
}
