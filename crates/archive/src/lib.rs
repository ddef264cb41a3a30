//! Web archives: the pages that a WARC file holds, one after the other.
//!
//! ```text
//! bytes → members (gzip, Zstandard, or none) → records (ISO 28500) → HTTP messages (RFC 9112) → pages
//! ```
//!
//! A crawler writes what servers answered into records of a WARC file, each packed on its own, so that a record can be
//! read from its place in the file alone. [`Pages`] goes through all of them and gives those that hold a page, with what
//! the archive knows of it; [`Tally`] counts the others and says why they are none. What is damaged loses itself: the
//! next sound record is looked for, and [`Damage`] tells what was passed over.
//!
//! The formats are read as they are written, not only as they are meant: WARC 0.17 to 1.1, records that say to be longer than they
//! are, many records in one member, HTTP/2 heads, bodies that are said to be chunked or packed and are not.
//!
//! ```
//! use copydesk_archive::{Item, Limits, Pages};
//!
//! let archive = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/gate\r\n\
//!     WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: 65\r\n\r\n\
//!     HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The gate held.</p>\r\n\r\n";
//! let mut pages = Pages::open(&archive[..], Limits::default())?;
//! let Some(Item::Page(page)) = pages.next().transpose()? else { panic!("the archive holds a page") };
//! assert_eq!(page.url.as_deref(), Some("https://gazette.example/gate"));
//! assert_eq!(page.bytes, b"<p>The gate held.</p>");
//! # Ok::<(), copydesk_archive::ArchiveError>(())
//! ```
#![forbid(unsafe_code)]

mod coding;
mod error;
mod head;
mod limits;
mod member;
mod message;
mod name;
mod package;
mod pages;
mod place;
mod records;
mod source;
mod stream;
mod zstd;

pub use error::ArchiveError;
pub use head::{Head, Kind};
pub use limits::Limits;
pub use name::is_archive_name;
pub use package::{Package, Part, PartReader, Soundness, begins_zip};
pub use pages::{ArchivedPage, Found, Item, NoPage, Pages, Tally, page_of};
pub use place::Place;
pub use records::{Block, Damage, Entry, Records};
pub use zstd::{Frames, begins_frame};

/// Whether the first bytes of a file, packed or not, begin a web archive. To tell it of a packed one takes up to
/// [`LOOKED_AT`] bytes.
pub fn begins_archive(start: &[u8]) -> bool {
    let mut magic = [0; head::MAGIC.len()];
    match member::Packing::of(start) {
        // Nothing else begins so.
        Some(_) if zstd::begins_dictionary(start) => true,
        Some(packing) => packing.begins(start, &mut magic) && magic == *head::MAGIC,
        None => start.starts_with(head::MAGIC),
    }
}

/// How many bytes of a file are enough to tell whether it is a web archive.
pub const LOOKED_AT: usize = 192 * 1024;

#[cfg(test)]
mod tests;
