//! Codings that HTTP lays on a body: chunks (RFC 9112, 7.1), gzip and deflate (RFC 9110, 8.4.1), Brotli (RFC 7932)
//! and Zstandard (RFC 8878).

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::Limits;
use crate::limits::RATIO_FROM;
use crate::zstd::Frames;

/// What every member of gzip begins with: its magic and the only method there is (RFC 1952).
pub(crate) const GZIP: &[u8] = b"\x1f\x8b\x08";
/// The buffer of the Brotli decoder, in bytes.
const BUFFER: usize = 16 * 1024;

/// A body after a coding was taken off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// Why it is not whole.
    pub(crate) problem: Option<String>,
}

impl From<Vec<u8>> for Decoded {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, problem: None }
    }
}

/// A body without the chunks it was sent in; none where it is in none, for the crawler took them off. Of a body that ends
/// within a chunk what is there is given.
pub(crate) fn without_chunks(bytes: &[u8]) -> Option<Decoded> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let ends_early = "ends within a chunk";
    loop {
        let size = chunk_size(rest);
        let Some((start, size)) = size else {
            // Not one chunk.
            let is_some = rest.len() < bytes.len();
            return is_some.then(|| Decoded { bytes: body, problem: Some(ends_early.to_owned()) });
        };
        if size == 0 {
            return Some(body.into());
        }
        let data = rest.get(start..).unwrap_or_default();
        let end = data.len().min(usize::try_from(size).unwrap_or(usize::MAX));
        body.extend_from_slice(&data[..end]);
        if (end as u64) < size {
            return Some(Decoded { bytes: body, problem: Some(ends_early.to_owned()) });
        }
        let behind = &data[end..];
        let ends = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        rest = &behind[ends..];
        if rest.is_empty() {
            // The last chunk, which is empty, is often left out.
            return Some(body.into());
        }
    }
}

/// The size of the chunk that begins here, and where its bytes begin.
fn chunk_size(bytes: &[u8]) -> Option<(usize, u64)> {
    // The library takes an empty line for a chunk of no bytes.
    if !bytes.first().is_some_and(u8::is_ascii_hexdigit) {
        return None;
    }
    match httparse::parse_chunk_size(bytes) {
        Ok(httparse::Status::Complete(found)) => Some(found),
        Ok(httparse::Status::Partial) | Err(_) => None,
    }
}

/// What bytes packed with gzip were; none where they are not.
pub(crate) fn gunzip(bytes: &[u8], limits: &Limits) -> Option<Decoded> {
    all(MultiGzDecoder::new(bytes), bytes.len(), limits)
}

/// What deflated bytes were, in the wrapping of zlib as the standard has it or without, as some servers send them. None
/// where they are not deflated.
pub(crate) fn inflate(bytes: &[u8], limits: &Limits) -> Option<Decoded> {
    all(ZlibDecoder::new(bytes), bytes.len(), limits).or_else(|| all(DeflateDecoder::new(bytes), bytes.len(), limits))
}

/// What bytes packed with Brotli were; none where they are not.
pub(crate) fn unbrotli(bytes: &[u8], limits: &Limits) -> Option<Decoded> {
    all(brotli_decompressor::Decompressor::new(bytes, BUFFER), bytes.len(), limits)
}

/// What bytes packed with Zstandard were; none where they are not.
pub(crate) fn unzstd(bytes: &[u8], limits: &Limits) -> Option<Decoded> {
    all(Frames::of_page(bytes, most(bytes.len(), limits)), bytes.len(), limits)
}

/// All that a reader gives of so many packed bytes, up to the limits and to its first error; none where that is nothing.
fn all(reader: impl Read, packed: usize, limits: &Limits) -> Option<Decoded> {
    let most = most(packed, limits);
    let mut bytes = Vec::new();
    // One byte more shows that there is more.
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
    let problem = match read {
        Err(error) => Some(format!("cannot be unpacked behind {} bytes: {error}", bytes.len())),
        Ok(_) if bytes.len() as u64 > most => {
            bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            Some(format!("unpacks to more than {most} bytes, which limits.input.max_bytes and max_ratio do not allow"))
        }
        Ok(_) => None,
    };
    (!bytes.is_empty()).then_some(Decoded { bytes, problem })
}

/// To how many bytes so many packed ones may unpack.
fn most(packed: usize, limits: &Limits) -> u64 {
    (packed as u64).saturating_mul(u64::from(limits.max_ratio)).max(RATIO_FROM).min(limits.max_bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const LIMITS: Limits = Limits { max_bytes: 2 << 20, max_ratio: 200, max_head: 1 << 16 };

    #[test]
    fn chunks_are_put_together() {
        let check = |bytes: &str, expected: Option<(&str, bool)>| {
            let found = without_chunks(bytes.as_bytes());
            let told = found.map(|body| (String::from_utf8_lossy(&body.bytes).into_owned(), body.problem.is_none()));
            assert_eq!(told.as_ref().map(|(body, whole)| (body.as_str(), *whole)), expected, "{bytes:?}");
        };
        check("5\r\n<p>Th\r\n6;x=y\r\ne gate\r\n0\r\n\r\n", Some(("<p>The gate", true)));
        check("5\r\n<p>Th\r\n6\r\ne gate", Some(("<p>The gate", true)));
        check("5\r\n<p>Th\r\n\r\n6\r\ne gate\r\n0\r\n\r\n", Some(("<p>The gate", true)));
        check("5\r\n<p>Th\r\n60\r\ne gate", Some(("<p>The gate", false)));
        check("5\r\n<p>Th\r\nnot a size", Some(("<p>Th", false)));
        check("fffffffffffffffe\r\n<p>", Some(("<p>", false)));
        check("<p>The gate</p>", None);
        check("\r\n<p>The gate</p>", None);
        check(";x\r\n<p>The gate</p>", None);
        check("0\r\n\r\n", Some(("", true)));
        check("", None);
    }

    #[test]
    fn bodies_are_unpacked_as_they_come() {
        let text = b"The gate of the harbour held.";
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        let zlib = zlib.write_all(text).and_then(|()| zlib.finish()).expect("a Vec takes all");
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        let raw = raw.write_all(text).and_then(|()| raw.finish()).expect("a Vec takes all");
        let gzip = gzip(text);
        let whole = Some(Decoded::from(text.to_vec()));
        assert_eq!(inflate(&zlib, &LIMITS), whole);
        assert_eq!(inflate(&raw, &LIMITS), whole);
        assert_eq!(gunzip(&gzip, &LIMITS), whole);
        assert_eq!(inflate(b"", &LIMITS), None);
        let cut = gunzip(&gzip[..gzip.len() - 12], &LIMITS).expect("some of it is there");
        assert!(text.starts_with(&cut.bytes) && cut.problem.is_some(), "{cut:?}");
    }

    #[test]
    fn what_unpacks_to_too_much_is_cut() {
        let long = vec![b' '; 5 << 20];
        let packed = gzip(&long);
        let found = gunzip(&packed, &LIMITS).expect("it is packed");
        assert!(found.bytes.len() <= 2 << 20 && found.problem.is_some(), "{:?}", found.problem);
    }

    #[test]
    fn what_is_not_packed_is_not_unpacked() {
        assert_eq!(unbrotli(b"<!doctype html><p>The gate", &LIMITS), None);
        // `x` in a block of its own (RFC 7932, 9.2: an uncompressed meta-block).
        assert_eq!(unbrotli(&[0x0b, 0x00, 0x80, b'x', 0x03], &LIMITS), Some(b"x".to_vec().into()));
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes all")
    }
}
