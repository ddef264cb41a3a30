//! The pages that are measured, in memory.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::extraction;
use crate::score::GoldSet;

use super::SETS;

/// Pages of some gold sets.
pub(super) struct Pages {
    /// The names of the sets.
    pub(super) sets: Vec<String>,
    /// Their pages, unpacked.
    pub(super) all: Vec<Vec<u8>>,
}

impl Pages {
    /// Reads the sets that are named, else those of [`SETS`] that are there.
    pub(super) fn read(gold: &Path, sets: &[String]) -> Result<Self, Error> {
        let usual = || SETS.iter().filter(|set| gold.join(set).is_dir()).map(|set| (*set).to_owned()).collect();
        let sets: Vec<String> = if sets.is_empty() { usual() } else { sets.to_vec() };
        let mut all = Vec::new();
        for name in &sets {
            let set = GoldSet::read(gold, name)?;
            for page in &set.pages {
                all.push(extraction::read_page(&set.file(page))?);
            }
        }
        if all.is_empty() {
            return Err(Error::Problem(format!("there are no pages of {} in {}", SETS.join(", "), gold.display())));
        }
        Ok(Self { sets, all })
    }

    /// How many there are.
    pub(super) fn count(&self) -> f64 {
        self.all.len() as f64
    }

    /// All their bytes.
    pub(super) fn bytes(&self) -> f64 {
        self.all.iter().map(Vec::len).sum::<usize>() as f64
    }

    /// Sets, number and size, in words.
    pub(super) fn describe(&self) -> String {
        let size = self.bytes() / self.count() / 1e3;
        format!("{}: {} pages, {size:.0} KB a page", self.sets.join(" + "), self.all.len())
    }

    /// Writes them into one file, as [`super::turns::read`] reads it.
    pub(super) fn write(&self, directory: &Path) -> Result<PathBuf, Error> {
        let mut bytes = (self.all.len() as u64).to_le_bytes().to_vec();
        for page in &self.all {
            bytes.extend((page.len() as u64).to_le_bytes());
            bytes.extend(page);
        }
        let path = directory.join("pages.bin");
        std::fs::write(&path, bytes).map_err(|source| Error::io("write", &path, source))?;
        Ok(path)
    }
}
