//! The bytes of the file, with their places.

use std::io::{self, BufRead, Read};

use memchr::memmem;

use crate::begins_archive;
use crate::head::MAGIC;
use crate::member::Packing;
use crate::records::BEGINNING;
use crate::zstd;

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;
/// How many bytes of a member are held after they were read, should it turn out to be damaged: where it was cut, the
/// members behind it were read as its own.
const HISTORY: usize = 256 * 1024;

/// How many places that may begin a member are tried, where the beginning of an archive is damaged.
const MOST_TRIES: usize = 256;

/// Reads a file, counts what was read, and tells a failing reader from failing data.
pub(crate) struct Source<R> {
    reader: R,
    window: Vec<u8>,
    at: usize,
    /// The place of the next byte in the file.
    place: u64,
    /// Where the member begins; none in an archive that is not packed.
    member: Option<u64>,
    /// How many bytes were read again.
    again: u64,
    has_failed: bool,
}

impl<R: Read> Source<R> {
    /// A reader that stands at a place of the file.
    pub(crate) fn new(reader: R, place: u64) -> Self {
        Self { reader, window: Vec::new(), at: 0, place, member: None, again: 0, has_failed: false }
    }

    /// The place of the next byte in the file.
    pub(crate) fn place(&self) -> u64 {
        self.place
    }

    /// Whether the reader itself failed.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// How the next bytes are packed.
    pub(crate) fn packing(&mut self) -> io::Result<Option<Packing>> {
        self.reach(Packing::TOLD_BY)?;
        Ok(Packing::of(self.held()))
    }

    /// Whether the next bytes are the dictionary of an archive.
    pub(crate) fn begins_dictionary(&mut self) -> io::Result<bool> {
        self.reach(Packing::TOLD_BY)?;
        Ok(zstd::begins_dictionary(self.held()))
    }

    /// How the archive goes on of which the damaged beginning stands here: whether in the next bytes, of which so many are
    /// held, a packed record begins before any that is not packed.
    pub(crate) fn goes_on_packed(&mut self, most: usize) -> io::Result<Option<Packing>> {
        let mut from = [0; Packing::ALL.len()];
        let mut tries = [0; Packing::ALL.len()];
        loop {
            let held = self.held();
            let is_plain = held.starts_with(MAGIC);
            let seen = from[0].min(held.len());
            let plain = if is_plain { Some(0) } else { memmem::find(&held[seen..], BEGINNING).map(|at| seen + at) };
            for (packing, (from, tries)) in Packing::ALL.into_iter().zip(from.iter_mut().zip(&mut tries)) {
                let end = plain.unwrap_or(held.len()).max(*from);
                for at in memmem::find_iter(&held[*from..end], packing.magic()) {
                    if *tries == MOST_TRIES {
                        break;
                    }
                    *tries += 1;
                    if begins_archive(&held[*from + at..]) {
                        return Ok(Some(packing));
                    }
                }
                *from = held.len().saturating_sub(packing.head());
            }
            if plain.is_some()
                || held.len() >= most
                || tries.iter().all(|tries| *tries == MOST_TRIES)
                || !self.more()?
            {
                return Ok(None);
            }
        }
    }

    /// Goes to the next bytes that begin a member. Says whether there are any, and how many bytes that are not NUL were
    /// passed on the way.
    pub(crate) fn seek_member(&mut self, packing: Packing) -> io::Result<(bool, u64)> {
        if packing == Packing::Zstd {
            self.pass_skippable()?;
        }
        let mut passed = 0;
        loop {
            let found = memmem::find(self.held(), packing.magic());
            // Of what does not begin one the last bytes may.
            let count = found.unwrap_or((self.held().len() + 1).saturating_sub(packing.magic().len()));
            passed += self.pass(count);
            if found.is_some() {
                self.member = Some(self.place);
                return Ok((true, passed));
            }
            self.member = None;
            if !self.more()? {
                passed += self.pass(self.held().len());
                return Ok((false, passed));
            }
        }
    }

    /// Goes past the frames of Zstandard that stand here and hold nothing for a reader.
    fn pass_skippable(&mut self) -> io::Result<()> {
        self.member = None;
        loop {
            self.reach(zstd::SKIPPABLE_HEAD)?;
            let Some(mut length) = zstd::skippable(self.held()) else { return Ok(()) };
            while length > 0 {
                let count = length.min(self.fill_buf()?.len() as u64);
                if count == 0 {
                    return Ok(());
                }
                self.consume(count as usize);
                length -= count;
            }
        }
    }

    /// Holds so many bytes, if there are.
    fn reach(&mut self, count: usize) -> io::Result<()> {
        while self.held().len() < count && self.more()? {}
        Ok(())
    }

    /// Goes past some bytes that are held; gives how many of them are not NUL.
    fn pass(&mut self, count: usize) -> u64 {
        let passed = self.held()[..count].iter().filter(|byte| **byte != 0).count() as u64;
        self.consume(count);
        passed
    }

    /// Goes back as far as it can, but not to the beginning of the member, which is damaged: another may begin within it.
    /// In all no more is read again than was read.
    pub(crate) fn go_back(&mut self) {
        let Some(member) = self.member else { return };
        let first = self.place - self.at as u64;
        let back = self.place.saturating_sub(first.max(member + 1));
        if self.again + back <= self.place {
            self.again += back;
            self.place -= back;
            self.at -= back as usize;
        }
    }

    fn held(&self) -> &[u8] {
        &self.window[self.at..]
    }

    /// Reads on, behind what is held; false at the end of the file.
    fn more(&mut self) -> io::Result<bool> {
        let kept = self.member.map_or(0, |member| (self.place - member).min(HISTORY as u64) as usize).min(self.at);
        self.window.drain(..self.at - kept);
        self.at = kept;
        let from = self.window.len();
        self.window.resize(from + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.window[from..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.window.truncate(from + read.as_ref().copied().unwrap_or_default());
        self.has_failed |= read.is_err();
        Ok(read? > 0)
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.held().is_empty() {
            self.more()?;
        }
        Ok(&self.window[self.at..])
    }

    fn consume(&mut self, count: usize) {
        let count = count.min(self.window.len() - self.at);
        self.at += count;
        self.place += count as u64;
    }
}
