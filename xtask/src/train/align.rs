//! Which words of a page are the words of the gold: a sequence alignment.
//!
//! Local similarity is rewarded as in affine-gap alignment (Gotoh, "An improved algorithm for matching biological sequences",
//! J. Mol. Biol. 162, 1982): a word that matches scores one, and one more where the word before it matched its
//! neighbour too. So the gold is found where it stands in one piece, and not in a navigation bar that holds the same
//! words, and stray matches between two runs count for little.

use std::collections::HashMap;

/// Most cells of the table of one alignment; more would fill the memory.
const MAX_CELLS: usize = 400_000_000;
/// Shorter runs of matched words are chance, unless they are all of a block or of a paragraph of the gold.
const MIN_RUN: usize = 3;

/// The words of a text as they are aligned: lower case, letters and digits only, characters of scripts without spaces
/// one by one.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if is_wide(character) {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            words.push(character.to_string());
        } else if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{20000}'..='\u{2FFFF}')
}

/// For every word of the page whether it is a word of the gold at its place; none where the two are too long to align.
/// Both are given block by block (paragraph by paragraph).
pub(crate) fn matched(page: &[Vec<String>], gold: &[Vec<String>]) -> Option<Vec<Vec<bool>>> {
    let mut flat = vec![false; page.iter().map(Vec::len).sum()];
    for (at, _) in pairs(page, gold)? {
        flat[at] = true;
    }
    let mut rest = flat.as_slice();
    let mut blocks = Vec::with_capacity(page.len());
    for block in page {
        let (own, behind) = rest.split_at(block.len());
        blocks.push(own.to_vec());
        rest = behind;
    }
    Some(blocks)
}

/// The places of the words that the page and the gold share, counted through all blocks, in order; none where the two are
/// too long to align.
pub(crate) fn pairs(page: &[Vec<String>], gold: &[Vec<String>]) -> Option<Vec<(usize, usize)>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for word in gold.iter().flatten() {
        let next = numbers.len() as u32 + 1;
        numbers.entry(word).or_insert(next);
    }
    let theirs: Vec<u32> = gold.iter().flatten().map(|word| numbers[word.as_str()]).collect();
    let ours: Vec<u32> = page.iter().flatten().map(|word| numbers.get(word.as_str()).copied().unwrap_or(0)).collect();
    if ours.len().saturating_mul(theirs.len()) > MAX_CELLS {
        return None;
    }
    Some(without_chance(&align(&ours, &theirs), &bounds(page), &bounds(gold)))
}

/// The pairs of places that match, in order.
fn align(ours: &[u32], theirs: &[u32]) -> Vec<(usize, usize)> {
    const MATCHED: u8 = 1; // a pair ends in this cell
    const RUN: u8 = 2; // … and goes on from the pair before
    const UP: u8 = 4; // the best without a pair here came from the word of ours before
    const DIAGONAL: u8 = 8; // the pair pays more than to leave it out
    let width = theirs.len();
    let mut moves = vec![0_u8; ours.len() * width];
    // The best score up to a cell, and the best that ends in a pair there; a row of each, from the row above.
    let mut best = vec![0_i32; width + 1];
    let mut pair = vec![i32::MIN / 2; width + 1];
    for (row, &word) in ours.iter().enumerate() {
        let (mut diagonal_best, mut diagonal_pair) = (0, i32::MIN / 2);
        let line = &mut moves[row * width..(row + 1) * width];
        for column in 0..width {
            let (above_best, above_pair) = (best[column + 1], pair[column + 1]);
            let mut step = 0;
            let mut here = i32::MIN / 2;
            if word == theirs[column] {
                step |= MATCHED;
                here = diagonal_best + 1;
                if diagonal_pair + 2 > here {
                    here = diagonal_pair + 2;
                    step |= RUN;
                }
            }
            let mut without = best[column];
            if above_best >= without {
                without = above_best;
                step |= UP;
            }
            if here > without {
                step |= DIAGONAL;
                without = here;
            }
            line[column] = step;
            (diagonal_best, diagonal_pair) = (above_best, above_pair);
            best[column + 1] = without;
            pair[column + 1] = here;
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (ours.len(), width);
    let mut in_run = false;
    while row > 0 && column > 0 {
        let step = moves[(row - 1) * width + column - 1];
        if in_run || step & DIAGONAL != 0 {
            pairs.push((row - 1, column - 1));
            in_run = step & RUN != 0;
            (row, column) = (row - 1, column - 1);
        } else if step & UP != 0 {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// Where each block begins, and the end.
fn bounds(blocks: &[Vec<String>]) -> Vec<usize> {
    let mut ends = vec![0];
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        ends.push(ends.last().expect("there is a first bound") + block.len());
    }
    ends
}

/// Leaves out runs that are too short to be more than chance.
fn without_chance(pairs: &[(usize, usize)], ours: &[usize], theirs: &[usize]) -> Vec<(usize, usize)> {
    let mut kept = Vec::with_capacity(pairs.len());
    let mut begin = 0;
    while begin < pairs.len() {
        let mut end = begin + 1;
        while end < pairs.len() && pairs[end].0 == pairs[end - 1].0 + 1 && pairs[end].1 == pairs[end - 1].1 + 1 {
            end += 1;
        }
        let (first, last) = (pairs[begin], pairs[end - 1]);
        let whole = |bounds: &[usize], from: usize, to: usize| {
            bounds.binary_search(&from).is_ok() && bounds.binary_search(&(to + 1)).is_ok()
        };
        if end - begin >= MIN_RUN || whole(ours, first.0, last.0) || whole(theirs, first.1, last.1) {
            kept.extend_from_slice(&pairs[begin..end]);
        }
        begin = end;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &[&str], gold: &[&str], expected: &[&str]) {
        let split = |texts: &[&str]| texts.iter().map(|text| words(text)).collect::<Vec<_>>();
        let found = matched(&split(page), &split(gold)).expect("small texts can be aligned");
        let shown: Vec<String> =
            found.iter().map(|block| block.iter().map(|&is_gold| if is_gold { '+' } else { '-' }).collect()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn finds_the_gold_where_it_stands_in_one_piece() {
        check(
            &["Ferry late", "Home News", "The ferry was late again today", "Ferry", "It left at noon", "Home"],
            &["The ferry was late again today", "It left at noon"],
            &["--", "--", "++++++", "-", "++++", "-"],
        );
    }

    #[test]
    fn a_block_may_be_gold_in_part() {
        check(
            &["Read more here The wall was built of sand and lime"],
            &["The wall was built of sand and lime"],
            &["---++++++++"],
        );
    }

    #[test]
    fn stray_words_are_chance() {
        check(
            &["the big day", "A quiet word came at last"],
            &["A quiet word came at last", "day the"],
            &["---", "++++++"],
        );
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        check(&["首页", "市长说港口明天开放"], &["市长说港口明天开放"], &["--", "+++++++++"]);
    }

    #[test]
    fn nothing_aligns_with_nothing() {
        check(&["One two"], &[], &["--"]);
        check(&[], &["One two"], &[]);
    }
}
