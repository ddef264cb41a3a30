//! Gradient-boosted trees (Friedman, "Greedy function approximation: a gradient boosting machine", 2001), as a table that is walked.

use super::bytes::{Reader, Writer};
use super::error::ModelError;

/// A node: a question, or a leaf.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Left where the feature's value is at most this; the value of a leaf.
    value: f32,
    /// The feature asked for; [`LEAF`] for a leaf.
    feature: u16,
    /// The node to the left, counted from the tree's first; the node to the right stands behind it.
    left: u16,
}

const LEAF: u16 = u16::MAX;
/// The trees after which a row may be given up.
const EARLY: usize = 25;
/// The sum of those from which down it is: no later tree would bring it back.
pub(super) const GIVEN_UP: f32 = -2.2;
/// Rows that walk down a tree at once.
const ABREAST: usize = 8;

/// A node of a tree that all rows walk down by the same number of steps: a leaf leads to itself.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Right where the feature's [`key`] is greater; of a leaf nothing is.
    key: u32,
    feature: u8,
    left: u8,
}

/// A number that is greater than another's just where the value is: whole numbers are compared and added up without a
/// branch. Nothing that is no number is greater than anything.
fn key(value: f32) -> u32 {
    // Adding makes the two zeros one.
    let bits = (value + 0.0).to_bits();
    let key = bits ^ ((bits.cast_signed() >> 31).cast_unsigned() | 1 << 31);
    if value.is_nan() { 0 } else { key }
}

/// Nodes of a tree in [`Steps`], so that no step can lead out of it.
const NODES: usize = 64;
/// Features of a row in [`Steps`].
const FEATURES: usize = 1 + u8::MAX as usize;

/// The trees of a forest laid out for rows that walk down them side by side. The processor guesses none of their ways wrong,
/// for none is told by a branch: what is left to guess is the number of steps, the same for all rows of a tree.
#[derive(Debug, Clone, Default)]
struct Steps {
    trees: Vec<([Step; NODES], [f32; NODES], u8)>,
}

impl Steps {
    /// None for a forest with a tree that is too large, or with too many features.
    fn of(forest: &Forest) -> Option<Self> {
        let mut steps = Self::default();
        for tree in 0..forest.trees.len() {
            let nodes = forest.tree(tree);
            if nodes.len() > NODES {
                return None;
            }
            let mut own = [Step { key: u32::MAX, feature: 0, left: 0 }; NODES];
            let mut leaves = [0.0; NODES];
            let mut depths = [0_u8; NODES];
            for (at, node) in nodes.iter().enumerate() {
                if node.feature == LEAF {
                    own[at].left = at as u8;
                    leaves[at] = node.value;
                    continue;
                }
                let feature = u8::try_from(node.feature).ok()?;
                let key = if node.value.is_nan() { u32::MAX } else { key(node.value) };
                own[at] = Step { key, feature, left: node.left as u8 };
                let left = usize::from(node.left);
                depths[left] = depths[at] + 1;
                depths[left + 1] = depths[at] + 1;
            }
            steps.trees.push((own, leaves, depths.into_iter().max().unwrap_or_default()));
        }
        Some(steps)
    }

    /// Adds what these trees say of some rows.
    fn add(&self, trees: std::ops::Range<usize>, rows: &[f32], width: usize, open: &[u32], sums: &mut [f64]) {
        let mut own = [[0; FEATURES]; ABREAST];
        for group in open.chunks(ABREAST) {
            for (own, &row) in own.iter_mut().zip(group) {
                let row = &rows[row as usize * width..(row as usize + 1) * width];
                own.iter_mut().zip(row).for_each(|(own, value)| *own = key(*value));
            }
            let mut all = [0.0; ABREAST];
            for (all, &row) in all.iter_mut().zip(group) {
                *all = sums[row as usize];
            }
            for (steps, leaves, depth) in &self.trees[trees.clone()] {
                let mut at = [0_usize; ABREAST];
                for _ in 0..*depth {
                    for (at, row) in at.iter_mut().zip(&own) {
                        let step = steps[*at % NODES];
                        *at = usize::from(step.left) + usize::from(step.key < row[usize::from(step.feature)]);
                    }
                }
                for (all, at) in all.iter_mut().zip(at) {
                    *all += f64::from(leaves[at % NODES]);
                }
            }
            for (all, &row) in all.iter().zip(group) {
                sums[row as usize] = *all;
            }
        }
    }
}

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
    steps: Option<Steps>,
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

    /// The margins of rows of `width` numbers. A row is given up as soon as the first trees are sure that it is none: their
    /// sum is then its margin.
    pub fn margins(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let count = rows.len().checked_div(width).unwrap_or(0);
        let mut sums = vec![f64::from(self.base); count];
        let mut open: Vec<u32> = (0..count as u32).collect();
        let early = self.trees.len().min(EARLY);
        self.add(0..early, rows, width, &open, &mut sums);
        open.retain(|&row| sums[row as usize] > f64::from(GIVEN_UP));
        self.add(early..self.trees.len(), rows, width, &open, &mut sums);
        sums.into_iter().map(|sum| sum as f32).collect()
    }

    /// Adds what these trees say of some rows.
    fn add(&self, trees: std::ops::Range<usize>, rows: &[f32], width: usize, open: &[u32], sums: &mut [f64]) {
        if let Some(steps) = self.steps.as_ref().filter(|_| width <= FEATURES) {
            return steps.add(trees, rows, width, open, sums);
        }
        for tree in trees {
            let nodes = self.tree(tree);
            for &row in open {
                let own = &rows[row as usize * width..(row as usize + 1) * width];
                sums[row as usize] += f64::from(walk(nodes, own));
            }
        }
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
        self.explain_each(row, trees, |feature, share| shares[feature] += share);
    }

    /// Calls `each` with a feature and its share, question by question.
    pub(crate) fn explain_each(&self, row: &[f32], trees: usize, mut each: impl FnMut(usize, f32)) {
        for &first in self.trees.iter().take(trees) {
            let mut at = first as usize;
            while self.nodes[at].feature != LEAF {
                let node = self.nodes[at];
                let feature = usize::from(node.feature);
                let next = first as usize + usize::from(node.left) + usize::from(row[feature] > node.value);
                each(feature, self.means[next] - self.means[at]);
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
        forest.steps = Steps::of(&forest);
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
        let slow = Forest { steps: None, ..forest };
        check(&slow.margins(rows.as_flattened(), 2), &alone);
    }

    #[test]
    fn keys_are_ordered_as_values_are() {
        let values = [f32::NEG_INFINITY, -2.5, -f32::MIN_POSITIVE, -0.0, 0.0, 1e-40, 1.0, 2.5, f32::INFINITY, f32::NAN];
        for one in values {
            for other in values.into_iter().filter(|other| !other.is_nan()) {
                assert_eq!(key(one) > key(other), one > other, "{one} > {other}");
            }
        }
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
