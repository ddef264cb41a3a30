//! The three seeds of the customer, compared whole with what must come out of them.

use std::fs;
use std::path::Path;

use copydesk_acceptance::{engine, shared};
use copydesk_core::text::whitespace::fold;
use copydesk_core::{Article, ArticleBlock, Extraction, Kind, Part, Span, Verdict};
use copydesk_engine::PageInput;
use serde_json::{Value, json};

/// Extracts a seed: by content alone, or with a given source.
fn extract(seeds: &Path, gold: &Value, source: Option<&str>) -> Extraction {
    let name = gold["file"].as_str().expect("gold names its file");
    let bytes = fs::read(seeds.join(name)).expect("the seed is readable");
    let input = PageInput { name: Some(name), source, ..PageInput::new(&bytes) };
    let engine = engine();
    let extraction = engine.extract(&input);
    assert_eq!(engine.extract(&input), extraction, "extraction run twice must agree");
    extraction
}

fn gold(name: &str) -> Option<(std::path::PathBuf, Value)> {
    let folder = shared("gold/seeds")?;
    let text = fs::read_to_string(folder.join(name).with_extension("json")).expect("gold is readable");
    Some((shared("seeds")?, serde_json::from_str(&text).expect("gold is JSON")))
}

fn lines(span: Span) -> Vec<u32> {
    match span {
        Span::Lines(first, last) => (first..=last).collect(),
        Span::Bytes(..) => panic!("a flat text has lines"),
    }
}

/// An article block in the form of the gold.
fn block(block: &ArticleBlock) -> Value {
    let mut value = json!({ "kind": block.kind.name(), "lines": lines(block.span), "text": block.text });
    if let Some(credit) = &block.credit {
        value["credit"] = json!(credit);
    }
    if let Kind::Tweet { author, handle, posted, links } = &block.kind {
        value["author"] = json!(author);
        value["handle"] = json!(handle);
        value["posted"] = json!(posted);
        value["links"] = json!(links);
    }
    value
}

fn fields(article: &Article) -> Value {
    json!({
        "title": article.title,
        "standfirst": article.standfirst,
        "published": article.published,
        "authors": article.authors,
    })
}

/// The pieces of a ledger with a verdict that `pick` chooses, in the form of the gold.
fn pieces(extraction: &Extraction, pick: impl Fn(&Verdict) -> Option<Value>) -> Vec<Value> {
    let blocks = extraction.ledger.blocks.iter();
    blocks
        .flat_map(|block| block.pieces.iter().map(move |piece| (block, piece)))
        .filter_map(|(block, piece)| {
            let mut value = pick(&piece.decision.verdict)?;
            value["lines"] = json!(lines(block.span));
            value["text"] = json!(fold(&piece.text));
            Some(value)
        })
        .collect()
}

/// What the gold says was dropped: without its reasons, which may be worded otherwise, and with the white space of the
/// input folded as that of every block is.
fn dropped_in_gold(gold: &Value) -> Vec<Value> {
    let mut values = gold["dropped"].as_array().expect("gold lists").clone();
    for value in &mut values {
        value.as_object_mut().expect("gold lists objects").remove("why");
        value["text"] = json!(fold(value["text"].as_str().expect("gold has texts")));
    }
    values
}

#[track_caller]
fn check(name: &str) {
    let Some((seeds, gold)) = gold(name) else { return };
    let extraction = extract(&seeds, &gold, None);
    let article = &extraction.article;
    assert_eq!(article.source.as_deref(), gold["source"].as_str());
    assert_eq!(fields(article), gold["fields"]);
    assert_eq!(article.blocks.iter().map(block).collect::<Vec<_>>(), *gold["blocks"].as_array().expect("gold lists"));
    let consumed = pieces(&extraction, |verdict| match verdict {
        Verdict::Field { field } => Some(json!({ "into": field.name() })),
        _ => None,
    });
    assert_eq!(consumed, *gold["consumed"].as_array().expect("gold lists"));
    let dropped = pieces(&extraction, |verdict| matches!(verdict, Verdict::Drop).then(|| json!({})));
    assert_eq!(dropped, dropped_in_gold(&gold));
    let chosen: Vec<_> = extraction.ledger.sources.iter().filter(|source| source.chosen).collect();
    assert!(
        matches!(chosen.as_slice(), [source] if source.by == "content" && !source.evidence.is_empty()),
        "recognised by content, with evidence: {chosen:?}"
    );
}

#[test]
fn labourlist() {
    check("labourlist");
}

#[test]
fn rt() {
    check("rt");
}

#[test]
fn haaretz() {
    check("haaretz");
}

/// Without any source knowledge the dirt goes, tweets and captions are typed, and dates are read.
#[test]
fn generic_alone_knows_dirty_text() {
    for name in ["labourlist", "rt", "haaretz"] {
        let Some((seeds, gold)) = gold(name) else { return };
        let extraction = extract(&seeds, &gold, Some("generic"));
        assert_eq!(extraction.article.source, None);
        assert_eq!(extraction.article.published.as_deref(), gold["fields"]["published"].as_str(), "{name}: published");
        let dropped = pieces(&extraction, |verdict| matches!(verdict, Verdict::Drop).then(|| json!({})));
        assert_eq!(dropped, dropped_in_gold(&gold), "{name}: dropped");
        let typed = |kinds: &[&str], blocks: Vec<Value>| -> Vec<Value> {
            blocks.into_iter().filter(|block| kinds.contains(&block["kind"].as_str().unwrap_or_default())).collect()
        };
        let kinds = ["tweet", "caption"];
        assert_eq!(
            typed(&kinds, extraction.article.blocks.iter().map(block).collect()),
            typed(&kinds, gold["blocks"].as_array().expect("gold lists").clone()),
            "{name}: tweets and captions"
        );
        let credits = pieces(&extraction, |verdict| {
            matches!(verdict, Verdict::Part { part: Part::Credit, .. }).then(|| json!({}))
        });
        assert_eq!(credits.len(), usize::from(name == "haaretz"), "{name}: credits");
    }
}
