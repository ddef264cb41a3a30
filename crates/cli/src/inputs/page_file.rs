//! A file of the user's, and what its name means.

use std::path::{Path, PathBuf};

use copydesk_archive::{Place, is_archive_name};
use copydesk_core::without_endings;

use crate::names::text_of;

/// A file with what is known of its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageFile {
    /// The path as given, or as joined to the directory that was given.
    pub(crate) path: PathBuf,
    /// The name of the archive in the file, if that is a package.
    pub(crate) part: Option<String>,
    /// Where in the archive its record stands, if it is one.
    pub(crate) place: Option<Place>,
    /// The article's id, where it is not the file's name.
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
    /// When it was fetched (ISO 8601).
    pub(crate) fetched: Option<String>,
    /// The place in a manifest that names it.
    pub(crate) listed: Option<String>,
}

impl PageFile {
    /// The archive that a record stands in, as it goes into the article: the file, with the part of a package behind `#`.
    pub(super) fn archive(&self) -> String {
        let file = text_of(self.path.as_os_str());
        self.part.iter().fold(file, |file, part| format!("{file}#{part}"))
    }

    /// What a name means that no file has: behind `#` stands an archive in a package, and the place of a record in an archive.
    pub(super) fn within(self) -> Self {
        let Some(text) = self.path.to_str().filter(|_| !self.path.exists()) else { return self };
        let mut parts = text.match_indices('#').map(|(at, _)| text.split_at(at));
        if let Some((package, part)) = parts.find(|(package, _)| is_package(Path::new(package))) {
            let part = &part[1..];
            let (part, place) = match part.rsplit_once('#').map(|(part, place)| (part, place.parse())) {
                Some((part, Ok(place))) => (part, Some(place)),
                _ => (part, None),
            };
            return Self { path: package.into(), part: Some(part.to_owned()), place, ..self };
        }
        match text.rsplit_once('#').map(|(archive, place)| (Path::new(archive), place.parse())) {
            Some((archive, Ok(place))) if is_archive_name(archive) => {
                Self { path: archive.to_owned(), place: Some(place), ..self }
            }
            _ => self,
        }
    }

    /// The id that its article gets; `None` where the path names no file, or only the record tells.
    pub(super) fn id(&self) -> Option<String> {
        let of_name = || Some(without_endings(&text_of(self.path.file_name()?)).to_owned());
        self.id.clone().or_else(|| if self.place.is_some() { None } else { of_name() })
    }
}

/// Whether a name is that of web archives in a ZIP file.
pub(super) fn is_package(path: &Path) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case("wacz"))
}
