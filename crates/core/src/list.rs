//! Lists that share their room: those of a document are stretches of one long list, so that a page of a thousand blocks asks
//! for room but once.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list, which may be a stretch of a longer one that others are stretches of, too. It is read as any slice, and a clone
/// copies none of it.
///
/// The longer list stays as long as one of its stretches does.
#[derive(Clone)]
pub struct List<T> {
    /// None of an empty list.
    all: Option<Arc<[T]>>,
    start: u32,
    end: u32,
}

impl<T> List<T> {
    /// The stretch of a longer list in a half-open range.
    ///
    /// # Panics
    /// Where the range is not within the longer list.
    #[inline]
    pub fn cut(all: &Arc<[T]>, range: Range<u32>) -> Self {
        let Range { start, end } = range;
        assert!(start <= end && end as usize <= all.len(), "a stretch lies within its list");
        if start == end { Self::default() } else { Self { all: Some(Arc::clone(all)), start, end } }
    }

    /// The items as a slice.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        match &self.all {
            Some(all) => &all[self.start as usize..self.end as usize],
            None => &[],
        }
    }

    /// Whether it has no items.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.all.is_none()
    }

    /// How many items it has.
    #[inline]
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { all: None, start: 0, end: 0 }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        let len = u32::try_from(items.len()).expect("no list has billions of items");
        Self::cut(&items.into(), 0..len)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(formatter)
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Eq> Eq for List<T> {}

impl<T, U, const N: usize> PartialEq<[U; N]> for List<T>
where
    T: PartialEq<U>,
{
    fn eq(&self, other: &[U; N]) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_as_lists() {
        let all: Arc<[u8]> = vec![1, 2, 3, 4].into();
        let (first, none, last) = (List::cut(&all, 0..2), List::cut(&all, 2..2), List::cut(&all, 2..4));
        assert!(first == [1, 2] && last == [3, 4] && none.is_empty() && none == List::default());
        assert_eq!((first.len(), first.iter().sum::<u8>(), last.first()), (2, 3, Some(&3)));
        assert!(first.clone() == List::from(vec![1, 2]) && List::<u8>::from(Vec::new()).is_empty());
        assert_eq!(serde_json::to_string(&last).ok().as_deref(), Some("[3,4]"));
        assert_eq!(serde_json::from_str::<List<u8>>("[3,4]").ok(), Some(last));
    }
}
