//! Codes of diagnostics that those ask for who count articles. DIAGNOSTICS.md lists all.

pub use copydesk_rules::NO_LAYOUT;

/// The source left nothing, or hardly anything of what the generic extractor kept.
pub const EMPTY_BODY: &str = "rules/empty-body";

/// The input has no bytes.
pub const EMPTY_INPUT: &str = "input/empty";

/// The page is probably no article: the generic extractor says so.
pub const NO_ARTICLE: &str = "generic/no-article";
