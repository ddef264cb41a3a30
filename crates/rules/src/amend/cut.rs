//! `[[cut]]`: the block at which the article ends or starts.

use copydesk_core::{Draft, ExtractError, Target, Verdict};

use super::Page;
use crate::compile::CutStep;
use crate::tables::{CutTo, Scope};

pub(super) fn apply(steps: &[CutStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in steps {
        let kept = draft.kept();
        let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return Ok(()) };
        // A mark outside of what is kept would take all of it, or nothing.
        let sensible = |block: u32| match step.to {
            CutTo::End => block > first,
            CutTo::Start => block < last,
        };
        let hits = page.find(&step.test, Scope::Block)?;
        let Some(mark) = hits.into_iter().map(|hit| hit.target.block).find(|block| sensible(*block)) else { continue };
        let doomed: Vec<Target> = draft
            .pieces()
            .filter(|piece| match step.to {
                CutTo::End => piece.block >= mark,
                CutTo::Start => piece.block <= mark,
            })
            .filter(|piece| {
                let verdict = &piece.decision.verdict;
                verdict.is_kept()
                    || matches!(verdict, Verdict::Part { .. })
                    || (piece.block == mark && *verdict == Verdict::Drop)
            })
            .map(|piece| Target { block: piece.block, range: Some((piece.start, piece.end)) })
            .collect();
        for target in doomed {
            draft.drop(target, &step.rule)?;
        }
    }
    Ok(())
}
