//! What a flat text may cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits of a flat text. Each that bites is told in the article's diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of text that are read; what follows is left out.
    #[schemars(range(min = 1))]
    pub max_bytes: u32,
    /// Blocks that are made; lines that follow are joined to blocks of `max_line_bytes`, so that their number stays small.
    #[schemars(range(min = 1))]
    pub max_blocks: u32,
    /// Bytes of a line; a longer one, or a longer paragraph of wrapped lines, is parted into several blocks.
    #[schemars(range(min = 64))]
    pub max_line_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 32 << 20, max_blocks: 10_000, max_line_bytes: 64 << 10 }
    }
}
