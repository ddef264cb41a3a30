//! Misbehaving.
#![forbid(unsafe_code)]
