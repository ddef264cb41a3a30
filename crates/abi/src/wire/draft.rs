//! A draft on the wire: everything of it that an extractor can see.

use std::collections::BTreeMap;

use copydesk_core as core;
use copydesk_core::draft as core_draft;
use serde::{Deserialize, Serialize};

use super::{Decider, Decision, Diagnostic, Field, FieldValue, Rule, back, list};

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
        }
    }
}

impl Draft {
    /// The draft again, over the document it was made for.
    pub fn resume(self, document: &dyn core::Document) -> core::Draft<'_> {
        let fields: BTreeMap<_, _> =
            self.fields.into_iter().map(|(field, state)| (field.into(), state.into())).collect();
        let mut draft = core::Draft::resume(document, back(self.pieces), fields).after(self.orders, self.deciders);
        draft.set_decider(self.decider.into());
        draft.set_confidence(self.confidence as f32);
        for diagnostic in self.diagnostics {
            draft.diagnose(diagnostic.into());
        }
        draft
    }
}
