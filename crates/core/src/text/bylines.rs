//! Bylines: "By Ann Smith and Bob Jones, Political Editor".

/// The people named in a byline, in order. Understands a leading "By" in the languages of [`PREFIXES`], commas,
/// "and" and its translations, and leaves out job titles, addresses and handles.
pub fn people(byline: &str) -> Vec<String> {
    let text = strip_prefix(byline.trim());
    let mut found: Vec<String> = Vec::new();
    for part in split(text) {
        let part = clean(part);
        if is_person(&part) && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// Whether a whole line is a byline that announces itself: "By Ann Smith".
pub fn is_announced(line: &str) -> bool {
    let line = line.trim();
    let rest = strip_prefix(line);
    rest.len() < line.len() && rest.len() <= MAX_BYLINE && !people(line).is_empty() && !line.ends_with(['.', '!', '?'])
}

/// Whether a text looks like the name of a person: two to five capitalised words (particles in lower case allowed), no
/// digits, no sentence punctuation, no word of [`NOT_NAMES`].
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > 6 || text.len() > MAX_NAME {
        return false;
    }
    if text.chars().any(|character| character.is_ascii_digit() || "@/|:;!?()[]{}<>\"“”=_…".contains(character)) {
        return false;
    }
    let lower = text.to_lowercase();
    if lower
        .split_whitespace()
        .any(|word| NOT_NAMES.contains(&word.trim_matches(|character: char| !character.is_alphanumeric())))
    {
        return false;
    }
    let cased = text.chars().any(|character| character.is_uppercase() || character.is_lowercase());
    if !cased {
        // Chinese, Arabic, Hebrew and other scripts without case: short is all that can be asked.
        return text.chars().count() <= 30;
    }
    if words.len() < 2 {
        return false;
    }
    let starts_upper =
        |word: &str| word.chars().find(|character| character.is_alphabetic()).is_some_and(char::is_uppercase);
    starts_upper(words[0]) | PARTICLES.contains(&words[0])
        && starts_upper(words[words.len() - 1])
        && words.iter().all(|word| starts_upper(word) || PARTICLES.contains(word))
}

/// Words that open a byline.
pub const PREFIXES: [&str; 16] = [
    "written by",
    "reported by",
    "story by",
    "posted by",
    "words by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "da",
    "af",
    "av",
    "door",
    "przez",
    "autor:",
];

/// The longest byline that is read, in bytes.
const MAX_BYLINE: usize = 160;
/// The longest name, in bytes.
const MAX_NAME: usize = 70;

const PARTICLES: [&str; 26] = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "la", "le", "el",
    "al", "bin", "ibn", "ben", "bint", "af", "y", "e", "zu",
];

/// Words that no name of a person holds, in lower case.
const NOT_NAMES: [&str; 44] = [
    "staff",
    "editor",
    "editors",
    "reporter",
    "reporters",
    "correspondent",
    "newsroom",
    "news",
    "desk",
    "team",
    "agency",
    "agencies",
    "press",
    "reuters",
    "afp",
    "associated",
    "admin",
    "editorial",
    "redaktion",
    "redaction",
    "rédaction",
    "redacción",
    "redazione",
    "redakcja",
    "magazine",
    "times",
    "post",
    "daily",
    "online",
    "digital",
    "updated",
    "published",
    "the",
    "share",
    "follow",
    "comments",
    "minutes",
    "read",
    "opinion",
    "columnist",
    "contributor",
    "analyst",
    "writer",
    "guest",
];

fn strip_prefix(text: &str) -> &str {
    for prefix in PREFIXES {
        let Some(head) = text.get(..prefix.len()) else { continue };
        if !head.eq_ignore_ascii_case(prefix) {
            continue;
        }
        let rest = &text[prefix.len()..];
        if rest.starts_with([' ', ':', '\u{a0}']) {
            return rest.trim_start_matches([' ', ':', '\u{a0}']);
        }
    }
    text
}

fn split(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for separator in [
        ", and ", " and ", " & ", " und ", " et ", " og ", " och ", " en ", " i ", ",", ";", " | ", "·", "•", "\n",
        " – ", " — ",
    ] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

fn clean(part: &str) -> String {
    let mut part = part.trim().trim_matches(|character: char| matches!(character, '.' | '-' | '–' | '—' | '*' | '"'));
    if let Some(at) = part.find([' ', '\u{a0}']).and_then(|_| part.find(" for ")).or_else(|| part.find(" in ")) {
        part = &part[..at];
    }
    if let Some(at) = part.find('(') {
        part = &part[..at];
    }
    strip_prefix(part.trim()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(people(byline), expected, "{byline}");
    }

    #[test]
    fn reads_bylines() {
        check("By Ann Smith", &["Ann Smith"]);
        check("By ANN SMITH and Bob van der Berg", &["ANN SMITH", "Bob van der Berg"]);
        check("Von Jürgen Müller, Redaktion", &["Jürgen Müller"]);
        check("Ann Smith, Political Editor", &["Ann Smith"]);
        check("Ann Smith for The Harbour Gazette", &["Ann Smith"]);
        check("Gazette Staff", &[]);
        check("王小明", &["王小明"]);
        check("", &[]);
    }

    #[test]
    fn only_announced_lines_are_bylines() {
        assert!(is_announced("By Ann Smith"));
        assert!(!is_announced("By the river the Mills stood still."));
        assert!(!is_announced("Ann Smith"));
        assert!(!is_announced("Byron Smith"));
    }
}
