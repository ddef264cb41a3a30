//! Tags: name, attributes, self-closing sign.

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::{Tokenizer, cleaned, reference};

impl Tokenizer<'_, '_> {
    /// A tag, from its `<`. One that the page breaks off in is no token.
    pub(super) fn tag(&mut self, kind: TagKind) {
        let start = self.at;
        self.at += if kind == TagKind::EndTag { 2 } else { 1 };
        let name = self.name(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let mut tag = Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        let mut left_out = 0;
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
                    let full = tag.attrs.len() >= self.max_attributes;
                    left_out += usize::from(keep && full);
                    self.attribute(&mut tag, keep && !full);
                }
            }
        }
        self.emit_tag(tag, left_out, start);
    }

    /// An attribute, from its name's first character to the end of its value.
    fn attribute(&mut self, tag: &mut Tag, keep: bool) {
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
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
        let name = local_name(&self.text[start..name_end]);
        if tag.attrs.iter().any(|have| have.name.local == name) {
            tag.had_duplicate_attributes = true;
            return;
        }
        let value = self.decoded(value.0, value.1);
        tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
    }

    /// Where an attribute's value stands, without its quotes; leaves what ends the tag.
    fn value(&mut self) -> (usize, usize) {
        if let Some(quote @ (b'"' | b'\'')) = self.peek(0) {
            self.at += 1;
            let start = self.at;
            self.skip_until(|byte| byte == quote);
            let end = self.at;
            self.at = (end + 1).min(self.bytes.len());
            (start, end)
        } else {
            let start = self.at;
            self.skip_until(|byte| is_space(byte) || byte == b'>');
            (start, self.at)
        }
    }

    /// An attribute's value with its references decoded.
    fn decoded(&self, start: usize, end: usize) -> StrTendril {
        let raw = &self.text[start..end];
        if !raw.bytes().any(|byte| matches!(byte, b'&' | b'\r' | 0)) {
            return self.page.subtendril(start as u32, (end - start) as u32);
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
        StrTendril::from_slice(&value)
    }

    fn name(&mut self, ends: impl Fn(u8) -> bool) -> LocalName {
        let start = self.at;
        self.skip_until(ends);
        local_name(&self.text[start..self.at])
    }

    fn spaces(&mut self) {
        self.skip_until(|byte| !is_space(byte));
    }

    fn skip_until(&mut self, ends: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// A name with its ASCII letters in lower case and each NUL made U+FFFD.
fn local_name(raw: &str) -> LocalName {
    let mut name = cleaned(raw);
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        name = Cow::Owned(name.to_ascii_lowercase());
    }
    LocalName::from(name)
}
