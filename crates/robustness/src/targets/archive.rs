//! Web archives.

use std::io::Cursor;

use copydesk_archive::{ArchivedPage, Found, Item, Limits, Package, Pages, Records, begins_zip, page_of};

/// The limits, low enough that inputs of a fuzzer reach them.
const LIMITS: Limits = Limits { max_bytes: 64 << 10, max_ratio: 50, max_head: 4 << 10 };

/// The ratio of a member to what it was packed to is not looked at below this many bytes.
const UNLOOKED_AT: usize = 1 << 20;
/// What members begin with of archives that are packed: gzip, Zstandard.
const PACKED: [&[u8]; 2] = [b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"];
/// The fewest bytes of a page or of damage that is told.
const LEAST_ITEM: usize = 2;

/// Bytes as a web archive: its reading ends, twice with the same pages, none longer than the limit; and a sound page is read from
/// its place alone, too. A ZIP file as a package of them: its reading ends, twice with the same pages.
///
/// # Panics
/// Where that does not hold.
pub fn archive(bytes: &[u8]) {
    if begins_zip(bytes) {
        assert_eq!(package(bytes), package(bytes), "read twice it gives two results");
    }
    let Some(items) = items(bytes) else { return };
    assert_eq!(Some(&items), self::items(bytes).as_ref(), "read twice it gives two results");
    assert!(items.len() <= most_items(bytes), "more of it than it may unpack to");
    for item in &items {
        let Item::Page(page) = item else { continue };
        assert!(page.bytes.len() as u64 <= LIMITS.max_bytes, "a page longer than the limit");
        if page.problem.is_none() {
            assert_eq!(alone(bytes, page).as_ref(), Some(&**page), "read alone it is another page");
        }
    }
}

/// How many pages and places of damage bytes may give at most.
fn most_items(bytes: &[u8]) -> usize {
    if !PACKED.iter().any(|magic| bytes.windows(magic.len()).any(|window| window == *magic)) {
        return bytes.len();
    }
    (bytes.len() * LIMITS.max_ratio as usize).max(UNLOOKED_AT) / LEAST_ITEM
}

fn items(bytes: &[u8]) -> Option<Vec<Item>> {
    let pages = Pages::open(bytes, LIMITS).ok()?;
    Some(pages.map(|item| item.expect("bytes in memory can be read")).collect())
}

/// What the parts of a package give.
fn package(bytes: &[u8]) -> Option<Vec<Result<Vec<Item>, String>>> {
    let package = Package::open(Cursor::new(bytes)).ok()?;
    let read = |name: &str| {
        let part = package.read(name, &LIMITS).map_err(|error| error.to_string())?;
        let pages = Pages::open(part, LIMITS).map_err(|error| error.to_string())?;
        Ok(pages.map(|item| item.expect("bytes in memory can be read")).collect())
    };
    Some(package.parts().iter().map(|part| read(&part.name)).collect())
}

/// The page that is read from a page's place.
fn alone(bytes: &[u8], page: &ArchivedPage) -> Option<ArchivedPage> {
    let (mut records, head) = Records::at_place(Cursor::new(bytes), page.place, LIMITS).ok()?;
    match page_of(&head, &mut records, &LIMITS).ok()? {
        Found::Page(page) => Some(*page),
        Found::Other { .. } => None,
    }
}
