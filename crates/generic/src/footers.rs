//! The footer of a page, which is not that of its article: imprints are running text, and look like it.

use copydesk_core::{Document, Rule};

use crate::judge::Judgement;

const FOOTER: Rule = Rule::new("generic/page-footer", "in the footer of the page, while its text stands elsewhere");

/// The fewest bytes of kept text outside from which nothing in the footer is the article's.
const MIN_OUTSIDE: usize = 400;

/// Leaves out what was kept in a `<footer>` that stands in no article.
pub(crate) fn judge(document: &dyn Document, judgements: &mut [Judgement]) {
    if !document.elements().iter().any(|element| element.tag == "footer") {
        return;
    }
    let (mut inside, mut outside) = (Vec::new(), 0);
    for (at, block) in document.blocks().iter().enumerate().filter(|(at, _)| judgements[*at].is_kept()) {
        let frame = document.ancestors(block).find(|element| {
            matches!(element.tag.as_str(), "footer" | "article" | "main" | "section" | "blockquote" | "figure")
        });
        let is_footer = frame.is_some_and(|frame| frame.tag == "footer");
        let in_article = || document.ancestors(block).any(|outer| matches!(outer.tag.as_str(), "article" | "main"));
        if is_footer && !in_article() {
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
