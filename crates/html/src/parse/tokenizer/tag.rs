//! Tags: name, attributes, self-closing sign.

use std::borrow::Cow;
use std::collections::HashSet;

use copydesk_core::text::eight::{first_below, first_of};
use memchr::{memchr, memchr2, memchr3};

use crate::parse::token::{Next, StartTag, TokenSink, cleaned};
use crate::tree::{Attributes, ID, Label, Name, Named, Slice, Tag, Tree, key};

use super::{Tokenizer, reference};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// A start tag, from its `<`. One that the page breaks off in is no token.
    pub(super) fn start_tag(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        let name_end = self.at;
        let (mut attributes_left_out, mut self_closing) = (0, false);
        let mut own = Own { first: self.sink.tree().attributes.len(), marks: 0 };
        if !self.many.is_empty() {
            self.many.clear();
        }
        loop {
            // Mostly one space parts attributes.
            if self.peek(0) == Some(b' ') {
                self.at += 1;
            }
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
                Some(byte) if CLASSES[byte as usize] & SPACE != 0 => self.spaces(),
                Some(_) => {
                    let count = self.sink.tree().attributes.len() - own.first;
                    if count >= self.max_attributes {
                        attributes_left_out += 1;
                        self.vain_attribute();
                    } else if count >= MANY || !self.plain_attribute(&mut own) {
                        self.attribute(&mut own, count);
                    }
                }
            }
        }
        self.at += 1;
        let span = self.span(start);
        let tag = StartTag { name, attributes: own.all(self.sink.tree()), attributes_left_out, self_closing };
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

    /// An attribute as most are: a short name, and a value in quotes that is read as it stands. What is anything else is left
    /// for [`Self::attribute`].
    #[inline]
    fn plain_attribute(&mut self, own: &mut Own) -> bool {
        let start = self.at;
        let rest = &self.bytes[start..];
        let Some((head, len)) = short_attribute_name(rest) else { return false };
        let Some(value) = rest.get(len + 2..) else { return false };
        let quote = rest[len + 1];
        if !matches!(quote, b'"' | b'\'') {
            return false;
        }
        let Some(end) = memchr2(quote, b'&', value) else { return false };
        let label = Label::of_short(head, len);
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
    #[inline]
    fn add_attribute(&mut self, own: &mut Own, named: Named, start: usize) {
        let tree = self.sink.tree();
        tree.attributes.push(named);
        own.marks |= named.label.bits();
        if named.label.is(ID) {
            tree.has_parts |= self.bytes[start..].starts_with(PART);
        }
    }

    /// An attribute, from its name's first character to the end of its value. There are so many before it.
    #[inline(never)]
    fn attribute(&mut self, own: &mut Own, count: usize) {
        let start = self.at;
        let (label, rewritten) = self.attribute_name();
        let name_end = self.at;
        let (from, to, is_special) = self.value();
        let bytes = rewritten.as_ref().map_or(&self.bytes[start..name_end], String::as_bytes);
        let tree = self.sink.tree();
        let is_repeated = if count < MANY {
            own.marks & 1 << label.mark != 0 && has(tree, own.first, label, bytes, self.text)
        } else {
            is_among_many(&mut self.many, tree, own.first, bytes, self.text)
        };
        if is_repeated {
            return;
        }
        let name = match rewritten {
            None => Slice::of_page(start, name_end),
            Some(name) => Slice::of_text(name, &mut tree.rewritten),
        };
        let value = if is_special {
            Slice::of_text(decoded(&self.text[from..to], self.has_controls), &mut tree.rewritten)
        } else {
            Slice::of_page(from, to)
        };
        self.add_attribute(own, Named { name, value, label }, start);
    }

    /// The name of an attribute: its label, and the name itself if it has to be rewritten.
    #[inline]
    fn attribute_name(&mut self) -> (Label, Option<String>) {
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip_small_letters();
        let seen = self.skip_while(ATTRIBUTE_NAME) | CLASSES[self.bytes[start] as usize];
        if seen & REWRITTEN == 0 {
            return (Label::of(&self.bytes[start..self.at]), None);
        }
        let name = lower(&self.text[start..self.at], seen).into_owned();
        (Label::of(name.as_bytes()), Some(name))
    }

    /// An attribute that means nothing.
    #[cold]
    fn vain_attribute(&mut self) {
        self.at += 1;
        self.skip_while(ATTRIBUTE_NAME);
        self.value();
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

/// The name that an attribute begins with, as a number whose lowest byte is the first, and its length, if it is in small
/// letters, has less than eight of them, and `=` follows, as with most.
#[inline]
fn short_attribute_name(rest: &[u8]) -> Option<(u64, usize)> {
    let eight = *rest.first_chunk::<8>()?;
    let number = u64::from_le_bytes(eight);
    let end = (first_below(b'`', number) & !first_of(b'-', number)).trailing_zeros() & !7;
    if end == 0 || end == u64::BITS || (number >> end) as u8 != b'=' {
        return None;
    }
    Some((number & ((1 << end) - 1), end as usize / 8))
}

/// How many attributes a tag has until its names are kept in a set: to compare each with all others would take as many looks
/// as their number squared.
const MANY: usize = 64;

/// The attributes of a start tag so far.
#[derive(Debug, Clone, Copy)]
struct Own {
    first: usize,
    marks: u64,
}

impl Own {
    /// All of them.
    #[inline]
    fn all(self, tree: &Tree<'_>) -> Attributes {
        if self.marks == 0 {
            return Attributes::default();
        }
        Attributes { first: self.first as u32, end: tree.attributes.len() as u32, marks: self.marks }
    }
}

/// Whether a tag has an attribute of a name already.
#[cold]
fn has(tree: &Tree<'_>, first: usize, label: Label, name: &[u8], page: &str) -> bool {
    let mut same = tree.attributes[first..].iter().filter(|have| have.label == label);
    same.any(|have| have.name.bytes(page, &tree.rewritten) == name)
}

/// The same of a tag that has many; the set is filled when it is first asked.
#[cold]
fn is_among_many(many: &mut HashSet<Box<[u8]>>, tree: &Tree<'_>, first: usize, name: &[u8], page: &str) -> bool {
    if many.is_empty() {
        let names = tree.attributes[first..].iter().map(|have| have.name.bytes(page, &tree.rewritten).into());
        many.extend(names);
    }
    !many.insert(name.into())
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
