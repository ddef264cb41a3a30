//! § The "in body" insertion mode: texts and start tags.

use crate::parse::token::{Raw, StartTag, Text};
use crate::tree::{Attributes, NONE, Name, Namespace, Tag};

use super::kinds::{
    BLOCK, BUTTON_SCOPE, FORMATTING, HEAD_CONTENT, HEADING, IMPLIED, SCOPE, SPECIAL, TABLE_ONLY, kinds,
};
use super::{Builder, Mode, Step, Token};

impl Builder<'_> {
    pub(super) fn in_body(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Start(tag) => self.start_in_body(tag, token),
            Token::End(name) => self.end_in_body(name, token),
            Token::Text(text) => {
                self.text_in_body(*text);
                Step::Done
            }
            Token::Null => Step::Done,
            Token::Comment(text) => self.comment_here(*text),
            Token::Eof if self.template_modes.is_empty() => Step::Done,
            Token::Eof => self.in_template(token),
        }
    }

    #[inline(always)]
    #[allow(clippy::inline_always)] // as with [`Self::insert_text`]
    pub(super) fn text_in_body(&mut self, text: Text) {
        self.reconstruct();
        if self.frameset_ok && !text.is_space(self.page) {
            self.frameset_ok = false;
        }
        self.insert_text(text);
    }

    #[allow(clippy::too_many_lines)] // an arm a rule of the standard, as it lists them
    pub(super) fn start_in_body(&mut self, tag: &StartTag, token: &Token<'_>) -> Step {
        let kinds = kinds(tag.name.tag, Namespace::Html);
        if kinds & (BLOCK | HEADING) != 0 {
            self.close_paragraph();
            if kinds & HEADING != 0 && self.stack.top().is_any(HEADING) {
                self.stack.pop();
            }
            self.insert(tag);
            return Step::Done;
        }
        if kinds & HEAD_CONTENT != 0 {
            return self.in_head(token);
        }
        match tag.name.tag {
            Tag::Html => {
                if !self.stack.has(Tag::Template) {
                    self.add_missing_attributes(self.stack.root(), tag.attributes);
                }
            }
            Tag::Body => {
                if let (Some(body), false) = (self.stack.body(), self.stack.has(Tag::Template)) {
                    self.frameset_ok = false;
                    self.add_missing_attributes(body, tag.attributes);
                }
            }
            Tag::FrameSet => {
                if let (Some(body), true) = (self.stack.body(), self.frameset_ok) {
                    self.tree.detach(body);
                    self.stack.truncate(1);
                    self.insert(tag);
                    self.mode = Mode::InFrameset;
                }
            }
            Tag::Pre | Tag::Listing => {
                self.close_paragraph();
                self.insert(tag);
                self.skip_line_end = true;
                self.frameset_ok = false;
            }
            Tag::Form => self.start_form(tag),
            Tag::Li => self.start_item(tag, &[Tag::Li]),
            Tag::Dd | Tag::Dt => self.start_item(tag, &[Tag::Dd, Tag::Dt]),
            Tag::Plaintext => {
                self.close_paragraph();
                self.insert(tag);
                return Step::Plaintext;
            }
            Tag::Button => {
                if self.stack.in_scope(Tag::Button, SCOPE) {
                    self.stack.close(Tag::Button);
                }
                self.reconstruct();
                self.insert(tag);
                self.frameset_ok = false;
            }
            Tag::A => {
                self.close_misnested_link();
                self.reconstruct();
                self.insert_formatting(tag);
            }
            Tag::NoBr => {
                self.reconstruct();
                if self.stack.in_scope(Tag::NoBr, SCOPE) {
                    self.adopt(&tag.name);
                    self.reconstruct();
                }
                self.insert_formatting(tag);
            }
            Tag::Applet | Tag::Marquee | Tag::Object => {
                self.reconstruct();
                self.insert(tag);
                self.active.push_marker();
                self.frameset_ok = false;
            }
            Tag::Table => {
                if !self.quirks {
                    self.close_paragraph();
                }
                self.insert(tag);
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            Tag::Area | Tag::Br | Tag::Embed | Tag::Img | Tag::Keygen | Tag::Wbr => {
                self.empty_in_body(&tag.name, tag.attributes);
            }
            Tag::Image => self.empty_in_body(&Name::from(Tag::Img), tag.attributes),
            Tag::Input => {
                if self.stack.in_scope(Tag::Select, SCOPE) {
                    self.stack.close(Tag::Select);
                }
                self.reconstruct();
                self.insert_void(&tag.name, tag.attributes);
                self.frameset_ok &= self.is_hidden_input(tag);
            }
            Tag::Param | Tag::Source | Tag::Track => {
                self.insert_void(&tag.name, tag.attributes);
            }
            Tag::Hr => {
                self.close_paragraph();
                if self.stack.in_scope(Tag::Select, SCOPE) {
                    self.stack.close_implied(IMPLIED, None);
                }
                self.insert_void(&tag.name, tag.attributes);
                self.frameset_ok = false;
            }
            Tag::TextArea => {
                self.skip_line_end = true;
                self.frameset_ok = false;
                return self.insert_raw(tag, Raw::Rcdata);
            }
            Tag::Xmp => {
                self.close_paragraph();
                self.reconstruct();
                self.frameset_ok = false;
                return self.insert_raw(tag, Raw::Rawtext);
            }
            Tag::Iframe => {
                self.frameset_ok = false;
                return self.insert_raw(tag, Raw::Rawtext);
            }
            Tag::NoEmbed => return self.insert_raw(tag, Raw::Rawtext),
            Tag::Select => {
                if self.stack.in_scope(Tag::Select, SCOPE) {
                    self.stack.close(Tag::Select);
                } else {
                    self.reconstruct();
                    self.insert(tag);
                    self.frameset_ok = false;
                }
            }
            Tag::Option => self.start_option(tag, Some(Tag::OptGroup)),
            Tag::OptGroup => self.start_option(tag, None),
            Tag::Rb | Tag::Rtc => self.start_ruby(tag, None),
            Tag::Rp | Tag::Rt => self.start_ruby(tag, Some(Tag::Rtc)),
            Tag::Math => {
                self.reconstruct();
                self.insert_foreign(tag, Namespace::MathMl);
            }
            Tag::Svg => {
                self.reconstruct();
                self.insert_foreign(tag, Namespace::Svg);
            }
            Tag::Frame | Tag::Head => {}
            _ if kinds & TABLE_ONLY != 0 => {}
            _ if kinds & FORMATTING != 0 => {
                self.reconstruct();
                self.insert_formatting(tag);
            }
            _ => {
                self.reconstruct();
                self.insert(tag);
            }
        }
        Step::Done
    }

    #[inline]
    pub(super) fn insert(&mut self, tag: &StartTag) {
        self.insert_html(&tag.name, tag.attributes);
    }

    /// § Close a p element, if one is in button scope.
    #[inline]
    fn close_paragraph(&mut self) {
        if self.stack.in_scope(Tag::P, BUTTON_SCOPE) {
            self.stack.close(Tag::P);
        }
    }

    /// An element that is empty, in a text.
    pub(super) fn empty_in_body(&mut self, name: &Name, attributes: Attributes) {
        self.reconstruct();
        self.insert_void(name, attributes);
        self.frameset_ok = false;
    }

    fn start_form(&mut self, tag: &StartTag) {
        let in_template = self.stack.has(Tag::Template);
        if self.form != NONE && !in_template {
            return;
        }
        self.close_paragraph();
        let form = self.insert_html(&tag.name, tag.attributes);
        if !in_template {
            self.form = form;
        }
    }

    /// `<li>`, `<dd>` or `<dt>`, which end the item before them.
    fn start_item(&mut self, tag: &StartTag, ends: &[Tag]) {
        self.frameset_ok = false;
        if ends.iter().any(|tag| self.stack.has(*tag)) {
            let is_end = |tag: Tag| ends.contains(&tag);
            let bounds = |tag: Tag| !matches!(tag, Tag::Address | Tag::Div | Tag::P);
            let nearest = self.stack.all().iter().rev().filter(|open| open.is_html());
            let nearest = nearest.map(|open| (open.tag, open.is_any(SPECIAL)));
            let nearest = nearest.into_iter().find(|(tag, special)| is_end(*tag) || (*special && bounds(*tag)));
            if let Some((tag, _)) = nearest.filter(|(tag, _)| is_end(*tag)) {
                self.stack.close(tag);
            }
        }
        self.close_paragraph();
        self.insert(tag);
    }

    /// `<option>` or `<optgroup>`, which in a `<select>` end those before them.
    fn start_option(&mut self, tag: &StartTag, stays: Option<Tag>) {
        if self.stack.in_scope(Tag::Select, SCOPE) {
            self.stack.close_implied(IMPLIED, stays);
        } else if self.stack.top().is(Tag::Option) {
            self.stack.pop();
        }
        self.reconstruct();
        self.insert(tag);
    }

    /// A part of a `<ruby>`, which ends those before it.
    fn start_ruby(&mut self, tag: &StartTag, stays: Option<Tag>) {
        if self.stack.in_scope(Tag::Ruby, SCOPE) {
            self.stack.close_implied(IMPLIED, stays);
        }
        self.insert(tag);
    }

    /// Whether an `<input>` says that it is not shown.
    pub(super) fn is_hidden_input(&self, tag: &StartTag) -> bool {
        self.attribute(tag.attributes, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }
}
