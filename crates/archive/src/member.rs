//! The members of a packed archive, each unpacked on its own.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use crate::coding::GZIP;
use crate::source::Source;
use crate::zstd::{self, ARCHIVE_WINDOW, Bound, Frame, Frames, Unpacker};

/// How an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Each member is one of gzip.
    Gzip,
    /// Each member is a frame of Zstandard.
    Zstd,
}

impl Packing {
    /// All there are.
    pub(crate) const ALL: [Self; 2] = [Self::Gzip, Self::Zstd];
    /// How many bytes are needed to tell it.
    pub(crate) const TOLD_BY: usize = 4;

    /// That of a file, by its first bytes.
    pub(crate) fn of(start: &[u8]) -> Option<Self> {
        if start.starts_with(GZIP) { Some(Self::Gzip) } else { zstd::begins_frame(start).then_some(Self::Zstd) }
    }

    /// What its members begin with.
    pub(crate) fn magic(self) -> &'static [u8] {
        match self {
            Self::Gzip => GZIP,
            Self::Zstd => zstd::FRAME,
        }
    }

    /// In so many bytes a member tells what it begins with, hostile ones aside.
    pub(crate) fn head(self) -> usize {
        match self {
            Self::Gzip => 4 * 1024,
            // Blocks are unpacked whole.
            Self::Zstd => 128 * 1024 + 64,
        }
    }

    /// Its name, for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
        }
    }

    /// Unpacks the beginning of a member; says whether there are so many bytes of it.
    pub(crate) fn begins(self, packed: &[u8], beginning: &mut [u8]) -> bool {
        match self {
            Self::Gzip => GzDecoder::new(packed).read_exact(beginning).is_ok(),
            Self::Zstd => Frames::of_archive(packed, beginning.len()).read_exact(beginning).is_ok(),
        }
    }
}

/// A member, unpacked as it is read.
pub(crate) enum Member<R> {
    /// One of gzip.
    Gzip(Box<GzDecoder<Source<R>>>),
    /// A frame of Zstandard.
    Zstd(Box<Frame<Source<R>>>),
}

impl<R: Read> Member<R> {
    /// The member that begins here. One of Zstandard is unpacked by `unpacker`, to hardly more than the ratio allows.
    pub(crate) fn new(source: Source<R>, packing: Packing, unpacker: &mut Option<Unpacker>, max_ratio: u32) -> Self {
        match packing {
            Packing::Gzip => Self::Gzip(Box::new(GzDecoder::new(source))),
            Packing::Zstd => {
                let unpacker = unpacker.take().unwrap_or_else(|| Unpacker::new(ARCHIVE_WINDOW));
                Self::Zstd(Box::new(Frame::new(source, unpacker, Bound::of_ratio(max_ratio))))
            }
        }
    }

    /// What it is read from.
    pub(crate) fn source(&self) -> &Source<R> {
        match self {
            Self::Gzip(member) => member.get_ref(),
            Self::Zstd(member) => member.source(),
        }
    }

    /// What it was read from. The unpacker is given back.
    pub(crate) fn end(self, unpacker: &mut Option<Unpacker>) -> Source<R> {
        match self {
            Self::Gzip(member) => member.into_inner(),
            Self::Zstd(member) => {
                let (source, own) = member.into_parts();
                *unpacker = Some(own);
                source
            }
        }
    }

    /// Goes past the rest of it, which nobody wants.
    ///
    /// # Errors
    /// Where it is damaged, or the reader fails.
    pub(crate) fn pass_over(&mut self) -> io::Result<()> {
        match self {
            Self::Gzip(member) => io::copy(member, &mut io::sink()).map(drop),
            Self::Zstd(member) => member.pass_over(),
        }
    }
}

impl<R: Read> Read for Member<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(member) => member.read(buffer),
            Self::Zstd(member) => member.read(buffer),
        }
    }
}
