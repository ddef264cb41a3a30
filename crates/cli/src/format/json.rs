//! Articles as JSON.

use copydesk_core::{Article, Ledger};
use serde::Serialize;

#[derive(Serialize)]
struct Record<'e> {
    #[serde(flatten)]
    article: &'e Article,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<&'e Ledger>,
}

/// The article as one JSON object without a line end behind it, with its ledger under `ledger` where it is given.
pub(crate) fn render(article: &Article, ledger: Option<&Ledger>, pretty: bool) -> Vec<u8> {
    let record = Record { article, ledger };
    let json = if pretty { serde_json::to_vec_pretty(&record) } else { serde_json::to_vec(&record) };
    json.expect("an article is made of texts, lists and finite numbers, which JSON can hold")
}
