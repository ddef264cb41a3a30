//! Tells what the texts are that were left out: navigation, links to other articles, promotion, comments and so on.
//!
//! Nothing is decided here. Only the ledger shows it, so that only drafts are asked of which one is made.

use copydesk_core::{Block, Boilerplate, Document, Draft, Element, Verdict};

use crate::classes::{Hint, PROMOTION};
use crate::judge::Read;
use crate::phrases;

/// How much of a text that leads elsewhere is links.
const LINKED: f32 = 0.6;
/// From so many words on a link is the title of another article, and no entry of a menu.
const MIN_TITLE: u32 = 5;
/// How many elements around a text are asked.
const AROUND: usize = 32;

/// Notes of every block of which all is left out what it is, where that can be told.
pub(crate) fn note(draft: &mut Draft<'_>, read: &Read) {
    let document = draft.document();
    for (at, block) in document.blocks().iter().enumerate().filter(|(_, block)| !block.text.is_empty()) {
        let pieces = draft.pieces_of(at as u32);
        if !pieces.iter().all(|piece| piece.decision.verdict == Verdict::Drop) {
            continue;
        }
        let by_rule = pieces.iter().find_map(|piece| {
            let overruled = piece.overruled.iter().map(|decision| decision.rule.as_ref());
            std::iter::once(piece.decision.rule.as_ref()).chain(overruled).find_map(of_rule)
        });
        let told = by_rule
            .or_else(|| {
                let prompt = match &read.prompts {
                    Some(prompts) => prompts[at],
                    None => phrases::prompt(&block.text),
                };
                prompt.and_then(|rule| of_rule(&rule.id))
            })
            .or_else(|| of_surroundings(document, block, &read.hints))
            .or_else(|| of_links(block, read.counts[at].words));
        if let Some(told) = told {
            draft.note_boilerplate(at as u32, told);
        }
    }
}

/// What a rule leaves out.
fn of_rule(id: &str) -> Option<Boilerplate> {
    Some(match id {
        "generic/navigation" => Boilerplate::Navigation,
        "generic/related-link" | "generic/cut-teaser" | "generic/dangling-lead" => Boilerplate::Related,
        "generic/newsletter-prompt"
        | "generic/follow-prompt"
        | "generic/advertisement"
        | "generic/support-prompt"
        | "generic/subscription-offer" => Boilerplate::Promotion,
        "generic/share-prompt" => Boilerplate::Share,
        "generic/comments" => Boilerplate::Comment,
        "generic/legal" | "generic/consent" => Boilerplate::Legal,
        "generic/media-label" => Boilerplate::Media,
        _ => return None,
    })
}

/// What the innermost element around a block that speaks against it is.
fn of_surroundings(document: &dyn Document, block: &Block, hints: &[Hint]) -> Option<Boilerplate> {
    let elements = document.elements();
    let around = document.ancestor_numbers(block.element).take(AROUND);
    let mut told = around.filter_map(|number| of_hint(hints.get(number as usize)?, &elements[number as usize]));
    told.next()
}

fn of_hint(hint: &Hint, element: &Element) -> Option<Boilerplate> {
    Some(match hint.against? {
        "inside nav"
        | "navigation"
        | "role of a control or navigation"
        | "inside a control"
        | "site header"
        | "dialog" => Boilerplate::Navigation,
        "related articles" | "teaser or widget" => Boilerplate::Related,
        PROMOTION | "newsletter or subscription prompt" => Boilerplate::Promotion,
        "share bar" => Boilerplate::Share,
        "comments" => Boilerplate::Comment,
        // The foot of an article holds its tags; that of a page what the law asks for.
        "inside footer" | "footer" if element.tag == "footer" => Boilerplate::Legal,
        "consent notice" => Boilerplate::Legal,
        "byline or tags" | "author's biography" => Boilerplate::About,
        "gallery or player" => Boilerplate::Media,
        _ => return None,
    })
}

/// A text of links leads elsewhere: to another article if it is as long as a title.
fn of_links(block: &Block, words: u32) -> Option<Boilerplate> {
    let links = block.links.len() as u32;
    let leads = links > 0 && block.link_density() > LINKED;
    leads.then(|| if words >= MIN_TITLE * links { Boilerplate::Related } else { Boilerplate::Navigation })
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Decider, Extractor, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;

    /// Checks what a text beside an article is told to be.
    #[track_caller]
    fn check(html: &str, expected: Option<Boilerplate>) {
        let body =
            "<p>That year the town built a wall, and the ships that came from the north were safe behind it.</p>"
                .repeat(9);
        let page = format!(
            "<body><article><h1>The wall of Ness</h1><div class=article-body>{body}</div></article>{html}</body>"
        );
        let document = HtmlDocument::read(page.as_bytes(), None, Origin::default(), &Limits::default());
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        crate::Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
        let last = document.blocks().len() as u32 - 1;
        assert!(!draft.is_kept(last), "{html}");
        assert_eq!(draft.boilerplate(last), expected, "{html}");
    }

    #[test]
    fn what_is_left_out_is_told() {
        check("<nav><a href=/sport>Sport</a></nav>", Some(Boilerplate::Navigation));
        check("<div class=x><a href=/sport>Sport</a></div>", Some(Boilerplate::Navigation));
        check(
            "<div class=x><a href=/n>The ferry of Ness is late again, says its master</a></div>",
            Some(Boilerplate::Related),
        );
        check("<div class=related><h3>The ferry is late</h3></div>", Some(Boilerplate::Related));
        check("<div class=x><p>Read more: the ferry is late</p></div>", Some(Boilerplate::Related));
        check("<div class=x><p>Sign up for our newsletter</p></div>", Some(Boilerplate::Promotion));
        check("<div class=advert><p>Boats for sale</p></div>", Some(Boilerplate::Promotion));
        check("<div class=share-bar><span>Facebook</span></div>", Some(Boilerplate::Share));
        check(
            "<div class=comments><p>Bob Jones: I saw it fall, and it was loud.</p></div>",
            Some(Boilerplate::Comment),
        );
        check("<footer><p>Imprint of the harbour</p></footer>", Some(Boilerplate::Legal));
        check("<div class=x><p>© 2021 Ness Gazette. All rights reserved.</p></div>", Some(Boilerplate::Legal));
        check("<div class=author-bio><p>She lives at the quay.</p></div>", Some(Boilerplate::About));
        check("<div class=x><span>Wind</span></div>", None);
    }
}
