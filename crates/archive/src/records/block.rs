//! The blocks of records: read, or passed over, and cut where they say to be longer than they are.

use std::io::Read;

use memchr::memmem;

use super::{BEGINNING, End, Records, end_of_head, is_blank};
use crate::head::{Head, MAGIC};
use crate::stream::Fault;
use crate::{ArchiveError, Place};

/// How many times as much may be read again as was read: each record that says to be longer than it is may have all that follows
/// read again.
const MOST_AGAIN: u64 = 4;

/// What is wrong with a record that says to be longer than it is.
const TOO_LONG: &str = "its record says to be longer than it is, for another begins inside it";
/// The same where what begins inside was not held.
const LOST: &str =
    "its record says to be longer than it is, and the records inside it were lost: too much stands between";
/// What ends a block, and what shows that another record follows in the same member.
const AFTER_BLOCK: usize = b"\r\n\r\n".len() + MAGIC.len();

/// The block of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// Its bytes, as far as they are there and the limit allows.
    pub bytes: Vec<u8>,
    /// Why they are not all.
    pub problem: Option<String>,
}

/// What stands in a block and may be the record that follows it, should the block be shorter than its head says.
#[derive(Debug)]
pub(super) enum Inner {
    /// Nothing so far.
    None,
    /// A record from this place on.
    Held {
        place: Place,
        /// How many bytes of what is passed next stand before it.
        from: usize,
        /// What was passed since.
        bytes: Vec<u8>,
    },
    /// More than may be held.
    TooMuch,
    /// Nobody asks: the block is made of other records.
    NotLookedFor,
}

impl Inner {
    /// Holds bytes that are passed, up to a limit.
    fn hold(&mut self, passed: &[u8], most: u64) {
        let Self::Held { from, bytes, .. } = self else { return };
        let start = (*from).min(passed.len());
        *from -= start;
        bytes.extend_from_slice(&passed[start..]);
        if bytes.len() as u64 > most {
            *self = Self::TooMuch;
        }
    }

    /// What was held is no record that follows.
    fn forget(&mut self) {
        if matches!(self, Self::Held { .. } | Self::TooMuch) {
            *self = Self::None;
        }
    }
}

/// Where a block was cut.
#[derive(Debug, Clone, Copy)]
enum Cut {
    /// So many bytes before its end.
    At(usize),
    /// Nowhere: what follows was not held.
    Lost,
}

impl<R: Read> Records<R> {
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
        let read = self.pass_block(Some(&mut block.bytes), allowed);
        let read = match self.cut_at_inner(&read) {
            Ok(None) => read,
            Ok(Some(Cut::At(length))) => {
                block.bytes.truncate(block.bytes.len().saturating_sub(length));
                block.bytes.truncate(block.bytes.trim_ascii_end().len());
                Err(Fault::Damaged(TOO_LONG.to_owned()))
            }
            Ok(Some(Cut::Lost)) => Err(Fault::Damaged(LOST.to_owned())),
            Err(fault) => Err(fault),
        };
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

    /// Goes past what was not read of the last block.
    pub(super) fn skip_block(&mut self) -> Result<(), Fault> {
        if self.rest == 0 {
            return Ok(());
        }
        let passed = self.pass_block(None, u64::MAX);
        match self.cut_at_inner(&passed)? {
            None => passed,
            Some(Cut::At(_)) => Err(Fault::Damaged(TOO_LONG.to_owned())),
            Some(Cut::Lost) => Err(Fault::Damaged(LOST.to_owned())),
        }
    }

    /// Goes through the block of the record that was given last, to its end or until `kept`, where that is given, has `most`
    /// bytes. Holds what may be the next record.
    fn pass_block(&mut self, mut kept: Option<&mut Vec<u8>>, most: u64) -> Result<(), Fault> {
        // What the member has no more of is all that is held.
        let mut is_over = false;
        while self.rest > 0 {
            let room = kept.as_ref().map_or(u64::MAX, |kept| most.saturating_sub(kept.len() as u64));
            if room == 0 {
                return Ok(());
            }
            let wanted = usize::try_from(self.rest.min(room)).unwrap_or(usize::MAX);
            // The beginning of a record is looked for in one piece.
            let whole = if is_over {
                self.stream.held().len()
            } else {
                (self.stream.held().len() + 1).saturating_sub(BEGINNING.len())
            };
            let mut count = wanted.min(whole);
            if count == 0 {
                if !is_over {
                    is_over = !self.look_ahead()?;
                } else if let Some(problem) = self.ahead.take() {
                    return Err(Fault::Damaged(problem));
                } else if self.goes_on()? {
                    is_over = false;
                } else {
                    return Err(Fault::Damaged(format!("{} bytes of a record are not there", self.rest)));
                }
                continue;
            }
            if matches!(self.inner, Inner::None) {
                let held = self.stream.held();
                let found = memmem::find(&held[..held.len().min(count + BEGINNING.len() - 1)], BEGINNING);
                if let Some(at) = found.filter(|at| *at < count) {
                    if self.is_head(at + 1)? {
                        let place = self.stream.place().further(at + 1, self.stream.is_packed());
                        self.inner = Inner::Held { place, from: at + 1, bytes: Vec::new() };
                    } else {
                        count = at + 1;
                    }
                }
            }
            let passed = &self.stream.held()[..count];
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(passed);
            }
            self.inner.hold(passed, self.limits.max_bytes);
            self.stream.consume(count);
            self.rest -= count as u64;
        }
        // The checksum at the end of a member is that of its record, where it holds no other.
        if kept.is_some() && self.is_alone && self.stream.is_packed() {
            self.reach(AFTER_BLOCK)?;
            if let Some(problem) = self.ahead.take() {
                return Err(Fault::Damaged(problem));
            }
        }
        Ok(())
    }

    /// Whether the head of a record stands at a place of what is held.
    fn is_head(&mut self, at: usize) -> Result<bool, Fault> {
        let most = self.limits.max_head as usize;
        loop {
            let next = &self.stream.held()[at..];
            match end_of_head(&next[..next.len().min(most)]) {
                Some(End::Blank(length)) => {
                    let head = Head::read(&next[..length], Place::default());
                    return Ok(head.is_some_and(|head| head.field("warc-type").is_some()));
                }
                Some(End::Record) => return Ok(false),
                None if next.len() >= most || !self.look_ahead()? => return Ok(false),
                None => {}
            }
        }
    }

    /// Holds more of the member; false where it has no more. Damage is told once all that is held was passed.
    fn look_ahead(&mut self) -> Result<bool, Fault> {
        match self.stream.fill() {
            Err(Fault::Damaged(problem)) => {
                self.ahead = Some(problem);
                Ok(false)
            }
            other => other,
        }
    }

    /// Whether a block that is not over with its member goes on in the next; where that begins with a record, it does not.
    fn goes_on(&mut self) -> Result<bool, Fault> {
        loop {
            if !self.stream.next_member()?.0 {
                return Ok(false);
            }
            self.reach(MAGIC.len())?;
            if self.stream.held().starts_with(MAGIC) {
                return Ok(false);
            }
            if !self.stream.held().is_empty() {
                // It is a part of this block: what was held for the next record belongs to another member.
                self.inner.forget();
                return Ok(true);
            }
        }
    }

    /// Goes back to the record that a block holds where the block says to be longer than it is. That the block does not end
    /// where a record may is what tells it from a page about archives.
    fn cut_at_inner(&mut self, passed: &Result<(), Fault>) -> Result<Option<Cut>, Fault> {
        let has_ended = match passed {
            Ok(()) => self.rest == 0,
            Err(Fault::Damaged(_)) => self.stream.is_whole(),
            Err(Fault::Read(_)) => false,
        };
        if !has_ended || matches!(self.inner, Inner::None | Inner::NotLookedFor) {
            return Ok(None);
        }
        if passed.is_ok() && self.ends_soundly()? {
            return Ok(None);
        }
        // Where each record has a member of its own, a block holds none.
        if self.is_alone && self.stream.has_more_members() && !self.shares_members {
            return Ok(None);
        }
        let Inner::Held { place, bytes, .. } = std::mem::replace(&mut self.inner, Inner::None) else {
            return Ok(Some(Cut::Lost));
        };
        // In all no more is read again than this.
        let again = self.again + bytes.len() as u64;
        if again > self.stream.read().saturating_mul(MOST_AGAIN) {
            return Ok(Some(Cut::Lost));
        }
        self.again = again;
        self.rest = 0;
        let length = bytes.len();
        self.stream.go_back(place, bytes);
        Ok(Some(Cut::At(length)))
    }

    /// Whether a record, or the end of the file, follows a block.
    fn ends_soundly(&mut self) -> Result<bool, Fault> {
        match self.reach(AFTER_BLOCK) {
            Err(Fault::Damaged(_)) | Ok(()) => {}
            Err(fault) => return Err(fault),
        }
        let held = self.stream.held();
        let blank = held.iter().take_while(|byte| is_blank(**byte)).count();
        Ok(held[blank..].starts_with(MAGIC) || held.len() < AFTER_BLOCK && blank == held.len())
    }
}
