//! What is written on the wall: JSON, in types that are this crate's own, so that core may change its types without
//! changing the boundary. A compiler error in the conversions here tells when it does.
//!
//! | callback    | host → plugin                          | plugin → host     |
//! |-------------|----------------------------------------|-------------------|
//! | `create`    | the `[options]` table, or `null`       | nothing           |
//! | `describe`  | nothing                                | [`Description`]   |
//! | `recognise` | [`Page`] without a draft               | [`Recognition`]   |
//! | `amend`     | [`Page`] with a draft                  | [`Amendments`]    |
//! | `select`    | (the host's) list of [`Match`]         | a selector        |
//!
//! Instead of an answer, either side may give an [`Error`]. Numbers that core holds as `f32` travel as `f64`, in which
//! every `f32` has an exact place, so that they come back as they were. A key that a side does not know is ignored: so
//! a minor version may add some.

mod amendment;
mod document;
mod draft;
mod error;
#[cfg(test)]
mod tests;
mod verdict;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use amendment::{Amendment, Amendments, Description, Evidence, Recognition};
pub use document::{
    Block, Candidate, Diagnostic, Document, Element, Form, Link, Match, Metadata, Origin, Provenance, Shape, Span,
    Target,
};
pub use draft::{Draft, FieldState, Piece};
pub use error::Error;
pub use verdict::{Decider, Decision, Field, FieldValue, Kind, Layer, Part, Rule, Verdict};

/// A page as a plugin gets it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The document.
    pub document: Document,
    /// The draft so far; absent where the page is only to be recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

/// Writes a wire type. These have no map with other keys than strings and no failing serialiser, so that this cannot
/// fail; if it does all the same, an empty answer tells the other side that something is wrong.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// Reads a wire type.
///
/// # Errors
/// What is wrong with the bytes.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

/// Converts a list.
pub(crate) fn list<'a, A: 'a, B: From<&'a A>>(items: &'a [A]) -> Vec<B> {
    items.iter().map(B::from).collect()
}

/// Converts a list that is no longer needed.
pub(crate) fn back<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
}

/// Mirrors an enum without content: the same names on the wire (in snake case) and in core.
macro_rules! mirror_names {
    ($(#[$meta:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)] // the variants are those of the type in core, which documents them
        pub enum $name {
            $($variant),+
        }

        impl From<&copydesk_core::$name> for $name {
            fn from(core: &copydesk_core::$name) -> Self {
                match core {
                    $(copydesk_core::$name::$variant => Self::$variant),+
                }
            }
        }

        impl From<$name> for copydesk_core::$name {
            fn from(wire: $name) -> Self {
                match wire {
                    $($name::$variant => Self::$variant),+
                }
            }
        }
    };
}

/// Mirrors a struct whose members are the same on the wire and in core.
macro_rules! mirror_struct {
    ($(#[$meta:meta])* $name:ident { $($(#[$member_meta:meta])* $member:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs)] // the members are those of the type in core, which documents them
        pub struct $name {
            $($(#[$member_meta])* pub $member: $type),+
        }

        impl From<&copydesk_core::$name> for $name {
            fn from(core: &copydesk_core::$name) -> Self {
                Self { $($member: core.$member.clone()),+ }
            }
        }

        impl From<$name> for copydesk_core::$name {
            fn from(wire: $name) -> Self {
                Self { $($member: wire.$member),+ }
            }
        }
    };
}

pub(crate) use {mirror_names, mirror_struct};
