//! Texts of the tree that do not stand in the page as they are read.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A text that does not stand in the page as it is read.
#[derive(Debug)]
pub(crate) enum Rewritten {
    /// The text itself.
    Text(Cow<'static, str>),
    /// What stands at a place of the page, to be rewritten once somebody asks for it: of most attributes nobody does.
    Later(Later),
}

/// A stretch of the page that is to be rewritten.
#[derive(Debug)]
pub(crate) struct Later {
    from: u32,
    to: u32,
    rewrite: fn(&str) -> String,
    text: OnceLock<String>,
}

impl Rewritten {
    /// A half-open byte range of the page, and how it is rewritten.
    pub(super) fn later(from: usize, to: usize, rewrite: fn(&str) -> String) -> Self {
        Self::Later(Later { from: from as u32, to: to as u32, rewrite, text: OnceLock::new() })
    }

    /// The text.
    #[cold]
    pub(super) fn read(&self, page: &str) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Later(later) => later.text.get_or_init(|| (later.rewrite)(later.written(page))),
        }
    }

    /// What the page has written, where it is known.
    #[cold]
    pub(super) fn written<'t>(&'t self, page: &'t str) -> &'t str {
        match self {
            Self::Text(text) => text,
            Self::Later(later) => later.written(page),
        }
    }

    /// Puts a text behind this one, which is then no place of the page any more. Only the texts of nodes grow, and these are not
    /// rewritten later.
    pub(super) fn push(&mut self, behind: &str, page: &str) {
        if let Self::Text(text) = self {
            text.to_mut().push_str(behind);
        } else {
            *self = Self::Text(Cow::Owned([self.read(page), behind].concat()));
        }
    }
}

impl Later {
    fn written<'p>(&self, page: &'p str) -> &'p str {
        &page[self.from as usize..self.to as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_rewritten_when_they_are_read() {
        let mut text = Rewritten::later(2, 5, str::to_lowercase);
        assert_eq!((text.written("a BCD e"), text.read("a BCD e")), ("BCD", "bcd"));
        text.push("!", "a BCD e");
        assert_eq!((text.written(""), text.read("")), ("bcd!", "bcd!"));
    }
}
