//! Articles as JSON, JSON Lines, Markdown or text.

mod json;
mod markdown;

use clap::ValueEnum;
use copydesk_config::OutputFormat;
use copydesk_core::{Article, Ledger};

/// How articles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Indented JSON; several inputs make an array
    Json,
    /// JSON Lines: one article a line
    Jsonl,
    /// Markdown; several articles are parted by a line that holds a form feed
    Markdown,
    /// The body as plain text, blocks parted by blank lines; several articles are parted by a line that holds a form feed
    Text,
}

impl Format {
    /// The format that the settings give.
    pub(crate) const fn of(setting: OutputFormat, single: bool) -> Self {
        match setting {
            OutputFormat::Auto if single => Self::Json,
            OutputFormat::Auto | OutputFormat::Jsonl => Self::Jsonl,
            OutputFormat::Json => Self::Json,
            OutputFormat::Markdown => Self::Markdown,
            OutputFormat::Text => Self::Text,
        }
    }

    /// Whether a record can hold a ledger.
    pub(crate) const fn holds_ledger(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// How records are rendered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) format: Format,
    /// Whether there is one input.
    pub(crate) single: bool,
    /// Whether records hold the ledger.
    pub(crate) ledger: bool,
}

impl Style {
    /// One record, without what parts it from others. Runs in the worker threads.
    pub(crate) fn render(self, article: &Article, ledger: Option<&Ledger>) -> Vec<u8> {
        match self.format {
            Format::Json => json::render(article, ledger, true),
            Format::Jsonl => json::render(article, ledger, false),
            Format::Markdown => markdown::render(article).into_bytes(),
            Format::Text => format!("{}\n", article.text).into_bytes(),
        }
    }
}

/// Puts records together, in order.
pub(crate) struct Writer {
    style: Style,
    written: usize,
}

impl Writer {
    pub(crate) fn new(style: Style) -> Self {
        Self { style, written: 0 }
    }

    /// A record with what stands before and after it.
    pub(crate) fn frame(&mut self, record: Vec<u8>) -> Vec<u8> {
        let first = self.written == 0;
        self.written += 1;
        let (before, after): (&[u8], &[u8]) = match self.style.format {
            Format::Json if self.style.single => (b"", b"\n"),
            Format::Json => (if first { b"[\n" } else { b",\n" }, b""),
            Format::Jsonl => (b"", b"\n"),
            Format::Markdown | Format::Text => (if first { b"" } else { b"\x0c\n" }, b""),
        };
        if before.is_empty() {
            let mut framed = record;
            framed.extend_from_slice(after);
            return framed;
        }
        [before, record.as_slice(), after].concat()
    }

    /// What stands after the last record.
    pub(crate) fn end(&self) -> &'static [u8] {
        match self.style.format {
            Format::Json if !self.style.single && self.written == 0 => b"[]\n",
            Format::Json if !self.style.single => b"\n]\n",
            _ => b"",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, single: bool, records: &[&str], expected: &str) {
        let mut writer = Writer::new(Style { format, single, ledger: false });
        let mut text: Vec<u8> = records.iter().flat_map(|record| writer.frame(record.as_bytes().to_vec())).collect();
        text.extend_from_slice(writer.end());
        assert_eq!(String::from_utf8_lossy(&text), expected);
    }

    #[test]
    fn records_are_put_together() {
        check(Format::Json, true, &["{}"], "{}\n");
        check(Format::Json, false, &["{}", "{}"], "[\n{},\n{}\n]\n");
        check(Format::Json, false, &[], "[]\n");
        check(Format::Json, true, &[], "");
        check(Format::Jsonl, false, &["{}", "{}"], "{}\n{}\n");
        check(Format::Text, true, &["a\n"], "a\n");
        check(Format::Text, false, &["a\n", "b\n"], "a\n\u{c}\nb\n");
        check(Format::Markdown, false, &["# a\n", "# b\n"], "# a\n\u{c}\n# b\n");
    }
}
