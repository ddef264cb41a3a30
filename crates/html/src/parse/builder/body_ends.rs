//! § The "in body" insertion mode: end tags.

use crate::tree::{Attributes, NONE, Name, NodeId, Tag};

use super::kinds::{BUTTON_SCOPE, FORMATTING, HEADING, IMPLIED, LIST_SCOPE, SCOPE, SCOPED, SPECIAL, is_any};
use super::{Builder, Mode, Step, Token};

impl Builder<'_> {
    pub(super) fn end_in_body(&mut self, name: &Name, token: &Token<'_>) -> Step {
        let tag = name.tag;
        if is_any(tag, SCOPED) {
            self.close_in_scope(tag);
            return Step::Done;
        }
        match tag {
            Tag::Template => return self.in_head(token),
            Tag::Body => {
                if self.stack.in_scope(Tag::Body, SCOPE) {
                    self.mode = Mode::AfterBody;
                }
            }
            Tag::Html => {
                if self.stack.in_scope(Tag::Body, SCOPE) {
                    return self.again_in(Mode::AfterBody);
                }
            }
            Tag::Form => self.end_form(),
            Tag::P => {
                if !self.stack.in_scope(Tag::P, BUTTON_SCOPE) {
                    self.insert_implied(Tag::P);
                }
                self.stack.close(Tag::P);
            }
            Tag::Li => {
                if self.stack.in_scope(Tag::Li, LIST_SCOPE) {
                    self.stack.close(Tag::Li);
                }
            }
            Tag::Applet | Tag::Marquee | Tag::Object => {
                if self.stack.in_scope(tag, SCOPE) {
                    self.stack.close(tag);
                    self.clear_to_marker();
                }
            }
            Tag::Br => self.empty_in_body(name, Attributes::default()),
            _ if is_any(tag, FORMATTING) => self.adopt(name),
            _ if is_any(tag, HEADING) => {
                if self.stack.any_in_scope(HEADING, SCOPE) {
                    self.stack.close_any(HEADING);
                }
            }
            _ => self.any_other_end_tag(name),
        }
        Step::Done
    }

    #[inline]
    fn close_in_scope(&mut self, tag: Tag) {
        if self.stack.in_scope(tag, SCOPE) {
            self.stack.close(tag);
        }
    }

    /// Takes the form out of the open elements, wherever it is among them.
    fn end_form(&mut self) {
        if self.stack.has(Tag::Template) {
            self.close_in_scope(Tag::Form);
            return;
        }
        let form = std::mem::replace(&mut self.form, NONE);
        if self.stack.position(form).is_some_and(|at| self.stack.sees(at, SCOPE)) {
            self.stack.close_implied(IMPLIED, None);
            if let Some(at) = self.stack.position(form) {
                self.stack.remove(at);
            }
        }
    }

    /// Closes the last element of the name, and all that is open in it, if nothing special is among that.
    pub(super) fn any_other_end_tag(&mut self, name: &Name) {
        let has_name =
            |node: NodeId, name: &Name| self.tree.element(node).is_some_and(|element| *element.name() == name.local);
        if let Some(at) = self.stack.nearest(name, SPECIAL, has_name) {
            self.stack.truncate(at);
        }
    }
}
