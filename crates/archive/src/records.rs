//! The records of an archive, one after the other.

use std::io::Read;

use memchr::memmem;

use crate::head::{Head, MAGIC};
use crate::stream::{Fault, Stream};
use crate::{ArchiveError, Limits, Place};

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

/// The block of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// Its bytes, as far as they are there and the limit allows.
    pub bytes: Vec<u8>,
    /// Why they are not all.
    pub problem: Option<String>,
}

/// Reads an archive record by record. Blocks that nobody asks for are passed over without being held.
pub struct Records<R> {
    stream: Stream<R>,
    limits: Limits,
    /// How much of the last record's block was not read yet.
    rest: u64,
    /// Whether the last record began with its member.
    is_alone: bool,
}

impl<R: Read> Records<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoArchive`] when no record stands at the beginning.
    pub fn open(reader: R, limits: Limits) -> Result<Self, ArchiveError> {
        let mut records = Self::at(reader, 0, limits)?;
        records.reach(MAGIC.len()).or_else(|fault| match fault {
            Fault::Read(error) => Err(ArchiveError::Read(error)),
            Fault::Damaged(_) => Ok(()),
        })?;
        if records.stream.held().starts_with(MAGIC) { Ok(records) } else { Err(ArchiveError::NoArchive) }
    }

    /// Reads the head of the record at a place, alone: `reader` stands at `place.member` of its file. Its block and what
    /// follows can be read then.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoRecord`] when no record begins there.
    pub fn at_place(reader: R, place: Place, limits: Limits) -> Result<(Self, Head), ArchiveError> {
        let mut records = Self::at(reader, place.member, limits)?;
        records.rest = place.inside;
        // What stands before it belongs to other records.
        records.is_alone = false;
        match records.next_entry()? {
            Some(Entry::Record(head)) if head.place == place => Ok((records, head)),
            _ => Err(ArchiveError::NoRecord(place)),
        }
    }

    fn at(reader: R, start: u64, limits: Limits) -> Result<Self, ArchiveError> {
        let stream = Stream::new(reader, start, limits.max_ratio).map_err(|fault| match fault {
            Fault::Read(error) => ArchiveError::Read(error),
            Fault::Damaged(_) => ArchiveError::NoArchive,
        })?;
        Ok(Self { stream, limits, rest: 0, is_alone: true })
    }

    /// The next record, or the next damaged part; none at the end.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        let place = self.stream.place();
        let found = match self.skip_block() {
            Ok(()) => self.next_head(),
            Err(fault) => Err(fault),
        };
        match found {
            Ok(entry) => Ok(entry),
            Err(Fault::Read(error)) => Err(ArchiveError::Read(error)),
            Err(Fault::Damaged(problem)) => {
                self.rest = 0;
                Ok(Some(Entry::Damage(Damage { place, problem })))
            }
        }
    }

    /// The block of the record that was given last, or what is left of it. What is wrong with it is told there; damage of
    /// its bytes is not told again.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails.
    pub fn block(&mut self) -> Result<Block, ArchiveError> {
        let mut block = Block::default();
        while self.rest > 0 {
            let held = self.stream.held();
            if !held.is_empty() {
                let count = held.len().min(self.rest.min(usize::MAX as u64) as usize);
                let room = self.limits.max_bytes.saturating_sub(block.bytes.len() as u64);
                if room == 0 {
                    let most = self.limits.max_bytes;
                    block.problem =
                        Some(format!("is longer than {most} bytes: raise limits.input.max_bytes to read more"));
                    break;
                }
                let taken = count.min(room.min(usize::MAX as u64) as usize);
                block.bytes.extend_from_slice(&held[..taken]);
                self.stream.consume(taken);
                self.rest -= taken as u64;
                continue;
            }
            match self.fill_block() {
                Ok(true) => {}
                Ok(false) => {
                    block.problem = Some(format!("{} bytes of its record are not there", self.rest));
                    self.rest = 0;
                }
                Err(Fault::Read(error)) => return Err(ArchiveError::Read(error)),
                Err(Fault::Damaged(problem)) => {
                    block.problem = Some(format!("{problem}, {} bytes before the end of its record", self.rest));
                    self.rest = 0;
                }
            }
        }
        Ok(block)
    }

    /// Goes past what was not read of the last block.
    fn skip_block(&mut self) -> Result<(), Fault> {
        while self.rest > 0 {
            let count = self.stream.held().len().min(self.rest.min(usize::MAX as u64) as usize);
            self.stream.consume(count);
            self.rest -= count as u64;
            if count == 0 && !self.fill_block()? {
                let problem = format!("the record's block ends {} bytes early", self.rest);
                return Err(Fault::Damaged(problem));
            }
        }
        Ok(())
    }

    /// Holds more of a block; false where it ends early: at the end of the file, or where another record begins.
    fn fill_block(&mut self) -> Result<bool, Fault> {
        while !self.stream.fill()? {
            if self.stream.next_member()?.is_none() {
                return Ok(false);
            }
            self.reach(MAGIC.len())?;
            if self.is_alone && self.stream.held().starts_with(MAGIC) {
                return Ok(false);
            }
            if !self.stream.held().is_empty() {
                return Ok(true);
            }
        }
        Ok(true)
    }

    fn next_head(&mut self) -> Result<Option<Entry>, Fault> {
        // Blank lines end a block; more of them than two are found, too, and none.
        loop {
            let held = self.stream.held();
            let blank = held.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.stream.consume(blank);
            if self.stream.held().is_empty() {
                if self.stream.fill()? {
                    continue;
                }
                let from = self.stream.place();
                match self.stream.next_member()? {
                    None => return Ok(None),
                    Some(0) => {}
                    Some(passed) => {
                        let problem = format!("{passed} bytes that are no record");
                        return Ok(Some(Entry::Damage(Damage { place: from, problem })));
                    }
                }
                continue;
            }
            break;
        }
        let place = self.stream.place();
        self.reach(MAGIC.len())?;
        if !self.stream.held().starts_with(MAGIC) {
            let passed = self.seek_record()?;
            let problem = format!("{passed} bytes that are no record");
            return Ok(Some(Entry::Damage(Damage { place, problem })));
        }
        let most = self.limits.max_head as usize;
        let length = loop {
            let (found, held) = (end_of_head(self.stream.held()), self.stream.held().len());
            if let Some(length) = found.filter(|length| *length <= most) {
                break length;
            }
            if found.is_some() || held > most {
                return self.pass_head(place, "the head of a record is too long".to_owned());
            }
            if !self.stream.fill()? {
                return self.pass_head(place, "the head of a record has no end".to_owned());
            }
        };
        let Some(head) = Head::read(&self.stream.held()[..length], place) else {
            return self.pass_head(place, "the head of a record does not tell its length".to_owned());
        };
        self.stream.consume(length);
        self.rest = head.length;
        self.is_alone = place.inside == 0;
        Ok(Some(Entry::Record(head)))
    }

    /// Goes from a head that cannot be read to the next record.
    fn pass_head(&mut self, place: Place, problem: String) -> Result<Option<Entry>, Fault> {
        self.stream.consume(MAGIC.len());
        self.seek_record()?;
        Ok(Some(Entry::Damage(Damage { place, problem })))
    }

    /// Goes to the next record of this member, or to its end; gives how many bytes were passed.
    fn seek_record(&mut self) -> Result<u64, Fault> {
        const BEGINNING: &[u8] = b"\nWARC/";
        let mut passed = 0;
        loop {
            let held = self.stream.held();
            let found = memmem::find(held, BEGINNING).map(|at| at + 1);
            let count = found.unwrap_or((held.len() + 1).saturating_sub(BEGINNING.len()));
            self.stream.consume(count);
            passed += count as u64;
            if found.is_some() {
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

/// Where a head ends, its blank line with it.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'\n', &bytes[from..]) {
        let next = from + at + 1;
        match &bytes[next..] {
            [b'\n', ..] => return Some(next + 1),
            [b'\r', b'\n', ..] => return Some(next + 2),
            _ => from = next,
        }
    }
    None
}
