//! Values as candidates hold them.

use std::borrow::Cow;

use copydesk_core::text::whitespace::fold;
use memchr::memchr2;
use web_atoms::NAMED_ENTITIES;

/// The longest value that is kept, in bytes. Longer ones are no field of an article.
const MAX_VALUE: usize = 4096;

/// The same of a text that the page shows: what looks like a tag in it is one that readers see.
pub(super) fn shown(value: &str) -> Option<String> {
    if !value.contains('&') {
        return kept(value);
    }
    kept(&decode_again(value))
}

/// A value with references decoded that were encoded twice, inline tags taken out and white space folded; none if
/// nothing is left.
pub(super) fn clean(value: &str) -> Option<String> {
    if memchr2(b'&', b'<', value.as_bytes()).is_none() {
        return kept(value);
    }
    kept(&strip_tags(&decode_again(value)))
}

/// A value with references decoded that were encoded twice.
pub(super) fn decode_again(value: &str) -> Cow<'_, str> {
    let mut value = Cow::Borrowed(value);
    // `&amp;amp;#8217;` is seen in the wild: two rounds beyond what the parser did.
    for _ in 0..2 {
        match decode(&value) {
            Cow::Borrowed(_) => break,
            Cow::Owned(decoded) => value = Cow::Owned(decoded),
        }
    }
    value
}

fn kept(value: &str) -> Option<String> {
    let folded = fold(value);
    (!folded.is_empty() && folded.len() <= MAX_VALUE).then(|| folded.into_owned())
}

/// Decodes character references: `&amp;`, `&#8217;`, `&#x2019;`. What is no reference stays.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded: Option<String> = None;
    let (mut kept, mut at) = (0, first);
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        let Some((character, length)) = reference(&text[start + 1..]) else {
            at = start + 1;
            continue;
        };
        let into = decoded.get_or_insert_default();
        into.push_str(&text[kept..start]);
        into.extend(character.into_iter().flatten());
        kept = start + 1 + length;
        at = kept;
    }
    match decoded {
        None => Cow::Borrowed(text),
        Some(mut decoded) => {
            decoded.push_str(&text[kept..]);
            Cow::Owned(decoded)
        }
    }
}

/// The longest name of a reference, in bytes, with its semicolon.
const MAX_NAME: usize = 33;

/// Reads a reference after its ampersand: the characters it stands for and its length, semicolon included.
fn reference(text: &str) -> Option<([Option<char>; 2], usize)> {
    let end = text.bytes().take(MAX_NAME).position(|byte| byte == b';')?;
    let name = text.get(..end)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(([char::from_u32(code).filter(|character| *character != '\0'), None], end + 1));
    }
    let (first, second) = *NAMED_ENTITIES.get(text.get(..=end)?)?;
    let second = if second == 0 { None } else { char::from_u32(second) };
    (first != 0).then(|| ([char::from_u32(first), second], end + 1))
}

/// The longest tag that is taken out, in bytes.
const MAX_TAG: usize = 1024;

/// Takes out the tags of inline elements, which content systems leave in titles and descriptions.
fn strip_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut stripped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        stripped.push_str(&rest[..open]);
        let tag = &rest[open..];
        let end = tag.bytes().take(MAX_TAG).position(|byte| byte == b'>');
        if let Some(end) = end.filter(|end| is_inline_tag(&tag[1..*end])) {
            if parts_words(&tag[1..end]) {
                stripped.push(' ');
            }
            rest = &tag[end + 1..];
        } else {
            stripped.push('<');
            rest = &tag[1..];
        }
    }
    stripped.push_str(rest);
    Cow::Owned(stripped)
}

fn tag_name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    &tag[..tag.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(tag.len())]
}

fn is_inline_tag(tag: &str) -> bool {
    const TAGS: [&str; 18] = [
        "a", "abbr", "b", "br", "cite", "div", "em", "font", "i", "mark", "p", "q", "small", "span", "strong", "sub",
        "sup", "u",
    ];
    TAGS.iter().any(|name| tag_name(tag).eq_ignore_ascii_case(name))
}

fn parts_words(tag: &str) -> bool {
    ["br", "div", "p"].iter().any(|name| tag_name(tag).eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(clean(value).as_deref(), expected, "{value}");
    }

    #[test]
    fn values_are_decoded_and_folded() {
        check(" plain \n words ", Some("plain words"));
        check("Harbour&#8217;s &amp; ferry&rsquo;s &#x201C;day&#x201d;", Some("Harbour’s & ferry’s “day”"));
        check("twice &amp;quot;quoted&amp;quot;", Some("twice \"quoted\""));
        check("AT&T & Co; R&D;", Some("AT&T & Co; R&D;"));
        check("&#0;&#xFFFFFFFF;", None);
        check("&nbsp;", None);
        check("", None);
        check("&é;", Some("&é;"));
    }

    #[test]
    fn inline_tags_go() {
        check("The <em>Harbour</em> Star", Some("The Harbour Star"));
        check("one<br/>two", Some("one two"));
        check("if a < b and c > d", Some("if a < b and c > d"));
        assert_eq!(shown("Ten years of <br>  &amp; <b>").as_deref(), Some("Ten years of <br> & <b>"));
    }
}
