//! Web archives in ZIP files.

use std::io::{Cursor, Read as _, Seek as _, SeekFrom, Write as _};

use flate2::Crc;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;

use super::{gzip, page};
use crate::{ArchiveError, Item, Limits, Package, Pages, Records, begins_zip};

const LIMITS: Limits = Limits { max_bytes: 1 << 20, max_ratio: 200, max_head: 1 << 16 };
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A file to be put into a package.
struct File {
    name: &'static str,
    method: u16,
    flags: u16,
    bytes: Vec<u8>,
    packed: Vec<u8>,
}

fn stored(name: &'static str, bytes: Vec<u8>) -> File {
    File { name, method: STORED, flags: 0, packed: bytes.clone(), bytes }
}

fn deflated(name: &'static str, bytes: Vec<u8>) -> File {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish()).expect("a Vec takes all");
    File { name, method: DEFLATED, flags: 0, packed, bytes }
}

/// What a file and the directory say of it, from the version needed on.
fn described(file: &File) -> Vec<u8> {
    let mut checksum = Crc::new();
    checksum.update(&file.bytes);
    let mut head = Vec::new();
    for number in [20, file.flags, file.method, 0, 0] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    for number in [checksum.sum(), file.packed.len() as u32, file.bytes.len() as u32] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(&(file.name.len() as u16).to_le_bytes());
    head.extend_from_slice(&[0; 2]);
    head
}

fn zip(files: &[File]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let place = zip.len() as u32;
        let head = described(file);
        zip.extend([b"PK\x03\x04", &head[..], file.name.as_bytes(), &file.packed].concat());
        directory
            .extend([b"PK\x01\x02\x14\0", &head[..], &[0; 10], &place.to_le_bytes(), file.name.as_bytes()].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (length, place) = ((directory.len() as u32).to_le_bytes(), (zip.len() as u32).to_le_bytes());
    zip.extend_from_slice(&directory);
    zip.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &place, &[0; 2]].concat());
    zip
}

/// What a package gives, in short: its pages by their addresses behind the part's name, damage by what is wrong.
fn told(zip: Vec<u8>) -> String {
    let package = match Package::open(Cursor::new(zip)) {
        Ok(package) => package,
        Err(error) => return error.to_string(),
    };
    let mut lines: Vec<String> = package.damage().map(|damage| format!("! {damage}")).into_iter().collect();
    for part in package.parts() {
        let reader = match package.read_part(part, &LIMITS) {
            Ok(reader) => reader,
            Err(error) => {
                lines.push(format!("{}! {error}", part.name));
                continue;
            }
        };
        let soundness = reader.soundness();
        match Pages::open(reader, LIMITS) {
            Ok(pages) => lines.extend(pages.map(|item| match item {
                Ok(Item::Page(page)) => format!("{}: {}", part.name, page.url.unwrap_or_default()),
                Ok(Item::Damage(damage)) => format!("{}! {}", part.name, damage.problem),
                Err(error) => error.to_string(),
            })),
            Err(error) => lines.push(format!("{}! {error}", part.name)),
        }
        lines.extend(soundness.problem().map(|problem| format!("{}! {problem}", part.name)));
    }
    lines.join("\n")
}

#[track_caller]
fn check(files: &[File], expected: &str) {
    let expected = expected.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(told(zip(files)), expected);
}

/// An archive of two pages.
fn two() -> Vec<u8> {
    [gzip(&page("a")), gzip(&page("b"))].concat()
}

#[test]
fn archives_of_a_package_are_read_in_its_order() {
    check(
        &[
            stored("datapackage.json", b"{}".to_vec()),
            stored("archive/b.warc.gz", two()),
            deflated("archive/a.warc", page("c")),
            deflated("Archive/sub/C.WARC.GZ", gzip(&page("d"))),
            stored("archive/e.warc.zst", super::zstd(&page("e"))),
            stored("archive/f.warc.wet.gz", gzip(&page("f"))),
            stored("archive/g.warc.gz.txt", gzip(&page("g"))),
            stored("archive/notes.txt", b"no archive".to_vec()),
            stored("indexes/index.cdx.gz", gzip(b"x")),
            stored("elsewhere/f.warc.gz", two()),
        ],
        "archive/b.warc.gz: a
         archive/b.warc.gz: b
         archive/a.warc: c
         Archive/sub/C.WARC.GZ: d
         archive/e.warc.zst: e
         archive/f.warc.wet.gz: f",
    );
    assert!(begins_zip(&zip(&[])) && begins_zip(&zip(&[stored("x", Vec::new())])) && !begins_zip(b"PK"));
}

#[test]
fn records_are_read_from_their_places() {
    let files = [
        stored("archive/a.warc.gz", two()),
        deflated("archive/b.warc.gz", two()),
        deflated("archive/c.warc", [page("a"), page("b")].concat()),
    ];
    let package = Package::open(Cursor::new(zip(&files))).expect("it is one");
    for part in package.parts() {
        let pages = Pages::open(package.read_part(part, &LIMITS).expect("it is there"), LIMITS).expect("an archive");
        let places: Vec<_> =
            pages.map(|item| if let Ok(Item::Page(page)) = item { page.place } else { panic!("a page") }).collect();
        assert_eq!(places.len(), 2);
        for place in places {
            let reader = package.read(&part.name, &LIMITS).expect("it is there");
            let (_, head) = Records::at_place(reader, place, LIMITS).expect("a record");
            assert_eq!(head.place, place, "{}", part.name);
        }
    }
    assert!(matches!(package.read("archive/none.warc", &LIMITS), Err(ArchiveError::NoPart)));
    let mut reader = package.read("archive/c.warc", &LIMITS).expect("it is there");
    assert!(reader.seek(SeekFrom::End(0)).is_err());
    assert_eq!(reader.seek(SeekFrom::Start(1 << 40)).expect("it ends before"), 2 * page("a").len() as u64);
    assert_eq!(reader.read(&mut [0; 9]).expect("it is over"), 0);
}

#[test]
fn what_a_package_cannot_give_is_told_and_the_rest_is_read() {
    let sound = || stored("archive/z.warc.gz", two());
    let read = "archive/z.warc.gz: a\narchive/z.warc.gz: b";
    let check = |file: File, problem: &str| check(&[file, sound()], &format!("{problem}\n{read}"));
    check(File { flags: 1, ..sound_as("archive/x.warc.gz") }, "archive/x.warc.gz! it is encrypted");
    let method = "archive/x.warc.gz! it is packed by the method BZIP2, expected none or DEFLATE";
    check(File { method: 12, ..sound_as("archive/x.warc.gz") }, method);
    let method = "archive/x.warc.gz! it is packed by the method 4711, expected none or DEFLATE";
    check(File { method: 4711, ..sound_as("archive/x.warc.gz") }, method);
    check(stored("archive/x.warc", b"text".to_vec()), &format!("archive/x.warc! {}", ArchiveError::NoArchive));
    // Its checksum is that of other bytes, though each record is sound.
    let other = File { bytes: b"other".to_vec(), ..stored("archive/x.warc", page("c")) };
    check(other, "archive/x.warc: c\narchive/x.warc! its checksum is another one");
    // Where its members have checksums, theirs count.
    let mut other = sound_as("archive/x.warc.gz");
    let end = other.packed.len() - 8;
    other.packed[end] ^= 1;
    let pages = "archive/x.warc.gz: a\narchive/x.warc.gz: b";
    check(other, pages);
    // Deflated, and damaged behind the first record.
    let words = noise(40_000);
    let long = super::record("resource", "b", "text/html", &words);
    let mut cut = deflated("archive/x.warc", [page("a"), long].concat());
    cut.packed.truncate(cut.packed.len() / 2);
    let found = told(zip(&[cut, sound()]));
    assert!(
        found.starts_with("archive/x.warc: a\narchive/x.warc: b\narchive/x.warc! it cannot be unpacked behind"),
        "{found}"
    );
    assert!(found.ends_with(read), "{found}");
    // Its place is another file's.
    let files = [stored("archive/x.warc.gz", two()), sound()];
    let whole = zip(&files);
    let second = 30 + files[0].name.len() + files[0].packed.len();
    let at = whole.len() - 22 - files[1].name.len() - 4;
    assert_eq!(&whole[at..at + 4], &(second as u32).to_le_bytes());
    let mut within = whole.clone();
    within[at..at + 4].copy_from_slice(&40_u32.to_le_bytes());
    let first = "archive/x.warc.gz: a\narchive/x.warc.gz: b";
    assert_eq!(told(within), format!("{first}\narchive/z.warc.gz! it stands within another file of the package"));
    // Two of no length at one place.
    let empty = [stored("archive/x.warc", Vec::new()), stored("archive/z.warc", Vec::new())];
    let mut one = zip(&empty);
    let at = one.len() - 22 - empty[1].name.len() - 4;
    one[at..at + 4].fill(0);
    let no_archive = ArchiveError::NoArchive;
    let expected =
        format!("archive/x.warc! {no_archive}\narchive/z.warc! it stands within another file of the package");
    assert_eq!(told(one), expected);
    let at = whole.len() - 22 - files[1].name.len() - 4;
    let mut nowhere = whole.clone();
    nowhere[at..at + 4].copy_from_slice(&(second as u32 + 1).to_le_bytes());
    assert_eq!(told(nowhere), format!("{first}\narchive/z.warc.gz! it does not stand where the directory says"));
    // Twice by one name.
    let twice = [sound(), sound()];
    assert_eq!(told(zip(&twice)), format!("{read}\narchive/z.warc.gz! another file of the package has its name"));
    // The second entry of the directory is none; the directory says to name more than it does; it is cut off.
    let mut entry = whole.clone();
    entry[at + 4 - 46] = b'X';
    assert_eq!(told(entry), format!("! its directory is damaged behind the first 1 files that it names\n{first}"));
    let mut more = whole.clone();
    let count = whole.len() - 12;
    more[count..count + 2].copy_from_slice(&9_u16.to_le_bytes());
    assert_eq!(told(more), format!("! its directory says to name 9 files, and names 2\n{first}\n{read}"));
    assert_eq!(
        told(whole[..whole.len() - 30].to_vec()),
        "is no whole ZIP file: its end, with the directory, is not there"
    );
    assert_eq!(told(b"WARC/1.0".to_vec()), "is no whole ZIP file: its end, with the directory, is not there");
    assert_eq!(told(zip(&[stored("a.warc", page("a"))])), ArchiveError::NoParts.to_string());
}

fn sound_as(name: &'static str) -> File {
    stored(name, two())
}

/// So many words that do not pack well.
fn noise(words: usize) -> String {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{state:x} ")
    };
    std::iter::repeat_with(&mut next).take(words).collect::<Vec<_>>().concat()
}

#[test]
fn a_part_that_looks_like_a_bomb_ends_there() {
    let long = super::record("resource", "x", "image/png", &"\0".repeat(8 << 20));
    let found =
        told(zip(&[deflated("archive/x.warc", [page("a"), long, page("b")].concat()), sound_as("archive/z.warc.gz")]));
    assert!(found.starts_with("archive/x.warc: a\n") && found.contains("looks like a decompression bomb"), "{found}");
    assert!(found.ends_with("archive/z.warc.gz: b") && !found.contains("x.warc: b"), "{found}");
    // One in another.
    let inner = gzip(&super::record("resource", "x", "image/png", &"\0".repeat(1 << 20)));
    let sound = gzip(&super::record("resource", "y", "text/html", &noise(10_000)));
    let outer = deflated("archive/x.warc.gz", [sound, inner.repeat((2 << 20) / inner.len() + 1)].concat());
    assert!(outer.bytes.len() / outer.packed.len() < 200, "no bomb for itself");
    let ratio = (outer.bytes.len() / outer.packed.len()) as u32;
    let packed = zip(&[outer]);
    let found = told(packed.clone());
    assert!(found.ends_with("looks like a decompression bomb; raise limits.input.max_ratio if it is none"), "{found}");
    // Who raises it as far as that reads the part.
    let package = Package::open(Cursor::new(packed)).expect("it is one");
    let problem = |max_ratio: u32| {
        let limits = Limits { max_ratio, ..LIMITS };
        let mut part = package.read("archive/x.warc.gz", &limits).expect("it is there");
        std::io::copy(&mut part, &mut std::io::sink()).expect("it can be read");
        part.soundness().problem().map(str::to_owned)
    };
    assert_eq!(problem((ratio + 1) * 10 * 4), None);
    assert!(problem(5).is_some_and(|problem| problem.contains("raise limits.input.max_ratio")));
}

proptest! {
    /// Whatever is done to a package, its reading ends.
    #[test]
    fn damage_ends_no_run(
        place in 0_usize..1200,
        with in proptest::collection::vec(any::<u8>(), 0..12),
        taken in 0_usize..12,
    ) {
        let mut bytes = zip(&[deflated("archive/a.warc", page("a")), stored("archive/b.warc.gz", two())]);
        let place = place.min(bytes.len());
        let end = (place + taken).min(bytes.len());
        bytes.splice(place..end, with);
        let found = told(bytes);
        prop_assert!(!found.is_empty());
    }

    /// Pages before damage are given, whatever is wrong behind them.
    #[test]
    fn damage_costs_no_page_before_it(from in 0.0..1.0_f64, with in proptest::collection::vec(any::<u8>(), 1..12)) {
        let files = [deflated("archive/a.warc", page("a")), stored("archive/b.warc.gz", two())];
        let mut bytes = zip(&files);
        let begin = |file: &File| 30 + file.name.len() + file.packed.len();
        let (second, directory) = (begin(&files[0]), begin(&files[0]) + begin(&files[1]));
        let place = second + ((directory - second - with.len()) as f64 * from) as usize;
        bytes[place..place + with.len()].copy_from_slice(&with);
        let found = told(bytes);
        prop_assert!(found.starts_with("archive/a.warc: a"), "{}", found);
        if place >= directory - gzip(&page("b")).len() {
            prop_assert!(found.starts_with("archive/a.warc: a\narchive/b.warc.gz: a"), "{}", found);
        }
    }
}
