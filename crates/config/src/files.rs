//! Reading configuration files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::NamedSource;

use crate::Problem;

/// The largest configuration file that is read, in bytes: far above what anybody writes, far below what would hurt.
const MAX_FILE_BYTES: u64 = 4 << 20;

/// A text with the name it goes by in messages.
pub(crate) fn named(name: impl AsRef<str>, text: impl Into<String>) -> Arc<NamedSource<String>> {
    Arc::new(NamedSource::new(name, text.into()).with_language("TOML"))
}

/// Reads a file. `None` where there is none and `may_be_missing`, or where a problem was told.
pub(crate) fn read(path: &Path, may_be_missing: bool, problems: &mut Vec<Problem>) -> Option<Arc<NamedSource<String>>> {
    let name = path.display().to_string();
    match read_text(path) {
        Ok(text) => Some(named(name, text)),
        Err(ReadError::Io(error)) if may_be_missing && is_missing(&error) && !path.is_symlink() => None,
        // Whoever puts a link somewhere means it to lead to something.
        Err(ReadError::Io(error)) if is_missing(&error) && path.is_symlink() => {
            problems.push(Problem::of_file(name, "the link leads to no file: correct or remove it"));
            None
        }
        Err(error) => {
            problems.push(Problem::of_file(name, error.message()));
            None
        }
    }
}

/// The TOML files of a directory, sorted by name; hidden files are left out.
pub(crate) fn list(directory: &Path, may_be_missing: bool, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let entries = match std::fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) if may_be_missing && is_missing(&error) => return Vec::new(),
        Err(error) => {
            let message = format!("the directory cannot be read: {error}: correct its path or its permissions");
            problems.push(Problem::of_file(directory.display().to_string(), message));
            return Vec::new();
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
        .collect();
    paths.sort();
    paths
}

enum ReadError {
    Io(io::Error),
    TooLarge,
    NoUtf8(usize),
}

impl ReadError {
    fn message(&self) -> String {
        match self {
            Self::Io(error) => format!("the file cannot be read: {error}: correct its path or its permissions"),
            Self::TooLarge => format!("the file is larger than {MAX_FILE_BYTES} bytes: part it, or name another"),
            Self::NoUtf8(at) => format!("the file is no UTF-8 from byte {at} on: save it as UTF-8"),
        }
    }
}

fn read_text(path: &Path) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(ReadError::Io)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|error| ReadError::NoUtf8(error.utf8_error().valid_up_to()))?;
    // The mark that some editors put first would shift every column of the first line.
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
