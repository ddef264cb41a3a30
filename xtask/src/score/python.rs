//! What the reference scorer leaves to Python: words, lower case, white space, rounding.
//!
//! The figures must equal the reference to four digits, so these follow Python's own definitions where they differ
//! from those of the regex crate.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// Python's `\w`: `str.isalnum()` or `_`. That is letters and numbers of every kind, but, unlike the regex crate's
/// `\w`, neither combining marks nor other connectors.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("the pattern is sound"));

/// Python's `\s` for text: Unicode white space and the four information separators.
static SPACE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\s\x1c-\x1f]+").expect("the pattern is sound"));

/// `re.findall(r'\w+', text)`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(text).map(|found| found.as_str())
}

/// `re.sub(r'\W+', ' ', text.lower()).strip()`: the words in lower case, parted by single spaces.
pub(crate) fn normalise(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut normalised = String::with_capacity(lower.len());
    for word in words(&lower) {
        if !normalised.is_empty() {
            normalised.push(' ');
        }
        normalised.push_str(word);
    }
    normalised
}

/// `re.sub(r'\s+', ' ', text)`.
pub(crate) fn fold_space(text: &str) -> Cow<'_, str> {
    SPACE.replace_all(text, " ")
}

/// The first `count` characters: `text[:count]`.
pub(crate) fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// `round(value, 4)`: the nearest decimal of four digits to the exact binary value, the even one where two are as near.
pub(crate) fn round4(value: f64) -> f64 {
    format!("{value:.4}").parse().expect("a formatted float reads back")
}

/// `round(sum(values) / len(values), 4) if values else None`.
pub(crate) fn mean4(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| round4(values.iter().sum::<f64>() / values.len() as f64))
}

/// A JSON line as Python reads it: `NaN` and the infinities are allowed, and become the text that `str()` gives.
pub(crate) fn parse_json(line: &str) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::from_str(line).or_else(|error| {
        let quoted = quote_bare_floats(line);
        if quoted == line { Err(error) } else { serde_json::from_str(&quoted) }
    })
}

/// Puts quotes around `NaN`, `Infinity` and `-Infinity` outside of strings.
fn quote_bare_floats(line: &str) -> String {
    const FLOATS: [(&str, &str); 3] = [("NaN", "\"nan\""), ("-Infinity", "\"-inf\""), ("Infinity", "\"inf\"")];
    let mut quoted = String::with_capacity(line.len());
    let (mut inside, mut escaped, mut at) = (false, false, 0);
    while let Some(character) = line[at..].chars().next() {
        let bare = FLOATS.iter().find(|(name, _)| !inside && line[at..].starts_with(name));
        if let Some((name, text)) = bare {
            quoted.push_str(text);
            at += name.len();
            continue;
        }
        inside ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        quoted.push(character);
        at += character.len_utf8();
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(text: &str, expected: &[&str]) {
        assert_eq!(words(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn parts_words_as_python_does() {
        check_words("It's 5 o_clock", &["It", "s", "5", "o_clock"]);
        // A combining mark parts a word in Python; a connector other than `_` does too.
        check_words("cafe\u{301}s", &["cafe", "s"]);
        check_words("a\u{203f}b", &["a", "b"]);
        check_words("x² ½ Ⅷ", &["x²", "½", "Ⅷ"]);
        check_words("ⓐ", &[]);
    }

    #[test]
    fn rounds_half_to_even() {
        assert!((round4(0.03125) - 0.0312).abs() < 1e-9);
        assert!((round4(0.09375) - 0.0938).abs() < 1e-9);
        assert!((round4(0.123_449_99) - 0.1234).abs() < 1e-9);
    }

    #[test]
    fn reads_what_python_writes() {
        let value = parse_json(r#"{"date": NaN, "title": "NaN \" NaN", "x": [-Infinity]}"#).expect("it reads");
        assert_eq!(value, serde_json::json!({"date": "nan", "title": "NaN \" NaN", "x": ["-inf"]}));
        assert!(parse_json("{nothing}").is_err());
    }

    #[test]
    fn folds_information_separators() {
        assert_eq!(fold_space("a\u{1f}\u{a0}b"), "a b");
        assert_eq!(prefix("äöü", 2), "äö");
        assert_eq!(normalise(" Mr. O’Neil!"), "mr o neil");
    }
}
