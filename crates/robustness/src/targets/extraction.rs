//! Whole extractions.

use std::sync::LazyLock;

use copydesk_bundle as _;
use copydesk_config::Config;
use copydesk_core::{Document, Form, Origin, Registry};
use copydesk_engine::{Engine, PageInput};
use copydesk_html::{HtmlDocument, charset};
use copydesk_testkit::accounts;
use copydesk_text::TextDocument;

/// The engine of the built-in configuration with every linked plugin.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let registry = Registry::linked().expect("the linked plugins have names of their own");
    Engine::new(Config::embedded(), registry, Vec::new()).expect("the built-in configuration is sound")
});

/// The whole extraction of bytes as an HTML page holds what [`check`] asks.
///
/// # Panics
/// Where it does not.
pub fn html(bytes: &[u8]) {
    check(bytes, Form::Html);
}

/// The whole extraction of bytes as a flat text holds what [`check`] asks.
///
/// # Panics
/// Where it does not.
pub fn flat(bytes: &[u8]) {
    check(bytes, Form::Text);
}

/// The whole extraction of a small page with the bytes for its JSON-LD holds what [`check`] asks.
///
/// # Panics
/// Where it does not.
pub fn json_ld(bytes: &[u8]) {
    let page =
        [&b"<!doctype html><title>The ferry is late</title><script type=\"application/ld+json\">"[..], bytes, BODY];
    check(&page.concat(), Form::Html);
}

const BODY: &[u8] = b"</script><body><h1>The ferry is late</h1><p class=byline>By Anna Quist</p>\
    <p>The ferry to the northern islands was late on Tuesday, because the harbour was full of ice, said its captain.</p>\
    <p>Two hundred people waited on the quay until the evening, and some of them went home again in the end.</p>";

/// The document that the engine reads.
fn document(bytes: &[u8], form: Form) -> Box<dyn Document + '_> {
    match form {
        Form::Html => Box::new(HtmlDocument::read(bytes, None, Origin::default(), &copydesk_html::Limits::default())),
        Form::Text => {
            let decoded = charset::decode(bytes, None, false);
            Box::new(TextDocument::read(&decoded.text, Origin::default(), &copydesk_text::Limits::default()))
        }
    }
}

/// Extracts twice: the two agree, nothing panicked or failed on the way, and the ledger accounts for everything.
fn check(bytes: &[u8], form: Form) {
    let input = PageInput { form: Some(form), ..PageInput::new(bytes) };
    let extraction = ENGINE.extract(&input);
    let faults = extraction.article.diagnostics.iter().filter(|found| found.is_fault());
    assert_eq!(faults.collect::<Vec<_>>(), Vec::<&copydesk_core::Diagnostic>::new(), "a fault on the way");
    assert_eq!(accounts::check_whole(&extraction.ledger, &*document(bytes, form)), Ok(()), "an incomplete ledger");
    assert_eq!(ENGINE.extract(&input), extraction, "extracted twice it gives two results");
    serde_json::to_string(&extraction.article).expect("an article can be written as JSON");
}
