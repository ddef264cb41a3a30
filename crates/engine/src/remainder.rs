//! What a source left of the article that the generic extractor kept, and what the confidence is worth then.

use copydesk_core::{Diagnostic, Draft, Verdict};

/// A source that leaves less than one in so many of the generic extractor's words has hardly the same article in mind.
const NEARLY_NOTHING: usize = 5;

/// The confidence of a page that nobody judged: it may be right or not.
const UNJUDGED: f32 = 0.5;

/// The article as it stood before a source amended it.
pub(crate) struct Before {
    /// The words that were kept.
    words: usize,
    /// Whether the generic extractor was asked at all.
    is_judged: bool,
}

impl Before {
    /// What is kept of a draft that a source is about to amend.
    pub(crate) fn of(draft: &Draft<'_>, is_judged: bool) -> Self {
        Self { words: kept_words(draft), is_judged }
    }

    /// Tells where the source left nothing or nearly nothing, and makes the confidence say what is known:
    ///
    /// - The generic extractor judged the page, and the source agrees with it more or less: its confidence stands, or that
    ///   which the source's plugin set.
    /// - The source left less than a fifth of its words: one of the two errs, and nothing tells which. The confidence is
    ///   multiplied by the share of words that is left, and so 0 where nothing is.
    /// - Nobody judged the page (`generic = false`): 0.5, unless the plugin says more; 0 where nothing is kept.
    pub(crate) fn weigh(self, draft: &mut Draft<'_>, source: &str) {
        let left = kept_words(draft);
        let confidence = draft.confidence();
        let message = if self.is_judged && left * NEARLY_NOTHING < self.words {
            draft.set_confidence(confidence * left as f32 / self.words as f32);
            format!("the source left {left} of the {} words that the generic extractor kept", self.words)
        } else if !self.is_judged && left == 0 {
            draft.set_confidence(0.0);
            "the source kept nothing, and the generic extractor is not asked (generic = false)".to_owned()
        } else {
            // Exactly zero is what nobody has set.
            if !self.is_judged && confidence.to_bits() == 0 {
                draft.set_confidence(UNJUDGED);
            }
            return;
        };
        let message = format!(
            "{message}: `copydesk explain` shows which rules; correct them, or leave it so where that is the whole article"
        );
        draft.diagnose(Diagnostic::of_source("rules/empty-body", source, message));
    }
}

/// The words of the body, as white space parts them.
fn kept_words(draft: &Draft<'_>) -> usize {
    let is_body = |verdict: &Verdict| matches!(verdict, Verdict::Keep(kind) if kind.is_body());
    let kept = draft.pieces().filter(|piece| is_body(&piece.decision.verdict));
    kept.map(|piece| draft.text_of(piece).split_whitespace().count()).sum()
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Decider, Kind, Rule, StaticDocument};

    use super::*;

    const RULE: Rule = Rule::new("test/rule", "for the test");

    /// A draft of ten lines of three words, of which the generic extractor kept `first`, sure by `confidence`, and the source
    /// leaves `left`: what it is sure by then, and the message.
    #[track_caller]
    fn check(is_judged: bool, confidence: f32, [first, left]: [u32; 2], expected: f32, told: Option<&str>) {
        let document = StaticDocument::of_lines(&["The ferry sailed."; 10]);
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        (0..first).for_each(|line| draft.keep(line, Kind::Paragraph, RULE).expect("the line is there"));
        draft.set_confidence(confidence);
        let before = Before::of(&draft, is_judged);
        (left..first).for_each(|line| draft.drop(line, RULE).expect("the line is there"));
        (first..left).for_each(|line| draft.keep(line, Kind::Paragraph, RULE).expect("the line is there"));
        before.weigh(&mut draft, "gazette");
        let found = draft.confidence();
        assert!((found - expected).abs() < 1e-6, "{found} instead of {expected}");
        let message = draft.diagnostics().first().map(|diagnostic| diagnostic.message.as_str());
        match (message, told) {
            (None, None) => {}
            (Some(message), Some(told)) if message.contains(told) => {}
            _ => panic!("{message:?} instead of {told:?}"),
        }
        assert!(draft.diagnostics().iter().all(|diagnostic| diagnostic.code == "rules/empty-body"));
    }

    #[test]
    fn a_source_that_leaves_hardly_anything_is_told_and_believed_less() {
        check(true, 0.8, [10, 0], 0.0, Some("left 0 of the 30 words"));
        check(true, 0.8, [10, 1], 0.08, Some("left 3 of the 30 words"));
        check(true, 0.8, [10, 2], 0.8, None);
        check(true, 0.8, [2, 10], 0.8, None);
        check(true, 0.1, [0, 0], 0.1, None);
    }

    #[test]
    fn a_page_that_nobody_judged_is_as_likely_right_as_wrong() {
        check(false, 0.0, [0, 5], 0.5, None);
        check(false, 0.7, [0, 5], 0.7, None);
        check(false, 0.7, [0, 0], 0.0, Some("kept nothing"));
    }
}
