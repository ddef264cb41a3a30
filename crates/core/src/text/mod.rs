//! Helpers that every reader of pages needs: white space, lines, dates, tweets, bylines.

pub mod bylines;
pub mod dates;
pub mod eight;
pub mod lines;
pub mod pairs;
mod table;
pub mod tweets;
pub mod whitespace;
