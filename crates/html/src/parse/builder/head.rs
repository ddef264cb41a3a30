//! The insertion modes up to the body's beginning, and that of raw text.

use crate::parse::token::Raw;
use crate::tree::{Attributes, Name, Namespace, Tag};

use super::kinds::{HEAD_CONTENT, is_any};
use super::stack::Open;
use super::{Builder, IN_DOCUMENT, Mode, Place, Step, Token};

impl Builder<'_> {
    /// § The "initial" insertion mode.
    pub(super) fn initial(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => Step::Done,
            Token::Comment(text) => self.comment_in(IN_DOCUMENT, *text),
            _ => {
                self.quirks = true;
                self.again_in(Mode::BeforeHtml)
            }
        }
    }

    /// § The "before html" insertion mode.
    pub(super) fn before_html(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => return Step::Done,
            Token::Comment(text) => return self.comment_in(IN_DOCUMENT, *text),
            Token::Start(tag) if tag.name.tag == Tag::Html => {
                self.create_root(&tag.name, tag.attributes);
                return self.done_in(Mode::BeforeHead);
            }
            Token::End(name) if !matches!(name.tag, Tag::Head | Tag::Body | Tag::Html | Tag::Br) => return Step::Done,
            _ => {}
        }
        self.create_root(&Name::from(Tag::Html), Attributes::default());
        self.again_in(Mode::BeforeHead)
    }

    fn create_root(&mut self, name: &Name, attributes: Attributes) {
        let root = self.create(name, Namespace::Html, attributes);
        self.put(IN_DOCUMENT, root);
        self.stack.push(Open::new(root, Tag::Html, Namespace::Html));
    }

    /// § The "before head" insertion mode.
    pub(super) fn before_head(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => return Step::Done,
            Token::Comment(text) => return self.comment_here(*text),
            Token::Start(tag) if tag.name.tag == Tag::Html => return self.in_body(token),
            Token::Start(tag) if tag.name.tag == Tag::Head => {
                self.head = self.insert_html(&tag.name, tag.attributes);
                return self.done_in(Mode::InHead);
            }
            Token::End(name) if !matches!(name.tag, Tag::Head | Tag::Body | Tag::Html | Tag::Br) => return Step::Done,
            _ => {}
        }
        self.head = self.insert_implied(Tag::Head);
        self.again_in(Mode::InHead)
    }

    /// § The "in head" insertion mode.
    pub(super) fn in_head(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => {
                self.insert_text(*text);
                return Step::Done;
            }
            Token::Comment(text) => return self.comment_here(*text),
            Token::Start(tag) => match tag.name.tag {
                Tag::Html => return self.in_body(token),
                Tag::Base | Tag::BaseFont | Tag::BgSound | Tag::Link | Tag::Meta => {
                    self.tree.has_base |= tag.name.tag == Tag::Base;
                    self.insert_void(&tag.name, tag.attributes);
                    return Step::Done;
                }
                Tag::Title => return self.insert_raw(tag, Raw::Rcdata),
                Tag::NoFrames | Tag::Style => return self.insert_raw(tag, Raw::Rawtext),
                Tag::NoScript => {
                    self.insert_html(&tag.name, tag.attributes);
                    return self.done_in(Mode::InHeadNoscript);
                }
                Tag::Script => return self.insert_raw(tag, Raw::Script),
                Tag::Template => {
                    self.active.push_marker();
                    self.frameset_ok = false;
                    self.template_modes.push(Mode::InTemplate);
                    self.insert_html(&tag.name, tag.attributes);
                    return self.done_in(Mode::InTemplate);
                }
                Tag::Head => return Step::Done,
                _ => {}
            },
            Token::End(name) => match name.tag {
                Tag::Head => {
                    self.stack.pop();
                    return self.done_in(Mode::AfterHead);
                }
                Tag::Template => {
                    self.end_template();
                    return Step::Done;
                }
                Tag::Body | Tag::Html | Tag::Br => {}
                _ => return Step::Done,
            },
            _ => {}
        }
        self.stack.pop();
        self.again_in(Mode::AfterHead)
    }

    /// Closes the last template, if one is open.
    pub(super) fn end_template(&mut self) {
        if self.stack.has(Tag::Template) {
            self.stack.close(Tag::Template);
            self.clear_to_marker();
            self.template_modes.pop();
            self.mode = self.reset_mode();
        }
    }

    /// § The "in head noscript" insertion mode.
    pub(super) fn in_head_noscript(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => return self.in_head(token),
            Token::Comment(_) => return self.in_head(token),
            Token::Start(tag) => match tag.name.tag {
                Tag::Html => return self.in_body(token),
                Tag::BaseFont | Tag::BgSound | Tag::Link | Tag::Meta | Tag::NoFrames | Tag::Style => {
                    return self.in_head(token);
                }
                Tag::Head | Tag::NoScript => return Step::Done,
                _ => {}
            },
            Token::End(name) => match name.tag {
                Tag::NoScript => {
                    self.stack.pop();
                    return self.done_in(Mode::InHead);
                }
                Tag::Br => {}
                _ => return Step::Done,
            },
            _ => {}
        }
        self.stack.pop();
        self.again_in(Mode::InHead)
    }

    /// § The "after head" insertion mode.
    pub(super) fn after_head(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => {
                self.insert_text(*text);
                return Step::Done;
            }
            Token::Comment(text) => return self.comment_here(*text),
            Token::Start(tag) => match tag.name.tag {
                Tag::Html => return self.in_body(token),
                Tag::Body => {
                    self.insert_html(&tag.name, tag.attributes);
                    self.frameset_ok = false;
                    return self.done_in(Mode::InBody);
                }
                Tag::FrameSet => {
                    self.insert_html(&tag.name, tag.attributes);
                    return self.done_in(Mode::InFrameset);
                }
                _ if is_any(tag.name.tag, HEAD_CONTENT) => {
                    // It belongs to the head, which is opened for it once more.
                    let head = self.head;
                    self.stack.push(Open::new(head, Tag::Head, Namespace::Html));
                    let step = self.in_head(token);
                    if let Some(at) = self.stack.position(head) {
                        self.stack.remove(at);
                    }
                    return step;
                }
                Tag::Head => return Step::Done,
                _ => {}
            },
            Token::End(name) => match name.tag {
                Tag::Template => return self.in_head(token),
                Tag::Body | Tag::Html | Tag::Br => {}
                _ => return Step::Done,
            },
            _ => {}
        }
        self.insert_implied(Tag::Body);
        self.again_in(Mode::InBody)
    }

    /// § The "text" insertion mode. No other tokens come here.
    pub(super) fn in_text(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) => {
                self.insert_text(*text);
                Step::Done
            }
            Token::End(_) => {
                self.stack.pop();
                self.done_in(self.original_mode)
            }
            Token::Eof => {
                self.stack.pop();
                self.again_in(self.original_mode)
            }
            Token::Start(_) | Token::Null | Token::Comment(_) => Step::Done,
        }
    }

    /// A comment in the current node.
    pub(super) fn comment_here(&mut self, text: (u32, u32)) -> Step {
        self.comment_in(self.place(), text)
    }

    /// A comment in its place.
    pub(super) fn comment_in(&mut self, place: Place, text: (u32, u32)) -> Step {
        self.insert_comment(place, text);
        Step::Done
    }
}
