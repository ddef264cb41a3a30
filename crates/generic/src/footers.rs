//! The footer of a page, which is not that of its article: imprints are running text, and look like it.

use copydesk_core::{Document, Rule};

use crate::judge::Judgement;

const FOOTER: Rule = Rule::new("generic/page-footer", "in the footer of the page, while its text stands elsewhere");

/// The fewest bytes of kept text outside from which nothing in the footer is the article's.
const MIN_OUTSIDE: usize = 400;

/// What has a footer of its own.
const HOLDERS: [&str; 5] = ["article", "main", "section", "blockquote", "figure"];

/// Leaves out what was kept in a `<footer>` that stands in no article.
pub(crate) fn judge(document: &dyn Document, judgements: &mut [Judgement]) {
    if !document.elements().iter().any(|element| element.tag == "footer") {
        return;
    }
    let (mut inside, mut outside) = (Vec::new(), 0);
    for (at, block) in document.blocks().iter().enumerate().filter(|(at, _)| judgements[*at].is_kept()) {
        let mut outward = document.ancestors(block).skip_while(|element| element.tag != "footer");
        let is_footer = outward.next().is_some();
        if is_footer && !outward.any(|outer| HOLDERS.contains(&outer.tag.as_str())) {
            inside.push(at);
        } else if judgements[at].kind.is_body() {
            outside += block.text.len();
        }
    }
    if outside >= MIN_OUTSIDE {
        for at in inside {
            judgements[at].keep = 0.0;
            judgements[at].rule = FOOTER;
        }
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;

    const PROSE: &str = "The gate of the harbour held through the night, its master said, and the ferries run again.";

    /// What is left of a page of which everything was kept: the texts that are in capitals.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
        let all = Judgement { keep: 1.0, kind: Kind::Paragraph, rule: FOOTER };
        let mut judgements = vec![all; document.blocks().len()];
        judge(&document, &mut judgements);
        let kept = document.blocks().iter().zip(&judgements).filter(|(_, judgement)| judgement.is_kept());
        let texts: Vec<&str> = kept.map(|(block, _)| block.text.as_str()).filter(|text| *text != PROSE).collect();
        assert_eq!(texts, expected, "{html}");
    }

    #[test]
    fn the_page_s_own_footer_is_left_out() {
        let body = format!("<div>{}</div>", format!("<p>{PROSE}</p>").repeat(6));
        check(&format!("{body}<footer><p>IMPRINT</p></footer>"), &[]);
        check(&format!("{body}<footer><section><p>IMPRINT</p></section></footer>"), &[]);
        check(&format!("<article>{body}<footer><p>NOTES</p></footer></article>"), &["NOTES"]);
        check(&format!("{body}<blockquote><p>QUOTE</p><footer>SPEAKER</footer></blockquote>"), &["QUOTE", "SPEAKER"]);
        // Where nothing else is kept, the article may stand there.
        check("<p>TITLE</p><footer><p>TEXT</p></footer>", &["TITLE", "TEXT"]);
    }
}
