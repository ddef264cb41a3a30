//! `[[credit]]`: whose picture it is.

use copydesk_core::{Draft, ExtractError, Kind, Part, Target, Verdict};

use super::{Hit, Page};
use crate::compile::CreditStep;
use crate::tables::Scope;

/// How many blocks before a credit its caption is looked for.
const REACH: u32 = 3;

pub(super) fn apply(steps: &[CreditStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in steps {
        let scope = if step.test.text.is_some() { Scope::Match } else { Scope::Block };
        for hit in page.find(&step.test, scope)? {
            let block = hit.target.block;
            let text = page.text(block);
            let is_whole = text[..hit.matched.start].trim().is_empty() && text[hit.matched.end..].trim().is_empty();
            let caption = if is_caption(draft, block) && !is_whole { Some(block) } else { before(draft, block) };
            if let Some(caption) = caption {
                attach(step, &hit, caption, draft)?;
            }
        }
    }
    Ok(())
}

fn attach(step: &CreditStep, hit: &Hit, caption: u32, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let block = hit.target.block;
    for rest in [hit.matched.start..hit.value.start, hit.value.end..hit.matched.end] {
        if !rest.is_empty() {
            draft.drop((block, rest), &step.rule)?;
        }
    }
    if caption != block && hit.value == hit.matched && draft.pieces_of(block).len() == 1 && hit.target.range.is_none() {
        return draft.attach(block, caption, Part::Credit, &step.rule);
    }
    let target: Target = (block, hit.value.clone()).into();
    draft.attach(target, caption, Part::Credit, &step.rule)
}

/// The caption that a block follows.
fn before(draft: &Draft<'_>, block: u32) -> Option<u32> {
    (block.saturating_sub(REACH)..block).rev().find(|before| is_caption(draft, *before))
}

fn is_caption(draft: &Draft<'_>, block: u32) -> bool {
    draft.pieces_of(block).iter().any(|piece| piece.decision.verdict == Verdict::Keep(Kind::Caption))
}
