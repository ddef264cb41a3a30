//! An HTML page as a document.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use copydesk_core::{Block, Diagnostic, Document, Element, ExtractError, Form, Match, Metadata, Origin};

use crate::blocks::{self, Segmentation};
use crate::limits::Limits;
use crate::select::{MAX_SIBLING_STEPS, SelectorSet};
use crate::tree::{HREF, NodeId, Tag, Tree};
use crate::{charset, content, metadata, parse, shadows, strays, streamed};

/// An HTML page: its blocks, its metadata, and selectors over its tree.
#[derive(Debug)]
pub struct HtmlDocument<'p> {
    origin: Origin,
    tree: Tree<'p>,
    /// Whether the tree's nodes are there no more.
    is_closed: bool,
    /// What they said that addresses are relative to, once they are there no more.
    base: Option<String>,
    encoding: &'static str,
    segmentation: Segmentation,
    metadata: Metadata,
    diagnostics: Vec<Diagnostic>,
    /// The elements that selectors matched, by the selector's text.
    matched: RefCell<HashMap<String, Vec<NodeId>>>,
    max_match_repetition: usize,
    /// Whether the matches of some selector filled more than they may.
    are_matches_limited: Cell<bool>,
    /// Whether some selector may have missed elements.
    are_matches_missed: Cell<bool>,
}

impl<'p> HtmlDocument<'p> {
    /// Reads a page. Whatever the bytes are, there is a document; what was wrong with them, and what the limits left
    /// out, is in its diagnostics. `content_type` is the whole header as it came with the page. A page in UTF-8 is not
    /// copied.
    pub fn read(bytes: &'p [u8], content_type: Option<&str>, origin: Origin, limits: &Limits) -> Self {
        let mut diagnostics = Vec::new();
        let (text, encoding) = decode(bytes, content_type, limits, &mut diagnostics);
        let (mut tree, problems) = parse::parse(text, limits);
        diagnostics.extend(problems);
        diagnostics.extend(streamed::settle(&mut tree, limits));
        diagnostics.extend(shadows::settle(&mut tree, limits));
        strays::settle(&mut tree);
        let mut segmentation = blocks::segment(&tree, limits.max_blocks);
        if segmentation.is_limited {
            let most = limits.max_blocks;
            let message = format!(
                "the page has more than {most} blocks, the text of the rest was joined to one: raise limits.html.max_blocks"
            );
            diagnostics.push(Diagnostic::new("html/block-limit", message));
        }
        let (metadata, problems) = metadata::read(&tree, &segmentation, limits);
        segmentation.notes = Vec::new();
        diagnostics.extend(problems);
        tracing::debug!(
            encoding,
            bytes = bytes.len(),
            nodes = tree.nodes.len(),
            blocks = segmentation.blocks.len(),
            candidates = metadata.candidates.len(),
            "read html page"
        );
        Self {
            origin,
            tree,
            is_closed: false,
            base: None,
            encoding,
            segmentation,
            metadata,
            diagnostics,
            matched: RefCell::default(),
            max_match_repetition: limits.max_match_repetition as usize,
            are_matches_limited: Cell::new(false),
            are_matches_missed: Cell::new(false),
        }
    }

    /// Matches all selectors of a set in one walk and remembers what they match, so that asking for one of them by
    /// [`Document::select`] is a look-up.
    pub fn prepare(&self, set: &SelectorSet) {
        let (found, is_limited) = set.match_all(&self.tree);
        self.are_matches_missed.set(self.are_matches_missed.get() || is_limited);
        self.matched.borrow_mut().extend(set.css().iter().cloned().zip(found));
    }

    /// Gives back the tree, which often is most of what a page takes, once nobody is going to ask for selectors: to ask all the same
    /// is an error from then on. Blocks, elements and metadata stay.
    pub fn close(&mut self) {
        self.base = self.base().map(str::to_owned);
        self.is_closed = true;
        self.tree.close();
        self.segmentation.close();
        self.matched.borrow_mut().clear();
    }

    /// The page after decoding to UTF-8: what the blocks' spans point into.
    pub fn text(&self) -> &str {
        &self.tree.text
    }

    /// What the page says that its addresses are relative to: the address of its first `<base>` that has one (HTML standard,
    /// 4.2.3).
    pub fn base(&self) -> Option<&str> {
        if !self.tree.has_base {
            return self.base.as_deref();
        }
        let nodes = 0..self.tree.nodes.len() as NodeId;
        nodes.filter(|node| self.tree.tag(*node) == Tag::Base).find_map(|node| self.tree.element(node)?.known(HREF))
    }

    /// The encoding that the page was read in, by its name in the Encoding standard.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Says so, if the matches of some selector filled more than the limit lets them. To be asked when all selectors have
    /// been: the document's own diagnostics are those of reading it.
    pub fn match_limit(&self) -> Option<Diagnostic> {
        if self.are_matches_missed.get() {
            let message =
                format!("selectors were matched for {MAX_SIBLING_STEPS} steps between siblings and no further");
            return Some(Diagnostic::new("html/match-limit", message));
        }
        self.are_matches_limited.get().then(|| {
            let times = self.max_match_repetition;
            let message = format!("matches of a selector that fill more than {times} times the page have no text");
            Diagnostic::new("html/match-limit", message)
        })
    }

    fn matches(&self, nodes: &[NodeId]) -> Vec<Match> {
        // Elements that match may lie within one another, each with all the text of the next; on a page made to harm,
        // this would be hundreds of times the page.
        let mut budget = self.tree.text.len().saturating_mul(self.max_match_repetition).max(MIN_BUDGET);
        let mut matches = Vec::with_capacity(nodes.len());
        for node in nodes {
            if budget == 0 {
                self.are_matches_limited.set(true);
            }
            let text = if budget == 0 { String::new() } else { content::text(&self.tree, *node) };
            let targets = if budget == 0 { Vec::new() } else { self.segmentation.targets(&self.tree, *node) };
            budget = budget.saturating_sub(text.len() + targets.len() * size_of::<copydesk_core::Target>() + 1);
            let attributes = self.tree.element(*node).map(|element| {
                element.attributes().map(|attribute| (attribute.name.to_owned(), attribute.value.to_owned())).collect()
            });
            matches.push(Match { targets, text, attributes: attributes.unwrap_or_default() });
        }
        matches
    }
}

impl Document for HtmlDocument<'_> {
    fn origin(&self) -> &Origin {
        &self.origin
    }
    fn form(&self) -> Form {
        Form::Html
    }
    fn metadata(&self) -> &Metadata {
        &self.metadata
    }
    fn elements(&self) -> &[Element] {
        &self.segmentation.elements
    }
    fn blocks(&self) -> &[Block] {
        &self.segmentation.blocks
    }
    fn select(&self, css: &str) -> Result<Vec<Match>, ExtractError> {
        if self.is_closed {
            let problem = "the page's tree was given back: ask before the document is closed".to_owned();
            return Err(ExtractError::Selector { css: css.to_owned(), problem });
        }
        if !self.matched.borrow().contains_key(css) {
            let set = SelectorSet::one(css)
                .map_err(|problem| ExtractError::Selector { css: problem.css, problem: problem.problem })?;
            self.prepare(&set);
        }
        Ok(self.matched.borrow().get(css).map(|nodes| self.matches(nodes)).unwrap_or_default())
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// The texts of one selector's matches may fill as much as this on any page, in bytes.
const MIN_BUDGET: usize = 1 << 20;

/// Sizes above this are refused whatever the limit says: places in the page are counted in 32 bits.
const MOST_BYTES: u64 = 1 << 30;

fn decode<'p>(
    bytes: &'p [u8],
    content_type: Option<&str>,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Cow<'p, str>, &'static str) {
    let limit = limits.max_bytes.min(MOST_BYTES) as usize;
    let kept = &bytes[..bytes.len().min(limit)];
    let whole = kept.len() == bytes.len();
    let mut decoded = charset::decode_part(kept, content_type, true, whole);
    if let Some(problem) = decoded.problem.take() {
        diagnostics.push(Diagnostic::new("html/charset", problem));
    }
    let mut end = decoded.text.len().min(limit);
    while !decoded.text.is_char_boundary(end) {
        end -= 1;
    }
    if !whole || end < decoded.text.len() {
        diagnostics.push(Diagnostic::new(
            "html/byte-limit",
            format!(
                "the page has {} bytes, of which the first {limit} were read: raise limits.html.max_bytes to read more",
                bytes.len()
            ),
        ));
        match &mut decoded.text {
            Cow::Borrowed(text) => *text = &text[..end],
            Cow::Owned(text) => text.truncate(end),
        }
    }
    (decoded.text, decoded.encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'p>(page: &'p [u8], limits: &Limits) -> HtmlDocument<'p> {
        HtmlDocument::read(page, None, Origin::default(), limits)
    }

    #[track_caller]
    fn check_select(page: &str, css: &str, expected: &[(&str, &[u32])]) {
        let document = read(page.as_bytes(), &Limits::default());
        for _ in 0..2 {
            let matches = document.select(css).expect("the selector of a test can be read");
            let found: Vec<(&str, Vec<u32>)> = matches
                .iter()
                .map(|found| (found.text.as_str(), found.targets.iter().map(|target| target.block).collect()))
                .collect();
            let expected: Vec<(&str, Vec<u32>)> =
                expected.iter().map(|(text, blocks)| (*text, blocks.to_vec())).collect();
            assert_eq!(found, expected, "{css} on {page}");
        }
    }

    #[test]
    fn selects_blocks_and_what_stands_in_the_head() {
        let page =
            "<title>Quay  news</title><script type=a>x</script><div class=c><p>One</p><p>Two <b>three</b></p></div>";
        check_select(page, "title", &[("Quay news", &[])]);
        check_select(page, "script", &[("x", &[])]);
        check_select(page, ".c", &[("One Two three", &[0, 1])]);
        check_select(page, "b, p", &[("One", &[0]), ("Two three", &[1]), ("three", &[1])]);
        check_select(page, "table", &[]);
    }

    #[test]
    fn prepared_selectors_give_what_single_ones_give() {
        let document = read(b"<p class=a id=x>One</p><p>Two</p>", &Limits::default());
        let set = SelectorSet::compile([".a", "p"]).expect("the selectors of a test can be read");
        document.prepare(&set);
        let found = document.select(".a").expect("the selector was prepared");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].attribute("id"), Some("x"));
        assert_eq!(document.select("p").map(|found| found.len()), Ok(2));
    }

    #[test]
    fn selector_that_cannot_be_read_is_an_error() {
        let document = read(b"", &Limits::default());
        assert!(matches!(document.select("p["), Err(ExtractError::Selector { css, .. }) if css == "p["));
    }

    #[test]
    fn closed_documents_keep_all_but_their_tree() {
        let mut document = read(b"<title>Quay</title><base href='/a/'><base href='/b/'><p>One</p>", &Limits::default());
        let before = (document.blocks().to_vec(), document.elements().to_vec(), document.metadata().clone());
        assert_eq!(document.base(), Some("/a/"));
        document.close();
        let behind = (document.blocks().to_vec(), document.elements().to_vec(), document.metadata().clone());
        assert_eq!((behind, document.base()), (before, Some("/a/")));
        assert!(
            matches!(document.select("p"), Err(ExtractError::Selector { problem, .. }) if problem.contains("given back"))
        );
    }

    #[test]
    fn nested_matches_do_not_multiply_the_page() {
        let page = format!("{}{}", "<div>".repeat(400), "word ".repeat(40_000));
        let document = read(page.as_bytes(), &Limits::default());
        let found = document.select("div").expect("the selector of a test can be read");
        assert_eq!(found.len(), 400);
        let bytes: usize = found.iter().map(|found| found.text.len()).sum();
        assert!(bytes <= page.len() * 9, "{bytes} bytes");
        assert_eq!(document.match_limit().map(|told| told.code), Some("html/match-limit".to_owned()));
    }

    #[test]
    fn long_pages_are_cut_and_say_so() {
        let limits = Limits { max_bytes: 12, ..Limits::default() };
        let document = read("<p>abcdefgh\u{e9}</p>".as_bytes(), &limits);
        assert_eq!(document.text(), "<p>abcdefgh");
        let codes: Vec<&str> = document.diagnostics().iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, ["html/byte-limit"]);
    }

    #[test]
    fn any_bytes_are_a_document() {
        for bytes in [&b""[..], b"\0\0\0", b"\xff\xfe", b"<", b"<!--", b"<p", &[0x89, b'P', b'N', b'G', 13, 10, 26, 10]]
        {
            let document = read(bytes, &Limits::default());
            assert_eq!(document.form(), Form::Html);
            assert!(document.blocks().len() <= 1, "{bytes:?}");
        }
    }
}
