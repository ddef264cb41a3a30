//! HTTP messages as crawlers write them down (RFC 9112).

use crate::coding;

/// The most header fields that are read; servers send a few dozen.
const MAX_FIELDS: usize = 512;

/// The answer of a server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    /// The codings of the body, in the order in which they were laid on.
    pub(crate) codings: Vec<String>,
    pub(crate) is_chunked: bool,
    /// Where the body begins.
    pub(crate) body: usize,
}

impl Message {
    /// Reads the head of an answer; none where there is none.
    pub(crate) fn read(bytes: &[u8], max_head: usize) -> Option<Self> {
        // Later versions have no such line; who writes them down makes one up: `HTTP/2 200`.
        const VERSION: &[u8] = b"HTTP/1.1";
        let front = &bytes[..bytes.len().min(max_head)];
        let rest = front.strip_prefix(b"HTTP/")?;
        let line = rest.iter().position(|byte| *byte == b' ')?;
        let own_version = front.len() - rest.len() + line;
        let head = [VERSION, &rest[line..]].concat();
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        let length = match httparse::ParserConfig::default()
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
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
        Some(Self {
            status: response.code?,
            content_type: values("content-type").pop(),
            codings: listed("content-encoding"),
            is_chunked: listed("transfer-encoding").iter().any(|coding| coding == "chunked"),
            body: length + own_version - VERSION.len(),
        })
    }

    /// The body as the server meant it: without chunks, unpacked but for gzip, which is told by its bytes. What is not coded as
    /// the head says is left as it is; many crawlers take codings off and leave the head alone.
    ///
    /// # Errors
    /// The name of a coding that is not known.
    pub(crate) fn body(&self, bytes: &[u8], max_bytes: usize) -> Result<Vec<u8>, String> {
        let bytes = bytes.get(self.body..).unwrap_or_default();
        let mut body = if self.is_chunked { coding::without_chunks(bytes) } else { bytes.to_vec() };
        for name in self.codings.iter().rev() {
            body = match name.as_str() {
                "identity" | "" | "none" | "utf-8" | "gzip" | "x-gzip" => body,
                "deflate" => coding::inflate(&body, max_bytes).unwrap_or(body),
                "br" => coding::unbrotli(&body, max_bytes).unwrap_or(body),
                _ if looks_like_text(&body) => body,
                other => return Err(other.to_owned()),
            };
        }
        Ok(body)
    }
}

/// Whether bytes begin as a page does.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
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
        check("HTTP/1.1 200 OK\r\nno field at all\r\nContent-Type : text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Type: text/html\r\n\r\n", Some((200, "text/html", 4)));
        check("HTTP/1.1 200 OK\r\nContent-Type: text/html", None);
        check("<!doctype html>", None);
        check("HTTP/", None);
    }
}
