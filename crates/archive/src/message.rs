//! HTTP messages as crawlers write them down (RFC 9112).

use crate::Limits;
use crate::coding::{self, Decoded};

/// The most header fields that are read; servers send a few dozen.
const MAX_FIELDS: usize = 512;
/// The most codings that are taken off one body.
const MAX_CODINGS: usize = 4;

/// The answer of a server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    /// When the server says that it answered.
    pub(crate) date: Option<String>,
    /// The codings of the body, in the order in which they were laid on.
    codings: Vec<String>,
    is_chunked: bool,
    /// How many bytes the body has, as the head says.
    length: Option<u64>,
    /// Whether this is all of the page, and no stretch of it.
    pub(crate) is_whole: bool,
    /// Where the body begins.
    pub(crate) body: usize,
}

impl Message {
    /// Reads the head of an answer; none where there is none.
    pub(crate) fn read(bytes: &[u8], max_head: usize) -> Option<Self> {
        let mut from = 0;
        loop {
            let mut message = Self::read_one(&bytes[from..], max_head)?;
            message.body += from;
            // A server may say first that it is going to answer.
            if !(100..200).contains(&message.status) {
                return Some(message);
            }
            from = message.body;
        }
    }

    fn read_one(bytes: &[u8], max_head: usize) -> Option<Self> {
        // Later versions have no such line; who writes them down makes one up: `HTTP/2 200`.
        const VERSION: &[u8] = b"HTTP/1.1";
        let front = &bytes[..bytes.len().min(max_head)];
        let rest = front.strip_prefix(b"HTTP/")?;
        let line = rest.iter().position(|byte| *byte == b' ')?;
        let own_version = front.len() - rest.len() + line;
        let mut head = [VERSION, &rest[line..]].concat();
        // No field holds these, but some have them.
        for at in 0..head.len() {
            if head[at] == 0 || head[at] == b'\r' && head.get(at + 1) != Some(&b'\n') {
                head[at] = b' ';
            }
        }
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        let length = match httparse::ParserConfig::default()
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut response, &head)
        {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) | Err(_) => return None,
        };
        let values = |name: &str| -> Vec<String> {
            let own = response.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
            own.map(|field| String::from_utf8_lossy(field.value).trim().to_owned())
                .filter(|value| !value.is_empty())
                .collect()
        };
        let listed = |name: &str| -> Vec<String> {
            let values = values(name);
            values.iter().flat_map(|value| value.split(',')).map(|one| one.trim().to_ascii_lowercase()).collect()
        };
        let mut transfer = listed("transfer-encoding");
        let is_chunked = transfer.last().is_some_and(|coding| coding == "chunked");
        transfer.retain(|coding| coding != "chunked");
        Some(Self {
            status: response.code?,
            content_type: values("content-type").pop(),
            date: values("date").pop(),
            codings: listed("content-encoding").into_iter().chain(transfer).collect(),
            is_chunked,
            length: values("content-length").pop().and_then(|length| length.parse().ok()),
            is_whole: values("content-range").iter().all(|range| is_whole(range)),
            body: length + own_version - VERSION.len(),
        })
    }

    /// The body as the server meant it: without chunks and unpacked. What is not coded as the head says is left as it is; many
    /// crawlers take codings off and leave the head alone.
    ///
    /// # Errors
    /// The name of a coding that is not known.
    pub(crate) fn body(&self, bytes: &[u8], limits: &Limits) -> Result<Decoded, String> {
        let bytes = bytes.get(self.body..).unwrap_or_default();
        let chunks = if self.is_chunked { coding::without_chunks(bytes) } else { None };
        let missing = self.length.filter(|length| !self.is_chunked && *length > bytes.len() as u64);
        let missing =
            missing.map(|length| format!("the server sent {length} bytes, of which {} are there", bytes.len()));
        let mut body = chunks.unwrap_or_else(|| Decoded { bytes: bytes.to_vec(), problem: missing });
        for name in self.codings.iter().rev().take(MAX_CODINGS) {
            let decoded = match name.as_str() {
                // Some name one and lay on another; gzip shows itself.
                _ if body.bytes.starts_with(coding::GZIP) => coding::gunzip(&body.bytes, limits),
                "identity" | "" | "none" | "utf-8" | "gzip" | "x-gzip" => None,
                "deflate" => coding::inflate(&body.bytes, limits),
                "br" => coding::unbrotli(&body.bytes, limits),
                "zstd" => coding::unzstd(&body.bytes, limits),
                _ if looks_like_markup(&body.bytes) => None,
                other => return Err(other.to_owned()),
            };
            if let Some(decoded) = decoded {
                body = Decoded { problem: body.problem.or(decoded.problem), bytes: decoded.bytes };
            }
        }
        if body.bytes.starts_with(coding::GZIP)
            && let Some(decoded) = coding::gunzip(&body.bytes, limits)
        {
            body = Decoded { problem: body.problem.or(decoded.problem), bytes: decoded.bytes };
        }
        Ok(body)
    }
}

/// Whether a content range is that of all there is: `bytes 0-1999/2000`.
fn is_whole(range: &str) -> bool {
    let numbers = range.trim_start_matches("bytes").trim();
    let parts = numbers.split_once('/').and_then(|(range, all)| Some((range.split_once('-')?, all)));
    let Some(((first, last), all)) = parts else { return false };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    number(first) == Some(0) && number(all).is_some_and(|all| number(last) == all.checked_sub(1))
}

/// Whether bytes begin with a tag.
pub(crate) fn looks_like_markup(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Option<(u16, &str, usize)>) {
        let bytes = format!("{head}<p>x");
        let found = Message::read(bytes.as_bytes(), 1 << 16);
        let told = found.as_ref().map(|message| {
            (message.status, message.content_type.as_deref().unwrap_or_default(), bytes.len() - message.body)
        });
        assert_eq!(told, expected, "{found:?}");
    }

    #[test]
    fn heads_of_many_makers_are_read() {
        check("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.0 404 Not Found\nServer: x\n\n", Some((404, "", 4)));
        check(
            "HTTP/2 200\r\ncontent-type: text/html; charset=utf-8\r\n\r\n",
            Some((200, "text/html; charset=utf-8", 4)),
        );
        check("HTTP/1.1  200  OK\r\nContent-Type: text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.1 200 OK\r\nX: a\rb\0c\r\nContent-Type: text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.1 200 OK\r\nno field at all\r\nContent-Type : text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Type: text/html\r\n\r\n", Some((200, "text/html", 4)));
        check(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            Some((200, "text/html", 4)),
        );
        check("HTTP/1.1 200 OK\r\nContent-Type: text/html", None);
        check("<!doctype html>", None);
        check("HTTP/", None);
    }

    #[test]
    fn a_range_is_whole_or_a_stretch() {
        assert!(is_whole("bytes 0-1999/2000"));
        for range in ["bytes 1000-1999/9000", "bytes 0-1999/9000", "bytes 0-18446744073709551615/*", "all"] {
            assert!(!is_whole(range), "{range}");
        }
    }
}
