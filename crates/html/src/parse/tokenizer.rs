//! The tokenizer of the HTML standard over a page that is wholly in memory: each token comes with its byte range, and
//! nothing is copied that need not be. Parse errors are not reported.

#[cfg(test)]
mod html5lib;
mod markup;
mod raw;
mod reference;
mod tag;

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr2, memchr3};

use crate::tree::Attributes;

use super::guard::{Guard, Next};
use super::sink::Span;

/// How the text that comes next is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Markup and character references.
    Data,
    /// Character references, until the end tag of the element that began.
    Rcdata,
    /// Nothing, until the end tag of the element that began.
    Rawtext,
    /// As raw text, but an end tag inside `<!-- <script>` does not end it.
    Script,
    /// Nothing, to the end.
    Plaintext,
}

/// Reads a page and hands its tokens to the tree builder.
pub(super) struct Tokenizer<'t, 'g> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    state: State,
    /// The name of the last start tag: what ends raw text.
    last_start: LocalName,
    max_attributes: usize,
    /// Whether the page holds a carriage return or a NUL anywhere. Few do, and only those are looked through for them.
    has_controls: bool,
    guard: &'g Guard<'t>,
    stopped: bool,
}

impl<'t, 'g> Tokenizer<'t, 'g> {
    pub(super) fn new(text: &'t str, guard: &'g Guard<'t>, max_attributes: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            state: State::Data,
            last_start: local_name!(""),
            max_attributes,
            has_controls: memchr2(b'\r', 0, text.as_bytes()).is_some(),
            guard,
            stopped: false,
        }
    }

    /// Reads to the end, or to where the tree is full.
    pub(super) fn run(mut self) {
        while self.at < self.bytes.len() && !self.stopped {
            match self.state {
                State::Data => self.data(),
                State::Plaintext => {
                    self.raw_text(self.bytes.len(), false);
                }
                State::Rcdata | State::Rawtext | State::Script => self.raw(),
            }
        }
    }

    /// The data state: text up to the next `<`, or what that begins.
    fn data(&mut self) {
        match self.bytes[self.at] {
            b'<' => self.angle(),
            b'&' => self.reference(),
            0 => {
                self.at += 1;
                self.emit(Token::NullCharacterToken, self.at - 1);
            }
            _ => {
                let rest = &self.bytes[self.at..];
                let end = if self.has_controls { memchr3(b'<', b'&', 0, rest) } else { memchr2(b'<', b'&', rest) };
                let end = end.unwrap_or(rest.len());
                self.characters(self.at + end);
            }
        }
    }

    /// `<` in the data state.
    fn angle(&mut self) {
        match self.peek(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.tag(TagKind::StartTag),
            Some(b'/') => match self.peek(2) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => self.tag(TagKind::EndTag),
                Some(b'>') => self.at += 3,
                Some(_) => self.bogus_comment(2),
                None => self.characters(self.at + 2),
            },
            Some(b'!') => self.declaration(),
            Some(b'?') => self.bogus_comment(1),
            _ => self.characters(self.at + 1),
        }
    }

    /// Raw text up to the end tag of its element, or to the end of the page; then the end tag.
    fn raw(&mut self) {
        let end = match self.state {
            State::Script => raw::script_end(self.bytes, self.at),
            _ => raw::end_tag(self.bytes, self.at, self.last_start.as_bytes()),
        };
        let text_end = end.unwrap_or(self.bytes.len());
        if self.state == State::Rcdata || self.has_controls {
            self.raw_text(text_end, self.state == State::Rcdata);
        } else if self.at < text_end {
            self.raw_characters(text_end);
        }
        self.state = State::Data;
        if end.is_some() && !self.stopped {
            self.tag(TagKind::EndTag);
        }
    }

    /// Text in which only references may mean something, and NUL is replaced.
    fn raw_text(&mut self, end: usize, references: bool) {
        while self.at < end && !self.stopped {
            let rest = &self.bytes[self.at..end];
            match rest[0] {
                b'&' if references => self.reference(),
                0 => {
                    self.at += 1;
                    self.emit_text(StrTendril::from_char('\u{fffd}'), self.at - 1);
                }
                _ => {
                    let end = match (references, self.has_controls) {
                        (false, false) => None,
                        (false, true) => memchr(0, rest),
                        (true, _) => memchr2(0, b'&', rest),
                    };
                    self.characters(self.at + end.unwrap_or(rest.len()));
                }
            }
        }
    }

    /// `&`: a character reference, or the sign itself.
    fn reference(&mut self) {
        let start = self.at;
        match reference::read(self.text, self.at + 1, false) {
            Some((characters, end)) => {
                self.at = end;
                self.emit_text(StrTendril::from_slice(characters.as_str()), start);
            }
            None => self.characters(self.at + 1),
        }
    }

    /// Text up to `end`, as it is but for line ends.
    fn characters(&mut self, end: usize) {
        let start = self.at;
        self.at = end;
        self.emit_text(self.slice(start, end), start);
    }

    /// Text of a script or style up to `end`, which nothing changes on its way into the tree.
    fn raw_characters(&mut self, end: usize) {
        let start = self.at;
        self.at = end;
        let next = self.guard.raw_characters(self.span(start));
        self.follow(next);
    }

    /// A part of the page with line ends normalised.
    fn slice(&self, start: usize, end: usize) -> StrTendril {
        let text = &self.text[start..end];
        if self.has_controls { StrTendril::from_slice(&normalised(text)) } else { StrTendril::from_slice(text) }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn emit_text(&mut self, text: StrTendril, start: usize) {
        let next = self.guard.characters(text, self.span(start));
        self.follow(next);
    }

    fn emit(&mut self, token: Token, start: usize) {
        let next = self.guard.other(token, self.span(start));
        self.follow(next);
    }

    fn emit_tag(&mut self, tag: Tag, own: Attributes, attributes_left_out: usize, start: usize) {
        if tag.kind == TagKind::StartTag {
            self.last_start = tag.name.clone();
        }
        let next = self.guard.tag(tag, self.span(start), own, attributes_left_out);
        self.follow(next);
    }

    fn follow(&mut self, next: Next) {
        match next {
            Next::Continue => {}
            Next::Raw(RawKind::Rcdata) => self.state = State::Rcdata,
            Next::Raw(RawKind::Rawtext) => self.state = State::Rawtext,
            Next::Raw(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => self.state = State::Script,
            Next::Plaintext => self.state = State::Plaintext,
            Next::Stop => self.stopped = true,
        }
    }

    fn span(&self, start: usize) -> Span {
        (start as u32, self.at as u32)
    }
}

/// The text with `\r\n` and `\r` made `\n`.
fn normalised(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text with line ends normalised and each NUL made U+FFFD.
fn cleaned(text: &str) -> Cow<'_, str> {
    if memchr(0, text.as_bytes()).is_some() {
        Cow::Owned(normalised(text).replace('\0', "\u{fffd}"))
    } else {
        normalised(text)
    }
}
