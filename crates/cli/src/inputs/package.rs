//! Packages: web archives in a ZIP file, read one after the other.

use std::fs::File;

use copydesk_archive::{ArchiveError, Limits, Package, Part, PartReader, Soundness, Tally};

use super::feed::{Archive, Work, no_pages};
use super::opened::open;
use super::{InputFailure, PageFile};
use crate::names::text_of;

/// Of so many archives of a package that cannot be read it is told why; the others are counted.
const MOST_TOLD: usize = 100;

/// A package whose archives are read.
pub(super) struct Archives {
    name: String,
    package: Package<File>,
    limits: Limits,
    /// The name of those that are wanted, if not all.
    wanted: Option<String>,
    /// How many of its parts were begun or are not wanted.
    passed: usize,
    /// The one that is read.
    archive: Option<Archive>,
    /// What became of the records of those before it.
    tally: Tally,
    has_told_damage: bool,
    /// Whether one of them could not be read at all.
    has_failed: bool,
    /// Of how many something was wrong.
    failed: usize,
}

impl Archives {
    /// Opens a package, or one part of it.
    pub(super) fn open(page: &PageFile, limits: Limits) -> Result<Self, InputFailure> {
        let package = open_package(page)?;
        let wanted = page.part.clone();
        if !package.parts().iter().any(|part| is_wanted(part, wanted.as_ref())) {
            return Err(InputFailure::NoPart { name: page.archive() });
        }
        Ok(Self {
            name: text_of(page.path.as_os_str()),
            package,
            limits,
            wanted,
            passed: 0,
            archive: None,
            tally: Tally::default(),
            has_told_damage: page.part.is_some(),
            has_failed: false,
            failed: 0,
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
                let failure = self.archive.take().and_then(|archive| archive.end_as_part(&mut self.tally));
                if let Some(work) = failure.and_then(|failure| self.fail(failure)) {
                    return Some(work);
                }
            }
            let part = self.package.parts().get(self.passed)?;
            self.passed += 1;
            if !is_wanted(part, self.wanted.as_ref()) {
                continue;
            }
            match self.begin(part) {
                Ok(archive) => self.archive = Some(archive),
                Err(failure) => {
                    self.has_failed = true;
                    if let Some(work) = self.fail(failure) {
                        return Some(work);
                    }
                }
            }
        }
    }

    /// A small package may name very many archives that are none.
    fn fail(&mut self, failure: InputFailure) -> Option<Work> {
        self.failed += 1;
        (self.failed <= MOST_TOLD).then_some(Work::Failed(failure))
    }

    fn begin(&self, part: &Part) -> Result<Archive, InputFailure> {
        let name = format!("{}#{}", self.name, part.name);
        let reader = self.package.read_part(part, &self.limits).map_err(|error| failed(name.clone(), error))?;
        let soundness = reader.soundness();
        match Archive::of(name, Box::new(reader), Some(soundness.clone()), self.limits) {
            Err(InputFailure::NoArchive { name }) => {
                Err(missing(name, &soundness, |name| InputFailure::NoArchive { name }))
            }
            other => other,
        }
    }

    /// A package without pages is a failure, unless it was told already why.
    pub(super) fn end(self) -> Option<InputFailure> {
        if self.failed > MOST_TOLD {
            let problem = format!("{} more of its web archives are damaged or none", self.failed - MOST_TOLD);
            return Some(InputFailure::Part { name: self.name, problem });
        }
        if self.has_failed && self.tally.records() == 0 { None } else { no_pages(self.name, &self.tally) }
    }
}

/// That the archive in a part, or a record of it, is not there: what is wrong with the package says more, if anything is.
pub(super) fn missing(
    name: String,
    soundness: &Soundness,
    otherwise: impl FnOnce(String) -> InputFailure,
) -> InputFailure {
    match soundness.problem().map(str::to_owned) {
        Some(problem) => InputFailure::Part { name, problem },
        None => otherwise(name),
    }
}

/// Another part of a name that is wanted is told as what it is.
fn is_wanted(part: &Part, wanted: Option<&String>) -> bool {
    wanted.is_none_or(|name| part.name == *name)
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
