//! Layered configuration that reports every problem at once.
#![forbid(unsafe_code)]
