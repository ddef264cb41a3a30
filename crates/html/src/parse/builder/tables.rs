//! The insertion modes of tables.

use crate::tree::{NONE, Tag};

use super::kinds::{
    CELL, FOSTERING, TABLE_BODY_CONTEXT, TABLE_ONLY, TABLE_PART, TABLE_ROW_CONTEXT, TABLE_SCOPE, is_any,
};
use super::{Builder, Mode, Step, Token};

impl Builder<'_> {
    /// § The "in table" insertion mode.
    pub(super) fn in_table(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(_) | Token::Null if self.stack.top().is_any(FOSTERING) => {
                self.original_mode = self.mode;
                self.again_in(Mode::InTableText)
            }
            Token::Comment(text) => self.comment_here(*text),
            Token::Eof => self.in_body(token),
            Token::Start(tag) => match tag.name.tag {
                Tag::Caption => {
                    self.stack.close_to(TABLE_SCOPE);
                    self.active.push_marker();
                    self.insert(tag);
                    self.done_in(Mode::InCaption)
                }
                Tag::ColGroup => {
                    self.stack.close_to(TABLE_SCOPE);
                    self.insert(tag);
                    self.done_in(Mode::InColumnGroup)
                }
                Tag::Col => {
                    self.stack.close_to(TABLE_SCOPE);
                    self.insert_implied(Tag::ColGroup);
                    self.again_in(Mode::InColumnGroup)
                }
                Tag::TBody | Tag::TFoot | Tag::THead => {
                    self.stack.close_to(TABLE_SCOPE);
                    self.insert(tag);
                    self.done_in(Mode::InTableBody)
                }
                Tag::Td | Tag::Th | Tag::Tr => {
                    self.stack.close_to(TABLE_SCOPE);
                    self.insert_implied(Tag::TBody);
                    self.again_in(Mode::InTableBody)
                }
                Tag::Table => {
                    if !self.stack.in_scope(Tag::Table, TABLE_SCOPE) {
                        return Step::Done;
                    }
                    self.stack.close(Tag::Table);
                    let mode = self.reset_mode();
                    self.again_in(mode)
                }
                Tag::Style | Tag::Script | Tag::Template => self.in_head(token),
                Tag::Input if self.is_hidden_input(tag) => {
                    self.insert_void(&tag.name, tag.attributes);
                    Step::Done
                }
                Tag::Form => {
                    if !self.stack.has(Tag::Template) && self.form == NONE {
                        self.form = self.insert_void(&tag.name, tag.attributes);
                    }
                    Step::Done
                }
                _ => self.foster(token),
            },
            Token::End(name) => match name.tag {
                Tag::Table => {
                    if self.stack.in_scope(Tag::Table, TABLE_SCOPE) {
                        self.stack.close(Tag::Table);
                        self.mode = self.reset_mode();
                    }
                    Step::Done
                }
                Tag::Body | Tag::Html => Step::Done,
                Tag::Template => self.in_head(token),
                tag if is_any(tag, TABLE_ONLY) => Step::Done,
                _ => self.foster(token),
            },
            Token::Text(_) | Token::Null => self.foster(token),
        }
    }

    /// By the rules for the body, with foster parenting.
    fn foster(&mut self, token: &Token<'_>) -> Step {
        self.fostering = true;
        let step = self.in_body(token);
        self.fostering = false;
        step
    }

    /// § The "in table text" insertion mode: texts are kept until it is known whether they are all white space.
    pub(super) fn in_table_text(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) => {
                self.pending.push(*text);
                return Step::Done;
            }
            Token::Null => return Step::Done,
            _ => {}
        }
        let mut pending = std::mem::take(&mut self.pending);
        self.fostering = !pending.iter().all(|text| text.is_space(self.page));
        for text in pending.drain(..) {
            if self.fostering {
                self.text_in_body(text);
            } else {
                self.insert_text(text);
            }
        }
        self.fostering = false;
        self.pending = pending;
        self.again_in(self.original_mode)
    }

    /// § The "in caption" insertion mode.
    pub(super) fn in_caption(&mut self, token: &Token<'_>) -> Step {
        let ends = match token {
            Token::Start(tag) if is_any(tag.name.tag, TABLE_ONLY) => true,
            Token::End(name) => match name.tag {
                Tag::Caption => false,
                Tag::Table => true,
                Tag::Body | Tag::Html => return Step::Done,
                tag if is_any(tag, TABLE_ONLY) => return Step::Done,
                _ => return self.in_body(token),
            },
            _ => return self.in_body(token),
        };
        if !self.stack.in_scope(Tag::Caption, TABLE_SCOPE) {
            return Step::Done;
        }
        self.stack.close(Tag::Caption);
        self.clear_to_marker();
        self.mode = Mode::InTable;
        if ends { Step::Again } else { Step::Done }
    }

    /// § The "in column group" insertion mode.
    pub(super) fn in_column_group(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Text(text) if text.is_space(self.page) => {
                self.insert_text(*text);
                return Step::Done;
            }
            Token::Comment(text) => return self.comment_here(*text),
            Token::Eof => return self.in_body(token),
            Token::Start(tag) => match tag.name.tag {
                Tag::Html => return self.in_body(token),
                Tag::Col => {
                    self.insert_void(&tag.name, tag.attributes);
                    return Step::Done;
                }
                Tag::Template => return self.in_head(token),
                _ => {}
            },
            Token::End(name) => match name.tag {
                Tag::ColGroup => {
                    if self.stack.top().is(Tag::ColGroup) {
                        self.stack.pop();
                        self.mode = Mode::InTable;
                    }
                    return Step::Done;
                }
                Tag::Col => return Step::Done,
                Tag::Template => return self.in_head(token),
                _ => {}
            },
            Token::Text(_) | Token::Null => {}
        }
        if !self.stack.top().is(Tag::ColGroup) {
            return Step::Done;
        }
        self.stack.pop();
        self.again_in(Mode::InTable)
    }

    /// § The "in table body" insertion mode.
    pub(super) fn in_table_body(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Start(tag) => match tag.name.tag {
                Tag::Tr => {
                    self.stack.close_to(TABLE_BODY_CONTEXT);
                    self.insert(tag);
                    self.done_in(Mode::InRow)
                }
                Tag::Th | Tag::Td => {
                    self.stack.close_to(TABLE_BODY_CONTEXT);
                    self.insert_implied(Tag::Tr);
                    self.again_in(Mode::InRow)
                }
                Tag::Caption | Tag::Col | Tag::ColGroup | Tag::TBody | Tag::TFoot | Tag::THead => self.end_table_body(),
                _ => self.in_table(token),
            },
            Token::End(name) => match name.tag {
                Tag::TBody | Tag::TFoot | Tag::THead => {
                    if self.stack.in_scope(name.tag, TABLE_SCOPE) {
                        self.stack.close_to(TABLE_BODY_CONTEXT);
                        self.stack.pop();
                        self.mode = Mode::InTable;
                    }
                    Step::Done
                }
                Tag::Table => self.end_table_body(),
                Tag::Body | Tag::Caption | Tag::Col | Tag::ColGroup | Tag::Html | Tag::Td | Tag::Th | Tag::Tr => {
                    Step::Done
                }
                _ => self.in_table(token),
            },
            _ => self.in_table(token),
        }
    }

    /// A tag that ends the rows before it.
    fn end_table_body(&mut self) -> Step {
        if !self.stack.any_in_scope(TABLE_PART, TABLE_SCOPE) {
            return Step::Done;
        }
        self.stack.close_to(TABLE_BODY_CONTEXT);
        self.stack.pop();
        self.again_in(Mode::InTable)
    }

    /// § The "in row" insertion mode.
    pub(super) fn in_row(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Start(tag) => match tag.name.tag {
                Tag::Th | Tag::Td => {
                    self.stack.close_to(TABLE_ROW_CONTEXT);
                    self.insert(tag);
                    self.active.push_marker();
                    self.done_in(Mode::InCell)
                }
                Tag::Caption | Tag::Col | Tag::ColGroup | Tag::TBody | Tag::TFoot | Tag::THead | Tag::Tr => {
                    self.end_row(Step::Again)
                }
                _ => self.in_table(token),
            },
            Token::End(name) => match name.tag {
                Tag::Tr => self.end_row(Step::Done),
                Tag::Table => self.end_row(Step::Again),
                Tag::TBody | Tag::TFoot | Tag::THead => {
                    if self.stack.in_scope(name.tag, TABLE_SCOPE) {
                        self.end_row(Step::Again)
                    } else {
                        Step::Done
                    }
                }
                Tag::Body | Tag::Caption | Tag::Col | Tag::ColGroup | Tag::Html | Tag::Td | Tag::Th => Step::Done,
                _ => self.in_table(token),
            },
            _ => self.in_table(token),
        }
    }

    /// Closes the row, if there is one, and then does what is said.
    fn end_row(&mut self, then: Step) -> Step {
        if !self.stack.in_scope(Tag::Tr, TABLE_SCOPE) {
            return Step::Done;
        }
        self.stack.close_to(TABLE_ROW_CONTEXT);
        self.stack.pop();
        self.mode = Mode::InTableBody;
        then
    }

    /// § The "in cell" insertion mode.
    pub(super) fn in_cell(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Start(tag) if is_any(tag.name.tag, TABLE_ONLY) => {
                if self.stack.any_in_scope(CELL, TABLE_SCOPE) {
                    self.end_cell()
                } else {
                    Step::Done
                }
            }
            Token::End(name) => match name.tag {
                Tag::Td | Tag::Th => {
                    if self.stack.in_scope(name.tag, TABLE_SCOPE) {
                        self.stack.close(name.tag);
                        self.clear_to_marker();
                        self.mode = Mode::InRow;
                    }
                    Step::Done
                }
                Tag::Body | Tag::Caption | Tag::Col | Tag::ColGroup | Tag::Html => Step::Done,
                Tag::Table | Tag::TBody | Tag::TFoot | Tag::THead | Tag::Tr => {
                    if self.stack.in_scope(name.tag, TABLE_SCOPE) { self.end_cell() } else { Step::Done }
                }
                _ => self.in_body(token),
            },
            _ => self.in_body(token),
        }
    }

    /// § Close the cell, for a tag that ends it.
    fn end_cell(&mut self) -> Step {
        self.stack.close_any(CELL);
        self.clear_to_marker();
        self.again_in(Mode::InRow)
    }
}
