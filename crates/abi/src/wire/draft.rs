//! A draft on the wire: everything of it that an extractor can see.

use std::collections::BTreeMap;

use copydesk_core as core;
use copydesk_core::draft as core_draft;
use serde::{Deserialize, Serialize};

use super::{Decider, Decision, Diagnostic, Field, FieldValue, Rule, Verdict, back, list};

/// A piece of a block with its verdict: [`core::Piece`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct Piece {
    pub block: u32,
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub breaks: bool,
    pub decision: Decision,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Decision>,
}

impl From<&core::Piece> for Piece {
    fn from(piece: &core::Piece) -> Self {
        Self {
            block: piece.block,
            start: piece.start,
            end: piece.end,
            breaks: piece.breaks,
            decision: (&piece.decision).into(),
            overruled: list(&piece.overruled),
        }
    }
}

impl From<Piece> for core::Piece {
    fn from(piece: Piece) -> Self {
        Self {
            block: piece.block,
            start: piece.start,
            end: piece.end,
            breaks: piece.breaks,
            decision: piece.decision.into(),
            overruled: back(piece.overruled),
        }
    }
}

/// A field's value with its history: [`core_draft::FieldState`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the members are those of the type in core, which documents them
pub struct FieldState {
    pub value: Option<FieldValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
    pub rule: Rule,
    pub by: Decider,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<FieldState>,
}

impl From<&core_draft::FieldState> for FieldState {
    fn from(state: &core_draft::FieldState) -> Self {
        Self {
            value: state.value.as_ref().map(Into::into),
            from: state.from.clone(),
            block: state.block,
            rule: (&state.rule).into(),
            by: (&state.by).into(),
            overruled: list(&state.overruled),
        }
    }
}

impl From<FieldState> for core_draft::FieldState {
    fn from(state: FieldState) -> Self {
        Self {
            value: state.value.map(Into::into),
            from: state.from,
            block: state.block,
            rule: state.rule.into(),
            by: state.by.into(),
            overruled: back(state.overruled),
        }
    }
}

/// A draft so far, apart from its document: [`core::Draft`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// See [`core::Draft::pieces`].
    pub pieces: Vec<Piece>,
    /// See [`core::Draft::fields`]; in the order of [`core::Field`].
    pub fields: Vec<(Field, FieldState)>,
    /// See [`core::Draft::orders`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Vec<u32>>,
    /// See [`core::Draft::deciders`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deciders: Vec<String>,
    /// See [`core::Draft::decider`]: in whose name the plugin amends.
    pub decider: Decider,
    /// See [`core::Draft::diagnostics`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// See [`core::Draft::confidence`].
    pub confidence: f64,
    /// See [`core::Draft::wants_reasons`].
    #[serde(default = "wanted")]
    pub wants_reasons: bool,
}

/// What holds where the other side says nothing of reasons.
fn wanted() -> bool {
    true
}

impl From<&core::Draft<'_>> for Draft {
    fn from(draft: &core::Draft<'_>) -> Self {
        Self {
            pieces: draft.pieces().map(Into::into).collect(),
            fields: draft.fields().iter().map(|(field, state)| (field.into(), state.into())).collect(),
            orders: draft.orders().to_vec(),
            deciders: draft.deciders(),
            decider: draft.decider().into(),
            diagnostics: list(draft.diagnostics()),
            confidence: draft.confidence().into(),
            wants_reasons: draft.wants_reasons(),
        }
    }
}

/// Checks that parents stand before their children, so that every walk outward ends.
fn check_elements(elements: &[core::Element]) -> Result<(), String> {
    let is_sound =
        |(at, element): &(usize, &core::Element)| element.parent.is_none_or(|parent| (parent as usize) < *at);
    match elements.iter().enumerate().find(|element| !is_sound(element)) {
        Some((at, _)) => Err(format!("element {at} stands before its parent")),
        None => Ok(()),
    }
}

impl Draft {
    /// The draft again, over the document it was made for.
    ///
    /// # Errors
    /// Where it is of another document, in words: pieces that do not cover its blocks, blocks that are not there.
    pub fn resume(self, document: &dyn core::Document) -> Result<core::Draft<'_>, String> {
        self.check(document.blocks())?;
        check_elements(document.elements())?;
        let fields: BTreeMap<_, _> =
            self.fields.into_iter().map(|(field, state)| (field.into(), state.into())).collect();
        let draft = core::Draft::resume(document, back(self.pieces), fields).after(self.orders, self.deciders);
        let mut draft = if self.wants_reasons { draft } else { draft.without_reasons() };
        draft.set_decider(self.decider.into());
        draft.set_confidence(self.confidence as f32);
        for diagnostic in self.diagnostics {
            draft.diagnose(diagnostic.into());
        }
        Ok(draft)
    }

    /// Checks that the pieces are the whole text of every block, in order, and that no other block is named.
    fn check(&self, blocks: &[core::Block]) -> Result<(), String> {
        let mut pieces = self.pieces.iter().peekable();
        for (number, block) in blocks.iter().enumerate() {
            let mut end = None;
            while let Some(piece) = pieces.next_if(|piece| piece.block as usize == number) {
                let is_next = piece.start == end.unwrap_or(0) && piece.start <= piece.end;
                if !is_next || !block.text.is_char_boundary(piece.end as usize) {
                    return Err(format!("block {number} has a piece from {} to {}", piece.start, piece.end));
                }
                end = Some(piece.end);
            }
            if end.map(|end| end as usize) != Some(block.text.len()) {
                return Err(format!("the pieces of block {number} are not its whole text"));
            }
        }
        if let Some(piece) = pieces.next() {
            return Err(format!("a piece is of block {}, which is not there or stands out of order", piece.block));
        }
        let verdicts = self.pieces.iter().flat_map(|piece| std::iter::once(&piece.decision).chain(&piece.overruled));
        let parts = verdicts.filter_map(|decision| match decision.verdict {
            Verdict::Part { of, .. } => Some(of),
            _ => None,
        });
        let of_fields = self.fields.iter().filter_map(|(_, state)| state.block);
        let ordered = self.orders.iter().flatten().copied();
        match parts.chain(of_fields).chain(ordered).find(|block| *block as usize >= blocks.len()) {
            Some(block) => Err(format!("block {block} is named, where there are {}", blocks.len())),
            None => Ok(()),
        }
    }
}
