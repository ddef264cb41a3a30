//! Types the captions of an HTML page, and parts their credits from them.

use std::collections::HashSet;

use copydesk_core::{Document, Draft, ExtractError, Kind, Part, Rule, Shape, Verdict};

use crate::captions::{announces_taker, is_credit, may_be_taker, trailing_credit};
use crate::judge::Read;
use crate::lexical::{Wanted, letters};
use crate::pictures;
use crate::typing::CREDIT;

const CAPTION: Rule = Rule::new("generic/picture-caption", "caption of one of the article's pictures");
const LABEL: Rule = Rule::new("generic/no-caption", "label beside a picture, or the caption of another article's");
const LONE_CREDIT: Rule = Rule::new("generic/lone-credit", "credit of a picture without a caption");
const NO_PICTURE: Rule = Rule::new("generic/no-picture", "credit of a picture that is none of the article's");
const CAPTIONED: Rule = Rule::new("generic/captioned-picture", "the picture of one of the article's captions");
const REPEATED: Rule = Rule::new("generic/repeated-caption", "repeats the caption of a picture");
const SEPARATOR: Rule = Rule::new("generic/credit-separator", "parts a caption from its credit");

/// Most bytes of a credit that its element's name shows to be one.
const MAX_NAMED_CREDIT: usize = 160;
/// How far from a caption its credit stands, in blocks: the picture may stand between.
const REACH: usize = 2;
/// How many elements around a text are asked whether they are called a credit.
const NAMED_AROUND: usize = 2;
/// How many elements around a caption are looked at for one that holds its credit too.
const SHARED: usize = 4;

/// See the module's documentation.
pub(crate) fn type_all(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    let Some(pictures::Captions { blocks: mut found, stated }) = pictures::captions(draft, read) else { return Ok(()) };
    let document = draft.document();
    // What only its place shows to be a caption is one of a picture that is the article's.
    let is_stated = |at: u32| stated.binary_search(&at).is_ok();
    found.retain(|&at| is_stated(at) || beside(document, at as usize, |at| is_kept_picture(draft, at)).is_some());
    let blocks = document.blocks();
    for at in 0..blocks.len() as u32 {
        if is_kept_caption(draft, at) && found.binary_search(&at).is_err() {
            draft.drop(at as usize, LABEL)?;
        }
    }
    // Of the other blocks nothing is asked: only what stands near a caption is its credit.
    let mut credits = vec![false; blocks.len()];
    for &at in &found {
        let near = (at as usize).saturating_sub(REACH)..(at as usize + REACH + 1).min(blocks.len());
        for (credit, block) in credits[near.clone()].iter_mut().zip(&blocks[near]) {
            *credit = *credit
                || !block.text.is_empty()
                    && !block.hidden
                    && (is_credit(&block.text) || is_named_credit(document, block));
        }
    }
    let announced: Vec<usize> = (1..blocks.len()).filter(|&at| credits[at - 1] && is_announced(document, at)).collect();
    for &at in &announced {
        credits[at] = true;
    }
    let mut told = HashSet::new();
    for &at in &found {
        if credits[at as usize] {
            continue;
        }
        if told.insert(letters(&blocks[at as usize].text)) {
            draft.keep(at as usize, Kind::Caption, CAPTION)?;
        } else {
            draft.drop(at as usize, REPEATED)?;
        }
    }
    // What only its element calls a credit is the caption where no other stands there, and may have a credit of its own.
    for &at in &found {
        let at = at as usize;
        let is_only_named = credits[at] && !is_credit(&blocks[at].text) && announced.binary_search(&at).is_err();
        if is_only_named && holder(draft, document, at, &credits).is_none() {
            draft.keep(at, Kind::Caption, CAPTION)?;
            credits[at] = false;
        }
    }
    for at in (0..blocks.len()).filter(|at| credits[*at]) {
        if let Some(of) = holder(draft, document, at, &credits) {
            draft.attach(at, of, Part::Credit, CREDIT)?;
        } else if found.binary_search(&(at as u32)).is_ok() {
            let kept = picture(draft, document, at);
            let left_out = if kept.is_none() && is_stated(at as u32) { shown(document, at) } else { None };
            if let Some(of) = left_out {
                draft.keep(of as usize, Kind::Image, CAPTIONED)?;
            }
            match kept.or(left_out) {
                Some(of) => draft.attach(at, of, Part::Credit, LONE_CREDIT)?,
                None => draft.drop(at, NO_PICTURE)?,
            }
        }
    }
    for &at in &stated {
        if is_kept_caption(draft, at)
            && picture(draft, document, at as usize).is_none()
            && let Some(of) = shown(document, at as usize)
        {
            draft.keep(of as usize, Kind::Image, CAPTIONED)?;
        }
    }
    for &at in &found {
        if is_kept_caption(draft, at) {
            cut_credit(draft, at as usize)?;
        }
    }
    Ok(())
}

/// Whether a text is who took the picture, which the credit before it in the same element announces: "Photo:".
fn is_announced(document: &dyn Document, at: usize) -> bool {
    let (before, own) = (&document.blocks()[at - 1], &document.blocks()[at]);
    announces_taker(&before.text)
        && !own.hidden
        && matches!(own.shape, Shape::Paragraph | Shape::Plain | Shape::Caption)
        && may_be_taker(&own.text)
        && share_element(document, at - 1, at)
}

/// Cuts the credit off the end of a caption's own text.
fn cut_credit(draft: &mut Draft<'_>, at: usize) -> Result<(), ExtractError> {
    let text = &draft.document().blocks()[at].text;
    let Some(range) = trailing_credit(text) else { return Ok(()) };
    let shown = text[..range.start].trim_end_matches(|character: char| {
        character.is_whitespace() || matches!(character, '|' | '—' | '–' | '/' | '•' | '-')
    });
    if shown.is_empty() {
        return Ok(());
    }
    if !text[shown.len()..range.start].trim().is_empty() {
        draft.drop((at, shown.len()..range.start), SEPARATOR)?;
    }
    draft.attach((at, range), at as u32, Part::Credit, CREDIT)
}

fn is_kept_caption(draft: &Draft<'_>, at: u32) -> bool {
    matches!(draft.decision(at).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Caption)))
}

/// The caption that a credit belongs to.
fn holder(draft: &Draft<'_>, document: &dyn Document, credit: usize, credits: &[bool]) -> Option<u32> {
    beside(document, credit, |at| !credits[at] && is_kept_caption(draft, at as u32))
}

/// The kept picture that a credit without a caption belongs to.
fn picture(draft: &Draft<'_>, document: &dyn Document, credit: usize) -> Option<u32> {
    // Right behind a picture stands nothing but its own.
    let before = credit.checked_sub(1).filter(|&at| is_kept_image(draft, at)).map(|at| at as u32);
    before.or_else(|| beside(document, credit, |at| is_kept_image(draft, at)))
}

fn is_kept_image(draft: &Draft<'_>, at: usize) -> bool {
    matches!(draft.decision(at as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Image)))
}

fn is_kept_picture(draft: &Draft<'_>, at: usize) -> bool {
    let kept = draft.decision(at as u32).map(|decision| &decision.verdict);
    matches!(kept, Some(Verdict::Keep(Kind::Image | Kind::Embed)))
}

/// The picture, kept or not, that stands with a text in its figure, or in a small element.
fn shown(document: &dyn Document, text: usize) -> Option<u32> {
    let blocks = document.blocks();
    beside(document, text, |at| blocks[at].shape == Shape::Image && !blocks[at].hidden)
}

/// The nearest block that fits before a credit, or else behind it, in the same few elements.
fn beside(document: &dyn Document, credit: usize, fits: impl Fn(usize) -> bool) -> Option<u32> {
    let before = (credit.saturating_sub(REACH)..credit).rev();
    let behind = credit + 1..(credit + 1 + REACH).min(document.blocks().len());
    before.chain(behind).find(|&at| fits(at) && share_element(document, at, credit)).map(|at| at as u32)
}

/// Whether one of the few innermost elements around a block holds the other too.
fn share_element(document: &dyn Document, one: usize, other: usize) -> bool {
    let around = |at: usize| {
        let elements = document.elements();
        std::iter::successors(document.blocks()[at].element, |&element| elements[element as usize].parent).take(SHARED)
    };
    around(one).any(|element| around(other).any(|it| it == element))
}

/// Whether the innermost element around a short text is called a credit.
fn is_named_credit(document: &dyn Document, block: &copydesk_core::Block) -> bool {
    static NAMES: Wanted<9> = Wanted::new([
        "credit",
        "copyright",
        "photographer",
        "source",
        "rights",
        "attribution",
        "fotograf",
        "quelle",
        "agency",
    ]);
    block.text.len() <= MAX_NAMED_CREDIT
        && document
            .ancestors(block)
            .take(NAMED_AROUND)
            .any(|element| element.classes.iter().any(|class| NAMES.is_in_any_case(class)))
}
