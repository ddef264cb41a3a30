//! The one error type of this crate.

use std::io;

use thiserror::Error;

use crate::Place;

/// What ends the reading of an archive. Damage does not: it is passed over and told.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The reader failed.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// There is no record in its first stretch.
    #[error("is no web archive: expected a record that begins with WARC/, plain or packed with gzip or Zstandard")]
    NoArchive,
    /// The dictionary that its records were packed with cannot be read.
    #[error("cannot be unpacked: {0}")]
    Dictionary(String),
    /// A package is no whole ZIP file.
    #[error("is no whole ZIP file: {0}")]
    NoPackage(String),
    /// A package holds no web archives.
    #[error("holds no web archive: expected files in its folder archive/ that end in .warc, .warc.gz or .warc.zst")]
    NoParts,
    /// A package has no part of a name.
    #[error("there is no such web archive in the package")]
    NoPart,
    /// A part of a package is none that can be read.
    #[error("{0}")]
    Part(String),
    /// No record begins at a place.
    #[error("no record begins at {0}")]
    NoRecord(Place),
}
