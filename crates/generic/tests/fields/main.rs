//! Fields of HTML pages: which of many candidates wins.

mod authors;
mod others;
mod summaries;
mod titles;

use copydesk_core::{Decider, Draft, Extraction, Extractor, Field, FieldValue, Origin, finish};
use copydesk_generic::Generic;
use copydesk_html::{HtmlDocument, Limits};

fn extract(html: &str) -> Extraction {
    let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    finish(&draft, None)
}

/// A page with a body under what is given; `head` and `top` stand before it, `foot` behind.
fn page(head: &str, top: &str, foot: &str) -> String {
    let body =
        "<p>That year the town built a wall, and the ships that came from the north were safe behind it, so that \
                nobody had to be afraid of the winter, or of the storms which it brought to the harbour.</p>"
            .repeat(8);
    format!("<html><head>{head}</head><body>{top}<div class='article-body'>{body}</div>{foot}</body></html>")
}

#[track_caller]
fn check(field: Field, html: &str, expected: Option<&str>) {
    let extraction = extract(html);
    let state = extraction.ledger.fields.into_iter().find(|entry| entry.field == field).and_then(|entry| entry.state);
    let reason = state.as_ref().map(|state| state.rule.reason.to_string()).unwrap_or_default();
    let value = state.and_then(|state| state.value).as_ref().map(FieldValue::to_text);
    assert_eq!(value.as_deref(), expected, "{reason}\n{html}");
}

#[track_caller]
fn check_title(head: &str, top: &str, expected: &str) {
    check(Field::Title, &page(head, top, ""), Some(expected));
}

#[track_caller]
fn check_authors(head: &str, top: &str, foot: &str, expected: Option<&str>) {
    check(Field::Authors, &page(head, &format!("<h1>The wall of Ness stands again</h1>{top}"), foot), expected);
}
