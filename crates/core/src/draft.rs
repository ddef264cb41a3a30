//! A draft: a document plus amendments. Nothing else changes a verdict, so the ledger is complete by construction.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::dates;
use crate::{Decider, Decision, Diagnostic, Document, ExtractError, Field, FieldValue, Kind, Part, Rule, Verdict};

/// What an amendment is about: a whole block, or a range of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Index of the block in [`Document::blocks`].
    pub block: u32,
    /// A range of byte offsets in its text; `None` is the whole block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
}

impl From<u32> for Target {
    fn from(block: u32) -> Self {
        Self { block, range: None }
    }
}
impl From<usize> for Target {
    fn from(block: usize) -> Self {
        Self { block: block as u32, range: None }
    }
}
impl From<(usize, Range<usize>)> for Target {
    fn from((block, range): (usize, Range<usize>)) -> Self {
        Self { block: block as u32, range: Some((range.start as u32, range.end as u32)) }
    }
}
impl From<(u32, Range<usize>)> for Target {
    fn from((block, range): (u32, Range<usize>)) -> Self {
        Self { block, range: Some((range.start as u32, range.end as u32)) }
    }
}

/// One change to a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Amendment {
    /// Gives a piece a verdict.
    Decide {
        /// The piece.
        target: Target,
        /// Its verdict.
        outcome: Verdict,
        /// Why.
        rule: Rule,
    },
    /// Parts a block in two, so that its kept pieces become two blocks of the article.
    Split {
        /// The block.
        block: u32,
        /// Byte offset in its text where the second part begins.
        at: u32,
        /// Why.
        rule: Rule,
    },
    /// Sets a field.
    SetField {
        /// The field.
        field: Field,
        /// Its value.
        value: FieldValue,
        /// Where the value came from: a metadata key (`og:title`), or `None` for the source's own knowledge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// The block it was read from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        block: Option<u32>,
        /// Why.
        rule: Rule,
    },
    /// Empties a field.
    ClearField {
        /// The field.
        field: Field,
        /// Why.
        rule: Rule,
    },
    /// Puts blocks in another order, at the place of the one that stands first.
    Order {
        /// The blocks, as they shall stand.
        blocks: Vec<u32>,
        /// Why.
        rule: Rule,
    },
}

/// A piece of a block (mostly the whole of it) with its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The block.
    pub block: u32,
    /// First byte in the block's text.
    pub start: u32,
    /// End in the block's text, exclusive.
    pub end: u32,
    /// Whether a new block of the article begins here though the input has none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
    /// What was decided last.
    pub decision: Decision,
    /// What was decided before, latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Decision>,
}

/// A field's value with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldState {
    /// The value; `None` where it was cleared.
    pub value: Option<FieldValue>,
    /// Where the value came from.
    pub from: Option<String>,
    /// The block it was read from.
    pub block: Option<u32>,
    /// Why.
    pub rule: Rule,
    /// Who decided.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub by: Decider,
    /// Earlier states, latest first, their own histories empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<FieldState>,
}

/// The rule of pieces that nobody decided about.
pub const UNDECIDED: Rule = Rule::new("core/undecided", "no rule decided about it");

/// A point to which a draft can be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize);

/// A document with verdicts. See the module's documentation.
pub struct Draft<'d> {
    document: &'d dyn Document,
    decider: Decider,
    start: (Vec<Piece>, BTreeMap<Field, FieldState>),
    /// Orders and deciders from before the start.
    earlier: (Vec<Vec<u32>>, Vec<String>),
    pieces: Vec<Piece>,
    fields: BTreeMap<Field, FieldState>,
    orders: Vec<Vec<u32>>,
    log: Vec<(Decider, Amendment)>,
    diagnostics: Vec<Diagnostic>,
    confidence: f32,
}

impl<'d> Draft<'d> {
    /// A draft in which nothing is decided.
    pub fn new(document: &'d dyn Document) -> Self {
        let undecided =
            Decision { verdict: Verdict::Drop, rule: UNDECIDED.id, reason: UNDECIDED.reason, by: Decider::DEFAULT };
        let pieces = document
            .blocks()
            .iter()
            .enumerate()
            .map(|(at, block)| Piece {
                block: at as u32,
                start: 0,
                end: block.text.len() as u32,
                breaks: false,
                decision: undecided.clone(),
                overruled: Vec::new(),
            })
            .collect();
        Self::resume(document, pieces, BTreeMap::new())
    }

    /// A draft that goes on from the given verdicts: what a loaded plugin sees.
    pub fn resume(document: &'d dyn Document, pieces: Vec<Piece>, fields: BTreeMap<Field, FieldState>) -> Self {
        Self {
            document,
            decider: Decider::DEFAULT,
            start: (pieces.clone(), fields.clone()),
            earlier: (Vec::new(), Vec::new()),
            pieces,
            fields,
            orders: Vec::new(),
            log: Vec::new(),
            diagnostics: Vec::new(),
            confidence: 0.0,
        }
    }

    /// Gives a resumed draft the orders and the deciders (see [`Draft::orders`], [`Draft::deciders`]) of the one it goes
    /// on from. For a draft in which nothing was amended yet.
    #[must_use]
    pub fn after(mut self, orders: Vec<Vec<u32>>, deciders: Vec<String>) -> Self {
        self.orders.clone_from(&orders);
        self.earlier = (orders, deciders);
        self
    }

    /// The document.
    pub fn document(&self) -> &'d dyn Document {
        self.document
    }

    /// All pieces, in reading order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The pieces of one block: one, unless it was cut.
    pub fn pieces_of(&self, block: u32) -> &[Piece] {
        &self.pieces[self.piece_range(block)]
    }

    /// The decision about a block's first piece.
    pub fn decision(&self, block: u32) -> Option<&Decision> {
        self.pieces_of(block).first().map(|piece| &piece.decision)
    }

    /// Whether any piece of the block is kept.
    pub fn is_kept(&self, block: u32) -> bool {
        self.pieces_of(block).iter().any(|piece| piece.decision.verdict.is_kept())
    }

    /// The blocks of which something is kept, in reading order.
    pub fn kept(&self) -> Vec<u32> {
        let mut kept: Vec<u32> =
            self.pieces.iter().filter(|piece| piece.decision.verdict.is_kept()).map(|piece| piece.block).collect();
        kept.dedup();
        kept
    }

    /// The text of a piece.
    pub fn text_of(&self, piece: &Piece) -> &'d str {
        &self.document.blocks()[piece.block as usize].text[piece.start as usize..piece.end as usize]
    }

    /// The value of a field.
    pub fn field(&self, field: Field) -> Option<&FieldValue> {
        self.fields.get(&field)?.value.as_ref()
    }

    /// All fields with their histories.
    pub fn fields(&self) -> &BTreeMap<Field, FieldState> {
        &self.fields
    }

    /// Keeps a piece as a kind of block.
    pub fn keep(&mut self, target: impl Into<Target>, kind: Kind, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Keep(kind), rule)
    }

    /// Leaves a piece out.
    pub fn drop(&mut self, target: impl Into<Target>, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Drop, rule)
    }

    /// Changes the kind of those pieces of a block that are kept; pieces taken elsewhere stay as they are.
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
    pub fn take(
        &mut self,
        target: impl Into<Target>,
        field: Field,
        value: impl Into<FieldValue>,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        let (target, rule) = (target.into(), rule.into());
        // The field first: a value that is refused must not leave the piece taken.
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
    pub fn consume(
        &mut self,
        target: impl Into<Target>,
        field: Field,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.decide(target, Verdict::Field { field }, rule)
    }

    /// Makes a piece part of another block: its continuation, its credit, its attribution.
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
    pub fn merge(&mut self, target: impl Into<Target>, of: u32, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.attach(target, of, Part::Continuation, rule)
    }

    /// Parts a block in two at a byte offset.
    pub fn split(&mut self, block: u32, at: usize, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::Split { block, at: at as u32, rule: rule.into() })
    }

    /// Sets a field from elsewhere than the blocks; `from` names the place (`og:title`).
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
    pub fn clear_field(&mut self, field: Field, rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::ClearField { field, rule: rule.into() })
    }

    /// Puts blocks in another order, at the place of the one that stands first.
    pub fn order(&mut self, blocks: &[u32], rule: impl Into<Rule>) -> Result<(), ExtractError> {
        self.apply(Amendment::Order { blocks: blocks.to_vec(), rule: rule.into() })
    }

    /// Gives a piece a verdict.
    pub fn decide(
        &mut self,
        target: impl Into<Target>,
        outcome: Verdict,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.apply(Amendment::Decide { target: target.into(), outcome, rule: rule.into() })
    }

    /// Applies one amendment, whole or not at all.
    pub fn apply(&mut self, amendment: Amendment) -> Result<(), ExtractError> {
        self.enact(&amendment)?;
        self.log.push((self.decider.clone(), amendment));
        Ok(())
    }

    /// Adds a diagnostic.
    pub fn diagnose(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What was diagnosed while amending.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How sure the judge is that the draft is right, from 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Sets the confidence.
    pub fn set_confidence(&mut self, confidence: f32) {
        self.confidence = if confidence.is_finite() { confidence.clamp(0.0, 1.0) } else { 0.0 };
    }

    /// Says who amends from here on. The engine's business.
    pub fn set_decider(&mut self, decider: Decider) {
        self.decider = decider;
    }

    /// Who amends now.
    pub fn decider(&self) -> &Decider {
        &self.decider
    }

    /// Who amended, in order, each once.
    pub fn deciders(&self) -> Vec<String> {
        let mut names: Vec<String> = self.earlier.1.clone();
        for (decider, _) in &self.log {
            let name = decider.to_string();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The present point, for [`Draft::rollback`] and [`Draft::since`].
    pub fn mark(&self) -> Mark {
        Mark(self.log.len())
    }

    /// The amendments since a mark.
    pub fn since(&self, mark: Mark) -> impl Iterator<Item = &Amendment> {
        self.log[mark.0.min(self.log.len())..].iter().map(|(_, amendment)| amendment)
    }

    /// Takes the draft back to a mark.
    pub fn rollback(&mut self, mark: Mark) {
        if mark.0 >= self.log.len() {
            return;
        }
        self.log.truncate(mark.0);
        let log = std::mem::take(&mut self.log);
        (self.pieces, self.fields) = self.start.clone();
        self.orders.clone_from(&self.earlier.0);
        let decider = self.decider.clone();
        for (by, amendment) in &log {
            self.decider.clone_from(by);
            self.enact(amendment).expect("an amendment that was applied once applies again to the same document");
        }
        self.decider = decider;
        self.log = log;
    }

    /// The orders that were asked for.
    pub fn orders(&self) -> &[Vec<u32>] {
        &self.orders
    }

    fn enact(&mut self, amendment: &Amendment) -> Result<(), ExtractError> {
        let rule = match amendment {
            Amendment::Decide { rule, .. }
            | Amendment::Split { rule, .. }
            | Amendment::SetField { rule, .. }
            | Amendment::ClearField { rule, .. }
            | Amendment::Order { rule, .. } => rule,
        };
        if rule.id.trim().is_empty() || rule.reason.trim().is_empty() {
            return Err(ExtractError::NoReason { id: rule.id.to_string(), reason: rule.reason.to_string() });
        }
        match amendment {
            Amendment::Decide { target, outcome, .. } => self.enact_verdict(*target, outcome, rule),
            Amendment::Split { block, at, .. } => {
                self.check_range(*block, *at, *at)?;
                self.cut(*block, *at);
                let range = self.piece_range(*block);
                for piece in &mut self.pieces[range] {
                    piece.breaks |= piece.start == *at && *at > 0;
                }
                Ok(())
            }
            Amendment::SetField { field, value, from, block, .. } => {
                if field.is_date() && dates::parse_iso(&value.to_text()).is_none() {
                    return Err(ExtractError::BadDate { field: field.to_string(), value: value.to_text() });
                }
                if let Some(block) = block {
                    self.check_block(*block)?;
                }
                self.put_field(*field, Some(value.clone()), from.clone(), *block, rule);
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

    fn enact_verdict(&mut self, target: Target, outcome: &Verdict, rule: &Rule) -> Result<(), ExtractError> {
        self.check_block(target.block)?;
        if let Verdict::Part { of, .. } = outcome {
            if self.check_block(*of).is_err() || (*of == target.block && target.range.is_none()) {
                return Err(ExtractError::BadPart { block: target.block, of: *of });
            }
        }
        let (start, end) = match target.range {
            None => (0, u32::MAX),
            Some((start, end)) => {
                self.check_range(target.block, start, end)?;
                let (start, end) = self.widen(target.block, start, end);
                self.cut(target.block, start);
                self.cut(target.block, end);
                (start, end)
            }
        };
        let decision = Decision {
            verdict: outcome.clone(),
            rule: rule.id.clone(),
            reason: rule.reason.clone(),
            by: self.decider.clone(),
        };
        let range = self.piece_range(target.block);
        let whole = target.range.is_none();
        for piece in &mut self.pieces[range] {
            if whole || (piece.start >= start && piece.end <= end && (piece.start < piece.end || start == end)) {
                let before = std::mem::replace(&mut piece.decision, decision.clone());
                if before.by != Decider::DEFAULT {
                    piece.overruled.insert(0, before);
                }
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

    /// Widens a range over the white space behind it, and at the start of the block before it, so that no piece is white
    /// space alone.
    fn widen(&self, block: u32, start: u32, end: u32) -> (u32, u32) {
        let text = &self.document.blocks()[block as usize].text;
        let start = if text[..start as usize].trim_end().is_empty() { 0 } else { start };
        let end = text.len() - text[end as usize..].trim_start().len();
        (start, end as u32)
    }

    fn piece_range(&self, block: u32) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.block < block);
        let len = self.pieces[first..].iter().take_while(|piece| piece.block == block).count();
        first..first + len
    }

    fn cut(&mut self, block: u32, at: u32) {
        let range = self.piece_range(block);
        let Some(hit) = range.clone().find(|&index| self.pieces[index].start < at && at < self.pieces[index].end)
        else {
            return;
        };
        let mut second = self.pieces[hit].clone();
        second.start = at;
        second.breaks = false;
        self.pieces[hit].end = at;
        self.pieces.insert(hit + 1, second);
    }

    fn check_block(&self, block: u32) -> Result<(), ExtractError> {
        let blocks = self.document.blocks().len() as u32;
        if block < blocks { Ok(()) } else { Err(ExtractError::NoSuchBlock { block, blocks }) }
    }

    fn check_range(&self, block: u32, start: u32, end: u32) -> Result<(), ExtractError> {
        self.check_block(block)?;
        let text = &self.document.blocks()[block as usize].text;
        let sound = start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize);
        if sound { Ok(()) } else { Err(ExtractError::BadRange { block, start, end, len: text.len() as u32 }) }
    }
}
