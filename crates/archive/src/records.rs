//! The records of an archive, one after the other.

use std::collections::VecDeque;
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
    /// What was come to already.
    pending: VecDeque<Entry>,
    /// Where the last record began.
    last: Place,
    /// How much of its block was not read yet.
    rest: u64,
    /// Whether it began with its member.
    is_alone: bool,
    /// How many bytes were read again.
    again: u64,
    /// Whether damage was told since: what follows it up to the next record is the same damage.
    is_told: bool,
}

impl<R: Read> Records<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoArchive`] when it holds no record.
    pub fn open(reader: R, limits: Limits) -> Result<Self, ArchiveError> {
        let mut records = Self::at(reader, 0, limits)?;
        let mut first = VecDeque::new();
        while !matches!(first.back(), Some(Entry::Record(_))) {
            first.push_back(records.next_entry()?.ok_or(ArchiveError::NoArchive)?);
        }
        records.pending = first;
        Ok(records)
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
        let (pending, last) = (VecDeque::new(), Place { member: start, inside: 0 });
        Ok(Self { stream, limits, pending, last, rest: 0, is_alone: true, again: 0, is_told: false })
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

    /// The block of the record that was given last, or what is left of it, up to the limit. What is wrong with it is told
    /// there, and not again.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails.
    pub fn block(&mut self) -> Result<Block, ArchiveError> {
        let mut block = Block::default();
        self.read_block(&mut block, u64::MAX)?;
        Ok(block)
    }

    /// Reads on in the block of the record that was given last, until `block` has `most` bytes or all that are there.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails.
    pub fn read_block(&mut self, block: &mut Block, most: u64) -> Result<(), ArchiveError> {
        let allowed = most.min(self.limits.max_bytes);
        let read = self.fill_up(&mut block.bytes, allowed);
        let read = if self.cut_at_next(block, &read)? { Err(Fault::Damaged(TOO_LONG.to_owned())) } else { read };
        let problem = match read {
            Err(Fault::Read(error)) => return Err(ArchiveError::Read(error)),
            Err(Fault::Damaged(problem)) => {
                self.rest = 0;
                self.is_told = true;
                Some(problem)
            }
            Ok(()) if self.rest > 0 && allowed < most => {
                Some(format!("is longer than {allowed} bytes: raise limits.input.max_bytes to read more"))
            }
            Ok(()) => None,
        };
        block.problem = block.problem.take().or(problem);
        Ok(())
    }

    /// Whether a block of an archive that is not packed holds the beginning of another record because its own says to be longer
    /// than it is; then it ends there. That the block does not end where a record may is what tells it from a page
    /// about archives.
    fn cut_at_next(&mut self, block: &mut Block, read: &Result<(), Fault>) -> Result<bool, ArchiveError> {
        let has_ended = self.rest == 0 || matches!(read, Err(Fault::Damaged(_)));
        if self.stream.is_packed() || !has_ended || (read.is_ok() && self.ends_soundly()?) {
            return Ok(false);
        }
        let begins = |at: &usize| {
            let next = &block.bytes[at + 1..];
            let head = match end_of_head(&next[..next.len().min(self.limits.max_head as usize)]) {
                Some(End::Blank(length)) => Head::read(&next[..length], Place::default()),
                _ => None,
            };
            head.is_some_and(|head| head.field("warc-type").is_some())
        };
        let Some(at) = memmem::find_iter(&block.bytes, BEGINNING).find(begins) else { return Ok(false) };
        // In all no more is read again than was read.
        let again = self.again + (block.bytes.len() - at) as u64;
        if again > self.stream.place().member {
            return Ok(false);
        }
        self.again = again;
        let next = block.bytes.split_off(at + 1);
        self.stream.take_back(&next);
        block.bytes.truncate(block.bytes.trim_ascii_end().len());
        Ok(true)
    }

    /// Whether a record, or the end of the file, follows a block.
    fn ends_soundly(&mut self) -> Result<bool, ArchiveError> {
        match self.reach(AFTER_BLOCK) {
            Err(Fault::Read(error)) => return Err(ArchiveError::Read(error)),
            Err(Fault::Damaged(_)) | Ok(()) => {}
        }
        let held = self.stream.held();
        let blank = held.iter().take_while(|byte| is_blank(**byte)).count();
        Ok(held[blank..].starts_with(MAGIC) || held.len() < AFTER_BLOCK && blank == held.len())
    }

    fn fill_up(&mut self, bytes: &mut Vec<u8>, most: u64) -> Result<(), Fault> {
        while self.rest > 0 {
            let room = most.saturating_sub(bytes.len() as u64);
            if room == 0 {
                return Ok(());
            }
            let held = self.stream.held();
            let count = held.len().min(usize::try_from(self.rest.min(room)).unwrap_or(usize::MAX));
            bytes.extend_from_slice(&held[..count]);
            self.stream.consume(count);
            self.rest -= count as u64;
            if count == 0 && !self.fill_block()? {
                return Err(Fault::Damaged(format!("{} bytes of its record are not there", self.rest)));
            }
        }
        // The checksum at the end of a member is that of its record, where it holds no other.
        if self.is_alone && self.stream.is_packed() {
            self.reach(AFTER_BLOCK)?;
        }
        Ok(())
    }

    /// Goes past what was not read of the last block.
    fn skip_block(&mut self) -> Result<(), Fault> {
        while self.rest > 0 {
            let count = self.stream.held().len().min(usize::try_from(self.rest).unwrap_or(usize::MAX));
            self.stream.consume(count);
            self.rest -= count as u64;
            if count == 0 && !self.fill_block()? {
                return Err(Fault::Damaged(format!("{} bytes of a record are not there", self.rest)));
            }
        }
        Ok(())
    }

    /// Holds more of a block; false where it ends early: at the end of the file, or where another record begins.
    fn fill_block(&mut self) -> Result<bool, Fault> {
        while !self.stream.fill()? {
            if !self.stream.next_member()?.0 {
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
            let blank = held.iter().take_while(|byte| is_blank(**byte)).count();
            self.stream.consume(blank);
            if !self.stream.held().is_empty() {
                break;
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

/// Whether a byte may stand between records.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | 0)
}

/// What is wrong with a record that says to be longer than it is.
const TOO_LONG: &str = "its record says to be longer than it is, for another begins inside it";
/// A record at the beginning of a line.
const BEGINNING: &[u8] = b"\nWARC/";
/// What ends a block, and what shows that another record follows in the same member.
const AFTER_BLOCK: usize = b"\r\n\r\n".len() + MAGIC.len();

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
