//! From a decoded page to its [`Tree`]: an own tokenizer that knows where in the page each token stands, html5ever's
//! tree builder, and the limits between the two.
//!
//! The tokenizer is our own because html5ever's cannot say where a token stands, compares each attribute of a tag with
//! all before it with no limit, and takes most of the time that parsing takes.

mod guard;
mod handed;
#[cfg(test)]
mod html5lib;
mod sink;
#[cfg(test)]
mod tests;
mod tokenizer;

use copydesk_core::Diagnostic;

use crate::{limits::Limits, tree::Tree};

use guard::Guard;
use tokenizer::Tokenizer;

/// Parses a page. Scripts count as switched off, so that `<noscript>` holds elements. Never fails: a page that breaks
/// a limit yields the tree so far as the limit allows, and a diagnostic for each limit.
pub(crate) fn parse(text: String, limits: &Limits) -> (Tree, Vec<Diagnostic>) {
    let guard = Guard::new(&text, limits);
    Tokenizer::new(&text, &guard, limits.max_attributes as usize).run();
    let (mut tree, diagnostics) = guard.finish();
    tree.text = text;
    (tree, diagnostics)
}
