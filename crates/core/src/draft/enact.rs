//! How an amendment changes the pieces and the fields.

use super::{Amendment, Draft, FieldState, Piece, Target, UNDECIDED};
use crate::text::dates;
use crate::{Access, Decision, Document, ExtractError, Field, FieldValue, Rule, Verdict};

impl Draft<'_> {
    pub(super) fn enact(&mut self, amendment: &Amendment) -> Result<(), ExtractError> {
        let rule = match amendment {
            Amendment::Decide { rule, .. }
            | Amendment::Split { rule, .. }
            | Amendment::SetField { rule, .. }
            | Amendment::ClearField { rule, .. }
            | Amendment::Order { rule, .. } => rule,
        };
        check_rule(rule)?;
        match amendment {
            Amendment::Decide { target, outcome, .. } => self.enact_verdict(*target, outcome, rule),
            Amendment::Split { block, at, .. } => {
                self.check_range(*block, *at, *at)?;
                let at = self.cut_point(*block, *at);
                self.pieces.cut(*block, at);
                let pieces = self.pieces.of_mut(*block);
                let first = pieces.partition_point(|piece| piece.start < at);
                for piece in pieces[first..].iter_mut().take_while(|piece| piece.start == at && at > 0) {
                    piece.breaks = true;
                }
                Ok(())
            }
            Amendment::SetField { field, value, from, block, .. } => {
                if field.is_date() && dates::parse_iso(&value.to_text()).is_none() {
                    return Err(ExtractError::BadDate { field: field.to_string(), value: value.to_text() });
                }
                if *field == Field::Access && Access::parse(&value.to_text()).is_none() {
                    return Err(ExtractError::BadAccess { value: value.to_text() });
                }
                if let Some(block) = block {
                    self.check_block(*block)?;
                }
                self.put_field(*field, Some(value.folded()), from.clone(), *block, rule);
                Ok(())
            }
            Amendment::ClearField { field, .. } => {
                self.put_field(*field, None, None, None, rule);
                Ok(())
            }
            Amendment::Order { blocks, .. } => {
                for block in blocks {
                    self.check_block(*block)?;
                }
                self.orders.push(blocks.clone());
                Ok(())
            }
        }
    }

    /// Gives the blocks, of which nothing is decided, their first verdicts.
    pub(super) fn begin(&mut self, verdicts: impl Iterator<Item = (Verdict, Rule)>) -> Result<(), ExtractError> {
        let by = &self.decider;
        for (piece, (verdict, rule)) in self.pieces.all_mut().zip(verdicts) {
            check_rule(&rule)?;
            check_part(self.document, piece.block.into(), &verdict)?;
            piece.decision = Decision { verdict, rule: rule.id, reason: rule.reason, by: by.clone() };
        }
        Ok(())
    }

    fn enact_verdict(&mut self, target: Target, outcome: &Verdict, rule: &Rule) -> Result<(), ExtractError> {
        self.check_block(target.block)?;
        check_part(self.document, target, outcome)?;
        let (start, end) = match target.range {
            None => (0, u32::MAX),
            Some((start, end)) => {
                self.check_range(target.block, start, end)?;
                let empty = self.document.blocks()[target.block as usize].text.is_empty();
                let (start, end) = (self.cut_point(target.block, start), self.cut_point(target.block, end));
                if start == end && !empty {
                    // A range that holds nothing but white space is nothing to decide about.
                    return Ok(());
                }
                self.pieces.cut(target.block, start);
                self.pieces.cut(target.block, end);
                (start, end)
            }
        };
        let decision = Decision {
            verdict: outcome.clone(),
            rule: rule.id.clone(),
            reason: rule.reason.clone(),
            by: self.decider.clone(),
        };
        let whole = target.range.is_none();
        let meant = |piece: &&mut Piece| whole || (piece.end <= end && (piece.start < piece.end || start == end));
        let pieces = self.pieces.of_mut(target.block);
        let first = pieces.partition_point(|piece| piece.start < start);
        let may_be = |piece: &&mut Piece| piece.start <= end;
        let mut pieces = pieces[first..].iter_mut().take_while(may_be).filter(meant).peekable();
        let mut decision = Some(decision);
        while let Some(piece) = pieces.next() {
            // Nearly always there is one piece, which takes the decision itself.
            let own = if pieces.peek().is_some() { decision.clone() } else { decision.take() };
            let Some(own) = own else { break };
            let before = std::mem::replace(&mut piece.decision, own);
            if before.rule != UNDECIDED.id {
                // Hardly a piece has more than one.
                if piece.overruled.is_empty() {
                    piece.overruled.reserve_exact(1);
                }
                piece.overruled.insert(0, before);
            }
        }
        Ok(())
    }

    fn put_field(
        &mut self,
        field: Field,
        value: Option<FieldValue>,
        from: Option<String>,
        block: Option<u32>,
        rule: &Rule,
    ) {
        let mut state =
            FieldState { value, from, block, rule: rule.clone(), by: self.decider.clone(), overruled: Vec::new() };
        if let Some(mut before) = self.fields.remove(&field) {
            let mut history = std::mem::take(&mut before.overruled);
            history.insert(0, before);
            state.overruled = history;
        }
        self.fields.insert(field, state);
    }

    /// Where a cut at an offset really falls: behind the white space there, or at the start where nothing but white
    /// space stands before. So no piece begins with white space, and none is white space alone.
    fn cut_point(&self, block: u32, at: u32) -> u32 {
        let text = &self.document.blocks()[block as usize].text;
        let at = text.len() - text[at as usize..].trim_start().len();
        if text[..at].trim_start().is_empty() { 0 } else { at as u32 }
    }

    pub(super) fn check_block(&self, block: u32) -> Result<(), ExtractError> {
        check_block(self.document, block)
    }

    pub(super) fn check_target(&self, target: Target) -> Result<(), ExtractError> {
        match target.range {
            None => self.check_block(target.block),
            Some((start, end)) => self.check_range(target.block, start, end),
        }
    }

    fn check_range(&self, block: u32, start: u32, end: u32) -> Result<(), ExtractError> {
        self.check_block(block)?;
        let text = &self.document.blocks()[block as usize].text;
        let sound = start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize);
        if sound { Ok(()) } else { Err(ExtractError::BadRange { block, start, end, len: text.len() as u32 }) }
    }
}

fn check_block(document: &dyn Document, block: u32) -> Result<(), ExtractError> {
    let blocks = document.blocks().len() as u32;
    if block < blocks { Ok(()) } else { Err(ExtractError::NoSuchBlock { block, blocks }) }
}

/// Whether a verdict does not make a block part of itself, or of a block that is not there.
#[inline]
fn check_part(document: &dyn Document, target: Target, outcome: &Verdict) -> Result<(), ExtractError> {
    match outcome {
        Verdict::Part { of, .. }
            if check_block(document, *of).is_err() || (*of == target.block && target.range.is_none()) =>
        {
            Err(ExtractError::BadPart { block: target.block, of: *of })
        }
        _ => Ok(()),
    }
}

/// Whether a rule has an id and a reason.
#[inline]
fn check_rule(rule: &Rule) -> Result<(), ExtractError> {
    // Nearly all begin with a letter.
    let is_blank = |text: &str| !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty();
    if is_blank(&rule.id) || is_blank(&rule.reason) {
        return Err(ExtractError::NoReason { id: rule.id.to_string(), reason: rule.reason.to_string() });
    }
    Ok(())
}
