//! Credits of pictures that stand alone: "© Sputnik / Ann Smith" with no caption before it.

use std::sync::LazyLock;

use copydesk_core::{Draft, ExtractError, Kind, Part, Rule, Verdict};
use regex::Regex;

const CREDIT: Rule = Rule::new("rt/picture-credit", "credit of the picture before it");
const LONE_CREDIT: Rule = Rule::new("rt/lone-credit", "credit of a picture that is not there");
const RELATED_CARD: Rule = Rule::new("rt/related-card", "related-article link: its picture's credit and its headline");

/// The label of a related story.
const CARD: &str = "Read more";
/// The longest headline of a related story, in bytes.
const MAX_HEADLINE: usize = 220;

/// A block that is a credit and nothing else.
static CREDIT_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:©\s*(?P<holder>[^©.!?]{2,100})|(?P<agency>(?:Reuters|AFP(?: Photo)?|AP Photo|RIA Novosti|Sputnik|Ruptly) ?/ ?[^/.!?]{2,60}))$",
    )
    .expect("the pattern of credits is valid")
});

/// How many blocks before its credit a picture may stand.
const REACH: usize = 3;

/// Gives lone credits to the picture before them, and leaves them out where there is none.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for (at, block) in blocks.iter().enumerate() {
        let Some(found) = CREDIT_LINE.captures(&block.text) else { continue };
        if draft.pieces_of(at as u32).iter().any(|piece| matches!(piece.decision.verdict, Verdict::Part { .. })) {
            continue;
        }
        if at > 0 && blocks[at - 1].text.eq_ignore_ascii_case(CARD) {
            card(draft, at)?;
            continue;
        }
        let holder =
            found.name("holder").or_else(|| found.name("agency")).map(|holder| holder.range()).unwrap_or_default();
        let picture = (at.saturating_sub(REACH)..at).rev().find(|&before| shows_picture(draft, before));
        match picture {
            Some(picture) => {
                if holder.start > 0 {
                    draft.drop((at, 0..holder.start), CREDIT)?;
                }
                draft.attach((at, holder), picture as u32, Part::Credit, CREDIT)?;
            }
            None if draft.is_kept(at as u32) => draft.drop(at, LONE_CREDIT)?,
            None => {}
        }
    }
    Ok(())
}

/// The card of a related story: below its label the credit of its picture, then its headline on the next line.
fn card(draft: &mut Draft<'_>, credit: usize) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    if draft.is_kept(credit as u32) {
        draft.drop(credit, RELATED_CARD)?;
    }
    let Some(headline) = blocks.get(credit + 1) else { return Ok(()) };
    let is_headline = headline.text.len() <= MAX_HEADLINE && !headline.text.ends_with(['.', '”', '"', '…', ':']);
    if is_headline && draft.is_kept(credit as u32 + 1) {
        draft.drop(credit + 1, RELATED_CARD)?;
    }
    Ok(())
}

fn shows_picture(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| decision.verdict == Verdict::Keep(Kind::Image))
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Shape, StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");

    #[track_caller]
    fn check(lines: &[&str], image: Option<usize>, expected: &[(&str, Option<&str>)]) {
        let mut document = StaticDocument::of_lines(lines);
        if let Some(image) = image {
            document.blocks[image].shape = Shape::Image;
            document.blocks[image].media = Some("https://example.org/a.jpg".to_owned());
        }
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            let kind = if image == Some(at) { Kind::Image } else { Kind::Paragraph };
            draft.keep(at, kind, KEPT).expect("the block is there");
        }
        amend(&mut draft).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        let found: Vec<(&str, Option<&str>)> =
            article.blocks.iter().map(|block| (block.text.as_str(), block.credit.as_deref())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gives_credits_to_pictures() {
        check(&["", "© Sputnik / Una Holm", "Text."], Some(0), &[("", Some("Sputnik / Una Holm")), ("Text.", None)]);
    }

    #[test]
    fn leaves_out_credits_without_pictures() {
        check(&["© Sputnik / Una Holm", "Text."], None, &[("Text.", None)]);
        check(&["AFP Photo / Una Holm", "Text."], None, &[("Text.", None)]);
        check(
            &["© is the sign of copyright.", "Text."],
            None,
            &[("© is the sign of copyright.", None), ("Text.", None)],
        );
    }
}
