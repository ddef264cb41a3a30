//! Texts that share their room: those of a document are cut from one long text, so that a page of a thousand blocks asks for
//! room but once.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::{Deref, Range};

use arcstr::{ArcStr, Substr};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text, which may be a stretch of a longer one that others are stretches of, too. It is read as any `str`, and a clone
/// copies none of it.
///
/// The longer text stays as long as one of its stretches does: who keeps a few of them longer than their document makes
/// `String`s of them.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Substr);

/// A long text, from which others are cut.
#[derive(Debug, Clone, Default)]
pub struct Texts(ArcStr);

impl Texts {
    /// The stretch in a half-open range of bytes.
    ///
    /// # Panics
    /// Where the range is not of whole characters within the text.
    #[inline]
    pub fn cut(&self, range: Range<u32>) -> Text {
        if range.is_empty() {
            return Text::default();
        }
        Text(self.0.substr(range.start as usize..range.end as usize))
    }
}

impl From<String> for Texts {
    fn from(text: String) -> Self {
        Self(ArcStr::from(text))
    }
}

impl Deref for Texts {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Text {
    /// The text itself.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), formatter)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Substr::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Substr::from(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Self {
        Self::from(&*text)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for Text {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    #[inline]
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text> for str {
    #[inline]
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Text> for &str {
    #[inline]
    fn eq(&self, other: &Text) -> bool {
        *self == other.as_str()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &Text, expected: &str) {
        assert_eq!(text, expected);
        assert_eq!(text.clone(), Text::from(expected));
        assert_eq!((text.to_string(), format!("{text:?}")), (expected.to_owned(), format!("{expected:?}")));
        let written = serde_json::to_string(text).expect("a text can be written");
        assert_eq!(serde_json::from_str::<Text>(&written).expect("it was just written"), expected);
        assert_eq!(String::from(text), expected);
    }

    #[test]
    fn stretches_are_texts_of_their_own() {
        let whole = Texts::from("The pier — closed \"again\".".to_owned());
        let (first, second) = (whole.cut(0..8), whole.cut(9..12));
        let all = whole.cut(0..whole.len() as u32);
        drop(whole);
        check(&first, "The pier");
        check(&second, "—");
        check(&all, "The pier — closed \"again\".");
        check(&Texts::default().cut(3..3), "");
        check(&Text::from("naïve".to_owned()), "naïve");
    }

    #[test]
    fn equal_texts_hash_alike() {
        let whole = Texts::from("one one".to_owned());
        let set = std::collections::HashSet::from([whole.cut(0..3), whole.cut(4..7), Text::from("one")]);
        assert_eq!((set.len(), set.contains("one")), (1, true));
    }
}
