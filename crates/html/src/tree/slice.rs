//! Texts of the tree, most of which are places in the page.

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
    pub(crate) fn of_text(text: String, rewritten: &mut Vec<String>) -> Self {
        rewritten.push(text);
        Self { from: (rewritten.len() - 1) as u32, to: REWRITTEN }
    }

    /// Whether it is this text. Bytes are compared, so that nobody asks whether the places are characters' ends.
    #[inline]
    pub(crate) fn is(self, text: &str, page: &str, rewritten: &[String]) -> bool {
        self.bytes(page, rewritten) == text.as_bytes()
    }

    /// The bytes of the text.
    #[inline]
    pub(crate) fn bytes<'t>(self, page: &'t str, rewritten: &'t [String]) -> &'t [u8] {
        if self.is_rewritten() {
            rewritten[self.from as usize].as_bytes()
        } else {
            &page.as_bytes()[self.from as usize..self.to as usize]
        }
    }

    /// Whether it was rewritten, and does not stand in the page as it is.
    fn is_rewritten(self) -> bool {
        self.to == REWRITTEN
    }

    /// The text itself.
    pub(crate) fn read<'t>(self, page: &'t str, rewritten: &'t [String]) -> &'t str {
        if self.is_rewritten() { &rewritten[self.from as usize] } else { &page[self.from as usize..self.to as usize] }
    }

    /// The slice with a text behind it, which stands in the page where `place` says, unless it was rewritten.
    pub(crate) fn followed_by(self, text: &str, place: Option<Self>, page: &str, rewritten: &mut Vec<String>) -> Self {
        if self.is_rewritten() {
            rewritten[self.from as usize].push_str(text);
            return self;
        }
        match place {
            Some(next) if next.from == self.to => Self { from: self.from, to: next.to },
            _ => Self::of_text([self.read(page, rewritten), text].concat(), rewritten),
        }
    }
}
