//! Flat text as a copydesk document: text that a scraper already flattened, cut into blocks with their lines.
//!
//! Every line that is not blank is a block, for scrapers put one paragraph, one caption or one button label on a line.
//! Text that was wrapped at a fixed width is the exception: its lines are joined into paragraphs (see `wrapped.rs`). What a
//! block is (a headline, a tweet, a prompt) is no business of this crate: an extractor decides that.
#![forbid(unsafe_code)]

mod limits;
mod links;
mod wrapped;

pub use limits::Limits;

use copydesk_core::text::whitespace::fold;
use copydesk_core::{Block, Diagnostic, Document, Element, ExtractError, Form, Match, Metadata, Origin};

/// A flat text in blocks. Selectors find nothing in it, and it has no metadata but its text.
#[derive(Debug, Clone)]
pub struct TextDocument {
    origin: Origin,
    metadata: Metadata,
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
}

impl TextDocument {
    /// Reads a text that was decoded already. Never fails: what a limit cuts off is told in the diagnostics.
    pub fn read(text: &str, origin: Origin, limits: &Limits) -> Self {
        let mut diagnostics = Vec::new();
        let text = cut_bytes(text, limits.max_bytes, &mut diagnostics);
        let lines: Vec<&str> = text.lines().collect();
        let mut blocks = Vec::new();
        let mut long_lines = 0_u32;
        let mut at = 0;
        let most = limits.max_blocks as usize;
        while at < lines.len() && blocks.len() < most {
            let (run, is_wrapped) = wrapped::run_at(&lines[at..]);
            if is_wrapped {
                push(&mut blocks, &fold(&lines[at..at + run].join(" ")), at as u32, (at + run - 1) as u32);
                at += run;
                continue;
            }
            for line in &lines[at..at + run] {
                if blocks.len() >= most {
                    break;
                }
                for part in parts(line, limits.max_line_bytes as usize) {
                    long_lines += u32::from(part.len() < line.len());
                    push(&mut blocks, &fold(part), at as u32, at as u32);
                }
                at += 1;
            }
            at += usize::from(run == 0);
        }
        if join(&mut blocks, &lines, at, limits.max_line_bytes as usize) {
            let message = format!(
                "the text has more than {most} blocks; lines after that were joined to long ones: raise limits.text.max_blocks"
            );
            diagnostics.push(Diagnostic::new("text/block-limit", message));
        }
        if long_lines > 0 {
            diagnostics.push(Diagnostic::new(
                "text/line-limit",
                format!(
                    "lines longer than {} bytes were parted into {long_lines} blocks: raise limits.text.max_line_bytes",
                    limits.max_line_bytes
                ),
            ));
        }
        Self { origin, metadata: Metadata::default(), blocks, diagnostics }
    }

    /// Adds a diagnostic of the one who decoded the text.
    pub fn diagnose(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

impl Document for TextDocument {
    fn origin(&self) -> &Origin {
        &self.origin
    }
    fn form(&self) -> Form {
        Form::Text
    }
    fn metadata(&self) -> &Metadata {
        &self.metadata
    }
    fn elements(&self) -> &[Element] {
        &[]
    }
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }
    fn select(&self, _css: &str) -> Result<Vec<Match>, ExtractError> {
        Ok(Vec::new())
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// Makes long blocks of the lines from one on; whether there were any to see.
fn join(blocks: &mut Vec<Block>, lines: &[&str], from: usize, max_bytes: usize) -> bool {
    let before = blocks.len();
    let (mut text, mut first) = (String::new(), from);
    for (at, line) in lines.iter().enumerate().skip(from).filter(|(_, line)| !line.trim().is_empty()) {
        if text.is_empty() {
            first = at;
        }
        for part in parts(line, max_bytes) {
            if !text.is_empty() && text.len() + part.len() >= max_bytes {
                push(blocks, &fold(&text), first as u32, at as u32);
                text.clear();
                first = at;
            }
            text.push_str(part);
            text.push(' ');
        }
    }
    push(blocks, &fold(&text), first as u32, lines.len().saturating_sub(1) as u32);
    blocks.len() > before
}

fn push(blocks: &mut Vec<Block>, text: &str, first: u32, last: u32) {
    if text.is_empty() {
        return;
    }
    let mut block = Block::line(text, first, last);
    block.links = links::find(text);
    blocks.push(block);
}

fn cut_bytes<'t>(text: &'t str, max_bytes: u32, diagnostics: &mut Vec<Diagnostic>) -> &'t str {
    let max_bytes = max_bytes as usize;
    if text.len() <= max_bytes {
        return text;
    }
    let end = text.floor_char_boundary(max_bytes);
    diagnostics.push(Diagnostic::new(
        "text/byte-limit",
        format!("the text has {} bytes, read were {end}: raise limits.text.max_bytes", text.len()),
    ));
    &text[..end]
}

/// A line in parts of at most `max` bytes, cut at white space where there is some in the last quarter.
fn parts(line: &str, max: usize) -> Vec<&str> {
    let max = max.max(64);
    let mut parts = Vec::new();
    let mut rest = line;
    while rest.len() > max {
        let end = rest.floor_char_boundary(max);
        let low = rest.floor_char_boundary(max - max / 4);
        let end = rest[low..end].rfind(char::is_whitespace).map_or(end, |space| low + space);
        let (part, tail) = rest.split_at(end);
        parts.push(part);
        rest = tail;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests;
