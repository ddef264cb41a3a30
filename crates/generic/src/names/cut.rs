//! How a name is cut: into words at hyphens, underscores, the like and changes of case (`relatedArticles__item2` → related,
//! Articles, item2), and these into parts, which hold no digits. What lexicons know are parts and pairs of them.

use crate::features::Hash;

/// What a byte is to a name; 0 for what parts words.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        kinds[byte as usize] = match byte {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

const UPPER: u8 = 1;
const LOWER: u8 = 2;
const DIGIT: u8 = 3;
/// What stands behind the last byte.
const END: u8 = 4;

/// Cuts a name. Calls `word` with each word and, where the word is a part, the hash of that; and `part` with the hash of each part of
/// more than one letter. Parts are hashed in lower case, behind `begin`. Gives the hash of all but the digits.
#[inline]
pub(crate) fn cut<'n>(
    name: &'n str,
    begin: Hash,
    mut word: impl FnMut(&'n [u8], Option<Hash>),
    mut part: impl FnMut(Hash),
) -> Hash {
    let bytes = name.as_bytes();
    let kind = |at: usize| bytes.get(at).map_or(END, |byte| KINDS[usize::from(*byte)]);
    let (mut at, mut first, mut bare) = (0, 0, Hash::new());
    loop {
        // A part is capitals and the small letters behind them.
        let (mut own, from) = (begin, at);
        while kind(at) == UPPER {
            own = own.push(bytes[at].to_ascii_lowercase());
            bare = bare.push(bytes[at]);
            at += 1;
        }
        while kind(at) == LOWER {
            own = own.push(bytes[at]);
            bare = bare.push(bytes[at]);
            at += 1;
        }
        if at - from > 1 {
            part(own);
        }
        let next = kind(at);
        if next == DIGIT {
            at += 1;
            continue;
        }
        if first < at {
            word(&bytes[first..at], (from == first).then_some(own));
        }
        if next == END {
            return bare;
        }
        if next != UPPER {
            bare = bare.push(bytes[at]);
            at += 1;
        }
        first = at;
    }
}

/// Of a longer name no tokens are made: it is data, not a name.
pub(crate) const MAX_OF_TOKENS: usize = 64;

/// Makes tokens of the parts of a name, as they come.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    previous: Option<Hash>,
}

impl Tokens {
    /// Calls `each` with the token of a part, and with that of the pair that it makes with the one before.
    pub(crate) fn of_part(&mut self, part: Hash, mut each: impl FnMut(u32)) {
        each(part.value());
        if let Some(before) = self.previous.replace(part) {
            let both = part.value().to_le_bytes().into_iter().fold(before.push(b'+'), Hash::push);
            each(both.value());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, words: &[&str], parts: &[&str]) {
        let hash = |text: &str| text.bytes().fold(Hash::new(), Hash::push).value();
        let (mut found, mut hashes) = (Vec::new(), Vec::new());
        let each = |word, part| found.push((word, part));
        let bare = cut(name, Hash::new(), each, |part| hashes.push(part.value()));
        for (word, part) in &found {
            let is_part = word.iter().all(u8::is_ascii_alphabetic);
            let own = word.to_ascii_lowercase().into_iter().fold(Hash::new(), Hash::push).value();
            assert_eq!(part.map(Hash::value), is_part.then_some(own), "{name}");
        }
        let found: Vec<&[u8]> = found.into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, words.iter().map(|word| word.as_bytes()).collect::<Vec<_>>(), "{name}");
        assert_eq!(hashes, parts.iter().map(|part| hash(part)).collect::<Vec<_>>(), "{name}");
        assert_eq!(bare.value(), hash(&name.replace(|byte: char| byte.is_ascii_digit(), "")), "{name}");
    }

    #[test]
    fn names_are_cut_at_signs_and_changes_of_case() {
        check("relatedArticles__item2", &["related", "Articles", "item2"], &["related", "articles", "item"]);
        check("h1Title md5sum4Us", &["h1Title", "md5sum4Us"], &["title", "md", "sum", "us"]);
        check("HTMLText-a", &["HTMLText", "a"], &["htmltext"]);
        check("--2x überText", &["2x", "ber", "Text"], &["ber", "text"]);
        check("", &[], &[]);
    }
}
