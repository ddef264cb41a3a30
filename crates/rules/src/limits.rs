//! What the rules of a source may cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits of applying the rules of a source to one page. Each that bites is told in the article's diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Ranges inside blocks that one rule may find on a page (`rules/range-limit`): each cuts a block in pieces, which
    /// costs in proportion to the page. An honest page has some dozens.
    #[schemars(range(min = 1))]
    pub max_ranges: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_ranges: 2_000 }
    }
}
