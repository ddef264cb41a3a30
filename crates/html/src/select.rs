//! CSS selectors over the tree: many compiled once, and matched together in one walk.

mod around;
mod bucket;
mod element;
mod elements;
mod grammar;

use std::cell::Cell;
use std::collections::HashMap;

use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;
use selectors::parser::Selector;

use crate::tree::{DOCUMENT, NodeId, Step, Tree};

use around::Around;
use bucket::Buckets;
use element::ElementRef;
use grammar::Grammar;

/// A selector that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("selector {css:?}: {problem}")]
pub struct SelectorProblem {
    /// The selector as it was given.
    pub css: String,
    /// What is wrong with it, and where.
    pub problem: String,
}

/// Selectors that are matched together. Names of tags and attributes match in any case, ids and classes as written,
/// whatever the page's document type says. Pseudo-elements and pseudo-classes of state (`:hover`) are refused.
#[derive(Debug, Default)]
pub struct SelectorSet {
    /// Each selector text once, in the order they were first given.
    css: Vec<String>,
    index: HashMap<String, usize>,
    buckets: Buckets,
    around: Around,
}

impl SelectorSet {
    /// Compiles selectors (each may be a list, `h1, .title`). One that is given twice is compiled and matched once.
    ///
    /// # Errors
    /// A problem for each selector that cannot be read.
    pub fn compile<'a>(css: impl IntoIterator<Item = &'a str>) -> Result<Self, Vec<SelectorProblem>> {
        let mut set = Self::default();
        let mut problems = Vec::new();
        for css in css {
            if set.index.contains_key(css) {
                continue;
            }
            match grammar::parse(css) {
                Ok(alternatives) => set.add(css, alternatives.slice()),
                Err(problem) => problems.push(SelectorProblem { css: css.to_owned(), problem }),
            }
        }
        if problems.is_empty() { Ok(set) } else { Err(problems) }
    }

    /// Compiles one selector.
    ///
    /// # Errors
    /// The problem, if it cannot be read.
    pub fn one(css: &str) -> Result<Self, SelectorProblem> {
        let alternatives = grammar::parse(css).map_err(|problem| SelectorProblem { css: css.to_owned(), problem })?;
        let mut set = Self::default();
        set.add(css, alternatives.slice());
        Ok(set)
    }

    /// The names of elements in a selector that HTML, SVG and `MathML` do not know: `story` in `story > p`, where `.story` was
    /// meant. Those of custom elements, which have a hyphen, and those inside pseudo-classes are not told.
    pub fn unknown_elements(css: &str) -> Vec<String> {
        grammar::unknown_elements(css)
    }

    /// The selectors, in the order they were first given.
    pub fn css(&self) -> &[String] {
        &self.css
    }

    /// Where a selector stands in [`Self::css`], if it is one of the set.
    pub fn position(&self, css: &str) -> Option<usize> {
        self.index.get(css).copied()
    }

    /// For each selector of [`Self::css`], the elements that match it, in document order. Contents of templates are
    /// not looked at. And whether that took more than [`MAX_SIBLING_STEPS`], so that some may be missing.
    pub(crate) fn match_all(&self, tree: &Tree<'_>) -> (Vec<Vec<NodeId>>, bool) {
        let mut found = vec![Vec::new(); self.css.len()];
        if self.css.is_empty() {
            return (found, false);
        }
        let steps = Cell::new(MAX_SIBLING_STEPS);
        let mut caches = SelectorCaches::default();
        let mut context = context(&mut caches);
        let mut open = self.around.none_open();
        for step in tree.walk(DOCUMENT) {
            let (Step::Enter(id) | Step::Leave(id)) = step;
            let Some(element) = tree.element(id) else { continue };
            if step == Step::Leave(id) {
                open.leave(&self.around, element);
                continue;
            }
            self.buckets.candidates(element, |candidate| {
                let matches: &mut Vec<NodeId> = &mut found[candidate.owner];
                // Another alternative of the same selector may have matched already.
                if matches.last() != Some(&id)
                    && open.has_all(&candidate.around)
                    && matches_one(&candidate.selector, ElementRef { tree, id, steps: &steps }, &mut context)
                {
                    matches.push(id);
                }
            });
            open.enter(&self.around, element);
        }
        (found, steps.get() == 0)
    }

    fn add(&mut self, css: &str, alternatives: &[Selector<Grammar>]) {
        let owner = self.css.len();
        self.css.push(css.to_owned());
        self.index.insert(css.to_owned(), owner);
        for selector in alternatives {
            let around = self.around.add(selector);
            self.buckets.add(owner, selector.clone(), around);
        }
    }
}

/// The most steps from sibling to sibling (`~`, `+`, `:nth-child`) that matching a set on one page takes: a page of a thousand
/// paragraphs in one element takes half a million for each selector with `~`.
pub(crate) const MAX_SIBLING_STEPS: u32 = 50_000_000;

/// What matching is done in.
fn context(caches: &mut SelectorCaches) -> MatchingContext<'_, Grammar> {
    MatchingContext::new(
        MatchingMode::Normal,
        None,
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

fn matches_one(
    selector: &Selector<Grammar>,
    element: ElementRef<'_>,
    context: &mut MatchingContext<'_, Grammar>,
) -> bool {
    matches_selector(selector, 0, None, element, context)
}

#[cfg(test)]
mod tests;
