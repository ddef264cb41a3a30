//! JSON-LD: what a page says of itself in the words of schema.org.

mod read;
mod repair;
mod types;
mod value;
mod values;

use copydesk_core::{Diagnostic, Provenance};

use super::collect::Collector;

pub(super) use types::{is_article, is_organisation, is_page};
pub(super) use value::Value;

/// Reads one `<script type="application/ld+json">`. A script that cannot be read loses only itself (and keeps what
/// stands before the place where it breaks).
pub(super) fn read(script: &str, collector: &mut Collector) {
    let text = repair::unwrap(script);
    if text.is_empty() {
        return;
    }
    let (mended, kept);
    let (mut values, mut problem) = parse(&text);
    if problem.is_some() {
        mended = repair::mend(&text);
        (values, problem) = parse(&mended);
        if let Some(problem) = &problem {
            kept = repair::before_break(&mended, repair::place_of(problem, &mended));
            let (whole, other) = parse(&kept);
            values = if other.is_none() { whole } else { values };
        }
    }
    if let Some(problem) = problem {
        collector.diagnose(Diagnostic::new(
            "html/json-ld",
            format!("a JSON-LD block cannot be read, its metadata is left out from there on: {problem}"),
        ));
    }
    read::objects(&values, collector);
}

/// The place that candidates of this module name.
const PROVENANCE: Provenance = Provenance::JsonLd;

/// All values that stand in a text one after the other, up to the first problem.
fn parse(text: &str) -> (Vec<Value<'_>>, Option<serde_json::Error>) {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value<'_>>() {
        match value {
            Ok(value) => values.push(value),
            Err(problem) => return (values, Some(problem)),
        }
    }
    (values, None)
}
