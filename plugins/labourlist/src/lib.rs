//! Source plugin: labourlist.
#![forbid(unsafe_code)]
