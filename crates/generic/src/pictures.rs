//! Which texts of an HTML page are captions of the article's pictures.
//!
//! Judges see a caption as a short text beside much else; here it is looked for by what it stands with. A text is a
//! caption because the page says so (`<figcaption>`, a `<figure>`, a class that is called so), or because the innermost
//! element that holds it and a picture holds hardly anything else. It is the *article's* caption where it stands between
//! the headline and the end of the running text, or in the `<article>` around it, and in nothing that calls itself
//! something else (related articles, comments, navigation): such names count only on elements without running text.

pub(crate) mod addresses;
mod groups;
mod holdings;
mod labels;
mod names;
mod page;
mod place;
mod wording;

use copydesk_core::{Draft, Kind, Verdict};

use crate::captions::{is_credit, trailing_credit};
use crate::judge::Read;
use crate::lexical::has_letters;
use crate::phrases;

use holdings::is_body;
use page::Page;
use wording::leads_on;

/// Most words in an element that holds a picture and its caption, and in one that calls itself a caption.
const MAX_GROUP_WORDS: u32 = 150;
/// Most words of a running text that is taken for a caption because its element is called after pictures, or …
const MAX_NAMED_BODY: u32 = 25;
/// … because it calls itself a caption. A credit at its end shows longer ones to be captions too.
const MAX_STATED_BODY: u32 = 40;
/// More of the kept running text is not taken for captions.
const MAX_TAKEN: f32 = 0.3;
/// More of a caption's text in links makes it a teaser.
const MAX_LINKED: f32 = 0.5;

/// What speaks for a text being a caption, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// It stands beside a picture, and hardly anything else does.
    Bare,
    /// … in an element that is called after pictures.
    Named,
    /// A class says that it is one, or a figure holds it.
    Stated,
    /// It is a `<figcaption>`.
    Captioned,
}

/// The captions of a page.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// The numbers of their blocks, in order.
    pub(crate) blocks: Vec<u32>,
    /// Those of which more than their place speaks for it, in order.
    pub(crate) stated: Vec<u32>,
}

/// The captions of a page. None where no running text is kept.
pub(crate) fn captions(draft: &Draft<'_>, read: &Read) -> Option<Captions> {
    let (page, counts) = (Page::of(draft, read)?, &read.counts);
    let mut stated = Vec::new();
    let mut found: Vec<u32> = Vec::new();
    for at in 0..page.document.blocks().len() {
        let Some(evidence) = page.is_caption(draft, at) else { continue };
        found.push(at as u32);
        if evidence >= Evidence::Named {
            stated.push(at as u32);
        }
    }
    // A body whose every paragraph stands beside a picture is a body all the same.
    let words = |at: u32| counts[at as usize].words;
    let of_body = |at: u32| page.body_of(draft, at as usize) > 0;
    let taken: u32 = found.iter().filter(|&&at| of_body(at)).map(|&at| words(at)).sum();
    if taken as f32 <= MAX_TAKEN * page.body as f32 {
        return Some(Captions { blocks: found, stated });
    }
    found.retain(|&at| !of_body(at));
    stated.retain(|&at| !of_body(at));
    Some(Captions { blocks: found, stated })
}

impl Page<'_, '_> {
    /// What speaks for a block being a caption of the article's, where it is one.
    fn is_caption(&self, draft: &Draft<'_>, at: usize) -> Option<Evidence> {
        let block = &self.document.blocks()[at];
        if block.text.is_empty() || block.hidden {
            return None;
        }
        let is_linked = block.link_density() > MAX_LINKED;
        // Most of what is linked is a teaser's, and is not read.
        if is_linked
            && (!self.is_in_caption(block) || trailing_credit(&block.text).is_none() && !is_credit(&block.text))
        {
            return None;
        }
        let evidence = self.evidence(at, block)?;
        let lexical = self.counts[at];
        if (is_linked && evidence < Evidence::Stated)
            || lexical.words == 0
            || lexical.words > MAX_GROUP_WORDS
            || self.is_byline(block, lexical)
            || labels::says_nothing(&block.text)
        {
            return None;
        }
        if evidence < Evidence::Captioned {
            // Who took the picture may have taken others.
            let is_label = || !is_credit(&block.text) && self.is_label(block, lexical);
            if phrases::prompt(&block.text).is_some() || is_label() || leads_on(&block.text) {
                return None;
            }
            // A description of the page may be taken from a caption; a headline is none.
            let repeats = || self.titles().iter().any(|title| has_letters(&block.text, title));
            if evidence >= Evidence::Named && !self.is_called_caption(block) && repeats() {
                return None;
            }
        }
        if evidence == Evidence::Bare && !self.may_be_bare(block, lexical) {
            return None;
        }
        if is_body(draft, at) && lexical.is_prose() {
            let most = match evidence {
                Evidence::Bare => 0,
                Evidence::Named => MAX_NAMED_BODY,
                Evidence::Stated => MAX_STATED_BODY,
                Evidence::Captioned => MAX_GROUP_WORDS,
            };
            if lexical.words > most && (evidence == Evidence::Bare || trailing_credit(&block.text).is_none()) {
                return None;
            }
        }
        (self.is_the_articles(at, block, evidence)
            || evidence >= Evidence::Stated && !is_linked && self.tells_of_kept(draft, at, block))
        .then_some(evidence)
    }
}

/// Whether a block is a picture that is kept.
pub(crate) fn is_kept_picture(draft: &Draft<'_>, at: usize) -> bool {
    matches!(draft.decision(at as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Image)))
}
