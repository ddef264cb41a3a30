//! Source plugin: rt.
#![forbid(unsafe_code)]
