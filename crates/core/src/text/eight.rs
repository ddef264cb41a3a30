//! Eight bytes looked at together, as one number whose lowest byte is the first.

/// A one in each byte.
pub const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// The highest bit of each byte.
pub const HIGH: u64 = ONES << 7;

/// The highest bit of the first byte that is this one, and perhaps of some behind it that are not.
#[inline]
pub const fn first_of(byte: u8, eight: u64) -> u64 {
    let other = eight ^ (ONES * byte as u64);
    other.wrapping_sub(ONES) & !other & HIGH
}

/// The highest bit of the first byte that is below this one (which is ASCII), and perhaps of some behind it that are not.
#[inline]
pub const fn first_below(byte: u8, eight: u64) -> u64 {
    eight.wrapping_sub(ONES * byte as u64) & !eight & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_eight_is_told() {
        let eight = u64::from_le_bytes(*b"abc-de-f");
        assert_eq!(first_of(b'-', eight).trailing_zeros() / 8, 3);
        assert_eq!(first_below(b'a', eight).trailing_zeros() / 8, 3);
        assert_eq!((first_of(b'x', eight), first_below(b'-', eight)), (0, 0));
        assert_eq!(first_below(b'a', u64::from_le_bytes([0xc3; 8])), 0);
    }
}
