//! The tokenizer alone, for those who measure it.

use crate::tree::{Name, Tag, Tree};

use super::token::{Doctype, Next, Raw, Span, StartTag, Text, TokenSink};

/// Counts tokens and builds no tree. Attributes are kept as they are for one.
pub(super) struct Counter {
    tree: Tree<'static>,
    pub(super) tokens: usize,
}

impl Counter {
    pub(super) fn new(page: &str) -> Self {
        Self { tree: Tree::new(page.len()), tokens: 0 }
    }

    fn count(&mut self) -> Next {
        self.tokens += 1;
        Next::Continue
    }
}

impl TokenSink for Counter {
    fn tree(&mut self) -> &mut Tree<'static> {
        &mut self.tree
    }

    fn start_tag(&mut self, tag: StartTag, _: Span) -> Next {
        self.tokens += 1;
        match tag.name.tag {
            Tag::Title | Tag::TextArea => Next::Raw(Raw::Rcdata),
            Tag::Style | Tag::Xmp | Tag::Iframe | Tag::NoEmbed | Tag::NoFrames => Next::Raw(Raw::Rawtext),
            Tag::Script => Next::Raw(Raw::Script),
            Tag::Plaintext => Next::Plaintext,
            _ => Next::Continue,
        }
    }

    fn end_tag(&mut self, _: Name, _: Span) -> Next {
        self.count()
    }

    fn text(&mut self, _: Text) -> Next {
        self.count()
    }

    fn null(&mut self, _: Span) -> Next {
        self.count()
    }

    fn comment(&mut self, _: Span, _: Span) -> Next {
        self.count()
    }

    fn doctype(&mut self, _: Doctype, _: Span) -> Next {
        self.count()
    }

    fn in_foreign_content(&self) -> bool {
        false
    }
}
