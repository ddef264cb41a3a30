//! The pages of an archive.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;

use crate::head::{Head, Kind, media_type};
use crate::message::{Message, looks_like_text};
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
    /// The content type that it was served with, with its charset.
    pub content_type: Option<String>,
    /// Its bytes. They may be packed with gzip, as servers send them.
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
}

impl fmt::Display for NoPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(formatter, "{kind} record"),
            Self::Revisit => formatter.write_str("unchanged since an earlier visit"),
            Self::Status(status) => write!(formatter, "status {status}"),
            Self::MediaType(media_type) => formatter.write_str(media_type),
            Self::NoMessage => formatter.write_str("no HTTP message"),
            Self::Coding(coding) => write!(formatter, "content encoding {coding}"),
            Self::Empty => formatter.write_str("empty"),
        }
    }
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
    /// Whether what came last was damaged: what follows it is the same damage, up to the next record.
    is_damaged: bool,
    has_failed: bool,
}

impl<R: Read> Pages<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// As [`Records::open`].
    pub fn open(reader: R, limits: Limits) -> Result<Self, ArchiveError> {
        let records = Records::open(reader, limits)?;
        Ok(Self { records, limits, tally: Tally::default(), is_damaged: false, has_failed: false })
    }

    /// What became of the records so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn next_item(&mut self) -> Result<Option<Item>, ArchiveError> {
        while let Some(entry) = self.records.next_entry()? {
            let found = match entry {
                Entry::Damage(_) if self.is_damaged => continue,
                Entry::Damage(damage) => {
                    self.is_damaged = true;
                    self.tally.damaged += 1;
                    return Ok(Some(Item::Damage(damage)));
                }
                Entry::Record(head) => page_of(&head, &mut self.records, &self.limits)?,
            };
            self.is_damaged = false;
            match found {
                Ok(page) => {
                    self.tally.pages += 1;
                    return Ok(Some(Item::Page(Box::new(page))));
                }
                Err(reason) => *self.tally.others.entry(reason).or_default() += 1,
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

/// The page of the record that was given last, or why it is none.
///
/// An answer counts where it was a success and holds HTML, by its type or, where that says nothing, by its beginning; a
/// thing without a message where it is HTML; the text of a page (WET) where it is plain text, to be read as flat text.
///
/// # Errors
/// As [`Records::block`].
pub fn page_of<R: Read>(
    head: &Head,
    records: &mut Records<R>,
    limits: &Limits,
) -> Result<Result<ArchivedPage, NoPage>, ArchiveError> {
    let kind = head.kind();
    let media = head.media_type().unwrap_or_default();
    // What is surely none is not held.
    match &kind {
        Kind::Other(name) => return Ok(Err(NoPage::Kind(name.clone()))),
        Kind::Revisit => return Ok(Err(NoPage::Revisit)),
        Kind::Response if media != "application/http" => return Ok(Err(NoPage::MediaType(media))),
        Kind::Resource if !is_html(&media) && !tells_nothing(&media) => return Ok(Err(NoPage::MediaType(media))),
        Kind::Conversion if media != "text/plain" && !is_html(&media) => return Ok(Err(NoPage::MediaType(media))),
        _ => {}
    }
    let Block { bytes, problem } = records.block()?;
    let found = match kind {
        Kind::Response => answer(&bytes, limits),
        _ if tells_nothing(&media) && !is_page(&bytes) => Err(NoPage::MediaType("unknown".to_owned())),
        _ => Ok((head.field("content-type").map(str::to_owned), bytes)),
    };
    Ok(found.and_then(|(content_type, bytes)| {
        if bytes.trim_ascii().is_empty() {
            return Err(NoPage::Empty);
        }
        let cut = || head.truncated().map(|why| format!("was cut by the crawler ({why})"));
        Ok(ArchivedPage {
            place: head.place,
            id: head.id().map(str::to_owned),
            url: head.target().map(str::to_owned),
            fetched: head.date().map(str::to_owned),
            content_type,
            bytes,
            problem: problem.or_else(cut),
        })
    }))
}

/// The content type and the body of an answer that holds a page.
fn answer(bytes: &[u8], limits: &Limits) -> Result<(Option<String>, Vec<u8>), NoPage> {
    let message = Message::read(bytes, limits.max_head as usize).ok_or(NoPage::NoMessage)?;
    if !(200..300).contains(&message.status) {
        return Err(NoPage::Status(message.status));
    }
    let media = message.content_type.as_deref().map(media_type).unwrap_or_default();
    if !is_html(&media) && !tells_nothing(&media) {
        return Err(NoPage::MediaType(media));
    }
    let body = message.body(bytes, limits.max_bytes as usize).map_err(NoPage::Coding)?;
    if tells_nothing(&media) && !is_page(&body) {
        return Err(NoPage::MediaType("unknown".to_owned()));
    }
    Ok((message.content_type, body))
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
    looks_like_text(bytes)
        && [&b"<!doctype html"[..], b"<html", b"<head"].iter().any(|tag| memchr::memmem::find(&start, tag).is_some())
}
