//! What blocks are, measured: headings, standfirsts and list items of an article against those of the gold.
//!
//! Two golds tell kinds: the blocks of `fundus` are paragraphs, subheadlines and summaries; lists of the others are lines that
//! open with a bullet, on pages that have any. What a page's gold does not tell counts as a paragraph on both sides, but for
//! lines that open with a number, which may be items or headings and count as neither.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::gold::{GoldBlock, GoldKind};
use super::{GoldPage, Prediction, round4};
use crate::train::align;

/// What stands for our kind of what we have not, and for the gold's kind of what it has not.
pub(crate) const NOTHING: &str = "nothing";
/// Our name of what the gold calls a summary: the standfirst field, and the block with its text.
const STANDFIRST: &str = "standfirst";
/// Our name of the heading of a live blog's entry, which golds take for a paragraph or for a heading: it counts as neither.
const UPDATE: &str = "update";

/// How well one kind is told, each figure rounded to four digits.
///
/// The two texts are aligned as sequences of words. The counterpart of a block is the block of the other side that holds
/// at least half of its words at their place. Precision is the share of our blocks of the kind whose counterpart is of the
/// kind; recall the share of the gold's. A block without counterpart is wrong: so whether it is kept weighs in too, and
/// `told` is the F1 of the blocks that have a counterpart, which is the kinds' own figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KindFigures {
    /// Blocks of the kind in the gold.
    pub(crate) gold: usize,
    /// Our blocks of the kind.
    pub(crate) ours: usize,
    /// The share of ours that the gold has, of the same kind.
    pub(crate) precision: f64,
    /// The share of the gold's that we have, of the same kind.
    pub(crate) recall: f64,
    /// The harmonic mean of the two.
    pub(crate) f1: f64,
    /// The same of blocks that both have.
    pub(crate) told: f64,
}

/// A block that one of the two takes for something else, or has not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    /// What the gold says.
    pub(crate) gold: &'static str,
    /// What we say.
    pub(crate) ours: String,
    /// The text.
    pub(crate) text: String,
}

/// What was found of the kinds of a set.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    counts: BTreeMap<GoldKind, Counts>,
    /// How many blocks of the gold's kind (first) have a counterpart of ours (second, by its own name); under
    /// [`NOTHING`] those of ours that the gold has not.
    pub(crate) confusion: BTreeMap<(&'static str, String), usize>,
    /// The differences of each page that has any, those with most first.
    pub(crate) pages: Vec<(String, Vec<Difference>)>,
}

#[derive(Debug, Default)]
struct Counts {
    gold: usize,
    gold_met: usize,
    gold_right: usize,
    ours: usize,
    ours_met: usize,
    ours_right: usize,
}

impl Counts {
    fn figures(&self) -> KindFigures {
        let (precision, recall) = (share(self.ours_right, self.ours), share(self.gold_right, self.gold));
        let told = harmonic(share(self.ours_right, self.ours_met), share(self.gold_right, self.gold_met));
        KindFigures {
            gold: self.gold,
            ours: self.ours,
            precision: round4(precision),
            recall: round4(recall),
            f1: round4(harmonic(precision, recall)),
            told: round4(told),
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other > 0.0 { 2.0 * one * other / (one + other) } else { 0.0 }
}

impl Kinds {
    /// Measures the pages whose gold tells kinds. Pages that are too long to align are left out.
    pub(crate) fn of<'g>(
        pages: impl IntoIterator<Item = &'g GoldPage>,
        predictions: &HashMap<String, Prediction>,
    ) -> Self {
        let mut kinds = Self::default();
        let nothing = Prediction::default();
        for page in pages.into_iter().filter(|page| !page.blocks.is_empty()) {
            kinds.add(page, predictions.get(&page.id).unwrap_or(&nothing));
        }
        kinds.pages.sort_by(|one, other| other.1.len().cmp(&one.1.len()).then_with(|| one.0.cmp(&other.0)));
        kinds
    }

    /// The figures by the gold's name of the kind; none where no page tells kinds.
    pub(crate) fn figures(&self) -> BTreeMap<String, KindFigures> {
        self.counts.iter().map(|(kind, counts)| (kind.name().to_owned(), counts.figures())).collect()
    }

    fn add(&mut self, page: &GoldPage, prediction: &Prediction) {
        let told: Vec<GoldKind> = page.told_kinds();
        let ours = pieces(prediction);
        let words = |texts: &mut dyn Iterator<Item = &str>| texts.map(align::words).collect::<Vec<_>>();
        let our_words = words(&mut ours.iter().map(|(_, text)| text.as_str()));
        let gold_words = words(&mut page.blocks.iter().map(|block| block.text.as_str()));
        let Some(pairs) = align::pairs(&our_words, &gold_words) else { return };
        let (our_blocks, gold_blocks) = (owners(&our_words), owners(&gold_words));
        let pairs: Vec<(usize, usize)> =
            pairs.iter().map(|&(one, other)| (our_blocks[one], gold_blocks[other])).collect();
        let of_gold = counterparts(pairs.iter().map(|&(our, gold)| (gold, our)), &gold_words);
        let of_ours = counterparts(pairs.iter().copied(), &our_words);
        let mut differences = Vec::new();
        let field = standfirst_alone(prediction, &ours, page, &gold_words);
        for ((at, block), counterpart) in
            page.blocks.iter().enumerate().zip(&of_gold).filter(|((_, block), _)| block.kind != GoldKind::Open)
        {
            let counts = self.counts.entry(block.kind).or_default();
            let shown = counterpart.map_or(NOTHING, |at| ours[at].0.as_str());
            let is_in_field = field.as_ref().is_some_and(|field| field.holds.contains(&at));
            let name = if is_in_field { STANDFIRST } else { shown };
            if name == UPDATE {
                continue;
            }
            let is_right = kind_of(name, &told) == Some(block.kind);
            counts.gold += 1;
            counts.gold_met += usize::from(name != NOTHING);
            counts.gold_right += usize::from(is_right);
            *self.confusion.entry((block.kind.name(), name.to_owned())).or_default() += 1;
            if !is_right {
                let GoldBlock { kind, text } = block;
                differences.push(Difference { gold: kind.name(), ours: name.to_owned(), text: text.clone() });
            }
        }
        let field = field.map(|field| ((STANDFIRST.to_owned(), prediction.standfirst.clone()), field.counterpart));
        let ours = ours.into_iter().zip(of_ours).chain(field);
        for ((name, text), counterpart) in ours.filter(|((name, _), _)| name != UPDATE) {
            let Some(kind) = kind_of(&name, &told) else { continue };
            let gold = counterpart.map(|at| page.blocks[at].kind);
            if gold == Some(GoldKind::Open) {
                continue;
            }
            let counts = self.counts.entry(kind).or_default();
            counts.ours += 1;
            counts.ours_met += usize::from(gold.is_some());
            counts.ours_right += usize::from(gold == Some(kind));
            if gold.is_none() {
                *self.confusion.entry((NOTHING, name.clone())).or_default() += 1;
                differences.push(Difference { gold: NOTHING, ours: name, text });
            }
        }
        if !differences.is_empty() {
            self.pages.push((page.id.clone(), differences));
        }
    }
}

/// Our blocks with their names, line by line; the standfirst is the block that has its text.
fn pieces(prediction: &Prediction) -> Vec<(String, String)> {
    let mut pieces: Vec<(String, String)> = Vec::new();
    let standfirst = align::words(&prediction.standfirst);
    for (kind, text) in &prediction.blocks {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let is_standfirst = !standfirst.is_empty() && align::words(line) == standfirst;
            let name = if is_standfirst { STANDFIRST } else { kind.as_str() };
            pieces.push((name.to_owned(), line.to_owned()));
        }
    }
    pieces
}

/// A standfirst that is no block's text, beside the summaries of the gold.
struct Alone {
    /// The summary that stands for those which hold at least half of it.
    counterpart: Option<usize>,
    /// The summaries of which it holds at least half.
    holds: BTreeSet<usize>,
}

/// The standfirst beside the gold's summaries, where there is one and no block has its text.
fn standfirst_alone(
    prediction: &Prediction,
    ours: &[(String, String)],
    page: &GoldPage,
    gold_words: &[Vec<String>],
) -> Option<Alone> {
    let field = align::words(&prediction.standfirst);
    if field.is_empty() || ours.iter().any(|(name, _)| name == STANDFIRST) {
        return None;
    }
    let summaries: Vec<usize> =
        (0..page.blocks.len()).filter(|at| page.blocks[*at].kind == GoldKind::Summary).collect();
    let words: Vec<Vec<String>> = summaries.iter().map(|at| gold_words[*at].clone()).collect();
    let owners = owners(&words);
    let length = field.len();
    let mut shared = vec![0; summaries.len()];
    for (_, at) in align::pairs(&[field], &words).unwrap_or_default() {
        shared[owners[at]] += 1;
    }
    let holds = (0..summaries.len()).filter(|at| shared[*at] * 2 >= words[*at].len()).map(|at| summaries[at]).collect();
    // Several summaries may make one standfirst.
    let counterpart = summaries.first().copied().filter(|_| shared.iter().sum::<usize>() * 2 >= length);
    Some(Alone { counterpart, holds })
}

/// What a gold that tells these kinds calls a block of ours; none for what is no text of the body.
fn kind_of(name: &str, told: &[GoldKind]) -> Option<GoldKind> {
    let kind = match name {
        "caption" | "image" | "embed" | NOTHING => return None,
        STANDFIRST => GoldKind::Summary,
        "heading" => GoldKind::Heading,
        "list" => GoldKind::List,
        _ => GoldKind::Paragraph,
    };
    Some(if told.contains(&kind) { kind } else { GoldKind::Paragraph })
}

/// The block that each word is of.
fn owners(blocks: &[Vec<String>]) -> Vec<usize> {
    blocks.iter().enumerate().flat_map(|(at, words)| std::iter::repeat_n(at, words.len())).collect()
}

/// For each block the one of the other side that holds at least half of its words. The pairs are sorted.
fn counterparts(pairs: impl Iterator<Item = (usize, usize)>, blocks: &[Vec<String>]) -> Vec<Option<usize>> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in pairs {
        *shared.entry(pair).or_default() += 1;
    }
    let mut found = vec![None; blocks.len()];
    for ((block, other), count) in shared {
        if 2 * count >= blocks[block].len() && found[block].is_none() {
            found[block] = Some(other);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(blocks: &[(GoldKind, &str)]) -> GoldPage {
        let block = |&(kind, text): &(GoldKind, &str)| GoldBlock { kind, text: text.to_owned() };
        GoldPage { id: "a".to_owned(), blocks: blocks.iter().map(block).collect(), ..GoldPage::default() }
    }

    #[track_caller]
    fn check(page: &GoldPage, standfirst: &str, ours: &[(&str, &str)], expected: &[(&str, f64, f64, f64)]) -> Kinds {
        let blocks = ours.iter().map(|&(kind, text)| (kind.to_owned(), text.to_owned())).collect();
        let prediction = Prediction { standfirst: standfirst.to_owned(), blocks, ..Prediction::default() };
        let kinds = Kinds::of([page], &[("a".to_owned(), prediction)].into());
        let mut expected = expected.to_vec();
        expected.sort_by_key(|own| own.0);
        let figures = kinds.figures();
        let shown: Vec<(&str, f64, f64, f64)> =
            figures.iter().map(|(kind, own)| (kind.as_str(), own.precision, own.recall, own.told)).collect();
        assert_eq!(shown, expected);
        kinds
    }

    const FERRY: &str = "The ferry left at noon with nobody aboard.";
    const WALL: &str = "A wall was built of sand and lime in the spring.";

    #[test]
    fn tells_what_is_taken_for_something_else() {
        let page = gold(&[
            (GoldKind::Summary, "Nobody came to the pier."),
            (GoldKind::Heading, "An empty boat"),
            (GoldKind::Paragraph, FERRY),
            (GoldKind::Heading, "The wall"),
            (GoldKind::Paragraph, WALL),
        ]);
        let ours = [("heading", "An empty boat"), ("paragraph", FERRY), ("paragraph", "The wall"), ("quote", WALL)];
        let expected = [("summary", 1.0, 1.0, 1.0), ("subheadline", 1.0, 0.5, 0.6667), ("paragraph", 0.6667, 1.0, 0.8)];
        let kinds = check(&page, "Nobody came to the pier.", &ours, &expected);
        assert_eq!(kinds.confusion[&("subheadline", "paragraph".to_owned())], 1);
        let [(_, differences)] = kinds.pages.as_slice() else { panic!("one page differs") };
        assert_eq!(differences.len(), 1);
        assert_eq!(differences[0].text, "The wall");
    }

    #[test]
    fn what_one_side_has_not_is_wrong_but_tells_nothing_of_kinds() {
        let page = gold(&[(GoldKind::Heading, "An empty boat"), (GoldKind::Paragraph, FERRY)]);
        let ours = [("paragraph", FERRY), ("heading", "Read this next week")];
        let kinds = check(&page, "", &ours, &[("subheadline", 0.0, 0.0, 0.0), ("paragraph", 1.0, 1.0, 1.0)]);
        assert_eq!(kinds.confusion[&("subheadline", NOTHING.to_owned())], 1);
        assert_eq!(kinds.confusion[&(NOTHING, "heading".to_owned())], 1);
    }

    #[test]
    fn items_are_lines_of_lists() {
        let page = gold(&[
            (GoldKind::Paragraph, FERRY),
            (GoldKind::List, "one sack of lime"),
            (GoldKind::List, "two carts of sand"),
            (GoldKind::Open, "1. Mix them well"),
        ]);
        let ours = [("heading", FERRY), ("list", "one sack of lime\ntwo carts of sand"), ("heading", "Mix them well")];
        check(&page, "", &ours, &[("paragraph", 1.0, 1.0, 1.0), ("list", 1.0, 1.0, 1.0)]);
    }

    #[test]
    fn a_heading_inside_a_paragraph_is_no_heading() {
        let page = gold(&[(GoldKind::Heading, "The wall"), (GoldKind::Paragraph, WALL)]);
        let joined = format!("The wall {WALL}");
        let expected = [("subheadline", 0.0, 0.0, 0.0), ("paragraph", 1.0, 1.0, 1.0)];
        let kinds = check(&page, "", &[("paragraph", joined.as_str())], &expected);
        assert_eq!(kinds.confusion[&("subheadline", "paragraph".to_owned())], 1);
    }

    #[test]
    fn a_standfirst_that_only_the_field_holds_is_one() {
        let summary = "Nobody came to the pier.";
        let page = gold(&[(GoldKind::Summary, summary), (GoldKind::Paragraph, FERRY)]);
        let expected = [("summary", 1.0, 1.0, 1.0), ("paragraph", 1.0, 1.0, 1.0)];
        check(&page, summary, &[("paragraph", FERRY)], &expected);
        let expected = [("summary", 0.0, 0.0, 0.0), ("paragraph", 0.5, 1.0, 0.6667)];
        check(&page, "All about ferries.", &[("paragraph", summary), ("paragraph", FERRY)], &expected);
    }

    #[test]
    fn headings_of_entries_are_left_out() {
        let page = gold(&[(GoldKind::Paragraph, "9h05 - The wall is open"), (GoldKind::Paragraph, WALL)]);
        let ours = [("update", "9h05 - The wall is open"), ("paragraph", WALL)];
        check(&page, "", &ours, &[("paragraph", 1.0, 1.0, 1.0)]);
    }

    #[test]
    fn pages_whose_gold_tells_none_are_left_out() {
        let kinds = check(&gold(&[]), "", &[("paragraph", FERRY)], &[]);
        assert!(kinds.pages.is_empty() && kinds.confusion.is_empty());
    }
}
