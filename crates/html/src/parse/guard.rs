//! Between tokenizer and tree builder: gives each token its span, and keeps the tree within the limits.

use std::cell::{Cell, RefCell, RefMut};

use copydesk_core::Diagnostic;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, states::RawKind};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use crate::limits::Limits;
use crate::tree::{Attributes, NodeId, Tree};

use super::handed::Way;
use super::sink::{Handle, STAND_IN, Sink, Span};

/// What the tokenizer is to do after a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Go on.
    Continue,
    /// Read the element's contents as raw text.
    Raw(RawKind),
    /// Read the rest of the page as raw text.
    Plaintext,
    /// Stop: the tree is full.
    Stop,
}

/// How many start tags that were left out are remembered, so that their end tags are left out too.
const REMEMBERED: usize = 64;

/// The tree builder behind its limits.
pub(super) struct Guard<'t> {
    builder: TreeBuilder<Handle, Sink<'t>>,
    limits: Limits,
    page_len: u32,
    /// No more elements than this are open.
    open_at_most: Cell<usize>,
    /// No more formatting elements than this are active.
    formatting_at_most: Cell<usize>,
    /// Whether the two are exact: nothing has changed since they were counted.
    counted: Cell<bool>,
    /// The names of start tags that were left out and whose end tag has not come yet, the last at the end.
    left_out: RefCell<Vec<LocalName>>,
    /// How many elements were made beside those that the page's own tags asked for.
    reconstructed: Cell<usize>,
    /// Whether these were too many, so that there is no formatting any more.
    is_plain: Cell<bool>,
    too_deep: Cell<usize>,
    too_much_formatting: Cell<usize>,
    attributes_left_out: Cell<usize>,
    stopped_at: Cell<Option<u32>>,
    /// Where tokens go instead of into the tree, if anywhere: for the tests of the tokenizer alone.
    #[cfg(test)]
    recorded: Option<(&'t str, RefCell<Vec<Token>>)>,
}

/// The open elements and active formatting elements of the tree builder, counted.
struct Held {
    /// The current node.
    current: NodeId,
    /// How many elements are open.
    elements: usize,
    /// How many formatting elements are active, and at most two more.
    formatting: usize,
}

/// Counts the handles that the builder holds: the document, then the open elements, of which the last is the current
/// node, then the active formatting elements, and head and form if there are.
struct Counter {
    current: NodeId,
    seen: Cell<usize>,
    open: Cell<Option<usize>>,
}

impl<'t> Guard<'t> {
    pub(super) fn new(page: &'t str, limits: &Limits) -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self {
            builder: TreeBuilder::new(Sink::new(page, limits.max_attributes as usize), options),
            limits: limits.clone(),
            page_len: page.len() as u32,
            open_at_most: Cell::new(0),
            formatting_at_most: Cell::new(0),
            counted: Cell::new(false),
            left_out: RefCell::default(),
            reconstructed: Cell::new(0),
            is_plain: Cell::new(false),
            too_deep: Cell::new(0),
            too_much_formatting: Cell::new(0),
            attributes_left_out: Cell::new(0),
            stopped_at: Cell::new(None),
            #[cfg(test)]
            recorded: None,
        }
    }

    /// One that builds no tree but keeps the tokens.
    #[cfg(test)]
    pub(super) fn recording(page: &'t str) -> Self {
        Self { recorded: Some((page, RefCell::default())), ..Self::new(page, &Limits::default()) }
    }

    /// The tokens that were kept.
    #[cfg(test)]
    pub(super) fn into_recorded(self) -> Vec<Token> {
        self.recorded.map(|(_, tokens)| tokens.into_inner()).unwrap_or_default()
    }

    /// The arena, to put the attributes of the next start tag into.
    pub(super) fn arena(&self) -> RefMut<'_, Tree> {
        self.builder.sink.arena()
    }

    /// Takes a tag that stands at `span`, whose attributes are in the arena but for so many that were left out.
    pub(super) fn tag(&self, mut tag: Tag, span: Span, own: Attributes, attributes_left_out: usize) -> Next {
        if tag.kind == TagKind::EndTag {
            return if self.forget(&tag.name) { Next::Continue } else { self.pass(Token::TagToken(tag), span, None) };
        }
        self.attributes_left_out.set(self.attributes_left_out.get() + attributes_left_out);
        self.bound_reconstruction(span.0);
        let formatting = is_formatting(&tag.name);
        let counter = if self.is_too_deep(&tag) {
            Some(&self.too_deep)
        } else if formatting && self.is_too_much_formatting() {
            Some(&self.too_much_formatting)
        } else {
            None
        };
        if let Some(counter) = counter {
            counter.set(counter.get() + 1);
            // The end of raw text must reach the builder, whatever was left out before.
            if !tag.self_closing && !is_leaf(&tag.name) {
                self.remember(tag.name);
            }
            return Next::Continue;
        }
        if formatting {
            self.formatting_at_most.set(self.formatting_at_most.get() + 1);
        }
        if self.is_full(span) {
            return Next::Stop;
        }
        tag.attrs = self.builder.sink.attributes(&tag.name, own, self.way(&tag.name, formatting));
        self.pass_on(Token::TagToken(tag), span, None)
    }

    /// Whether an element would lie deeper than the limit.
    fn is_too_deep(&self, tag: &Tag) -> bool {
        let is_full = || self.open_at_most.get() >= self.limits.max_depth as usize;
        if !is_full() || self.holds_no_elements(tag) {
            return false;
        }
        self.count_open();
        is_full()
    }

    /// Whether a formatting element would be one too many.
    fn is_too_much_formatting(&self) -> bool {
        let is_full = || self.formatting_at_most.get() >= self.limits.max_formatting as usize;
        if self.is_plain.get() || !is_full() {
            return self.is_plain.get();
        }
        self.count_open();
        is_full()
    }

    /// Takes characters, none of them NUL.
    pub(super) fn characters(&self, text: StrTendril, span: Span) -> Next {
        self.bound_reconstruction(span.0);
        self.pass(Token::CharacterTokens(text.clone()), span, Some(text))
    }

    /// Takes the text of a script or style, as it stands. The builder puts it into the tree without a look at it, and is given
    /// a sign for it, so that it need not be copied.
    pub(super) fn raw_characters(&self, span: Span) -> Next {
        if self.is_full(span) {
            return Next::Stop;
        }
        #[cfg(test)]
        if let Some((page, tokens)) = &self.recorded {
            let text = StrTendril::from_slice(&page[span.0 as usize..span.1 as usize]);
            tokens.borrow_mut().push(Token::CharacterTokens(text));
            return Next::Continue;
        }
        self.builder.sink.stand_in();
        self.pass_on(Token::CharacterTokens(StrTendril::from_slice(STAND_IN)), span, None)
    }

    /// Takes any other token: NUL, comment, document type.
    pub(super) fn other(&self, token: Token, span: Span) -> Next {
        self.pass(token, span, None)
    }

    /// Whether `<![CDATA[` begins a section here: inside foreign elements.
    pub(super) fn in_foreign_content(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Ends the page and hands out the tree and a diagnostic for each limit that was reached.
    pub(super) fn finish(self) -> (Tree, Vec<Diagnostic>) {
        self.pass_on(Token::EOFToken, (self.page_len, self.page_len), None);
        self.builder.end();
        let diagnostics = self.diagnostics();
        (self.builder.sink.finish(), diagnostics)
    }

    #[inline]
    fn pass(&self, token: Token, span: Span, text: Option<StrTendril>) -> Next {
        if self.is_full(span) { Next::Stop } else { self.pass_on(token, span, text) }
    }

    /// Whether the tree may hold no more nodes, so that reading ends before the token that stands here.
    fn is_full(&self, span: Span) -> bool {
        let is_full = self.builder.sink.count() >= self.limits.max_nodes as usize;
        if is_full {
            self.stopped_at.set(Some(span.0));
        }
        is_full
    }

    #[inline]
    fn pass_on(&self, token: Token, span: Span, text: Option<StrTendril>) -> Next {
        #[cfg(test)]
        if let Some((_, tokens)) = &self.recorded {
            tokens.borrow_mut().push(token);
            return Next::Continue;
        }
        let sink = &self.builder.sink;
        let before = sink.count();
        self.counted.set(false);
        // The builder passes over these while it keeps text back.
        let passed_over = matches!(token, Token::NullCharacterToken | Token::DoctypeToken(_));
        sink.begin(span, text.is_some());
        let result = self.builder.process_token(token, 1);
        if !passed_over {
            sink.end(text);
        }
        let made = sink.count() - before;
        self.reconstructed.set(self.reconstructed.get() + made.saturating_sub(1));
        self.open_at_most.set(self.open_at_most.get() + made);
        match result {
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {
                Next::Continue
            }
            TokenSinkResult::RawData(kind) => Next::Raw(kind),
            TokenSinkResult::Plaintext => Next::Plaintext,
        }
    }

    /// Closes all formatting elements, before the token that begins at a place, once too many were opened anew.
    fn bound_reconstruction(&self, at: u32) {
        if self.reconstructed.get() < self.limits.max_reconstructed as usize || self.is_plain.replace(true) {
            return;
        }
        // One of each name a round, and a round more for what a misnested one leaves behind.
        for _ in 0..=self.limits.max_formatting {
            if self.held().is_none_or(|held| held.formatting == 0) {
                return;
            }
            for name in FORMATTING {
                let tag = Tag {
                    kind: TagKind::EndTag,
                    name,
                    self_closing: false,
                    attrs: Vec::new(),
                    had_duplicate_attributes: false,
                };
                self.pass_on(Token::TagToken(tag), (at, at), None);
            }
        }
    }

    /// How the attributes of a start tag come to its element.
    fn way(&self, name: &LocalName, formatting: bool) -> Way {
        #[cfg(test)]
        if self.recorded.is_some() {
            return Way::Through;
        }
        let is_seen =
            matches!(*name, local_name!("svg") | local_name!("math") | local_name!("input") | local_name!("image"));
        if is_seen || (self.builder.sink.has_foreign() && self.in_foreign_content()) {
            Way::Through
        } else if formatting || *name == local_name!("a") {
            Way::Sign
        } else {
            Way::Beside
        }
    }

    /// Whether the element can hold no further elements, so that one more level of it does no harm, while without it
    /// its text would be shown.
    fn holds_no_elements(&self, tag: &Tag) -> bool {
        is_leaf(&tag.name) && !self.in_foreign_content()
    }

    /// Sets the upper bounds to what they really are.
    fn count_open(&self) {
        if self.counted.replace(true) {
            return;
        }
        let Some(held) = self.held() else { return };
        self.open_at_most.set(held.elements.max(self.builder.sink.depth(held.current)));
        self.formatting_at_most.set(held.formatting);
    }

    fn held(&self) -> Option<Held> {
        let sink = &self.builder.sink;
        sink.take_asked();
        // The builder does not show its stack; but to answer this it asks the current node's name.
        self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        let current = sink.take_asked();
        let counter = Counter { current, seen: Cell::new(0), open: Cell::new(None) };
        self.builder.trace_handles(&counter);
        let open = counter.open.get()?;
        Some(Held { current, elements: open, formatting: counter.seen.get() - 1 - open })
    }

    fn remember(&self, name: LocalName) {
        let mut left_out = self.left_out.borrow_mut();
        if left_out.len() >= 2 * REMEMBERED {
            left_out.drain(..REMEMBERED);
        }
        left_out.push(name);
    }

    /// Whether the end tag belongs to a start tag that was left out.
    fn forget(&self, name: &LocalName) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        let at = left_out.iter().rposition(|have| have == name);
        if let Some(at) = at {
            left_out.truncate(at);
        }
        at.is_some()
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let limits = &self.limits;
        let attributes = self.attributes_left_out.get() + self.builder.sink.attributes_left_out();
        let mut found = Vec::new();
        let mut say = |code: &str, message: String| found.push(Diagnostic::new(code, message));
        if let Some(at) = self.stopped_at.get() {
            say(
                "html/node-limit",
                format!("the page was read up to byte {at}: its tree reached {} nodes", limits.max_nodes),
            );
        }
        if self.too_deep.get() > 0 {
            let (count, limit) = (self.too_deep.get(), limits.max_depth);
            say(
                "html/depth-limit",
                format!("{count} start tags more than {limit} elements deep were left out, their text was kept"),
            );
        }
        if self.too_much_formatting.get() > 0 {
            let (count, limit) = (self.too_much_formatting.get(), limits.max_formatting);
            say(
                "html/formatting-limit",
                format!("{count} formatting tags were left out, as {limit} others had not been closed"),
            );
        }
        if self.is_plain.get() {
            let limit = limits.max_reconstructed;
            let message =
                format!("formatting was left out after {limit} elements had been opened anew, its text was kept");
            say("html/formatting-limit", message);
        }
        if attributes > 0 {
            let limit = limits.max_attributes;
            say(
                "html/attribute-limit",
                format!("{attributes} attributes past the first {limit} of an element were left out"),
            );
        }
        found
    }
}

impl Tracer for Counter {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        if node.id == self.current && self.open.get().is_none() {
            self.open.set(Some(self.seen.get()));
        }
        self.seen.set(self.seen.get() + 1);
    }
}

/// Formatting elements but for `<a>`, of which only one can be active, and which holds an address.
const FORMATTING: [LocalName; 13] = [
    local_name!("b"),
    local_name!("big"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("nobr"),
    local_name!("s"),
    local_name!("small"),
    local_name!("strike"),
    local_name!("strong"),
    local_name!("tt"),
    local_name!("u"),
];

fn is_formatting(name: &LocalName) -> bool {
    FORMATTING.contains(name)
}

/// Elements of HTML that are empty or hold text alone.
fn is_leaf(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("iframe")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("param")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("source")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("xmp")
    )
}
