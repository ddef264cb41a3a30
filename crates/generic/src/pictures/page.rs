//! What is known of a page before its texts are asked one by one whether they are captions.

use std::cell::{OnceCell, RefCell};

use copydesk_core::{Candidate, Document, Draft, Field, Shape};

use super::groups::called;
use super::holdings::{Holding, around, holding};
use crate::classes::Hint;
use crate::fast::{FastMap, FastSet};
use crate::judge::Read;
use crate::lexical::{Lexical, has_letters, letters};

/// What is known of a page before its texts are looked at one by one.
pub(super) struct Page<'d, 'c> {
    pub(super) document: &'d dyn Document,
    /// What every block's text looks like.
    pub(super) counts: &'c [Lexical],
    pub(super) holdings: Vec<Holding>,
    /// What every element calls itself.
    pub(super) hints: &'c [Hint],
    /// For each element the way out to one that calls itself a caption, itself being 1; 0 where there is none near.
    pub(super) called: Vec<u8>,
    /// For each element whether it lies in the `<article>` (or `<main>`) around the body, or in the body itself, where it was
    /// asked.
    pub(super) around: OnceCell<Vec<bool>>,
    /// Whether elements of many texts hold few but for credits, where they were asked.
    pub(super) few: RefCell<FastMap<u32, bool>>,
    /// Words of kept running text.
    pub(super) body: u32,
    /// The headline and the last running text.
    pub(super) range: (usize, usize),
    /// Short texts that stand on the page more than once.
    pub(super) repeated: OnceCell<FastSet<&'d str>>,
    /// Headlines and descriptions, as letters, where they were asked for.
    pub(super) told: OnceCell<Vec<String>>,
    pub(super) titles: OnceCell<Vec<String>>,
    /// The authors' names, as letters.
    pub(super) authors: OnceCell<Vec<String>>,
}

impl<'d, 'c> Page<'d, 'c> {
    pub(super) fn of(draft: &Draft<'d>, read: &'c Read) -> Option<Self> {
        let counts = read.counts.as_slice();
        let document = draft.document();
        let blocks = document.blocks();
        let mut first = None;
        let mut last = 0;
        let mut holdings = vec![Holding::default(); document.elements().len()];
        let mut body = 0;
        for (at, block) in blocks.iter().enumerate() {
            let own = holding(draft, at, block, counts[at]);
            if own.body > 0 {
                first.get_or_insert(at);
                last = at;
                body += own.body;
            }
            if let Some(element) = block.element {
                holdings[element as usize].add(own);
            }
        }
        let first = first?;
        let elements = document.elements();
        for at in (0..holdings.len()).rev() {
            holdings[at].figcaptions += u32::from(elements[at].tag == "figcaption");
            if let Some(parent) = elements[at].parent {
                let own = holdings[at];
                holdings[parent as usize].add(own);
            }
        }
        let titles: Vec<&Candidate> = document.metadata().of(Field::Title).collect();
        let shows_title = |at: &usize| {
            matches!(blocks[*at].shape, Shape::Heading(_)) && {
                let own = letters(&blocks[*at].text);
                titles.iter().any(|title| has_letters(&title.value, &own))
            }
        };
        let headline =
            (0..first).find(shows_title).or_else(|| (0..first).rev().find(|&at| blocks[at].shape == Shape::Heading(1)));
        Some(Self {
            document,
            counts,
            called: called(elements, &read.hints),
            hints: &read.hints,
            around: OnceCell::new(),
            few: RefCell::default(),
            body,
            range: (headline.unwrap_or(first), last),
            told: OnceCell::new(),
            titles: OnceCell::new(),
            authors: OnceCell::new(),
            repeated: OnceCell::new(),
            holdings,
        })
    }

    pub(super) fn around(&self) -> &[bool] {
        self.around.get_or_init(|| around(self.document, &self.holdings, self.body))
    }

    pub(super) fn told(&self) -> &[String] {
        self.told.get_or_init(|| self.candidates(&[Field::Title, Field::Standfirst]))
    }

    pub(super) fn titles(&self) -> &[String] {
        self.titles.get_or_init(|| self.candidates(&[Field::Title]))
    }

    pub(super) fn authors(&self) -> &[String] {
        self.authors.get_or_init(|| self.candidates(&[Field::Authors]))
    }

    /// The letters of what the page offers for some fields, each once.
    fn candidates(&self, fields: &[Field]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let mut texts: FastSet<&str> = FastSet::default();
        for candidate in &self.document.metadata().candidates {
            if fields.contains(&candidate.field) && texts.insert(&candidate.value) {
                told.push(letters(&candidate.value));
            }
        }
        told.retain(|told| !told.is_empty());
        told
    }

    /// Words of kept running text of a block.
    pub(super) fn body_of(&self, draft: &Draft<'_>, at: usize) -> u32 {
        holding(draft, at, &self.document.blocks()[at], self.counts[at]).body
    }
}
