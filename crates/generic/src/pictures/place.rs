//! Whether a caption stands where those of the article do.

use copydesk_core::Block;

use super::Evidence;
use super::names::is_foreign;
use super::page::Page;
use crate::captions::{is_credit, trailing_credit};

impl Page<'_, '_> {
    /// Whether a caption stands where those of the article do.
    pub(super) fn is_the_articles(&self, at: usize, block: &Block, evidence: Evidence) -> bool {
        let elements = self.document.elements();
        let mut next = block.element;
        let mut inside = false;
        while let Some(element) = next {
            if self.holdings[element as usize].body > 0 && !self.is_own_body(element, at) {
                break;
            }
            // What the parts of a picture's own element or a figure are called says nothing of whose it is.
            inside |= self.holdings[element as usize].pictures > 0 && elements[element as usize].tag != "figure";
            if evidence >= Evidence::Named && !inside {
                next = elements[element as usize].parent;
                continue;
            }
            let hint = self.hints[element as usize];
            if hint.against.is_some_and(|why| is_foreign(why, hint.mild, evidence)) {
                return false;
            }
            next = elements[element as usize].parent;
        }
        let (headline, last) = self.range;
        if (headline..=last).contains(&at) {
            return true;
        }
        // Behind the article stand pictures of other articles, which have no credits.
        let is_enough =
            evidence >= Evidence::Stated || evidence == Evidence::Named && (at < headline || self.has_credit(at));
        is_enough && block.element.is_some_and(|element| self.around()[element as usize])
    }

    /// Whether a text ends with a credit, or one stands beside it.
    fn has_credit(&self, at: usize) -> bool {
        let blocks = self.document.blocks();
        let beside = [at.checked_sub(1), Some(at + 1)];
        trailing_credit(&blocks[at].text).is_some()
            || beside.into_iter().flatten().any(|at| blocks.get(at).is_some_and(|beside| is_credit(&beside.text)))
    }

    /// Whether the running text that an element holds is the very text that is looked at.
    fn is_own_body(&self, element: u32, block: usize) -> bool {
        self.holdings[element as usize].body <= self.counts[block].words
    }
}
