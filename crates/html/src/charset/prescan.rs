//! The label a page carries in its first 1024 bytes: `<meta charset>`, `<meta http-equiv>`, or an XML declaration. The
//! algorithm is the HTML standard's "prescan a byte stream to determine its encoding".

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memchr2_iter, memmem};

/// How many bytes are looked at.
const WINDOW: usize = 1024;

/// How many bytes are looked at when those hold no label: a browser that comes upon one later reads the page anew.
const LATE_WINDOW: usize = 64 << 10;

/// The first label that names an encoding; else the first label at all.
pub(super) fn label(bytes: &[u8]) -> Option<String> {
    label_within(bytes, WINDOW).or_else(|| label_within(bytes, LATE_WINDOW))
}

fn label_within(bytes: &[u8], window: usize) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(window)];
    if !holds_charset(bytes) {
        return xml_label(bytes);
    }
    let mut unknown = None;
    let mut scan = Scan { bytes, at: 0 };
    while let Some(label) = scan.next_label() {
        if encoding_of(&label).is_some() {
            return Some(label);
        }
        unknown = unknown.or(Some(label));
    }
    xml_label(bytes).or(unknown)
}

/// Whether the word stands anywhere that every label in a `<meta>` follows.
fn holds_charset(bytes: &[u8]) -> bool {
    const REST: &[u8] = b"harset";
    // Most pages write it in small letters.
    if memmem::find(bytes, b"charset").is_some() {
        return true;
    }
    memchr2_iter(b'c', b'C', bytes)
        .any(|at| bytes.get(at + 1..at + 1 + REST.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(REST)))
}

/// The encoding of a label that stands in the page: one that could not be read were the page in UTF-16 is not UTF-16.
pub(super) fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Scan<'_> {
    /// The label of the next `<meta>` that has one.
    fn next_label(&mut self) -> Option<String> {
        loop {
            let rest = &self.bytes[self.at..];
            self.at += memchr(b'<', rest).unwrap_or(rest.len());
            let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
            if rest.starts_with(b"<!--") {
                // The dashes that begin a comment may end it.
                let end = memmem::find(&rest[2..], b"-->")?;
                self.at += 2 + end + 3;
            } else if is_meta(rest) {
                self.at += 5;
                if let Some(label) = self.meta() {
                    return Some(label);
                }
            } else if is_tag(rest) {
                self.skip_until(|byte| is_space(byte) || byte == b'>');
                while self.attribute_span().is_some() {}
            } else if matches!(rest.get(1), Some(b'!' | b'/' | b'?')) {
                self.skip_until(|byte| byte == b'>');
            } else {
                self.at += 1;
            }
        }
    }

    /// The label of a `<meta>` by its attributes.
    fn meta(&mut self) -> Option<String> {
        let (mut seen, mut pragma, mut charset, mut content) = (Vec::new(), false, None, None);
        while let Some((name, value)) = self.attribute() {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => pragma = value == b"content-type",
                b"content" => content = content_label(&value),
                b"charset" => charset = Some(text(&value)),
                _ => {}
            }
            seen.push(name);
        }
        // A tag that the window cuts off says nothing.
        self.peek()?;
        charset.or(content.filter(|_| pragma))
    }

    /// The next attribute of a tag, name and value in lower case; none at its `>`.
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        let (name, value) = self.attribute_span()?;
        Some((name.to_ascii_lowercase(), value.to_ascii_lowercase()))
    }

    /// The next attribute of a tag, name and value as they stand; none at its `>`.
    fn attribute_span(&mut self) -> Option<(&[u8], &[u8])> {
        self.skip_until(|byte| !is_space(byte) && byte != b'/');
        if self.peek()? == b'>' {
            return None;
        }
        let name = self.at;
        self.at += 1;
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name_end = self.at;
        self.skip_until(|byte| !is_space(byte));
        if self.peek() != Some(b'=') {
            return Some((&self.bytes[name..name_end], &[]));
        }
        self.at += 1;
        self.skip_until(|byte| !is_space(byte));
        let value = if let Some(quote @ (b'"' | b'\'')) = self.peek() {
            self.at += 1;
            let start = self.at;
            let rest = &self.bytes[start..];
            self.at += memchr(quote, rest).unwrap_or(rest.len());
            self.peek()?;
            self.at += 1;
            start..self.at - 1
        } else {
            let start = self.at;
            self.skip_until(|byte| is_space(byte) || byte == b'>');
            start..self.at
        };
        Some((&self.bytes[name..name_end], &self.bytes[value]))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_until(&mut self, ends: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
    }
}

/// The label in the `content` of a `<meta http-equiv=content-type>`.
fn content_label(content: &[u8]) -> Option<String> {
    let mut rest = content;
    loop {
        let found = rest.windows(7).position(|word| word == b"charset")?;
        rest = rest[found + 7..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        return if let quote @ (b'"' | b'\'') = value.first()? {
            let end = value[1..].iter().position(|byte| byte == quote)?;
            Some(text(&value[1..=end]))
        } else {
            let end = value.iter().position(|byte| is_space(*byte) || *byte == b';').unwrap_or(value.len());
            Some(text(&value[..end]))
        };
    }
}

/// The label in `<?xml … encoding="…"?>` at the page's very start.
fn xml_label(bytes: &[u8]) -> Option<String> {
    let inside = bytes.strip_prefix(b"<?xml")?;
    let inside = &inside[..inside.iter().position(|byte| *byte == b'>')?];
    let found = inside.windows(8).position(|word| word == b"encoding")?;
    let value = inside[found + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let end = value[1..].iter().position(|byte| *byte == quote)?;
    let label = text(&value[1..=end]);
    encoding_of(&label).is_some().then_some(label)
}

fn is_meta(rest: &[u8]) -> bool {
    rest.len() > 5 && rest[..5].eq_ignore_ascii_case(b"<meta") && (is_space(rest[5]) || rest[5] == b'/')
}

fn is_tag(rest: &[u8]) -> bool {
    let name = if rest.get(1) == Some(&b'/') { rest.get(2) } else { rest.get(1) };
    name.is_some_and(u8::is_ascii_alphabetic)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        assert_eq!(label(page.as_bytes()).as_deref(), expected, "{page}");
    }

    #[test]
    fn meta_is_found_in_both_its_forms() {
        check("<!DOCTYPE html><META CharSet='KOI8-R'>", Some("koi8-r"));
        check("<meta http-equiv=Content-Type content='text/html; charset=gbk'>", Some("gbk"));
        check("<meta content='text/html; charset = \"gbk\"' http-equiv=Content-Type>", Some("gbk"));
        check("<meta name=x content='charset=gbk'>", None);
    }

    #[test]
    fn comments_and_attributes_are_passed_over() {
        check("<!-- <meta charset=gbk> --><meta charset=big5>", Some("big5"));
        check("<!--><meta charset=big5>", Some("big5"));
        check("<p title='<meta charset=gbk>'><meta/charset=big5>", Some("big5"));
        check("<metadata charset=gbk>", None);
    }

    #[test]
    fn label_must_name_an_encoding_where_another_does() {
        check("<meta charset=nonsense><meta charset=big5>", Some("big5"));
        check("<meta charset=nonsense>", Some("nonsense"));
    }

    #[test]
    fn xml_declaration_is_the_last_resort() {
        check("<?xml version='1.0' encoding='big5'?><html>", Some("big5"));
        check("<?xml version='1.0' encoding='big5'?><meta charset=gbk>", Some("gbk"));
    }

    #[test]
    fn only_the_window_counts() {
        check(&format!("{}<meta charset=big5>", " ".repeat(WINDOW)), Some("big5"));
        check(&format!("{}<meta charset=big5>", " ".repeat(LATE_WINDOW)), None);
        check(&format!("{}<meta charset=\"big5", " ".repeat(WINDOW - 20)), None);
    }

    #[test]
    fn utf16_in_the_page_means_utf8() {
        assert_eq!(encoding_of("utf-16"), Some(UTF_8));
        assert_eq!(encoding_of("x-user-defined"), Some(WINDOWS_1252));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(bytes: Vec<u8>, tail: Vec<u8>) {
            let page = [&bytes[..], b"<meta ", &tail[..]].concat();
            proptest::prop_assert!(label(&page).is_none_or(|label| label.len() <= 3 * LATE_WINDOW));
        }
    }
}
