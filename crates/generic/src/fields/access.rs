//! Whether the article is free.

use copydesk_core::{Block, Draft, ExtractError, Field, Provenance, Rule, Shape};

use super::page::Page;
use super::{BEST, first_of};
use crate::lexical::Wanted;

const PROMPT: Rule = Rule::new("generic/access-prompt", "the page asks for a subscription to go on reading");

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

/// Resolves the access.
pub(super) fn access(draft: &mut Draft<'_>, page: &Page<'_>) -> Result<(), ExtractError> {
    let order = [Provenance::JsonLd, Provenance::Meta, Provenance::OpenGraph, Provenance::Microdata];
    if let Some(best) = first_of(page.metadata, Field::Access, &order) {
        return draft.set_field(Field::Access, best.value.clone(), Some(&best.key), BEST);
    }
    let (blocks, kept) = (page.document.blocks(), &page.kept);
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return Ok(()) };
    let mut words = 0;
    for at in kept {
        words += count_words(&blocks[*at as usize]);
        if words > MAX_BROKEN_OFF {
            return Ok(());
        }
    }
    let behind = *last as usize + MAX_BEHIND;
    let prompt =
        blocks.iter().enumerate().skip(*first as usize).take_while(|(at, _)| *at <= behind).find(|(_, block)| {
            let shown = !block.hidden && !block.text.is_empty() && block.text.len() <= MAX_PROMPT;
            shown && is_prompt(&block.text)
        });
    let Some((_, block)) = prompt else { return Ok(()) };
    let told: String = block.text.chars().take(MAX_TOLD).collect();
    draft.set_field(Field::Access, "paywalled", None, PROMPT.because(format!("{} (\"{told}\")", PROMPT.reason)))
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
    if text.is_ascii() { PROMPTS.is_in_any_case(text) } else { PROMPTS.is_in(&text.to_lowercase()) }
}

/// How many blocks behind the body are read for a prompt.
const MAX_BEHIND: usize = 12;
/// How much of a prompt the reason tells, in characters.
const MAX_TOLD: usize = 60;

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
