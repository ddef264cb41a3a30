//! Tokens as they come from the tokenizer: each meets the limits first. Texts are cut where a mode tells white space from
//! other characters.

use crate::parse::token::{Doctype, Next, Reading, Span, StartTag, Text, TokenSink};
use crate::tree::{Name, Tree};

use super::kinds::{ENDING_ITSELF, is_any};
use super::{Builder, Mode, Token};

impl TokenSink for Builder<'_> {
    fn tree(&mut self) -> &mut Tree<'static> {
        &mut self.tree
    }

    fn start_tag(&mut self, tag: StartTag, span: Span) -> Next {
        if self.is_full(span.0) {
            return self.start_past_limit(&tag);
        }
        self.bounds.attributes_left_out += tag.attributes_left_out;
        self.bound_reconstruction(span.0);
        if self.leaves_out(&tag) {
            return Next::Continue;
        }
        (self.span, self.skip_line_end) = (span, false);
        self.process_mostly_in_body(&Token::Start(&tag), |own, token| own.start_in_body(&tag, token))
    }

    fn end_tag(&mut self, name: Name, span: Span) -> Next {
        if self.is_full(span.0) {
            return self.end_past_limit();
        }
        if self.bounds.forget(&name) {
            return Next::Continue;
        }
        (self.span, self.skip_line_end) = (span, false);
        // Most end tags end the current node and do nothing else.
        if is_any(name.tag, ENDING_ITSELF)
            && self.stack.top().is(name.tag)
            && matches!(self.mode, Mode::InBody | Mode::InCell)
        {
            self.stack.pop();
            self.bounds.account(0);
            return Next::Continue;
        }
        self.process_mostly_in_body(&Token::End(&name), |own, token| own.end_in_body(&name, token))
    }

    fn text(&mut self, mut text: Text) -> Next {
        if self.is_full(text.span.0) {
            return self.text_past_limit(text);
        }
        self.bound_reconstruction(text.span.0);
        self.span = text.span;
        if std::mem::take(&mut self.skip_line_end) && skips_all(&mut text, self.page) {
            return Next::Continue;
        }
        let before = self.tree.nodes.len();
        if matches!(self.mode, Mode::InBody | Mode::InCell) && self.stack.top().is_html() {
            self.text_in_body(text);
            // A text alone lies in what is open and changes nothing about it.
            let made = self.tree.nodes.len() - before;
            if made > 1 {
                self.bounds.account(made);
            }
        } else {
            self.text_in_runs(text);
            self.bounds.account(self.tree.nodes.len() - before);
        }
        Next::Continue
    }

    fn null(&mut self, span: Span) -> Next {
        if self.is_full(span.0) {
            return Next::Continue;
        }
        (self.span, self.skip_line_end) = (span, false);
        self.process_counted(&Token::Null)
    }

    fn comment(&mut self, text: Span, span: Span) -> Next {
        if self.is_full(span.0) {
            return Next::Continue;
        }
        (self.span, self.skip_line_end) = (span, false);
        self.process_counted(&Token::Comment(text))
    }

    fn doctype(&mut self, doctype: Doctype, span: Span) -> Next {
        if self.is_full(span.0) {
            return Next::Continue;
        }
        (self.span, self.skip_line_end) = (span, false);
        self.take_doctype(doctype);
        Next::Continue
    }

    fn in_foreign_content(&self) -> bool {
        !self.stack.top().is_html()
    }
}

impl Builder<'_> {
    /// Text where white space and other characters are told apart, if they are here: run by run.
    #[inline(never)]
    pub(super) fn text_in_runs(&mut self, text: Text) {
        let mut rest = Some(text);
        while let Some(text) = rest.take() {
            let (run, behind) = if self.mode.tells_space() && self.stack.top().is_html() {
                split(text, self.page)
            } else {
                (text, None)
            };
            self.process(&Token::Text(run));
            rest = behind;
        }
    }
}

impl Mode {
    /// Whether it treats white space unlike other characters.
    fn tells_space(self) -> bool {
        matches!(
            self,
            Self::Initial
                | Self::BeforeHtml
                | Self::BeforeHead
                | Self::InHead
                | Self::InHeadNoscript
                | Self::AfterHead
                | Self::InColumnGroup
                | Self::AfterBody
                | Self::InFrameset
                | Self::AfterFrameset
                | Self::AfterAfterBody
                | Self::AfterAfterFrameset
        )
    }
}

/// Takes the line end off the front of a text, and says whether nothing is left.
fn skips_all(text: &mut Text, page: &str) -> bool {
    let raw = text.raw(page).as_bytes();
    let line_end = match (text.reading, raw) {
        (Reading::LineEnds, [b'\r', b'\n', ..]) => 2,
        (Reading::LineEnds, [b'\r', ..]) | (_, [b'\n', ..]) => 1,
        _ => 0,
    };
    if line_end == raw.len() {
        return true;
    }
    text.span.0 += line_end as u32;
    false
}

/// The white space that a text begins with, or what it begins with up to the first white space; and the rest.
fn split(text: Text, page: &str) -> (Text, Option<Text>) {
    if matches!(text.reading, Reading::Reference(_)) {
        return (text, None);
    }
    let raw = text.raw(page).as_bytes();
    let is_space = raw[0].is_ascii_whitespace();
    match raw.iter().position(|byte| byte.is_ascii_whitespace() != is_space) {
        None => (text, None),
        Some(len) => {
            let at = text.span.0 + len as u32;
            (Text { span: (text.span.0, at), ..text }, Some(Text { span: (at, text.span.1), ..text }))
        }
    }
}
