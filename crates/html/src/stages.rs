//! The stages of reading a page, one by one, for those who measure them. No part of the interface.

use std::borrow::Cow;

use copydesk_core::Metadata;

use crate::blocks::{self, Segmentation};
use crate::limits::Limits;
use crate::tree::Tree;
use crate::{metadata, parse, shadows, strays, streamed};

/// A page that was parsed.
#[derive(Debug)]
pub struct Parsed<'p>(Tree<'p>);

/// A page that was cut into blocks.
#[derive(Debug)]
pub struct Cut(Segmentation);

/// The tokenizer alone; gives the number of tokens.
pub fn tokenize(text: &str, limits: &Limits) -> usize {
    parse::tokenize(text, limits)
}

/// Tokenizer, tree builder and arena.
pub fn parse<'p>(text: Cow<'p, str>, limits: &Limits) -> Parsed<'p> {
    Parsed(parse::parse(text, limits).0)
}

impl Parsed<'_> {
    /// Puts parts of the page in their places.
    pub fn settle(&mut self) {
        streamed::settle(&mut self.0, &Limits::default());
        shadows::settle(&mut self.0, &Limits::default());
        strays::settle(&mut self.0);
    }

    /// Cuts it into blocks.
    pub fn cut(&self) -> Cut {
        Cut(blocks::segment(&self.0, Limits::default().max_blocks))
    }

    /// Reads its metadata.
    pub fn metadata(&self, cut: &Cut) -> Metadata {
        metadata::read(&self.0, &cut.0, &Limits::default()).0
    }
}
