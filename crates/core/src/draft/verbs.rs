//! The verbs of the trade: what a source does to a draft.

use super::{Amendment, Draft, Target};
use crate::{ExtractError, Field, FieldValue, Kind, Part, Rule, Verdict};

impl Draft<'_> {
    /// Keeps a piece as a kind of block.
    ///
    /// # Errors
    /// [`ExtractError::NoSuchBlock`] or [`ExtractError::BadRange`] for a target that is not there, [`ExtractError::NoReason`] for a
    /// rule without an id or a reason.
    pub fn keep(&mut self, target: impl Into<Target>, kind: Kind, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Keep(kind), rule)
    }

    /// Leaves a piece out.
    ///
    /// # Errors
    /// As [`Draft::keep`].
    pub fn drop(&mut self, target: impl Into<Target>, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Drop, rule)
    }

    /// Changes the kind of those pieces of a block that are kept; pieces taken elsewhere stay as they are.
    ///
    /// # Errors
    /// [`ExtractError::NoSuchBlock`], [`ExtractError::NoReason`].
    pub fn retype(&mut self, block: u32, kind: &Kind, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        let rule = rule.into();
        self.check_block(block)?;
        let kept: Vec<(u32, u32)> = self
            .pieces_of(block)
            .iter()
            .filter(|piece| piece.decision.verdict.is_kept())
            .map(|piece| (piece.start, piece.end))
            .collect();
        for range in kept {
            self.keep(Target { block, range: Some(range) }, kind.clone(), &rule)?;
        }
        Ok(())
    }

    /// Takes a piece into a field, which gets the given value.
    ///
    /// # Errors
    /// As [`Draft::keep`]; [`ExtractError::BadDate`] or [`ExtractError::BadAccess`] for a value that the field cannot have.
    /// Then nothing has changed.
    pub fn take(
        &mut self,
        target: impl Into<Target>,
        field: Field,
        value: impl Into<FieldValue>,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        let (target, rule) = (target.into(), rule.into());
        // Nothing is done by halves: neither a target nor a value that is refused changes anything.
        self.check_target(target)?;
        self.apply(Amendment::SetField {
            field,
            value: value.into(),
            from: None,
            block: Some(target.block),
            rule: rule.clone(),
        })?;
        self.consume(target, field, rule)
    }

    /// Marks a piece as standing for a field, whose value stays what it is.
    ///
    /// # Errors
    /// As [`Draft::keep`].
    pub fn consume(
        &mut self,
        target: impl Into<Target>,
        field: Field,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Field { field }, rule)
    }

    /// Makes a piece part of another block: its continuation, its credit, its attribution.
    ///
    /// # Errors
    /// As [`Draft::keep`]; [`ExtractError::BadPart`] where it would be part of itself, or of a block that is not there.
    pub fn attach(
        &mut self,
        target: impl Into<Target>,
        of: u32,
        part: Part,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Part { of, part }, rule)
    }

    /// Joins a block to an earlier one, as its continuation.
    ///
    /// # Errors
    /// As [`Draft::attach`].
    pub fn merge(&mut self, target: impl Into<Target>, of: u32, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.attach(target, of, Part::Continuation, rule)
    }

    /// Parts a block in two at a byte offset.
    ///
    /// # Errors
    /// [`ExtractError::NoSuchBlock`], [`ExtractError::BadRange`], [`ExtractError::NoReason`].
    pub fn split(&mut self, block: u32, at: usize, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::Split { block, at: u32::try_from(at).unwrap_or(u32::MAX), rule: rule.into() })
    }

    /// Sets a field from elsewhere than the blocks; `from` names the place (`og:title`).
    ///
    /// # Errors
    /// [`ExtractError::BadDate`], [`ExtractError::BadAccess`], [`ExtractError::NoReason`].
    pub fn set_field(
        &mut self,
        field: Field,
        value: impl Into<FieldValue>,
        from: Option<&str>,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.apply(Amendment::SetField {
            field,
            value: value.into(),
            from: from.map(str::to_owned),
            block: None,
            rule: rule.into(),
        })
    }

    /// Empties a field.
    ///
    /// # Errors
    /// [`ExtractError::NoReason`].
    pub fn clear_field(&mut self, field: Field, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::ClearField { field, rule: rule.into() })
    }

    /// Puts blocks in another order, at the place of the one that stands first.
    ///
    /// # Errors
    /// [`ExtractError::NoSuchBlock`], [`ExtractError::NoReason`].
    pub fn order(&mut self, blocks: &[u32], rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::Order { blocks: blocks.to_vec(), rule: rule.into() })
    }
}
