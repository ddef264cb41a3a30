//! Layered configuration that reports every problem at once.
//!
//! Two kinds of TOML file: settings (`copydesk.toml`, see [`Settings`]) and sources (`sources/<name>.toml`, see
//! [`SourceFile`](copydesk_rules::SourceFile)). [`Layers`] says where they are looked for; [`Config::load`] reads all
//! of them, merges them key by key and either gives a sound configuration or a [`Report`] of every problem of every
//! file, each with file, line, column, key, and the nearest key there is.
//!
//! Known keys and types come from the JSON Schemas of the two kinds, which come from the Rust types: there is no second
//! list to keep.
#![forbid(unsafe_code)]

mod check;
pub mod codegen;
mod config;
pub mod embedded;
mod entry;
mod explain;
mod files;
mod layers;
mod left_out;
mod load;
mod merge;
mod options;
mod problem;
mod schema;
mod settings;
mod sources;
mod suggest;

pub use config::{Config, SourceConfig};
pub use copydesk_rules::check_name;
pub use explain::Explained;
pub use layers::Layers;
pub use left_out::LeftOut;
pub use load::SelectorCheck;
pub use problem::{Problem, Report};
pub use schema::{article_schema, ledger_schema, settings_schema, source_schema};
pub use settings::{InputLimits, Limits, MAX_THREADS, Output, OutputFormat, Plugins, Run, Settings};
pub use suggest::nearest;

#[cfg(test)]
mod tests;
