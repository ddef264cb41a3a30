//! Helpers that every reader of pages needs: white space, dates, tweets, bylines.

pub mod bylines;
pub mod dates;
pub mod eight;
mod table;
pub mod tweets;
pub mod whitespace;
