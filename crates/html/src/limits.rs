//! How much of a page is read: what keeps a hostile page from costing more than its size.

use serde::{Deserialize, Serialize};

/// Limits of reading one HTML page. Each is met by leaving something out and saying so in a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the page that are read, before and after decoding; the rest is cut off at a character's end
    /// (`html/byte-limit`). At most 1 GiB, whatever is set here.
    #[schemars(range(min = 1))]
    pub max_bytes: u64,
    /// Nodes (elements, texts, comments) that the tree may hold, 48 bytes each; tags behind the last are left out and their text
    /// stays, as one (`html/node-limit`).
    #[schemars(range(min = 1))]
    pub max_nodes: u32,
    /// Elements that may lie within one another; the start tag of one deeper is left out and its text stays, as
    /// browsers do (`html/depth-limit`).
    #[schemars(range(min = 1))]
    pub max_depth: u32,
    /// Attributes that one element may have; further ones are left out (`html/attribute-limit`). More than 65,535 count as
    /// 65,535.
    pub max_attributes: u32,
    /// Formatting elements (`<b>`, `<font>` …) that may be open but for a block's end, and so are opened anew in each
    /// block that follows; the start tag of one more is left out and its text stays (`html/formatting-limit`).
    pub max_formatting: u32,
    /// Elements that a page may have opened anew in that way, or for other tags that it left out. Then all formatting
    /// elements are closed, and no more are opened (`html/formatting-limit`). Together they repeat 32 bytes of attributes for
    /// each of so many; after that they are opened without (the same diagnostic).
    pub max_reconstructed: u32,
    /// Blocks that a page is cut into; the text of those that would follow is joined to one, and what it hides or shows as
    /// pictures is left out (`html/block-limit`).
    #[schemars(range(min = 1))]
    pub max_blocks: u32,
    /// Parts of a page that came after it (React's streaming server renderer) and are put in their places; further ones
    /// stay where they are, hidden (`html/streamed-limit`), and so do those whose elements would lie deeper than `max_depth`.
    pub max_streamed_parts: u32,
    /// Values that are kept of one field from one kind of place; a page that offers more is a list of pages
    /// (`html/candidate-limit`).
    pub max_candidates: u32,
    /// The same for dates: pages list a hundred teasers, each with its date, before the article.
    pub max_dates: u32,
    /// How many times the page's size the texts of one selector's matches may fill together; matches after that have
    /// neither text nor targets (`html/match-limit`). On any page they may fill 1 MiB.
    #[schemars(range(min = 1))]
    pub max_match_repetition: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 32 << 20,
            max_nodes: 500_000,
            max_depth: 512,
            max_attributes: 256,
            max_formatting: 64,
            max_reconstructed: 50_000,
            max_blocks: 10_000,
            max_streamed_parts: 256,
            max_candidates: 64,
            max_dates: 160,
            max_match_repetition: 8,
        }
    }
}
