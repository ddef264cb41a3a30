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
    /// No record begins at a place.
    #[error("no record begins at {0}")]
    NoRecord(Place),
}
