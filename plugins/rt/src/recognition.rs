//! What a flat text of RT looks like at its head: the date in RT's own form, then the headline, often twice.

use std::sync::LazyLock;

use copydesk_core::{Document, Evidence, Form, Recognition};
use regex::Regex;

/// "4 Feb, 2019 13:01" on a line of its own, as RT has written it since 2014.
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:Published time: )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec), 20\d\d \d\d:\d\d\b")
        .expect("the date pattern is valid")
});

/// How many blocks from the start the date line stands.
const HEAD: usize = 14;
/// How many blocks below the date line the headline may stand again.
const REACH: usize = 8;
/// The shortest headline that counts when repeated, in bytes.
const MIN_HEADLINE: usize = 25;
/// The longest headline, in bytes.
const MAX_HEADLINE: usize = 220;

const DATE_WEIGHT: f32 = 0.4;
const REPEATED_WEIGHT: f32 = 0.3;

/// The evidence of a flat text's head.
pub(crate) fn recognise(document: &dyn Document) -> Recognition {
    let blocks = document.blocks();
    if document.form() != Form::Text {
        return Recognition::default();
    }
    let Some(date) = blocks.iter().take(HEAD).position(|block| DATE_LINE.is_match(&block.text)) else {
        return Recognition::default();
    };
    let mut evidence = vec![Evidence {
        what: "date line as RT writes it: day month, year hour:minute".to_owned(),
        weight: DATE_WEIGHT,
        block: Some(date as u32),
    }];
    let around = &blocks[date.saturating_sub(2)..blocks.len().min(date + REACH)];
    let repeated = around.iter().enumerate().find(|(at, block)| {
        (MIN_HEADLINE..=MAX_HEADLINE).contains(&block.text.len())
            && around[at + 1..].iter().any(|other| other.text == block.text)
    });
    if let Some((at, _)) = repeated {
        evidence.push(Evidence {
            what: "headline twice beside the date line".to_owned(),
            weight: REPEATED_WEIGHT,
            block: Some((date.saturating_sub(2) + at) as u32),
        });
    }
    Recognition::from_evidence(evidence)
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: f32) {
        let score = recognise(&StaticDocument::of_lines(lines)).score;
        assert!((score - expected).abs() < 0.001, "{lines:?}: {score}");
    }

    #[test]
    fn knows_the_head_of_a_text() {
        let headline = "Ferry between the islands runs aground in thick fog";
        check(&["7 Mar, 2021 08:15", headline, headline, "The ferry ran aground."], 0.58);
        check(&[headline, "7 Mar, 2021 08:15", headline], 0.58);
        check(&["Published time: 7 Mar, 2016 08:15", headline, "The ferry ran aground."], 0.4);
    }

    #[test]
    fn other_dates_say_nothing() {
        check(&["7 March 2021", "Ferry runs aground"], 0.0);
        check(&["The ferry left on 7 Mar, 2021 08:15 and ran aground."], 0.0);
        check(&[], 0.0);
    }
}
