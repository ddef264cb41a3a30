//! From the bytes of an input to the bytes of a page: decompression and its limits, and what is no page at all.

use std::io::{self, BufRead, BufReader, Read};

use copydesk_archive::{Frames, begins_frame};
use copydesk_config::InputLimits;
use copydesk_core::Diagnostic;
use flate2::bufread::MultiGzDecoder;

use crate::EngineError;
use crate::codes::EMPTY_INPUT;

/// The ratio of a decompressed input to its packed size is not looked at below this many bytes: a short page of one
/// repeated word packs well without being a bomb.
const RATIO_FROM: u64 = 1024 * 1024;
/// How much is decompressed at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// How much of an input is looked at to tell text from other things, in bytes.
const LOOKED_AT: usize = 8 * 1024;

/// The share of control characters from which an input is no text. Random bytes have 0.10, damaged text hardly 0.01.
const CONTROL_SHARE: f32 = 0.05;

/// The share of NUL bytes from which an input is no text. UTF-16 has 0.5 at most.
const NUL_SHARE: f32 = 0.66;

/// What well-known kinds of file begin with.
const SIGNATURES: [(&[u8], &str); 18] = [
    (b"\x1f\x8b", "gzip data inside packed data"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive, of which web archives are read where the name ends in .wacz"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data inside packed data"),
    (b"\x7fELF", "an ELF program"),
    (b"\0asm", "a WebAssembly program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (
        b"WARC/",
        "a web archive (WARC), which is read as one where its name ends in .warc, .warc.gz or .warc.zst, and on standard input (-)",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE document"),
];

/// Where a tar archive says what it is, and how (POSIX.1-1988, ustar).
const TAR: (usize, &[u8]) = (257, b"ustar");

/// The bytes of a page, decompressed where they were packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What was wrong with it: `input/empty`, `input/truncated`, `input/damaged`.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an input, whose gzip members or frames of Zstandard are decompressed where its first bytes say that it is packed
/// (whatever its name says). No more than the limit is held in memory, and of frames 8 MiB besides, as far back as they may
/// refer: of one that would refer further nothing is read.
///
/// # Errors
/// [`EngineError::Read`] when the reader fails, [`EngineError::TooLarge`] when there is more than the limit,
/// [`EngineError::Bomb`] when a packed input unpacks to more than the ratio allows, [`EngineError::Binary`] when the
/// input is no text.
pub fn unpack(reader: impl Read, limits: &InputLimits) -> Result<Unpacked, EngineError> {
    let mut reader = BufReader::new(reader);
    let start = reader.fill_buf().map_err(EngineError::Read)?;
    let (is_gzip, is_zstd) = (start.starts_with(b"\x1f\x8b"), begins_frame(start));
    let mut diagnostics = Vec::new();
    let bytes = if is_gzip {
        let decoder = MultiGzDecoder::new(Counted::new(reader));
        decompress(decoder, MultiGzDecoder::get_ref, "gzip", limits, &mut diagnostics)?
    } else if is_zstd {
        let frames = Frames::new(Counted::new(reader), limits.max_ratio);
        decompress(frames, Frames::source, "Zstandard", limits, &mut diagnostics)?
    } else {
        let mut bytes = Vec::new();
        reader.by_ref().take(limits.max_bytes).read_to_end(&mut bytes).map_err(EngineError::Read)?;
        if !reader.fill_buf().map_err(EngineError::Read)?.is_empty() {
            return Err(EngineError::TooLarge { max_bytes: limits.max_bytes });
        }
        bytes
    };
    if let Some(what) = binary(&bytes) {
        return Err(EngineError::Binary { what });
    }
    if bytes.is_empty() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::new(EMPTY_INPUT, "the input is empty"));
    }
    Ok(Unpacked { bytes, diagnostics })
}

/// All that a decoder gives, which packs by this name and reads from that source.
fn decompress<D: Read, R>(
    mut decoder: D,
    source: impl Fn(&D) -> &Counted<R>,
    name: &str,
    limits: &InputLimits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<u8>, EngineError> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match decoder.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => {
                let (unpacked, packed) = (bytes.len() as u64 + count as u64, source(&decoder).read.max(1));
                if unpacked > RATIO_FROM && unpacked / packed > u64::from(limits.max_ratio) {
                    return Err(EngineError::Bomb { packed, unpacked, max_ratio: limits.max_ratio });
                }
                if unpacked > limits.max_bytes {
                    return Err(EngineError::TooLarge { max_bytes: limits.max_bytes });
                }
                bytes.extend_from_slice(&chunk[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if source(&decoder).failed => return Err(EngineError::Read(error)),
            Err(error) => {
                let after = bytes.len();
                diagnostics.push(if error.kind() == io::ErrorKind::UnexpectedEof {
                    let message = format!("the {name} data ends early, after {after} bytes of the page");
                    Diagnostic::new("input/truncated", message)
                } else {
                    let message = format!("the {name} data is damaged after {after} bytes of the page: {error}");
                    Diagnostic::new("input/damaged", message)
                });
                break;
            }
        }
    }
    Ok(bytes)
}

/// Counts what was read, and tells a failing reader from failing data.
struct Counted<R> {
    reader: R,
    read: u64,
    failed: bool,
}

impl<R> Counted<R> {
    fn new(reader: R) -> Self {
        Self { reader, read: 0, failed: false }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let filled = self.reader.fill_buf();
        self.failed |= filled.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        filled
    }

    fn consume(&mut self, count: usize) {
        self.read += count as u64;
        self.reader.consume(count);
    }
}

/// What an input is, where it is no text.
fn binary(bytes: &[u8]) -> Option<String> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some((*what).to_owned());
    }
    if bytes.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)) {
        return Some("a tar archive".to_owned());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    if let Some(what) = container(start) {
        return Some(what.to_owned());
    }
    #[allow(clippy::naive_bytecount)] // 8 KiB are counted in no time.
    let nuls = start.iter().filter(|byte| **byte == 0).count();
    let controls = start.iter().filter(|byte| is_control(**byte)).count();
    let share = |count: usize, of: usize| count as f32 / of.max(1) as f32;
    if share(nuls, start.len()) > NUL_SHARE {
        return Some("mostly NUL bytes".to_owned());
    }
    (share(controls, start.len() - nuls) > CONTROL_SHARE).then(|| "binary data".to_owned())
}

/// What holds pages or tells of them and is none: a saved page with its pictures, a feed.
fn container(start: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head = text.split("\r\n\r\n").next().unwrap_or(text).split("\n\n").next().unwrap_or(text);
    if ["from:", "mime-version:", "subject:", "snapshot-content-location:"].iter().any(|field| head.starts_with(field))
        && head.contains("multipart/related")
    {
        return Some("a saved web page of many parts (MHTML)");
    }
    let mut tags = text.split('<').skip(1).filter(|tag| !tag.starts_with(['?', '!']));
    let root = text.starts_with('<').then(|| tags.next()).flatten()?;
    let name = root.split(|character: char| character.is_whitespace() || character == '>').next()?;
    matches!(name, "rss" | "feed" | "rdf:rdf").then_some("a feed (RSS or Atom)")
}

/// Control characters that no text holds; escape is left out, because ISO-2022-JP uses it.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x08 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("a Vec takes all");
        encoder.finish().expect("a Vec takes all")
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn limits() -> InputLimits {
        InputLimits { max_bytes: 4 * 1024 * 1024, max_ratio: 200, ..InputLimits::default() }
    }

    #[track_caller]
    fn check(input: &[u8], expected: Result<(&[u8], &[&str]), &str>) {
        let found = unpack(input, &limits()).map_err(|error| error.to_string());
        match (found, expected) {
            (Ok(unpacked), Ok((bytes, codes))) => {
                assert_eq!(unpacked.bytes.len(), bytes.len());
                assert!(unpacked.bytes == bytes, "other bytes than expected");
                let found: Vec<&str> = unpacked.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
                assert_eq!(found, codes);
            }
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{found}"),
            (found, expected) => panic!("found {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn plain_and_packed_inputs_are_read() {
        check(b"The ferry sailed.", Ok((b"The ferry sailed.", &[])));
        check(&gzip(b"The ferry sailed."), Ok((b"The ferry sailed.", &[])));
        let two = [gzip(b"The ferry "), gzip(b"sailed.")].concat();
        check(&two, Ok((b"The ferry sailed.", &[])));
        check(&zstd(b"The ferry sailed."), Ok((b"The ferry sailed.", &[])));
        let two = [zstd(b"The ferry "), zstd(b"sailed.")].concat();
        check(&two, Ok((b"The ferry sailed.", &[])));
        check(&zstd(b""), Ok((b"", &["input/empty"])));
        // Some programs begin with a frame that is to be passed over.
        let padded = [&b"\x50\x2a\x4d\x18\x04\0\0\0size"[..], &zstd(b"The ferry sailed.")].concat();
        check(&padded, Ok((b"The ferry sailed.", &[])));
        check(b"", Ok((b"", &["input/empty"])));
        check(&gzip(b""), Ok((b"", &["input/empty"])));
    }

    #[test]
    fn long_inputs_are_refused() {
        let long = vec![b'a'; 5 * 1024 * 1024];
        check(&long, Err("longer than 4194304 bytes"));
        check(&long[..4 * 1024 * 1024], Ok((&long[..4 * 1024 * 1024], &[])));
        let noise: Vec<u8> = (0..5_000_000_u32).map(|at| b'a' + (at.wrapping_mul(2_654_435_761) >> 28) as u8).collect();
        check(&gzip(&noise), Err("longer than 4194304 bytes"));
    }

    #[test]
    fn what_is_left_of_damaged_gzip_is_read() {
        let text: Vec<u8> =
            (0..9000_u32).flat_map(|at| format!("line {}\n", at.wrapping_mul(2_654_435_761)).into_bytes()).collect();
        let packed = gzip(&text);
        let cut = unpack(&packed[..packed.len() / 2], &limits()).expect("a cut input is no error");
        assert_eq!(cut.diagnostics[0].code, "input/truncated");
        assert!(cut.bytes.len() > 1000 && text.starts_with(&cut.bytes));
        let trailing = [packed.clone(), b"something else".to_vec()].concat();
        check(&trailing, Ok((&text, &["input/damaged"])));
        check(b"\x1f\x8b\x08", Ok((b"", &["input/truncated"])));
    }

    #[test]
    fn what_is_left_of_damaged_frames_is_read() {
        let text: Vec<u8> =
            (0..20_000_u32).flat_map(|at| format!("line {}\n", at.wrapping_mul(2_654_435_761)).into_bytes()).collect();
        let packed = zstd(&text);
        let cut = unpack(&packed[..packed.len() - 9], &limits()).expect("a cut input is no error");
        assert_eq!(cut.diagnostics[0].code, "input/truncated");
        assert!(cut.bytes.len() > 1000 && text.starts_with(&cut.bytes));
        let trailing = [packed.clone(), b"something else".to_vec()].concat();
        check(&trailing, Ok((&text, &["input/damaged"])));
        let mut other = packed;
        *other.last_mut().expect("it is not empty") ^= 1;
        check(&other, Ok((&text, &["input/damaged"])));
        check(b"\x28\xb5\x2f\xfd", Ok((b"", &["input/truncated"])));
    }

    #[test]
    fn frames_that_would_take_much_memory_are_not_read() {
        // A megabyte of one letter, which may refer 128 MiB back.
        let block = [&((128 << 10 << 3) | 2_u32).to_le_bytes()[..3], b"x"].concat();
        let frame = [&b"\x28\xb5\x2f\xfd\x00\x88"[..], &block.repeat(8), &[1, 0, 0]].concat();
        let found = unpack(&frame[..], &limits()).expect("it is damaged");
        assert!(found.bytes.is_empty());
        assert_eq!(found.diagnostics[0].code, "input/damaged");
        let message = &found.diagnostics[0].message;
        assert!(message.ends_with("it refers 134217728 bytes back, of which 8388608 are held"), "{message}");
    }

    #[test]
    fn bombs_are_refused() {
        check(&zstd(&vec![b'a'; 64 * 1024 * 1024]), Err("unpack"));
        check(&gzip(&vec![b'a'; 64 * 1024 * 1024]), Err("unpack"));
        let short = vec![b'a'; 1024 * 1024];
        check(&gzip(&short), Ok((&short, &[])));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"%PDF-1.7\nsome text", Err("a PDF document"));
        check(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", Err("a web archive (WARC)"));
        check(&gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), Err("a web archive (WARC)"));
        check(&[&[b'a'; 257][..], b"ustar\x0000"].concat(), Err("a tar archive"));
        check(b"{\\rtf1\\ansi The ferry}", Err("an RTF document"));
        let saved = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>";
        check(saved, Err("(MHTML)"));
        let letter = b"From: the harbour\n\nThey call it multipart/related, and it is.";
        check(letter, Ok((letter, &[])));
        check(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a feed --><rss version='2.0'>", Err("a feed"));
        check(b"<feed xmlns='http://www.w3.org/2005/Atom'>", Err("a feed"));
        let page = b"<!DOCTYPE html><html><feed>";
        check(page, Ok((page, &[])));
        check(&gzip(&gzip(b"text")), Err("gzip data inside packed data"));
        check(&zstd(&gzip(b"text")), Err("gzip data inside packed data"));
        check(&gzip(&zstd(b"text")), Err("Zstandard data inside packed data"));
        check(&[0; 100], Err("mostly NUL"));
        let noise: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        check(&noise, Err("binary data"));
        check(b"The fer\0ry sai\0led.", Ok((b"The fer\0ry sai\0led.", &[])));
        check(b"\xff\xfeT\0h\0e\0", Ok((b"\xff\xfeT\0h\0e\0", &[])));
    }

    #[test]
    fn a_failing_reader_is_an_error() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the disk is gone"))
            }
        }
        let packed = gzip(b"The ferry sailed.");
        let error = unpack(packed[..12].chain(Failing), &limits()).expect_err("the reader fails");
        assert!(matches!(error, EngineError::Read(_)), "{error}");
    }
}
