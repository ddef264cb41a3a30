//! The limits of a tree: how deep it may be, how much of it formatting may make up, how many nodes it may hold.

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::parse::token::{StartTag, TokenSink as _};
use crate::tree::{Attributes, DOCUMENT, Name, NodeId, Tag};

use super::kinds::{LEAF, is_any};
use super::overflow::Overflow;
use super::{Builder, Mode, Token};

/// How many bytes of attributes an element that is opened anew may repeat, on average over as many as there may be.
const BYTES_EACH: usize = 32;
/// How many start tags that were left out are remembered, so that their end tags are left out too.
const REMEMBERED: usize = 64;

/// What has been met by limits so far.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// No more elements than this are open, or lie around the current node.
    depth_at_most: usize,
    /// Whether that is exact: nothing has changed since it was counted.
    counted: bool,
    /// The names of start tags that were left out and whose end tag has not come yet, the last at the end.
    left_out: Vec<Name>,
    /// How many nodes were made beside those that the page's own tags and texts asked for.
    reconstructed: usize,
    /// Whether these were too many, so that there is no formatting any more.
    is_plain: bool,
    /// Bytes of attributes that elements which were opened anew repeat, and how many of these elements got none therefore.
    repeated: usize,
    bare: usize,
    too_deep: usize,
    too_much_formatting: usize,
    pub(super) attributes_left_out: usize,
    pub(super) overflow: Option<Overflow>,
}

impl Bounds {
    /// Counts the nodes that a token has made.
    #[inline]
    pub(super) fn account(&mut self, made: usize) {
        self.counted = false;
        self.reconstructed += made.saturating_sub(1);
        self.depth_at_most += made;
    }

    fn remember(&mut self, name: &Name) {
        if self.left_out.len() >= 2 * REMEMBERED {
            self.left_out.drain(..REMEMBERED);
        }
        self.left_out.push(name.clone());
    }

    /// Whether the end tag belongs to a start tag that was left out.
    #[inline]
    pub(super) fn forget(&mut self, name: &Name) -> bool {
        if self.left_out.is_empty() {
            return false;
        }
        let at = self.left_out.iter().rposition(|have| have == name);
        if let Some(at) = at {
            self.left_out.truncate(at);
        }
        at.is_some()
    }

    /// A diagnostic for each limit that was reached.
    pub(super) fn diagnostics(&self, limits: &Limits) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut say = |code: &str, message: String| found.push(Diagnostic::new(code, message));
        if let Some(overflow) = &self.overflow {
            say("html/node-limit", overflow.message(limits));
        }
        if self.too_deep > 0 {
            let (count, limit) = (self.too_deep, limits.max_depth);
            say(
                "html/depth-limit",
                format!(
                    "{count} start tags more than {limit} elements deep were left out, their text was kept: raise limits.html.max_depth to read them"
                ),
            );
        }
        if self.too_much_formatting > 0 {
            let (count, limit) = (self.too_much_formatting, limits.max_formatting);
            say(
                "html/formatting-limit",
                format!("{count} formatting tags were left out, as {limit} others had not been closed"),
            );
        }
        if self.is_plain {
            let limit = limits.max_reconstructed;
            let message =
                format!("formatting was left out after {limit} elements had been opened anew, its text was kept");
            say("html/formatting-limit", message);
        }
        if self.bare > 0 {
            let (count, limit) = (self.bare, bytes_repeated(limits));
            let message = format!(
                "{count} formatting elements were opened anew without their attributes, which had been repeated over {limit} bytes"
            );
            say("html/formatting-limit", message);
        }
        if self.attributes_left_out > 0 {
            let (count, limit) = (self.attributes_left_out, limits.max_attributes);
            say(
                "html/attribute-limit",
                format!("{count} attributes past the first {limit} of an element were left out"),
            );
        }
        found
    }
}

impl Builder<'_> {
    /// Whether the tree may hold no more nodes, so that of the token that stands here only text is kept.
    #[inline]
    pub(super) fn is_full(&mut self, at: u32) -> bool {
        let is_full = self.tree.nodes.len() >= self.limits.max_nodes as usize;
        if is_full {
            self.overflow(at);
        }
        is_full
    }

    /// Whether a limit has a start tag left out. Its end tag is then left out too.
    #[inline]
    pub(super) fn leaves_out(&mut self, tag: &StartTag) -> bool {
        let name = &tag.name;
        if self.bounds.depth_at_most >= self.limits.max_depth as usize && self.is_too_deep(name) {
            self.bounds.too_deep += 1;
        } else if is_formatting(name.tag)
            && (self.bounds.is_plain || self.active.elements() >= self.limits.max_formatting as usize)
        {
            self.bounds.too_much_formatting += 1;
        } else {
            return false;
        }
        // The end of raw text must reach the builder, whatever was left out before.
        if !tag.self_closing && !is_any(name.tag, LEAF) {
            self.bounds.remember(name);
        }
        true
    }

    /// Whether an element would lie too deep. One that can hold no further elements does no harm, while without it its
    /// text would be shown.
    fn is_too_deep(&mut self, name: &Name) -> bool {
        if is_any(name.tag, LEAF) && !self.in_foreign_content() {
            return false;
        }
        if !self.bounds.counted {
            self.bounds.counted = true;
            let top = self.stack.top().node;
            let around = if top == DOCUMENT { 0 } else { self.tree.ancestors(top).count() };
            self.bounds.depth_at_most = self.stack.len().max(around);
        }
        self.bounds.depth_at_most >= self.limits.max_depth as usize
    }

    /// The attributes of an element that is opened anew. Each copy is looked at like any element, so that long ones repeated
    /// in every block would cost their length times the number of blocks.
    pub(super) fn attributes_anew(&mut self, node: NodeId) -> Attributes {
        let own = self.attributes_of(node);
        let length: usize =
            self.tree.of(own).iter().map(|named| self.read(named.value).len() + self.read(named.name).len()).sum();
        if self.bounds.repeated + length > bytes_repeated(self.limits) {
            self.bounds.bare += 1;
            return Attributes::default();
        }
        self.bounds.repeated += length;
        own
    }

    /// Closes all formatting elements, before the token that begins at a place, once too many were opened anew.
    #[inline]
    pub(super) fn bound_reconstruction(&mut self, at: u32) {
        if self.bounds.reconstructed >= self.limits.max_reconstructed as usize && !self.bounds.is_plain {
            self.close_formatting(at);
        }
    }

    #[cold]
    fn close_formatting(&mut self, at: u32) {
        // Raw text holds no elements, and ends with its own tag.
        if self.mode == Mode::Text {
            return;
        }
        self.bounds.is_plain = true;
        self.span = (at, at);
        // One of each name a round, and a round more for what a misnested one leaves behind.
        for _ in 0..=self.limits.max_formatting {
            if self.active.elements() == 0 && FORMATTING.iter().all(|tag| !self.stack.has(*tag)) {
                return;
            }
            for tag in FORMATTING {
                self.process_counted(&Token::End(&Name::from(tag)));
            }
        }
    }
}

/// How many bytes of attributes may be repeated by elements that are opened anew.
fn bytes_repeated(limits: &Limits) -> usize {
    limits.max_reconstructed as usize * BYTES_EACH
}

/// Formatting elements but for `<a>`, of which only one can be active, and which holds an address.
const FORMATTING: [Tag; 13] = [
    Tag::B,
    Tag::Big,
    Tag::Code,
    Tag::Em,
    Tag::Font,
    Tag::I,
    Tag::NoBr,
    Tag::S,
    Tag::Small,
    Tag::Strike,
    Tag::Strong,
    Tag::Tt,
    Tag::U,
];

fn is_formatting(tag: Tag) -> bool {
    use Tag::{B, Big, Code, Em, Font, I, NoBr, S, Small, Strike, Strong, Tt, U};
    matches!(tag, B | Big | Code | Em | Font | I | NoBr | S | Small | Strike | Strong | Tt | U)
}
