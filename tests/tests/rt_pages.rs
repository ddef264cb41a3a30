//! RT's own pages in two layouts (2016 and 2022), against what is known of their paragraphs.
//!
//! The gold counts the summary as paragraph 0 where the page has one; here it is the standfirst.

use std::fs;
use std::io::Read;

use copydesk_acceptance::{engine, shared};
use copydesk_core::text::{dates, whitespace::fold};
use copydesk_core::{Article, Kind};
use copydesk_engine::PageInput;
use flate2::read::GzDecoder;
use serde_json::Value;

/// The standfirst and the body's blocks, as the gold counts paragraphs: embedded posts are none of RT's own.
fn paragraphs(article: &Article) -> Vec<String> {
    let own = |kind: &Kind| kind.is_body() && !matches!(kind, Kind::Tweet { .. });
    let blocks = article.blocks.iter().filter(|block| own(&block.kind));
    article.standfirst.iter().cloned().chain(blocks.map(|block| block.text.clone())).collect()
}

#[track_caller]
fn check(article: &Article, gold: &Value) {
    let id = gold["id"].as_str().expect("gold has ids");
    assert_eq!(article.source.as_deref(), Some("rt"), "{id}: source");
    assert_eq!(article.title.as_deref(), gold["title"].as_str(), "{id}: title");
    let date = gold["date"].as_str().expect("gold has dates");
    let date = dates::find(date).expect("the gold's date can be read").1;
    let published = article.published.as_deref().unwrap_or_default();
    assert!(published.starts_with(&date.to_string()), "{id}: published {published:?}, wanted {date}");
    let found = paragraphs(article);
    let listing: Vec<String> = found.iter().enumerate().map(|(at, text)| format!("{at}: {text:.90}")).collect();
    let listing = listing.join("\n");
    let count = gold["paragraph_count"].as_u64().expect("gold counts") as usize;
    assert_eq!(found.len(), count, "{id}: paragraphs\n{listing}");
    for (at, text) in gold["paragraph_at"].as_object().expect("gold has paragraphs") {
        let at = if at == "last" { count - 1 } else { at.parse().expect("an index") };
        assert_eq!(found[at], fold(text.as_str().expect("a paragraph")), "{id}: paragraph {at}\n{listing}");
    }
    for text in gold["must_contain"].as_array().expect("gold lists") {
        let text = fold(text.as_str().expect("a text"));
        assert!(found.iter().any(|paragraph| paragraph.contains(&*text)), "{id}: {text}");
    }
}

#[test]
fn paragraphs_title_and_date_are_right() {
    let Some(folder) = shared("gold/wpp") else { return };
    let engine = engine();
    let gold = fs::read_to_string(folder.join("gold.jsonl")).expect("gold is readable");
    let mut pages = 0;
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).expect("gold is JSON");
        if gold["publisher"] != "rt" {
            continue;
        }
        let id = gold["id"].as_str().expect("gold has ids");
        let file = fs::File::open(folder.join(format!("html/{id}.html.gz"))).expect("the page is there");
        let mut bytes = Vec::new();
        GzDecoder::new(file).read_to_end(&mut bytes).expect("the page is whole");
        let input = PageInput { url: gold["url"].as_str(), ..PageInput::new(&bytes) };
        check(&engine.extract(&input).article, &gold);
        pages += 1;
    }
    assert_eq!(pages, 3, "RT's pages in the gold");
}
