//! Tags: name, attributes, self-closing sign.

use std::borrow::Cow;

use copydesk_core::text::eight::{first_below, first_of};
use memchr::{memchr, memchr2, memchr3};

use crate::parse::token::{Next, StartTag, TokenSink, cleaned};
use crate::tree::{Attributes, Name, Named, Slice, Tag, Tree, key, mark, mark_of};

use super::{Tokenizer, reference};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// A start tag, from its `<`. One that the page breaks off in is no token.
    pub(super) fn start_tag(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        let name_end = self.at;
        let (mut attributes_left_out, mut self_closing) = (0, false);
        let mut own = Attributes::default();
        loop {
            self.spaces();
            match self.peek(0) {
                None => return,
                Some(b'>') => break,
                Some(b'/') => {
                    self.at += 1;
                    if self.peek(0) == Some(b'>') {
                        self_closing = true;
                        break;
                    }
                }
                Some(_) => {
                    let full = (own.end - own.first) as usize >= self.max_attributes;
                    attributes_left_out += usize::from(full);
                    self.attribute(&mut own, !full);
                }
            }
        }
        self.at += 1;
        let span = self.span(start);
        let tag = StartTag { name, attributes: own, attributes_left_out, self_closing };
        let next = self.sink.start_tag(tag, span);
        if matches!(next, Next::Raw(_)) {
            // What ends the text that begins here.
            self.last_start = self.text[start + 1..name_end].to_ascii_lowercase();
        }
        self.follow(next);
    }

    /// An end tag, from its `<`. Its attributes mean nothing.
    pub(super) fn end_tag(&mut self) {
        let start = self.at;
        self.at += 2;
        let name = self.name();
        loop {
            self.spaces();
            match self.peek(0) {
                None => return,
                Some(b'>') => break,
                Some(b'/') => self.at += 1,
                Some(_) => self.vain_attribute(),
            }
        }
        self.at += 1;
        let span = self.span(start);
        let next = self.sink.end_tag(name, span);
        self.follow(next);
    }

    /// The name of a tag.
    #[inline]
    fn name(&mut self) -> Name {
        let rest = &self.bytes[self.at..];
        if let Some((tag, len)) = short_name(rest) {
            self.at += len;
            return tag.into();
        }
        self.any_name()
    }

    /// The same, whatever it is.
    #[inline(never)]
    fn any_name(&mut self) -> Name {
        let rest = &self.bytes[self.at..];
        let (mut len, mut seen, mut key_of_name) = (0, 0, 0);
        for byte in rest {
            let classes = CLASSES[*byte as usize];
            if classes & NAME == 0 {
                break;
            }
            seen |= classes;
            key_of_name = key(key_of_name, byte.to_ascii_lowercase());
            len += 1;
        }
        let start = self.at;
        self.at += len;
        Name::new(&rest[..len], key_of_name, || lower(&self.text[start..start + len], seen))
    }

    /// An attribute, from its name's first character to the end of its value.
    #[inline]
    fn attribute(&mut self, own: &mut Attributes, keep: bool) {
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip_small_letters();
        let seen = self.skip_while(ATTRIBUTE_NAME) | CLASSES[self.bytes[start] as usize];
        let name_end = self.at;
        let (mut from, mut to, mut is_special) = (self.at, self.at, false);
        if self.peek(0) != Some(b'=') {
            self.spaces();
        }
        if self.peek(0) == Some(b'=') {
            self.at += 1;
            (from, to, is_special) = self.value();
        }
        if !keep {
            return;
        }
        let tree = self.sink.tree();
        let bytes = &self.bytes[start..name_end];
        let (name, mark) = if seen & REWRITTEN == 0 {
            let mark = match bytes {
                [first, .., last] => mark_of(bytes.len(), *first, *last),
                _ => mark_of(1, bytes[0], bytes[0]),
            };
            if own.marks & 1 << mark != 0 && has(tree, *own, mark, bytes, self.text) {
                return;
            }
            (Slice::of_page(start, name_end), mark)
        } else {
            let name = lower(&self.text[start..name_end], seen);
            let mark = mark(&name);
            if own.marks & 1 << mark != 0 && has(tree, *own, mark, name.as_bytes(), self.text) {
                return;
            }
            (Slice::of_text(name.into_owned(), &mut tree.rewritten), mark)
        };
        let value = if is_special {
            Slice::of_text(decoded(&self.text[from..to], self.has_controls), &mut tree.rewritten)
        } else {
            Slice::of_page(from, to)
        };
        if own.first == own.end {
            own.first = tree.attributes.len() as u32;
        }
        tree.has_parts |= mark == ID && self.bytes[start..].starts_with(PART);
        tree.attributes.push(Named { name, value, mark });
        own.end = tree.attributes.len() as u32;
        own.marks |= 1 << mark;
    }

    /// An attribute that means nothing.
    #[cold]
    fn vain_attribute(&mut self) {
        self.attribute(&mut Attributes::default(), false);
    }

    /// Skips small letters, dashes and what is not ASCII, eight at a time: most of a name. What they are followed by may be
    /// more of it. A comma behind a dash is told as a dash by [`first_of`], and is skipped too: it is part of names as well.
    #[inline]
    fn skip_small_letters(&mut self) {
        while let Some(eight) = self.bytes[self.at..].first_chunk() {
            let eight = u64::from_le_bytes(*eight);
            let end = first_below(b'`', eight) & !first_of(b'-', eight);
            if end != 0 {
                self.at += end.trailing_zeros() as usize / 8;
                return;
            }
            self.at += 8;
        }
    }

    /// Where an attribute's value stands, without its quotes, and whether it has to be rewritten; leaves what ends the tag.
    #[inline]
    fn value(&mut self) -> (usize, usize, bool) {
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

    #[inline]
    fn spaces(&mut self) {
        self.skip_while(SPACE);
    }

    /// Skips bytes of a class, and tells all the classes that they are of.
    #[inline]
    fn skip_while(&mut self, class: u8) -> u8 {
        let (mut seen, mut at) = (0, self.at);
        while let Some(byte) = self.bytes.get(at) {
            let classes = CLASSES[*byte as usize];
            if classes & class == 0 {
                break;
            }
            seen |= classes;
            at += 1;
        }
        self.at = at;
        seen
    }
}

/// The name that a tag begins with, if it is a known one in lower case that `>` or a space follows, as with most. The first
/// eight bytes are looked at together.
#[inline]
fn short_name(rest: &[u8]) -> Option<(Tag, usize)> {
    let eight = u64::from_le_bytes(*rest.first_chunk()?);
    let end = first_of(b'>', eight) | first_of(b' ', eight);
    let bits = end.trailing_zeros() & !7;
    if bits == 0 || bits == u64::BITS {
        return None;
    }
    let tag = Tag::of_key(eight.swap_bytes() >> (u64::BITS - bits))?;
    Some((tag, bits as usize / 8))
}

/// Whether a tag has an attribute of a name already.
#[cold]
fn has(tree: &Tree<'_>, own: Attributes, mark: u8, name: &[u8], page: &str) -> bool {
    let mut same = tree.of(own).iter().filter(|have| have.mark == mark);
    same.any(|have| have.name.read(page, &tree.rewritten).as_bytes() == name)
}

/// An attribute's value with its references decoded.
#[inline(never)]
fn decoded(raw: &str, has_controls: bool) -> String {
    let mut value = String::with_capacity(raw.len());
    let push = |value: &mut String, part: &str| {
        if has_controls {
            value.push_str(&cleaned(part));
        } else {
            value.push_str(part);
        }
    };
    let mut at = 0;
    while let Some(found) = memchr(b'&', &raw.as_bytes()[at..]) {
        push(&mut value, &raw[at..at + found]);
        at += found + 1;
        match reference::read(raw, at, true) {
            Some((characters, after)) => {
                value.push_str(characters.as_str());
                at = after;
            }
            None => value.push('&'),
        }
    }
    push(&mut value, &raw[at..]);
    value
}

/// What the attribute begins with that numbers a part of a page that came in pieces.
const PART: &[u8] = b"id=\"S:";

/// The mark of its name.
const ID: u8 = mark("id");

/// What white space is to the tokenizer.
const SPACE: u8 = 1;
/// What goes on with the name of a tag.
const NAME: u8 = 2;
/// What goes on with the name of an attribute.
const ATTRIBUTE_NAME: u8 = 4;
/// What goes on with a value that has no quotes.
const UNQUOTED: u8 = 8;
/// What a name may hold that has to be rewritten: capitals and NUL.
const REWRITTEN: u8 = 16;

/// The classes of each byte.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        let space = is_space(byte as u8);
        let ends = space || byte as u8 == b'>';
        let slash = byte as u8 == b'/';
        classes[byte] = if space { SPACE } else { 0 }
            | if ends || slash { 0 } else { NAME }
            | if ends || slash || byte as u8 == b'=' { 0 } else { ATTRIBUTE_NAME }
            | if ends { 0 } else { UNQUOTED }
            | if (byte as u8).is_ascii_uppercase() || byte == 0 { REWRITTEN } else { 0 };
        byte += 1;
    }
    classes
};

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// A name with its ASCII letters in lower case and each NUL made U+FFFD, by the classes that its bytes are of.
#[inline]
fn lower(raw: &str, classes: u8) -> Cow<'_, str> {
    if classes & REWRITTEN == 0 {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(cleaned(raw).to_ascii_lowercase())
}
