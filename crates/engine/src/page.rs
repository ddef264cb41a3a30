//! A page as it is handed to the engine, and as it is read.

use copydesk_config::Limits;
use copydesk_core::{Diagnostic, Document, Form};
use copydesk_html::{HtmlDocument, SelectorSet, charset};
use copydesk_text::{BYTE_LIMIT, TextDocument};

use crate::form::{contradicts, form_of_content_type, form_of_name, sniff};

/// A page and all that is known about it.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageInput<'a> {
    /// Its bytes, decompressed (see [`crate::unpack`]).
    pub bytes: &'a [u8],
    /// The input's name as the user gave it: becomes [`copydesk_core::Article::input`], and tells the form.
    pub name: Option<&'a str>,
    /// The address it was fetched from.
    pub url: Option<&'a str>,
    /// The content type that it was served with, with its charset.
    pub content_type: Option<&'a str>,
    /// Its form; told by the name, the content type or the bytes where it is not given.
    pub form: Option<Form>,
    /// The source to use whatever the page looks like; [`crate::GENERIC`] for none.
    pub source: Option<&'a str>,
    /// When it was fetched (ISO 8601).
    pub fetched: Option<&'a str>,
    /// What is already known to be wrong with it: goes into the article.
    pub diagnostics: &'a [Diagnostic],
}

impl<'a> PageInput<'a> {
    /// A page of which nothing but its bytes is known.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// The form it is read in: the given one, else what the name or the content type tells, unless the bytes show plainly
    /// that it is the other, else what the bytes show.
    pub fn form(&self) -> Form {
        self.form.unwrap_or_else(|| match self.told() {
            Some((told, _)) => match (told, contradicts(self.bytes, told)) {
                (Form::Html, false) | (Form::Text, true) => Form::Html,
                (Form::Text, false) | (Form::Html, true) => Form::Text,
            },
            None => sniff(self.bytes),
        })
    }

    /// The form that the name or the content type tells, and which of the two does.
    fn told(&self) -> Option<(Form, &'static str)> {
        let name = self.name.and_then(form_of_name).map(|form| (form, "name"));
        name.or_else(|| Some((self.content_type.and_then(form_of_content_type)?, "content type")))
    }

    /// Says so where the bytes show another form than the name or the content type tells.
    pub(crate) fn form_problem(&self) -> Option<Diagnostic> {
        let (told, by) = self.told().filter(|(told, _)| self.form.is_none() && contradicts(self.bytes, *told))?;
        let message = match told {
            Form::Text => format!("the {by} says flat text, but the input begins as an HTML page and was read as one"),
            Form::Html => format!("the {by} says HTML, but the input holds no tag and was read as flat text"),
        };
        Some(Diagnostic::new("input/form", message))
    }
}

/// A page that was read.
pub(crate) enum Page<'p> {
    Html(Box<HtmlDocument<'p>>),
    Text(Box<TextDocument>),
}

impl<'p> Page<'p> {
    pub(crate) fn read(input: &PageInput<'p>, limits: &Limits) -> Self {
        let origin = input.origin();
        match input.form() {
            Form::Html => {
                Self::Html(Box::new(HtmlDocument::read(input.bytes, input.content_type, origin, &limits.html)))
            }
            Form::Text => {
                let bytes = front(input.bytes, limits.text.max_bytes as usize);
                let decoded = charset::decode(bytes, input.content_type, false);
                let mut document = TextDocument::read(&decoded.text, origin, &limits.text);
                let is_told = document.diagnostics().iter().any(|told| told.code == BYTE_LIMIT);
                if bytes.len() < input.bytes.len() && !is_told {
                    let (all, read) = (input.bytes.len(), bytes.len());
                    let message =
                        format!("the text has {all} bytes, read were {read}: raise limits.text.max_bytes to read more");
                    document.diagnose(Diagnostic::new(BYTE_LIMIT, message));
                }
                if let Some(problem) = decoded.problem {
                    document.diagnose(Diagnostic::new("text/charset", problem));
                }
                Self::Text(Box::new(document))
            }
        }
    }

    pub(crate) fn document(&self) -> &dyn Document {
        match self {
            Self::Html(document) => document.as_ref(),
            Self::Text(document) => document.as_ref(),
        }
    }

    /// What the page says that its addresses are relative to.
    pub(crate) fn base(&self) -> Option<&str> {
        match self {
            Self::Html(document) => document.base(),
            Self::Text(_) => None,
        }
    }

    /// Gives back what only selectors are asked of.
    pub(crate) fn close(&mut self) {
        if let Self::Html(document) = self {
            document.close();
        }
    }

    /// Matches all selectors of a set in one walk, so that asking for one of them is a look-up.
    pub(crate) fn prepare(&self, set: &SelectorSet) {
        if let Self::Html(document) = self {
            document.prepare(set);
        }
    }
}

/// How far before the limit white space is looked for, in bytes.
const LOOKED_BACK: usize = 64 * 1024;

/// The front of a text that is too long, cut before it is decoded, so that a huge one is not held twice. It ends at
/// white space, or at a whole character of UTF-8 or UTF-16, so that the cut does not look like a wrong encoding.
fn front(bytes: &[u8], max: usize) -> &[u8] {
    if bytes.len() <= max {
        return bytes;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return &bytes[..max & !1];
    }
    let back = max.saturating_sub(LOOKED_BACK);
    let space = bytes[back..max].iter().rposition(u8::is_ascii_whitespace);
    let continues = |at: &usize| bytes[*at] & 0b1100_0000 == 0b1000_0000;
    let character = || (back..=max).rev().find(|at| !continues(at)).unwrap_or(max);
    &bytes[..space.map_or_else(character, |at| back + at)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_show_another_form_are_read_so() {
        #[track_caller]
        fn check(name: &str, bytes: &[u8], form: Option<Form>, expected: (Form, Option<&str>)) {
            let input = PageInput { name: Some(name), form, ..PageInput::new(bytes) };
            let problem = input.form_problem().map(|problem| problem.message);
            assert_eq!((input.form(), problem.as_deref()), expected, "{name}");
        }
        let page = b"<html><body><p>The ferry sailed.</p></body></html>";
        let read = "the name says flat text, but the input begins as an HTML page and was read as one";
        check("ferry.txt", page, None, (Form::Html, Some(read)));
        check("ferry.txt", page, Some(Form::Text), (Form::Text, None));
        check("ferry.html", page, None, (Form::Html, None));
        let read = "the name says HTML, but the input holds no tag and was read as flat text";
        check("ferry.html", b"The ferry sailed.", None, (Form::Text, Some(read)));
        check("ferry", page, None, (Form::Html, None));
    }

    #[track_caller]
    fn check(text: &[u8], max: usize, expected: &[u8]) {
        assert_eq!(front(text, max), expected);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        check(b"The ferry", 9, b"The ferry");
        check(b"The ferry", 8, b"The");
        check("Mööwe".as_bytes(), 4, "Mö".as_bytes());
        check(b"\xff\xfea\0b\0", 5, b"\xff\xfea\0");
        check(b"\x80\x80\x80", 2, b"\x80\x80");
    }
}
