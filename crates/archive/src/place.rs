//! Where in an archive a record stands.

use std::fmt;
use std::str::FromStr;

/// The place of a record: that of its gzip member in the file, and its own inside what the member unpacks to. Where each record is
/// a member of its own, as the standard asks for, the second is 0 and the first is what an index (CDX) calls its offset; of
/// an archive that is not packed the first is the record's place in the file.
///
/// Written as `12345`, or `12345+678` where the second is not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Place {
    /// In bytes of the file.
    pub member: u64,
    /// In bytes after unpacking.
    pub inside: u64,
}

impl Place {
    /// The place so many bytes further, in an archive that is packed or not.
    pub(crate) fn further(self, count: usize, is_packed: bool) -> Self {
        let (member, inside) = if is_packed { (0, count as u64) } else { (count as u64, 0) };
        Self { member: self.member + member, inside: self.inside + inside }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.member)?;
        if self.inside > 0 { write!(formatter, "+{}", self.inside) } else { Ok(()) }
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (member, inside) = text.split_once('+').unwrap_or((text, "0"));
        Ok(Self { member: member.parse()?, inside: inside.parse()? })
    }
}
