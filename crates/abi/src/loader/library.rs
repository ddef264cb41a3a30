//! Loading a library, and finding the table in it.
#![allow(unsafe_code)]

use std::path::Path;

use libloading::Library;

use super::{image, names};
use crate::LoadError;
use crate::table::{ABI_MAJOR, SYMBOL_PREFIX, SourceTableV1, TableFn};

/// Loads a library, for good, and gets the table of the first of the names that it exports.
pub(super) fn open(path: &Path, wanted: &[String]) -> Result<(String, *const SourceTableV1), LoadError> {
    // Leaked: what the library gives may be pointed to from anywhere, and its threads and thread-locals may outlive any
    // use of it. So it is never unloaded, not even where it is refused.
    let library: &'static Library = Box::leak(Box::new(load(path)?));
    for name in wanted {
        let symbol = format!("{SYMBOL_PREFIX}{name}\0");
        // SAFETY: a symbol of this prefix is kept for functions of just this type.
        let Ok(function) = (unsafe { library.get::<TableFn>(symbol.as_bytes()) }) else { continue };
        // SAFETY: as above; the function takes nothing and may be called at any time.
        return Ok((name.clone(), unsafe { function() }));
    }
    let file = wanted.first().cloned().unwrap_or_default();
    let path = path.to_owned();
    // Which sources it does hold, if any: most likely the file was renamed.
    let bytes = image::read(&path);
    let found = names::in_image(&bytes).into_iter().filter(|name| {
        // SAFETY: as above; it is not called.
        unsafe { library.get::<TableFn>(format!("{SYMBOL_PREFIX}{name}\0").as_bytes()) }.is_ok()
    });
    let found: Vec<String> = found.collect();
    if !found.is_empty() {
        return Err(LoadError::NameMismatch { path, file, found });
    }
    match names::other_version(&bytes, wanted) {
        Some(found) => Err(LoadError::WrongMajor { path, found, wanted: ABI_MAJOR }),
        None => Err(LoadError::NoSymbol { path, names: wanted.to_vec() }),
    }
}

/// Loads a library with all its symbols bound at once: one that is not there is a refusal, not a crash on some page.
#[cfg(unix)]
fn load(path: &Path) -> Result<Library, LoadError> {
    use libloading::os::unix::{Library as UnixLibrary, RTLD_LOCAL, RTLD_NOW};

    // SAFETY: the library's constructors run now. The user named the directory, and nobody else may write to it.
    let library = unsafe { UnixLibrary::open(Some(path), RTLD_NOW | RTLD_LOCAL) };
    library.map(Library::from).map_err(|error| refused(path, &error))
}

#[cfg(not(unix))]
fn load(path: &Path) -> Result<Library, LoadError> {
    // SAFETY: the library's constructors run now. The user named the directory.
    unsafe { Library::new(path) }.map_err(|error| refused(path, &error))
}

fn refused(path: &Path, error: &libloading::Error) -> LoadError {
    LoadError::NotALibrary { path: path.to_owned(), problem: error.to_string() }
}
