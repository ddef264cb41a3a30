//! Mending JSON that content systems broke in well-known ways.

use std::borrow::Cow;

use crate::metadata::value::decode;

/// Takes off what is wrapped around the JSON: white space, a byte order mark, comments, CDATA marks, semicolons, and
/// the encoding of the whole as HTML.
pub(super) fn unwrap(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if text.starts_with("{&quot;") || text.starts_with("[{&quot;") || text.starts_with("{&#34;") {
        return Cow::Owned(trim(&decode(text)).to_owned());
    }
    Cow::Borrowed(text)
}

/// Mends what stands inside the JSON: raw control characters in strings, escapes that JSON does not know, halves of
/// surrogate pairs, trailing and doubled commas, comments. Characters are taken one by one; nothing but these changes.
pub(super) fn mend(text: &str) -> String {
    let mut mended = Mended { text: String::with_capacity(text.len() + 16), last: None, comma: 0 };
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        rest = match character {
            '"' => mended.string(rest),
            '/' if rest.starts_with('*') => rest.find("*/").map_or("", |end| &rest[end + 2..]),
            '/' if rest.starts_with('/') => rest.find('\n').map_or("", |end| &rest[end..]),
            other => {
                mended.push(other);
                rest
            }
        };
    }
    mended.text
}

/// Where a text cannot be read any further, in bytes.
pub(super) fn place_of(problem: &serde_json::Error, text: &str) -> usize {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let line = std::iter::once(0).chain(ends).nth(problem.line().saturating_sub(1)).unwrap_or(0);
    // The column counts the byte that is wrong, too.
    text.floor_char_boundary((line + problem.column()).saturating_sub(1).min(text.len()))
}

/// What stands before the place where a text breaks, made whole: its last complete members and items, and the ends of
/// the objects and lists that were open there.
pub(super) fn before_break(text: &str, place: usize) -> String {
    let mut open: Vec<u8> = Vec::new();
    // Where the last value ended, and how many objects and lists were open there.
    let (mut end, mut depth) = (0, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().take(place) {
        if in_string {
            in_string = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b',' => (end, depth) = (at, open.len()),
            b'}' | b']' => {
                open.pop();
                (end, depth) = (at + 1, open.len());
            }
            _ => {}
        }
    }
    open.truncate(depth);
    let ends = open.iter().rev().map(|byte| char::from(*byte));
    text[..end].chars().chain(ends).collect()
}

struct Mended {
    text: String,
    /// The last character outside strings that is not white space; a quote for a string.
    last: Option<char>,
    /// Where the last comma stands.
    comma: usize,
}

impl Mended {
    /// A character outside strings.
    fn push(&mut self, character: char) {
        match character {
            ',' if matches!(self.last, None | Some(',' | '{' | '[')) => return,
            ',' => self.comma = self.text.len(),
            ']' | '}' if self.last == Some(',') => self.text.truncate(self.comma),
            _ => {}
        }
        if character.is_whitespace() || character.is_control() {
            self.text.push(' ');
        } else {
            self.text.push(character);
            self.last = Some(character);
        }
    }

    /// A string, after its opening quote; what follows it is returned.
    fn string<'t>(&mut self, text: &'t str) -> &'t str {
        self.text.push('"');
        self.last = Some('"');
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            rest = &rest[character.len_utf8()..];
            match character {
                '"' => {
                    self.text.push('"');
                    return rest;
                }
                '\\' => rest = self.escape(rest),
                control if (control as u32) < 0x20 => self.text.push(' '),
                other => self.text.push(other),
            }
        }
        rest
    }

    /// An escape, after its backslash; what follows it is returned.
    fn escape<'t>(&mut self, text: &'t str) -> &'t str {
        match text.bytes().next() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.text.push('\\');
                self.text.push_str(&text[..1]);
                &text[1..]
            }
            Some(b'u') => {
                let Some(first) = unit(text) else { return text };
                let second = text[5..].strip_prefix('\\').and_then(unit);
                let whole = match (first, second) {
                    (0xD800..=0xDBFF, Some(0xDC00..=0xDFFF)) => 11,
                    (0xD800..=0xDFFF, _) => {
                        self.text.push(char::REPLACEMENT_CHARACTER);
                        return &text[5..];
                    }
                    _ => 5,
                };
                self.text.push('\\');
                self.text.push_str(&text[..whole]);
                &text[whole..]
            }
            // A backslash that JSON does not know: the character stands for itself.
            _ => text,
        }
    }
}

/// The code unit of `uXXXX`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('u')?.get(..4)?;
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
}

fn trim(mut text: &str) -> &str {
    const HEADS: [&str; 7] =
        ["<!--//--><![CDATA[//><!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--", "//<!--", "\u{feff}"];
    const TAILS: [&str; 8] = ["//--><!]]>", "//]]>", "/*]]>*/", "]]>", "//-->", "-->", ";", "\u{feff}"];
    loop {
        let before = text.len();
        text = text.trim();
        for head in HEADS {
            text = text.strip_prefix(head).unwrap_or(text);
        }
        for tail in TAILS {
            text = text.strip_suffix(tail).unwrap_or(text);
        }
        if text.len() == before {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(broken: &str, expected: &str) {
        assert_eq!(mend(&unwrap(broken)), expected, "{broken}");
    }

    #[test]
    fn wrappings_go() {
        check("\n <!-- {\"a\": 1} -->", "{\"a\": 1}");
        check("//<![CDATA[\n{\"a\": 1}\n//]]>", "{\"a\": 1}");
        check("{\"a\": 1};", "{\"a\": 1}");
        check("{&quot;a&quot;: &quot;b&quot;}", "{\"a\": \"b\"}");
    }

    #[test]
    fn what_stands_before_a_break_is_kept() {
        for (broken, expected) in [
            (r#"{"a": 1, "b": {"c": [2, 3]}, "d": "an "old" wall"}"#, r#"{"a": 1, "b": {"c": [2, 3]}}"#),
            (r#"{"a": 1, "b": {"c": "quay, ", "d": "cu"#, r#"{"a": 1, "b": {"c": "quay, "}}"#),
            (r#"[{"a": {"b": 1}} {"c": 2}]"#, r#"[{"a": {"b": 1}}]"#),
            (r#"{"a": "b\"", "c" 1}"#, r#"{"a": "b\""}"#),
            (r#"{"a" 1}"#, ""),
        ] {
            let problem = serde_json::from_str::<serde_json::Value>(broken).expect_err("the text is broken");
            assert_eq!(before_break(broken, place_of(&problem, broken)), expected, "{broken}");
        }
    }

    #[test]
    fn broken_json_is_mended() {
        check("{\"a\": \"one\ntwo\"}", "{\"a\": \"one two\"}");
        check("{\"a\": [1, 2, ], }", "{\"a\": [1, 2]}");
        check("[1,,2]", "[1,2]");
        check("[,1 , , ,]", "[1 ]");
        check("{\"a\": \"\\ud83d\\ude00 \\ud83d \\u00e9\"}", "{\"a\": \"\\ud83d\\ude00 \u{fffd} \\u00e9\"}");
        check("{\"a\": \"it\\'s, ] here\\\\\"}", "{\"a\": \"it's, ] here\\\\\"}");
        check("{/* note */\"a\": 1 // end\n}", "{\"a\": 1  }");
        check("{\"a\": \"https://example.org//x\"}", "{\"a\": \"https://example.org//x\"}");
    }
}
