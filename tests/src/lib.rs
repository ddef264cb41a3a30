//! The acceptance tests of the copydesk workspace.
#![forbid(unsafe_code)]
