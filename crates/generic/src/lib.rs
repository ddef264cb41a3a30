//! The extractor that knows no source: block judge, block typing, metadata resolution.
#![forbid(unsafe_code)]
