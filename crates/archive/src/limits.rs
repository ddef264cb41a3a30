//! How much of an archive is held at once.

/// The ratio of what was unpacked to what it was packed to is not looked at below this many bytes.
pub(crate) const RATIO_FROM: u64 = 1024 * 1024;

/// Limits of the reading of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest page, in bytes after unpacking. Of a longer one that many are given, and it is said so.
    pub max_bytes: u64,
    /// The most bytes that one packed byte may give, looked at from a megabyte on. A member that gives more is damaged: it looks
    /// like a decompression bomb.
    pub max_ratio: u32,
    /// The longest head of a record or of an HTTP message, in bytes. A record whose own head is longer is damaged.
    pub max_head: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_ratio: 200, max_head: 64 << 10 }
    }
}
