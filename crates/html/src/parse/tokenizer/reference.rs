//! Character references: `&amp;`, `&#8217;`, `&#x2019;`.

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The one or two characters that a reference stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Characters {
    bytes: [u8; 8],
    len: u8,
}

impl Characters {
    fn of(characters: [Option<char>; 2]) -> Self {
        let (mut bytes, mut len) = ([0; 8], 0);
        for character in characters.into_iter().flatten() {
            len += character.encode_utf8(&mut bytes[len..]).len();
        }
        Self { bytes, len: len as u8 }
    }

    /// Puts them behind a text.
    #[inline]
    pub(super) fn push_to(self, text: &mut String) {
        match self.bytes[..self.len as usize] {
            [byte] => text.push(char::from(byte)),
            _ => text.push_str(self.as_str()),
        }
    }

    /// The characters as text.
    pub(in crate::parse) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).expect("characters were encoded as UTF-8")
    }
}

impl From<char> for Characters {
    fn from(character: char) -> Self {
        let mut bytes = [0; 8];
        let len = character.encode_utf8(&mut bytes).len() as u8;
        Self { bytes, len }
    }
}

/// Reads the reference whose `&` stands just before `at`: what it stands for and where it ends; nothing if the `&` is
/// just that. In an attribute, `&copy=1` and `&copyx` are no references.
pub(super) fn read(text: &str, at: usize, in_attribute: bool) -> Option<(Characters, usize)> {
    match text.as_bytes().get(at)? {
        b'#' => numeric(text, at + 1),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => named(text, at, in_attribute),
        _ => None,
    }
}

/// The character that bytes behind a `&` stand for, and how many, where they begin with one of the references that pages use
/// most.
#[inline]
pub(super) fn common(name: &[u8]) -> Option<(char, usize)> {
    Some(match name {
        [b'q', b'u', b'o', b't', b';', ..] => ('"', 5),
        [b'a', b'm', b'p', b';', ..] => ('&', 4),
        [b'n', b'b', b's', b'p', b';', ..] => ('\u{a0}', 5),
        [b'l', b't', b';', ..] => ('<', 3),
        [b'g', b't', b';', ..] => ('>', 3),
        [b'r', b's', b'q', b'u', b'o', b';', ..] => ('\u{2019}', 6),
        [b'l', b'd', b'q', b'u', b'o', b';', ..] => ('\u{201c}', 6),
        [b'r', b'd', b'q', b'u', b'o', b';', ..] => ('\u{201d}', 6),
        _ => return None,
    })
}

fn named(text: &str, at: usize, in_attribute: bool) -> Option<(Characters, usize)> {
    let bytes = text.as_bytes();
    if let Some((character, len)) = common(&bytes[at..]) {
        return Some((Characters::from(character), at + len));
    }
    if in_attribute {
        return named_whole(text, at);
    }
    let (mut best, mut end) = (None, at);
    // The table holds each prefix of a name too, so that the search ends with the first that begins no name.
    while matches!(bytes.get(end), Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b';')) {
        end += 1;
        let Some((first, second)) = NAMED_ENTITIES.get(&text[at..end]) else { break };
        if *first != 0 {
            best = Some((*first, *second, end));
        }
        if bytes[end - 1] == b';' {
            break;
        }
    }
    let (first, second, end) = best?;
    Some((characters(first, second), end))
}

/// The same in an attribute, where a name goes on to the last letter or digit: most are those of parameters in addresses.
fn named_whole(text: &str, at: usize) -> Option<(Characters, usize)> {
    let rest = &text.as_bytes()[at..];
    let len = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let end = match rest.get(len) {
        Some(b'=') => return None,
        Some(b';') => at + len + 1,
        _ => at + len,
    };
    let (first, second) = *NAMED_ENTITIES.get(&text[at..end])?;
    (first != 0).then(|| (characters(first, second), end))
}

fn characters(first: u32, second: u32) -> Characters {
    Characters::of([char::from_u32(first), char::from_u32(second).filter(|second| *second != '\0')])
}

fn numeric(text: &str, mut at: usize) -> Option<(Characters, usize)> {
    let bytes = text.as_bytes();
    let radix = if matches!(bytes.get(at), Some(b'x' | b'X')) {
        at += 1;
        16
    } else {
        10
    };
    let (start, mut code) = (at, 0_u32);
    while let Some(digit) = bytes.get(at).and_then(|byte| char::from(*byte).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == start {
        return None;
    }
    if bytes.get(at) == Some(&b';') {
        at += 1;
    }
    let character = match code {
        0 => None,
        0x80..=0x9f => C1_REPLACEMENTS[code as usize - 0x80].or(char::from_u32(code)),
        _ => char::from_u32(code),
    };
    Some((Characters::from(character.unwrap_or('\u{fffd}')), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, in_attribute: bool, expected: Option<(&str, &str)>) {
        let found = read(text, 1, in_attribute);
        let found = found.as_ref().map(|(characters, end)| (characters.as_str(), &text[*end..]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_read_as_far_as_they_go() {
        check("&amp;x", false, Some(("&", "x")));
        for (text, character) in [
            ("&quot;", "\""),
            ("&nbsp;", "\u{a0}"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&rsquo;", "\u{2019}"),
            ("&ldquo;", "\u{201c}"),
            ("&rdquo;", "\u{201d}"),
        ] {
            check(text, true, Some((character, "")));
        }
        check("&notit;", false, Some(("¬", "it;")));
        check("&notin;", false, Some(("∉", "")));
        check("&NotEqualTilde;", false, Some(("≂\u{338}", "")));
        check("&nosuch;", false, None);
        check("& ", false, None);
        check("&", false, None);
    }

    #[test]
    fn attributes_need_the_semicolon() {
        check("&copy=1", true, None);
        check("&copyx", true, None);
        check("&copy;x", true, Some(("©", "x")));
        check("&copy", true, Some(("©", "")));
        for text in ["&amp=1", "&ampx", "&notit;", "&nosuch;", "&;", "&"] {
            check(text, true, None);
        }
        check("&amp_x", true, Some(("&", "_x")));
    }

    #[test]
    fn numbers_stand_for_characters() {
        check("&#8217;s", false, Some(("\u{2019}", "s")));
        check("&#X2019 ", false, Some(("\u{2019}", " ")));
        check("&#146;", false, Some(("\u{2019}", "")));
        check("&#0;", false, Some(("\u{fffd}", "")));
        check("&#xD800;", false, Some(("\u{fffd}", "")));
        check("&#99999999999999;", false, Some(("\u{fffd}", "")));
        check("&#x;", false, None);
        check("&#;", false, None);
    }
}
