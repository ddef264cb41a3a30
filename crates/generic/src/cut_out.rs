//! What a page hides in the middle of a line: the explanation of a word, its reading, the formula that a picture shows. It is
//! cut out of its paragraph, and reads like one itself where it stands behind it; but whoever reads the line never sees it.
//! What is hidden at the *end* of a paragraph may be the rest of it, which a click shows, and is judged like any other, unless
//! the paragraph says the same.

use copydesk_core::{Block, Document, Rule, Shape, Span};

use crate::judge::Judgement;
use crate::lexical::{ends_sentence, letters};

const CUT_OUT: Rule = Rule::new("generic/hidden-in-line", "hidden in the middle of a line of text, or repeats it");

/// The longest that is hidden in a line, in bytes.
const MAX_TEXT: usize = 400;
/// How much of a line's end is compared with what may repeat it, in bytes.
const MAX_END: usize = 4 * MAX_TEXT;

/// Leaves out what is hidden in the middle of a line.
pub(crate) fn judge(document: &dyn Document, judgements: &mut [Judgement]) {
    let blocks = document.blocks();
    // The text that was seen last: one line may have any number of readings.
    let mut line: Option<&Block> = None;
    for at in 0..blocks.len() {
        let block = &blocks[at];
        if !block.hidden && !block.text.is_empty() {
            line = Some(block);
        }
        if !block.hidden || !judgements[at].is_kept() || block.text.len() > MAX_TEXT {
            continue;
        }
        let is_cut_out = |line: &Block| {
            lies_within(block, line) && !is_rest(block, line) || repeats(block, line) || ends_heading(block, line)
        };
        if line.is_some_and(is_cut_out) {
            judgements[at].keep = 0.0;
            judgements[at].rule = CUT_OUT;
        }
    }
}

/// Whether a block stands in the midst of another's text in the page.
fn lies_within(block: &Block, line: &Block) -> bool {
    match (block.span, line.span) {
        (Span::Bytes(start, end), Span::Bytes(from, to)) => from < start && end < to,
        _ => false,
    }
}

/// Whether a block may be the rest of another, which the link behind it shows: "The quay is new. […] Read more".
fn is_rest(block: &Block, line: &Block) -> bool {
    let is_opened = line.links.last().is_some_and(|link| link.end as usize == line.text.len());
    is_opened && ends_sentence(&block.text)
}

/// Whether a block stands at the end of a heading, of which nobody is shown a rest.
fn ends_heading(block: &Block, line: &Block) -> bool {
    matches!(line.shape, Shape::Heading(_)) && block.element.is_some() && block.element == line.element
}

/// Whether a block stands at the end of another's text in the page and says the same.
fn repeats(block: &Block, line: &Block) -> bool {
    let from = line.text.len().saturating_sub(MAX_END);
    let end = || &line.text[line.text.ceil_char_boundary(from)..];
    block.element == line.element && {
        let own = letters(&block.text);
        !own.is_empty() && letters(end()).ends_with(&own)
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;

    /// The texts that are left of a page of which all were kept.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let mut judgements =
            vec![Judgement { keep: 1.0, kind: Kind::Paragraph, rule: CUT_OUT }; document.blocks().len()];
        judge(&document, &mut judgements);
        let kept = document.blocks().iter().zip(&judgements).filter(|(_, judgement)| judgement.is_kept());
        assert_eq!(kept.map(|(block, _)| block.text.as_str()).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn what_is_hidden_in_a_line_is_none_of_it() {
        check("<p>The quay<i role=tooltip>Where ships lie</i> is new.", &["The quay is new."]);
        check("<p><ruby>港<rt>みなと</rt></ruby>の<ruby>壁<rt>かべ</rt></ruby>です", &["港の壁です"]);
        let many = "<ruby>港<rt>みなと</rt></ruby>の".repeat(40);
        check(&format!("<p>{many}壁です"), &[&format!("{}壁です", "港の".repeat(40))]);
        check("<p>The quay is<i hidden> new, and wide</i></p>", &["The quay is", "new, and wide"]);
        let rest = "<p>The quay<i hidden> is new, and the wall behind it is old.</i> <a href=#>Read more</a>";
        check(rest, &["The quay Read more", "is new, and the wall behind it is old."]);
        check("<p>The quay is <i hidden>new</i>", &["The quay is", "new"]);
        check("<p><u><math><mi>E</mi></math></u><i aria-hidden=true>E</i></p>", &["E"]);
        check("<h2>The quay <i hidden>link</i></h2><p>It is new.", &["The quay", "It is new."]);
        check("<p>The quay is new.</p><p hidden>And wide.</p><p>So.", &["The quay is new.", "And wide.", "So."]);
    }
}
