//! How much of a page is read: what keeps a hostile page from costing more than its size.

use serde::{Deserialize, Serialize};

/// Limits of reading one HTML page. Each is met by leaving something out and saying so in a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the page that are read, before and after decoding; the rest is cut off at a character's end
    /// (`html/byte-limit`). At most 1 GiB, whatever is set here.
    pub max_bytes: u64,
    /// Nodes (elements, texts, comments) that the tree may hold; parsing stops there (`html/node-limit`).
    pub max_nodes: u32,
    /// Elements that may lie within one another; the start tag of one deeper is left out and its text stays, as
    /// browsers do (`html/depth-limit`).
    pub max_depth: u32,
    /// Attributes that one element may have; further ones are left out (`html/attribute-limit`).
    pub max_attributes: u32,
    /// Formatting elements (`<b>`, `<font>` …) that may be open but for a block's end, and so are opened anew in each
    /// block that follows; the start tag of one more is left out and its text stays (`html/formatting-limit`).
    pub max_formatting: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 32 << 20, max_nodes: 1_000_000, max_depth: 512, max_attributes: 256, max_formatting: 64 }
    }
}
