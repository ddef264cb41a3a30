//! Builds, checks, generates and measures copydesk.
#![forbid(unsafe_code)]
fn main() {}
