//! What can be wrong with a source file, and where.

use std::fmt;

use thiserror::Error;

/// One step of the way to a value in a TOML file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyPart {
    /// The key of a table.
    Key(String),
    /// The place in an array, from 0.
    Index(usize),
}

impl From<&str> for KeyPart {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}
impl From<usize> for KeyPart {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The way to a value in a TOML file, shown as `drop[1].text`. Empty is the whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPath(pub Vec<KeyPart>);

impl KeyPath {
    /// The way to a key at the top of the file.
    pub fn root(key: &str) -> Self {
        Self(vec![key.into()])
    }

    /// The same way and one step more.
    #[must_use]
    pub fn join(&self, part: impl Into<KeyPart>) -> Self {
        let mut parts = self.0.clone();
        parts.push(part.into());
        Self(parts)
    }

    /// Whether this way goes through (or ends at) another.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            match part {
                KeyPart::Index(index) => write!(formatter, "[{index}]")?,
                KeyPart::Key(key) => {
                    if at > 0 {
                        formatter.write_str(".")?;
                    }
                    formatter.write_str(key)?;
                }
            }
        }
        Ok(())
    }
}

/// Something wrong in a source file that its TOML types cannot tell: a regex, a date format, a host.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{key}: {problem}")]
pub struct RuleProblem {
    /// Where it stands.
    pub key: KeyPath,
    /// What is wrong, what was expected and what to do.
    pub problem: String,
}
