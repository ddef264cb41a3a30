//! What holds of every ledger: each block once, each piece once, no verdict without a rule and a reason.

use std::collections::HashSet;

use copydesk_core::{Extraction, Ledger};

/// Checks that a ledger is complete.
///
/// # Errors
/// What is missing, in words.
pub fn check(ledger: &Ledger) -> Result<(), String> {
    for (number, block) in ledger.blocks.iter().enumerate() {
        if block.block as usize != number {
            return Err(format!(
                "the ledger has block {} in place {number}: each must be there once, in order",
                block.block
            ));
        }
        let mut end = 0;
        for piece in &block.pieces {
            if piece.start != end || piece.end < piece.start {
                return Err(format!(
                    "block {number} is covered to byte {end}, then from {} to {}: its pieces must be its whole text",
                    piece.start, piece.end
                ));
            }
            end = piece.end;
            if piece.decision.rule.trim().is_empty() || piece.decision.reason.trim().is_empty() {
                return Err(format!("a verdict about block {number} has no rule or no reason: {:?}", piece.decision));
            }
        }
        if block.pieces.is_empty() {
            return Err(format!("the ledger says nothing of block {number}"));
        }
    }
    Ok(())
}

/// The ids of all rules that decided something, whether or not they were overruled later.
pub fn fired(extraction: &Extraction) -> HashSet<&str> {
    let mut fired = HashSet::new();
    for piece in extraction.ledger.blocks.iter().flat_map(|block| &block.pieces) {
        fired.extend(std::iter::once(&piece.decision).chain(&piece.overruled).map(|decision| decision.rule.as_ref()));
    }
    for state in extraction.ledger.fields.iter().filter_map(|field| field.state.as_ref()) {
        fired.extend(std::iter::once(state).chain(&state.overruled).map(|state| state.rule.id.as_ref()));
    }
    fired
}

pub(crate) fn remove_fired(rules: &mut Vec<String>, extraction: &Extraction) {
    let fired = fired(extraction);
    rules.retain(|rule| !fired.contains(rule.as_str()));
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Draft, Kind, Rule, StaticDocument, finish};

    use super::*;

    fn ledger() -> Ledger {
        let document = StaticDocument::of_lines(&["One line.", "Another line."]);
        let mut draft = Draft::new(&document);
        draft.keep(0_u32, Kind::Paragraph, Rule::new("harbour/body", "because")).expect("block 0 is there");
        let extraction = finish(&draft, None);
        assert!(fired(&extraction).contains("harbour/body"));
        extraction.ledger
    }

    #[test]
    fn complete_ledgers_pass_and_others_do_not() {
        let whole = ledger();
        assert_eq!(check(&whole), Ok(()));
        let mut twice = whole.clone();
        twice.blocks.push(whole.blocks[0].clone());
        assert!(check(&twice).is_err_and(|problem| problem.contains("block 0 in place 2")));
        let mut short = whole.clone();
        short.blocks[0].pieces[0].start = 3;
        assert!(check(&short).is_err_and(|problem| problem.contains("whole text")));
        let mut empty = whole;
        empty.blocks[1].pieces.clear();
        assert!(check(&empty).is_err_and(|problem| problem.contains("nothing of block 1")));
    }
}
