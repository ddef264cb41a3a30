//! Recognition by content: what on the page speaks for the source.

use copydesk_core::{Document, Evidence, Form, Recognition};

use crate::compile::RecogniseStep;
use crate::extractor::RulesExtractor;
use crate::pattern::PatternSet;

pub(crate) fn recognise(extractor: &RulesExtractor, document: &dyn Document) -> Recognition {
    let first = first_blocks(&extractor.fingerprints, document);
    let mut number = 0;
    let mut evidence = Vec::new();
    for step in &extractor.recognise {
        let block = match &step.select {
            None => {
                number += 1;
                first[number - 1].map(Some)
            }
            Some(css) => seen(css, step, document),
        };
        // An element without visible text, as those of the head, stands in no block.
        evidence.extend(block.map(|block| Evidence { what: step.what.clone(), weight: step.weight, block }));
    }
    Recognition::from_evidence(evidence)
}

/// For each pattern the first block that matches it: all in one pass, because every page without an address is shown to
/// every source.
fn first_blocks(patterns: &PatternSet, document: &dyn Document) -> Vec<Option<u32>> {
    let mut first = vec![None; patterns.len()];
    if patterns.len() == 0 {
        return first;
    }
    for (number, block) in document.blocks().iter().enumerate() {
        for pattern in patterns.matches(&block.text) {
            first[pattern].get_or_insert(number as u32);
        }
    }
    first
}

/// Whether a selector finds an element that fits, and the block that shows it.
#[allow(clippy::option_option)] // outside: whether it is seen; inside: where
fn seen(css: &str, step: &RecogniseStep, document: &dyn Document) -> Option<Option<u32>> {
    if document.form() == Form::Text {
        return None;
    }
    // A selector that cannot be read is told when the configuration is checked; here it shows nothing.
    let matches = document.select(css).unwrap_or_default();
    let fits = |text: &str| step.text.as_ref().is_none_or(|pattern| pattern.regex().is_match(text));
    let found = matches.iter().find(|found| fits(&found.text))?;
    Some(found.targets.first().map(|target| target.block))
}
