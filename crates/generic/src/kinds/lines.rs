//! What the lines of one kept paragraph are that `<br>` parts: items that each open with a bullet, or a heading in bold with
//! its text below.

use copydesk_core::{Draft, ExtractError, Kind, Rule, Target, Verdict};

use super::{BULLET, MIN_WORDS_BELOW, is_heading_text, opens_with_bullet};

const BOLD_LINE: Rule =
    Rule::new("generic/bold-line", "short first line in bold, and nothing else of the paragraph is");

/// How far the length of what is bold may be from that of the line, in bytes: a sign or a space may stand outside.
const NEAR: usize = 2;

/// The most items that the lines of one paragraph are taken for.
const MAX_ITEMS: usize = 1000;

/// A paragraph of several parts.
enum Lines {
    /// Items that end at these bytes.
    Items(Vec<usize>),
    /// A heading that ends at this byte.
    Heading(usize),
}

/// Parts the paragraphs that are several things. `level` is that of headings.
pub(super) fn tell(draft: &mut Draft<'_>, level: u8) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    let mut found: Vec<(u32, Lines)> = Vec::new();
    for piece in draft.pieces() {
        let block = &blocks[piece.block as usize];
        let lines = match &piece.decision.verdict {
            // What is parted already stays as it is.
            _ if piece.start > 0 || (piece.end as usize) < block.text.len() => None,
            Verdict::Keep(Kind::List { .. }) => items(&block.text),
            Verdict::Keep(Kind::Paragraph) => heading(&block.text, block.bold as usize),
            _ => None,
        };
        found.extend(lines.map(|lines| (piece.block, lines)));
    }
    for (block, lines) in found {
        match lines {
            Lines::Items(ends) => {
                for end in ends {
                    draft.split(block, end, BULLET)?;
                }
            }
            Lines::Heading(end) => {
                draft.split(block, end, BOLD_LINE)?;
                let line = Target { block, range: Some((0, end as u32)) };
                draft.keep(line, Kind::Heading { level }, BOLD_LINE)?;
            }
        }
    }
    Ok(())
}

/// The ends of the items of a text in which every line opens with a bullet.
fn items(text: &str) -> Option<Lines> {
    let are_items = text.split('\n').all(|line| opens_with_bullet(line.trim_start()));
    let are_few = text.split('\n').nth(MAX_ITEMS).is_none();
    (are_few && are_items).then(|| Lines::Items(text.match_indices('\n').map(|(at, _)| at).collect()))
}

/// The end of a text's first line where that is a heading. A question is rather one of an interview.
fn heading(text: &str, bold: usize) -> Option<Lines> {
    let (line, below) = text.split_once('\n')?;
    let is_bold = line.len().abs_diff(bold) <= NEAR;
    let goes_on = below.split_whitespace().nth(MIN_WORDS_BELOW as usize - 1).is_some();
    (is_bold && goes_on && is_heading_text(line.trim()) && !line.trim_end().ends_with(['?', '？']))
        .then_some(Lines::Heading(line.len()))
}
