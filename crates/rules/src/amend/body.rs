//! `[[body]]`: the layout of the page, and what is inside the article.

use copydesk_core::{
    Block, Decider, Decision, Diagnostic, Draft, ExtractError, Form, Kind, Layer, Shape, Target, Verdict, grounds,
};

use super::Page;
use crate::compile::BodyStep;
use crate::extractor::RulesExtractor;

/// The code of what is said of an HTML page with text that shows none of its source's layouts.
pub const NO_LAYOUT: &str = "rules/no-layout";

/// Applies the first layout that finds text. A container that is there but empty (scripts would fill it) is no layout:
/// the article would come out empty. An HTML page that shows none of the layouts says so: perhaps the site has a new one.
pub(super) fn apply(extractor: &RulesExtractor, page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in &extractor.body {
        let inside = inside(step, page)?;
        if inside.iter().zip(page.document.blocks()).any(|(inside, block)| *inside && !block.text.is_empty()) {
            tracing::debug!(rule = %step.rule.id, selector = step.select, "layout chosen");
            return choose(step, &inside, page, draft);
        }
    }
    let shows_text = || page.document.blocks().iter().any(|block| !block.text.is_empty());
    if extractor.has_layouts() && page.document.form() == Form::Html && shows_text() {
        let stands = if draft.deciders().is_empty() {
            "nobody else says what the article is"
        } else {
            "the generic extractor's choice stands"
        };
        let message = format!(
            "no [[body]] of the source finds text on this page, so that {stands}: where the site has a new layout, add a [[body]] for it"
        );
        draft.diagnose(Diagnostic::of_source(NO_LAYOUT, &extractor.info.name, message));
    }
    Ok(())
}

/// For each block whether the layout's elements hold it (or a piece of it).
fn inside(step: &BodyStep, page: &Page<'_>) -> Result<Vec<bool>, ExtractError> {
    let mut inside = vec![false; page.document.blocks().len()];
    for target in page.select(&step.select)?.iter().flat_map(|found| &found.targets) {
        inside[target.block as usize] = true;
    }
    Ok(inside)
}

fn choose(step: &BodyStep, inside: &[bool], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let mut changes: Vec<(Target, Verdict)> = Vec::new();
    for piece in draft.pieces() {
        let block = &page.document.blocks()[piece.block as usize];
        let target = Target { block: piece.block, range: Some((piece.start, piece.end)) };
        if !inside[piece.block as usize] {
            if piece.decision.verdict.is_kept() {
                changes.push((target, Verdict::Drop));
            }
        } else if step.keep_inside && is_revived(&piece.decision, block) {
            changes.push((target, Verdict::Keep(kind_of(block))));
        }
    }
    for (target, verdict) in changes {
        let rule = match verdict {
            Verdict::Drop => step.rule.because(format!("outside of the body ({})", step.rule.reason)),
            _ => step.rule.clone(),
        };
        draft.decide(target, verdict, rule)?;
    }
    Ok(())
}

/// What the model alone leaves out, against the heuristic: where it is a paragraph of so many words, it is a doubt about its
/// place rather than a prompt, and the layout knows better.
const RUNNING_WORDS: usize = 20;
const RUNNING_LINKED: f32 = 0.5;

fn is_revived(decision: &Decision, block: &Block) -> bool {
    let open = match decision.by.layer {
        Layer::Default => decision.by == Decider::DEFAULT,
        Layer::Generic if decision.rule.as_ref() == grounds::MODEL => {
            block.shape == Shape::Paragraph
                && block.link_density() < RUNNING_LINKED
                && block.text.split_whitespace().nth(RUNNING_WORDS - 1).is_some()
        }
        // What was left out for where it stands: there the layout knows better.
        Layer::Generic => grounds::is_of_place(decision),
        Layer::Rules | Layer::Plugin => false,
    };
    let worded = block.text.chars().any(char::is_alphanumeric);
    open && decision.verdict == Verdict::Drop && !block.hidden && worded && block.shape != Shape::Time
}

/// The kind that the markup of a block says it is.
pub(super) fn kind_of(block: &Block) -> Kind {
    match block.shape {
        Shape::Heading(level) => Kind::Heading { level },
        Shape::ListItem(ordered) => Kind::List { ordered },
        Shape::Quote => Kind::Quote,
        Shape::Caption => Kind::Caption,
        Shape::TableRow => Kind::Table,
        Shape::Code => Kind::Code,
        Shape::Image => Kind::Image,
        Shape::Embed => Kind::Embed,
        Shape::Paragraph | Shape::Time | Shape::Plain | Shape::Line => Kind::Paragraph,
    }
}
