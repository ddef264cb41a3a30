//! Codings that HTTP lays on a body: chunks (RFC 9112, 7.1), deflate (RFC 9110, 8.4.1.2) and Brotli (RFC 7932).

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// The buffer of the Brotli decoder, in bytes.
const BUFFER: usize = 16 * 1024;

/// A body without the chunks it was sent in. Bytes that are not in chunks are left as they are; of a body that ends
/// within a chunk what is there is given.
pub(crate) fn without_chunks(bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            // Not one chunk: the crawler took them off.
            return if rest.len() == bytes.len() { bytes.to_vec() } else { body };
        };
        if size == 0 {
            return body;
        }
        let data = rest.get(start..).unwrap_or_default();
        let end = data.len().min(usize::try_from(size).unwrap_or(usize::MAX));
        body.extend_from_slice(&data[..end]);
        let behind = &data[end..];
        rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
        if rest.is_empty() {
            return body;
        }
    }
}

/// What deflated bytes were, in the wrapping of zlib as the standard has it or without, as some servers send them. None
/// where they are not deflated.
pub(crate) fn inflate(bytes: &[u8], max_bytes: usize) -> Option<Vec<u8>> {
    all(ZlibDecoder::new(bytes), max_bytes).or_else(|| all(DeflateDecoder::new(bytes), max_bytes))
}

/// What bytes packed with Brotli were; none where they are not.
pub(crate) fn unbrotli(bytes: &[u8], max_bytes: usize) -> Option<Vec<u8>> {
    all(brotli_decompressor::Decompressor::new(bytes, BUFFER), max_bytes)
}

/// All that a reader gives, up to the limit and to its first error; none where that is nothing.
fn all(reader: impl Read, max_bytes: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // What was read before an error is there.
    let _ = reader.take(max_bytes as u64).read_to_end(&mut bytes);
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    #[test]
    fn chunks_are_put_together() {
        let check = |bytes: &str, expected: &str| {
            assert_eq!(String::from_utf8_lossy(&without_chunks(bytes.as_bytes())), expected);
        };
        check("5\r\n<p>Th\r\n6;x=y\r\ne gate\r\n0\r\n\r\n", "<p>The gate");
        check("5\r\n<p>Th\r\n60\r\ne gate", "<p>The gate");
        check("5\r\n<p>Th\r\nnot a size", "<p>Th");
        check("<p>The gate</p>", "<p>The gate</p>");
        check("0\r\n\r\n", "");
        check("", "");
    }

    #[test]
    fn deflated_bodies_are_unpacked_as_they_come() {
        let text = b"The gate of the harbour held.";
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(text).expect("a Vec takes all");
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        raw.write_all(text).expect("a Vec takes all");
        for packed in [zlib.finish(), raw.finish()] {
            assert_eq!(inflate(&packed.expect("a Vec takes all"), 1000).as_deref(), Some(&text[..]));
        }
        assert_eq!(inflate(b"", 1000), None);
    }

    #[test]
    fn what_is_not_packed_is_not_unpacked() {
        assert_eq!(unbrotli(b"<!doctype html><p>The gate", 1000), None);
        // `x` in a block of its own (RFC 7932, 9.2: an uncompressed meta-block).
        assert_eq!(unbrotli(&[0x0b, 0x00, 0x80, b'x', 0x03], 1000).as_deref(), Some(&b"x"[..]));
    }
}
