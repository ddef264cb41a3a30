//! What is wrong with a page's cut: words of the gold that no block has, words that stand in blocks that are mostly
//! something else, and words in good blocks that are not the gold's.

use std::fmt;

use copydesk_core::LedgerBlock;

/// Most words of a run that are shown.
const SHOWN: usize = 30;
/// Most runs of a kind that are shown.
const RUNS: usize = 8;

/// A page's words and which of them are matched.
pub(super) struct Aligned<'a> {
    pub(super) blocks: &'a [LedgerBlock],
    pub(super) ours: &'a [Vec<String>],
    pub(super) of_ours: &'a [Vec<bool>],
    pub(super) gold: &'a [Vec<String>],
    pub(super) of_gold: &'a [Vec<bool>],
    /// For each block whether it is kept.
    pub(super) kept: &'a [bool],
    /// Paragraphs that count for nothing where they are kept.
    pub(super) optional: &'a [Vec<String>],
}

/// Runs of words, each with where it stands.
#[derive(Debug, Default)]
pub(super) struct Faults {
    lost: Vec<Run>,
    missed: Vec<Run>,
    extra: Vec<Run>,
}

#[derive(Debug)]
struct Run {
    words: Vec<String>,
    place: String,
}

impl Faults {
    /// Looks for them.
    pub(super) fn of(page: &Aligned<'_>) -> Self {
        let mut faults = Self::default();
        for (words, matched) in page.gold.iter().zip(page.of_gold) {
            runs(words, matched, false, "", &mut faults.lost);
        }
        for (at, (words, matched)) in page.ours.iter().zip(page.of_ours).enumerate() {
            let block = &page.blocks[at];
            let place = || {
                let hidden = if block.hidden { "hidden " } else { "" };
                format!("{hidden}{:?} {}", block.shape, tail(&block.path))
            };
            if page.kept[at] {
                if !page.optional.contains(words) {
                    runs(words, matched, false, &place(), &mut faults.extra);
                }
            } else {
                runs(words, matched, true, &place(), &mut faults.missed);
            }
        }
        faults
    }

    /// Words of the gold that are in no block.
    pub(super) fn lost(&self) -> usize {
        count(&self.lost)
    }

    /// Words of the gold in blocks that are mostly not.
    pub(super) fn missed(&self) -> usize {
        count(&self.missed)
    }

    /// Words in good blocks that are not the gold's.
    pub(super) fn extra(&self) -> usize {
        count(&self.extra)
    }
}

fn count(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.words.len()).sum()
}

/// The runs of words whose mark is `wanted`.
fn runs(words: &[String], marks: &[bool], wanted: bool, place: &str, found: &mut Vec<Run>) {
    let mut open: Vec<String> = Vec::new();
    for (word, &mark) in words.iter().zip(marks) {
        if mark == wanted {
            open.push(word.clone());
        } else if !open.is_empty() {
            found.push(Run { words: std::mem::take(&mut open), place: place.to_owned() });
        }
    }
    if !open.is_empty() {
        found.push(Run { words: open, place: place.to_owned() });
    }
}

/// The innermost elements of a path.
fn tail(path: &str) -> String {
    let elements: Vec<&str> = path.split(" > ").collect();
    elements[elements.len().saturating_sub(3)..].join(" > ")
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, runs) in [("lost", &self.lost), ("in dropped", &self.missed), ("too much", &self.extra)] {
            let mut longest: Vec<&Run> = runs.iter().collect();
            longest.sort_by_key(|run| std::cmp::Reverse(run.words.len()));
            for run in longest.iter().take(RUNS) {
                let shown = run.words.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(" ");
                writeln!(formatter, "    {name} {:>4}: {shown}   [{}]", run.words.len(), run.place)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, marks: &[bool], wanted: bool, expected: &[&str]) {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let mut found = Vec::new();
        runs(&words, marks, wanted, "", &mut found);
        assert_eq!(found.iter().map(|run| run.words.join(" ")).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn runs_are_parted_by_what_is_marked_otherwise() {
        check("a b c d", &[true, false, false, true], false, &["b c"]);
        check("a b c d", &[true, false, false, true], true, &["a", "d"]);
        check("a", &[true], false, &[]);
    }

    #[test]
    fn the_end_of_a_path_is_shown() {
        assert_eq!(tail("html > body > div > main > p"), "div > main > p");
        assert_eq!(tail("p"), "p");
    }
}
