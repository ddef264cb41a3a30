//! Whether a table holds data or only lays out a page.

use super::tags::{self, Role};
use crate::tree::{NodeId, Step, Tree};

/// More text than this inside paragraphs and the like within one cell makes a table a layout table, in bytes.
const MAX_BLOCK_TEXT: usize = 200;
/// More text than this in one cell makes a table a layout table, in bytes.
const MAX_CELL_TEXT: usize = 600;

/// Whether a table's rows are data: two columns or more, two rows or more (or header cells), no cell that holds a table,
/// an article's parts or much running text, and no `role=presentation`.
///
/// The walk stops at the first nested table, so that every node is looked at for its nearest table alone.
pub(crate) fn is_data(tree: &Tree<'_>, table: NodeId) -> bool {
    let role = tree.attribute(table, "role").unwrap_or_default();
    if matches!(role, "presentation" | "none") {
        return false;
    }
    let (mut rows, mut cells, mut columns, mut header) = (0, 0, 0, false);
    let (mut cell_text, mut block_text, mut depth) = (0, 0, 0_u32);
    let mut walk = tree.walk(table);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                if let Some(text) = tree.characters(node) {
                    let length = text.trim().len();
                    cell_text += length;
                    block_text += if depth > 0 { length } else { 0 };
                    if cell_text > MAX_CELL_TEXT || block_text > MAX_BLOCK_TEXT {
                        return false;
                    }
                    continue;
                }
                match tags::role(tree, node) {
                    Role::Table if node != table => return false,
                    Role::Row => {
                        rows += 1;
                        cells = 0;
                    }
                    Role::Cell => {
                        (cell_text, block_text, depth) = (0, 0, 0);
                        cells += 1;
                        columns = columns.max(cells);
                        header |= tree.name(node) == "th";
                    }
                    Role::Preformatted => return false,
                    Role::Block if is_page_part(tree.name(node)) => return false,
                    Role::Block if cells > 0 => depth += 1,
                    Role::Unseen | Role::Image | Role::Embed => walk.skip_children(),
                    _ => {}
                }
            }
            Step::Leave(node) => {
                if cells > 0 && tags::role(tree, node) == Role::Block {
                    depth = depth.saturating_sub(1);
                }
            }
        }
    }
    columns >= 2 && (rows >= 2 || header)
}

/// Elements that a cell of a data table does not hold.
fn is_page_part(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "header"
            | "main"
            | "nav"
            | "section"
    )
}
