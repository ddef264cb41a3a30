//! Where a page asks for a subscription to go on reading, and what it offers there.

use copydesk_core::{Block, Diagnostic, Draft, ExtractError, Rule, Shape};

use super::page::Page;
use crate::lexical::{Wanted, lower};

const OFFER: Rule = Rule::new("generic/subscription-offer", "stands with the prompt for a subscription");
/// What a page does that has a [`Prompt`].
pub(super) const ASKS: &str = "the page asks for a subscription to go on reading";

/// How many elements around a prompt may hold what it offers.
const MAX_OFFER_DEPTH: usize = 3;
/// The most words of one text of an offer, and of all: what is longer is the article.
const MAX_OFFER: usize = 12;
const MAX_OFFERS: usize = 60;
/// How many blocks behind the body are read for a prompt.
const MAX_BEHIND: usize = 12;
/// How much of a prompt is told, in characters.
const MAX_TOLD: usize = 60;
/// The longest text that is read as a prompt, in bytes.
const MAX_PROMPT: usize = 240;
/// The most kept words of an article that breaks off at a prompt. One that is there whole shows the prompt for others.
const MAX_BROKEN_OFF: usize = 350;

/// What pages say where an article breaks off, in small letters.
static PROMPTS: Wanted<42> = Wanted::new([
    "to continue reading",
    "to keep reading",
    "to read the full article",
    "to read the full story",
    "to read the rest of this",
    "to unlock this article",
    "this article is for subscribers",
    "this content is for subscribers",
    "this post is for paid subscribers",
    "this post is for paying subscribers",
    "subscriber-only content",
    "subscribers only",
    "for subscribers only",
    "already a subscriber? log in to",
    "you have reached your limit of free articles",
    "you've read all your free articles",
    "jetzt weiterlesen",
    "um weiterzulesen",
    "weiterlesen mit",
    "exklusiv für abonnenten",
    "nur für abonnenten",
    "dieser artikel ist kostenpflichtig",
    "diesen artikel jetzt lesen",
    "réservé aux abonnés",
    "réservé à nos abonnés",
    "pour lire la suite",
    "la suite est réservée",
    "exclusivo para suscriptores",
    "contenido exclusivo para",
    "para seguir leyendo",
    "riservato agli abbonati",
    "per continuare a leggere",
    "exclusivo para assinantes",
    "para continuar lendo",
    "om verder te lezen",
    "alleen voor abonnees",
    "kun for abonnenter",
    "for å lese videre",
    "för att läsa vidare",
    "aby czytać dalej",
    "чтобы читать дальше",
    "この記事は会員限定",
]);

/// The block that asks for a subscription.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prompt(usize);

impl Prompt {
    /// That of a page of which so little is kept that the article may break off there. A sentence of the article is none.
    pub(super) fn of(page: &Page<'_>) -> Option<Self> {
        let (blocks, kept) = (page.document.blocks(), &page.kept);
        let (first, last) = (*kept.first()? as usize, *kept.last()? as usize);
        let mut words = 0;
        for at in kept {
            words += count_words(&blocks[*at as usize]);
            if words > MAX_BROKEN_OFF {
                return None;
            }
        }
        let texts = blocks.iter().enumerate().skip(first).take_while(|(at, _)| *at <= last + MAX_BEHIND);
        let asks = |at: usize, block: &Block| {
            let is_shown = !block.hidden && !block.text.is_empty() && block.text.len() <= MAX_PROMPT;
            let is_kept = || kept.binary_search(&(at as u32)).is_ok();
            is_shown && is_prompt(&block.text) && !(count_words(block) > MAX_OFFER && is_kept())
        };
        let mut texts = texts.filter(|(at, block)| asks(*at, block));
        texts.next().map(|(at, _)| Self(at))
    }

    /// What it says, or the beginning of that.
    pub(super) fn told(self, page: &Page<'_>) -> String {
        page.document.blocks()[self.0].text.chars().take(MAX_TOLD).collect()
    }
}

/// Leaves out what a page offers where it asks for a subscription, and says that the text breaks off there. Where the article goes
/// on behind the prompt nothing breaks off.
pub(super) fn leave_out_offers(draft: &mut Draft<'_>, page: &Page<'_>, prompt: Prompt) -> Result<(), ExtractError> {
    let blocks = page.document.blocks();
    let behind = page.kept.partition_point(|at| (*at as usize) < prompt.0);
    let words = |at: &u32| count_words(&blocks[*at as usize]);
    let (before, behind) = page.kept.split_at(behind);
    if before.is_empty()
        || behind.iter().any(|at| words(at) > MAX_OFFER)
        || behind.iter().map(words).sum::<usize>() > MAX_OFFERS
    {
        return Ok(());
    }
    draft.diagnose(Diagnostic::new("generic/cut-text", format!("{ASKS} (\"{}\")", prompt.told(page))));
    offers(page, prompt.0, before, behind).into_iter().try_for_each(|at| draft.drop(at as usize, OFFER))
}

/// The kept texts behind a prompt that stand in one element with it, and the article does not: what a subscription costs.
fn offers(page: &Page<'_>, prompt: usize, before: &[u32], behind: &[u32]) -> Vec<u32> {
    let (document, blocks) = (page.document, page.document.blocks());
    let holds =
        |element: u32, at: u32| document.ancestor_numbers(blocks[at as usize].element).any(|around| around == element);
    let around = document.ancestor_numbers(blocks[prompt].element).take(MAX_OFFER_DEPTH);
    // The widest one that holds nothing of the article before the prompt.
    let widest = before.last().and_then(|last| around.take_while(|element| !holds(*element, *last)).last());
    let Some(widest) = widest else { return Vec::new() };
    behind.iter().copied().take_while(|at| *at as usize == prompt || holds(widest, *at)).collect()
}

/// How many words, parted by white space, a block has.
fn count_words(block: &Block) -> usize {
    if block.shape == Shape::Code {
        return block.text.split_whitespace().count();
    }
    // All other text is folded: single spaces part its words, and none stands around them.
    usize::from(!block.text.is_empty()) + block.text.bytes().filter(|byte| *byte == b' ').count()
}

fn is_prompt(text: &str) -> bool {
    if text.is_ascii() { PROMPTS.is_in_any_case(text) } else { PROMPTS.is_in(&lower(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_white_space_parts_them() {
        for (text, shape) in [
            ("", Shape::Paragraph),
            ("wall", Shape::Paragraph),
            ("Die Mauer – sie fällt", Shape::ListItem(false)),
            ("if wall {\n\n    fall()\n}\n", Shape::Code),
        ] {
            let block = Block { shape, ..Block::line(text, 0, 0) };
            assert_eq!(count_words(&block), text.split_whitespace().count(), "{text}");
        }
    }

    #[test]
    fn prompts_are_known_in_any_case() {
        assert!(is_prompt("SUBSCRIBE TO CONTINUE READING"));
        assert!(is_prompt("RÉSERVÉ AUX ABONNÉS"));
        assert!(!is_prompt("The mayor continued reading"));
    }
}
