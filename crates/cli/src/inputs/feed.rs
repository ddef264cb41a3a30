//! Inputs one after the other, archives page by page, each read no sooner than it is worked on.

use std::io::{self, Read};

use copydesk_archive::{ArchiveError, ArchivedPage, Damage, Item, Limits, Pages, Tally};
use copydesk_config::InputLimits;

use super::opened::open;
use super::{ArchiveAt, Begun, Input, InputFailure, Inputs, Opened, PageAt};
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
    archive: Option<Archive>,
    limits: InputLimits,
}

/// An archive that is read.
struct Archive {
    name: String,
    pages: Pages<Box<dyn Read + Send>>,
}

impl Inputs {
    /// All that is to be worked on, and how many that are; none where nobody knows before the archives are read.
    pub(crate) fn feed(self, limits: InputLimits) -> (Feed, Option<usize>) {
        let has_archives = self.all.iter().any(|input| matches!(input, Input::Archive(_)));
        let count = Some(self.all.len()).filter(|_| !has_archives);
        (Feed { inputs: self.all.into_iter(), archive: None, limits }, count)
    }
}

impl Iterator for Feed {
    type Item = Work;

    fn next(&mut self) -> Option<Work> {
        loop {
            if let Some(archive) = &mut self.archive {
                if let Some(work) = archive.next() {
                    return Some(work);
                }
                let failure = self.archive.take().and_then(Archive::end);
                if let Some(failure) = failure {
                    return Some(Work::Failed(failure));
                }
            }
            match self.inputs.next()? {
                Input::Page(page) => return Some(Work::Page(page)),
                Input::Failed(failure) => return Some(Work::Failed(failure)),
                Input::Archive(archive) => match Archive::open(archive, &self.limits) {
                    Ok(archive) => self.archive = Some(archive),
                    Err(failure) => return Some(Work::Failed(failure)),
                },
            }
        }
    }
}

impl Archive {
    fn open(archive: ArchiveAt, limits: &InputLimits) -> Result<Self, InputFailure> {
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
        match Pages::open(reader, archive_limits(limits)) {
            Ok(pages) => Ok(Self { name, pages }),
            Err(ArchiveError::NoArchive) if is_empty => Err(InputFailure::EmptyArchive { name }),
            Err(ArchiveError::NoArchive) => Err(InputFailure::NoArchive { name }),
            Err(error) => Err(InputFailure::Archive { name, error }),
        }
    }

    fn next(&mut self) -> Option<Work> {
        let name = self.name.clone();
        Some(match self.pages.next()? {
            Ok(Item::Page(page)) => Work::Archived(name, page),
            Ok(Item::Damage(Damage { place, problem })) => Work::Failed(InputFailure::Damage { name, place, problem }),
            Err(error) => Work::Failed(InputFailure::Archive { name, error }),
        })
    }

    /// Says what became of the records. An archive without pages is a failure, as a directory without pages is.
    fn end(self) -> Option<InputFailure> {
        let tally = self.pages.tally();
        let others = others(tally);
        tracing::info!(
            archive = self.name,
            records = tally.records(),
            pages = tally.pages,
            damaged = tally.damaged,
            others,
            "archive is read"
        );
        (tally.pages == 0).then(|| InputFailure::NoPagesInArchive {
            found: if others.is_empty() { "no record at all".to_owned() } else { others },
            name: self.name.clone(),
        })
    }
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
