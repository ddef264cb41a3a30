//! Which form an input has, where nobody says so: by its name, else by its first bytes.

use copydesk_core::Form;

/// How far into an input the sniffing looks, in bytes.
const SNIFFED: usize = 64 * 1024;

/// How many tags make a page of an input that does not begin with one.
const TAGS: usize = 3;

/// Tags that news pages are full of and that flat text does not hold by chance.
const PAGE_TAGS: [&str; 12] =
    ["<p", "</p", "<div", "</div", "<html", "<head", "<body", "<script", "<meta", "<span", "<a href", "<br"];

/// The form that a name tells: `.html`, `.htm` and `.xhtml` are HTML, `.txt` is flat text, whatever compression suffix
/// (`.gz`, `.zst`) follows; any other name tells nothing.
pub fn form_of_name(name: &str) -> Option<Form> {
    let lower = name.to_ascii_lowercase();
    let packed = [".gz", ".zst"].into_iter().find_map(|ending| lower.strip_suffix(ending));
    let (_, ending) = packed.unwrap_or(&lower).rsplit_once('.')?;
    match ending {
        "html" | "htm" | "xhtml" => Some(Form::Html),
        "txt" => Some(Form::Text),
        _ => None,
    }
}

/// The form that a content type tells. `text/plain` tells nothing: servers send pages so.
pub fn form_of_content_type(content_type: &str) -> Option<Form> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(essence.as_str(), "text/html" | "application/xhtml+xml").then_some(Form::Html)
}

/// The form that the bytes show: HTML where the input begins with a tag, a comment or a declaration, or where its
/// first 64 KiB hold several tags of a page; else flat text.
pub fn sniff(bytes: &[u8]) -> Form {
    if begins_with_tag(bytes) || holds_page_tags(bytes) { Form::Html } else { Form::Text }
}

fn begins_with_tag(bytes: &[u8]) -> bool {
    let mut shown = ascii(bytes).skip_while(char::is_ascii_whitespace);
    shown.next() == Some('<') && shown.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'))
}

fn holds_page_tags(bytes: &[u8]) -> bool {
    let start: String = ascii(bytes).collect();
    let tags: usize = PAGE_TAGS.iter().map(|tag| start.matches(tag).take(TAGS).count()).sum();
    tags >= TAGS
}

/// Whether the bytes contradict the form that a name or a content type tells: a page that begins with a tag and holds several
/// more is no flat text, and what holds no tag at all is no page.
pub(crate) fn contradicts(bytes: &[u8], told: Form) -> bool {
    match told {
        Form::Text => is_page(bytes),
        Form::Html => !bytes.is_empty() && !holds_tag(bytes),
    }
}

/// Whether there is anything that a browser would take for markup. Of UTF-16 every other byte is looked at.
fn holds_tag(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter().filter(|byte| **byte != 0).peekable();
    while let Some(byte) = bytes.next() {
        if *byte == b'<'
            && bytes.peek().is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
        {
            return true;
        }
    }
    false
}

fn is_page(bytes: &[u8]) -> bool {
    begins_with_tag(bytes) && holds_page_tags(bytes)
}

/// The first bytes as lower-case ASCII with everything else left out, so that UTF-16 shows its tags too.
fn ascii(bytes: &[u8]) -> impl Iterator<Item = char> {
    bytes[..bytes.len().min(SNIFFED)]
        .iter()
        .filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_form() {
        for (name, form) in [
            ("a/b.html", Some(Form::Html)),
            ("B.HTM.GZ", Some(Form::Html)),
            ("b.txt", Some(Form::Text)),
            ("b.txt.gz", Some(Form::Text)),
            ("-", None),
            ("b.html.zst", Some(Form::Html)),
            ("b.gz", None),
        ] {
            assert_eq!(form_of_name(name), form, "{name}");
        }
    }

    #[test]
    fn content_types_tell_html_only() {
        assert_eq!(form_of_content_type("Text/HTML; charset=x"), Some(Form::Html));
        assert_eq!(form_of_content_type("text/plain"), None);
    }

    #[test]
    fn bytes_may_contradict_a_name() {
        for (bytes, told, expected) in [
            (&b"<!DOCTYPE html><html><body><p>Ferry"[..], Form::Text, true),
            (b"\xff\xfe<\0p\0>\0<\0p\0>\0<\0p\0>\0", Form::Text, true),
            (b"<p>Ferry", Form::Text, false),
            (b"The ferry <p> left <p> the <p> harbour", Form::Text, false),
            (b"The ferry sailed < at > noon", Form::Html, true),
            (b"The ferry sailed</p>", Form::Html, false),
            (b"\xff\xfeA\0<\0p\0>\0", Form::Html, false),
            (b"", Form::Html, false),
        ] {
            assert_eq!(contradicts(bytes, told), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn bytes_show_the_form() {
        for (bytes, form) in [
            (&b"\xef\xbb\xbf\n <!DOCTYPE html>"[..], Form::Html),
            (b"<p>Ferry", Form::Html),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", Form::Html),
            (b"Warning: cache\n<div><p>The ferry</p></div>", Form::Html),
            (b"The ferry sailed < at > noon", Form::Text),
            (b"< 5 knots", Form::Text),
            (b"He wrote <br> by mistake", Form::Text),
            (b"", Form::Text),
        ] {
            assert_eq!(sniff(bytes), form, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
