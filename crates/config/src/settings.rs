//! The settings: what `copydesk.toml` may say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most threads that may be asked for: far more than any machine makes use of.
pub const MAX_THREADS: u32 = 1024;

/// The settings of copydesk. Everything has a default; a file says only what differs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Directories with more sources, besides the `sources` beside this file. A relative one starts at the file that
    /// names it. Those of all layers are read.
    pub sources: Vec<String>,
    /// What a page may cost.
    pub limits: Limits,
    /// Source plugins that are loaded at run time.
    pub plugins: Plugins,
    /// How the work is done.
    pub run: Run,
    /// How results are written.
    pub output: Output,
}

/// What a page may cost.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Limits of reading inputs.
    pub input: InputLimits,
    /// Limits of reading HTML pages.
    pub html: copydesk_html::Limits,
    /// Limits of reading flat text.
    pub text: copydesk_text::Limits,
    /// Limits of applying a source's rules.
    pub rules: copydesk_rules::Limits,
}

/// Limits of reading inputs. An input beyond one is refused; the others of the same call are not harmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InputLimits {
    /// Bytes of an input after decompression; a larger one is refused.
    #[schemars(range(min = 1))]
    pub max_bytes: u64,
    /// How many times larger than its compressed form an input may become; beyond, it is refused as a bomb. Looked at
    /// once a mebibyte has come out.
    #[schemars(range(min = 1))]
    pub max_ratio: u32,
    /// Files that are taken from the directories of one call; more are refused before any is read.
    #[schemars(range(min = 1))]
    pub max_files: u32,
}

impl Default for InputLimits {
    fn default() -> Self {
        Self { max_bytes: 256 << 20, max_ratio: 200, max_files: 1_000_000 }
    }
}

/// Source plugins that are loaded at run time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Plugins {
    /// Whether source plugins are loaded from libraries. A library runs code of its own as soon as it is loaded, before
    /// anything about it can be checked. A project's `copydesk.toml` cannot turn this on.
    pub load: bool,
    /// Directories that hold such libraries: absolute paths, writable by nobody else. A project's `copydesk.toml`
    /// cannot name any.
    pub directories: Vec<String>,
}

/// How the work is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// Threads that extract, up to 1024; 0 is one for each core.
    #[schemars(range(max = MAX_THREADS))]
    pub threads: u32,
}

/// How results are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Output {
    /// The format where none is asked for.
    pub format: OutputFormat,
}

/// A format of results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutputFormat {
    /// JSON for one input, JSON Lines for several.
    #[default]
    Auto,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Markdown.
    Markdown,
    /// The text alone.
    Text,
}
