//! A regular expression without its word boundaries.

use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};

/// An expression that matches wherever the given one does, and asks for no boundary of a word; none where that asks for
/// none either, or is no expression.
///
/// The engine looks at a text's bytes, and what stands on both sides of a boundary may be letters of several bytes: it then
/// leaves its fast way for one that is many times slower (documented in `regex-automata`, `hybrid::dfa`).
pub(crate) fn wider(pattern: &str) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let asks = hir.properties().look_set().contains_word_unicode();
    asks.then(|| without_boundaries(&hir).to_string())
}

/// The parser bounds how deep an expression is nested.
fn without_boundaries(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(look) if is_boundary(*look) => Hir::empty(),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(without_boundaries(&repetition.sub)), ..repetition.clone() })
        }
        HirKind::Capture(Capture { sub, .. }) => without_boundaries(sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_boundaries).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_boundaries).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

const fn is_boundary(look: Look) -> bool {
    matches!(
        look,
        Look::WordUnicode
            | Look::WordUnicodeNegate
            | Look::WordStartUnicode
            | Look::WordEndUnicode
            | Look::WordStartHalfUnicode
            | Look::WordEndHalfUnicode
    )
}
