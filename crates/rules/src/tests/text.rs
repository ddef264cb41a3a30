//! Flat text.

use copydesk_core::{Decider, Draft, Extractor, Field, FieldValue, Rule, StaticDocument};
use serde_json::json;

use super::{amend, check, compile};

#[test]
fn drops_blocks_by_their_text() {
    check(
        &["The mill reopened.", "Sign up to our letter", "The baker was glad."],
        &json!({ "drop": [{ "id": "letter", "text": "^Sign up" }] }),
        &[
            "kept as paragraph (generic/prose): The mill reopened.",
            "dropped (gazette/letter): Sign up to our letter",
            "kept as paragraph (generic/prose): The baker was glad.",
        ],
    );
}

#[test]
fn drops_only_what_matches_where_asked() {
    check(
        &["(Advert) The mill reopened. (Advert)"],
        &json!({ "drop": [{ "text": r"\(Advert\)", "scope": "match" }] }),
        &[
            "dropped (gazette/drop-1): (Advert)",
            "kept as paragraph (generic/prose): The mill reopened.",
            "dropped (gazette/drop-1): (Advert)",
        ],
    );
}

#[test]
fn a_run_goes_from_its_first_line_to_its_last() {
    let rules = json!({ "drop": [{ "id": "box", "text": "^Like this\\?", "through": "^Give today", "at_most": 3 }] });
    check(
        &["One.", "Like this?", "We need you.", "Give today", "Two."],
        &rules,
        &[
            "kept as paragraph (generic/prose): One.",
            "dropped (gazette/box): Like this?",
            "dropped (gazette/box): We need you.",
            "dropped (gazette/box): Give today",
            "kept as paragraph (generic/prose): Two.",
        ],
    );
    check(
        &["Like this?", "One.", "Two.", "Three.", "Give today"],
        &rules,
        &[
            "dropped (gazette/box): Like this?",
            "kept as paragraph (generic/prose): One.",
            "kept as paragraph (generic/prose): Two.",
            "kept as paragraph (generic/prose): Three.",
            "kept as paragraph (generic/prose): Give today",
        ],
    );
}

#[test]
fn keep_rescues_what_drop_left_out_and_gives_kinds() {
    check(
        &["Sign up sheets ran out.", "Sign up", "What next"],
        &json!({
            "drop": [{ "text": "^Sign up" }],
            "keep": [{ "id": "sheets", "text": "sheets" }, { "id": "head", "text": "^What", "kind": "heading", "level": 3 }],
        }),
        &[
            "kept as paragraph (gazette/sheets): Sign up sheets ran out.",
            "dropped (gazette/drop-1): Sign up",
            "kept as heading (gazette/head): What next",
        ],
    );
}

#[test]
fn rules_may_look_at_one_end_of_the_page_only() {
    check(
        &["Ann Smith", "The mill reopened.", "Ann Smith"],
        &json!({ "drop": [{ "id": "last", "text": "^Ann Smith$", "among_last": 1 }] }),
        &[
            "kept as paragraph (generic/prose): Ann Smith",
            "kept as paragraph (generic/prose): The mill reopened.",
            "dropped (gazette/last): Ann Smith",
        ],
    );
}

#[test]
fn a_cut_ends_the_article() {
    check(
        &["More stories", "The mill reopened.", "More stories", "A cow escaped."],
        &json!({ "cut": [{ "id": "more", "text": "^More stories" }] }),
        &[
            "kept as paragraph (generic/prose): More stories",
            "kept as paragraph (generic/prose): The mill reopened.",
            "dropped (gazette/more): More stories",
            "dropped (gazette/more): A cow escaped.",
        ],
    );
}

#[test]
fn a_cut_starts_the_article() {
    check(
        &["Home", "Print this", "The mill reopened."],
        &json!({ "cut": [{ "id": "print", "text": "^Print this", "to": "start" }] }),
        &[
            "dropped (gazette/print): Home",
            "dropped (gazette/print): Print this",
            "kept as paragraph (generic/prose): The mill reopened.",
        ],
    );
}

#[test]
fn captions_get_their_credit() {
    let extraction = check(
        &["The mill in May", "Photo: Ann Smith/Press", "The mill in June. Picture by Bob Jones"],
        &json!({
            "retype": [{ "text": "^The mill in", "kind": "caption" }],
            "credit": [
                { "id": "line", "text": "^Photo: (?<value>.+)$" },
                { "id": "tail", "text": "Picture by (?<value>.+)$" },
            ],
        }),
        &[
            "kept as caption (gazette/retype-1): The mill in May",
            "dropped (gazette/line): Photo:",
            "credit of block 0 (gazette/line): Ann Smith/Press",
            "kept as caption (gazette/retype-1): The mill in June.",
            "dropped (gazette/tail): Picture by",
            "credit of block 2 (gazette/tail): Bob Jones",
        ],
    );
    let credits: Vec<_> = extraction.article.blocks.iter().map(|block| block.credit.as_deref()).collect();
    assert_eq!(credits, [Some("Ann Smith/Press"), Some("Bob Jones")]);
}

#[test]
fn fields_are_read_and_taken() {
    let extraction = check(
        &["4 Mar, 2021 09:15 | Town", "By Ann Smith and Bob Jones", "The mill reopened."],
        &json!({ "field": [
            { "name": "published", "text": r"^\d+ \w+, \d{4} \d\d:\d\d", "format": "%d %b, %Y %H:%M" },
            { "name": "section", "text": r"\| (?<value>\w+)$" },
            { "name": "authors", "text": "^By .+", "byline": true },
            { "name": "publisher", "value": "The Gazette" },
        ] }),
        &[
            "taken into published (gazette/field-1): 4 Mar, 2021 09:15",
            "taken into section (gazette/field-2): | Town",
            "taken into authors (gazette/field-3): By Ann Smith and Bob Jones",
            "kept as paragraph (generic/prose): The mill reopened.",
        ],
    );
    let article = extraction.article;
    assert_eq!(article.published.as_deref(), Some("2021-03-04T09:15"));
    assert_eq!(article.section.as_deref(), Some("Town"));
    assert_eq!(article.authors, ["Ann Smith", "Bob Jones"]);
    assert_eq!(article.publisher.as_deref(), Some("The Gazette"));
}

#[test]
fn the_first_rule_that_gives_a_value_fills_the_field() {
    let extraction = check(
        &["Updated soon", "Updated 4 March 2021", "Dated 5 March 2021"],
        &json!({ "field": [
            { "name": "modified", "text": "^Updated (.+)" , "all": true },
            { "name": "modified", "text": "^Dated (.+)" },
        ] }),
        &[
            "kept as paragraph (generic/prose): Updated soon",
            "taken into modified (gazette/field-1): Updated 4 March 2021",
            "kept as paragraph (generic/prose): Dated 5 March 2021",
        ],
    );
    assert_eq!(extraction.article.modified.as_deref(), Some("2021-03-04"));
}

#[test]
fn lists_are_split_and_stripped() {
    let extraction = check(
        &["Topics: mills, cows (12), mills", "The mill reopened."],
        &json!({ "field": [{ "name": "tags", "text": "^Topics: (.+)", "split": ", ", "strip": r" \(\d+\)" }] }),
        &[
            "taken into tags (gazette/field-1): Topics: mills, cows (12), mills",
            "kept as paragraph (generic/prose): The mill reopened.",
        ],
    );
    assert_eq!(extraction.article.tags, ["mills", "cows"]);
}

#[test]
fn selectors_find_nothing_in_flat_text() {
    check(
        &["The mill reopened."],
        &json!({
            "body": [{ "select": "article" }],
            "drop": [{ "select": "p" }, { "text": "mill", "within": "aside" }],
            "keep": [{ "id": "mill", "text": "mill", "not_within": "aside" }],
        }),
        &["kept as paragraph (gazette/mill): The mill reopened."],
    );
}

#[test]
fn recognises_by_words_and_patterns() {
    let extractor = compile(&json!({ "recognise": [
        { "text": "Subscribe to the Gazette (daily)", "weight": 0.5 },
        { "pattern": "^Gazette, \\d{4}$", "weight": 0.4, "why": "imprint" },
        { "text": "Courier", "weight": -0.3 },
    ] }));
    let score = |lines: &[&str]| {
        let recognition = extractor.recognise(&StaticDocument::of_lines(lines));
        let seen: Vec<_> = recognition.evidence.iter().map(|seen| (seen.what.clone(), seen.block)).collect();
        (format!("{:.2}", recognition.score), seen)
    };
    assert_eq!(
        score(&["One.", "Subscribe to the Gazette (daily) now", "Gazette, 2021"]),
        (
            "0.70".to_owned(),
            vec![("text \"Subscribe to the Gazette (daily)\"".to_owned(), Some(1)), ("imprint".to_owned(), Some(2))]
        )
    );
    assert_eq!(score(&["Gazette, 2021", "The Courier says"]).0, "0.10");
    assert_eq!(score(&["Gazette, of 2021"]), ("0.00".to_owned(), vec![]));
}

#[test]
fn a_hostile_page_meets_a_limit_and_says_so() {
    let line = "(x) a ".repeat(3_000);
    let document = StaticDocument::of_lines(&[&line]);
    let extraction = super::amend(&document, &json!({ "drop": [{ "text": r"\(x\)", "scope": "match" }] }));
    let codes: Vec<_> = extraction.article.diagnostics.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["rules/range-limit"]);
    assert_eq!(extraction.article.text.matches("(x)").count(), 1_000);
}

#[test]
fn what_was_taken_from_a_dropped_block_is_given_up() {
    let document = StaticDocument::of_lines(&["Sign up today", "The mill reopened."]);
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    let generic = Rule::new("generic/standfirst", "summary");
    draft
        .set_field(Field::Standfirst, "A mill reopens.", Some("og:description"), &generic)
        .expect("a field can be set");
    draft.take(0_u32, Field::Standfirst, "Sign up today", &generic).expect("the block is there");
    draft.set_decider(Decider::rules("gazette"));
    compile(&json!({ "drop": [{ "text": "^Sign up" }] })).amend(&mut draft).expect("the rules apply");
    assert_eq!(draft.field(Field::Standfirst).map(FieldValue::to_text).as_deref(), Some("A mill reopens."));
}

#[test]
fn a_date_that_is_none_is_left_to_the_next_rule() {
    let document = StaticDocument::of_lines(&["2019-02-04 13:01 +1800", "The mill reopened."]);
    let extraction = super::amend(
        &document,
        &json!({ "field": [
            { "name": "published", "text": r"\d{4}-\S+ \S+ \S+", "format": "%Y-%m-%d %H:%M %z" },
            { "name": "published", "text": r"\d{4}-\d\d-\d\d" },
        ] }),
    );
    assert_eq!(extraction.article.published.as_deref(), Some("2019-02-04"));
    assert!(extraction.article.diagnostics.is_empty());
}

/// The date of publication and the diagnostics of a German line by rules for dates.
#[track_caller]
fn check_date(line: &str, rules: &serde_json::Value, expected: Option<&str>, told: &[&str]) {
    let document = StaticDocument::of_lines(&[line]);
    let extraction = amend(&document, &json!({ "languages": ["de"], "field": rules }));
    assert_eq!(extraction.article.published.as_deref(), expected);
    let found: Vec<String> =
        extraction.article.diagnostics.iter().map(|found| format!("{}: {}", found.code, found.message)).collect();
    assert_eq!(found, told);
}

#[test]
fn a_text_that_is_no_date_is_told_once() {
    let stamp = json!({ "id": "pub", "name": "published", "text": "^Stand: (.+)$", "format": "%d. %B %Y" });
    check_date("Stand: 3. Dezember 2024", &json!([stamp]), Some("2024-12-03"), &[]);
    let told =
        "rules/no-date: rule gazette/pub found a text but no date in it by the format \"%d. %B %Y\": \"am 3.4.2024\"";
    check_date("Stand: am 3.4.2024", &json!([stamp]), None, &[told]);
    let again = json!({ "id": "again", "name": "modified", "text": "^Stand: (.+)$", "format": "%Y-%m-%d" });
    check_date("Stand: am 3.4.2024", &json!([stamp, again]), None, &[told]);
    // A later rule may read what an earlier one does not.
    let other = json!({ "name": "published", "text": "^Stand: am (.+)$", "format": "%d.%m.%Y" });
    check_date("Stand: am 3.4.2024", &json!([stamp, other]), Some("2024-04-03"), &[]);
    check_date("Wetter", &json!([stamp]), None, &[]);
}
