//! What holds of every ledger: each block once, each piece once, no verdict without a rule and a reason.

use std::collections::HashSet;

use copydesk_core::{Document, Extraction, Ledger};

/// Checks that a ledger is that of a whole document: every block of it is there, to the end of its text.
///
/// # Errors
/// What is missing, in words.
pub fn check_whole(ledger: &Ledger, document: &dyn Document) -> Result<(), String> {
    check(ledger)?;
    let (told, blocks) = (ledger.blocks.len(), document.blocks().len());
    if told != blocks {
        return Err(format!("the ledger has {told} blocks, the document {blocks}"));
    }
    for (number, (block, own)) in ledger.blocks.iter().zip(document.blocks()).enumerate() {
        let end = block.pieces.last().map_or(0, |piece| piece.end as usize);
        if end != own.text.len() {
            return Err(format!("block {number} is covered to byte {end} of {}", own.text.len()));
        }
    }
    Ok(())
}

/// Checks that a ledger is complete in itself. Where its document is at hand, [`check_whole`] sees more.
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
        let document = StaticDocument::of_lines(&["One line.", "Another line."]);
        assert_eq!(check_whole(&whole, &document), Ok(()));
        let mut cut = whole.clone();
        cut.blocks[1].pieces[0].end -= 1;
        assert!(check_whole(&cut, &document).is_err_and(|problem| problem.contains("to byte 12 of 13")));
        cut.blocks.pop();
        assert!(check_whole(&cut, &document).is_err_and(|problem| problem.contains("1 blocks, the document 2")));
        let mut empty = whole;
        empty.blocks[1].pieces.clear();
        assert!(check(&empty).is_err_and(|problem| problem.contains("nothing of block 1")));
    }
}
