//! Source plugin: haaretz.
#![forbid(unsafe_code)]
