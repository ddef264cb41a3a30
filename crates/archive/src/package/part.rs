//! What a part of a package unpacks to. Where it is damaged it ends, and what is wrong with it is told aside: who reads it for
//! records takes them as far as they are there.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, OnceLock};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use rawzip::ReaderAt as _;

use super::Zip;
use crate::limits::RATIO_FROM;
use crate::member::Packing;

/// What is packed already hardly packs again: of such a part no more than this share of the ratio is allowed, by default 20. More
/// looks like one bomb in another.
const SHARE_OF_PACKED: u32 = 10;

/// Reads a part of a package.
pub struct PartReader<R> {
    body: Body<R>,
    /// The first bytes, which tell how it is packed itself.
    start: Vec<u8>,
    /// The checksum of what was read, where it was read from the beginning on.
    checksum: Option<Crc>,
    expected: u32,
    unpacked: u64,
    max_ratio: u32,
    soundness: Soundness,
}

/// What turns out to be wrong with a part while it is read.
#[derive(Debug, Clone, Default)]
pub struct Soundness(Arc<OnceLock<String>>);

impl Soundness {
    /// What is wrong with it, as far as it was read.
    pub fn problem(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

enum Body<R> {
    Stored(Stretch<R>),
    Deflated(DeflateDecoder<Stretch<R>>),
}

impl<R: Read + Seek> PartReader<R> {
    pub(super) fn new(stretch: Stretch<R>, is_deflated: bool, expected: u32, max_ratio: u32) -> Self {
        let body = if is_deflated { Body::Deflated(DeflateDecoder::new(stretch)) } else { Body::Stored(stretch) };
        Self {
            body,
            start: Vec::new(),
            checksum: Some(Crc::new()),
            expected,
            unpacked: 0,
            max_ratio,
            soundness: Soundness::default(),
        }
    }

    /// Where to ask what turned out to be wrong with it.
    pub fn soundness(&self) -> Soundness {
        self.soundness.clone()
    }

    fn stretch(&self) -> &Stretch<R> {
        match &self.body {
            Body::Stored(stretch) => stretch,
            Body::Deflated(decoder) => decoder.get_ref(),
        }
    }

    /// Ends it here: this is wrong with it.
    fn end(&mut self, problem: impl Into<String>) -> usize {
        let _ = self.soundness.0.set(problem.into());
        0
    }

    /// Whether it has become more than it should from so many packed bytes.
    fn is_bomb(&self, packed: u64) -> bool {
        let is_packed = Packing::of(&self.start).is_some();
        let most = if is_packed { (self.max_ratio / SHARE_OF_PACKED).max(1) } else { self.max_ratio };
        self.unpacked > RATIO_FROM && self.unpacked / packed.max(1) > u64::from(most)
    }
}

impl<R: Read + Seek> Read for PartReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.soundness.problem().is_some() || buffer.is_empty() {
            return Ok(0);
        }
        let (read, packed) = match &mut self.body {
            Body::Stored(stretch) => (stretch.read(buffer), None),
            Body::Deflated(decoder) => (decoder.read(buffer), Some(decoder.total_in())),
        };
        let Stretch { has_failed, ends_early, .. } = *self.stretch();
        let behind = self.unpacked;
        let count = match read {
            Err(error) if has_failed || error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(_) | Ok(0) if ends_early => {
                return Ok(self.end(format!("the package ends within it, behind {behind} bytes")));
            }
            Err(error) => return Ok(self.end(format!("it cannot be unpacked behind {behind} bytes: {error}"))),
            Ok(0) => {
                let is_other = self.checksum.as_ref().is_some_and(|checksum| checksum.sum() != self.expected);
                return Ok(if is_other { self.end("its checksum is another one") } else { 0 });
            }
            Ok(count) => count,
        };
        self.unpacked += count as u64;
        let missing = Packing::TOLD_BY.saturating_sub(self.start.len());
        self.start.extend_from_slice(&buffer[..count.min(missing)]);
        if Packing::of(&self.start) == Some(Packing::Gzip) {
            // Its members have checksums of their own, by which damage costs no more than a record, and is told once.
            self.checksum = None;
        }
        if let Some(packed) = packed.filter(|packed| self.is_bomb(*packed)) {
            let unpacked = self.unpacked;
            let problem = format!(
                "{packed} packed bytes give {unpacked} and more, which looks like a decompression bomb; raise \
                 limits.input.max_ratio if it is none"
            );
            return Ok(self.end(problem));
        }
        if let Some(checksum) = &mut self.checksum {
            checksum.update(&buffer[..count]);
        }
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for PartReader<R> {
    /// Goes to a place from the beginning on. What is deflated is unpacked up to there.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(place) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        self.start.clear();
        self.checksum = (place == 0).then(Crc::new);
        self.unpacked = 0;
        let start = self.stretch().at(0);
        match &mut self.body {
            Body::Stored(stretch) => {
                *stretch = stretch.at(place);
                self.unpacked = place;
                Ok(place)
            }
            Body::Deflated(decoder) => {
                decoder.reset(start);
                io::copy(&mut self.by_ref().take(place), &mut io::sink())
            }
        }
    }
}

/// The bytes of a part as they stand in the package.
pub(super) struct Stretch<R> {
    zip: Arc<Zip<R>>,
    /// Where it begins and ends, in bytes of the file.
    range: (u64, u64),
    at: u64,
    /// Whether the reader itself failed.
    has_failed: bool,
    /// Whether the file ends before it does.
    ends_early: bool,
}

impl<R> Stretch<R> {
    pub(super) fn new(zip: Arc<Zip<R>>, range: (u64, u64)) -> Self {
        Self { zip, range, at: range.0, has_failed: false, ends_early: false }
    }

    /// The same from a place in it on.
    fn at(&self, place: u64) -> Self {
        let at = self.range.0.saturating_add(place).min(self.range.1);
        Self { zip: Arc::clone(&self.zip), range: self.range, at, has_failed: false, ends_early: false }
    }
}

impl<R: Read + Seek> Read for Stretch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = (self.range.1 - self.at).min(buffer.len() as u64) as usize;
        let read = self.zip.get_ref().read_at(&mut buffer[..count], self.at);
        match &read {
            Ok(read) => {
                self.at += *read as u64;
                self.ends_early |= *read == 0 && count > 0;
            }
            Err(error) => self.has_failed |= error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}
