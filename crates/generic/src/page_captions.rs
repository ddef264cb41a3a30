//! Types the captions of an HTML page, and parts their credits from them.

mod parts;

use std::collections::HashSet;

use copydesk_core::{Document, Draft, ExtractError, Kind, Rule, Shape, Verdict};

use crate::captions::{self, announces_taker, is_credit, may_be_taker, trailing_credit};
use crate::decoration;
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
const TOLD: Rule = Rule::new("generic/told-of-picture", "opens or ends as captions do, right behind a picture");

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
    found.retain(|&at| is_stated(at) || beside(document, at as usize, |at| is_kept_media(draft, at)).is_some());
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
                    && (tells_credit(&block.text) || is_named_credit(document, block));
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
        let is_only_named = credits[at] && !tells_credit(&blocks[at].text) && announced.binary_search(&at).is_err();
        if is_only_named && holder(draft, document, at, &credits).is_none() {
            draft.keep(at, Kind::Caption, CAPTION)?;
            credits[at] = false;
        }
    }
    for at in (0..blocks.len()).filter(|at| credits[*at]) {
        if let Some(of) = holder(draft, document, at, &credits) {
            parts::attach_credit(draft, at, of, CREDIT)?;
        } else if found.binary_search(&(at as u32)).is_ok() {
            let kept = picture(draft, document, at);
            let left_out = if kept.is_none() && is_stated(at as u32) { shown(document, at) } else { None };
            if let Some(of) = left_out {
                draft.keep(of as usize, Kind::Image, CAPTIONED)?;
            }
            match kept.or(left_out) {
                Some(of) => parts::attach_credit(draft, at, of, LONE_CREDIT)?,
                None => draft.drop(at, NO_PICTURE)?,
            }
        }
    }
    for &at in &stated {
        if is_kept_caption(draft, at) && picture(draft, document, at as usize).is_none() {
            let is_image = |at: usize| {
                blocks[at].shape == Shape::Image
                    && !blocks[at].hidden
                    && decoration::is_icon_or_portrait(document, &blocks[at])
            };
            if let Some(of) = shown(document, at as usize) {
                draft.keep(of as usize, Kind::Image, CAPTIONED)?;
            } else if trailing_credit(&blocks[at as usize].text).is_none()
                && beside(document, at as usize, is_image).is_some()
                && beside(document, at as usize, |at| is_kept_media(draft, at)).is_none()
            {
                // All there is to tell of is a portrait or an emblem.
                draft.drop(at as usize, LABEL)?;
            }
        }
    }
    for &at in &found {
        if is_kept_caption(draft, at) {
            parts::part(draft, at as usize)?;
        }
    }
    told_behind(draft, read)
}

/// Types what stands right behind a kept picture and tells of it, though no element says so: its credit, and a short paragraph
/// that opens or ends as captions do.
fn told_behind(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    for at in (0..blocks.len()).filter(|&at| blocks[at].shape == Shape::Image) {
        if !pictures::is_kept_picture(draft, at) {
            continue;
        }
        let mut behind =
            (at + 1..blocks.len()).take(REACH).skip_while(|&at| blocks[at].hidden || blocks[at].text.is_empty());
        let Some(text) = behind.next() else { continue };
        let block = &blocks[text];
        let is_paragraph = match draft.decision(text as u32).map(|decision| &decision.verdict) {
            Some(Verdict::Keep(Kind::Paragraph)) => true,
            Some(Verdict::Drop) => false,
            _ => continue,
        };
        let flows = matches!(block.shape, Shape::Paragraph | Shape::Plain | Shape::Caption);
        if !flows || block.text.len() > MAX_TOLD || !share_element(document, at, text) {
            continue;
        }
        let is_its_credit = tells_credit(&block.text)
            && captions::is_beyond_doubt(&block.text)
            && !(is_paragraph
                && captions::opens_as_caption(&block.text)
                && block.text.chars().nth(MAX_WIDE_CREDIT).is_some())
            || block.text.len() <= MAX_SHORT_CREDIT && is_named_credit(document, block) && block.links.is_empty();
        if is_its_credit {
            parts::attach_credit(draft, text, at as u32, LONE_CREDIT)?;
        } else if is_paragraph
            && read.counts[text].words <= MAX_TOLD_WORDS
            && (captions::opens_as_caption(&block.text)
                || captions::ends_with_taker(&block.text)
                || trailing_credit(&block.text).is_some_and(|credit| captions::is_beyond_doubt(&block.text[credit])))
        {
            draft.keep(text, Kind::Caption, TOLD)?;
            parts::part(draft, text)?;
        }
    }
    Ok(())
}

/// The longest text behind a picture that is asked, in bytes, and the most words of it.
const MAX_TOLD: usize = 500;
const MAX_TOLD_WORDS: u32 = 45;
/// The longest text, in characters, that opens with a word for pictures in Chinese or Japanese and tells only who took them.
const MAX_WIDE_CREDIT: usize = 14;
/// The longest credit that only its element's name shows to be one, where no caption is.
const MAX_SHORT_CREDIT: usize = 60;

/// Whether a text is a credit, whatever parts it from what stands before it.
fn tells_credit(text: &str) -> bool {
    is_credit(text.trim_start_matches(captions::is_separator))
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
    let before = credit.checked_sub(1).filter(|&at| pictures::is_kept_picture(draft, at)).map(|at| at as u32);
    before.or_else(|| beside(document, credit, |at| pictures::is_kept_picture(draft, at)))
}

fn is_kept_media(draft: &Draft<'_>, at: usize) -> bool {
    let kept = draft.decision(at as u32).map(|decision| &decision.verdict);
    matches!(kept, Some(Verdict::Keep(Kind::Image | Kind::Embed)))
}

/// The picture, kept or not, that stands with a text in its figure, or in a small element.
fn shown(document: &dyn Document, text: usize) -> Option<u32> {
    let blocks = document.blocks();
    beside(document, text, |at| {
        blocks[at].shape == Shape::Image && !blocks[at].hidden && !decoration::is_ornament(document, &blocks[at])
    })
}

/// The nearest block that fits before a credit, or else behind it, in the same few elements.
fn beside(document: &dyn Document, credit: usize, fits: impl Fn(usize) -> bool) -> Option<u32> {
    let before = (credit.saturating_sub(REACH)..credit).rev();
    let behind = credit + 1..(credit + 1 + REACH).min(document.blocks().len());
    before.chain(behind).find(|&at| fits(at) && share_element(document, at, credit)).map(|at| at as u32)
}

/// Whether one of the few innermost elements around a block holds the other too.
fn share_element(document: &dyn Document, one: usize, other: usize) -> bool {
    let around = |at: usize| document.ancestor_numbers(document.blocks()[at].element).take(SHARED);
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
    // Classes of a whole article tell what it is filed under.
    let parts = ["article", "main", "section", "body"];
    block.text.len() <= MAX_NAMED_CREDIT
        && !is_download(block)
        && document
            .ancestors(block)
            .take(NAMED_AROUND)
            .take_while(|element| !parts.contains(&element.tag.as_str()))
            .any(|element| element.classes.iter().any(|class| NAMES.is_in_any_case(class)))
}

/// Whether a text is a link to a file, which says how large that is: "Hochauflösendes Bild (jpeg, 1MB)".
fn is_download(block: &copydesk_core::Block) -> bool {
    static SIZES: Wanted<2> = Wanted::new(["mb)", "kb)"]);
    block.link_density() > 0.5 && SIZES.is_in_any_case(&block.text)
}
