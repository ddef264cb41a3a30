//! HTML pages as copydesk documents: charset, tree, blocks, selectors, head metadata.
#![forbid(unsafe_code)]
