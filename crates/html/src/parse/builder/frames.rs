//! The insertion modes of templates and frame sets, and those after the body.

use crate::parse::token::Raw;
use crate::tree::Tag;

use super::kinds::{HEAD_CONTENT, is_any};
use super::{Builder, IN_DOCUMENT, Mode, Place, Step, Token};

impl Builder<'_> {
    /// § The "in template" insertion mode.
    pub(super) fn in_template(&mut self, token: &Token<'_>) -> Step {
        let mode = match token {
            Token::Text(_) | Token::Comment(_) => return self.in_body(token),
            Token::End(name) if name.tag == Tag::Template => return self.in_head(token),
            Token::End(_) | Token::Null => return Step::Done,
            Token::Eof => {
                if !self.stack.has(Tag::Template) {
                    return Step::Done;
                }
                self.end_template();
                return Step::Again;
            }
            Token::Start(tag) => match tag.name.tag {
                tag if is_any(tag, HEAD_CONTENT) => return self.in_head(token),
                Tag::Caption | Tag::ColGroup | Tag::TBody | Tag::TFoot | Tag::THead => Mode::InTable,
                Tag::Col => Mode::InColumnGroup,
                Tag::Tr => Mode::InTableBody,
                Tag::Td | Tag::Th => Mode::InRow,
                _ => Mode::InBody,
            },
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        self.again_in(mode)
    }

    /// § The "after body" insertion mode.
    pub(super) fn after_body(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => self.in_body(token),
            Token::Comment(text) => self.comment_in(Place::last_in(self.stack.root()), *text),
            Token::Start(tag) if tag.name.tag == Tag::Html => self.in_body(token),
            Token::End(name) if name.tag == Tag::Html => self.done_in(Mode::AfterAfterBody),
            Token::Eof => Step::Done,
            _ => self.again_in(Mode::InBody),
        }
    }

    /// § The "in frameset" insertion mode.
    pub(super) fn in_frameset(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => {
                self.insert_text(*text);
                Step::Done
            }
            Token::Comment(text) => self.comment_here(*text),
            Token::Start(tag) => match tag.name.tag {
                Tag::Html => self.in_body(token),
                Tag::FrameSet => {
                    self.insert(tag);
                    Step::Done
                }
                Tag::Frame => {
                    self.insert_void(&tag.name, tag.attributes);
                    Step::Done
                }
                Tag::NoFrames => self.insert_raw(tag, Raw::Rawtext),
                _ => Step::Done,
            },
            Token::End(name) if name.tag == Tag::FrameSet => {
                if self.stack.len() > 1 {
                    self.stack.pop();
                    if !self.stack.top().is(Tag::FrameSet) {
                        self.mode = Mode::AfterFrameset;
                    }
                }
                Step::Done
            }
            _ => Step::Done,
        }
    }

    /// § The "after frameset" insertion mode.
    pub(super) fn after_frameset(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => {
                self.insert_text(*text);
                Step::Done
            }
            Token::Comment(text) => self.comment_here(*text),
            Token::Start(tag) if tag.name.tag == Tag::Html => self.in_body(token),
            Token::Start(tag) if tag.name.tag == Tag::NoFrames => self.insert_raw(tag, Raw::Rawtext),
            Token::End(name) if name.tag == Tag::Html => self.done_in(Mode::AfterAfterFrameset),
            _ => Step::Done,
        }
    }

    /// § The "after after body" insertion mode.
    pub(super) fn after_after_body(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => self.in_body(token),
            Token::Comment(text) => self.comment_in(IN_DOCUMENT, *text),
            Token::Start(tag) if tag.name.tag == Tag::Html => self.in_body(token),
            Token::Eof => Step::Done,
            _ => self.again_in(Mode::InBody),
        }
    }

    /// § The "after after frameset" insertion mode.
    pub(super) fn after_after_frameset(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => self.in_body(token),
            Token::Comment(text) => self.comment_in(IN_DOCUMENT, *text),
            Token::Start(tag) if tag.name.tag == Tag::Html => self.in_body(token),
            Token::Start(tag) if tag.name.tag == Tag::NoFrames => self.insert_raw(tag, Raw::Rawtext),
            _ => Step::Done,
        }
    }
}
