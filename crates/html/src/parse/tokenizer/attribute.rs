//! The attributes of a start tag.

use std::collections::HashSet;

use copydesk_core::text::eight::{first_below, first_of};
use memchr::{memchr, memchr2, memchr3};

use crate::parse::token::{TokenSink, cleaned};
use crate::tree::{Attributes, ID, Label, Named, Slice, Tree};

use super::tag::{ATTRIBUTE_NAME, CLASSES, NUL, REWRITTEN, UNQUOTED, lower};
use super::{Tokenizer, reference};

/// How many attributes a tag has until its names are kept in a set: to compare each with all others would take as many looks
/// as their number squared.
pub(super) const MANY: usize = 64;

/// The attributes of a start tag so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own {
    pub(super) first: usize,
    marks: u64,
}

impl Own {
    /// None, where so many stand in the arena.
    #[inline]
    pub(super) fn from(first: usize) -> Self {
        Self { first, marks: 0 }
    }

    /// All of them.
    #[inline]
    pub(super) fn all(self, tree: &Tree<'_>) -> Attributes {
        if self.marks == 0 {
            return Attributes::default();
        }
        Attributes { first: self.first as u32, end: tree.attributes.len() as u32, marks: self.marks }
    }
}

impl<S: TokenSink> Tokenizer<'_, S> {
    /// An attribute as most are: a short name, and a value in quotes that is read as it stands. What is anything else is left
    /// for [`Self::attribute`].
    #[inline]
    pub(super) fn plain_attribute(&mut self, own: &mut Own) -> bool {
        let start = self.at;
        let rest = &self.bytes[start..];
        let Some((label, len)) = plain_name(rest) else { return false };
        let Some((quote @ (b'"' | b'\''), value)) = rest[len + 1..].split_first() else { return false };
        let Some(end) = memchr2(*quote, b'&', value) else { return false };
        if value[end] == b'&'
            || own.marks & 1 << label.mark != 0
            || self.has_controls && memchr2(b'\r', 0, &value[..end]).is_some()
        {
            return false;
        }
        let from = start + len + 2;
        self.at = from + end + 1;
        let (name, value) = (Slice::of_page(start, start + len), Slice::of_page(from, from + end));
        self.add_attribute(own, Named { name, value, label }, start);
        true
    }

    /// Adds an attribute that stands at a place.
    #[inline(always)]
    #[allow(clippy::inline_always)] // for most attributes it is a good part of the work
    fn add_attribute(&mut self, own: &mut Own, named: Named, start: usize) {
        own.marks |= named.label.bits();
        if named.label.is(ID) && self.bytes[start..].starts_with(PART) {
            self.sink.tree().has_parts = true;
        }
        self.sink.tree().attributes.push(named);
    }

    /// An attribute, from its name's first character to the end of its value. There are so many before it.
    #[inline(never)]
    pub(super) fn attribute(&mut self, own: &mut Own, count: usize) {
        let start = self.at;
        let (label, classes) = self.attribute_name();
        let name_end = self.at;
        let (from, to, is_special) = self.value();
        let name = &self.text[start..name_end];
        let tree = self.sink.tree();
        let is_repeated = if count < MANY {
            own.marks & 1 << label.mark != 0 && has(tree, own.first, label, name, self.text)
        } else {
            is_among_many(&mut self.many, tree, own.first, name, self.text)
        };
        if is_repeated {
            return;
        }
        let name = if classes & REWRITTEN == 0 {
            Slice::of_page(start, name_end)
        } else {
            Slice::of_rewritten(start, name_end, small, &mut tree.rewritten)
        };
        let value = if is_special {
            Slice::of_rewritten(from, to, decoded, &mut tree.rewritten)
        } else {
            Slice::of_page(from, to)
        };
        self.add_attribute(own, Named { name, value, label }, start);
    }

    /// The name of an attribute: its label, and the classes that its bytes are of.
    #[inline]
    fn attribute_name(&mut self) -> (Label, u8) {
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip_small_letters();
        let seen = self.skip_while(ATTRIBUTE_NAME) | CLASSES[self.bytes[start] as usize];
        if seen & REWRITTEN == 0 {
            return (Label::of(&self.bytes[start..self.at]), seen);
        }
        (label_of_small(&self.text[start..self.at], seen), seen)
    }

    /// An attribute that means nothing.
    #[cold]
    pub(super) fn vain_attribute(&mut self) {
        self.at += 1;
        self.skip_while(ATTRIBUTE_NAME);
        self.value();
    }

    /// Skips small letters, dashes and what is not ASCII, eight at a time: most of a name. What they are followed by may be
    /// more of it. A comma behind a dash is told as a dash by [`first_of`], and is skipped too: it is part of names as well.
    #[inline]
    fn skip_small_letters(&mut self) {
        while let Some(eight) = self.bytes[self.at..].first_chunk() {
            let bits = small_letters(u64::from_le_bytes(*eight));
            self.at += bits as usize / 8;
            if bits < u64::BITS {
                return;
            }
        }
    }

    /// Where an attribute's value stands, without its quotes, and whether it has to be rewritten; leaves what ends the tag. An
    /// attribute without a value has an empty one.
    #[inline]
    fn value(&mut self) -> (usize, usize, bool) {
        let name_end = self.at;
        if self.peek(0) != Some(b'=') {
            self.spaces();
            if self.peek(0) != Some(b'=') {
                return (name_end, name_end, false);
            }
        }
        self.at += 1;
        if !matches!(self.peek(0), Some(b'"' | b'\'')) {
            self.spaces();
        }
        if let Some(quote @ (b'"' | b'\'')) = self.peek(0) {
            let start = self.at + 1;
            let rest = &self.bytes[start..];
            let mut end = memchr2(quote, b'&', rest).unwrap_or(rest.len());
            let mut special = rest.get(end) == Some(&b'&');
            if special {
                end += memchr(quote, &rest[end..]).unwrap_or(rest.len() - end);
            }
            self.at = (start + end + 1).min(self.bytes.len());
            special |= self.has_controls && memchr2(b'\r', 0, &rest[..end]).is_some();
            return (start, start + end, special);
        }
        let start = self.at;
        self.skip_while(UNQUOTED);
        (start, self.at, memchr3(b'&', b'\r', 0, &self.bytes[start..self.at]).is_some())
    }
}

/// The name that an attribute begins with, and its length, if it is in small letters and `=` follows, as with most. The first
/// eight bytes are looked at together.
#[inline]
fn plain_name(rest: &[u8]) -> Option<(Label, usize)> {
    let eight = u64::from_le_bytes(*rest.first_chunk()?);
    let bits = small_letters(eight);
    if bits == u64::BITS {
        return long_plain_name(rest);
    }
    if bits == 0 || (eight >> bits) as u8 != b'=' {
        return None;
    }
    let len = bits as usize / 8;
    Some((Label::of_short(eight & ((1 << bits) - 1), len), len))
}

/// The same of a name of eight bytes and more.
#[inline(never)]
fn long_plain_name(rest: &[u8]) -> Option<(Label, usize)> {
    let mut len = 8;
    loop {
        let bits = small_letters(u64::from_le_bytes(*rest[len..].first_chunk()?));
        len += bits as usize / 8;
        if bits < u64::BITS {
            break;
        }
    }
    (rest[len] == b'=').then(|| (Label::of(&rest[..len]), len))
}

/// How many bits of eight bytes come before the first that is neither a small letter nor a dash; see
/// [`Tokenizer::skip_small_letters`].
#[inline]
fn small_letters(eight: u64) -> u32 {
    (first_below(b'`', eight) & !first_of(b'-', eight)).trailing_zeros() & !7
}

/// Whether a tag has an attribute of a name already.
#[cold]
fn has(tree: &Tree<'_>, first: usize, label: Label, name: &str, page: &str) -> bool {
    let mut same = tree.attributes[first..].iter().filter(|have| have.label == label);
    same.any(|have| are_one_name(have.name.written(page, &tree.rewritten), name))
}

/// Whether two names as they are written are one.
fn are_one_name(one: &str, other: &str) -> bool {
    // A NUL is read as another character, which may also be written out.
    one.eq_ignore_ascii_case(other) || !(one.is_ascii() && other.is_ascii()) && small(one) == small(other)
}

/// The same of a tag that has many; the set is filled when it is first asked.
#[cold]
fn is_among_many(many: &mut HashSet<String>, tree: &Tree<'_>, first: usize, name: &str, page: &str) -> bool {
    if many.is_empty() {
        let names = tree.attributes[first..].iter().map(|have| have.name.written(page, &tree.rewritten));
        many.extend(names.map(small));
    }
    !many.insert(small(name))
}

/// The label of a name in lower case. Hardly a name is too long to be written anew in a little room.
fn label_of_small(raw: &str, classes: u8) -> Label {
    const ROOM: usize = 64;
    let mut room = [0; ROOM];
    match room.get_mut(..raw.len()) {
        Some(small) if classes & NUL == 0 => {
            small.copy_from_slice(raw.as_bytes());
            small.make_ascii_lowercase();
            Label::of(small)
        }
        _ => Label::of(lower(raw, classes).as_bytes()),
    }
}

/// An attribute's name in lower case.
fn small(raw: &str) -> String {
    lower(raw, REWRITTEN).into_owned()
}

/// An attribute's value with its line ends normalised and its references decoded.
fn decoded(raw: &str) -> String {
    let raw = &*cleaned(raw);
    let mut value = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(found) = memchr(b'&', &raw.as_bytes()[at..]) {
        // A value of JSON has one reference right behind another.
        if found > 0 {
            value.push_str(&raw[at..at + found]);
        }
        at += found + 1;
        if let Some((character, len)) = reference::common(&raw.as_bytes()[at..]) {
            value.push(character);
            at += len;
            continue;
        }
        match reference::read(raw, at, true) {
            Some((characters, after)) => {
                characters.push_to(&mut value);
                at = after;
            }
            None => value.push('&'),
        }
    }
    value.push_str(&raw[at..]);
    value
}

/// What the attribute begins with that numbers a part of a page that came in pieces.
const PART: &[u8] = b"id=\"S:";
