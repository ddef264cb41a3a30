//! A draft: a document plus amendments. Nothing else changes a verdict, so the ledger is complete by construction.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::{Boilerplate, Decider, Decision, Diagnostic, Document, ExtractError, Field, FieldValue, Rule, Verdict};

mod amendment;
mod enact;
mod pieces;
mod verbs;

use pieces::Pieces;

pub use amendment::{Amendment, FieldState, Piece, Target};

/// The rule of pieces that nobody decided about.
pub const UNDECIDED: Rule = Rule::new("core/undecided", "no rule decided about it");

/// A point to which a draft can be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Verdicts that were given all at once count as one.
    amendments: usize,
    diagnostics: usize,
    confidence: f32,
}

/// A document with verdicts. See the module's documentation.
pub struct Draft<'d> {
    document: &'d dyn Document,
    decider: Decider,
    /// Pieces and fields before the first amendment; none where nothing was decided.
    start: Option<(Pieces, BTreeMap<Field, FieldState>)>,
    /// Orders and deciders from before the start.
    earlier: (Vec<Vec<u32>>, Vec<String>),
    /// Who gave all blocks their first verdicts at once, if anybody did. Each is the first of its block's history, and
    /// stands in no log.
    first: Option<Decider>,
    pieces: Pieces,
    fields: BTreeMap<Field, FieldState>,
    orders: Vec<Vec<u32>>,
    log: Vec<(Decider, Amendment)>,
    diagnostics: Vec<Diagnostic>,
    confidence: f32,
    /// What blocks are that were left out, by their numbers.
    boilerplate: BTreeMap<u32, Boilerplate>,
    wants_reasons: bool,
}

impl<'d> Draft<'d> {
    /// A draft in which nothing is decided.
    pub fn new(document: &'d dyn Document) -> Self {
        Self {
            document,
            decider: Decider::DEFAULT,
            start: None,
            earlier: (Vec::new(), Vec::new()),
            first: None,
            pieces: undecided(document),
            fields: BTreeMap::new(),
            orders: Vec::new(),
            log: Vec::new(),
            diagnostics: Vec::new(),
            confidence: 0.0,
            boilerplate: BTreeMap::new(),
            wants_reasons: true,
        }
    }

    /// Tells extractors that nobody will read why their rules applied: no ledger is made of this draft.
    #[must_use]
    pub fn without_reasons(mut self) -> Self {
        self.wants_reasons = false;
        self
    }

    /// Whether an extractor need say why a rule applied to a block. What it decides must not hang on that.
    pub fn wants_reasons(&self) -> bool {
        self.wants_reasons
    }

    /// A draft that goes on from the given verdicts: what a loaded plugin sees.
    pub fn resume(document: &'d dyn Document, pieces: Vec<Piece>, fields: BTreeMap<Field, FieldState>) -> Self {
        let pieces = Pieces::new(pieces);
        Self { start: Some((pieces.clone(), fields.clone())), pieces, fields, ..Self::new(document) }
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
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter()
    }

    /// The pieces of one block: one, unless it was cut.
    pub fn pieces_of(&self, block: u32) -> &[Piece] {
        self.pieces.of(block)
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
        let mut kept = Vec::with_capacity(USUALLY_KEPT);
        for piece in self.pieces.iter().filter(|piece| piece.decision.verdict.is_kept()) {
            if kept.last() != Some(&piece.block) {
                kept.push(piece.block);
            }
        }
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

    /// Gives a piece a verdict.
    pub fn decide(
        &mut self,
        target: impl Into<Target>,
        outcome: Verdict,
        rule: impl Into<Rule>,
    ) -> Result<(), ExtractError> {
        self.apply(Amendment::Decide { target: target.into(), outcome, rule: rule.into() })
    }

    /// Gives every block a verdict, in the order of the blocks, where nothing was decided before: as [`Draft::decide`] one
    /// by one, at less cost. A draft that was amended before, or by nobody, takes them one by one.
    ///
    /// # Errors
    /// As [`Draft::decide`]; then nothing is decided.
    pub fn decide_all(&mut self, verdicts: impl ExactSizeIterator<Item = (Verdict, Rule)>) -> Result<(), ExtractError> {
        let is_fresh = self.start.is_none() && self.first.is_none() && self.log.is_empty();
        let is_whole = verdicts.len() == self.document.blocks().len() && verdicts.len() > 0;
        if !is_fresh || !is_whole || self.decider == Decider::DEFAULT {
            let mark = self.mark();
            let mut all = (0_u32..).zip(verdicts);
            return all
                .try_for_each(|(block, (outcome, rule))| self.decide(block, outcome, rule))
                .inspect_err(|_| self.rollback(mark));
        }
        self.first = Some(self.decider.clone());
        self.begin(verdicts).inspect_err(|_| self.rollback(Mark { amendments: 0, ..self.mark() }))
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

    /// Notes what a block is that is none of the article. It decides nothing: the ledger shows it where nothing of the block is
    /// kept in the end.
    pub fn note_boilerplate(&mut self, block: u32, boilerplate: Boilerplate) {
        self.boilerplate.insert(block, boilerplate);
    }

    /// What a block was noted to be that is none of the article.
    pub fn boilerplate(&self, block: u32) -> Option<Boilerplate> {
        self.boilerplate.get(&block).copied()
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
        let mut last = None;
        for decider in self.first.iter().chain(self.log.iter().map(|(decider, _)| decider)) {
            // One decider amends many times in a row.
            if last.replace(decider) == Some(decider) {
                continue;
            }
            let name = decider.to_string();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The present point, for [`Draft::rollback`] and [`Draft::since`].
    pub fn mark(&self) -> Mark {
        Mark {
            amendments: usize::from(self.first.is_some()) + self.log.len(),
            diagnostics: self.diagnostics.len(),
            confidence: self.confidence,
        }
    }

    /// The amendments since a mark.
    pub fn since(&self, mark: Mark) -> impl Iterator<Item = Cow<'_, Amendment>> {
        let first = usize::from(self.first.is_some());
        let at_once = (mark.amendments < first).then(|| self.pieces.first_verdicts());
        let at_once = at_once.into_iter().flatten().map(|(block, decision)| {
            let Decision { verdict, rule, reason, .. } = decision.clone();
            Cow::Owned(Amendment::Decide { target: block.into(), outcome: verdict, rule: Rule { id: rule, reason } })
        });
        let logged = self.log.iter().skip(mark.amendments.saturating_sub(first));
        at_once.chain(logged.map(|(_, amendment)| Cow::Borrowed(amendment)))
    }

    /// Takes the draft back to a mark: amendments, diagnostics and confidence.
    ///
    /// # Panics
    /// Never: an amendment that was applied once applies again to the same document.
    pub fn rollback(&mut self, mark: Mark) {
        self.diagnostics.truncate(mark.diagnostics);
        self.confidence = mark.confidence;
        if mark.amendments >= self.mark().amendments {
            return;
        }
        let mut pieces = undecided(self.document);
        if mark.amendments == 0 {
            self.first = None;
        } else if self.first.is_some() {
            for (piece, (_, decision)) in pieces.all_mut().zip(self.pieces.first_verdicts()) {
                piece.decision = decision.clone();
            }
        }
        self.log.truncate(mark.amendments - usize::from(self.first.is_some()));
        let log = std::mem::take(&mut self.log);
        (self.pieces, self.fields) = self.start.clone().unwrap_or((pieces, BTreeMap::new()));
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
}

/// As many blocks as most articles keep at most.
const USUALLY_KEPT: usize = 64;

/// The pieces of a document about which nothing is decided.
fn undecided(document: &dyn Document) -> Pieces {
    let pieces = document.blocks().iter().enumerate().map(|(at, block)| Piece {
        block: at as u32,
        start: 0,
        end: block.text.len() as u32,
        breaks: false,
        decision: Decision {
            verdict: Verdict::Drop,
            rule: UNDECIDED.id,
            reason: UNDECIDED.reason,
            by: Decider::DEFAULT,
        },
        overruled: Vec::new(),
    });
    Pieces::whole(pieces.collect())
}
