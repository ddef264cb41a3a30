//! What a text stands with: a picture beside it or in one small element, a figure, an element that calls itself a caption.

use copydesk_core::{Block, Draft, Element, Shape};

use super::holdings::{is_picture, is_text};
use super::names::is_named_after_pictures;
use super::page::Page;
use super::{Evidence, MAX_GROUP_WORDS, is_kept_picture};
use crate::captions::is_credit;
use crate::classes::Hint;

/// Most texts in an element that holds a picture and its caption: caption, credit, a counter, a label.
const MAX_GROUP_TEXTS: u32 = 4;
/// How many elements around a linked text are asked for its `<figcaption>`.
const FIGCAPTION_WITHIN: u8 = 3;
/// The longest linked text that may be the credit of a picture without being in a `<figcaption>`, in bytes.
const MAX_LINKED_CREDIT: usize = 120;
/// How far from its picture a caption stands in a figure, in blocks, and how many elements around both are looked at.
const FIGURE_REACH: usize = 3;
const MAX_FIGURE_DEPTH: usize = 5;

impl Page<'_, '_> {
    /// What speaks for a text being a caption, by what it stands with.
    pub(super) fn evidence(&self, text: usize, block: &Block) -> Option<Evidence> {
        let blocks = self.document.blocks();
        let is_picture = |at: usize| blocks.get(at).is_some_and(|block| is_picture(block.shape) && !block.ornament);
        let is_credit_at = |at: usize| blocks.get(at).is_some_and(|block| is_credit(&block.text));
        let beside_picture = is_picture(text + 1)
            || text.checked_sub(1).is_some_and(is_picture)
            || text.checked_sub(2).is_some_and(is_picture) && is_credit_at(text - 1);
        let mut stated = false;
        let inline = matches!(block.shape, Shape::Paragraph | Shape::Plain | Shape::Heading(_) | Shape::Caption);
        let item = matches!(block.shape, Shape::ListItem(_));
        if !inline && !item {
            return None;
        }
        if !beside_picture && !self.shares_group(block) {
            return None;
        }
        let mut next = block.element;
        let mut innermost = true;
        while let Some(at) = next {
            let element = &self.document.elements()[at as usize];
            let holding = &self.holdings[at as usize];
            if holding.words > MAX_GROUP_WORDS && element.tag != "figcaption" {
                return None;
            }
            if element.tag == "button" {
                return None;
            }
            if element.tag == "figure" {
                // A quotation or text set apart as a figure; or the figure's caption is another text.
                let illustrates = holding.pictures > 0 && holding.figcaptions == 0 && holding.quotes == 0;
                return (inline && illustrates && self.holds_few_texts(at)).then_some(Evidence::Stated);
            }
            if element.tag == "figcaption" {
                return (!self.attributes_quote(at)).then_some(Evidence::Captioned);
            }
            let hint = self.hints[at as usize];
            // An item is called so by what it holds, not by itself.
            let may_state = inline || innermost && element.tag != "li";
            stated = stated || may_state && (hint.is_caption || hint.describes_picture);
            if stated && beside_picture {
                return Some(Evidence::Stated);
            }
            if holding.pictures > 0 {
                if stated {
                    return Some(Evidence::Stated);
                }
                let alone = holding.headings == 0
                    && holding.quotes == 0
                    && holding.linked_pictures < holding.pictures
                    && !(innermost && element.tag == "p")
                    && self.holds_few_texts(at);
                let is_named = || self.is_named_within(block, at);
                return alone.then(|| if is_named() { Evidence::Named } else { Evidence::Bare });
            }
            innermost = false;
            next = element.parent;
        }
        None
    }

    /// Whether one of the innermost elements around a block calls itself a caption.
    pub(super) fn is_called_caption(&self, block: &Block) -> bool {
        block.element.is_some_and(|element| self.called[element as usize] > 0)
    }

    /// Whether one of the innermost elements around a linked block is a caption's.
    pub(super) fn is_in_caption(&self, block: &Block) -> bool {
        let is_figcaption = |element: &Element| element.tag == "figcaption";
        self.is_called_caption(block)
            && (block.text.len() <= MAX_LINKED_CREDIT
                || self.document.ancestors(block).take(FIGCAPTION_WITHIN.into()).any(is_figcaption))
    }

    /// Whether a picture that is kept stands with a text in its figure, and leads to no other page.
    pub(super) fn tells_of_kept(&self, draft: &Draft<'_>, at: usize, block: &Block) -> bool {
        let blocks = self.document.blocks();
        let near = at.saturating_sub(FIGURE_REACH)..(at + FIGURE_REACH + 1).min(blocks.len());
        let around = || self.document.ancestor_numbers(block.element);
        let mut small = around().take(MAX_FIGURE_DEPTH).filter(|&at| self.holdings[at as usize].pictures > 0);
        let Some(figure) = small.next().filter(|&at| {
            self.holdings[at as usize].words <= MAX_GROUP_WORDS && self.holdings[at as usize].linked_pictures == 0
        }) else {
            return false;
        };
        near.filter(|&at| is_kept_picture(draft, at)).any(|at| {
            self.document.ancestor_numbers(blocks[at].element).take(MAX_FIGURE_DEPTH).any(|element| element == figure)
        })
    }

    /// Whether a small element holds hardly more texts than the one that is asked for. Of its credits none counts.
    fn holds_few_texts(&self, element: u32) -> bool {
        if self.holdings[element as usize].texts <= MAX_GROUP_TEXTS {
            return true;
        }
        *self.few.borrow_mut().entry(element).or_insert_with(|| {
            let (first, end) = self.holdings[element as usize].blocks;
            let within = &self.document.blocks()[first as usize..end as usize];
            let counts = &self.counts[first as usize..end as usize];
            let counted =
                within.iter().zip(counts).filter(|(block, own)| is_text(block, **own) && !is_credit(&block.text));
            counted.take(MAX_GROUP_TEXTS as usize + 1).count() <= MAX_GROUP_TEXTS as usize
        })
    }

    /// Whether one of the elements around a block, as far as to the given one, is named after pictures.
    fn is_named_within(&self, block: &Block, outermost: u32) -> bool {
        let elements = self.document.elements();
        let mut next = block.element;
        while let Some(at) = next {
            if is_named_after_pictures(&elements[at as usize]) {
                return true;
            }
            next = elements[at as usize].parent.filter(|_| at != outermost);
        }
        false
    }

    /// Whether a small element, a figure or a `<figcaption>` holds a text with a picture. Most texts of a page stand in
    /// none, and what the elements around them are called is not asked.
    fn shares_group(&self, block: &Block) -> bool {
        let mut next = block.element;
        while let Some(at) = next {
            let element = &self.document.elements()[at as usize];
            let holding = &self.holdings[at as usize];
            match element.tag.as_str() {
                "figcaption" => return true,
                _ if holding.words > MAX_GROUP_WORDS => return false,
                "figure" => return true,
                "button" => return false,
                _ if holding.pictures > 0 => return true,
                _ => next = element.parent,
            }
        }
        false
    }

    /// Whether a `<figcaption>` says who is quoted: its figure holds a quotation and no picture.
    fn attributes_quote(&self, figcaption: u32) -> bool {
        let elements = self.document.elements();
        let figure = std::iter::successors(elements[figcaption as usize].parent, |&at| elements[at as usize].parent)
            .find(|&at| elements[at as usize].tag == "figure");
        figure.is_some_and(|at| self.holdings[at as usize].quotes > 0 && self.holdings[at as usize].pictures == 0)
    }
}

/// For each element the way out to the nearest that calls itself a caption, as [`Page::called`] has it.
pub(super) fn called(elements: &[Element], hints: &[Hint]) -> Vec<u8> {
    let mut called = vec![0; elements.len()];
    for (at, (element, hint)) in elements.iter().zip(hints).enumerate() {
        let is_caption =
            element.tag == "figcaption" || (hint.is_caption || hint.describes_picture) && element.tag != "figure";
        // Parents stand before their children.
        let around = element.parent.map_or(0, |parent| called[parent as usize]);
        called[at] = match around {
            _ if is_caption => 1,
            1..FIGCAPTION_WITHIN => around + 1,
            _ => 0,
        };
    }
    called
}
