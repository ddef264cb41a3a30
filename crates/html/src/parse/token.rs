//! What the tokenizer finds, and who is told of it.

use std::borrow::Cow;

use memchr::memchr;

use crate::tree::{Attributes, Name, Tree};

use super::tokenizer::Characters;

/// A half-open byte range of the page.
pub(super) type Span = (u32, u32);

/// A start tag. Its attributes are in the arena.
#[derive(Debug)]
pub(super) struct StartTag {
    pub(super) name: Name,
    pub(super) attributes: Attributes,
    /// How many attributes it has beside those, which were too many.
    pub(super) attributes_left_out: usize,
    pub(super) self_closing: bool,
}

/// Characters, none of them NUL.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// Where they stand.
    pub(super) span: Span,
    pub(super) reading: Reading,
}

/// How characters come from the page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading {
    /// They are what stands there.
    Literal,
    /// They are what stands there, but for line ends, some of which are carriage returns.
    LineEnds,
    /// What stands there stands for them.
    Reference(Characters),
}

/// A document type.
#[derive(Debug, Default)]
pub(super) struct Doctype {
    pub(super) name: Option<String>,
    pub(super) public: Option<String>,
    pub(super) system: Option<String>,
    pub(super) force_quirks: bool,
}

/// What the tokenizer is to do after a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Go on.
    Continue,
    /// Read the element's contents as raw text.
    Raw(Raw),
    /// Read the rest of the page as raw text.
    Plaintext,
}

/// A kind of text that holds no tags but the one that ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    /// That of a `<title>` or `<textarea>`, which holds character references.
    Rcdata,
    /// That of a `<style>` and others.
    Rawtext,
    /// That of a `<script>`.
    Script,
}

/// Who is told of tokens, in the order of the page.
pub(super) trait TokenSink {
    /// The arena, to put the attributes of the next start tag into.
    fn tree(&mut self) -> &mut Tree<'static>;

    /// A start tag.
    fn start_tag(&mut self, tag: StartTag, span: Span) -> Next;

    /// An end tag.
    fn end_tag(&mut self, name: Name, span: Span) -> Next;

    /// Characters.
    fn text(&mut self, text: Text) -> Next;

    /// The character NUL.
    fn null(&mut self, span: Span) -> Next;

    /// A comment whose text stands in a place of the page, but for line ends and NUL.
    fn comment(&mut self, text: Span, span: Span) -> Next;

    /// A document type.
    fn doctype(&mut self, doctype: Doctype, span: Span) -> Next;

    /// Whether `<![CDATA[` begins a section here: inside foreign elements.
    fn in_foreign_content(&self) -> bool;
}

impl Text {
    /// The characters as they stand in the page, line ends not normalised.
    pub(super) fn raw<'t>(&'t self, page: &'t str) -> &'t str {
        match &self.reading {
            Reading::Literal | Reading::LineEnds => &page[self.span.0 as usize..self.span.1 as usize],
            Reading::Reference(characters) => characters.as_str(),
        }
    }

    /// Whether all of them are white space.
    pub(super) fn is_space(&self, page: &str) -> bool {
        self.raw(page).bytes().all(|byte| byte.is_ascii_whitespace())
    }
}

/// The text with `\r\n` and `\r` made `\n`.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let Some(mut found) = memchr(b'\r', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        normal.push_str(&rest[..found]);
        rest = &rest[found + 1..];
        if !rest.starts_with('\n') {
            normal.push('\n');
        }
        match memchr(b'\r', rest.as_bytes()) {
            Some(next) => found = next,
            None => break,
        }
    }
    normal.push_str(rest);
    Cow::Owned(normal)
}

/// The text with line ends normalised and each NUL made U+FFFD.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    if memchr(0, text.as_bytes()).is_some() {
        Cow::Owned(normalised(text).replace('\0', "\u{fffd}"))
    } else {
        normalised(text)
    }
}
