//! What a source left of the article that the generic extractor kept, and what the confidence is worth then.

use copydesk_core::{Diagnostic, Draft, Verdict};

use crate::codes::EMPTY_BODY;

/// A source that leaves less than one in so many of the generic extractor's words has hardly the same article in mind.
const NEARLY_NOTHING: usize = 5;

/// The confidence of a page that nobody judged: it may be right or not.
const UNJUDGED: f32 = 0.5;

/// What to do about an article of which hardly anything is left.
const LOOK: &str = "`copydesk explain` shows which rules; correct them, or leave it so where that is the whole article";

/// The article as it stood before a source amended it.
pub(crate) struct Before {
    /// The words that were kept.
    words: usize,
    /// What the generic extractor is sure by.
    confidence: f32,
    /// Whether the generic extractor judged the page: it was asked, and did not fail.
    is_judged: bool,
}

impl Before {
    /// What is kept of a draft that a source is about to amend.
    pub(crate) fn of(draft: &Draft<'_>, is_judged: bool) -> Self {
        Self { words: kept_words(draft), confidence: draft.confidence(), is_judged }
    }

    /// Tells where the source left nothing or nearly nothing, and makes the confidence say what is known, unless the source's
    /// plugin set another:
    ///
    /// - The generic extractor judged the page, and the source agrees with it more or less: its confidence stands.
    /// - The source left nothing: 0.
    /// - The source left less than a fifth of its words. Where the page shows one of the source's layouts, that told what the
    ///   article is, and the confidence stands; else one of the two errs, and nothing tells which: it is multiplied by the share
    ///   of words that is left.
    /// - Nobody judged the page (`generic = false`, or the generic extractor failed): 0.5; 0 where nothing is kept.
    pub(crate) fn weigh(self, draft: &mut Draft<'_>, source: &str, shows_layout: bool) {
        let left = kept_words(draft);
        let is_thin = left * NEARLY_NOTHING < self.words;
        let is_set = draft.confidence().to_bits() != self.confidence.to_bits();
        if !is_set {
            draft.set_confidence(match (self.is_judged, left) {
                (true, 0) if self.words > 0 => 0.0,
                (true, left) if is_thin && !shows_layout => self.confidence * left as f32 / self.words as f32,
                (true, _) => self.confidence,
                (false, 0) => 0.0,
                (false, _) => UNJUDGED,
            });
        }
        let shows_text = || draft.document().blocks().iter().any(|block| !block.text.is_empty());
        let message = if is_thin {
            format!("the source left {left} of the {} words that the generic extractor kept: {LOOK}", self.words)
        } else if !self.is_judged && left == 0 && shows_text() {
            let what =
                if draft.deciders().is_empty() { "add a [[body]] or a [[keep]] that finds its text" } else { LOOK };
            format!("the source kept nothing, and the generic extractor did not judge the page: {what}")
        } else {
            return;
        };
        draft.diagnose(Diagnostic::of_source(EMPTY_BODY, source, message));
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

    /// A page of ten lines of three words, of which the generic extractor kept `first`, if it judged it, and the source leaves
    /// `left`.
    struct Case {
        is_judged: bool,
        shows_layout: bool,
        /// What the source's plugin sets.
        set: Option<f32>,
        first: u32,
        left: u32,
    }

    /// What is known where the generic extractor is sure by 0.8 and no layout was looked for.
    const CASE: Case = Case { is_judged: true, shows_layout: false, set: None, first: 10, left: 10 };

    /// What a page is sure by in the end, and the message.
    #[track_caller]
    fn check(case: &Case, expected: f32, told: Option<&str>) {
        let document = StaticDocument::of_lines(&["The ferry sailed."; 10]);
        let mut draft = Draft::new(&document);
        if case.is_judged {
            draft.set_decider(Decider::GENERIC);
            (0..case.first).for_each(|line| draft.keep(line, Kind::Paragraph, RULE).expect("the line is there"));
            draft.set_confidence(0.8);
        }
        let before = Before::of(&draft, case.is_judged);
        draft.set_decider(Decider::rules("gazette"));
        (case.left..case.first).for_each(|line| draft.drop(line, RULE).expect("the line is there"));
        (case.first..case.left).for_each(|line| draft.keep(line, Kind::Paragraph, RULE).expect("the line is there"));
        case.set.into_iter().for_each(|confidence| draft.set_confidence(confidence));
        before.weigh(&mut draft, "gazette", case.shows_layout);
        let found = draft.confidence();
        assert!((found - expected).abs() < 1e-6, "{found} instead of {expected}");
        let message = draft.diagnostics().first().map(|diagnostic| diagnostic.message.as_str());
        match (message, told) {
            (None, None) => {}
            (Some(message), Some(told)) if message.contains(told) => {}
            _ => panic!("{message:?} instead of {told:?}"),
        }
        assert!(draft.diagnostics().iter().all(|diagnostic| diagnostic.code == EMPTY_BODY));
    }

    #[test]
    fn a_source_that_leaves_hardly_anything_is_told_and_believed_less() {
        check(&Case { left: 0, ..CASE }, 0.0, Some("left 0 of the 30 words"));
        check(&Case { left: 1, ..CASE }, 0.08, Some("left 3 of the 30 words"));
        check(&Case { left: 2, ..CASE }, 0.8, None);
        check(&Case { first: 2, ..CASE }, 0.8, None);
        check(&Case { first: 0, left: 0, ..CASE }, 0.8, None);
    }

    #[test]
    fn a_layout_tells_what_the_article_is() {
        check(&Case { shows_layout: true, left: 1, ..CASE }, 0.8, Some("left 3 of the 30 words"));
        check(&Case { shows_layout: true, left: 0, ..CASE }, 0.0, Some("left 0 of the 30 words"));
    }

    #[test]
    fn a_plugin_knows_better() {
        check(&Case { set: Some(0.9), left: 1, ..CASE }, 0.9, Some("left 3 of the 30 words"));
        check(&Case { set: Some(0.9), left: 0, ..CASE }, 0.9, Some("left 0 of the 30 words"));
    }

    #[test]
    fn a_page_that_nobody_judged_is_as_likely_right_as_wrong() {
        let unjudged = Case { is_judged: false, first: 0, left: 5, ..CASE };
        check(&unjudged, 0.5, None);
        check(&Case { set: Some(0.7), ..unjudged }, 0.7, None);
        check(
            &Case { left: 0, ..unjudged },
            0.0,
            Some("kept nothing, and the generic extractor did not judge the page: add a"),
        );
        // What the source itself dropped is shown.
        check(&Case { first: 5, left: 0, ..unjudged }, 0.0, Some("`copydesk explain` shows which rules"));
    }
}
