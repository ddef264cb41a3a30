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

/// How many letters of ASCII eight bytes begin with, and these letters in lower case: the last of them is the lowest byte.
#[inline]
pub const fn leading_letters(bytes: [u8; 8]) -> (usize, u64) {
    // No other character becomes a letter by the bit that parts the cases.
    let lower = u64::from_le_bytes(bytes) | ONES << 5;
    let bare = lower & !HIGH;
    let from_a = bare + ONES * (0x80 - b'a') as u64;
    let behind_z = bare + ONES * (0x7f - b'z') as u64;
    let others = !(from_a & !behind_z & !lower) & HIGH;
    let count = others.trailing_zeros() as usize / 8;
    (count, if count == 0 { 0 } else { lower.swap_bytes() >> (64 - 8 * count) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_all_other_bytes() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"AbcDEfgZ";
                bytes[at] = byte;
                let count = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let spelt =
                    bytes[..count].iter().fold(0, |word, byte| word << 8 | u64::from(byte.to_ascii_lowercase()));
                assert_eq!(leading_letters(bytes), (count, spelt), "{bytes:?}");
            }
        }
    }

    #[test]
    fn the_first_of_eight_is_told() {
        let eight = u64::from_le_bytes(*b"abc-de-f");
        assert_eq!(first_of(b'-', eight).trailing_zeros() / 8, 3);
        assert_eq!(first_below(b'a', eight).trailing_zeros() / 8, 3);
        assert_eq!((first_of(b'x', eight), first_below(b'-', eight)), (0, 0));
        assert_eq!(first_below(b'a', u64::from_le_bytes([0xc3; 8])), 0);
    }
}
