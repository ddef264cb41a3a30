//! What the questions on the ways down a forest's first trees changed: reasons are read off the leaves that a row reached.

use super::forest::{LEAF, Node};

/// Features of which some question asks, as bits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked([u64; MAX_ASKED / 64]);

/// A forest may have more features only where its rows' leaves are not noted.
pub(crate) const MAX_ASKED: usize = 256;

impl Asked {
    pub(super) fn add(&mut self, feature: usize) {
        if let Some(bits) = self.0.get_mut(feature / 64) {
            *bits |= 1 << (feature % 64);
        }
    }

    /// Calls `each` with every feature, in order.
    pub(crate) fn for_each(self, mut each: impl FnMut(usize)) {
        for (word, mut bits) in self.0.into_iter().enumerate() {
            while bits != 0 {
                each(word * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}

/// What the questions on the ways down the first trees changed, by the leaf that a way ends at.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    /// By tree: where its nodes begin.
    trees: Vec<u32>,
    /// By node: where the questions above it stand in `shares`, and which features they ask for.
    nodes: Vec<(std::ops::Range<u32>, Asked)>,
    shares: Vec<(u8, f32)>,
}

impl Ways {
    /// Each tree is its nodes, and what the trees below each give on average. None has more nodes than a byte counts.
    pub(super) fn of<'f>(trees: impl Iterator<Item = (&'f [Node], &'f [f32])>) -> Self {
        let mut ways = Self::default();
        for (nodes, means) in trees {
            let begin = ways.nodes.len();
            ways.trees.push(begin as u32);
            ways.nodes.resize(begin + nodes.len(), (0..0, Asked::default()));
            for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.feature != LEAF) {
                let Ok(feature) = u8::try_from(node.feature) else { return Self::default() };
                let (above, mut asked) = ways.nodes[begin + at].clone();
                asked.add(feature.into());
                for next in [usize::from(node.left), usize::from(node.left) + 1] {
                    let own = ways.shares.len() as u32;
                    ways.shares.extend_from_within(above.start as usize..above.end as usize);
                    ways.shares.push((feature, means[next] - means[at]));
                    ways.nodes[begin + next] = (own..ways.shares.len() as u32, asked);
                }
            }
        }
        ways
    }

    /// Adds to `shares` what the questions on the way to a leaf changed, in order, and gives the features they ask for.
    pub(super) fn explain(&self, tree: usize, leaf: u8, shares: &mut [f32; MAX_ASKED], asked: &mut Asked) {
        let (range, own) = &self.nodes[self.trees[tree] as usize + usize::from(leaf)];
        for &(feature, share) in &self.shares[range.start as usize..range.end as usize] {
            shares[usize::from(feature)] += share;
        }
        for (all, own) in asked.0.iter_mut().zip(own.0) {
            *all |= own;
        }
    }
}
