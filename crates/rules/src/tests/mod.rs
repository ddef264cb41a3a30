//! Rules applied to small documents.

use copydesk_core::{Decider, Document, Draft, Extraction, Extractor, Kind, Rule, StaticDocument, finish};

use crate::{RulesExtractor, SourceFile};

mod html;
mod problems;
mod text;

/// A source file of the given TOML-like JSON: the tests of this crate need no TOML.
#[track_caller]
fn source(json: &serde_json::Value) -> SourceFile {
    let mut file = serde_json::json!({ "name": "gazette" });
    for (key, value) in json.as_object().expect("a source is a table") {
        file[key] = value.clone();
    }
    serde_json::from_value(file).expect("the source of a test has the right keys")
}

#[track_caller]
fn compile(json: &serde_json::Value) -> RulesExtractor {
    RulesExtractor::compile(&source(json)).expect("the source of a test compiles")
}

/// Amends a draft in which all text is kept as paragraphs by the generic extractor.
#[track_caller]
fn amend(document: &dyn Document, json: &serde_json::Value) -> Extraction {
    let extraction = amend_by(&compile(json), document);
    let deferred = RulesExtractor::of_checked(&source(json)).expect("the source of a test compiles");
    assert_eq!(amend_by(&deferred, document), extraction, "it matters when patterns are compiled");
    extraction
}

#[track_caller]
fn amend_by(extractor: &RulesExtractor, document: &dyn Document) -> Extraction {
    let mut draft = Draft::new(document);
    draft.set_decider(Decider::GENERIC);
    for number in 0..document.blocks().len() as u32 {
        draft.keep(number, Kind::Paragraph, Rule::new("generic/prose", "running text")).expect("the block is there");
    }
    draft.set_decider(Decider::rules("gazette"));
    extractor.amend(&mut draft).expect("the rules apply");
    finish(&draft, Some("gazette"))
}

/// What became of the pieces: `kept paragraph: text`, `dropped (rule): text`, `taken into field: text`.
fn outcome(extraction: &Extraction) -> Vec<String> {
    let mut lines = Vec::new();
    for piece in extraction.ledger.blocks.iter().flat_map(|block| &block.pieces) {
        if !piece.text.is_empty() {
            lines.push(format!("{} ({}): {}", piece.decision.verdict, piece.decision.rule, piece.text));
        }
    }
    lines
}

#[track_caller]
fn check(lines: &[&str], json: &serde_json::Value, expected: &[&str]) -> Extraction {
    let document = StaticDocument::of_lines(lines);
    let extraction = amend(&document, json);
    assert_eq!(outcome(&extraction), expected);
    extraction
}
