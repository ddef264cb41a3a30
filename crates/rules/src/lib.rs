//! A source described in TOML, compiled into an extractor.
#![forbid(unsafe_code)]
