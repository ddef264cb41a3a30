//! What begins with `<!` or `<?`: comments, the document type, CDATA sections.

use memchr::{memchr, memchr_iter};

use crate::parse::token::{Doctype, TokenSink, cleaned};

use super::Tokenizer;
use super::tag::is_space;

impl<S: TokenSink> Tokenizer<'_, S> {
    /// `<!` in the data state.
    pub(super) fn declaration(&mut self) {
        let rest = &self.bytes[self.at + 2..];
        if rest.starts_with(b"--") {
            self.comment();
        } else if rest.len() >= 7 && rest[..7].eq_ignore_ascii_case(b"doctype") {
            self.doctype();
        } else if rest.starts_with(b"[CDATA[") && self.sink.in_foreign_content() {
            self.cdata();
        } else {
            self.bogus_comment(2);
        }
    }

    /// Anything up to `>`, from so many bytes on.
    pub(super) fn bogus_comment(&mut self, ahead: usize) {
        let (start, from) = (self.at, self.at + ahead);
        let end = memchr(b'>', &self.bytes[from..]).map(|end| from + end);
        self.at = end.map_or(self.bytes.len(), |end| end + 1);
        self.emit_comment(from, end.unwrap_or(self.bytes.len()), start);
    }

    fn comment(&mut self) {
        let (start, from) = (self.at, self.at + 4);
        let inside = &self.text[from..];
        let (len, consumed) = if inside.starts_with('>') {
            (0, 1)
        } else if inside.starts_with("->") {
            (0, 2)
        } else {
            match comment_end(inside.as_bytes()) {
                Some((end, sign)) => (end, end + sign),
                None => (without_broken_end(inside).len(), inside.len()),
            }
        };
        self.at = from + consumed;
        self.emit_comment(from, from + len, start);
    }

    fn emit_comment(&mut self, from: usize, to: usize, start: usize) {
        let span = self.span(start);
        let next = self.sink.comment((from as u32, to as u32), span);
        self.follow(next);
    }

    pub(super) fn cdata(&mut self) {
        self.at += "<![CDATA[".len();
        let inside = &self.text[self.at..];
        let found = inside.find("]]>");
        let end = self.at + found.unwrap_or(inside.len());
        while self.at < end {
            let rest = &self.bytes[self.at..end];
            if rest[0] == 0 {
                self.at += 1;
                let span = self.span(self.at - 1);
                let next = self.sink.null(span);
                self.follow(next);
            } else {
                self.characters(self.at + rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()));
            }
        }
        if found.is_some() {
            self.at = end + 3;
        }
    }

    fn doctype(&mut self) {
        let start = self.at;
        let inside = &self.text[start + "<!doctype".len()..];
        let (doctype, consumed) = DoctypeReader { rest: inside }.read();
        self.at += "<!doctype".len() + consumed.map_or(inside.len(), |left| inside.len() - left);
        let span = self.span(start);
        let next = self.sink.doctype(doctype, span);
        self.follow(next);
    }
}

/// Where a comment's text ends, and how long the sign is that ends it: `-->` or `--!>`.
fn comment_end(bytes: &[u8]) -> Option<(usize, usize)> {
    memchr_iter(b'>', bytes).find_map(|at| {
        let inside = &bytes[..at];
        if inside.ends_with(b"--") {
            Some((at - 2, 3))
        } else if inside.ends_with(b"--!") {
            Some((at - 3, 4))
        } else {
            None
        }
    })
}

/// A comment's text where the page breaks off in it: a begun end sign is no text.
fn without_broken_end(text: &str) -> &str {
    ["--!", "--", "-"].iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(text)
}

/// Reads a document type from after its keyword.
struct DoctypeReader<'t> {
    rest: &'t str,
}

impl<'t> DoctypeReader<'t> {
    /// The document type, and how many bytes are left after its `>`; none if the page breaks off in it.
    fn read(mut self) -> (Doctype, Option<usize>) {
        let mut doctype = Doctype::default();
        let whole = self.fill(&mut doctype);
        if whole.is_none() {
            doctype.force_quirks = true;
        }
        // What follows the last identifier is passed over, and does no harm if there is something.
        self.spaces();
        if self.rest.is_empty() {
            doctype.force_quirks = true;
        }
        let left = self.rest.find('>').map(|end| self.rest.len() - end - 1);
        (doctype, left)
    }

    /// Nothing if the document type is malformed. Leaves what is not read, in it the `>`.
    fn fill(&mut self, doctype: &mut Doctype) -> Option<()> {
        self.spaces();
        let name = self.take(|byte| is_space(byte) || byte == b'>');
        if name.is_empty() {
            return None;
        }
        doctype.name = Some(cleaned(name).to_ascii_lowercase());
        self.spaces();
        if self.ends() {
            return Some(());
        }
        if self.keyword("public") {
            self.quoted(&mut doctype.public)?;
            self.spaces();
            if self.ends() {
                return Some(());
            }
        } else if !self.keyword("system") {
            return None;
        }
        self.quoted(&mut doctype.system)
    }

    /// A quoted identifier. One that `>` breaks off is kept, but malformed.
    fn quoted(&mut self, identifier: &mut Option<String>) -> Option<()> {
        self.spaces();
        let quote = *self.rest.as_bytes().first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        self.rest = &self.rest[1..];
        let text = self.take(|byte| byte == quote || byte == b'>');
        *identifier = Some(cleaned(text).into_owned());
        if self.rest.as_bytes().first() != Some(&quote) {
            return None;
        }
        self.rest = &self.rest[1..];
        Some(())
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let found = self.rest.get(..keyword.len()).is_some_and(|word| word.eq_ignore_ascii_case(keyword));
        if found {
            self.rest = &self.rest[keyword.len()..];
        }
        found
    }

    fn ends(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with('>')
    }

    fn spaces(&mut self) {
        self.take(|byte| !is_space(byte));
    }

    fn take(&mut self, ends: impl Fn(u8) -> bool) -> &'t str {
        let end = self.rest.bytes().position(ends).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}
