//! Tags: name and self-closing sign.

use std::borrow::Cow;
use std::collections::HashSet;

use copydesk_core::text::eight::first_of;

use crate::parse::token::{Next, StartTag, TokenSink};
use crate::tree::{Name, Tag, key};

use super::Tokenizer;
use super::attribute::{MANY, Own};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// A start tag, from its `<`. One that the page breaks off in is no token.
    pub(super) fn start_tag(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        let name_end = self.at;
        let (mut attributes_left_out, mut self_closing) = (0, false);
        let mut own = Own::from(self.sink.tree().attributes.len());
        if !self.many.is_empty() {
            // Not cleared: that would take as long as the largest tag so far.
            self.many = HashSet::new();
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
            self.last_start.clear();
            self.last_start.push_str(&self.text[start + 1..name_end]);
            self.last_start.make_ascii_lowercase();
        }
        self.follow(next);
    }

    /// An end tag, from its `<`. Its attributes mean nothing.
    pub(super) fn end_tag(&mut self) {
        let start = self.at;
        self.at += 2;
        let name = self.name();
        loop {
            match self.peek(0) {
                None => return,
                Some(b'>') => break,
                Some(b'/') => self.at += 1,
                Some(byte) if CLASSES[byte as usize] & SPACE != 0 => self.spaces(),
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

    #[inline]
    pub(super) fn spaces(&mut self) {
        self.skip_while(SPACE);
    }

    /// Skips bytes of a class, and tells all the classes that they are of.
    #[inline]
    pub(super) fn skip_while(&mut self, class: u8) -> u8 {
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

/// What white space is to the tokenizer.
const SPACE: u8 = 1;
/// What goes on with the name of a tag.
const NAME: u8 = 2;
/// What goes on with the name of an attribute.
pub(super) const ATTRIBUTE_NAME: u8 = 4;
/// What goes on with a value that has no quotes.
pub(super) const UNQUOTED: u8 = 8;
/// Capitals.
const CAPITAL: u8 = 16;
/// NUL.
pub(super) const NUL: u8 = 32;
/// What a name may hold that has to be rewritten.
pub(super) const REWRITTEN: u8 = CAPITAL | NUL;

/// The classes of each byte.
pub(super) static CLASSES: [u8; 256] = {
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
            | if (byte as u8).is_ascii_uppercase() { CAPITAL } else { 0 }
            | if byte == 0 { NUL } else { 0 };
        byte += 1;
    }
    classes
};

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// A name with its ASCII letters in lower case and each NUL made U+FFFD, by the classes that its bytes are of.
#[inline]
pub(super) fn lower(raw: &str, classes: u8) -> Cow<'_, str> {
    if classes & REWRITTEN == 0 {
        return Cow::Borrowed(raw);
    }
    // No name holds a line end.
    let lower = raw.to_ascii_lowercase();
    Cow::Owned(if classes & NUL != 0 { lower.replace('\0', "\u{fffd}") } else { lower })
}
