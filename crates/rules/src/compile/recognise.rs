//! `[[recognise]]`, compiled.

use super::Compiler;
use crate::KeyPath;
use crate::pattern::Pattern;
use crate::tables::RecogniseRule;

/// A `[[recognise]]`.
#[derive(Debug, Clone)]
pub(crate) struct RecogniseStep {
    pub(crate) select: Option<String>,
    pub(crate) text: Option<Pattern>,
    pub(crate) weight: f32,
    pub(crate) what: String,
}

pub(crate) fn recognise(compiler: &mut Compiler<'_>) -> Vec<RecogniseStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.recognise.iter().enumerate() {
        let path = KeyPath::root("recognise").join(at);
        let text = match (&table.text, &table.pattern) {
            (Some(_), Some(_)) => {
                compiler.problem(path.clone(), "both `text` and `pattern` are given: leave one out");
                None
            }
            (Some(words), None) if words.trim().is_empty() => {
                compiler.problem(path.join("text"), "the words are empty: write them, or leave out the key");
                None
            }
            (Some(words), None) if looks_like_pattern(words) => {
                let problem = format!(
                    "{words:?} looks like a regular expression, but `text` of [[recognise]] is looked for letter by letter: \
                     write it as `pattern`, or leave the signs out"
                );
                compiler.problem(path.join("text"), problem);
                None
            }
            (Some(words), None) => compiler.regex(path.join("text"), &regex::escape(words), false),
            (None, Some(pattern)) => compiler.regex(path.join("pattern"), pattern, false),
            (None, None) => {
                if table.select.is_none() {
                    compiler.problem(path.clone(), "the rule finds nothing: give it `text`, `pattern` or `select`");
                }
                None
            }
        };
        let weight = table.weight;
        if !weight.is_finite() || weight == 0.0 || !(-1.0..=1.0).contains(&weight) {
            compiler.problem(
                path.join("weight"),
                format!("{weight} is no weight: expected above 0 to 1 for the source, or below 0 to -1 against it"),
            );
        }
        steps.push(RecogniseStep { select: table.select.clone(), text, weight, what: seen(table) });
    }
    steps
}

/// Whether words have signs of a regular expression, which `text` is in all other sections: those that words of a page hardly
/// have. `|`, brackets and a single `.` or `*` may well be on a page.
fn looks_like_pattern(words: &str) -> bool {
    words.starts_with('^')
        || ends_at_an_end(words)
        || ["(?", ".*", ".+"].iter().any(|sign| words.contains(sign))
        || words.match_indices('\\').any(|(at, _)| is_escape(&words[at + 1..]))
        || words.match_indices('[').any(|(at, _)| is_class(&words[at + 1..]))
}

/// Whether words end with the `$` of an expression; that of a currency stands alone, behind a number or a few capitals (`US$`).
fn ends_at_an_end(words: &str) -> bool {
    let Some(before) = words.strip_suffix('$') else { return false };
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_currency = last.len() <= 3 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    !(is_currency || before.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace()))
}

/// Whether a backslash before it makes an escape: `\s`, `\b`, `\.`, `\(`.
fn is_escape(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || c.is_ascii_punctuation())
}

/// Whether a bracket before it opens a class of ranges: `[A-Z]`, `[^a-z0-9]`, but not `[A-League]`.
fn is_class(rest: &str) -> bool {
    let mut rest = rest.strip_prefix('^').unwrap_or(rest).as_bytes();
    let mut ranges = 0;
    while let [first, b'-', last, more @ ..] = rest
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        ranges += 1;
        rest = more;
    }
    let signs = rest.iter().take_while(|sign| sign.is_ascii_punctuation() && **sign != b']').count();
    ranges > 0 && rest.get(signs) == Some(&b']')
}

fn seen(table: &RecogniseRule) -> String {
    if let Some(why) = &table.why {
        return why.clone();
    }
    let text = table.text.as_ref().map(|words| format!("text {words:?}"));
    let text = text.or_else(|| table.pattern.as_ref().map(|pattern| format!("text like {pattern:?}")));
    match (text, &table.select) {
        (Some(text), Some(css)) => format!("{text} in an element {css:?}"),
        (Some(text), None) => text,
        (None, css) => format!("an element {:?}", css.as_deref().unwrap_or_default()),
    }
}
