//! § Tree construction (<https://html.spec.whatwg.org/multipage/parsing.html#tree-construction>): from tokens to the
//! arena, scripts switched off. Documents alone are read, no fragments.
//!
//! Each insertion mode is a function of its own that is given a token and says whether the token is to be processed again,
//! in the mode that is then in force. What follows the standard's steps names its section with §.

mod body;
mod body_ends;
mod bounds;
mod doctype;
mod foreign;
mod foreign_names;
mod formatting;
mod frames;
mod head;
mod insert;
mod kinds;
mod overflow;
mod sink;
mod stack;
mod tables;

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::tree::{DOCUMENT, NONE, Name, NodeId, Tag, Tree};

use super::token::{Next, Raw, Span, StartTag, Text};

use bounds::Bounds;
use formatting::Active;
use insert::Place;
use stack::Stack;

/// Builds the tree of a page.
#[allow(clippy::struct_excessive_bools)] // they are the standard's flags
pub(super) struct Builder<'t> {
    page: &'t str,
    limits: &'t Limits,
    tree: Tree<'static>,
    mode: Mode,
    /// § The original insertion mode: where text, or text in a table, leads back to.
    original_mode: Mode,
    template_modes: Vec<Mode>,
    stack: Stack,
    active: Active,
    /// § The head element pointer and the form element pointer.
    head: NodeId,
    form: NodeId,
    frameset_ok: bool,
    /// Whether the document is in quirks mode.
    quirks: bool,
    /// Whether foster parenting is enabled.
    fostering: bool,
    /// Whether a line end that comes next is left out.
    skip_line_end: bool,
    /// § The pending table character tokens.
    pending: Vec<Text>,
    /// Where the token stands that is being processed.
    span: Span,
    bounds: Bounds,
}

/// § The insertion mode. "In select" and "in select in table" are no longer modes of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InTableText,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

/// A token, as the insertion modes are given it. Document types are none of them.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Start(&'a StartTag),
    End(&'a Name),
    Text(Text),
    Null,
    /// A comment, by where its text stands.
    Comment(Span),
    Eof,
}

/// What is left to do with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Done,
    /// § Reprocess the token.
    Again,
    /// The tokenizer is told to read the element's contents as raw text.
    Raw(Raw),
    Plaintext,
}

impl<'t> Builder<'t> {
    pub(super) fn new(page: &'t str, limits: &'t Limits) -> Self {
        Self {
            page,
            limits,
            tree: Tree::new(page.len()),
            mode: Mode::Initial,
            original_mode: Mode::Initial,
            template_modes: Vec::new(),
            stack: Stack::new(),
            active: Active::default(),
            head: NONE,
            form: NONE,
            frameset_ok: true,
            quirks: false,
            fostering: false,
            skip_line_end: false,
            pending: Vec::new(),
            span: (0, 0),
            bounds: Bounds::default(),
        }
    }

    /// Ends the page and hands out the tree, without the page's text, and a diagnostic for each limit that was reached.
    pub(super) fn finish(mut self) -> (Tree<'static>, Vec<Diagnostic>) {
        let end = self.page.len() as u32;
        self.span = (end, end);
        self.process(&Token::Eof);
        let diagnostics = self.bounds.diagnostics(self.limits);
        (self.tree, diagnostics)
    }

    /// Processes a token and counts what it makes.
    #[inline]
    fn process_counted(&mut self, token: &Token<'_>) -> Next {
        let before = self.tree.nodes.len();
        let next = self.process(token);
        self.bounds.account(self.tree.nodes.len() - before);
        next
    }

    /// The same of a tag: most stand in a body, and are led to its rules at once.
    #[inline]
    fn process_mostly_in_body(
        &mut self,
        token: &Token<'_>,
        in_body: impl FnOnce(&mut Self, &Token<'_>) -> Step,
    ) -> Next {
        let before = self.tree.nodes.len();
        let next = if self.mode == Mode::InBody && self.stack.top().is_html() {
            let step = in_body(self, token);
            self.after(step, token)
        } else {
            self.process(token)
        };
        self.bounds.account(self.tree.nodes.len() - before);
        next
    }

    fn process(&mut self, token: &Token<'_>) -> Next {
        loop {
            let step = if self.is_foreign(token) { self.in_foreign(token) } else { self.step(token) };
            match step {
                Step::Done => return Next::Continue,
                Step::Again => {}
                Step::Raw(raw) => return Next::Raw(raw),
                Step::Plaintext => return Next::Plaintext,
            }
        }
    }

    /// What comes after a first step.
    #[inline]
    fn after(&mut self, step: Step, token: &Token<'_>) -> Next {
        if step == Step::Done { Next::Continue } else { self.turn(step, token) }
    }

    #[cold]
    fn turn(&mut self, step: Step, token: &Token<'_>) -> Next {
        match step {
            Step::Done => Next::Continue,
            Step::Again => self.process(token),
            Step::Raw(raw) => Next::Raw(raw),
            Step::Plaintext => Next::Plaintext,
        }
    }

    /// By the rules of the insertion mode.
    fn step(&mut self, token: &Token<'_>) -> Step {
        match self.mode {
            Mode::Initial => self.initial(token),
            Mode::BeforeHtml => self.before_html(token),
            Mode::BeforeHead => self.before_head(token),
            Mode::InHead => self.in_head(token),
            Mode::InHeadNoscript => self.in_head_noscript(token),
            Mode::AfterHead => self.after_head(token),
            Mode::InBody => self.in_body(token),
            Mode::Text => self.in_text(token),
            Mode::InTable => self.in_table(token),
            Mode::InTableText => self.in_table_text(token),
            Mode::InCaption => self.in_caption(token),
            Mode::InColumnGroup => self.in_column_group(token),
            Mode::InTableBody => self.in_table_body(token),
            Mode::InRow => self.in_row(token),
            Mode::InCell => self.in_cell(token),
            Mode::InTemplate => self.in_template(token),
            Mode::AfterBody => self.after_body(token),
            Mode::InFrameset => self.in_frameset(token),
            Mode::AfterFrameset => self.after_frameset(token),
            Mode::AfterAfterBody => self.after_after_body(token),
            Mode::AfterAfterFrameset => self.after_after_frameset(token),
        }
    }

    /// Has the token processed again, in another mode.
    fn again_in(&mut self, mode: Mode) -> Step {
        self.mode = mode;
        Step::Again
    }

    /// Goes on in another mode.
    fn done_in(&mut self, mode: Mode) -> Step {
        self.mode = mode;
        Step::Done
    }

    /// § Parsing elements that contain only text.
    fn insert_raw(&mut self, tag: &StartTag, raw: Raw) -> Step {
        self.insert_html(&tag.name, tag.attributes);
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Step::Raw(raw)
    }

    fn clear_to_marker(&mut self) {
        self.active.clear_to_marker();
        // What stood before the marker may have been closed long since.
        self.stack.lost_formatting = true;
    }

    /// § Reset the insertion mode appropriately.
    fn reset_mode(&self) -> Mode {
        for (at, open) in self.stack.all().iter().enumerate().rev().filter(|(_, open)| open.is_html()) {
            match open.tag {
                Tag::Td | Tag::Th if at > 0 => return Mode::InCell,
                Tag::Tr => return Mode::InRow,
                Tag::TBody | Tag::THead | Tag::TFoot => return Mode::InTableBody,
                Tag::Caption => return Mode::InCaption,
                Tag::ColGroup => return Mode::InColumnGroup,
                Tag::Table => return Mode::InTable,
                Tag::Template => return self.template_modes.last().copied().unwrap_or(Mode::InBody),
                Tag::Head if at > 0 => return Mode::InHead,
                Tag::Body => return Mode::InBody,
                Tag::FrameSet => return Mode::InFrameset,
                Tag::Html if self.head == NONE => return Mode::BeforeHead,
                Tag::Html => return Mode::AfterHead,
                _ => {}
            }
        }
        Mode::InBody
    }
}

/// Where comments go that belong to the document.
const IN_DOCUMENT: Place = Place::last_in(DOCUMENT);
