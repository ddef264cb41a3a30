//! From a decoded page to its [`Tree`]: a tokenizer that knows where in the page each token stands, and a tree builder that
//! writes what the standard makes of them straight into the arena, within the limits.
//!
//! Both are our own. A tokenizer that cannot say where a token stands is of no use here, where all rests on spans. And a
//! tree builder that serves any kind of tree is asked for each name by its text, is told nothing of limits, and hides what is
//! open, which the limits are about.

#[cfg(test)]
mod any_markup;
mod builder;
mod counter;
#[cfg(test)]
mod html5lib;
#[cfg(test)]
mod tests;
mod token;
mod tokenizer;

use std::borrow::Cow;

use copydesk_core::Diagnostic;

use crate::limits::Limits;
use crate::tree::{MOST_ATTRIBUTES, Tree};

use builder::Builder;
use counter::Counter;
use tokenizer::Tokenizer;

/// Parses a page. Scripts count as switched off, so that `<noscript>` holds elements. Never fails: a page that breaks
/// a limit yields the tree so far as the limit allows, and a diagnostic for each limit.
pub(crate) fn parse<'p>(text: impl Into<Cow<'p, str>>, limits: &Limits) -> (Tree<'p>, Vec<Diagnostic>) {
    let text = text.into();
    let builder = Builder::new(&text, limits);
    let builder = Tokenizer::new(&text, builder, max_attributes(limits)).run();
    let (mut tree, diagnostics) = builder.finish();
    tree.text = text;
    tree.give_back();
    (tree, diagnostics)
}

fn max_attributes(limits: &Limits) -> usize {
    (limits.max_attributes as usize).min(MOST_ATTRIBUTES)
}

/// Only reads the tokens of a page, of which it tells the number.
pub(crate) fn tokenize(text: &str, limits: &Limits) -> usize {
    Tokenizer::new(text, Counter::new(text), max_attributes(limits)).run().tokens
}
