//! What stands behind the last node that the tree may hold: its tags are left out, and its text is kept as one.

use crate::limits::Limits;
use crate::parse::token::{Next, Raw, Reading, StartTag, Text};
use crate::tree::Tag;

use super::formatting::Active;
use super::{Builder, Mode, Token};

/// Where a page goes on past what its tree may hold.
#[derive(Debug)]
pub(super) struct Overflow {
    /// The place in the page, in bytes.
    from: u32,
    /// Lengths of the arena's attributes and of its rewritten texts: what tags add to them from here on is taken out again.
    attributes: usize,
    rewritten: usize,
    /// Whether a tag stands between the last text and the next, which are then kept apart.
    is_apart: bool,
    /// Whether what comes is the text of a script or the like, up to its end tag.
    is_raw: bool,
}

impl Overflow {
    /// What its diagnostic says.
    pub(super) fn message(&self, limits: &Limits) -> String {
        let (from, limit) = (self.from, limits.max_nodes);
        format!(
            "the tree reached {limit} nodes at byte {from}: tags behind it were left out, their text was kept as one: raise limits.html.max_nodes to read them"
        )
    }
}

impl Builder<'_> {
    /// Closes all but the body, once the tree is full.
    #[cold]
    pub(super) fn overflow(&mut self, from: u32) {
        if self.bounds.overflow.is_some() {
            return;
        }
        let is_raw = self.mode == Mode::Text;
        if is_raw {
            self.mode = self.original_mode;
        }
        let has_frames = matches!(self.mode, Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset);
        if self.stack.body().is_some() {
            self.stack.truncate(2);
            self.mode = Mode::InBody;
        } else if self.stack.len() > 0 && !has_frames {
            self.stack.truncate(1);
            self.mode = Mode::AfterHead;
        }
        self.active = Active::default();
        self.template_modes.clear();
        self.skip_line_end = false;
        self.fostering = false;
        let (attributes, rewritten) = (self.tree.attributes.len(), self.tree.rewritten.len());
        self.bounds.overflow = Some(Overflow { from, attributes, rewritten, is_apart: true, is_raw });
        for text in std::mem::take(&mut self.pending) {
            self.text_past_limit(text);
        }
    }

    /// A text behind the last node.
    #[cold]
    pub(super) fn text_past_limit(&mut self, text: Text) -> Next {
        let Some(overflow) = &mut self.bounds.overflow else { return Next::Continue };
        if overflow.is_raw {
            return Next::Continue;
        }
        self.tree.rewritten.truncate(overflow.rewritten);
        self.span = text.span;
        if std::mem::take(&mut overflow.is_apart) {
            let space = Text { span: text.span, reading: Reading::Reference('\n'.into()) };
            self.process(&Token::Text(space));
        }
        self.text_in_runs(text);
        if let Some(overflow) = &mut self.bounds.overflow {
            overflow.rewritten = self.tree.rewritten.len();
        }
        Next::Continue
    }

    /// A start tag behind the last node.
    #[cold]
    pub(super) fn start_past_limit(&mut self, tag: &StartTag) -> Next {
        let Some(overflow) = &mut self.bounds.overflow else { return Next::Continue };
        self.tree.attributes.truncate(overflow.attributes);
        self.tree.rewritten.truncate(overflow.rewritten);
        overflow.is_apart = true;
        let raw = match tag.name.tag {
            Tag::Script => Raw::Script,
            Tag::Style | Tag::Xmp | Tag::Iframe | Tag::NoEmbed | Tag::NoFrames => Raw::Rawtext,
            Tag::Title | Tag::TextArea => Raw::Rcdata,
            _ => return Next::Continue,
        };
        overflow.is_raw = true;
        Next::Raw(raw)
    }

    /// An end tag behind the last node.
    #[cold]
    pub(super) fn end_past_limit(&mut self) -> Next {
        if let Some(overflow) = &mut self.bounds.overflow {
            overflow.is_apart = true;
            overflow.is_raw = false;
        }
        Next::Continue
    }
}
