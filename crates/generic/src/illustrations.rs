//! Which pictures are the article's, told by more than where they stand: the page's own word for its lead picture, what else
//! stands in the boxes that hold them, and what they link to.

use copydesk_core::{Block, Document, Draft, Element, ExtractError, Field, Kind, Rule, Shape, Verdict};

use crate::captions;
use crate::decoration::is_ornament;
use crate::fast::FastSet;
use crate::judge::Read;
use crate::pictures::addresses::{is_recording, is_same_page, leads_away, same};
use crate::pictures::is_kept_picture;

const LEAD: Rule =
    Rule::new("generic/stated-lead-picture", "the picture that the page names as its own, above the text");
const TEASER: Rule = Rule::new("generic/teaser-picture", "picture of a box of which nothing else is the article's");
const TAIL: Rule = Rule::new("generic/picture-behind", "picture behind the last text, without a caption");
const TWICE: Rule = Rule::new("generic/same-picture", "the article shows it already");
const ANNOUNCED: Rule = Rule::new("generic/announced-embed", "what the text before it announces");
const RECORDING: Rule = Rule::new("generic/recording", "a recording, by its address");

/// The fewest words of a box that tells of its picture.
const MIN_WORDS: u32 = 2;
/// The fewest words behind the article that begin something else: "Share this story" does not.
const MIN_FOREIGN: u32 = 8;
/// More pictures do not share a caption.
const MAX_PICTURES: u32 = 2;
/// How many elements outward from a picture are asked for the box it stands in.
const MAX_OUTWARD: usize = 12;

/// Keeps the lead picture that the page names in its metadata, where the layout puts it beside the article: behind the headline
/// and before the text.
pub(crate) fn keep_lead(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let Some(first) = (0..blocks.len()).find(|&at| is_kept_text(draft, at)) else { return Ok(()) };
    let Some(headline) = blocks[..first].iter().rposition(|block| block.shape == Shape::Heading(1)) else {
        return Ok(());
    };
    let mut own =
        blocks[headline..first].iter().zip(headline..).filter(|(block, _)| is_shown_picture(block)).peekable();
    if own.peek().is_none() {
        return Ok(());
    }
    let named: Vec<&str> =
        document.metadata().of(Field::Image).filter_map(|candidate| same(&candidate.value)).collect();
    let is_named = |block: &Block| block.media.as_deref().and_then(same).is_some_and(|own| named.contains(&own));
    let Some((block, at)) = own.find(|(block, _)| is_named(block)) else { return Ok(()) };
    let is_kept = (headline..blocks.len()).any(|at| is_kept_picture(draft, at) && is_named(&blocks[at]));
    if is_kept || is_ornament(document, block) {
        return Ok(());
    }
    draft.keep(at, Kind::Image, LEAD)
}

/// Keeps the post or the recording that the text right before it announces, though no text follows.
pub(crate) fn keep_announced(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for at in 1..blocks.len() {
        let block = &blocks[at];
        let is_left_out = || {
            draft.decision(at as u32).is_some_and(|decision| {
                decision.verdict == Verdict::Drop && decision.rule == copydesk_core::grounds::TAIL
            })
        };
        if block.shape == Shape::Embed
            && !block.hidden
            && blocks[at - 1].text.trim_end().ends_with([':', '：'])
            && is_left_out()
            && is_kept_text(draft, at - 1)
        {
            draft.keep(at, Kind::Embed, ANNOUNCED)?;
        }
    }
    Ok(())
}

/// Leaves out the kept pictures that are none of the article's.
pub(crate) fn leave_out(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    let pictures: Vec<usize> =
        (0..blocks.len()).filter(|&at| blocks[at].shape == Shape::Image && is_kept_picture(draft, at)).collect();
    if pictures.is_empty() {
        return Ok(());
    }
    let page = Page::of(draft, read, &pictures);
    let mut shown: FastSet<&str> = FastSet::default();
    for at in pictures {
        let address = blocks[at].media.as_deref().unwrap_or_default();
        if let Some(rule) = page.speaks_against(at) {
            draft.drop(at, rule)?;
        } else if same(address).is_some_and(|same| !shown.insert(same)) && !page.is_captioned(at) {
            draft.drop(at, TWICE)?;
        } else if is_recording(address) {
            draft.keep(at, Kind::Embed, RECORDING)?;
        }
    }
    Ok(())
}

/// What an element holds.
#[derive(Debug, Clone, Copy, Default)]
struct Holding {
    /// Kept pictures.
    pictures: u32,
    /// Words that readers see.
    words: u32,
    /// Those of them that are the article's: text, captions, credits, fields.
    kept: u32,
    /// Those that are running text of the article.
    body: u32,
    /// Those in blocks that are mostly links.
    linked: u32,
}

struct Page<'d> {
    document: &'d dyn Document,
    holdings: Vec<Holding>,
    /// What the addresses of the pictures have in common that the page names as its own.
    named: Vec<&'d str>,
    /// The blocks that have parts, as pictures have their credits.
    credited: FastSet<u32>,
    /// The last text of the article.
    last: Option<usize>,
    /// The first block behind it that shows more than a label which is none of it.
    foreign: usize,
}

impl<'d> Page<'d> {
    fn of(draft: &Draft<'d>, read: &Read, pictures: &[usize]) -> Self {
        let document = draft.document();
        let (blocks, elements) = (document.blocks(), document.elements());
        let mut holdings = vec![Holding::default(); elements.len()];
        let mut last = None;
        for (at, block) in blocks.iter().enumerate() {
            let pieces = draft.pieces_of(at as u32);
            let verdict = pieces.first().map(|piece| &piece.decision.verdict);
            if block.shape == Shape::Image && matches!(verdict, Some(Verdict::Keep(Kind::Image))) {
                block.element.into_iter().for_each(|element| holdings[element as usize].pictures += 1);
            }
            if block.text.is_empty() || block.hidden {
                continue;
            }
            if is_file_name(&block.text) {
                continue;
            }
            let words = read.counts[at].words;
            let is_text = verdict.is_some_and(is_text);
            if is_text {
                last = Some(at);
            }
            let Some(element) = block.element else { continue };
            let holding = &mut holdings[element as usize];
            holding.words += words;
            // What a page calls a picture's caption tells of the picture, whether it is kept or not.
            let tells = block.shape == Shape::Caption && !is_in_item(document, block);
            if tells || pieces.iter().any(|piece| !matches!(piece.decision.verdict, Verdict::Drop)) {
                holding.kept += words.max(1);
            }
            if is_text {
                holding.body += words.max(1);
            }
            if block.link_density() > MOSTLY {
                holding.linked += words;
            }
        }
        add_up(elements, &mut holdings, |outer, own| {
            outer.pictures += own.pictures;
            outer.words += own.words;
            outer.kept += own.kept;
            outer.body += own.body;
            outer.linked += own.linked;
        });
        add_credits(document, pictures, read, &mut holdings);
        let behind = last.map_or(blocks.len(), |last| last + 1);
        let is_foreign = |at: usize| {
            !blocks[at].text.is_empty()
                && !blocks[at].hidden
                && (read.counts[at].words >= MIN_FOREIGN || matches!(blocks[at].shape, Shape::Heading(_)))
                && draft.pieces_of(at as u32).iter().all(|piece| matches!(piece.decision.verdict, Verdict::Drop))
        };
        let foreign = (behind..blocks.len()).find(|&at| is_foreign(at)).unwrap_or(blocks.len());
        let named = document.metadata().of(Field::Image).filter_map(|candidate| same(&candidate.value)).collect();
        let part = |verdict: &Verdict| if let Verdict::Part { of, .. } = verdict { Some(*of) } else { None };
        let credited = draft.pieces().filter_map(|piece| part(&piece.decision.verdict)).collect();
        Self { document, holdings, named, credited, last, foreign }
    }

    /// Why a kept picture is none of the article's, if it is not.
    fn speaks_against(&self, at: usize) -> Option<Rule> {
        let block = &self.document.blocks()[at];
        let last = self.last?;
        if self.credited.contains(&(at as u32))
            || block.media.as_deref().and_then(same).is_some_and(|own| self.named.contains(&own))
        {
            return None;
        }
        if at > last {
            return (at > self.foreign && !self.is_captioned(at)).then_some(TAIL);
        }
        let (element, holding) = self.box_of(at)?;
        if holding.kept > 0 {
            return None;
        }
        let page = self.document.origin().url.as_deref();
        let is_away = block
            .links
            .iter()
            .any(|link| leads_away(&link.href) && !page.is_some_and(|page| is_same_page(&link.href, page)));
        let is_item = || {
            let tag = self.document.elements()[element as usize].tag.as_str();
            tag == "li" || tag == "td"
        };
        let is_teaser = is_away || holding.linked * 2 > holding.words || holding.linked > 0 && is_item();
        is_teaser.then_some(TEASER)
    }

    fn box_of(&self, at: usize) -> Option<(u32, Holding)> {
        box_of(self.document, &self.holdings, at)
    }

    /// Whether the smallest element around a picture that holds text holds what the article shows with it, and no body.
    fn is_captioned(&self, at: usize) -> bool {
        self.box_of(at)
            .is_some_and(|(_, holding)| holding.kept > 0 && holding.body == 0 && holding.pictures <= MAX_PICTURES)
    }
}

/// The smallest element around a picture that holds text.
fn box_of(document: &dyn Document, holdings: &[Holding], at: usize) -> Option<(u32, Holding)> {
    let outward = document.ancestor_numbers(document.blocks()[at].element);
    let mut boxes = outward.take(MAX_OUTWARD).map(|element| (element, holdings[element as usize]));
    boxes.find(|(_, holding)| holding.words >= MIN_WORDS || holding.kept > 0)
}

/// Adds what each element holds to what the one around it does. Parents stand before their children.
fn add_up(elements: &[Element], holdings: &mut [Holding], add: impl Fn(&mut Holding, Holding)) {
    for at in (0..holdings.len()).rev() {
        if let Some(parent) = elements[at].parent {
            let own = holdings[at];
            add(&mut holdings[parent as usize], own);
        }
    }
}

/// Counts credits that found no caption to go with, and tell of their picture all the same: in boxes that hold nothing else
/// that does, as texts cost more to ask than to count.
fn add_credits(document: &dyn Document, pictures: &[usize], read: &Read, holdings: &mut [Holding]) {
    let elements = document.elements();
    let mut is_asked = vec![false; elements.len()];
    let mut asks = false;
    for &picture in pictures {
        if let Some((element, _)) = box_of(document, holdings, picture).filter(|(_, holding)| holding.kept == 0) {
            (is_asked[element as usize], asks) = (true, true);
        }
    }
    if !asks {
        return;
    }
    for at in 0..elements.len() {
        is_asked[at] |= elements[at].parent.is_some_and(|parent| is_asked[parent as usize]);
    }
    let mut credits = vec![Holding::default(); elements.len()];
    for (at, block) in document.blocks().iter().enumerate() {
        let Some(element) = block.element.filter(|element| is_asked[*element as usize]) else { continue };
        if !block.hidden
            && block.text.len() <= MAX_CREDIT
            && captions::is_credit(&block.text)
            && captions::is_beyond_doubt(&block.text)
        {
            credits[element as usize].kept += read.counts[at].words.max(1);
        }
    }
    add_up(elements, &mut credits, |outer, own| outer.kept += own.kept);
    for (holding, credits) in holdings.iter_mut().zip(credits) {
        holding.kept += credits.kept;
    }
}

/// Whether a text is the name of a picture's file, which content systems put beside it for those who cannot see it.
fn is_file_name(text: &str) -> bool {
    let ends_with = |known: &&str| {
        let (before, ending) = text.as_bytes().split_at(text.len().saturating_sub(known.len()));
        ending.eq_ignore_ascii_case(known.as_bytes()) && before.last().is_none_or(|last| *last == b'.')
    };
    // Nearly all other texts end in another letter.
    matches!(text.as_bytes().last(), Some(b'g' | b'G' | b'f' | b'F' | b'p' | b'P'))
        && text.len() <= MAX_FILE_NAME
        && ["jpg", "jpeg", "png", "gif", "webp"].iter().any(ends_with)
        && !text.contains(char::is_whitespace)
}

/// The longest name of a file, in bytes.
const MAX_FILE_NAME: usize = 120;

/// The longest text that is asked whether it is a credit, in bytes.
const MAX_CREDIT: usize = 120;

/// Whether a block stands in an item of a list, as teasers do.
fn is_in_item(document: &dyn Document, block: &Block) -> bool {
    document.ancestors(block).take(MAX_ITEM_DEPTH).any(|element| element.tag == "li")
}

/// How many elements around a text are asked.
const MAX_ITEM_DEPTH: usize = 4;

/// More of a text in links makes it one.
const MOSTLY: f32 = 0.5;

fn is_shown_picture(block: &Block) -> bool {
    block.shape == Shape::Image && !block.hidden
}

/// Whether a block is text of the article, and no picture nor what tells of one.
fn is_kept_text(draft: &Draft<'_>, at: usize) -> bool {
    draft.decision(at as u32).is_some_and(|decision| is_text(&decision.verdict))
}

fn is_text(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Keep(kind) if !matches!(kind, Kind::Image | Kind::Embed | Kind::Caption))
}
