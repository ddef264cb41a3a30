//! Texts of the tree, most of which are places in the page.

use std::borrow::Cow;

use super::Rewritten;

/// A text of the tree: a stretch of the page, or a rewritten one. Most are stretches, and cost nothing but their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slice {
    from: u32,
    to: u32,
}

/// [`Slice::to`] of a rewritten text, whose number is [`Slice::from`]. No page is that long.
const REWRITTEN: u32 = u32::MAX;

impl Slice {
    /// A half-open byte range of the page.
    pub(crate) fn of_page(from: usize, to: usize) -> Self {
        Self { from: from as u32, to: to as u32 }
    }

    /// A rewritten text, put where such are kept.
    pub(crate) fn of_text(text: impl Into<Cow<'static, str>>, rewritten: &mut Vec<Rewritten>) -> Self {
        Self::of(Rewritten::Text(text.into()), rewritten)
    }

    /// A half-open byte range of the page that is rewritten once it is read.
    pub(crate) fn of_rewritten(
        from: usize,
        to: usize,
        rewrite: fn(&str) -> String,
        rewritten: &mut Vec<Rewritten>,
    ) -> Self {
        Self::of(Rewritten::later(from, to, rewrite), rewritten)
    }

    fn of(text: Rewritten, rewritten: &mut Vec<Rewritten>) -> Self {
        rewritten.push(text);
        Self { from: (rewritten.len() - 1) as u32, to: REWRITTEN }
    }

    /// Whether it is this text. Bytes are compared, so that nobody asks whether the places are characters' ends.
    #[inline]
    pub(crate) fn is(self, text: &str, page: &str, rewritten: &[Rewritten]) -> bool {
        self.bytes(page, rewritten) == text.as_bytes()
    }

    /// The bytes of the text.
    #[inline]
    pub(crate) fn bytes<'t>(self, page: &'t str, rewritten: &'t [Rewritten]) -> &'t [u8] {
        if self.is_rewritten() {
            rewritten[self.from as usize].read(page).as_bytes()
        } else {
            &page.as_bytes()[self.from as usize..self.to as usize]
        }
    }

    /// Whether it was rewritten, and does not stand in the page as it is.
    fn is_rewritten(self) -> bool {
        self.to == REWRITTEN
    }

    /// The text itself.
    #[inline]
    pub(crate) fn read<'t>(self, page: &'t str, rewritten: &'t [Rewritten]) -> &'t str {
        if self.is_rewritten() {
            rewritten[self.from as usize].read(page)
        } else {
            &page[self.from as usize..self.to as usize]
        }
    }

    /// The text as the page has written it, where that is known.
    #[inline]
    pub(crate) fn written<'t>(self, page: &'t str, rewritten: &'t [Rewritten]) -> &'t str {
        if self.is_rewritten() { rewritten[self.from as usize].written(page) } else { self.read(page, rewritten) }
    }

    /// The slice with a text behind it, which stands in the page where `place` says, unless it was rewritten.
    pub(crate) fn followed_by(
        self,
        text: &str,
        place: Option<Self>,
        page: &str,
        rewritten: &mut Vec<Rewritten>,
    ) -> Self {
        if self.is_rewritten() {
            rewritten[self.from as usize].push(text, page);
            return self;
        }
        match place {
            Some(next) if next.from == self.to => Self { from: self.from, to: next.to },
            _ => Self::of_text([self.read(page, rewritten), text].concat(), rewritten),
        }
    }
}
