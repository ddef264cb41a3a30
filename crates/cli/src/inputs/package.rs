//! Packages: web archives in a ZIP file, read one after the other.

use std::fs::File;

use copydesk_archive::{ArchiveError, Limits, Package, Part, PartReader, Tally};

use super::feed::{Archive, Work, no_pages};
use super::opened::open;
use super::{InputFailure, PageFile};
use crate::names::text_of;

/// A package whose archives are read.
pub(super) struct Archives {
    name: String,
    package: Package<File>,
    limits: Limits,
    /// Those that are still to be read.
    parts: std::vec::IntoIter<Part>,
    /// The one that is read.
    archive: Option<Archive>,
    /// What became of the records of those before it.
    tally: Tally,
    has_told_damage: bool,
    /// Whether one of them could not be read at all.
    has_failed: bool,
}

impl Archives {
    /// Opens a package, or one part of it.
    pub(super) fn open(page: &PageFile, limits: Limits) -> Result<Self, InputFailure> {
        let package = open_package(page)?;
        let mut parts = package.parts().to_vec();
        if let Some(name) = &page.part {
            // Another file of this name is told as what it is.
            parts.retain(|part| part.name == *name);
            if parts.is_empty() {
                return Err(InputFailure::NoPart { name: page.archive() });
            }
        }
        Ok(Self {
            name: text_of(page.path.as_os_str()),
            package,
            limits,
            parts: parts.into_iter(),
            archive: None,
            tally: Tally::default(),
            has_told_damage: page.part.is_some(),
            has_failed: false,
        })
    }

    pub(super) fn next(&mut self) -> Option<Work> {
        if let Some(problem) = self.package.damage().filter(|_| !self.has_told_damage) {
            self.has_told_damage = true;
            let problem = problem.to_owned();
            return Some(Work::Failed(InputFailure::Part { name: self.name.clone(), problem }));
        }
        loop {
            if let Some(archive) = &mut self.archive {
                if let Some(work) = archive.next() {
                    return Some(work);
                }
                if let Some(failure) = self.archive.take().and_then(|archive| archive.end_as_part(&mut self.tally)) {
                    return Some(Work::Failed(failure));
                }
            }
            let part = self.parts.next()?;
            match self.begin(&part) {
                Ok(archive) => self.archive = Some(archive),
                Err(failure) => {
                    self.has_failed = true;
                    return Some(Work::Failed(failure));
                }
            }
        }
    }

    fn begin(&self, part: &Part) -> Result<Archive, InputFailure> {
        let name = format!("{}#{}", self.name, part.name);
        let reader = self.package.read_part(part, &self.limits).map_err(|error| failed(name.clone(), error))?;
        let soundness = reader.soundness();
        match Archive::of(name, Box::new(reader), Some(soundness.clone()), self.limits) {
            // What is wrong with the package says more than what is missing in the archive for it.
            Err(InputFailure::NoArchive { name }) if soundness.problem().is_some() => {
                let problem = soundness.problem().unwrap_or_default().to_owned();
                Err(InputFailure::Part { name, problem })
            }
            other => other,
        }
    }

    /// A package without pages is a failure, unless it was told already why.
    pub(super) fn end(self) -> Option<InputFailure> {
        if self.has_failed && self.tally.records() == 0 { None } else { no_pages(self.name, &self.tally) }
    }
}

/// The part of a package that a record stands in.
pub(super) fn part_of(page: &PageFile, part: &str, limits: &Limits) -> Result<PartReader<File>, InputFailure> {
    open_package(page)?.read(part, limits).map_err(|error| failed(page.archive(), error))
}

fn open_package(page: &PageFile) -> Result<Package<File>, InputFailure> {
    let name = text_of(page.path.as_os_str());
    let file = open(page, &name)?;
    Package::open(file).map_err(|error| InputFailure::Package { name, error })
}

/// Why a part cannot be read.
fn failed(name: String, error: ArchiveError) -> InputFailure {
    match error {
        ArchiveError::Part(problem) => InputFailure::Part { name, problem },
        ArchiveError::NoPart => InputFailure::NoPart { name },
        error => InputFailure::Archive { name, error },
    }
}
