//! Inputs one after the other, archives page by page, each read no sooner than it is worked on.

use std::io::{self, Read};

use copydesk_archive::{ArchiveError, ArchivedPage, Damage, Item, Limits, Pages, Soundness, Tally};
use copydesk_config::InputLimits;

use super::opened::open;
use super::package::Archives;
use super::{ArchiveAt, Begun, Input, InputFailure, Inputs, Opened, PageAt, is_package};
use crate::names::text_of;

/// Something to work on.
#[derive(Debug)]
pub(crate) enum Work {
    /// A page of its own.
    Page(PageAt),
    /// A page of an archive, with the archive's name.
    Archived(String, Box<ArchivedPage>),
    /// What went wrong with an input.
    Failed(InputFailure),
}

impl Work {
    /// The page, read and unpacked.
    pub(crate) fn open(self, limits: &InputLimits) -> Result<Opened, InputFailure> {
        match self {
            Self::Page(page) => Opened::read(page, limits),
            Self::Archived(archive, page) => Opened::archived(&archive, *page, limits),
            Self::Failed(failure) => Err(failure),
        }
    }
}

/// All that is to be worked on, in the inputs' order.
pub(crate) struct Feed {
    inputs: std::vec::IntoIter<Input>,
    open: Option<Open>,
    limits: InputLimits,
}

/// What is read page by page.
enum Open {
    Archive(Box<Archive>),
    Package(Box<Archives>),
}

/// An archive that is read.
pub(super) struct Archive {
    name: String,
    pages: Pages<Box<dyn Read + Send>>,
    /// What turns out to be wrong with the part of a package that it is.
    soundness: Option<Soundness>,
}

impl Inputs {
    /// All that is to be worked on, and how many that are; none where nobody knows before the archives are read.
    pub(crate) fn feed(self, limits: InputLimits) -> (Feed, Option<usize>) {
        let has_archives = self.all.iter().any(|input| matches!(input, Input::Archive(_)));
        let count = Some(self.all.len()).filter(|_| !has_archives);
        (Feed { inputs: self.all.into_iter(), open: None, limits }, count)
    }
}

impl Iterator for Feed {
    type Item = Work;

    fn next(&mut self) -> Option<Work> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(work) = open.next() {
                    return Some(work);
                }
                let failure = self.open.take().and_then(Open::end);
                if let Some(failure) = failure {
                    return Some(Work::Failed(failure));
                }
            }
            match self.inputs.next()? {
                Input::Page(page) => return Some(Work::Page(page)),
                Input::Failed(failure) => return Some(Work::Failed(failure)),
                Input::Archive(archive) => match Open::begin(archive, archive_limits(&self.limits)) {
                    Ok(open) => self.open = Some(open),
                    Err(failure) => return Some(Work::Failed(failure)),
                },
            }
        }
    }
}

impl Open {
    fn begin(archive: ArchiveAt, limits: Limits) -> Result<Self, InputFailure> {
        Ok(match archive {
            ArchiveAt::File(page) if is_package(&page.path) => Self::Package(Box::new(Archives::open(&page, limits)?)),
            archive => Self::Archive(Box::new(Archive::open(archive, limits)?)),
        })
    }

    fn next(&mut self) -> Option<Work> {
        match self {
            Self::Archive(archive) => archive.next(),
            Self::Package(archives) => archives.next(),
        }
    }

    fn end(self) -> Option<InputFailure> {
        match self {
            Self::Archive(archive) => archive.end(),
            Self::Package(archives) => archives.end(),
        }
    }
}

impl Archive {
    fn open(archive: ArchiveAt, limits: Limits) -> Result<Self, InputFailure> {
        let mut is_empty = false;
        let (name, reader): (_, Box<dyn Read + Send>) = match archive {
            ArchiveAt::File(page) => {
                let name = text_of(page.path.as_os_str());
                let file = open(&page, &name)?;
                is_empty = file.metadata().is_ok_and(|found| found.is_file() && found.len() == 0);
                (name, Box::new(file))
            }
            ArchiveAt::Begun(Begun { name, start, rest, .. }) => (name, Box::new(io::Cursor::new(start).chain(rest))),
        };
        match Self::of(name, reader, None, limits) {
            Err(InputFailure::NoArchive { name }) if is_empty => Err(InputFailure::EmptyArchive { name }),
            other => other,
        }
    }

    /// The archive that a reader gives; of the part of a package with what is wrong with that.
    pub(super) fn of(
        name: String,
        reader: Box<dyn Read + Send>,
        soundness: Option<Soundness>,
        limits: Limits,
    ) -> Result<Self, InputFailure> {
        match Pages::open(reader, limits) {
            Ok(pages) => Ok(Self { name, pages, soundness }),
            Err(ArchiveError::NoArchive) => Err(InputFailure::NoArchive { name }),
            Err(error) => Err(InputFailure::Archive { name, error }),
        }
    }

    pub(super) fn next(&mut self) -> Option<Work> {
        let name = self.name.clone();
        Some(match self.pages.next()? {
            Ok(Item::Page(page)) => Work::Archived(name, page),
            Ok(Item::Damage(Damage { place, problem })) => Work::Failed(InputFailure::Damage { name, place, problem }),
            Err(error) => Work::Failed(InputFailure::Archive { name, error }),
        })
    }

    /// An archive without pages is a failure, as a directory without pages is.
    fn end(self) -> Option<InputFailure> {
        self.tell();
        no_pages(self.name, self.pages.tally())
    }

    /// Adds what became of the records to those of the package, of which no part needs to hold pages. Damage of the package is a
    /// failure.
    pub(super) fn end_as_part(self, tally: &mut Tally) -> Option<InputFailure> {
        self.tell();
        tally.add(self.pages.tally());
        let problem = self.soundness?.problem()?.to_owned();
        Some(InputFailure::Part { name: self.name, problem })
    }

    /// Says what became of the records.
    fn tell(&self) {
        let tally = self.pages.tally();
        tracing::info!(
            archive = self.name,
            records = tally.records(),
            pages = tally.pages,
            damaged = tally.damaged,
            others = others(tally),
            "archive is read"
        );
    }
}

/// That an archive holds no pages, where it holds none.
pub(super) fn no_pages(name: String, tally: &Tally) -> Option<InputFailure> {
    let others = others(tally);
    let found = if others.is_empty() { "no record at all".to_owned() } else { others };
    (tally.pages == 0).then_some(InputFailure::NoPagesInArchive { name, found })
}

/// The records that hold no page, by the reason.
fn others(tally: &Tally) -> String {
    let others: Vec<String> = tally.others.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    others.join(", ")
}

/// The limits of an archive, by those of any input.
pub(super) fn archive_limits(limits: &InputLimits) -> Limits {
    Limits { max_bytes: limits.max_bytes, max_ratio: limits.max_ratio, ..Limits::default() }
}
