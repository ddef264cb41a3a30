//! Bylines that stand in the text with nothing in the markup to tell of them. What the markup told of already
//! is not read again.

use copydesk_core::text::bylines;
use copydesk_core::{Block, Field, Provenance, Shape};

use super::collect::Collector;

/// The longest text that is read for a byline, in bytes. Longer ones tell of something else.
const MAX_TEXT: usize = 140;
/// The most texts that are found.
const MAX_FOUND: usize = 12;

/// Reads the short texts of a page.
pub(super) fn read(blocks: &[Block], collector: &mut Collector) {
    let short = || {
        blocks.iter().enumerate().filter(|(_, block)| {
            !block.hidden && !block.text.is_empty() && block.text.len() <= MAX_TEXT && is_prose(block.shape)
        })
    };
    let announced = short().filter(|(_, block)| bylines::is_announced(&block.text));
    for (number, block) in announced.take(MAX_FOUND) {
        if collector.has_read(number as u32, &[Field::Authors]) {
            continue;
        }
        collector.add(Field::Authors, &block.text, Provenance::Byline, "announced byline", Some(number as u32));
    }
}

fn is_prose(shape: Shape) -> bool {
    !matches!(shape, Shape::Heading(_) | Shape::Code | Shape::TableRow | Shape::Caption | Shape::Quote)
}
