//! From bytes to text: which encoding a page is in, by the rules of the HTML and Encoding standards.
//!
//! The order is byte order mark, given content type, the page's own `<meta>`, and then a guess by its bytes. A label
//! that the bytes prove wrong is overruled, unlike in a browser: a page whose bytes are UTF-8 is read as UTF-8, and one
//! that says UTF-8 but mostly is not is read as what fits it, and what was encoded in UTF-8 twice is decoded twice.

mod controls;
mod doubly;
mod prescan;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use simdutf8::basic::from_utf8;

/// What the encoding was known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A byte order mark.
    Bom,
    /// The content type that was given with the page.
    ContentType,
    /// The page's own `<meta>` or XML declaration.
    Meta,
    /// The bytes themselves.
    Detected,
}

/// A page as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without byte order mark; U+FFFD for what could not be decoded. Bytes that are the text are not copied.
    pub text: Cow<'b, str>,
    /// The encoding's name in the Encoding standard: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What the encoding was known by.
    pub how: How,
    /// Whether some bytes could not be decoded.
    pub had_errors: bool,
    /// What was wrong with the label, or with the bytes, in words.
    pub problem: Option<String>,
}

/// Decodes a page. `content_type` is the whole header (`text/html; charset=utf-8`), as it came with the page; `prescan`
/// says whether the bytes are HTML, so that their `<meta>` counts.
pub fn decode<'b>(bytes: &'b [u8], content_type: Option<&str>, prescan: bool) -> Decoded<'b> {
    decode_part(bytes, content_type, prescan, true)
}

/// Decodes a page of which only the front is there, unless `whole`: a character cut at the end is left out.
pub(crate) fn decode_part<'b>(bytes: &'b [u8], content_type: Option<&str>, prescan: bool, whole: bool) -> Decoded<'b> {
    let mut decoded = decode_once(bytes, content_type, prescan, whole);
    // Hardly a page has any, and is searched for them once.
    if !controls::are_in(&decoded.text) {
        return decoded;
    }
    if decoded.encoding == UTF_8.name()
        && let Some(meant) = doubly::undo(&decoded.text)
    {
        decoded.text = Cow::Owned(meant);
        decoded.problem = Some("the page was encoded in UTF-8 twice".to_owned());
    }
    if let Some(meant) = controls::undo(&decoded.text) {
        decoded.text = Cow::Owned(meant);
        let told = || "control characters stand for signs of windows-1252, and were read as these".to_owned();
        decoded.problem = decoded.problem.or_else(|| Some(told()));
    }
    decoded
}

fn decode_once<'b>(bytes: &'b [u8], content_type: Option<&str>, prescan: bool, whole: bool) -> Decoded<'b> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, had_errors) = decode_as(encoding, &bytes[length..], whole);
        let problem = had_errors.then(|| malformed(encoding));
        return Decoded { text, encoding: encoding.name(), how: How::Bom, had_errors, problem };
    }
    let declared = content_type.and_then(charset_of).map(|label| (label, How::ContentType));
    let meta = if prescan { prescan::label(bytes).map(|label| (label, How::Meta)) } else { None };
    let mut problem = None;
    let mut labels: Vec<(&'static Encoding, How)> = Vec::new();
    for (label, how) in declared.into_iter().chain(meta) {
        match encoding_of(&label, how) {
            Some(encoding) => labels.push((encoding, how)),
            None => problem = Some(format!("the page says it is in {label:?}, which is no known encoding")),
        }
    }
    let Some((encoding, how)) = labels.first() else {
        if !matches!(bytes, [b'<', 0, ..] | [0, b'<', ..])
            && let Ok(text) = from_utf8(bytes)
        {
            let (text, encoding) = (Cow::Borrowed(text), UTF_8.name());
            return Decoded { text, encoding, how: How::Detected, had_errors: false, problem };
        }
        let encoding = detect(bytes);
        let (text, had_errors) = decode_as(encoding, bytes, whole);
        let problem = problem.or_else(|| had_errors.then(|| malformed(encoding)));
        return Decoded { text, encoding: encoding.name(), how: How::Detected, had_errors, problem };
    };
    let mut decoded = declared_as(bytes, encoding, *how, &labels[1..], whole);
    decoded.problem = decoded.problem.or(problem);
    decoded
}

/// The encoding that HTML says itself it is in, whatever its bytes are really in.
#[cfg(test)]
pub(crate) fn said_encoding(bytes: &[u8]) -> Option<&'static str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding.name());
    }
    let encoding = prescan::encoding_of(&prescan::label(bytes)?)?;
    Some(encoding.name())
}

/// Decodes by a label, unless the bytes prove it wrong.
fn declared_as<'b>(
    bytes: &'b [u8],
    encoding: &'static Encoding,
    how: How,
    others: &[(&'static Encoding, How)],
    whole: bool,
) -> Decoded<'b> {
    let (text, had_errors) = decode_as(encoding, bytes, whole);
    let instead = if encoding == UTF_8 {
        (had_errors && mostly_not_utf8(bytes)).then(|| instead_of_utf8(bytes, others, whole)).flatten()
    } else {
        proves_utf8(bytes, encoding, had_errors).then_some((UTF_8, How::Detected))
    };
    if let Some((better, how)) = instead {
        let (text, had_errors) = decode_as(better, bytes, whole);
        let problem = Some(format!("the page is labelled {}, but its bytes are {}", encoding.name(), better.name()));
        return Decoded { text, encoding: better.name(), how, had_errors, problem };
    }
    let problem = had_errors.then(|| malformed(encoding));
    Decoded { text, encoding: encoding.name(), how, had_errors, problem }
}

/// Another encoding that all the bytes are well-formed in: another label's, or the one they look like.
fn instead_of_utf8(bytes: &[u8], others: &[(&'static Encoding, How)], whole: bool) -> Option<(&'static Encoding, How)> {
    let guessed = (guess(bytes, Utf8Detection::Deny), How::Detected);
    let mut candidates = others.iter().copied().chain([guessed]);
    candidates.find(|(encoding, _)| *encoding != UTF_8 && !decode_as(encoding, bytes, whole).1)
}

/// Whether bytes that are labelled otherwise are UTF-8 beyond doubt. Text in a single-byte encoding never is by chance;
/// a few characters of Chinese or Japanese may be.
fn proves_utf8(bytes: &[u8], labelled: &'static Encoding, had_errors: bool) -> bool {
    let Some(text) = as_utf8(bytes) else { return false };
    if labelled == UTF_16LE || labelled == UTF_16BE {
        return !bytes.contains(&0);
    }
    let characters = text.chars().filter(|character| !character.is_ascii()).take(4).count();
    characters > 0 && (had_errors || labelled.is_single_byte() || characters == 4)
}

/// Whether more non-ASCII characters are malformed as UTF-8 than well-formed: the label is wrong, rather than some
/// bytes damaged.
fn mostly_not_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad > good
}

/// The bytes as UTF-8, if they are; a character that the end cuts off is no matter.
fn as_utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ if as_utf8(bytes).is_some() => UTF_8,
        _ => guess(bytes, Utf8Detection::Allow),
    }
}

fn guess(bytes: &[u8], utf8: Utf8Detection) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let telling = telling(bytes);
    detector.feed(telling, true);
    let guessed = detector.guess(None, utf8);
    // The detector goes by letters, and finds some in signs: "£5" is no "Ł5".
    if guessed != UTF_8 && guessed.is_ascii_compatible() && has_signs_alone(telling) { WINDOWS_1252 } else { guessed }
}

/// Whether a text of ASCII has some of the signs that windows-1252 adds, as they stand in text of letters of ASCII, and nothing
/// else beyond that: quotation marks, dashes and the like, alone between ASCII, and signs of money before digits.
fn has_signs_alone(bytes: &[u8]) -> bool {
    let mut signs = 0;
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let behind = bytes.get(at + 1).copied().unwrap_or(b' ');
        let is_sign = match byte {
            // Quotation marks, dashes, bullet, ellipsis, trade mark; © and ®, no-break space, ·, «, ».
            0x84 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xa9 | 0xab | 0xae | 0xb7 | 0xbb => {
                before.is_ascii() && behind.is_ascii()
            }
            // € and £.
            0x80 | 0xa3 => before.is_ascii() && !before.is_ascii_alphabetic() && behind.is_ascii_digit(),
            _ => false,
        };
        if !is_sign {
            return false;
        }
        signs += 1;
    }
    signs > 0
}

/// The most bytes that an encoding is guessed by, and the most of them beyond ASCII: the detector takes a microsecond for each
/// of these, and no page needs so many.
const MAX_GUESSED: usize = 512 * 1024;
const MAX_TELLING: usize = 32 * 1024;
/// How much is read before the first byte that tells anything.
const BEFORE: usize = 1024;

/// The stretch of a page that tells its encoding: from about the first byte that is not plain ASCII on.
fn telling(bytes: &[u8]) -> &[u8] {
    let tells = |byte: &u8| !byte.is_ascii() || *byte == 0x1b;
    let first = bytes.iter().position(tells).unwrap_or(bytes.len());
    let rest = &bytes[first.saturating_sub(BEFORE)..];
    let most = rest.len().min(MAX_GUESSED);
    let told = rest[..most].iter().enumerate().filter(|(_, byte)| tells(byte)).nth(MAX_TELLING);
    let end = told.map_or(most, |(at, _)| at);
    // Not within a character.
    let whole = rest[end..].iter().position(u8::is_ascii).unwrap_or(rest.len() - end);
    &rest[..end + whole]
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8], whole: bool) -> (Cow<'b, str>, bool) {
    if encoding == UTF_8
        && let Ok(text) = from_utf8(bytes)
    {
        return (Cow::Borrowed(text), false);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
    // The bound is three times what ASCII needs; ask for as much as is likely, and then for more.
    let mut text = String::with_capacity(capacity.min(bytes.len() + bytes.len() / 8 + 16));
    let (mut at, mut had_errors) = (0, false);
    loop {
        let (result, read, errors) = decoder.decode_to_string(&bytes[at..], &mut text, whole);
        at += read;
        had_errors |= errors;
        match result {
            encoding_rs::CoderResult::InputEmpty => return (Cow::Owned(text), had_errors),
            encoding_rs::CoderResult::OutputFull => text.reserve(text.len() / 2 + 64),
        }
    }
}

/// The encoding of a label, as the Encoding standard has it; none for unknown labels and those it retired.
fn encoding_of(label: &str, how: How) -> Option<&'static Encoding> {
    if how == How::Meta {
        return prescan::encoding_of(label);
    }
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// The `charset` parameter of a content type.
fn charset_of(content_type: &str) -> Option<String> {
    let (_, parameters) = content_type.split_once(';')?;
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

fn malformed(encoding: &'static Encoding) -> String {
    format!("some bytes are not {}; U+FFFD stands in their place", encoding.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<'b>(bytes: &'b [u8], content_type: Option<&str>, encoding: &str, how: How, text: &str) -> Decoded<'b> {
        let decoded = decode(bytes, content_type, true);
        assert_eq!((decoded.encoding, decoded.how, &*decoded.text), (encoding, how, text));
        decoded
    }

    #[test]
    fn byte_order_mark_wins() {
        let html = Some("text/html; charset=windows-1252");
        check(b"\xef\xbb\xbfcaf\xc3\xa9", html, "UTF-8", How::Bom, "café");
        check(b"\xff\xfeh\0i\0", html, "UTF-16LE", How::Bom, "hi");
        check(b"\xfe\xff\0h\0i", None, "UTF-16BE", How::Bom, "hi");
    }

    #[test]
    fn content_type_comes_before_meta() {
        let page = b"<meta charset=windows-1251>caf\xe9";
        check(
            page,
            Some("text/html; Charset=\"ISO-8859-1\""),
            "windows-1252",
            How::ContentType,
            "<meta charset=windows-1251>café",
        );
        check(page, Some("text/html"), "windows-1251", How::Meta, "<meta charset=windows-1251>cafй");
    }

    #[test]
    fn meta_counts_only_where_the_bytes_are_html() {
        let decoded = decode(b"<meta charset=windows-1251>", None, false);
        assert_eq!((decoded.encoding, decoded.how), ("UTF-8", How::Detected));
    }

    #[test]
    fn unlabelled_pages_are_guessed() {
        check("naïve".as_bytes(), None, "UTF-8", How::Detected, "naïve");
        let cyrillic = "Сегодня в столице прошло заседание городского совета";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        check(&bytes, None, "windows-1251", How::Detected, cyrillic);
        check(b"<\0p\0>\0", None, "UTF-16LE", How::Detected, "<p>");
        check(b"The wall cost \xa31.3m in May.", None, "windows-1252", How::Detected, "The wall cost £1.3m in May.");
        check(b"The \x93wall\x94 \x96 at last", None, "windows-1252", How::Detected, "The “wall” – at last");
        let polish = "Zamek w Łodzi kosztował 3 złote, a mur źle stoi";
        let (bytes, ..) = encoding_rs::WINDOWS_1250.encode(polish);
        check(&bytes, None, "windows-1250", How::Detected, polish);
    }

    #[test]
    fn a_guess_takes_a_stretch_of_a_long_page() {
        let cyrillic = "Сегодня в столице прошло заседание городского совета. ";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        let before = "The council met. ".repeat(MAX_GUESSED / 8);
        let long = [before.as_bytes(), &bytes.repeat(MAX_GUESSED / 16)].concat();
        let told = telling(&long);
        assert!((MAX_TELLING..MAX_TELLING * 3).contains(&told.len()), "{}", told.len());
        assert_eq!(guess(&long, Utf8Detection::Deny).name(), "windows-1251");
        assert_eq!(telling(&long[..before.len()]).len(), BEFORE);
        // A cut stands behind a whole character.
        let wide = "é".repeat(MAX_TELLING) + "a";
        assert_eq!(telling(wide.as_bytes()), &wide.as_bytes()[..wide.len() - 1]);
    }

    #[test]
    fn utf8_under_another_label_is_read_as_utf8() {
        let decoded = check("naïve".as_bytes(), Some("text/html; charset=latin1"), "UTF-8", How::Detected, "naïve");
        let problem = decoded.problem.expect("a wrong label is told of");
        assert_eq!(problem, "the page is labelled windows-1252, but its bytes are UTF-8");
    }

    #[test]
    fn label_of_utf8_that_does_not_fit_is_overruled() {
        let text = "<meta charset=windows-1251>Совет собрался";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        let decoded = check(&bytes, Some("text/html; charset=utf-8"), "windows-1251", How::Meta, text);
        assert!(decoded.problem.is_some());
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let bytes = ["naïve été".as_bytes(), b" \xff."].concat();
        let decoded = check(&bytes, Some("text/html; charset=utf-8"), "UTF-8", How::ContentType, "naïve été \u{fffd}.");
        assert!(decoded.had_errors && decoded.problem.is_some());
    }

    #[test]
    fn utf8_is_not_copied() {
        for content_type in [None, Some("text/html; charset=utf-8")] {
            let bytes = "<p>naïve".as_bytes();
            assert!(matches!(decode(bytes, content_type, true).text, Cow::Borrowed("<p>naïve")), "{content_type:?}");
        }
        let latin = decode(b"na\xefve", Some("text/html; charset=latin1"), true);
        assert!(matches!(latin.text, Cow::Owned(text) if text == "naïve"));
    }

    #[test]
    fn unknown_label_is_told_of() {
        let decoded = check(b"plain", Some("text/html; charset=klingon-8"), "UTF-8", How::Detected, "plain");
        assert!(decoded.problem.is_some_and(|problem| problem.contains("klingon-8")));
    }

    #[test]
    fn cut_character_is_left_out() {
        let decoded = decode_part(&"naïve é".as_bytes()[..8], None, true, false);
        assert_eq!((&*decoded.text, decoded.had_errors), ("naïve ", false));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>, label in "utf-8|utf-16le|gbk|shift_jis|iso-2022-jp|latin1|x|") {
            let decoded = decode(&bytes, Some(&format!("text/html; charset={label}")), true);
            proptest::prop_assert!(decoded.text.len() <= bytes.len() * 3 + 8);
        }
    }
}
