//! Web archives.

use std::io::Cursor;

use copydesk_archive::{ArchivedPage, Found, Item, Limits, Pages, Records, page_of};

/// The limits, low enough that inputs of a fuzzer reach them.
const LIMITS: Limits = Limits { max_bytes: 64 << 10, max_ratio: 50, max_head: 4 << 10 };

/// Bytes as a web archive: its reading ends, twice with the same pages, none longer than the limit; and a sound page is read from
/// its place alone, too.
///
/// # Panics
/// Where that does not hold.
pub fn archive(bytes: &[u8]) {
    let Some(items) = items(bytes) else { return };
    assert_eq!(Some(&items), self::items(bytes).as_ref(), "read twice it gives two results");
    assert!(items.len() <= bytes.len(), "more of it than it has bytes");
    for item in &items {
        let Item::Page(page) = item else { continue };
        assert!(page.bytes.len() as u64 <= LIMITS.max_bytes, "a page longer than the limit");
        if page.problem.is_none() {
            assert_eq!(alone(bytes, page).as_ref(), Some(&**page), "read alone it is another page");
        }
    }
}

fn items(bytes: &[u8]) -> Option<Vec<Item>> {
    let pages = Pages::open(bytes, LIMITS).ok()?;
    Some(pages.map(|item| item.expect("bytes in memory can be read")).collect())
}

/// The page that is read from a page's place.
fn alone(bytes: &[u8], page: &ArchivedPage) -> Option<ArchivedPage> {
    let (mut records, head) = Records::at_place(Cursor::new(bytes), page.place, LIMITS).ok()?;
    match page_of(&head, &mut records, &LIMITS).ok()? {
        Found::Page(page) => Some(*page),
        Found::Other { .. } => None,
    }
}
