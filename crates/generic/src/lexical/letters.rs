//! Letters and digits in lower case: what two renderings of one text share, made, compared and searched.

use copydesk_core::text::eight::HIGH;
use memchr::memmem::{self, Finder};

use super::is_word;
use crate::scan::simple_lower;

/// The letters and digits of a text in lower case: what two renderings of one headline share.
pub(crate) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    push_letters(&mut letters, text);
    letters
}

/// Appends the [`letters`] of a text.
pub(crate) fn push_letters(to: &mut String, text: &str) {
    let mut letters = std::mem::take(to).into_bytes();
    let mut buffer = [0; 4];
    let mut rest = text;
    while let Some(&byte) = rest.as_bytes().first() {
        if byte.is_ascii() {
            let (ascii, behind) = rest.split_at(ascii_run(rest));
            let before = letters.len();
            letters.resize(before + ascii.len(), 0);
            let (own, mut count) = (&mut letters[before..], 0);
            for &byte in ascii.as_bytes() {
                let lower = ASCII_WORDS[usize::from(byte)];
                own[count] = lower;
                count += usize::from(lower != 0);
            }
            letters.truncate(before + count);
            rest = behind;
            continue;
        }
        let Some(character) = rest.chars().next() else { break };
        rest = &rest[character.len_utf8()..];
        if let Some(lower) = simple_lower(character) {
            letters.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
        } else if is_word(character) {
            for lower in character.to_lowercase() {
                letters.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
        }
    }
    *to = String::from_utf8(letters).expect("what is pushed are whole characters");
}

/// As [`str::to_lowercase`]: most characters are told without looking into Unicode's tables.
pub(crate) fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(ascii_run(rest));
        lower.push_str(ascii);
        let mut characters = behind.chars();
        match characters.next() {
            // At the end of a word it is another letter.
            Some('Σ') => return text.to_lowercase(),
            Some(character) => match simple_lower(character) {
                Some(character) => lower.push(character),
                None => lower.extend(character.to_lowercase()),
            },
            None => {}
        }
        rest = characters.as_str();
    }
    lower.make_ascii_lowercase();
    lower
}

/// A letter of ASCII in lower case; 0 for every other byte.
pub(crate) const ASCII_LETTERS: [u8; 256] = lower_case(false);
/// A letter or digit of ASCII, the letter in lower case; 0 for every other byte.
pub(crate) const ASCII_WORDS: [u8; 256] = lower_case(true);

const fn lower_case(with_digits: bool) -> [u8; 256] {
    let mut lower = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphabetic() || (with_digits && byte.is_ascii_digit()) {
            lower[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
}

/// How many bytes of ASCII a text begins with.
pub(crate) fn ascii_run(text: &str) -> usize {
    let (eights, _) = text.as_bytes().as_chunks::<8>();
    let whole = 8 * eights.iter().take_while(|eight| u64::from_ne_bytes(**eight) & HIGH == 0).count();
    whole + text.as_bytes()[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Whether a text has just these letters, as [`letters`] gives them. Most texts differ from a headline at once, and cost
/// no more.
pub(crate) fn has_letters(text: &str, wanted: &str) -> bool {
    compare_letters(text, wanted, false)
}

/// Whether the letters of a text, as [`letters`] gives them, begin with these.
pub(crate) fn begins_with_letters(text: &str, wanted: &str) -> bool {
    compare_letters(text, wanted, true)
}

/// Whether some letters stand in those of a text, as [`letters`] gives them, wherever they begin.
pub(crate) fn holds_letters(text: &str, wanted: &str) -> bool {
    let Some(&first) = wanted.as_bytes().first() else { return true };
    if !first.is_ascii() {
        let is_simple = |letter: &char| simple_lower(*letter) == Some(*letter);
        let Some(first) = wanted.chars().next().filter(is_simple) else { return letters(text).contains(wanted) };
        let begins = |letter: char| simple_lower(letter).or_else(|| letter.to_lowercase().next()) == Some(first);
        return text
            .char_indices()
            .any(|(at, letter)| !letter.is_ascii() && begins(letter) && begins_with_letters(&text[at..], wanted));
    }
    // "İ" and the sign of the kelvin are letters of ASCII in lower case.
    let may_begin = |at: usize| match text.as_bytes()[at] {
        0xc4 => text.as_bytes()[at..].starts_with("İ".as_bytes()),
        0xe2 => text.as_bytes()[at..].starts_with("\u{212A}".as_bytes()),
        byte => byte.to_ascii_lowercase() == first,
    };
    (0..text.len()).any(|at| may_begin(at) && begins_with_letters(&text[at..], wanted))
}

/// Whether a text has some letters, and others behind them only where it may go on.
fn compare_letters(text: &str, wanted: &str, may_go_on: bool) -> bool {
    let (bytes, mut rest) = (text.as_bytes(), wanted.as_bytes());
    let mut buffer = [0; 4];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            let lower = ASCII_WORDS[usize::from(byte)];
            at += 1;
            if lower != 0 {
                let Some((first, behind)) = rest.split_first() else { return may_go_on };
                if *first != lower {
                    return false;
                }
                rest = behind;
            }
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        at += character.len_utf8();
        if let Some(lower) = simple_lower(character) {
            let Some(behind) = rest.strip_prefix(lower.encode_utf8(&mut buffer).as_bytes()) else {
                return may_go_on && rest.is_empty();
            };
            rest = behind;
            continue;
        }
        if !is_word(character) {
            continue;
        }
        for lower in character.to_lowercase() {
            if rest.is_empty() {
                return may_go_on;
            }
            let Some(behind) = rest.strip_prefix(lower.encode_utf8(&mut buffer).as_bytes()) else { return false };
            rest = behind;
        }
    }
    rest.is_empty()
}

/// Whether some letters stand in others, where both may be long: making a search for all of them ready would cost more than to
/// search for their beginning and to look what follows. Where the beginning stands often, it is made ready after all, so that
/// the search stays linear.
pub(crate) fn holds_long(text: &str, wanted: &str) -> bool {
    const BEGINNING: usize = 16;
    const FEW: usize = 32;
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let beginning = Finder::new(&wanted[..wanted.len().min(BEGINNING)]);
    let mut from = 0;
    for _ in 0..FEW {
        let Some(at) = beginning.find(&text[from..]) else { return false };
        if text[from + at..].starts_with(wanted) {
            return true;
        }
        from += at + 1;
    }
    memmem::find(&text[from..], wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_what_unicode_says() {
        for text in ["", "Wall", "ÜBER Größe", "Die İ", "ΔΙΑΒΆΣΤΕ ΕΠΊΣΗΣ", "AN\u{212a}E – ПОРТ", "市長は ＡＰ"]
        {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }

    #[test]
    fn letters_ignore_dress() {
        assert_eq!(letters("‘Lovely’ call – by phone"), letters("'Lovely' call - by phone!"));
    }

    #[test]
    fn long_texts_are_found_wherever_they_stand() {
        let wanted = "thewallofnesswasbuiltinayear";
        for (text, expected) in [
            (wanted.to_owned(), true),
            (format!("thewallofnesswas{wanted}"), true),
            (format!("{wanted}s"), true),
            (wanted[1..].to_owned(), false),
            (wanted[..20].to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(holds_long(&text, wanted), expected, "{text}");
        }
        assert!(holds_long("thewall", "wall") && !holds_long("thewall", "wally"));
        for few in [20, 40] {
            let wanted = format!("{}b", "a".repeat(few));
            assert!(holds_long(&format!("{}b", "a".repeat(80)), &wanted) && !holds_long(&"a".repeat(80), &wanted));
        }
    }

    #[test]
    fn runs_of_ascii_end_where_they_end() {
        for run in 0..40 {
            for behind in ["", "ü", "über die Mauer", "港口的墙"] {
                assert_eq!(
                    ascii_run(&format!("{}{behind}", "a".repeat(run))),
                    run + usize::from(behind.is_ascii()) * behind.len()
                );
            }
        }
    }

    #[test]
    fn letters_are_compared_as_they_are_made() {
        for text in ["‘Lovely’ call – by phone", "ÜBERALL: Straße", "Die İ", "市長は", ""] {
            assert!(has_letters(text, &letters(text)), "{text}");
            for (end, _) in letters(text).char_indices() {
                assert!(begins_with_letters(text, &letters(text)[..end]), "{text}");
            }
            assert!(!begins_with_letters(text, &format!("{}x", letters(text))), "{text}");
            for (begin, _) in letters(text).char_indices() {
                assert!(holds_letters(text, &letters(text)[begin..]), "{text}");
            }
            assert!(!holds_letters(text, &format!("{}x", letters(text))), "{text}");
            assert!(!has_letters(text, &format!("{}x", letters(text))), "{text}");
            assert!(!has_letters(&format!("{text} x"), &letters(text)), "{text}");
        }
    }
}
