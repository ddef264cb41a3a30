//! The plugin's side of the wall: what `declare_source!` generates calls here, and nothing else does.

mod remote;
mod table;

pub use table::table;

use copydesk_core::{ExtractError, Extractor};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a crate declares of its plugin. Implemented by [`crate::declare_source!`].
pub trait Declaration: 'static {
    /// The cleaner.
    type Extractor: Extractor + 'static;
    /// What the source's `[options]` table holds.
    type Options: DeserializeOwned + Default;
    /// The source's name.
    const NAME: &'static str;
    /// The crate's version.
    const VERSION: &'static str;
    /// Makes the cleaner.
    fn create(options: Self::Options) -> Self::Extractor;
}

/// Makes the extractor of a declaration from the `[options]` table of the source's TOML file; null is no table.
///
/// # Errors
/// [`ExtractError::Options`] where the options cannot be read, [`ExtractError::Source`] where the extractor goes by
/// another name than the one declared.
pub fn create<D: Declaration>(options: &serde_json::Value) -> Result<Box<dyn Extractor>, ExtractError> {
    let wrong = |problem: String| ExtractError::Options { source_name: D::NAME.to_owned(), problem };
    let options = match options {
        serde_json::Value::Null => D::Options::default(),
        serde_json::Value::Object(_) => D::Options::deserialize(options).map_err(|error| wrong(error.to_string()))?,
        // Serde would read a list as the members of a struct in their order.
        other => return Err(wrong(format!("expected a table of options, found {other}"))),
    };
    let extractor = D::create(options);
    let name = &extractor.source().name;
    if name != D::NAME {
        let problem = format!("its extractor calls itself {name:?}: declare_source! and source() must give one name");
        return Err(ExtractError::source(D::NAME, problem));
    }
    Ok(Box::new(extractor))
}

/// Stops compilation where a source's name is not made of lower-case letters, digits and `_`, letter first.
///
/// # Panics
/// Where the name is wrong; [`crate::declare_source!`] calls it while it compiles.
pub const fn assert_name(name: &str) {
    assert!(is_name(name), "a source's name begins with a lower-case letter and holds only a-z, 0-9 and _");
}

/// Whether a name is one that a source may have: at most [`MAX_NAME_BYTES`] lower-case letters, digits and `_`, with
/// a letter first.
pub const fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.is_empty() || bytes.len() > MAX_NAME_BYTES || !bytes[0].is_ascii_lowercase() {
        return false;
    }
    let mut at = 0;
    while at < bytes.len() {
        if !(bytes[at].is_ascii_lowercase() || bytes[at].is_ascii_digit() || bytes[at] == b'_') {
            return false;
        }
        at += 1;
    }
    true
}

/// The longest name of a source, in bytes.
pub const MAX_NAME_BYTES: usize = 64;
