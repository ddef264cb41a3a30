//! Flat text as a copydesk document.
#![forbid(unsafe_code)]
