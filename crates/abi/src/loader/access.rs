//! Who may write to a library: whoever may, could put code of theirs into the process.

use std::fs::Metadata;
use std::path::Path;

use crate::LoadError;

/// Checks a library's file and the directories that it stands in: the one it really is in, and the one of the path as
/// given, which may hold but a link to it.
pub(super) fn check_file(given: &Path, canonical: &Path) -> Result<(), LoadError> {
    let metadata = look_at(given, canonical)?;
    if !metadata.is_file() {
        let problem = if metadata.is_dir() { "it is a directory" } else { "it is not a regular file" };
        return Err(LoadError::NotALibrary { path: given.to_owned(), problem: problem.to_owned() });
    }
    refuse_writable(given, "its file", canonical, &metadata)?;
    for directory in [canonical.parent(), given.parent()].into_iter().flatten() {
        refuse_writable(given, "its directory", directory, &look_at(given, directory)?)?;
    }
    Ok(())
}

/// Checks a directory of libraries.
pub(super) fn check_directory(given: &Path, canonical: &Path) -> Result<(), LoadError> {
    let metadata = look_at(given, canonical)?;
    refuse_writable(given, "directory", canonical, &metadata)
}

fn look_at(given: &Path, path: &Path) -> Result<Metadata, LoadError> {
    path.metadata().map_err(|source| LoadError::Unreadable { path: given.to_owned(), source })
}

/// The permission bits for writing by the group and by everyone.
#[cfg(unix)]
const WRITABLE_BY_OTHERS: u32 = 0o022;

#[cfg(unix)]
fn refuse_writable(given: &Path, what: &'static str, path: &Path, metadata: &Metadata) -> Result<(), LoadError> {
    use std::os::unix::fs::MetadataExt;

    let mode = metadata.mode() & 0o7777;
    if mode & WRITABLE_BY_OTHERS == 0 {
        return Ok(());
    }
    let (path, writable) = (given.to_owned(), path.to_owned());
    Err(LoadError::WritableByOthers { path, what, writable, mode, owner: metadata.uid() })
}

/// Other systems keep such rights in lists that the standard library does not read: there the user vouches for the
/// directories that the configuration names.
#[cfg(not(unix))]
fn refuse_writable(_: &Path, _: &'static str, _: &Path, _: &Metadata) -> Result<(), LoadError> {
    Ok(())
}
