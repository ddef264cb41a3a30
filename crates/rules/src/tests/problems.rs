//! What compiling refuses.

use serde_json::json;

use super::source;
use crate::RulesExtractor;

#[track_caller]
fn problems(json: &serde_json::Value) -> String {
    let problems = RulesExtractor::compile(&source(json)).expect_err("the source of this test is wrong");
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_problem_is_told_at_once() {
    insta::assert_snapshot!(problems(&json!({
        "name": "The Gazette",
        "hosts": ["gazette.example", "https://gazette.example/", "gazette.example"],
        "languages": ["en", "English language"],
        "recognise": [
            { "text": "x", "weight": 3.0 },
            { "weight": 0.5 },
            { "text": "x", "pattern": "y", "weight": 0.5 },
        ],
        "body": [{ "select": " " }],
        "drop": [
            { "id": "Box 1", "text": "(unclosed" },
            { "text": "a*" },
            { "why": "nothing" },
            { "id": "twice", "select": "p", "scope": "match" },
            { "select": "p", "at_most": 3 },
            { "select": "p", "through": "x", "at_most": 0 },
        ],
        "keep": [{ "id": "twice", "text": "x", "kind": "paragraph", "level": 2, "among_first": 0 }],
        "field": [
            { "name": "headline", "text": "x" },
            { "name": "published", "text": "x", "format": "%d %b" },
            { "name": "title", "select": "h1", "format": "%Y-%m-%d", "split": "," },
            { "name": "title" },
            { "name": "access", "value": "open" },
            { "name": "tags", "metadata": "keywords", "select": "a", "attribute": "href" },
            { "name": "section", "text": "x", "attribute": "href", "byline": true },
            { "name": "title", "select": "h1", "attribute": "" },
            { "name": "title", "metadata": " " },
            { "name": "image", "select": "img" },
        ],
    })));
}

#[test]
fn a_file_that_was_checked_is_looked_at_but_for_its_patterns() {
    let file = source(&json!({ "drop": [{ "text": "(unclosed" }, { "why": "nothing" }] }));
    let problems = RulesExtractor::of_checked(&file).expect_err("its second rule finds nothing");
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn words_to_recognise_are_no_patterns() {
    for words in [
        "^Sign up for the Gazette",
        "for the Gazette$",
        "the end.$",
        "(?i)sign up",
        "Sign up.*Gazette",
        "Sign up.+Gazette",
        r"Sign\s+up",
        r"\bGazette\b",
        r"Gazette\.",
        r"Gazette \(UK\)",
        "[A-Z]azette",
        "[^a-zA-Z0-9_]azette",
    ] {
        let found = problems(&json!({ "recognise": [{ "text": words, "weight": 0.8 }] }));
        assert!(found.contains("write it as `pattern`"), "{words:?}: {found}");
        super::compile(&json!({ "recognise": [{ "pattern": words, "weight": 0.8 }] }));
    }
    for words in [
        "Sign up (free) for $5^ or more?",
        "Prices in US$",
        "Prices in $",
        "5$",
        "Gazette | Post",
        "[A-League] and [AFP-Relax]",
        "f**k etc.",
        r"a \ b",
        "What is new [1-2 minutes]",
    ] {
        super::compile(&json!({ "recognise": [{ "text": words, "weight": 0.8 }] }));
    }
}

#[test]
fn a_name_is_offered_only_where_it_may_be_had() {
    for (name, told) in [("Evening Post", ", such as \"evening_post\""), ("Generic", "`_` only"), ("…", "`_` only")] {
        let problem = crate::check_name(name).expect_err("the name is wrong");
        assert!(problem.ends_with(told), "{problem}");
    }
}

#[test]
fn unknown_keys_are_refused_by_the_types() {
    let file = serde_json::from_value::<crate::SourceFile>(json!({ "name": "gazette", "hots": [] }));
    assert!(file.is_err());
}

#[test]
fn the_rules_are_listed_as_the_ledger_names_them() {
    let extractor = super::compile(&json!({
        "drop": [{ "select": "nav" }, { "id": "box", "text": "x" }],
        "field": [{ "name": "title", "select": "h1" }],
    }));
    assert_eq!(extractor.rules(), ["gazette/box", "gazette/drop-1", "gazette/field-1"]);
}
