//! Tags: name, attributes, self-closing sign.

use std::borrow::Cow;

use html5ever::LocalName;
use html5ever::tokenizer::{Tag, TagKind};
use memchr::{memchr, memchr3};

use crate::tree::{Attributes, Named, Slice, mark};

use super::{Tokenizer, cleaned, reference};

impl Tokenizer<'_, '_> {
    /// A tag, from its `<`. One that the page breaks off in is no token.
    pub(super) fn tag(&mut self, kind: TagKind) {
        let start = self.at;
        self.at += if kind == TagKind::EndTag { 2 } else { 1 };
        let name_start = self.at;
        self.skip_while(NAME);
        let name = LocalName::from(lower(&self.text[name_start..self.at]));
        let mut tag = Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        let mut left_out = 0;
        let mut own = Attributes::default();
        loop {
            self.spaces();
            match self.peek(0) {
                None => return,
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(b'/') => {
                    self.at += 1;
                    if self.peek(0) == Some(b'>') {
                        self.at += 1;
                        tag.self_closing = true;
                        break;
                    }
                }
                Some(_) => {
                    // An end tag's attributes mean nothing.
                    let keep = kind == TagKind::StartTag;
                    let full = (own.end - own.first) as usize >= self.max_attributes;
                    left_out += usize::from(keep && full);
                    self.attribute(&mut tag, &mut own, keep && !full);
                }
            }
        }
        self.emit_tag(tag, own, left_out, start);
    }

    /// An attribute, from its name's first character to the end of its value.
    fn attribute(&mut self, tag: &mut Tag, own: &mut Attributes, keep: bool) {
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip_while(ATTRIBUTE_NAME);
        let name_end = self.at;
        self.spaces();
        let mut value = (self.at, self.at);
        if self.peek(0) == Some(b'=') {
            self.at += 1;
            self.spaces();
            value = self.value();
        }
        if !keep {
            return;
        }
        let name = lower(&self.text[start..name_end]);
        let mark = mark(&name);
        let mut arena = self.guard.arena();
        let tree = &mut *arena;
        if own.marks & 1 << mark != 0 {
            let mut have = tree.of(*own).iter().filter(|have| have.mark == mark);
            if have.any(|have| have.name.read(self.text, &tree.rewritten) == name) {
                tag.had_duplicate_attributes = true;
                return;
            }
        }
        let name = match name {
            Cow::Borrowed(_) => Slice::of_page(start, name_end),
            Cow::Owned(name) => Slice::of_text(name, &mut tree.rewritten),
        };
        let value = match self.decoded(value.0, value.1) {
            Cow::Borrowed(_) => Slice::of_page(value.0, value.1),
            Cow::Owned(value) => Slice::of_text(value, &mut tree.rewritten),
        };
        if own.first == own.end {
            own.first = tree.attributes.len() as u32;
        }
        tree.attributes.push(Named { name, value, mark });
        own.end = tree.attributes.len() as u32;
        own.marks |= 1 << mark;
    }

    /// Where an attribute's value stands, without its quotes; leaves what ends the tag.
    fn value(&mut self) -> (usize, usize) {
        if let Some(quote @ (b'"' | b'\'')) = self.peek(0) {
            self.at += 1;
            let start = self.at;
            let rest = &self.bytes[start..];
            let end = start + memchr(quote, rest).unwrap_or(rest.len());
            self.at = (end + 1).min(self.bytes.len());
            (start, end)
        } else {
            let start = self.at;
            self.skip_while(UNQUOTED);
            (start, self.at)
        }
    }

    /// An attribute's value with its references decoded.
    fn decoded(&self, start: usize, end: usize) -> Cow<'_, str> {
        let raw = &self.text[start..end];
        let special =
            if self.has_controls { memchr3(b'&', b'\r', 0, raw.as_bytes()) } else { memchr(b'&', raw.as_bytes()) };
        if special.is_none() {
            return Cow::Borrowed(raw);
        }
        let mut value = String::with_capacity(raw.len());
        let mut at = 0;
        while let Some(found) = raw[at..].find('&') {
            value.push_str(&cleaned(&raw[at..at + found]));
            at += found + 1;
            match reference::read(raw, at, true) {
                Some((characters, after)) => {
                    value.push_str(characters.as_str());
                    at = after;
                }
                None => value.push('&'),
            }
        }
        value.push_str(&cleaned(&raw[at..]));
        Cow::Owned(value)
    }

    fn spaces(&mut self) {
        self.skip_while(SPACE);
    }

    /// Skips bytes of a class.
    fn skip_while(&mut self, class: u8) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| CLASSES[*byte as usize] & class == 0).unwrap_or(rest.len());
    }
}

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

/// A name with its ASCII letters in lower case and each NUL made U+FFFD.
fn lower(raw: &str) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| CLASSES[byte as usize] & REWRITTEN != 0) {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(cleaned(raw).to_ascii_lowercase())
}
