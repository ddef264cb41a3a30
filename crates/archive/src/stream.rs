//! The bytes of an archive, unpacked member by member.

use std::io::{self, Read};

use crate::Place;
use crate::limits::RATIO_FROM;
use crate::member::{Member, Packing};
use crate::records::BEGINS_WITHIN;
use crate::source::Source;
use crate::zstd::Unpacker;

/// How much is unpacked at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// What went wrong with the bytes.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The reader failed.
    Read(io::Error),
    /// A member is damaged, and over.
    Damaged(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

/// An archive's bytes, of which a window is held.
pub(crate) struct Stream<R> {
    state: State<R>,
    /// How its members are packed, if they are.
    packing: Option<Packing>,
    /// What unpacks frames of Zstandard, while none is read.
    unpacker: Option<Unpacker>,
    window: Vec<u8>,
    /// Where in the window the next byte stands.
    at: usize,
    /// Where the member begins, in bytes of the file.
    member: u64,
    /// How many bytes of the member stand before the window.
    before: u64,
    max_ratio: u32,
    /// How many bytes were read in all, unpacked.
    read: u64,
    /// How many members were begun.
    members: u64,
    /// Whether the member turned out to be damaged.
    is_damaged: bool,
    /// The window of the member that was begun already, while an earlier one is read again.
    later: Option<Window>,
}

/// Some bytes of a member.
struct Window {
    bytes: Vec<u8>,
    at: usize,
    member: u64,
    before: u64,
}

enum State<R> {
    /// Not packed: all of the file is one member.
    Plain(Source<R>),
    /// In a member.
    Packed(Member<R>),
    /// Between members.
    Between(Source<R>),
    /// For the time of a change of states.
    Changing,
}

impl<R: Read> Stream<R> {
    /// Begins to read at the first member, which stands at `start` of the file, perhaps behind a dictionary. Where it stands
    /// alone, `unpacker` has that.
    pub(crate) fn new(reader: R, start: u64, max_ratio: u32, unpacker: Option<Unpacker>) -> Result<Self, Fault> {
        let mut source = Source::new(reader, start);
        let told = source.packing()?;
        let unpacker = if unpacker.is_some() { unpacker } else { dictionary(&mut source)? };
        // Where the beginning is damaged, what follows tells.
        let packing = if told.is_some() { told } else { source.goes_on_packed(BEGINS_WITHIN)? };
        let member = source.place();
        let state = if packing.is_some() { State::Between(source) } else { State::Plain(source) };
        let mut stream = Self {
            state,
            packing,
            unpacker,
            window: Vec::new(),
            at: 0,
            member,
            before: 0,
            max_ratio,
            read: 0,
            members: 0,
            is_damaged: false,
            later: None,
        };
        if told.is_some() {
            stream.next_member()?;
        }
        Ok(stream)
    }

    /// The bytes that are held.
    pub(crate) fn held(&self) -> &[u8] {
        &self.window[self.at..]
    }

    /// Goes past some of the bytes that are held.
    pub(crate) fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.window.len());
    }

    /// Goes back to a place in this member, or in the one that was over last: from there on these `bytes` were passed.
    pub(crate) fn go_back(&mut self, place: Place, mut bytes: Vec<u8>) {
        let is_same = matches!(self.state, State::Plain(_)) || self.member == place.member;
        if is_same {
            bytes.extend_from_slice(self.held());
        } else {
            let bytes = std::mem::take(&mut self.window);
            self.later = Some(Window { bytes, at: self.at, member: self.member, before: self.before });
            self.member = place.member;
        }
        self.before = if self.is_packed() { place.inside } else { place.member - self.member };
        self.window = bytes;
        self.at = 0;
    }

    /// How many bytes were read so far, unpacked.
    pub(crate) fn read(&self) -> u64 {
        self.read
    }

    /// Whether nothing is wrong with what was read of the member.
    pub(crate) fn is_whole(&self) -> bool {
        !self.is_damaged
    }

    /// Tells that members stand before the one that was begun first.
    pub(crate) fn is_behind_others(&mut self) {
        self.members += 1;
    }

    /// Whether the archive has more members than one, as far as it was read.
    pub(crate) fn has_more_members(&self) -> bool {
        self.members > 1
    }

    /// Where the next byte stands.
    pub(crate) fn place(&self) -> Place {
        match self.state {
            State::Plain(_) => Place { member: self.member + self.before + self.at as u64, inside: 0 },
            _ => Place { member: self.member, inside: self.before + self.at as u64 },
        }
    }

    /// Adds to the bytes that are held; false at the end of the member.
    pub(crate) fn fill(&mut self) -> Result<bool, Fault> {
        if self.later.is_some() {
            return Ok(false);
        }
        if self.at > CHUNK.max(self.window.len() / 2) || self.at == self.window.len() {
            self.before += self.at as u64;
            self.window.drain(..self.at);
            self.at = 0;
        }
        let from = self.window.len();
        self.window.resize(from + CHUNK, 0);
        let read = match &mut self.state {
            State::Plain(reader) => some(reader, &mut self.window[from..]),
            State::Packed(member) => some(member, &mut self.window[from..]),
            State::Between(_) | State::Changing => Ok(0),
        };
        let count = read.as_ref().copied().unwrap_or_default();
        self.window.truncate(from + count);
        self.read += count as u64;
        let State::Packed(member) = &mut self.state else { return Ok(read? > 0) };
        let (packed, unpacked) =
            ((member.source().place() - self.member).max(1), self.before + self.window.len() as u64);
        if read.is_ok() && unpacked > RATIO_FROM && unpacked / packed > u64::from(self.max_ratio) {
            self.window.truncate(from);
            // What stands in a bomb is no member of the archive: it is passed over whole.
            let ended = member.pass_over();
            let problem =
                format!("{packed} packed bytes give {unpacked} and more, which looks like a decompression bomb");
            return Err(self.fault(ended, |_| Fault::Damaged(problem)));
        }
        match read {
            Ok(count) if count > 0 => Ok(true),
            Ok(_) => {
                self.end_member();
                Ok(false)
            }
            Err(error) => {
                let what = format!("the {} data", self.packing.map_or("packed", Packing::name));
                Err(self.fault(Err(error), |error| damaged(&what, error)))
            }
        }
    }

    /// Ends the member, which is damaged where it `ended` so, and says what is wrong.
    fn fault(&mut self, ended: io::Result<()>, problem: impl FnOnce(&io::Error) -> Fault) -> Fault {
        let has_failed = matches!(&self.state, State::Packed(member) if member.source().has_failed());
        self.end_member();
        self.is_damaged = true;
        match ended {
            Err(error) if has_failed => Fault::Read(error),
            Err(error) => {
                if let State::Between(source) = &mut self.state {
                    source.go_back();
                }
                problem(&error)
            }
            Ok(()) => problem(&io::ErrorKind::InvalidData.into()),
        }
    }

    /// Whether the archive is packed.
    pub(crate) fn is_packed(&self) -> bool {
        !matches!(self.state, State::Plain(_))
    }

    /// Begins the next member, wherever it is; what is still held of the last one is forgotten. Says whether there is one, and
    /// how many bytes that are not NUL were passed on the way.
    pub(crate) fn next_member(&mut self) -> Result<(bool, u64), Fault> {
        if let Some(Window { bytes, at, member, before }) = self.later.take() {
            (self.window, self.at, self.member, self.before) = (bytes, at, member, before);
            let is_there = !self.held().is_empty() || matches!(self.state, State::Packed(_));
            return Ok((is_there, 0));
        }
        self.end_member();
        let (mut source, packing) = match (std::mem::replace(&mut self.state, State::Changing), self.packing) {
            (State::Between(source), Some(packing)) => (source, packing),
            (other, _) => {
                self.state = other;
                return Ok((false, 0));
            }
        };
        let passed = source.seek_member(packing);
        self.member = source.place();
        self.before = 0;
        self.at = 0;
        self.window.clear();
        self.is_damaged = false;
        self.members += u64::from(matches!(passed, Ok((true, _))));
        self.state = match passed {
            Ok((true, _)) => State::Packed(Member::new(source, packing, &mut self.unpacker, self.max_ratio)),
            _ => State::Between(source),
        };
        Ok(passed?)
    }

    fn end_member(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Changing) {
            State::Packed(member) => State::Between(member.end(&mut self.unpacker)),
            other => other,
        };
    }
}

/// What unpacks the frames of a file that begins with their dictionary, none of another; and where its first member begins.
pub(crate) fn dictionary_of(file: impl Read) -> Result<(Option<Unpacker>, u64), Fault> {
    let mut source = Source::new(file, 0);
    let unpacker = dictionary(&mut source)?;
    Ok((unpacker, source.place()))
}

fn dictionary<R: Read>(source: &mut Source<R>) -> Result<Option<Unpacker>, Fault> {
    if !source.begins_dictionary()? {
        return Ok(None);
    }
    match Unpacker::with_dictionary(source) {
        Ok(unpacker) => Ok(Some(unpacker)),
        Err(error) if source.has_failed() => Err(Fault::Read(error)),
        Err(error) => Err(damaged("the dictionary", &error)),
    }
}

/// What is wrong with data that could not be unpacked.
fn damaged(what: &str, error: &io::Error) -> Fault {
    Fault::Damaged(match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("{what} ends early"),
        _ => format!("{what} is damaged: {error}"),
    })
}

/// Reads once, whatever interrupts it.
fn some(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
