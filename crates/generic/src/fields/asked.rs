//! What elements were told to be: many texts ask those around them, and each element is looked at once.

use std::cell::Cell;

/// Answers to one question about the elements of a page, by their numbers.
pub(super) struct Asked(Vec<Cell<Option<bool>>>);

impl Asked {
    /// No answer yet, for so many elements.
    pub(super) fn of(elements: usize) -> Self {
        Self(vec![Cell::new(None); elements])
    }

    /// The answer for an element, which is looked for when it is asked for first.
    pub(super) fn is(&self, number: u32, look: impl FnOnce() -> bool) -> bool {
        let known = &self.0[number as usize];
        known.get().unwrap_or_else(|| {
            let found = look();
            known.set(Some(found));
            found
        })
    }
}
