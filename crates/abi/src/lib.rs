//! The C boundary between copydesk and loadable source plugins.
#![forbid(unsafe_code)]
