//! The tokenizer of the HTML standard over a page that is wholly in memory: each token comes with its byte range, and
//! nothing is copied that need not be. Parse errors are not reported.

mod attribute;
#[cfg(test)]
mod html5lib;
mod markup;
mod raw;
mod reference;
mod tag;

use std::collections::HashSet;

use copydesk_core::text::eight::first_of;
use memchr::{memchr, memchr2, memchr3};

use super::token::{Next, Raw, Reading, Span, Text, TokenSink};

pub(super) use reference::Characters;

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

/// Reads a page and hands on its tokens.
pub(super) struct Tokenizer<'t, S> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    state: State,
    /// The name of the start tag that began raw text: what ends it.
    last_start: String,
    max_attributes: usize,
    /// Whether the page holds a carriage return or a NUL anywhere. Few do, and only those are looked through for them.
    has_controls: bool,
    /// The names of the attributes of a start tag that has many, in small letters.
    many: HashSet<String>,
    sink: S,
}

impl<'t, S: TokenSink> Tokenizer<'t, S> {
    pub(super) fn new(text: &'t str, sink: S, max_attributes: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            state: State::Data,
            last_start: String::new(),
            max_attributes,
            has_controls: memchr2(b'\r', 0, text.as_bytes()).is_some(),
            many: HashSet::new(),
            sink,
        }
    }

    /// Reads to the end, or to where the tree is full; gives back who was told of the tokens.
    pub(super) fn run(mut self) -> S {
        while self.at < self.bytes.len() {
            if self.state == State::Data {
                self.data();
            } else {
                self.raw();
            }
        }
        self.sink
    }

    /// The data state: text up to the next `<`, or what that begins.
    fn data(&mut self) {
        match self.bytes[self.at] {
            b'<' => self.angle(),
            b'&' => self.reference(),
            0 => {
                self.at += 1;
                let span = self.span(self.at - 1);
                let next = self.sink.null(span);
                self.follow(next);
            }
            _ => {
                let rest = &self.bytes[self.at..];
                let end = if self.has_controls {
                    memchr3(b'<', b'&', 0, rest).unwrap_or(rest.len())
                } else {
                    plain_end(rest)
                };
                self.characters(self.at + end);
            }
        }
    }

    /// `<` in the data state.
    fn angle(&mut self) {
        match self.peek(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.start_tag(),
            Some(b'/') => match self.peek(2) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => self.end_tag(),
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
    #[inline(never)]
    fn raw(&mut self) {
        if self.state == State::Plaintext {
            self.raw_text(self.bytes.len(), false);
            return;
        }
        let end = match self.state {
            State::Script => raw::script_end(self.bytes, self.at),
            _ => raw::end_tag(self.bytes, self.at, self.last_start.as_bytes()),
        };
        let text_end = end.unwrap_or(self.bytes.len());
        self.raw_text(text_end, self.state == State::Rcdata);
        self.state = State::Data;
        if end.is_some() {
            self.end_tag();
        }
    }

    /// Text in which only references may mean something, and NUL is replaced.
    fn raw_text(&mut self, end: usize, references: bool) {
        while self.at < end {
            let rest = &self.bytes[self.at..end];
            match rest[0] {
                b'&' if references => self.reference(),
                0 => {
                    self.at += 1;
                    self.refer(Characters::from('\u{fffd}'), self.at - 1);
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
                self.refer(characters, start);
            }
            None => self.characters(self.at + 1),
        }
    }

    /// Text up to `end`, as it is but for line ends.
    #[inline(always)]
    #[allow(clippy::inline_always)] // for most texts it is a good part of the work
    fn characters(&mut self, end: usize) {
        let start = self.at;
        self.at = end;
        let has_returns = self.has_controls && memchr(b'\r', &self.bytes[start..end]).is_some();
        let reading = if has_returns { Reading::LineEnds } else { Reading::Literal };
        let next = self.sink.text(Text { span: self.span(start), reading });
        self.follow(next);
    }

    /// Characters that what was read stands for.
    fn refer(&mut self, characters: Characters, start: usize) {
        let next = self.sink.text(Text { span: self.span(start), reading: Reading::Reference(characters) });
        self.follow(next);
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    #[inline]
    fn follow(&mut self, next: Next) {
        if next != Next::Continue {
            self.turn(next);
        }
    }

    #[cold]
    fn turn(&mut self, next: Next) {
        match next {
            Next::Continue => {}
            Next::Raw(Raw::Rcdata) => self.state = State::Rcdata,
            Next::Raw(Raw::Rawtext) => self.state = State::Rawtext,
            Next::Raw(Raw::Script) => self.state = State::Script,
            Next::Plaintext => self.state = State::Plaintext,
        }
    }

    #[inline]
    fn span(&self, start: usize) -> Span {
        (start as u32, self.at as u32)
    }
}

/// Where the text ends that bytes begin with: at the first `<` or `&`. Most texts between two tags are so short that it is
/// among the first bytes, which are looked at here before a search is begun.
#[inline]
fn plain_end(bytes: &[u8]) -> usize {
    const SHORT: usize = 16;
    if let Some(short) = bytes.first_chunk::<SHORT>() {
        for (number, eight) in short.as_chunks::<8>().0.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            let found = first_of(b'<', eight) | first_of(b'&', eight);
            if found != 0 {
                return number * 8 + found.trailing_zeros() as usize / 8;
            }
        }
    }
    memchr2(b'<', b'&', bytes).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::plain_end;

    #[test]
    fn texts_end_at_the_first_sign() {
        for length in 0..40 {
            for sign in ["", "<", "&", "<&", "&<", "=<", "\u{bc}&"] {
                for behind in ["", "<", "&", "a longer text < that & goes on"] {
                    let text = format!("{}{sign}{behind}", "x".repeat(length));
                    let expected = text.find(['<', '&']).unwrap_or(text.len());
                    assert_eq!(plain_end(text.as_bytes()), expected, "{text}");
                }
            }
        }
    }
}
