//! Where inline elements meet with no white space between them.
//!
//! Mostly they are one word (`un<i>believ</i>able`). But pages lay out neighbouring links, a date beside a name, or a
//! caption beside its credit with styles alone, and read as text they run into each other. A space is put between
//! them, by what they are:
//!
//! - two links in a row are never one word, unless they lead to one address;
//! - a `<time>` never ends or begins within a word;
//! - of two other elements (`<span>`, `<cite>`, `<em>` …) the second begins a word where the first ends in a small letter,
//!   digit or mark and the second begins with a capital. `<sup>` and `<sub>` are not looked at.

use super::tags::{Part, Role};

/// Signs that stand right behind a word.
const CLOSING: &str = ",.;:!?)]”»’'…%、。，！？）";

/// What an inline element is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// A part of the layout.
    Plain,
    /// A link.
    Link,
    /// A date or time.
    Time,
}

/// What an element of some role and part is to its neighbours, if it is looked at.
pub(super) const fn seam(role: Role, part: Part) -> Option<Seam> {
    match (role, part) {
        (Role::Link, _) => Some(Seam::Link),
        (Role::Time, _) => Some(Seam::Time),
        (_, Part::Piece) => Some(Seam::Plain),
        _ => None,
    }
}

/// The elements that ended and began since the last character.
#[derive(Debug, Default)]
pub(super) struct Seams {
    ended: Vec<Seam>,
    begun: Vec<Seam>,
}

impl Seams {
    /// An element begins.
    pub(super) fn begin(&mut self, seam: Seam) {
        self.begun.push(seam);
    }

    /// An element ends. One that has just begun held nothing and counts for nothing.
    pub(super) fn end(&mut self, seam: Seam) {
        if self.begun.pop().is_none() {
            self.ended.push(seam);
        }
    }

    /// Whether a link ended since the last character.
    #[inline]
    pub(super) fn end_link(&self) -> bool {
        self.ended.contains(&Seam::Link)
    }

    /// Whether none ended or began.
    pub(super) fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.begun.is_empty()
    }

    /// Text or white space follows.
    pub(super) fn clear(&mut self) {
        self.ended.clear();
        self.begun.clear();
    }

    /// Whether a space parts two characters that stand on both sides of what ended and began.
    pub(super) fn part(&self, before: Option<char>, after: Option<char>) -> bool {
        let (Some(before), Some(after)) = (before, after) else { return false };
        if self.ended.is_empty() && self.begun.is_empty() {
            return false;
        }
        if self.ended.contains(&Seam::Time) || self.begun.contains(&Seam::Time) {
            return before.is_alphanumeric() && after.is_alphanumeric();
        }
        if self.ended.contains(&Seam::Link) && self.begun.contains(&Seam::Link) {
            return after.is_alphanumeric() || (before.is_alphanumeric() && !CLOSING.contains(after));
        }
        !self.ended.is_empty()
            && !self.begun.is_empty()
            && after.is_uppercase()
            && (before.is_lowercase() || before.is_numeric() || ".,;:!?)”’»".contains(before))
    }
}
