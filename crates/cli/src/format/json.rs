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

/// About how many bytes an article has beside its text.
const ROOM: usize = 4096;

/// The article as one JSON object without a line end behind it, with its ledger under `ledger` where it is given.
pub(crate) fn render(article: &Article, ledger: Option<&Ledger>, pretty: bool) -> Vec<u8> {
    // The text stands in it twice: whole, and in blocks.
    let mut json = Vec::with_capacity(2 * article.text.len() + ROOM);
    let written = match (ledger, pretty) {
        (None, false) => serde_json::to_writer(&mut json, article),
        (_, false) => serde_json::to_writer(&mut json, &Record { article, ledger }),
        (_, true) => serde_json::to_writer_pretty(&mut json, &Record { article, ledger }),
    };
    written.expect("an article is made of texts, lists and finite numbers, which JSON can hold");
    json
}
