//! `[[drop]]`, `[[keep]]` and `[[retype]]`: verdicts on blocks, one by one.

use copydesk_core::{Draft, ExtractError, Target, Verdict};

use super::Page;
use super::body::kind_of;
use crate::compile::{DropStep, KeepStep, RetypeStep};
use crate::pattern::on_one_line;
use crate::tables::Scope;

pub(super) fn drop(steps: &[DropStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in steps {
        // The first block that no earlier hit's `through` has reached.
        let mut next = 0;
        for hit in page.find(&step.test, step.scope)? {
            let block = hit.target.block;
            let Some(last) = end_of_run(step, page, block) else {
                drop_one(step, hit.target, draft)?;
                continue;
            };
            for block in block.max(next)..=last {
                drop_one(step, block.into(), draft)?;
            }
            next = next.max(last + 1);
        }
    }
    Ok(())
}

/// Drops a piece. A field whose value was read from it loses that value to the one before, or to none: what is no part
/// of the article is no standfirst either.
fn drop_one(step: &DropStep, target: Target, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for (_, verdict) in overlapping(draft, target) {
        let Verdict::Field { field } = verdict else { continue };
        let Some(state) = draft.fields().get(&field).filter(|state| state.block == Some(target.block)) else {
            continue;
        };
        let earlier = state.overruled.iter().find(|state| state.value.is_some() && state.block != Some(target.block));
        match earlier.map(|state| (state.value.clone(), state.from.clone())) {
            Some((Some(value), from)) => draft.set_field(field, value, from.as_deref(), &step.rule)?,
            _ => draft.clear_field(field, &step.rule)?,
        }
    }
    draft.drop(target, &step.rule)
}

/// The last block of the run that a hit opens, where `through` finds one.
fn end_of_run(step: &DropStep, page: &Page<'_>, block: u32) -> Option<u32> {
    let end = step.through.as_ref()?;
    let blocks = page.document.blocks();
    let from = block as usize + 1;
    let to = from.saturating_add(step.at_most as usize).min(blocks.len());
    let offset = blocks.get(from..to)?.iter().position(|block| end.is_match(&on_one_line(block)))?;
    Some((from + offset) as u32)
}

pub(super) fn keep(steps: &[KeepStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in steps {
        for hit in page.find(&step.test, step.scope)? {
            let block = &page.document.blocks()[hit.target.block as usize];
            for (target, verdict) in overlapping(draft, hit.target) {
                let taken = matches!(verdict, Verdict::Field { .. } | Verdict::Part { .. });
                if taken && !step.also_taken {
                    continue;
                }
                let kind = match (step.kind, verdict) {
                    (Some(kind), _) => kind.of(block, step.level),
                    (None, Verdict::Keep(kind)) => kind,
                    (None, _) => kind_of(block),
                };
                draft.keep(target, kind, &step.rule)?;
            }
        }
    }
    Ok(())
}

pub(super) fn retype(steps: &[RetypeStep], page: &Page<'_>, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for step in steps {
        for hit in page.find(&step.test, Scope::Block)? {
            let block = &page.document.blocks()[hit.target.block as usize];
            let kind = step.kind.of(block, step.level);
            for (target, verdict) in overlapping(draft, hit.target) {
                if verdict.is_kept() {
                    draft.keep(target, kind.clone(), &step.rule)?;
                }
            }
        }
    }
    Ok(())
}

/// The pieces of a target with their verdicts, each cut to the target.
pub(super) fn overlapping(draft: &Draft<'_>, target: Target) -> Vec<(Target, Verdict)> {
    let (start, end) = target.range.unwrap_or((0, u32::MAX));
    let pieces = draft.pieces_of(target.block);
    if let ([piece], None) = (pieces, target.range) {
        return vec![(target, piece.decision.verdict.clone())];
    }
    // Pieces stand in reading order, and a block may have thousands.
    let first = pieces.partition_point(|piece| piece.end <= start);
    pieces[first..]
        .iter()
        .take_while(|piece| piece.start < end)
        .map(|piece| (piece.start.max(start), piece.end.min(end), &piece.decision.verdict))
        .filter(|(start, end, _)| start < end)
        .map(|(start, end, verdict)| (Target { block: target.block, range: Some((start, end)) }, verdict.clone()))
        .collect()
}
