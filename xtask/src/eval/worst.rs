//! The worst pages of a set: gold, result and ledger side by side, in an HTML file that needs nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{EngineOf as _, Engines};
use copydesk_core::{Extraction, LedgerPiece, Verdict};

use crate::error::Error;
use crate::extraction::{self, How};
use crate::score::python::normalise;
use crate::score::{GoldPage, GoldSet};

/// Fewest words of a dropped piece for which it counts as lost: shorter ones stand in many places.
const MIN_LOST_WORDS: usize = 4;

const STYLE: &str = "body{font:14px/1.4 sans-serif;margin:1em}main{display:grid;grid-template-columns:1fr 1fr 2fr;gap:1em}\
section{overflow:auto;max-height:85vh;border:1px solid #ccc;padding:.5em}table{border-collapse:collapse;width:100%}\
td{border-top:1px solid #ddd;vertical-align:top;padding:2px 6px}.keep{background:#eef8ee}.extra{background:#fdd}\
.lost{background:#fe9}small{color:#666}";

/// What is written.
pub(crate) struct Report<'a> {
    /// The set.
    pub(crate) set: &'a GoldSet,
    /// Word F1 and id, worst first.
    pub(crate) pages: &'a [(f64, String)],
    /// How the pages are extracted.
    pub(crate) how: How<'a>,
    /// The engine, where the figures are of our own extraction; the result and the ledger are shown only then.
    pub(crate) engine: Option<&'a Engines>,
}

impl Report<'_> {
    /// One line a page: word F1, id, address.
    pub(crate) fn summary(&self) -> String {
        let mut summary = format!("{}, worst first:\n", self.set.name);
        for (f1, page) in self.gold() {
            let _ = writeln!(summary, "  {f1:.3} {} {}", page.id, page.url.as_deref().unwrap_or_default());
        }
        summary
    }

    /// Writes `worst-<set>.html` into a directory.
    pub(crate) fn write(&self, directory: &Path) -> Result<PathBuf, Error> {
        let mut html = format!(
            "<!doctype html><meta charset=utf-8><title>worst of {0}</title><style>{STYLE}</style><h1>Worst of {0}</h1>\
             <p>Red: kept, and not in the gold. Yellow: not kept, and in the gold.</p>",
            escape(&self.set.name)
        );
        for (f1, page) in self.gold() {
            let _ = write!(
                html,
                "<h2>{f1:.3} {}</h2><p><small>{}</small></p><main><section><h3>Gold</h3>{}</section>",
                escape(&page.id),
                escape(page.url.as_deref().unwrap_or_default()),
                paragraphs(&page.body)
            );
            if let Some(engine) = self.engine {
                push_extraction(
                    &mut html,
                    page,
                    &extraction::extract(engine.engine_of(page), self.set, page, self.how)?,
                );
            }
            html.push_str("</main>");
        }
        std::fs::create_dir_all(directory).map_err(|source| Error::io("make", directory, source))?;
        let file = directory.join(format!("worst-{}.html", self.set.name.replace('/', "-")));
        std::fs::write(&file, html).map_err(|source| Error::io("write", &file, source))?;
        Ok(file)
    }

    fn gold(&self) -> impl Iterator<Item = (f64, &GoldPage)> {
        self.pages.iter().filter_map(|(f1, id)| Some((*f1, self.set.pages.iter().find(|page| page.id == *id)?)))
    }
}

fn push_extraction(html: &mut String, page: &GoldPage, extraction: &Extraction) {
    let article = &extraction.article;
    let gold = normalise(&page.body);
    let _ = write!(
        html,
        "<section><h3>Ours</h3><p><small>{} | {} | {} | {}</small></p>",
        escape(article.title.as_deref().unwrap_or("no title")),
        escape(&article.authors.join(", ")),
        escape(article.published.as_deref().unwrap_or("no date")),
        escape(&article.decided_by.join(", "))
    );
    for block in &article.blocks {
        let extra = if block.kind.is_body() && !gold.contains(&normalise(&block.text)) { "extra" } else { "" };
        let _ = write!(html, "<p class='{extra}'><small>{}</small> {}</p>", block.kind.name(), escape(&block.text));
    }
    html.push_str("</section><section><h3>Ledger</h3><table>");
    for block in &extraction.ledger.blocks {
        for piece in &block.pieces {
            let _ = write!(
                html,
                "<tr class='{}'><td>{}<td>{}<td>{}<br><small>{}, by {}</small><td>{}<br><small>{}</small>",
                class(piece, &gold),
                block.block,
                escape(&piece.decision.verdict.to_string()),
                escape(&piece.decision.rule),
                escape(&piece.decision.reason),
                piece.decision.by,
                escape(&piece.text),
                escape(&block.path)
            );
        }
    }
    html.push_str("</table></section>");
}

fn class(piece: &LedgerPiece, gold: &str) -> &'static str {
    let text = normalise(&piece.text);
    let in_gold = gold.contains(&text);
    match &piece.decision.verdict {
        Verdict::Keep(kind) if kind.is_body() && !in_gold => "extra",
        Verdict::Keep(_) => "keep",
        _ if in_gold && text.split(' ').count() >= MIN_LOST_WORDS => "lost",
        _ => "",
    }
}

fn paragraphs(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| ["<p>".to_owned(), escape(line), "</p>".to_owned()]).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_pages_cannot_become_markup() {
        assert_eq!(escape("<a href='x'>&\"</a>"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;");
        assert_eq!(paragraphs("one\n\n<two>"), "<p>one</p><p>&lt;two&gt;</p>");
    }
}
