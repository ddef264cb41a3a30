//! Helpers that every reader of pages needs: white space, dates, tweets, bylines.

pub mod bylines;
pub mod dates;
mod table;
pub mod tweets;
pub mod whitespace;
