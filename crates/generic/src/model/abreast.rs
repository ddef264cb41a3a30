//! Trees laid out for rows that walk down them side by side.
//!
//! All rows go down a tree by the same number of steps, none of which is told by a branch: the processor guesses nothing
//! wrong, and works on several rows at once. Values are compared as whole numbers (see [`key`]).

use std::cell::RefCell;

use super::forest::{LEAF, Node};

/// Features of a row at most.
const FEATURES: usize = 1 + u8::MAX as usize;
/// Nodes of a tree at most: a byte tells where a step leads.
const NODES: usize = 1 + u8::MAX as usize;
/// Room for nodes: a step leads to the node that its byte tells or to the next one, and so never out of it. As the compiler sees
/// that too, it does not ask at every step.
const ROOM: usize = NODES + 1;
/// Rows that walk down a tree at once.
const ABREAST: usize = 8;

/// A number that is greater than another's just where the value is. Nothing that is no number is greater than anything.
fn key(value: f32) -> u32 {
    let bits = value.to_bits();
    let key = bits ^ ((bits.cast_signed() >> 31).cast_unsigned() | 1 << 31);
    if value.is_nan() { 0 } else { key }
}

/// The key of a threshold: neither of the two zeros is greater than the other.
fn threshold(value: f32) -> u32 {
    key(value + 0.0)
}

/// A node: a leaf leads to itself.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Right where the feature's [`key`] is greater; of a leaf nothing is.
    key: u32,
    feature: u8,
    left: u8,
}

/// A tree.
#[derive(Debug, Clone)]
struct Tree {
    steps: [Step; ROOM],
    leaves: [f32; ROOM],
    depth: u8,
}

impl Tree {
    /// None for a tree that is too large, or asks for too many features.
    fn of(nodes: &[Node]) -> Option<Self> {
        if nodes.len() > NODES {
            return None;
        }
        let mut steps = [Step { key: u32::MAX, feature: 0, left: 0 }; ROOM];
        let mut leaves = [0.0; ROOM];
        let mut depths = [0_u8; NODES];
        for (at, node) in nodes.iter().enumerate() {
            if node.feature == LEAF {
                steps[at].left = at as u8;
                leaves[at] = node.value;
                continue;
            }
            let feature = u8::try_from(node.feature).ok()?;
            steps[at] = Step { key: threshold(node.value), feature, left: node.left as u8 };
            let (left, depth) = (usize::from(node.left), depths[at]);
            // Damaged models lead to one node from two: the longer way counts.
            for below in &mut depths[left..=left + 1] {
                *below = (*below).max(depth + 1);
            }
        }
        Some(Self { steps, leaves, depth: depths.into_iter().max().unwrap_or_default() })
    }

    /// The leaves that rows reach.
    fn descend<const ROWS: usize>(&self, rows: &Keys<ROWS>) -> [usize; ROWS] {
        // All rows begin at the same node, of which a leaf leads to itself.
        let Step { key, feature, left } = self.steps[0];
        let mut at = [usize::from(left); ROWS];
        for (at, row) in at.iter_mut().zip(rows) {
            *at += usize::from(key < row[usize::from(feature)]);
        }
        for _ in 1..self.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                let step = self.steps[*at];
                *at = usize::from(step.left) + usize::from(step.key < row[usize::from(step.feature)]);
            }
        }
        at
    }

    /// Adds what the leaves give.
    fn add<const ROWS: usize>(&self, leaves: [usize; ROWS], sums: &mut [f64; ROWS]) {
        for (sum, leaf) in sums.iter_mut().zip(leaves) {
            *sum += f64::from(self.leaves[leaf]);
        }
    }
}

/// The keys of rows that walk at once.
type Keys<const ROWS: usize> = [[u32; FEATURES]; ROWS];

thread_local! {
    /// Room for them, kept from page to page: to clear so much for a few short rows takes as long as a tree.
    static KEYS: RefCell<Keys<ABREAST>> = const { RefCell::new([[0; FEATURES]; ABREAST]) };
}

/// The trees of a forest.
#[derive(Debug, Clone)]
pub(super) struct Abreast {
    trees: Box<[Tree]>,
}

/// What is asked of the trees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk<'r> {
    /// What the sum of each row begins with.
    pub(super) starts: &'r [f32],
    /// Rows of `width` numbers.
    pub(super) rows: &'r [f32],
    pub(super) width: usize,
    /// The trees after which a row is given up if its sum is at most `given_up`.
    pub(super) early: usize,
    pub(super) given_up: f32,
}

impl Abreast {
    /// None for a forest with a tree that is too large, or with too many features.
    pub(super) fn of<'n>(trees: impl Iterator<Item = &'n [Node]>) -> Option<Self> {
        Some(Self { trees: trees.map(Tree::of).collect::<Option<_>>()? })
    }

    /// The sums of all rows. None where rows have too many features.
    pub(super) fn sums(&self, walk: &Walk<'_>) -> Option<Vec<f64>> {
        if walk.width > FEATURES {
            return None;
        }
        let mut sums: Vec<f64> = walk.starts.iter().map(|&start| f64::from(start)).collect();
        let mut open: Vec<u32> = (0..sums.len() as u32).collect();
        let (first, rest) = self.trees.split_at(walk.early.min(self.trees.len()));
        KEYS.with_borrow_mut(|keys| {
            walk.some(first, &open, keys, &mut sums);
            if !rest.is_empty() {
                open.retain(|&row| sums[row as usize] > f64::from(walk.given_up));
                walk.some(rest, &open, keys, &mut sums);
            }
        });
        Some(sums)
    }
}

impl Walk<'_> {
    /// Adds what these trees say of these rows.
    fn some(&self, trees: &[Tree], open: &[u32], keys: &mut Keys<ABREAST>, sums: &mut [f64]) {
        for group in open.chunks(ABREAST) {
            match group.len() {
                1..=2 => self.group::<2>(trees, group, keys, sums),
                3..=4 => self.group::<4>(trees, group, keys, sums),
                5..=6 => self.group::<6>(trees, group, keys, sums),
                _ => self.group::<ABREAST>(trees, group, keys, sums),
            }
        }
    }

    /// The same of `ROWS` rows at most.
    fn group<const ROWS: usize>(&self, trees: &[Tree], group: &[u32], keys: &mut Keys<ABREAST>, sums: &mut [f64]) {
        let Some(keys) = keys.first_chunk_mut::<ROWS>() else { return };
        let mut own = [0.0; ROWS];
        for ((keys, own), &row) in keys.iter_mut().zip(&mut own).zip(group) {
            let row = row as usize;
            let values = &self.rows[row * self.width..(row + 1) * self.width];
            keys.iter_mut().zip(values).for_each(|(own, value)| *own = key(*value));
            *own = sums[row];
        }
        for tree in trees {
            tree.add(tree.descend(keys), &mut own);
        }
        for (own, &row) in own.iter().zip(group) {
            sums[row as usize] = *own;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_as_values_are() {
        let values = [f32::NEG_INFINITY, -2.5, -f32::MIN_POSITIVE, -0.0, 0.0, 1e-40, 1.0, 2.5, f32::INFINITY, f32::NAN];
        for one in values {
            for other in values.into_iter().filter(|value| value.is_finite()) {
                assert_eq!(key(one) > threshold(other), one > other, "{one} > {other}");
            }
        }
    }
}
