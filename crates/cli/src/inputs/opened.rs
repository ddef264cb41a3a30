//! Pages that were read, with what is known of them.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;

use copydesk_archive::{ArchiveError, ArchivedPage, Found, Limits, Place, Records, page_of};
use copydesk_config::InputLimits;
use copydesk_core::Diagnostic;
use copydesk_core::text::dates;
use copydesk_engine::{EngineError, PageInput, Unpacked, unpack};

use super::feed::archive_limits;
use super::package::{missing, part_of};
use super::{Begun, InputFailure, PageAt, PageFile};
use crate::manifest;
use crate::names::text_of;

/// A page that was read and unpacked.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The input's name as it goes into the article.
    pub(crate) name: String,
    /// The file it stands in alone.
    pub(crate) path: Option<PathBuf>,
    /// The article's id, where it is not the file's name.
    pub(crate) id: Option<String>,
    url: Option<String>,
    content_type: Option<String>,
    fetched: Option<String>,
    pub(crate) unpacked: Unpacked,
}

impl Opened {
    /// Reads a page of its own.
    pub(crate) fn read(page: PageAt, limits: &InputLimits) -> Result<Self, InputFailure> {
        match page {
            PageAt::Begun(Begun { page, name, start, rest }) => {
                match unpack(io::Cursor::new(start).chain(rest), limits) {
                    Ok(unpacked) => Ok(Self::of(page, name, unpacked)),
                    Err(error) => Err(InputFailure::Unreadable { name, error }),
                }
            }
            PageAt::File(page) => match page.place {
                Some(place) => Self::record(page, place, limits),
                None => Self::file(page, limits),
            },
        }
    }

    fn file(page: PageFile, limits: &InputLimits) -> Result<Self, InputFailure> {
        let name = text_of(page.path.as_os_str());
        match unpack(open(&page, &name)?, limits) {
            Ok(unpacked) => Ok(Self::of(page, name, unpacked)),
            Err(error) => Err(InputFailure::Unreadable { name, error }),
        }
    }

    /// Reads one record of an archive.
    fn record(page: PageFile, place: Place, limits: &InputLimits) -> Result<Self, InputFailure> {
        let archive = page.archive();
        let name = format!("{archive}#{place}");
        let limits_of_archive = archive_limits(limits);
        let found = if let Some(part) = &page.part {
            let reader = part_of(&page, part, &limits_of_archive)?;
            let soundness = reader.soundness();
            match record_at(reader, place, limits_of_archive) {
                Err(error @ ArchiveError::NoRecord(_)) => {
                    return Err(missing(name, &soundness, |name| InputFailure::Record { name, error }));
                }
                other => other,
            }
        } else {
            record_at(open(&page, &archive)?, place, limits_of_archive)
        };
        let archived = match found {
            Ok(Found::Page(archived)) => *archived,
            Ok(Found::Other { reason, .. }) => return Err(InputFailure::NoPage { name, reason }),
            Err(error) => return Err(InputFailure::Record { name, error }),
        };
        let opened = Self::archived(&archive, archived, limits)?;
        let PageFile { id, url, content_type, fetched, .. } = page;
        Ok(Self {
            id: id.or(opened.id),
            fetched: fetched.or(opened.fetched),
            url: url.or(opened.url),
            content_type: content_type.or(opened.content_type),
            ..opened
        })
    }

    /// A page of an archive.
    pub(crate) fn archived(archive: &str, page: ArchivedPage, limits: &InputLimits) -> Result<Self, InputFailure> {
        let ArchivedPage { place, id, url, fetched, served, content_type, bytes, problem } = page;
        let name = format!("{archive}#{place}");
        let mut unpacked = match unpack(&bytes[..], limits) {
            Ok(unpacked) => unpacked,
            Err(error) => return Err(InputFailure::Unreadable { name, error }),
        };
        unpacked.diagnostics.extend(problem.map(|problem| {
            Diagnostic::new("input/truncated", format!("the page is not whole in the archive: {problem}"))
        }));
        // Other addresses than those of the web (`dns:`, `file:`) tell no host.
        let url = url.filter(|url| manifest::address(url).is_ok());
        // Who puts an archive together later may write any day; the server's own clock confirms it.
        let fetched = fetched.filter(|fetched| served.is_some_and(|served| is_near(fetched, &served)));
        Ok(Self { name, path: None, id, url, content_type, fetched, unpacked })
    }

    fn of(page: PageFile, name: String, unpacked: Unpacked) -> Self {
        let PageFile { path, id, url, content_type, fetched, .. } = page;
        let path = Some(path).filter(|path| !path.as_os_str().is_empty());
        Self { name, path, id, url, content_type, fetched, unpacked }
    }

    /// The page as the engine takes it. An address that the user gives for the call goes with one input only.
    pub(crate) fn for_engine<'p>(&'p self, url: Option<&'p str>) -> PageInput<'p> {
        PageInput {
            bytes: &self.unpacked.bytes,
            name: Some(&self.name),
            url: url.or(self.url.as_deref()),
            content_type: self.content_type.as_deref(),
            fetched: self.fetched.as_deref(),
            diagnostics: &self.unpacked.diagnostics,
            ..PageInput::default()
        }
    }
}

/// Whether two moments are at most a day apart.
fn is_near(one: &str, other: &str) -> bool {
    let day = |text| dates::find(text).map(|(_, date)| date.day_number());
    day(one).zip(day(other)).is_some_and(|(one, other)| (one - other).abs() <= 1)
}

/// What the record at a place of an archive is.
fn record_at(archive: impl Read + Seek, place: Place, limits: Limits) -> Result<Found, ArchiveError> {
    let (mut records, head) = Records::at_place(archive, place, limits)?;
    page_of(&head, &mut records, &limits)
}

/// Opens a file for reading.
pub(super) fn open(page: &PageFile, name: &str) -> Result<File, InputFailure> {
    let path = &page.path;
    let file = File::open(path).map_err(|error| match (error.kind(), &page.listed) {
        (io::ErrorKind::NotFound, _) if path.is_symlink() => InputFailure::BrokenLink(path.clone()),
        (io::ErrorKind::NotFound, Some(place)) => {
            InputFailure::MissingAsListed { path: path.clone(), place: place.clone() }
        }
        (io::ErrorKind::NotFound, None) if path.to_str().is_some_and(|path| manifest::address(path).is_ok()) => {
            InputFailure::Address(path.clone())
        }
        (io::ErrorKind::NotFound, None) => InputFailure::Missing(path.clone()),
        (io::ErrorKind::PermissionDenied, _) => InputFailure::Denied(path.clone()),
        _ => InputFailure::Unreadable { name: name.to_owned(), error: EngineError::Read(error) },
    })?;
    if file.metadata().is_ok_and(|found| found.is_dir()) {
        return Err(InputFailure::Directory(path.clone()));
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_fetching_is_confirmed_by_the_server() {
        assert!(is_near("2008-04-30T20:48:25Z", "Wed, 30 Apr 2008 20:48:24 GMT"));
        assert!(is_near("2008-05-01T00:00:05Z", "Wed, 30 Apr 2008 23:59:59 GMT"));
        assert!(!is_near("2024-05-03T12:00:00Z", "Tue, 26 Nov 2024 13:27:18 GMT"));
        assert!(!is_near("2024-05-03T12:00:00Z", "now"));
    }
}
