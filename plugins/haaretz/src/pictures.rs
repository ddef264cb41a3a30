//! Pictures in flat text: a caption below the label of a gallery, and a credit on the line below a caption.

use std::sync::LazyLock;

use copydesk_core::text::bylines;
use copydesk_core::{Block, Draft, ExtractError, Form, Kind, Part, Rule, Span, Verdict};
use regex::Regex;

const CAPTION: Rule = Rule::new("haaretz/gallery-caption", "caption below the label of a gallery");
const CAPTION_ABOVE: Rule = Rule::new("haaretz/caption", "line above the credit of a picture");
const CREDIT: Rule = Rule::new("haaretz/credit-line", "credit below its caption");
const LONE_CREDIT: Rule = Rule::new("haaretz/lone-credit", "credit of a picture without a caption");

/// The label of a gallery: what follows is a caption.
pub(crate) const GALLERY: &str = "Open gallery view";

/// A line that is a credit and nothing else: "Una Holm/AP", "AFP", "Emil Holm / Reuters", "Credit: Una Holm".
static CREDIT_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:Credit: ?[^:.]{2,80}|(?:[\p{Lu}][\p{L}.’'-]*(?: [\p{L}.’'-]+){0,4} ?/ ?)*(?:AP(?: Photo)?|AFP|Reuters|REUTERS|EPA|EPA-EFE|Getty(?: Images)?(?: IL)?|Flash90|JTA|Bloomberg|IDF Spokesperson(?:[’']s Unit)?|Corbis via Getty Images|GPO|Xinhua|TASS|Sputnik)(?: ?/ ?[\p{Lu}][\p{L} .’'-]{2,60})?)$",
    )
    .expect("the pattern of credits is valid")
});

/// The longest caption, in bytes.
const MAX_CAPTION: usize = 600;
/// The shortest caption above a photographer's name, in bytes.
const MIN_CAPTION: usize = 25;
/// The longest line that the credit below it makes a caption where they do not stand together, in bytes.
const MAX_PARTED_CAPTION: usize = 260;

/// Whether a line is the credit of a picture and nothing else.
pub(crate) fn is_credit_line(text: &str) -> bool {
    CREDIT_LINE.is_match(text)
}

/// Types the captions and credits of a flat text.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if document.form() != Form::Text {
        return Ok(());
    }
    let blocks = document.blocks();
    for at in 1..blocks.len() {
        let above = &blocks[at - 1].text;
        let text = &blocks[at].text;
        if above == GALLERY && text.len() <= MAX_CAPTION && !is_credit_line(text) && !is_caption(draft, at) {
            draft.keep(at, Kind::Caption, CAPTION)?;
        }
        if is_photographer(blocks, at) && !is_part(draft, at) && !is_field(draft, at - 1) {
            draft.keep(at - 1, Kind::Caption, CAPTION_ABOVE)?;
            attach(draft, at)?;
            continue;
        }
        if !is_credit_line(text) || is_part(draft, at) {
            continue;
        }
        let becomes_caption = !is_credit_line(above)
            && above != GALLERY
            && above.len() <= MAX_PARTED_CAPTION
            && !above.ends_with(['"', '”', ':'])
            && (is_next_line(&blocks[at - 1], &blocks[at]) || !above.ends_with('.'))
            && !is_field(draft, at - 1);
        if is_caption(draft, at - 1) || becomes_caption {
            if !is_caption(draft, at - 1) {
                draft.keep(at - 1, Kind::Caption, CAPTION_ABOVE)?;
            }
            attach(draft, at)?;
        } else if draft.is_kept(at as u32) {
            draft.drop(at, LONE_CREDIT)?;
        }
    }
    Ok(())
}

fn attach(draft: &mut Draft<'_>, credit: usize) -> Result<(), ExtractError> {
    let text = &draft.document().blocks()[credit].text;
    let holder = text.strip_prefix("Credit:").map_or(0, |rest| text.len() - rest.trim_start().len());
    if holder > 0 {
        draft.drop((credit, 0..holder), CREDIT)?;
        return draft.attach((credit, holder..text.len()), credit as u32 - 1, Part::Credit, CREDIT);
    }
    draft.attach(credit, credit as u32 - 1, Part::Credit, CREDIT)
}

/// The most words of a photographer's name.
const MAX_NAME_WORDS: usize = 4;

/// Whether a line is the name of a photographer below a caption: the two stand together, and parted from the rest.
fn is_photographer(blocks: &[Block], at: usize) -> bool {
    let caption = &blocks[at - 1].text;
    let parted = at >= 3
        && is_next_line(&blocks[at - 1], &blocks[at])
        && !is_next_line(&blocks[at - 2], &blocks[at - 1])
        && blocks.get(at + 1).is_none_or(|next| !is_next_line(&blocks[at], next));
    parted
        && bylines::is_person(&blocks[at].text)
        && blocks[at].text.split_whitespace().count() <= MAX_NAME_WORDS
        && (MIN_CAPTION..=MAX_PARTED_CAPTION).contains(&caption.len())
        && !caption.ends_with(['"', '”', ':'])
        && caption.contains(char::is_lowercase)
}

/// Whether no blank line parts two blocks of flat text.
fn is_next_line(above: &Block, below: &Block) -> bool {
    matches!((above.span, below.span), (Span::Lines(_, last), Span::Lines(first, _)) if first == last + 1)
}

fn is_caption(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| decision.verdict == Verdict::Keep(Kind::Caption))
}

fn is_part(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| matches!(decision.verdict, Verdict::Part { .. }))
}

fn is_field(draft: &Draft<'_>, block: usize) -> bool {
    draft.decision(block as u32).is_some_and(|decision| matches!(decision.verdict, Verdict::Field { .. }))
}

#[cfg(test)]
mod tests {
    use copydesk_core::{StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");
    const BODY: &str = "The museum opened on Monday, and half the town came.";

    #[track_caller]
    fn check(lines: &[&str], expected: &[(&str, &str, Option<&str>)]) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for (at, line) in lines.iter().enumerate() {
            if *line != GALLERY {
                draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
            }
        }
        amend(&mut draft).expect("all amendments are sound");
        let article = finish(&draft, None).article;
        let found: Vec<(&str, &str, Option<&str>)> = article
            .blocks
            .iter()
            .map(|block| (block.kind.name(), block.text.as_str(), block.credit.as_deref()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn types_captions_and_credits() {
        let caption = "A model of a steamer, May 3, 2018";
        check(&[caption, "Una Holm/AP", BODY], &[("caption", caption, Some("Una Holm/AP")), ("paragraph", BODY, None)]);
        check(
            &[GALLERY, caption, "Credit: Una Holm", BODY],
            &[("caption", caption, Some("Una Holm")), ("paragraph", BODY, None)],
        );
        check(&[GALLERY, caption, BODY], &[("caption", caption, None), ("paragraph", BODY, None)]);
    }

    #[test]
    fn leaves_out_lone_credits() {
        check(&[BODY, GALLERY, "Reuters", BODY], &[("paragraph", BODY, None), ("paragraph", BODY, None)]);
        check(&[BODY, "Reuters"], &[("paragraph", BODY, None)]);
    }

    #[test]
    fn knows_credits() {
        for line in
            ["AP", "Una Holm/AP", "Una van Holm / Reuters", "Getty Images IL", "Credit: Una Holm", "AFP / Una Holm"]
        {
            assert!(is_credit_line(line), "{line}");
        }
        for line in ["Una Holm", "Reuters reported it", "AP said so.", "And/or", "The AP", "Holm/Lund"] {
            assert!(!is_credit_line(line), "{line}");
        }
    }
}
