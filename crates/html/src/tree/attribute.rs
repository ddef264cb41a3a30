//! Attributes as they are kept, and the names that are asked for most.
//!
//! Each name has a mark, one of 64 bits, so that most questions for an attribute that is not there are answered by a look at
//! one number. Names that are asked for of every element each have a mark of their own and a number, so that they
//! are told without their letters.

use super::Slice;

/// Which of [`super::Tree::attributes`] are an element's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The [`Label::bits`] of their names.
    pub(crate) marks: u64,
}

/// An attribute as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: Slice,
    pub(crate) value: Slice,
    /// What is kept of the name beside its place.
    pub(crate) label: Label,
}

/// What tells the name of an attribute from most others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// The [`mark`] of the name.
    pub(crate) mark: u8,
    /// Its number if it is known, which is its mark; else [`UNKNOWN`]. With [`DATA`] where it begins with `data-`.
    number: u8,
}

/// A name that has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known(u8);

pub(crate) const ARIA_HIDDEN: Known = Known::of("aria-hidden");
pub(crate) const ARIA_LEVEL: Known = Known::of("aria-level");
pub(crate) const CLASS: Known = Known::of("class");
pub(crate) const CONTENT: Known = Known::of("content");
pub(crate) const HIDDEN: Known = Known::of("hidden");
pub(crate) const HREF: Known = Known::of("href");
pub(crate) const ID: Known = Known::of("id");
pub(crate) const ITEMPROP: Known = Known::of("itemprop");
pub(crate) const ITEMSCOPE: Known = Known::of("itemscope");
pub(crate) const NAME: Known = Known::of("name");
pub(crate) const OPEN: Known = Known::of("open");
pub(crate) const PROPERTY: Known = Known::of("property");
pub(crate) const REL: Known = Known::of("rel");
pub(crate) const ROLE: Known = Known::of("role");
pub(crate) const SRC: Known = Known::of("src");
pub(crate) const STYLE: Known = Known::of("style");
pub(crate) const TYPE: Known = Known::of("type");
pub(crate) const VALUE: Known = Known::of("value");

/// The bit of a set of marks that says that some name begins with `data-`.
pub(crate) const DATA_BIT: u64 = 1 << 63;

/// The known names. None is longer than 16 bytes.
const KNOWN: [&str; 33] = [
    "aria-hidden",
    "aria-label",
    "aria-level",
    "class",
    "content",
    "data-component",
    "data-qa",
    "data-src",
    "data-test",
    "data-test-id",
    "data-testid",
    "datetime",
    "height",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "open",
    "property",
    "pubdate",
    "rel",
    "role",
    "src",
    "srcset",
    "style",
    "title",
    "type",
    "value",
    "width",
];

/// A number for the name of an attribute, below 63. No two of the known names have the same.
#[inline]
pub(crate) const fn mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let Some(last) = bytes.last() else { return 0 };
    mark_of(head(bytes), bytes.len(), *last)
}

/// The bits of some names in a set of marks.
pub(crate) const fn marks(names: &[&str]) -> u64 {
    let (mut marks, mut at) = (0, 0);
    while at < names.len() {
        marks |= 1 << mark(names[at]);
        at += 1;
    }
    marks
}

/// The mark of a name by its [`head`], its length, and its last byte. The factor was searched for.
#[inline]
const fn mark_of(head: u64, len: usize, last: u8) -> u8 {
    let sum = head.wrapping_add((len as u64) << 3).wrapping_add((last as u64) << 40);
    let mark = (sum.wrapping_mul(0x889d_cce1_99fd_3f15) >> 58) as u8;
    // The last bit is that of the names that begin with `data-`.
    if mark == 63 { 62 } else { mark }
}

/// The first eight bytes of a name, the first lowest.
#[inline]
const fn head(name: &[u8]) -> u64 {
    if let Some(eight) = name.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let (mut head, mut at) = (0, 0);
    while at < name.len() {
        head |= (name[at] as u64) << (8 * at);
        at += 1;
    }
    head
}

/// The last eight bytes of a longer name.
#[inline]
const fn tail(name: &[u8]) -> u64 {
    match name.last_chunk() {
        Some(eight) if name.len() > 8 => u64::from_le_bytes(*eight),
        _ => 0,
    }
}

/// A known name as it is compared: head, tail, length.
#[derive(Debug, Clone, Copy)]
struct Letters(u64, u64, usize);

static LETTERS: [Letters; 64] = ALL_LETTERS;

const ALL_LETTERS: [Letters; 64] = {
    let mut letters = [Letters(0, 0, usize::MAX); 64];
    let mut at = 0;
    while at < KNOWN.len() {
        let name = KNOWN[at].as_bytes();
        assert!(name.len() <= 16);
        let mark = mark(KNOWN[at]) as usize;
        assert!(letters[mark].2 == usize::MAX, "two known names have the same mark");
        letters[mark] = Letters(head(name), tail(name), name.len());
        at += 1;
    }
    letters
};

/// The number of a name that is not known.
const UNKNOWN: u8 = 0x40;
/// What the number of a name that begins with `data-` has beside.
const DATA: u8 = 0x80;

/// Whether a name begins with `data-`, by its head.
#[inline]
const fn is_data(head: u64) -> bool {
    head & 0xff_ffff_ffff == u64::from_le_bytes(*b"data-\0\0\0")
}

impl Label {
    /// That of a name, which is not empty.
    pub(crate) fn of(name: &[u8]) -> Self {
        Self::of_parts(head(name), tail(name), name.len(), name.last().copied().unwrap_or_default())
    }

    /// That of a name of at most eight bytes, by its head and its length.
    #[inline]
    pub(crate) fn of_short(head: u64, len: usize) -> Self {
        let last = (head >> (8 * len.saturating_sub(1))) as u8;
        Self::of_parts(head, 0, len, last)
    }

    #[inline]
    fn of_parts(head: u64, tail: u64, len: usize, last: u8) -> Self {
        let mark = mark_of(head, len, last);
        let Letters(known_head, known_tail, known_len) = LETTERS[mark as usize & 63];
        let is_known = known_head == head && known_len == len && known_tail == tail;
        let number = if is_known { mark } else { UNKNOWN };
        Self { mark, number: if is_data(head) { number | DATA } else { number } }
    }

    /// Its bits in a set of marks.
    #[inline]
    pub(crate) fn bits(self) -> u64 {
        1 << self.mark | u64::from(self.number >> 7) << 63
    }

    /// Whether the name is this one.
    #[inline]
    pub(crate) fn is(self, known: Known) -> bool {
        self.number == known.0
    }

    /// Whether the name is among known ones, whose bits these are.
    #[inline]
    pub(crate) fn is_among(self, known: u64) -> bool {
        self.number & UNKNOWN == 0 && known & 1 << self.mark != 0
    }

    /// Whether the name begins with `data-`.
    #[inline]
    pub(crate) fn is_data(self) -> bool {
        self.number & DATA != 0
    }
}

impl Known {
    /// A name of the list.
    const fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let mark = mark(name);
        let Letters(known_head, known_tail, len) = ALL_LETTERS[mark as usize];
        assert!(known_head == head(bytes) && known_tail == tail(bytes) && len == bytes.len());
        Self(if is_data(known_head) { mark | DATA } else { mark })
    }

    /// Its bit in a set of marks.
    #[inline]
    pub(crate) const fn bit(self) -> u64 {
        1 << (self.0 & 63)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_told_from_others() {
        for name in KNOWN {
            let known = Known::of(name);
            let label = Label::of(name.as_bytes());
            assert!(label.is(known) && label.is_among(known.bit()) && label.bits() & known.bit() != 0, "{name}");
            for other in [name.to_uppercase(), format!("{name}x"), format!("x{name}"), name[1..].to_owned()] {
                assert!(!Label::of(other.as_bytes()).is(known), "{other}");
            }
        }
        // The same mark, and even the same beginning.
        assert!(!Label::of(b"data-test-if").is(Known::of("data-test-id")));
    }

    #[test]
    fn short_names_are_told_by_their_heads() {
        for name in ["a", "id", "class", "href", "itemprop", "data-", "data-x", "data-src", "é"] {
            assert_eq!(Label::of_short(head(name.as_bytes()), name.len()), Label::of(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn data_attributes_have_a_bit_of_their_own() {
        for (name, expected) in
            [("data-", true), ("data-src", true), ("data-a-long-name", true), ("data", false), ("datetime", false)]
        {
            let label = Label::of(name.as_bytes());
            assert_eq!((label.is_data(), label.bits() & DATA_BIT != 0), (expected, expected), "{name}");
        }
        let all = (0..=255_u8).flat_map(|first| (0..=255_u8).map(move |last| [first, last]));
        assert!(all.into_iter().all(|name| Label::of(&name).mark < 63));
    }
}
