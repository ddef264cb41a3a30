//! Every plugin that is linked into the binary.
#![forbid(unsafe_code)]
