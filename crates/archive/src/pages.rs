//! The pages of an archive.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;

use crate::head::{Head, Kind, media_type};
use crate::message::{Message, looks_like_markup};
use crate::records::{Block, Damage, Entry, Records};
use crate::{ArchiveError, Limits, Place};

/// A page of an archive, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchivedPage {
    /// Where its record stands.
    pub place: Place,
    /// Its record's name, `urn:uuid:…`.
    pub id: Option<String>,
    /// The address that it was fetched from.
    pub url: Option<String>,
    /// When it was fetched: ISO 8601, in UTC.
    pub fetched: Option<String>,
    /// When the server says that it answered, as it wrote that: by its own clock or a cache's.
    pub served: Option<String>,
    /// The content type that it was served with, with its charset.
    pub content_type: Option<String>,
    /// Its bytes, without the codings of the answer that brought it.
    pub bytes: Vec<u8>,
    /// Why they are not all.
    pub problem: Option<String>,
}

/// Why a record is no page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoPage {
    /// It is of another kind: `request`, `metadata`, `warcinfo`.
    Kind(String),
    /// An answer that was the same as an earlier one, without what it held.
    Revisit,
    /// The server answered with a redirection or an error, of this status.
    Status(u16),
    /// It holds something else: a picture, a script, by its media type.
    MediaType(String),
    /// It holds no HTTP message where it should.
    NoMessage,
    /// It is packed in a way that is not known, by its name.
    Coding(String),
    /// It is empty.
    Empty,
    /// Something else again, where an archive has very many reasons.
    Further,
}

impl fmt::Display for NoPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(formatter, "{kind} record"),
            Self::Revisit => formatter.write_str("unchanged since an earlier visit"),
            Self::Status(status) => write!(formatter, "status {status}"),
            Self::MediaType(media_type) if media_type.is_empty() => formatter.write_str("no media type"),
            Self::MediaType(media_type) => formatter.write_str(media_type),
            Self::NoMessage => formatter.write_str("no HTTP message"),
            Self::Coding(coding) => write!(formatter, "content encoding {coding}"),
            Self::Empty => formatter.write_str("empty"),
            Self::Further => formatter.write_str("something else"),
        }
    }
}

impl NoPage {
    /// The reason with a name that an archive gives cut to a length, of plain letters only.
    fn told(self) -> Self {
        match self {
            Self::Kind(name) => Self::Kind(plain(&name)),
            Self::MediaType(name) => Self::MediaType(plain(&name)),
            Self::Coding(name) => Self::Coding(plain(&name)),
            other => other,
        }
    }
}

/// The most different reasons that are counted one by one.
const MAX_REASONS: usize = 200;

/// The first letters of a name, those beyond ASCII replaced.
fn plain(name: &str) -> String {
    const MAX_NAME: usize = 60;
    let letters = name.chars().take(MAX_NAME);
    letters.map(|letter| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '?' }).collect()
}

/// What became of the records of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Records that hold a page.
    pub pages: u64,
    /// Records that hold none, by the reason.
    pub others: BTreeMap<NoPage, u64>,
    /// Parts that are damaged.
    pub damaged: u64,
}

impl Tally {
    fn count(&mut self, reason: NoPage) {
        self.count_many(reason.told(), 1);
    }

    fn count_many(&mut self, reason: NoPage, count: u64) {
        let is_known = self.others.len() < MAX_REASONS || self.others.contains_key(&reason);
        *self.others.entry(if is_known { reason } else { NoPage::Further }).or_default() += count;
    }

    /// Adds what became of the records of another archive.
    pub fn add(&mut self, other: &Self) {
        self.pages += other.pages;
        self.damaged += other.damaged;
        for (reason, count) in &other.others {
            self.count_many(reason.clone(), *count);
        }
    }

    /// How many records were read.
    pub fn records(&self) -> u64 {
        self.pages + self.others.values().sum::<u64>()
    }
}

/// What the reading of an archive comes to next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A page.
    Page(Box<ArchivedPage>),
    /// Something that is no record and was passed over.
    Damage(Damage),
}

/// The pages of an archive, in its order.
pub struct Pages<R> {
    records: Records<R>,
    limits: Limits,
    tally: Tally,
    has_failed: bool,
}

impl<R: Read> Pages<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// As [`Records::open`].
    pub fn open(reader: R, limits: Limits) -> Result<Self, ArchiveError> {
        let records = Records::open(reader, limits)?;
        Ok(Self { records, limits, tally: Tally::default(), has_failed: false })
    }

    /// What became of the records so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn next_item(&mut self) -> Result<Option<Item>, ArchiveError> {
        while let Some(entry) = self.records.next_entry()? {
            let head = match entry {
                Entry::Damage(damage) => {
                    self.tally.damaged += 1;
                    return Ok(Some(Item::Damage(damage)));
                }
                Entry::Record(head) => head,
            };
            match page_of(&head, &mut self.records, &self.limits)? {
                Found::Page(page) => {
                    self.tally.pages += 1;
                    return Ok(Some(Item::Page(page)));
                }
                Found::Other { reason, problem } => {
                    self.tally.count(reason);
                    if let Some(problem) = problem {
                        self.tally.damaged += 1;
                        return Ok(Some(Item::Damage(Damage { place: head.place, problem })));
                    }
                }
            }
        }
        Ok(None)
    }
}

impl<R: Read> Iterator for Pages<R> {
    type Item = Result<Item, ArchiveError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let next = self.next_item();
        self.has_failed = next.is_err();
        next.transpose()
    }
}

/// What a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A page.
    Page(Box<ArchivedPage>),
    /// None.
    Other {
        /// Why.
        reason: NoPage,
        /// What is wrong with it.
        problem: Option<String>,
    },
}

/// The page of the record that was given last, or why it is none.
///
/// An answer counts where it was a success and holds HTML, by its type or, where that says nothing, by its beginning; a
/// thing without a message where it is HTML; the text of a page (WET) where it is plain text, to be read as flat text. What is
/// surely no page is not held.
///
/// # Errors
/// As [`Records::block`].
pub fn page_of<R: Read>(head: &Head, records: &mut Records<R>, limits: &Limits) -> Result<Found, ArchiveError> {
    let mut block = Block::default();
    let mut served = None;
    let found = match (head.kind(), head.media_type().unwrap_or_default()) {
        (Kind::Other(name), _) => Err(NoPage::Kind(name)),
        (Kind::Revisit, _) => Err(NoPage::Revisit),
        (Kind::Response, media) if !matches!(media.as_str(), "application/http" | "") => Err(NoPage::MediaType(media)),
        (Kind::Response, _) => {
            records.read_block(&mut block, u64::from(limits.max_head))?;
            match answer(&block.bytes, limits) {
                Err(reason) => Err(reason),
                Ok(message) => {
                    records.read_block(&mut block, u64::MAX)?;
                    served.clone_from(&message.date);
                    body(&message, &mut block, limits)
                }
            }
        }
        (Kind::Conversion, media) if media != "text/plain" && !is_html(&media) => Err(NoPage::MediaType(media)),
        (Kind::Resource, media) if !is_html(&media) && !tells_nothing(&media) => Err(NoPage::MediaType(media)),
        (_, media) => {
            records.read_block(&mut block, u64::MAX)?;
            if tells_nothing(&media) && !is_page(&block.bytes) {
                Err(NoPage::MediaType(media))
            } else {
                Ok(head.field("content-type").map(str::to_owned))
            }
        }
    };
    let Block { bytes, problem } = block;
    let content_type = match found.and_then(|found| if is_blank(&bytes) { Err(NoPage::Empty) } else { Ok(found) }) {
        Ok(content_type) => content_type,
        Err(reason) => return Ok(Found::Other { reason, problem }),
    };
    let cut = || head.truncated().map(|why| format!("was cut by the crawler ({})", plain(why)));
    let goes_on = || head.field("warc-segment-number").map(|_| "goes on in a further record of the archive".to_owned());
    Ok(Found::Page(Box::new(ArchivedPage {
        place: head.place,
        id: head.id().map(str::to_owned),
        url: head.target().map(str::to_owned),
        fetched: head.date().map(str::to_owned),
        served,
        content_type,
        bytes,
        problem: problem.or_else(cut).or_else(goes_on),
    })))
}

/// The head of an answer that may hold a page.
fn answer(bytes: &[u8], limits: &Limits) -> Result<Message, NoPage> {
    let message = Message::read(bytes, limits.max_head as usize).ok_or(NoPage::NoMessage)?;
    if !(200..300).contains(&message.status) || !message.is_whole {
        return Err(NoPage::Status(message.status));
    }
    let media = message.content_type.as_deref().map(media_type).unwrap_or_default();
    if is_html(&media) || tells_nothing(&media) { Ok(message) } else { Err(NoPage::MediaType(media)) }
}

/// Makes the block of an answer that page; gives its content type.
fn body(message: &Message, block: &mut Block, limits: &Limits) -> Result<Option<String>, NoPage> {
    let decoded = message.body(&block.bytes, limits).map_err(NoPage::Coding)?;
    block.bytes = decoded.bytes;
    block.problem = block.problem.take().or(decoded.problem);
    let media = message.content_type.as_deref().map(media_type).unwrap_or_default();
    if tells_nothing(&media) && !is_page(&block.bytes) {
        return Err(NoPage::MediaType(media));
    }
    Ok(message.content_type.clone())
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}

fn is_html(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml" | "application/vnd.wap.xhtml+xml")
}

/// Whether a media type says nothing of what is there.
fn tells_nothing(media_type: &str) -> bool {
    matches!(
        media_type,
        "" | "application/octet-stream" | "application/x-unknown" | "unknown/unknown" | "unk" | "no-type"
    )
}

/// Whether bytes begin as an HTML page does.
fn is_page(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    let start = bytes[..bytes.len().min(LOOKED_AT)].to_ascii_lowercase();
    looks_like_markup(bytes)
        && [&b"<!doctype html"[..], b"<html", b"<head"].iter().any(|tag| memchr::memmem::find(&start, tag).is_some())
}
