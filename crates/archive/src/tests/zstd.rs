//! Archives packed with Zstandard, and what servers send so.

use std::io::{Cursor, Read};

use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::{answer, page, places, told};
use crate::zstd::{ARCHIVE_WINDOW, Bound, Frame, Unpacker};
use crate::{ArchiveError, Frames, Item, Limits, Pages, Place, Records, begins_archive};

/// An archive of three records, made with `zstd -D`: its dictionary is packed itself, between the first and the second record stands
/// a frame to be passed over, and the third does not name the dictionary.
const SHARED: &[u8] = include_bytes!("shared-dictionary.warc.zst");

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// A frame of one block that is stored as it is, without a checksum.
fn stored(bytes: &[u8]) -> Vec<u8> {
    // One segment, whose length takes four bytes.
    let length = bytes.len() as u32;
    let head = [&b"\x28\xb5\x2f\xfd\xa0"[..], &length.to_le_bytes(), &((length << 3) | 1).to_le_bytes()[..3]].concat();
    [&head, bytes].concat()
}

fn skippable(kind: u8, bytes: &[u8]) -> Vec<u8> {
    [&[kind, 0x2a, 0x4d, 0x18], &(bytes.len() as u32).to_le_bytes()[..], bytes].concat()
}

/// The dictionary of the archive above, packed as it stands there, and what follows it.
fn parts() -> (&'static [u8], &'static [u8]) {
    let length = SHARED[4..8].try_into().map(u32::from_le_bytes).expect("four bytes") as usize;
    (&SHARED[8..8 + length], &SHARED[8 + length..])
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    Frames::new(bytes, 200).read_to_end(&mut unpacked).expect("it is sound");
    unpacked
}

#[test]
fn frames_may_share_a_dictionary() {
    assert!(begins_archive(SHARED) && begins_archive(&SHARED[..100]));
    assert_eq!(told(SHARED), "a\nb\nc\n3 of 3");
    let (dictionary, records) = parts();
    let plain = unpacked(dictionary);
    assert!(plain.len() > dictionary.len());
    let archive = [&skippable(0x5d, &plain), records].concat();
    assert_eq!(told(&archive), "a\nb\nc\n3 of 3");
    for archive in [SHARED, &archive] {
        for place in places(archive) {
            let (_, head) = Records::at_place(Cursor::new(archive), place, Limits::default()).expect("a record");
            assert_eq!(head.place, place);
        }
    }
    assert_eq!(places(SHARED)[0], Place { member: SHARED.len() as u64 - records.len() as u64, inside: 0 });
    // In front of other records, of which none needs it.
    assert_eq!(told(&[skippable(0x5d, &plain), stored(&page("a"))].concat()), "a\n1 of 1");
}

#[test]
fn a_dictionary_that_is_damaged_is_told() {
    let (dictionary, records) = parts();
    let plain = unpacked(dictionary);
    let failure = |archive: &[u8]| {
        let first = Pages::open(archive, Limits::default()).err().expect("it cannot be read").to_string();
        let place = Place { member: archive.len() as u64 - records.len() as u64, inside: 0 };
        let alone = Records::at_place(Cursor::new(archive), place, Limits::default()).err().expect("the same");
        assert_eq!(alone.to_string(), first);
        first
    };
    let mut damaged = SHARED.to_vec();
    damaged[40] ^= 0xff;
    assert!(failure(&damaged).starts_with("cannot be unpacked: the dictionary is damaged"), "{}", failure(&damaged));
    let other = [&skippable(0x5d, b"The gate held."), records].concat();
    assert!(failure(&other).starts_with("cannot be unpacked: the dictionary is damaged"), "{}", failure(&other));
    let huge = [&skippable(0x5d, &vec![0; 9 << 20]), records].concat();
    assert!(failure(&huge).contains("it says to be 9437184 bytes long"), "{}", failure(&huge));
    let bomb = [&skippable(0x5d, &zstd(&vec![0; 9 << 20])), records].concat();
    assert!(failure(&bomb).contains("it unpacks to more than"), "{}", failure(&bomb));
    assert_eq!(told(&SHARED[..60]), "cannot be unpacked: the dictionary ends early");
    // Without it, or with another.
    assert_eq!(told(records), ArchiveError::NoArchive.to_string());
    let mut other = plain;
    other[4] ^= 1;
    let found = told(&[&skippable(0x5d, &other), &stored(&page("x"))[..], records].concat());
    assert_eq!(found, "x\n! the Zstandard data is damaged: its dictionary, 40000, is not there\nc\n2 of 2");
}

#[test]
fn frames_that_hold_nothing_for_a_reader_are_passed_over() {
    let pad = |length: usize| skippable(0x50, &vec![b'x'; length]);
    let archive = [pad(3), stored(&page("a")), pad(0), pad(300_000), stored(&page("b")), pad(70), zstd(b"")].concat();
    assert_eq!(told(&archive), "a\nb\n2 of 2");
    // One that looks as if it held a record.
    let archive = [stored(&page("a")), skippable(0x5f, &stored(&page("x"))), zstd(&page("b"))].concat();
    assert_eq!(told(&archive), "a\nb\n2 of 2");
    assert_eq!(told(&[stored(&page("a")), pad(9)[..12].to_vec()].concat()), "a\n1 of 1");
}

#[test]
fn a_record_may_have_several_frames() {
    let record = page("a");
    let (head, body) = record.split_at(record.len() - 60);
    let archive = [stored(head), zstd(body), stored(&page("b"))].concat();
    assert_eq!(told(&archive), "a\nb\n2 of 2");
}

#[test]
fn damage_costs_the_frame_that_has_it() {
    let whole = zstd(&page("a"));
    let next = zstd(&page("b"));
    let cut = [&whole[..whole.len() - 30], &next].concat();
    assert!(told(&cut).contains("the Zstandard data is damaged"), "{}", told(&cut));
    assert!(told(&cut).ends_with("\nb\n1 of 1"), "{}", told(&cut));
    // Its checksum alone.
    let mut wrong = whole.clone();
    *wrong.last_mut().expect("it is not empty") ^= 1;
    let wrong = [wrong, next.clone()].concat();
    assert_eq!(told(&wrong), "a (the Zstandard data is damaged: its checksum is another one)\nb\n2 of 2");
    let junk = [whole.clone(), b"junk\0".to_vec(), next.clone()].concat();
    assert_eq!(told(&junk), "a\n! 4 bytes that are no record\nb\n2 of 2");
    // At the very beginning.
    for cut in [1, 4, 40] {
        let found = told(&[&whole[cut..], &next[..], &next].concat());
        assert!(found.starts_with("! ") && found.ends_with(" no record\nb\nb\n2 of 2"), "{cut}: {found}");
    }
    // What stands before it is given: of a frame of several blocks the sound ones.
    let words: Vec<String> = (0..40_000_u32).map(|at| format!("{:x} ", at.wrapping_mul(2_654_435_761))).collect();
    let words = words.concat();
    let long = zstd(&answer("a", "200 OK\r\nContent-Type: text/html", &words));
    let found = told(&long[..long.len() - 40_000]);
    assert_eq!(found, "a (the Zstandard data ends early)\n1 of 1");
    let mut pages = Pages::open(&long[..long.len() - 40_000], Limits::default()).expect("it is one");
    let Some(Ok(Item::Page(page))) = pages.next() else { panic!("there is a page") };
    assert!(page.bytes.len() > 100_000 && words.as_bytes().starts_with(&page.bytes), "{}", page.bytes.len());
}

#[test]
fn a_bomb_is_passed_over_without_being_unpacked() {
    // A page, and a terabyte of one letter, in eight million blocks of one byte each, behind which another page stands in the frame.
    let head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: a\r\nContent-Type: text/html\r\nContent-Length: 1000000000000\r\n\r\n<p>";
    let mut bomb = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    bomb.extend_from_slice(&((head.len() as u32) << 3).to_le_bytes()[..3]);
    bomb.extend_from_slice(head.as_bytes());
    for _ in 0..1 << 23 {
        bomb.extend_from_slice(&((128 << 10 << 3) | 2_u32).to_le_bytes()[..3]);
        bomb.push(b'x');
    }
    let inside = stored(&page("forged"));
    bomb.extend_from_slice(&(((inside.len() as u32) << 3) | 1).to_le_bytes()[..3]);
    bomb.extend_from_slice(&inside);
    let found = told(&[bomb, zstd(&page("b"))].concat());
    assert!(found.starts_with("a (") && found.contains("looks like a decompression bomb"), "{found}");
    assert!(found.ends_with(")\nb\n2 of 2"), "{found}");
}

/// A frame that may refer `1 << window_log` bytes back, of so many blocks that repeat a letter: 128 MiB are 1024 of them.
fn repeated(window_log: u8, blocks: usize) -> Vec<u8> {
    let block = [&((128 << 10 << 3) | 2_u32).to_le_bytes()[..3], b"x"].concat();
    [&b"\x28\xb5\x2f\xfd\x00"[..], &[(window_log - 10) << 3], &block.repeat(blocks), &[1, 0, 0]].concat()
}

#[test]
fn no_more_is_kept_back_than_pages_need() {
    let read = |mut frames: Frames<&[u8]>| {
        let mut unpacked = Vec::new();
        let read = frames.read_to_end(&mut unpacked);
        (unpacked.len(), read.err().map(|error| error.to_string()))
    };
    let refused = "it refers 134217728 bytes back, of which 8388608 are held";
    assert_eq!(read(Frames::new(&repeated(27, 1020), 200)), (0, Some(refused.to_owned())));
    assert_eq!(read(Frames::new(&repeated(23, 4), 200)), (4 << 17, None));
    // As soon as it is more than a megabyte, and than the ratio allows.
    let (unpacked, problem) = read(Frames::new(&repeated(23, 1020), 200));
    assert!((1 << 20..2 << 20).contains(&unpacked), "{unpacked}");
    assert_eq!(problem.as_deref(), Some("it unpacks to more than is allowed"));
    // What was packed before it counts, too.
    let before = skippable(0x50, &vec![b'x'; 40_000]);
    let (unpacked, _) = read(Frames::new(&[before, repeated(23, 1020)].concat(), 200));
    assert!((8_000_000..9_500_000).contains(&unpacked), "{unpacked}");
    // A member of an archive may refer further back, and gives no more for that.
    let bomb = repeated(27, 1020);
    let mut member = Frame::new(&bomb[..], Unpacker::new(ARCHIVE_WINDOW), Bound::of_ratio(200));
    let mut unpacked = Vec::new();
    assert!(member.read_to_end(&mut unpacked).is_err() && unpacked.len() < 2 << 20, "{}", unpacked.len());
    // What follows in it is passed over.
    member.pass_over().expect("it is sound");
    assert!(member.into_parts().0.is_empty());
    // Its first bytes take no more than its first blocks.
    let (unpacked, _) = read(Frames::of_archive(&bomb, 8));
    assert!(unpacked <= 2 << 17, "{unpacked}");
}

#[test]
fn answers_packed_with_it_are_unpacked() {
    let body = |packed: &[u8]| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\n";
        let block = [head.as_bytes(), packed].concat();
        let record = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", block.len());
        let archive = [record.as_bytes(), &block].concat();
        let mut pages =
            Pages::open(&archive[..], Limits { max_bytes: 1 << 20, ..Limits::default() }).expect("it is one");
        let Some(Ok(Item::Page(page))) = pages.next() else { panic!("there is a page") };
        (String::from_utf8_lossy(&page.bytes).into_owned(), page.problem)
    };
    let page = "<!doctype html><p>The gate held.";
    assert_eq!(body(&zstd(page.as_bytes())), (page.to_owned(), None));
    assert_eq!(
        body(&[stored(b"<!doctype html>"), skippable(0x51, b"x"), stored(b"<p>The gate held.")].concat()).0,
        page
    );
    assert_eq!(body(page.as_bytes()), (page.to_owned(), None));
    let cut = body(&[stored(page.as_bytes()), stored(b"more")[..10].to_vec()].concat());
    assert_eq!(cut.0, page);
    assert!(cut.1.is_some_and(|problem| problem.starts_with("cannot be unpacked behind 32 bytes")));
    let (_, problem) = body(&repeated(23, 60));
    assert!(problem.is_some_and(|problem| problem.starts_with("unpacks to more than 1048576 bytes")));
    // What refers too far back is left as it came.
    assert!(body(&repeated(27, 60)).0.starts_with('('));
    let (bomb, problem) = body(&zstd(&b" <p>".repeat(4 << 20)));
    assert!(bomb.len() <= 1 << 20 && problem.is_some_and(|problem| problem.contains("max_ratio")));
}
