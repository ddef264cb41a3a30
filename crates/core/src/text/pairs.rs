//! Pairs of bytes that words begin with: a test that is cheaper than any look at the words.

/// The pairs, as far as the last five bits of each byte tell them, which are the same in both cases of a letter of ASCII.
#[derive(Debug, Clone)]
pub struct Pairs {
    /// For each first byte the second ones, as bits.
    seconds: [u32; SLOTS],
}

/// How many bytes are told apart.
pub const SLOTS: usize = 32;

/// Which of them a byte is.
#[inline]
pub const fn slot(byte: u8) -> usize {
    byte as usize % SLOTS
}

impl Pairs {
    /// No pair at all.
    pub const fn none() -> Self {
        Self { seconds: [0; SLOTS] }
    }

    /// Those that words begin with. A word of one byte goes with any second one.
    pub const fn of(words: &[&str]) -> Self {
        let (mut own, mut at) = (Self::none(), 0);
        while at < words.len() {
            match words[at].as_bytes() {
                [] => {}
                [first] => own.seconds[slot(*first)] = u32::MAX,
                [first, second, ..] => own.add(*first, *second),
            }
            at += 1;
        }
        own
    }

    /// Adds a pair.
    pub const fn add(&mut self, first: u8, second: u8) {
        self.seconds[slot(first)] |= 1 << slot(second);
    }

    /// Whether a pair may be one of them.
    #[inline]
    pub const fn may_hold(&self, first: u8, second: u8) -> bool {
        self.seconds[slot(first)] >> slot(second) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_told_whatever_their_case() {
        let pairs = Pairs::of(&["by", "von", "é", "x", ""]);
        for (pair, expected) in
            [(b"by", true), (b"BY", true), (b"Vo", true), (b"bo", false), (b"vy", false), (b"xz", true), (b"zx", false)]
        {
            assert_eq!(pairs.may_hold(pair[0], pair[1]), expected, "{pair:?}");
        }
        let [first, second] = *"É".as_bytes() else { panic!("two bytes") };
        assert!(!pairs.may_hold(first, b'a') && !Pairs::none().may_hold(first, second));
    }
}
