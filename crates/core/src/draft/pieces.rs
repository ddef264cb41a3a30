//! The pieces of all blocks: nearly every block is one piece, so those that were cut are kept apart. Cutting a block costs
//! what that block's pieces cost, however many blocks the page has.

use std::collections::BTreeMap;

use super::Piece;
use crate::Decision;

/// See the module's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pieces {
    /// The only, or the first, piece of every block, by the block's number.
    first: Vec<Piece>,
    /// All pieces of the blocks that were cut.
    cut: BTreeMap<u32, Vec<Piece>>,
}

impl Pieces {
    /// The given pieces, which stand in reading order.
    pub(super) fn new(pieces: Vec<Piece>) -> Self {
        let mut first: Vec<Piece> = Vec::with_capacity(pieces.len());
        let mut cut: BTreeMap<u32, Vec<Piece>> = BTreeMap::new();
        for piece in pieces {
            match first.last() {
                Some(last) if last.block == piece.block => {
                    cut.entry(piece.block).or_insert_with(|| vec![last.clone()]).push(piece);
                }
                _ => first.push(piece),
            }
        }
        Self { first, cut }
    }

    /// One piece a block.
    pub(super) fn whole(first: Vec<Piece>) -> Self {
        Self { first, cut: BTreeMap::new() }
    }

    /// The pieces of one block; none of a block that is not there.
    pub(super) fn of(&self, block: u32) -> &[Piece] {
        match self.cut.get(&block) {
            Some(pieces) => pieces,
            None => self.first.get(block as usize).map(std::slice::from_ref).unwrap_or_default(),
        }
    }

    pub(super) fn of_mut(&mut self, block: u32) -> &mut [Piece] {
        match self.cut.get_mut(&block) {
            Some(pieces) => pieces,
            None => self.first.get_mut(block as usize).map(std::slice::from_mut).unwrap_or_default(),
        }
    }

    /// All pieces, in reading order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Piece> {
        // As far as no block was cut, which mostly is to the end, the first pieces are all.
        let whole = self.cut.keys().next().map_or(self.first.len(), |block| *block as usize);
        let (before, behind) = self.first.split_at(whole.min(self.first.len()));
        before.iter().chain(behind.iter().flat_map(|first| self.of(first.block)))
    }

    /// The pieces of blocks that were not cut, in reading order.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Piece> {
        self.first.iter_mut()
    }

    /// What was decided first about each block, where every block was decided about.
    pub(super) fn first_verdicts(&self) -> impl Iterator<Item = (u32, &Decision)> {
        (0..self.first.len() as u32).filter_map(|block| {
            let piece = self.of(block).first()?;
            Some((block, piece.overruled.last().unwrap_or(&piece.decision)))
        })
    }

    /// Cuts the piece that an offset falls inside.
    pub(super) fn cut(&mut self, block: u32, at: u32) {
        // Pieces stand in reading order.
        let hit = self.of(block).partition_point(|piece| piece.end <= at);
        if self.of(block).get(hit).is_none_or(|piece| piece.start >= at) {
            return;
        }
        let first = &self.first[block as usize];
        let pieces = self.cut.entry(block).or_insert_with(|| vec![first.clone()]);
        let mut second = pieces[hit].clone();
        second.start = at;
        second.breaks = false;
        pieces[hit].end = at;
        pieces.insert(hit + 1, second);
    }
}
