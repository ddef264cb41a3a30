//! Applying the rules of a source to a draft.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use copydesk_core::{Diagnostic, Document, Draft, ExtractError, Form, Match, Target};

mod blocks;
mod body;
mod credit;
mod cut;
pub(crate) mod dates;
mod fields;

pub use body::NO_LAYOUT;

use crate::compile::Test;
use crate::extractor::RulesExtractor;
use crate::pattern::{on_one_line, part_on_one_line};
use crate::tables::Scope;

/// Applies all rules, section by section.
pub(crate) fn amend(extractor: &RulesExtractor, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let page = Page::new(extractor, draft.document());
    body::apply(extractor, &page, draft)?;
    blocks::drop(&extractor.drop, &page, draft)?;
    blocks::keep(&extractor.keep, &page, draft)?;
    blocks::retype(&extractor.retype, &page, draft)?;
    cut::apply(&extractor.cut, &page, draft)?;
    credit::apply(&extractor.credit, &page, draft)?;
    fields::apply(extractor, &page, draft)?;
    if page.is_limited.get() {
        let most = extractor.limits.max_ranges;
        let message = format!("a rule found more than {most} ranges inside blocks; the rest was left as it was");
        draft.diagnose(Diagnostic::of_source("rules/range-limit", &extractor.info.name, message));
    }
    Ok(())
}

/// A page with what the rules ask of it: each question is put once.
pub(crate) struct Page<'d> {
    pub(crate) document: &'d dyn Document,
    /// For each pattern of the source, the blocks whose text matches it, in order.
    hits: Vec<Vec<u32>>,
    selected: RefCell<HashMap<String, Rc<Vec<Match>>>>,
    max_ranges: usize,
    /// Whether a rule found more ranges than these.
    is_limited: Cell<bool>,
}

/// Something that a rule found.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// The block, or the range of it that the element or the match covers.
    pub(crate) target: Target,
    /// The range of the block's text that `text` matched; the whole target where the rule has none.
    pub(crate) matched: Range<usize>,
    /// The range that the rule's pattern captured as the value; see [`value_of`].
    pub(crate) value: Range<usize>,
}

impl<'d> Page<'d> {
    fn new(extractor: &RulesExtractor, document: &'d dyn Document) -> Self {
        let mut hits = vec![Vec::new(); extractor.patterns.len()];
        for (number, block) in document.blocks().iter().enumerate() {
            for pattern in extractor.patterns.matches(&on_one_line(block)) {
                hits[pattern].push(number as u32);
            }
        }
        Self {
            document,
            hits,
            selected: RefCell::default(),
            max_ranges: extractor.limits.max_ranges as usize,
            is_limited: Cell::new(false),
        }
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: u32) -> &'d str {
        &self.document.blocks()[block as usize].text
    }

    /// The elements that a selector finds.
    pub(crate) fn select(&self, css: &str) -> Result<Rc<Vec<Match>>, ExtractError> {
        if let Some(known) = self.selected.borrow().get(css) {
            return Ok(Rc::clone(known));
        }
        let found = match self.document.form() {
            Form::Html => self.document.select(css)?,
            Form::Text => Vec::new(),
        };
        let found = Rc::new(found);
        self.selected.borrow_mut().insert(css.to_owned(), Rc::clone(&found));
        Ok(found)
    }

    /// All that a rule finds, in reading order, each place once.
    pub(crate) fn find(&self, test: &Test, scope: Scope) -> Result<Vec<Hit>, ExtractError> {
        let mut hits: Vec<Hit> = Vec::new();
        match (&test.select, &test.text) {
            (None, None) => {}
            (None, Some((_, number))) => {
                for &block in &self.hits[*number] {
                    self.push(&mut hits, test, scope, Target::from(block));
                }
            }
            (Some(css), _) => {
                for found in self.select(css)?.iter() {
                    for &target in &found.targets {
                        self.push(&mut hits, test, scope, target);
                    }
                }
                // Elements that lie within one another show the same block twice.
                hits.sort_by_key(|hit| (hit.target.block, hit.target.range));
                hits.dedup_by_key(|hit| hit.target);
            }
        }
        if hits.is_empty() {
            return Ok(hits);
        }
        let blocks = self.document.blocks().len() as u32;
        let first = test.among_last.map_or(0, |last| blocks.saturating_sub(last));
        let end = test.among_first.unwrap_or(blocks);
        hits.retain(|hit| (first..end).contains(&hit.target.block));
        let cover = |css: &Option<String>| css.as_deref().map(|css| Ok(Cover::of(&self.select(css)?))).transpose();
        let (within, not_within) = (cover(&test.within)?, cover(&test.not_within)?);
        // What is surely no hit does not count for the limit. Whether a range lies in another is asked of so many only.
        let may_hit = |hit: &Hit| {
            within.as_ref().is_none_or(|cover| cover.touches(hit.target.block))
                && !not_within.as_ref().is_some_and(|cover| cover.holds_whole(hit.target.block))
        };
        let mut ranges = 0;
        hits.retain(|hit| {
            may_hit(hit) && {
                ranges += usize::from(hit.target.range.is_some());
                hit.target.range.is_none() || ranges <= self.max_ranges
            }
        });
        self.is_limited.set(self.is_limited.get() || ranges > self.max_ranges);
        hits.retain(|hit| {
            within.as_ref().is_none_or(|cover| cover.holds(hit.target))
                && !not_within.as_ref().is_some_and(|cover| cover.holds(hit.target))
        });
        Ok(hits)
    }

    /// Adds a target where its text passes the test: as it is, or each range of it that matches.
    fn push(&self, hits: &mut Vec<Hit>, test: &Test, scope: Scope, target: Target) {
        let block = &self.document.blocks()[target.block as usize];
        let range = target.range.map_or(0..block.text.len(), |(start, end)| start as usize..end as usize);
        let Some((pattern, _)) = &test.text else {
            hits.push(Hit { target, matched: range.clone(), value: range });
            return;
        };
        // One more than so many shows that there are too many.
        let most = self.max_ranges.saturating_add(1);
        for found in pattern.regex().captures_iter(&part_on_one_line(block, range.clone())).take(most) {
            let shift = |found: Range<usize>| found.start + range.start..found.end + range.start;
            let matched = shift(found.get_match().range());
            let value = shift(value_of(&found));
            let target = match scope {
                Scope::Block => target,
                Scope::Match => Target::from((target.block, matched.clone())),
            };
            hits.push(Hit { target, matched, value });
            if scope == Scope::Block {
                return;
            }
        }
    }
}

/// The range of the value in a match: the group `value`, else the first group, else the whole.
pub(crate) fn value_of(found: &regex::Captures<'_>) -> Range<usize> {
    found.name("value").or_else(|| found.get(1)).unwrap_or_else(|| found.get_match()).range()
}

/// What some elements cover, by block: a page may hold as many elements as blocks, and each is asked about each.
struct Cover(HashMap<u32, Vec<Target>>);

impl Cover {
    fn of(elements: &[Match]) -> Self {
        let mut cover: HashMap<u32, Vec<Target>> = HashMap::new();
        for &target in elements.iter().flat_map(|found| &found.targets) {
            let known = cover.entry(target.block).or_default();
            // Elements lie within one another: a block that is covered whole needs no further word.
            if known.first().is_none_or(|first| first.range.is_some()) {
                if target.range.is_none() {
                    known.clear();
                }
                known.push(target);
            }
        }
        Self(cover)
    }

    /// Whether any of a block is covered.
    fn touches(&self, block: u32) -> bool {
        self.0.contains_key(&block)
    }

    /// Whether all of a block is covered.
    fn holds_whole(&self, block: u32) -> bool {
        self.0.get(&block).and_then(|outer| outer.first()).is_some_and(|first| first.range.is_none())
    }

    fn holds(&self, target: Target) -> bool {
        self.0.get(&target.block).is_some_and(|outer| outer.iter().any(|outer| holds(*outer, target)))
    }
}

/// Whether one target lies in another.
pub(crate) fn holds(outer: Target, inner: Target) -> bool {
    outer.block == inner.block
        && match (outer.range, inner.range) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((start, end)), Some((first, last))) => start <= first && last <= end,
        }
}
