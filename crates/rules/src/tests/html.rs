//! HTML pages.

use copydesk_core::{Decider, Document, Draft, Extraction, Extractor, Origin, Rule, finish};
use copydesk_html::{HtmlDocument, Limits};
use serde_json::json;

use super::{amend, compile, outcome};

fn page(html: &str) -> HtmlDocument<'_> {
    HtmlDocument::read(html.as_bytes(), Some("text/html; charset=utf-8"), Origin::default(), &Limits::default())
}

#[track_caller]
fn check(html: &str, json: &serde_json::Value, expected: &[&str]) -> Extraction {
    let extraction = amend(&page(html), json);
    assert_eq!(outcome(&extraction), expected);
    extraction
}

#[test]
fn the_layout_is_the_one_that_the_page_shows() {
    let rules = json!({ "body": [
        { "id": "new", "select": "main.story" },
        { "id": "old", "select": "#text" },
    ] });
    check(
        "<p>Menu</p><main class=story></main><div id=text><p>The mill reopened.</p></div>",
        &rules,
        &["dropped (gazette/old): Menu", "kept as paragraph (generic/prose): The mill reopened."],
    );
    check(
        "<main class=story><p>The mill reopened.</p></main><div id=text><p>A cow escaped.</p></div>",
        &rules,
        &["kept as paragraph (generic/prose): The mill reopened.", "dropped (gazette/new): A cow escaped."],
    );
}

/// The codes of what is diagnosed on a page.
#[track_caller]
fn codes(html: &str, json: &serde_json::Value) -> Vec<String> {
    amend(&page(html), json).article.diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_page_that_shows_no_layout_says_so() {
    let rules = json!({ "body": [{ "select": "main.story" }, { "select": "#text" }] });
    assert_eq!(codes("<article><p>The mill reopened.</p></article>", &rules), ["rules/no-layout"]);
    assert_eq!(codes("<main class=story></main><p>The mill reopened.</p>", &rules), ["rules/no-layout"]);
    assert_eq!(codes("<div id=text><p>The mill reopened.</p></div>", &rules), [""; 0]);
    assert_eq!(codes("", &rules), [""; 0], "what shows no text shows no new layout");
    assert_eq!(codes("<main class=story></main><img src=a.png>", &rules), [""; 0]);
    assert_eq!(codes("<p>The mill reopened.</p>", &json!({ "drop": [{ "select": "nav" }] })), [""; 0]);
    let text =
        super::check(&["The mill reopened."], &rules, &["kept as paragraph (generic/prose): The mill reopened."]);
    assert!(text.article.diagnostics.is_empty(), "no selector finds anything in flat text");
}

#[test]
fn text_inside_the_body_is_kept_unless_it_was_left_out_for_what_it_says() {
    let document = page(
        "<main><h2>What next</h2><p>The mill reopened.</p><p>Share this</p><ul><li>Flour</li></ul>\
         <p hidden>Secret</p></main><p>About us</p>",
    );
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    let block = |text: &str| document.blocks().iter().position(|block| block.text == text).expect("the block is there");
    draft.drop(block("The mill reopened."), Rule::new("generic/outside", "outside")).expect("the block is there");
    draft.drop(block("Share this"), Rule::new("generic/share-prompt", "share prompt")).expect("the block is there");
    draft.set_decider(Decider::rules("gazette"));
    compile(&json!({ "body": [{ "id": "main", "select": "main" }] })).amend(&mut draft).expect("the rules apply");
    let expected = [
        "kept as heading (gazette/main): What next",
        "kept as paragraph (gazette/main): The mill reopened.",
        "dropped (generic/share-prompt): Share this",
        "kept as list (gazette/main): Flour",
        "dropped (core/undecided): Secret",
        "dropped (core/undecided): About us",
    ];
    assert_eq!(outcome(&finish(&draft, None)), expected);
}

#[test]
fn a_long_paragraph_inside_the_body_is_kept_where_the_model_alone_doubts_it() {
    let long = "The mill by the lower bridge, which had stood still since the flood of last spring, is grinding again, and the baker says that it is about time.";
    let html = format!("<main><p>The mill reopened.</p><p>{long}</p><p>Bakers of Ness, unite.</p></main>");
    let document = page(&html);
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    for at in [1_u32, 2] {
        draft.drop(at, Rule::new("generic/model-drop", "none of the article's")).expect("the block is there");
    }
    draft.set_decider(Decider::rules("gazette"));
    compile(&json!({ "body": [{ "id": "main", "select": "main" }] })).amend(&mut draft).expect("the rules apply");
    let expected = [
        "kept as paragraph (gazette/main): The mill reopened.".to_owned(),
        format!("kept as paragraph (gazette/main): {long}"),
        "dropped (generic/model-drop): Bakers of Ness, unite.".to_owned(),
    ];
    assert_eq!(outcome(&finish(&draft, None)), expected);
}

#[test]
fn selectors_and_places_narrow_a_rule() {
    check(
        "<aside><p>Read more: cows</p></aside><article><p>Read more: mills</p><p>Read this.</p></article>",
        &json!({ "drop": [{ "id": "more", "select": "p", "text": "^Read more", "not_within": "aside" }] }),
        &[
            "kept as paragraph (generic/prose): Read more: cows",
            "dropped (gazette/more): Read more: mills",
            "kept as paragraph (generic/prose): Read this.",
        ],
    );
}

#[test]
fn an_element_inside_a_block_is_a_piece_of_it() {
    check(
        "<p>The mill <span class=ad>Buy flour</span> reopened.</p>",
        &json!({ "drop": [{ "id": "ad", "select": ".ad" }] }),
        &[
            "kept as paragraph (generic/prose): The mill",
            "dropped (gazette/ad): Buy flour",
            "kept as paragraph (generic/prose): reopened.",
        ],
    );
}

#[test]
fn an_expression_sees_a_block_on_one_line() {
    let rules = json!({ "drop": [{ "id": "hours", "text": "^Open from .+ to .+ daily$" }] });
    check(
        "<p>Open from 9<br>to 17<br>daily</p><p>The mill reopened.</p>",
        &rules,
        &[
            "dropped (gazette/hours): Open from 9\nto 17\ndaily",
            "kept as paragraph (generic/prose): The mill reopened.",
        ],
    );
    let rules = json!({ "drop": [{ "id": "hours", "text": "Open .+ to", "scope": "match" }] });
    check(
        "<p>The mill reopened. Open from 9<br>to 17</p>",
        &rules,
        &[
            "kept as paragraph (generic/prose): The mill reopened.",
            "dropped (gazette/hours): Open from 9\nto",
            "kept as paragraph (generic/prose): 17",
        ],
    );
}

#[test]
fn fields_come_from_elements_attributes_and_metadata() {
    let extraction = check(
        "<head><meta property=og:title content='Mill reopens - The Gazette'></head>\
         <p class=by><a rel=author>Ann Smith</a>, <a rel=author>Bob Jones</a></p>\
         <p><time datetime='2021-03-04T09:15:00Z'>yesterday</time></p><p>The mill reopened.</p>",
        &json!({ "field": [
            { "name": "title", "metadata": "og:title", "strip": " - The Gazette$" },
            { "name": "authors", "select": ".by a" },
            { "name": "published", "select": "time", "attribute": "datetime" },
        ] }),
        &[
            "taken into authors (gazette/field-2): Ann Smith",
            "kept as paragraph (generic/prose): ,",
            "taken into authors (gazette/field-2): Bob Jones",
            "kept as paragraph (generic/prose): yesterday",
            "kept as paragraph (generic/prose): The mill reopened.",
        ],
    );
    let article = extraction.article;
    assert_eq!(article.title.as_deref(), Some("Mill reopens"));
    assert_eq!(article.authors, ["Ann Smith", "Bob Jones"]);
    assert_eq!(article.published.as_deref(), Some("2021-03-04T09:15:00Z"));
}

#[test]
fn an_element_that_only_tells_where_to_look_stays() {
    let html = "<html lang=en-GB><article data-paywalled=false><p>The mill reopened.</p>\
                <figure><img src=/mill.jpg alt='The mill'></figure><p>It grinds again.</p></article></html>";
    let rules = |take: &serde_json::Value| {
        let mut rules = json!([
            { "name": "access", "select": "article[data-paywalled=false]", "value": "free" },
            { "name": "language", "select": "html", "attribute": "lang" },
            { "name": "image", "select": "article img", "attribute": "src" },
        ]);
        for rule in rules.as_array_mut().expect("an array").iter_mut().filter(|_| !take.is_null()) {
            rule["take"] = take.clone();
        }
        amend(&page(html), &json!({ "field": rules }))
    };
    let found = rules(&json!(null));
    assert_eq!(found.article.text, "The mill reopened.\n\nIt grinds again.");
    assert!(found.ledger.blocks.iter().flat_map(|block| &block.pieces).all(|piece| piece.decision.verdict.is_kept()));
    assert_eq!(found.article.access.map(copydesk_core::Access::as_str), Some("free"));
    assert_eq!(found.article.language.as_deref(), Some("en-GB"));
    assert_eq!(found.article.image.as_deref(), Some("/mill.jpg"));
    assert_eq!(rules(&json!(false)), found);
    // Who asks for it gets it.
    assert_eq!(rules(&json!(true)).article.text, "");
}

#[test]
fn the_words_that_a_fixed_value_goes_by_are_taken() {
    let extraction = check(
        "<p class=box>Premium. The mill reopened.</p>",
        &json!({ "field": [{ "name": "access", "select": ".box", "text": "^Premium\\.", "value": "paywalled" }] }),
        &["taken into access (gazette/field-1): Premium.", "kept as paragraph (generic/prose): The mill reopened."],
    );
    assert_eq!(extraction.article.access.map(copydesk_core::Access::as_str), Some("paywalled"));
}

#[test]
fn a_pattern_is_asked_of_the_attribute_alone() {
    let extraction = check(
        "<aside><time datetime='ca. 2021-03-05'>then</time></aside><p><time datetime='ca. 2021-03-04'>yesterday</time></p>",
        &json!({ "field": [{
            "name": "published", "select": "time", "attribute": "datetime", "text": r"\d{4}-\d\d-\d\d", "not_within": "aside",
        }] }),
        &["kept as paragraph (generic/prose): then", "kept as paragraph (generic/prose): yesterday"],
    );
    assert_eq!(extraction.article.published.as_deref(), Some("2021-03-04"));
}

#[test]
fn recognises_by_elements() {
    let extractor = compile(&json!({ "recognise": [
        { "select": "meta[name=generator][content*=Press]", "weight": 0.3 },
        { "select": "footer", "text": "The Gazette", "weight": 0.5 },
    ] }));
    let html = "<head><meta name=generator content='Press 4'></head><p>The Gazette</p><footer>About us</footer>";
    assert!((extractor.recognise(&page(html)).score - 0.3).abs() < 1e-6);
    assert_eq!(extractor.selectors(), ["meta[name=generator][content*=Press]", "footer"]);
}

#[test]
fn ranges_that_stand_elsewhere_do_not_count_for_the_limit() {
    let prose = "<p>The <b>mill</b> closed.</p>".repeat(2_200);
    let html = format!("{prose}<p class=late>The <b>old</b> mill reopened.</p>");
    for place in [json!({ "within": "p.late" }), json!({ "not_within": "p:not(.late)" }), json!({ "among_last": 1 })] {
        let mut rule = json!({ "select": "b" });
        rule.as_object_mut().expect("an object").extend(place.as_object().expect("an object").clone());
        let extraction = amend(&page(&html), &json!({ "drop": [rule] }));
        assert!(extraction.article.diagnostics.is_empty(), "{place}");
        assert!(extraction.article.text.ends_with("The mill closed.\n\nThe mill reopened."), "{place}");
    }
}

#[test]
fn what_a_field_does_not_hold_is_told_and_left_out() {
    let html = "<html lang=English><head><link rel=canonical href=/mill><meta property=og:title content='Mill reopens'></head>\
                <span class=lock>For members</span><img class=logo src='data:image/gif;base64,R0lGOD='>\
                <img class=mill src='/the mill.jpg'><p>The mill reopened.</p></html>";
    let rules = [
        json!({ "name": "access", "select": ".lock" }),
        json!({ "name": "language", "select": "html", "attribute": "lang" }),
        json!({ "name": "image", "select": "img.logo", "attribute": "src" }),
        json!({ "name": "canonical_url", "text": "^The mill" }),
        json!({ "name": "authors", "metadata": "og:title" }),
    ];
    let told = |rules: &[serde_json::Value]| {
        let found = amend(&page(html), &json!({ "field": rules })).article;
        let told: Vec<String> =
            found.diagnostics.iter().map(|told| format!("{}: {}", told.code, told.message)).collect();
        (found, told)
    };
    let (article, all) = told(&rules);
    assert_eq!(
        (article.access, &article.language, &article.image, &article.canonical_url),
        (None, &None, &None, &None)
    );
    assert_eq!(
        all,
        [
            "rules/no-candidate: rule gazette/field-5 names a place of the page's metadata that is offered for title, \
             and not for authors",
            "rules/no-language: rule gazette/field-2 found a text that is no language tag: \"English\"",
            "rules/no-address: rule gazette/field-3 found a text that is no address: \"data:image/gif;base64,R0lGOD=\"",
            "rules/no-access: rule gazette/field-1 found neither \"free\" nor \"paywalled\": \"For members\"",
        ]
    );
    // A later rule that fills the field leaves nothing to tell.
    let later = json!({ "name": "image", "select": "img.mill", "attribute": "src" });
    let (article, all) = told(&[rules[2].clone(), later]);
    assert_eq!((article.image.as_deref(), all), (Some("/the%20mill.jpg"), vec![]));
}
