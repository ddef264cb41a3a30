//! Frames of Zstandard (RFC 8878), of which an archive holds one a record, and the dictionary that they may share.

use std::error::Error;
use std::io::{self, Read};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use crate::limits::RATIO_FROM;

/// What every frame begins with.
pub(crate) const FRAME: &[u8] = b"\x28\xb5\x2f\xfd";
/// What a frame begins with that holds the dictionary of an archive (Zstandard Compression for WARC Files 1.0).
const DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";
/// The head of a frame that is to be passed over: what it begins with, and the length of what follows.
pub(crate) const SKIPPABLE_HEAD: usize = 8;
/// The longest dictionary, in bytes, packed or not: more than that no reader has to take.
const MAX_DICTIONARY: u64 = 8 << 20;
/// The furthest that a frame of an archive may refer back, in bytes: what Zstandard's own program takes without being asked.
pub(crate) const ARCHIVE_WINDOW: u64 = 128 << 20;
/// The furthest that a frame of a page may refer back, in bytes: what every browser takes (RFC 9659).
const PAGE_WINDOW: u64 = 8 << 20;
/// How much is unpacked at once at least, in bytes: no block gives more.
const AT_ONCE: usize = 128 * 1024;
/// The length of the checksum behind a frame, in bytes.
const CHECKSUM: u64 = 4;
/// An empty block that is the last of its frame, and a checksum.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// Whether bytes begin with a frame of Zstandard, also with one that holds nothing for a reader.
pub fn begins_frame(bytes: &[u8]) -> bool {
    bytes.starts_with(FRAME) || skippable(bytes).is_some()
}

/// Whether bytes begin with the dictionary of an archive.
pub(crate) fn begins_dictionary(bytes: &[u8]) -> bool {
    bytes.starts_with(DICTIONARY)
}

/// The length of the frame that bytes begin with, if that holds nothing for a reader. Of its head alone nobody knows.
pub(crate) fn skippable(bytes: &[u8]) -> Option<u64> {
    let [0x50..=0x5f, 0x2a, 0x4d, 0x18, length @ ..] = bytes else { return None };
    let length = length.first_chunk().map_or(0, |length| u32::from_le_bytes(*length));
    Some(SKIPPABLE_HEAD as u64 + u64::from(length))
}

/// How much frames may unpack to before they end. What they give is kept back as long as it may be referred to, so that who
/// reads them would see too late how much it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    /// The ratio to what was packed is not looked at below this many bytes.
    from: u64,
    /// The most bytes that one packed byte may give.
    max_ratio: u32,
}

impl Bound {
    /// No more than this ratio, from a megabyte on.
    pub(crate) fn of_ratio(max_ratio: u32) -> Self {
        Self { from: RATIO_FROM, max_ratio }
    }

    /// So many bytes, however they are packed, and hardly more.
    pub(crate) fn of_bytes(most: u64) -> Self {
        Self { from: most, max_ratio: 0 }
    }

    fn allows(self, packed: u64, unpacked: u64) -> bool {
        unpacked <= self.from || unpacked / packed.max(1) <= u64::from(self.max_ratio)
    }
}

/// What unpacks frames, one after the other: its memory, and the dictionary.
pub(crate) struct Unpacker {
    frames: FrameDecoder,
    dictionary: Option<u32>,
}

impl Unpacker {
    /// One without a dictionary, for frames that refer no more than so many bytes back.
    pub(crate) fn new(max_window: u64) -> Self {
        let mut frames = FrameDecoder::new();
        frames.set_max_window_size(max_window);
        Self { frames, dictionary: None }
    }

    /// One with the dictionary that the next bytes of a file hold.
    ///
    /// # Errors
    /// Kind [`io::ErrorKind::InvalidData`] or [`io::ErrorKind::UnexpectedEof`] where it is damaged, any other when the reader
    /// fails.
    pub(crate) fn with_dictionary(reader: &mut impl Read) -> io::Result<Self> {
        let damaged = |problem: String| io::Error::new(io::ErrorKind::InvalidData, problem);
        let mut head = [0; SKIPPABLE_HEAD];
        reader.read_exact(&mut head)?;
        let length = skippable(&head).map_or(0, |length| length - SKIPPABLE_HEAD as u64);
        if length > MAX_DICTIONARY {
            return Err(damaged(format!("it says to be {length} bytes long, of which {MAX_DICTIONARY} are taken")));
        }
        let mut bytes = Vec::new();
        if reader.take(length).read_to_end(&mut bytes)? as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if bytes.starts_with(FRAME) {
            let mut unpacked = Vec::new();
            let frame = Frame::new(&bytes[..], Self::new(ARCHIVE_WINDOW), Bound::of_bytes(MAX_DICTIONARY));
            frame.take(MAX_DICTIONARY + 1).read_to_end(&mut unpacked)?;
            bytes = unpacked;
        }
        if bytes.len() as u64 > MAX_DICTIONARY {
            return Err(damaged(format!("it unpacks to more than {MAX_DICTIONARY} bytes")));
        }
        let dictionary = Dictionary::decode_dict(&bytes).map_err(|error| damaged(error.to_string()))?;
        let mut unpacker = Self::new(ARCHIVE_WINDOW);
        unpacker.dictionary = Some(dictionary.id);
        unpacker.frames.add_dict(dictionary).map_err(|error| damaged(error.to_string()))?;
        Ok(unpacker)
    }
}

/// One frame, unpacked as it is read. What stands before damage is given first.
pub(crate) struct Frame<R> {
    source: R,
    unpacker: Unpacker,
    state: State,
    has_checksum: bool,
    bound: Bound,
    /// How many bytes were packed of what was passed before this frame.
    before: u64,
    /// To how many bytes all of it unpacked, at least.
    unpacked: u64,
}

enum State {
    /// So much of its beginning was read.
    New(usize),
    /// Some blocks were read, or all.
    Begun,
    /// It unpacks to more than the bound allows; some blocks were not read.
    Beyond,
    /// What follows is damaged in this way.
    Damaged(io::Error),
    /// There is nothing more to be had.
    Over,
}

impl<R: Read> Frame<R> {
    /// The frame that a source goes on with.
    pub(crate) fn new(source: R, unpacker: Unpacker, bound: Bound) -> Self {
        Self { source, unpacker, state: State::New(0), has_checksum: false, bound, before: 0, unpacked: 0 }
    }

    /// What it is read from.
    pub(crate) fn source(&self) -> &R {
        &self.source
    }

    /// What it was read from, and the unpacker for the next one.
    pub(crate) fn into_parts(self) -> (R, Unpacker) {
        (self.source, self.unpacker)
    }

    /// Goes past the rest of the frame without unpacking it: blocks tell their lengths.
    ///
    /// # Errors
    /// Where the source ends early or fails.
    pub(crate) fn pass_over(&mut self) -> io::Result<()> {
        let is_over = match std::mem::replace(&mut self.state, State::Over) {
            State::Begun => self.unpacker.frames.is_finished(),
            State::Beyond => false,
            State::New(_) | State::Damaged(_) | State::Over => true,
        };
        if is_over {
            return Ok(());
        }
        loop {
            let mut head = [0; 4];
            self.source.read_exact(&mut head[..3])?;
            let head = u32::from_le_bytes(head);
            let (is_last, kind, size) = (head & 1 == 1, (head >> 1) & 3, u64::from(head >> 3));
            // Of a byte that is repeated the size is how often.
            pass(&mut self.source, if kind == 1 { 1 } else { size })?;
            if is_last {
                return pass(&mut self.source, if self.has_checksum { CHECKSUM } else { 0 });
            }
        }
    }

    fn begin(&mut self, held: usize) -> io::Result<()> {
        let mut start = [0; FRAME.len() + 1];
        start[..FRAME.len()].copy_from_slice(FRAME);
        self.source.read_exact(&mut start[held..])?;
        let described = start[FRAME.len()];
        self.has_checksum = described & 0b100 != 0;
        let names_dictionary = described & 0b11 != 0;
        let Unpacker { frames, dictionary } = &mut self.unpacker;
        frames.init((&start[..]).chain(&mut self.source)).map_err(|error| as_io(&error))?;
        match dictionary {
            Some(dictionary) if !names_dictionary => frames.force_dict(*dictionary).map_err(|error| as_io(&error)),
            _ => Ok(()),
        }
    }

    /// Unpacks some blocks.
    fn unpack_some(&mut self) {
        let frames = &mut self.unpacker.frames;
        let unpacked = frames.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBytes(AT_ONCE));
        self.state = match unpacked {
            Ok(true) => State::Begun,
            Ok(false) => {
                self.unpacked += AT_ONCE as u64;
                let packed = self.before + frames.bytes_read_from_source();
                if self.bound.allows(packed, self.unpacked) { State::Begun } else { State::Beyond }
            }
            Err(error) => State::Damaged(as_io(&error)),
        };
        if !matches!(self.state, State::Begun) {
            // What later blocks may refer to is kept back until there are none.
            let _ = frames.decode_blocks(&LAST_BLOCK[..], BlockDecodingStrategy::UptoBlocks(1));
        }
    }

    /// Whether what was unpacked has the checksum that the frame tells. Asked for once all of it was read.
    fn is_sound(&self) -> bool {
        let told = self.unpacker.frames.get_checksum_from_data();
        told.is_none() || told == self.unpacker.frames.get_calculated_checksum()
    }
}

impl<R: Read> Read for Frame<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let State::New(held) = self.state {
            self.state = State::Over;
            self.begin(held)?;
            self.state = State::Begun;
        }
        if matches!(self.state, State::Over) || buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let count = self.unpacker.frames.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            match std::mem::replace(&mut self.state, State::Over) {
                State::Damaged(error) => return Err(error),
                State::Beyond => {
                    self.state = State::Beyond;
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "it unpacks to more than is allowed"));
                }
                _ => {}
            }
            if self.unpacker.frames.is_finished() {
                let problem = || io::Error::new(io::ErrorKind::InvalidData, "its checksum is another one");
                return if self.is_sound() { Ok(0) } else { Err(problem()) };
            }
            self.unpack_some();
        }
    }
}

/// All frames of a file or text, unpacked one behind the other.
pub struct Frames<R> {
    frame: Frame<R>,
}

impl<R: Read> Frames<R> {
    /// The frames that a source holds, none of which may refer more than 8 MiB back (RFC 9659). Where from a megabyte on one packed
    /// byte gives more than `max_ratio` of them, they end soon after, with an error.
    pub fn new(source: R, max_ratio: u32) -> Self {
        Self::bounded(source, PAGE_WINDOW, Bound::of_ratio(max_ratio))
    }

    /// Those of a page that is no longer than so many bytes.
    pub(crate) fn of_page(source: R, most: u64) -> Self {
        Self::bounded(source, PAGE_WINDOW, Bound::of_bytes(most))
    }

    /// Those that an archive may consist of, of which so many bytes are wanted.
    pub(crate) fn of_archive(source: R, wanted: usize) -> Self {
        Self::bounded(source, ARCHIVE_WINDOW, Bound::of_bytes(wanted as u64))
    }

    fn bounded(source: R, max_window: u64, bound: Bound) -> Self {
        let mut frame = Frame::new(source, Unpacker::new(max_window), bound);
        frame.state = State::Over;
        Self { frame }
    }

    /// What they are read from.
    pub fn source(&self) -> &R {
        &self.frame.source
    }

    /// Goes to the next frame that holds something; false at the end.
    fn next_frame(&mut self) -> io::Result<bool> {
        loop {
            let mut start = [0; SKIPPABLE_HEAD];
            let (magic, length) = start.split_at_mut(FRAME.len());
            let source = &mut self.frame.source;
            if source.by_ref().take(1).read(&mut magic[..1])? == 0 {
                return Ok(false);
            }
            source.read_exact(&mut magic[1..])?;
            if magic == FRAME {
                self.frame.before += self.frame.unpacker.frames.bytes_read_from_source();
                self.frame.state = State::New(FRAME.len());
                return Ok(true);
            }
            if skippable(magic).is_none() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "something else follows"));
            }
            source.read_exact(length)?;
            let length = skippable(&start).unwrap_or_default().saturating_sub(SKIPPABLE_HEAD as u64);
            pass(source, length)?;
            self.frame.before += SKIPPABLE_HEAD as u64 + length;
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let count = self.frame.read(buffer)?;
            if count > 0 || !self.next_frame()? {
                return Ok(count);
            }
        }
    }
}

/// Goes past some bytes.
fn pass(source: &mut impl Read, count: u64) -> io::Result<()> {
    let passed = io::copy(&mut source.take(count), &mut io::sink())?;
    if passed == count { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// The error of the library as one of reading; of a source that fails or ends early it is that one's.
fn as_io(error: &FrameDecoderError) -> io::Error {
    let mut of: &dyn Error = error;
    while let Some(source) = of.source() {
        of = source;
    }
    if let Some(error) = of.downcast_ref::<io::Error>() {
        return io::Error::new(error.kind(), error.to_string());
    }
    let problem = match error {
        FrameDecoderError::DictNotProvided { dict_id } => format!("its dictionary, {dict_id}, is not there"),
        FrameDecoderError::WindowSizeTooBig { requested, max } => {
            format!("it refers {requested} bytes back, of which {max} are held")
        }
        FrameDecoderError::ReadFrameHeaderError(_) | FrameDecoderError::FrameHeaderError(_) => {
            "its head cannot be read".to_owned()
        }
        _ => "a block cannot be unpacked".to_owned(),
    };
    io::Error::new(io::ErrorKind::InvalidData, problem)
}
