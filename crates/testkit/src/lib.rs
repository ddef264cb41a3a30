//! Runs a source's fixtures against their goldens.
#![forbid(unsafe_code)]
