//! Flat text as a copydesk document: text that a scraper already flattened, cut into blocks with their lines.
//!
//! Every line that is not blank is a block, for scrapers put one paragraph, one caption or one button label on a line.
//! Text that was wrapped at a fixed width is the exception: its lines are joined into paragraphs (see `wrapped.rs`). What a
//! block is (a headline, a tweet, a prompt) is no business of this crate: an extractor decides that.
#![forbid(unsafe_code)]

mod limits;
mod lines;
mod links;
mod wrapped;

pub use limits::Limits;

use copydesk_core::text::whitespace::fold;
use copydesk_core::{Block, Diagnostic, Document, Element, ExtractError, Form, Match, Metadata, Origin};

/// The code of the diagnostic that tells of text which was left out.
pub const BYTE_LIMIT: &str = "text/byte-limit";

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
        let mut lines = (0..).zip(lines::of(text));
        let mut blocks = Vec::new();
        let mut long_lines = 0_u32;
        let most = limits.max_blocks as usize;
        let mut run: Vec<&str> = Vec::new();
        // How many lines of the last run there was no room for.
        let (mut left, mut next) = (0, 0);
        while blocks.len() < most {
            let Some(first) = wrapped::next_run(&mut lines, &mut run) else { break };
            if wrapped::is_wrapped(&run) {
                let last = first + run.len() as u32 - 1;
                let paragraph = run.join(" ");
                for part in parts(&paragraph, limits.max_line_bytes as usize) {
                    long_lines += u32::from(part.len() < paragraph.len());
                    push(&mut blocks, &fold(part), first, last);
                }
                continue;
            }
            left = run.len();
            for (at, line) in (first..).zip(&run) {
                for part in parts(line, limits.max_line_bytes as usize) {
                    long_lines += u32::from(part.len() < line.len());
                    push(&mut blocks, &fold(part), at, at);
                }
                left -= 1;
                if blocks.len() >= most {
                    break;
                }
            }
            next = first + run.len() as u32;
        }
        let rest = (next - left as u32..).zip(run[run.len() - left..].iter().copied());
        if join(&mut blocks, rest.chain(lines), limits.max_line_bytes as usize) {
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

/// Makes long blocks of the lines that are left; whether there were any to see.
fn join<'t>(blocks: &mut Vec<Block>, lines: impl Iterator<Item = (u32, &'t str)>, max_bytes: usize) -> bool {
    let before = blocks.len();
    let (mut text, mut first, mut last) = (String::new(), 0, 0);
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        if text.is_empty() {
            first = at;
        }
        last = at;
        for part in parts(line, max_bytes) {
            if !text.is_empty() && text.len() + part.len() >= max_bytes {
                push(blocks, &fold(&text), first, at);
                text.clear();
                first = at;
            }
            text.push_str(part);
            text.push(' ');
        }
    }
    push(blocks, &fold(&text), first, last);
    blocks.len() > before
}

fn push(blocks: &mut Vec<Block>, text: &str, first: u32, last: u32) {
    if text.is_empty() {
        return;
    }
    let mut block = Block::line(text, first, last);
    block.links = links::find(text).into();
    blocks.push(block);
}

fn cut_bytes<'t>(text: &'t str, max_bytes: u32, diagnostics: &mut Vec<Diagnostic>) -> &'t str {
    let max_bytes = max_bytes as usize;
    if text.len() <= max_bytes {
        return text;
    }
    let end = text.floor_char_boundary(max_bytes);
    diagnostics.push(Diagnostic::new(
        BYTE_LIMIT,
        format!("the text has {} bytes, read were {end}: raise limits.text.max_bytes", text.len()),
    ));
    &text[..end]
}

/// The least limit of a line's bytes: words are rarely longer.
const LEAST_LINE: usize = 64;

/// A line in parts of at most `max` bytes, cut at white space where there is some in the last quarter.
fn parts(line: &str, max: usize) -> impl Iterator<Item = &str> {
    let max = max.max(LEAST_LINE);
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest.take()?;
        if line.len() <= max {
            return Some(line);
        }
        let end = line.floor_char_boundary(max);
        let low = line.floor_char_boundary(max - max / 4);
        let end = line[low..end].rfind(char::is_whitespace).map_or(end, |space| low + space);
        let (part, tail) = line.split_at(end);
        rest = Some(tail);
        Some(part)
    })
}

#[cfg(test)]
mod tests;
