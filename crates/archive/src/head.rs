//! The head of a record: a line with the version, and named fields (ISO 28500:2017, 4 and 5).

use crate::Place;

/// What every record begins with.
pub(crate) const MAGIC: &[u8] = b"WARC/";

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// What a server answered.
    Response,
    /// A thing without the message that brought it.
    Resource,
    /// Another form of what a record holds: of web pages their text (WET).
    Conversion,
    /// An answer that was the same as an earlier one, without what it held.
    Revisit,
    /// Something else, by its name: `request`, `metadata`, `warcinfo`, `continuation`.
    Other(String),
}

/// The head of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Where the record begins.
    pub place: Place,
    /// The length of its block, in bytes, as the head says.
    pub length: u64,
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads a head from its bytes, from `WARC/` to the blank line. None where it does not tell its length.
    pub(crate) fn read(bytes: &[u8], place: Place) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines().skip(1).map(|line| line.trim_end_matches('\r')) {
            if line.starts_with([' ', '\t']) {
                // A line that is folded goes on with the value.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        let mut head = Self { place, length: 0, fields };
        head.length = head.field("content-length")?.parse().ok()?;
        Some(head)
    }

    /// The first field of a name, which is in small letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// What the record holds.
    pub fn kind(&self) -> Kind {
        match self.field("warc-type").unwrap_or("unknown").to_ascii_lowercase().as_str() {
            "response" => Kind::Response,
            "resource" => Kind::Resource,
            "conversion" => Kind::Conversion,
            "revisit" => Kind::Revisit,
            other => Kind::Other(other.to_owned()),
        }
    }

    /// The record's own name, without the brackets around it: `urn:uuid:…`.
    pub fn id(&self) -> Option<&str> {
        self.field("warc-record-id").map(bare)
    }

    /// The address that was asked for. Some crawlers write brackets around it, too.
    pub fn target(&self) -> Option<&str> {
        self.field("warc-target-uri").map(bare)
    }

    /// When it was fetched: ISO 8601, in UTC.
    pub fn date(&self) -> Option<&str> {
        self.field("warc-date")
    }

    /// The media type of the block, in small letters, without its parameters.
    pub fn media_type(&self) -> Option<String> {
        self.field("content-type").map(media_type)
    }

    /// Why the crawler cut the block short, where it says so: `length`, `time`, `disconnect`.
    pub fn truncated(&self) -> Option<&str> {
        self.field("warc-truncated")
    }
}

/// The media type of a content type, in small letters, without its parameters.
pub(crate) fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn bare(name: &str) -> &str {
    name.trim_start_matches('<').trim_end_matches('>')
}
