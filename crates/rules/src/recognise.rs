//! Recognition by content: what on the page speaks for the source.

use copydesk_core::{Document, Evidence, Form, Recognition};

use crate::compile::RecogniseStep;
use crate::extractor::RulesExtractor;
use crate::pattern::{Pattern, on_one_line};

pub(crate) fn recognise(extractor: &RulesExtractor, document: &dyn Document) -> Recognition {
    let mut evidence = Vec::new();
    for step in &extractor.recognise {
        let block = match (&step.select, &step.text) {
            (Some(css), _) => seen(css, step, document),
            (None, Some(pattern)) => first_block(pattern, document).map(Some),
            (None, None) => None,
        };
        // An element without visible text, as those of the head, stands in no block.
        evidence.extend(block.map(|block| Evidence { what: step.what.clone(), weight: step.weight, block }));
    }
    Recognition::from_evidence(evidence)
}

/// The first block that a pattern matches. One pattern at a time: every page without an address is shown to every source,
/// and hardly one holds the words of most patterns, which a search for a single pattern looks for first. A search for all
/// patterns in one pass cannot, and costs many times more.
fn first_block(pattern: &Pattern, document: &dyn Document) -> Option<u32> {
    document.blocks().iter().position(|block| pattern.is_match(&on_one_line(block))).map(|number| number as u32)
}

/// Whether a selector finds an element that fits, and the block that shows it.
#[allow(clippy::option_option)] // outside: whether it is seen; inside: where
fn seen(css: &str, step: &RecogniseStep, document: &dyn Document) -> Option<Option<u32>> {
    if document.form() == Form::Text {
        return None;
    }
    // A selector that cannot be read is told when the configuration is checked; here it shows nothing.
    let matches = document.select(css).unwrap_or_default();
    let fits = |text: &str| step.text.as_ref().is_none_or(|pattern| pattern.is_match(text));
    let found = matches.iter().find(|found| fits(&found.text))?;
    Some(found.targets.first().map(|target| target.block))
}
