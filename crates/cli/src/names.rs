//! Names of files as text: in records, where each must stay its own, and in messages and tables, where none may do harm.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;

/// A name as it goes into records. Bytes that are no UTF-8 are percent-encoded, so that two names never become one by
/// that; all others stay as they are.
pub(crate) fn text_of(name: &OsStr) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// A text for a person: on one line, and without control characters, which would break tables or steer the terminal.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // The marks that turn the direction of writing reorder all that stands beside them.
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A path for a person.
pub(crate) fn shown(path: &Path) -> String {
    visible(&text_of(path.as_os_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(visible("corp/tab\tx \u{1b}[31mred\n.html"), "corp/tab\\tx \\u{1b}[31mred\\n.html");
        assert_eq!(visible("a\u{202E}lmth.b"), "a\\u{202e}lmth.b");
        assert_eq!(visible("Häfen – 港.html"), "Häfen – 港.html");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_stay_different() {
        use std::os::unix::ffi::OsStrExt;
        let text = |bytes: &[u8]| text_of(OsStr::from_bytes(bytes));
        assert_eq!(text(b"two/b\xFE.html"), "two/b%FE.html");
        assert_eq!(text(b"two/b\xFF\xC3.html"), "two/b%FF%C3.html");
        assert_eq!(text("h\u{E4}fen 5%.html".as_bytes()), "h\u{E4}fen 5%.html");
    }
}
