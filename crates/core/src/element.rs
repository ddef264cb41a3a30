//! Elements that hold blocks, and what their start tags say.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{List, Text};

/// An element that is an ancestor of some block. Elements stand in document order, so a parent precedes its children.
///
/// What its start tag says is read as if it were the element's own: `element.tag`, `element.classes`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Index of the parent in [`crate::Document::elements`].
    pub parent: Option<u32>,
    #[serde(flatten)]
    start_tag: Arc<StartTag>,
}

/// What an element's start tag says. A page writes the same ones again and again, so elements share them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartTag {
    /// Local name in lower case.
    pub tag: TagName,
    /// The `id` attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// The class names, in order.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub classes: List<Text>,
    /// Attributes that say what the element is for: `role`, `itemprop`, `itemtype`, `rel`, `property`, `aria-label`
    /// and every `data-*` attribute whose name holds `test`, `component`, `type` or `name`.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub attributes: List<(Text, Text)>,
}

/// The name of an element: most are of those that HTML knows, and take no room of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagName(Cow<'static, str>);

impl Element {
    /// An element with a start tag of its own, or one that it shares with others.
    pub fn new(parent: Option<u32>, start_tag: impl Into<Arc<StartTag>>) -> Self {
        Self { parent, start_tag: start_tag.into() }
    }

    /// What its start tag says. Where two elements hold the same one (see [`Arc::ptr_eq`]), they need be looked at but once.
    #[inline]
    pub fn start_tag(&self) -> &Arc<StartTag> {
        &self.start_tag
    }
}

impl Deref for Element {
    type Target = StartTag;

    #[inline]
    fn deref(&self) -> &StartTag {
        &self.start_tag
    }
}

impl StartTag {
    /// The value of one of the kept attributes.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == *name).map(|(_, value)| value.as_str())
    }
}

impl TagName {
    /// The name itself.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for TagName {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for TagName {
    fn from(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

impl From<String> for TagName {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

impl From<TagName> for String {
    fn from(name: TagName) -> Self {
        name.0.into_owned()
    }
}

impl PartialEq<str> for TagName {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for TagName {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
