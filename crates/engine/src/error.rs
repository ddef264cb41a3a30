//! The one error type of this crate.

use std::io;

use thiserror::Error;

/// What can keep an engine from being made, or an input from being read. A page itself never gives an error.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// Plugins refuse what their sources' files say under `[options]`.
    #[error(transparent)]
    Config(#[from] copydesk_config::Report),
    /// A source names a plugin that is neither linked in nor loaded.
    #[error("source {source_name:?} wants plugin {plugin:?}, which is neither linked in nor loaded; known are {}", list(.known))]
    UnknownPlugin {
        /// The source.
        source_name: String,
        /// The plugin it names.
        plugin: String,
        /// The plugins there are.
        known: Vec<String>,
    },
    /// A plugin refused its options, or could not be made.
    #[error("plugin {plugin:?} cannot be made: {problem}")]
    Plugin {
        /// The plugin.
        plugin: String,
        /// What it says.
        problem: String,
    },
    /// Two loaded plugins, or two sources, with one name.
    #[error("{what} {name:?} is there twice, from {first} and from {second}: remove or rename one of them")]
    Duplicate {
        /// `source` or `loaded plugin`.
        what: &'static str,
        /// The name.
        name: String,
        /// Where the first comes from.
        first: String,
        /// Where the second comes from.
        second: String,
    },
    /// A host that two sources claim.
    #[error("host {host:?} is claimed by source {first:?} and by source {second:?}: take it from one of them")]
    HostTwice {
        /// The host.
        host: String,
        /// The source that has it.
        first: String,
        /// The source that wants it too.
        second: String,
    },
    /// The reader of an input failed.
    #[error("cannot be read: {0}")]
    Read(#[source] io::Error),
    /// An input that is longer than the limit.
    #[error("is longer than {max_bytes} bytes: raise limits.input.max_bytes to read it")]
    TooLarge {
        /// The limit.
        max_bytes: u64,
    },
    /// A packed input unpacks to more than is sensible.
    #[error(
        "{packed} packed bytes unpack to {unpacked} and more, over {max_ratio} times as much: looks like a decompression bomb; raise limits.input.max_ratio if it is none"
    )]
    Bomb {
        /// How many packed bytes were read.
        packed: u64,
        /// How many bytes they gave.
        unpacked: u64,
        /// The limit.
        max_ratio: u32,
    },
    /// An input that is no text.
    #[error("is {what}: expected an HTML page or a text, plain or packed with gzip or Zstandard")]
    Binary {
        /// What it looks like.
        what: String,
    },
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
