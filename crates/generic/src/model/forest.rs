//! Gradient-boosted trees (Friedman, "Greedy function approximation: a gradient boosting machine", 2001), as a table that is walked.

use super::abreast::{Abreast, Walk};
use super::bytes::{Reader, Writer};
use super::error::ModelError;

/// A node: a question, or a leaf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// Left where the feature's value is at most this; the value of a leaf.
    pub(super) value: f32,
    /// The feature asked for; [`LEAF`] for a leaf.
    pub(super) feature: u16,
    /// The node to the left, counted from the tree's first; the node to the right stands behind it.
    pub(super) left: u16,
}

pub(super) const LEAF: u16 = u16::MAX;
/// The trees after which a row may be given up.
const EARLY: usize = 25;
/// The sum of those from which down it is: no later tree would bring it back.
pub(super) const GIVEN_UP: f32 = -2.2;

/// A sum of trees.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    /// What the trees below each node give on average: what a question changed is the difference to the node before.
    means: Vec<f32>,
    /// Where each tree begins.
    trees: Vec<u32>,
    /// What the sum begins with.
    base: f32,
    /// The same for many rows at once.
    abreast: Option<Abreast>,
}

impl Forest {
    /// How many trees there are.
    pub fn trees(&self) -> usize {
        self.trees.len()
    }

    /// The sum of all trees for a row of features: the logarithm of the odds.
    pub fn margin(&self, row: &[f32]) -> f32 {
        self.sum(row) as f32
    }

    /// The margins of rows of `width` numbers.
    pub fn margins(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let starts = vec![self.base; rows.len().checked_div(width).unwrap_or(0)];
        self.walk(&Walk { starts: &starts, rows, width, early: self.trees.len(), given_up: f32::NEG_INFINITY })
    }

    /// The margins of rows that have these already. A row is given up as soon as the first trees are sure that it is none:
    /// what it then has is its margin.
    pub fn margins_from(&self, starts: &[f32], rows: &[f32], width: usize) -> Vec<f32> {
        self.walk(&Walk { starts, rows, width, early: self.trees.len().min(EARLY), given_up: GIVEN_UP })
    }

    fn walk(&self, walk: &Walk<'_>) -> Vec<f32> {
        let sums = self.abreast.as_ref().and_then(|abreast| abreast.sums(walk)).unwrap_or_else(|| self.sums(walk));
        sums.into_iter().map(|sum| sum as f32).collect()
    }

    /// The sums of all rows, one by one.
    fn sums(&self, asked: &Walk<'_>) -> Vec<f64> {
        let add = |sum: f64, trees: std::ops::Range<usize>, row: &[f32]| {
            trees.fold(sum, |sum, tree| sum + f64::from(walk(self.tree(tree), row)))
        };
        let sum = |(start, row): (&f32, &[f32])| {
            let sum = add(f64::from(*start), 0..asked.early, row);
            if sum > f64::from(asked.given_up) { add(sum, asked.early..self.trees.len(), row) } else { sum }
        };
        asked.starts.iter().zip(asked.rows.chunks_exact(asked.width.max(1))).map(sum).collect()
    }

    fn tree(&self, number: usize) -> &[Node] {
        let end = self.trees.get(number + 1).map_or(self.nodes.len(), |&end| end as usize);
        &self.nodes[self.trees[number] as usize..end]
    }

    /// The margin in double precision, as the trainer adds it up.
    pub fn sum(&self, row: &[f32]) -> f64 {
        let mut sum = f64::from(self.base);
        for &first in &self.trees {
            let tree = &self.nodes[first as usize..];
            sum += f64::from(walk(tree, row));
        }
        sum
    }

    /// Adds to `shares`, one number a feature, what each feature changed in the sum of the first `trees` trees (Saabas,
    /// "Interpreting random forests", 2014: along the path, a question's share is how far it moved the mean).
    pub fn explain(&self, row: &[f32], trees: usize, shares: &mut [f32]) {
        for &first in self.trees.iter().take(trees) {
            let mut at = first as usize;
            while self.nodes[at].feature != LEAF {
                let node = self.nodes[at];
                let feature = usize::from(node.feature);
                let next = first as usize + usize::from(node.left) + usize::from(row[feature] > node.value);
                shares[feature] += self.means[next] - self.means[at];
                at = next;
            }
        }
    }

    /// Reads a forest. Every question must ask for one of `features`, and every step must lead on, so that walking ends.
    pub(super) fn read(reader: &mut Reader<'_>, features: usize) -> Result<Self, ModelError> {
        let base = reader.f32()?;
        let count = reader.u32()?;
        let mut forest = Self { base, ..Self::default() };
        for _ in 0..count {
            let size = reader.u16()?;
            let first = forest.nodes.len() as u32;
            forest.trees.push(first);
            for at in 0..size {
                let node = Node { feature: reader.u16()?, left: reader.u16()?, value: reader.f32()? };
                let leads_on = node.left > at && node.left.checked_add(1).is_some_and(|right| right < size);
                if node.feature != LEAF && (usize::from(node.feature) >= features || !leads_on) {
                    return Err(ModelError::Damaged("a node of a tree leads nowhere"));
                }
                forest.nodes.push(node);
                forest.means.push(if node.feature == LEAF { node.value } else { reader.f32()? });
            }
            if size == 0 {
                return Err(ModelError::Damaged("a tree has no node"));
            }
        }
        forest.abreast = Abreast::of((0..forest.trees.len()).map(|tree| forest.tree(tree)));
        Ok(forest)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.f32(self.base);
        writer.u32(self.trees.len() as u32);
        let ends = self.trees.iter().skip(1).copied().chain([self.nodes.len() as u32]);
        for (&first, end) in self.trees.iter().zip(ends) {
            let nodes = &self.nodes[first as usize..end as usize];
            writer.u16(nodes.len() as u16);
            for (node, mean) in nodes.iter().zip(&self.means[first as usize..]) {
                writer.u16(node.feature);
                writer.u16(node.left);
                writer.f32(node.value);
                if node.feature != LEAF {
                    writer.f32(*mean);
                }
            }
        }
    }

    /// A forest as the trainer writes it: see [`Forest::read`] for the form.
    pub fn from_bytes(bytes: &[u8], features: usize) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes);
        let forest = Self::read(&mut reader, features)?;
        reader.end()?;
        Ok(forest)
    }
}

/// The value of the leaf that a row reaches.
fn walk(tree: &[Node], row: &[f32]) -> f32 {
    let mut node = tree[0];
    while node.feature != LEAF {
        let right = usize::from(row[usize::from(node.feature)] > node.value);
        node = tree[usize::from(node.left) + right];
    }
    node.value
}

/// The logistic function: a margin as a probability.
pub fn probability(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(trees: &[&[(u16, u16, f32)]]) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.f32(0.5);
        writer.u32(trees.len() as u32);
        for tree in trees {
            writer.u16(tree.len() as u16);
            for &(feature, left, value) in *tree {
                writer.u16(feature);
                writer.u16(left);
                writer.f32(value);
                if feature != LEAF {
                    writer.f32(0.5);
                }
            }
        }
        writer.into_bytes()
    }

    #[track_caller]
    fn check(found: &[f32], expected: &[f32]) {
        assert!(
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6),
            "{found:?} is not {expected:?}"
        );
    }

    #[test]
    fn sums_the_leaves_that_a_row_reaches() {
        let tree: &[(u16, u16, f32)] = &[(1, 1, 2.0), (LEAF, 0, -1.0), (0, 3, 0.0), (LEAF, 0, 1.0), (LEAF, 0, 4.0)];
        let forest = Forest::from_bytes(&bytes(&[tree, &[(LEAF, 0, 0.25)]]), 2).expect("the forest is sound");
        let margins = [[0.0, 2.0], [0.0, 2.5], [1.0, 2.5]].map(|row| forest.margin(&row));
        check(&margins, &[-0.25, 1.75, 4.75]);
    }

    #[test]
    fn rows_side_by_side_give_what_each_gives_alone() {
        let tree: &[(u16, u16, f32)] = &[(1, 1, 2.0), (LEAF, 0, -1.0), (0, 3, 0.0), (LEAF, 0, 1.0), (LEAF, 0, 4.0)];
        let forest = Forest::from_bytes(&bytes(&[tree, &[(LEAF, 0, 0.25)], tree]), 2).expect("the forest is sound");
        let rows: Vec<[f32; 2]> = (0..19_u8).map(|at| [f32::from(at % 3) - 1.0, f32::from(at % 7)]).collect();
        let alone: Vec<f32> = rows.iter().map(|row| forest.margin(row)).collect();
        check(&forest.margins(rows.as_flattened(), 2), &alone);
        let slow = Forest { abreast: None, ..forest };
        check(&slow.margins(rows.as_flattened(), 2), &alone);
    }

    #[test]
    fn rows_side_by_side_go_as_values_tell() {
        let values = [f32::NEG_INFINITY, -2.5, -f32::MIN_POSITIVE, -0.0, 0.0, 1e-40, 1.0, 2.5, f32::INFINITY, f32::NAN];
        for threshold in values.into_iter().filter(|value| value.is_finite()) {
            let tree: &[(u16, u16, f32)] = &[(0, 1, threshold), (LEAF, 0, -1.0), (LEAF, 0, 1.0)];
            let forest = Forest::from_bytes(&bytes(&[tree]), 1).expect("the forest is sound");
            let expected = values.map(|value| if value > threshold { 1.5 } else { -0.5 });
            check(&forest.margins(&values, 1), &expected);
        }
    }

    #[test]
    fn ways_that_meet_again_are_gone_to_their_end() {
        // The last two are reached in four steps, and, by a node behind, in three.
        let tree: &[(u16, u16, f32)] = &[
            (0, 1, 0.0),
            (0, 3, -1.0),
            (0, 7, 1.0),
            (0, 5, -2.0),
            (LEAF, 0, 4.0),
            (0, 9, -3.0),
            (LEAF, 0, 6.0),
            (0, 9, 2.0),
            (LEAF, 0, 8.0),
            (LEAF, 0, 9.0),
            (LEAF, 0, 10.0),
        ];
        let forest = Forest::from_bytes(&bytes(&[tree]), 1).expect("the forest is sound");
        let rows = [-4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
        check(&forest.margins(&rows, 1), &rows.map(|value| forest.margin(&[value])));
    }

    #[test]
    fn rows_go_on_from_what_they_have() {
        let tree: &[(u16, u16, f32)] = &[(0, 1, 0.0), (LEAF, 0, -1.0), (LEAF, 0, 1.0)];
        let forest = Forest::from_bytes(&bytes(&[tree; EARLY + 5]), 1).expect("the forest is sound");
        let (starts, rows) = ([0.5, 0.5, 24.0, -30.0], [-1.0, 1.0, -1.0, 1.0]);
        // Two have too little after the first trees, and are given up.
        let (all, early) = (forest.trees() as f32, EARLY as f32);
        let expected = [0.5 - early, 0.5 + all, 24.0 - all, early - 30.0];
        check(&forest.margins_from(&starts, &rows, 1), &expected);
        let slow = Forest { abreast: None, ..forest };
        check(&slow.margins_from(&starts, &rows, 1), &expected);
    }

    #[test]
    fn tells_what_each_feature_changed() {
        let tree: &[(u16, u16, f32)] = &[(1, 1, 2.0), (LEAF, 0, -1.0), (0, 3, 0.0), (LEAF, 0, 1.0), (LEAF, 0, 4.0)];
        let forest = Forest::from_bytes(&bytes(&[tree, tree]), 2).expect("the forest is sound");
        let mut shares = [0.0; 2];
        forest.explain(&[1.0, 2.5], 1, &mut shares);
        check(&shares, &[3.5, 0.0]);
        forest.explain(&[1.0, 1.0], 1, &mut shares);
        check(&shares, &[3.5, -1.5]);
    }

    #[test]
    fn refuses_trees_that_do_not_end() {
        for tree in [
            &[(0, 0, 1.0), (LEAF, 0, 1.0)][..],
            &[(0, 1, 1.0), (LEAF, 0, 1.0)],
            &[(7, 1, 1.0), (LEAF, 0, 1.0), (LEAF, 0, 1.0)],
            &[],
        ] {
            assert!(Forest::from_bytes(&bytes(&[tree]), 2).is_err(), "{tree:?}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        let given = bytes(&[&[(1, 1, 2.0), (LEAF, 0, -1.0), (LEAF, 0, 3.0)], &[(LEAF, 0, 0.25)]]);
        let mut writer = Writer::default();
        Forest::from_bytes(&given, 2).expect("the forest is sound").write(&mut writer);
        assert_eq!(writer.into_bytes(), given);
    }
}
