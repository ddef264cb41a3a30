//! The records of an archive, one after the other.

use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;

use crate::head::{Head, MAGIC};
use crate::stream::{Fault, Stream, dictionary_of};
use crate::zstd::Unpacker;
use crate::{ArchiveError, Limits, Place};

mod block;

pub use block::Block;

use block::Inner;

/// What the reading of an archive comes to next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A record, whose block can be read.
    Record(Head),
    /// Something that is no record and was passed over.
    Damage(Damage),
}

/// A part of an archive that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins.
    pub place: Place,
    /// What is wrong with it.
    pub problem: String,
}

/// Reads an archive record by record. Blocks that nobody asks for are passed over without being held.
pub struct Records<R> {
    stream: Stream<R>,
    limits: Limits,
    /// What was come to already.
    pending: VecDeque<Entry>,
    /// Where the last record began.
    last: Place,
    /// How much of its block was not read yet.
    rest: u64,
    /// Whether it began with its member.
    is_alone: bool,
    /// Whether some record stood behind another in its member.
    shares_members: bool,
    /// What stands in its block and may be the record that follows it.
    inner: Inner,
    /// Damage behind what is held.
    ahead: Option<String>,
    /// How many bytes were read again.
    again: u64,
    /// Whether damage was told since: what follows it up to the next record is the same damage.
    is_told: bool,
    /// How many records were found.
    found: u64,
}

impl<R: Read> Records<R> {
    /// Begins to read. What is damaged at the beginning is passed over, within a bounded stretch.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoArchive`] when no record begins in the first
    /// 16 MiB.
    pub fn open(reader: R, limits: Limits) -> Result<Self, ArchiveError> {
        let mut records = Self::at(reader, 0, limits, None)?;
        let mut first = VecDeque::new();
        while !matches!(first.back(), Some(Entry::Record(_))) {
            if records.is_far() {
                return Err(ArchiveError::NoArchive);
            }
            first.push_back(records.next_entry()?.ok_or(ArchiveError::NoArchive)?);
        }
        records.pending = first;
        Ok(records)
    }

    /// Whether more was read without a record than a file that holds none deserves.
    fn is_far(&self) -> bool {
        self.found == 0 && self.stream.read().max(self.stream.place().member) > BEGINS_WITHIN as u64
    }

    /// Reads the head of the record at a place, alone: of a file that can be searched. Its block and what follows can be read then.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoRecord`] when no record begins there,
    /// [`ArchiveError::Dictionary`] when the archive has one that cannot be read.
    pub fn at_place(mut reader: R, place: Place, limits: Limits) -> Result<(Self, Head), ArchiveError>
    where
        R: Seek,
    {
        // The dictionary of an archive stands before all records.
        reader.rewind()?;
        let (unpacker, first) = dictionary_of(&mut reader).map_err(no_archive)?;
        reader.seek(SeekFrom::Start(place.member))?;
        let mut records = Self::at(reader, place.member, limits, unpacker)?;
        if place.member > first {
            records.stream.is_behind_others();
        }
        records.rest = place.inside;
        // What stands before it belongs to other records.
        records.is_alone = false;
        records.inner = Inner::NotLookedFor;
        match records.next_entry()? {
            Some(Entry::Record(head)) if head.place == place => Ok((records, head)),
            _ => Err(ArchiveError::NoRecord(place)),
        }
    }

    fn at(reader: R, start: u64, limits: Limits, unpacker: Option<Unpacker>) -> Result<Self, ArchiveError> {
        let stream = Stream::new(reader, start, limits.max_ratio, unpacker).map_err(no_archive)?;
        let (pending, last) = (VecDeque::new(), Place { member: start, inside: 0 });
        Ok(Self {
            stream,
            limits,
            pending,
            last,
            rest: 0,
            is_alone: true,
            shares_members: false,
            inner: Inner::None,
            ahead: None,
            again: 0,
            is_told: false,
            found: 0,
        })
    }

    /// The next record, or the next damaged part; none at the end.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        if let Some(entry) = self.pending.pop_front() {
            return Ok(Some(entry));
        }
        loop {
            let place = if self.rest > 0 { self.last } else { self.stream.place() };
            let found = match self.skip_block() {
                Ok(()) => self.next_head(),
                Err(fault) => Err(fault),
            };
            match found {
                Ok(None) => return Ok(None),
                Ok(Some(Entry::Record(head))) => {
                    self.is_told = false;
                    return Ok(Some(Entry::Record(head)));
                }
                Ok(Some(Entry::Damage(_))) if self.is_told => {}
                Ok(Some(damage)) => {
                    self.is_told = true;
                    return Ok(Some(damage));
                }
                Err(Fault::Read(error)) => return Err(ArchiveError::Read(error)),
                Err(Fault::Damaged(problem)) => {
                    self.rest = 0;
                    if !self.is_told {
                        self.is_told = true;
                        return Ok(Some(Entry::Damage(Damage { place, problem })));
                    }
                }
            }
        }
    }

    fn next_head(&mut self) -> Result<Option<Entry>, Fault> {
        // Blank lines end a block; more of them than two are found, too, and none.
        loop {
            let held = self.stream.held();
            let blank = held.iter().take_while(|byte| is_blank(**byte)).count();
            self.stream.consume(blank);
            if !self.stream.held().is_empty() {
                break;
            }
            if let Some(problem) = self.ahead.take() {
                return Err(Fault::Damaged(problem));
            }
            if self.stream.fill()? {
                continue;
            }
            let place = self.stream.place();
            match self.stream.next_member()? {
                (true, 0) => {}
                (false, 0) => return Ok(None),
                (_, passed) => {
                    let problem = format!("{passed} bytes that are no record");
                    return Ok(Some(Entry::Damage(Damage { place, problem })));
                }
            }
        }
        let place = self.stream.place();
        self.reach(MAGIC.len())?;
        if !self.stream.held().starts_with(MAGIC) {
            let passed = self.seek_record()?;
            let problem = format!("{passed} bytes that are no record");
            return Ok(Some(Entry::Damage(Damage { place, problem })));
        }
        let length = match self.head_length()? {
            Ok(length) => length,
            Err(problem) => return self.pass_head(place, problem),
        };
        let Some(head) = Head::read(&self.stream.held()[..length], place) else {
            return self.pass_head(place, "the head of a record does not tell its length");
        };
        self.stream.consume(length);
        self.last = place;
        self.rest = head.length;
        self.is_alone = place.inside == 0;
        self.shares_members |= place.inside > 0;
        self.inner = Inner::None;
        self.found += 1;
        Ok(Some(Entry::Record(head)))
    }

    /// Holds the head that begins here; gives its length, or what is wrong with it.
    fn head_length(&mut self) -> Result<Result<usize, &'static str>, Fault> {
        let most = self.limits.max_head as usize;
        loop {
            let held = self.stream.held().len();
            match end_of_head(self.stream.held()) {
                Some(End::Blank(length)) if length <= most => return Ok(Ok(length)),
                Some(End::Record) => return Ok(Err("the head of a record has no end")),
                Some(End::Blank(_)) => return Ok(Err("the head of a record is too long")),
                None if held > most => return Ok(Err("the head of a record is too long")),
                None => {}
            }
            if !self.stream.fill()? {
                return Ok(Err("the head of a record has no end"));
            }
        }
    }

    /// Goes from a head that cannot be read to the next record.
    fn pass_head(&mut self, place: Place, problem: &str) -> Result<Option<Entry>, Fault> {
        self.stream.consume(MAGIC.len());
        self.seek_record()?;
        Ok(Some(Entry::Damage(Damage { place, problem: problem.to_owned() })))
    }

    /// Goes to the next record of this member, or to its end; gives how many bytes were passed.
    fn seek_record(&mut self) -> Result<u64, Fault> {
        let mut passed = 0;
        loop {
            let held = self.stream.held();
            let found = memmem::find(held, BEGINNING).map(|at| at + 1);
            let count = found.unwrap_or((held.len() + 1).saturating_sub(BEGINNING.len()));
            self.stream.consume(count);
            passed += count as u64;
            if found.is_some() || self.is_far() {
                return Ok(passed);
            }
            if !self.stream.fill()? {
                let left = self.stream.held().len();
                self.stream.consume(left);
                return Ok(passed + left as u64);
            }
        }
    }

    /// Holds at least so many bytes, if the member has them.
    fn reach(&mut self, count: usize) -> Result<(), Fault> {
        while self.stream.held().len() < count {
            if !self.stream.fill()? {
                break;
            }
        }
        Ok(())
    }
}

/// Why the reading of an archive does not begin.
fn no_archive(fault: Fault) -> ArchiveError {
    match fault {
        Fault::Read(error) => ArchiveError::Read(error),
        Fault::Damaged(problem) => ArchiveError::Dictionary(problem),
    }
}

/// Whether a byte may stand between records.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | 0)
}

/// How far a file is read, in bytes, to find its first record.
pub(crate) const BEGINS_WITHIN: usize = 16 << 20;
/// A record at the beginning of a line.
pub(crate) const BEGINNING: &[u8] = b"\nWARC/";
/// Where a head ends.
enum End {
    /// With a blank line, which belongs to it.
    Blank(usize),
    /// Where another record begins.
    Record,
}

/// Where a head ends, as far as it is there.
fn end_of_head(bytes: &[u8]) -> Option<End> {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'\n', &bytes[from..]) {
        let next = from + at + 1;
        match &bytes[next..] {
            [b'\n', ..] => return Some(End::Blank(next + 1)),
            [b'\r', b'\n', ..] => return Some(End::Blank(next + 2)),
            rest if rest.starts_with(MAGIC) => return Some(End::Record),
            _ => from = next,
        }
    }
    None
}
