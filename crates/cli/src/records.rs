//! Files of JSON Lines that tell of pages.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;

/// Reads a file of one JSON object a line, and hands each record to `take`, with its place for messages; empty lines are
/// left out. `expected` says what a record holds.
pub(crate) fn read<T: DeserializeOwned>(
    path: &Path,
    expected: &str,
    mut take: impl FnMut(T, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| unreadable(path, &error))?;
        // The mark that some editors put first.
        let line = if at == 0 { line.trim_start_matches('\u{FEFF}') } else { &line };
        if line.trim().is_empty() {
            continue;
        }
        let place = format!("{}, line {}", path.display(), at + 1);
        let record = record(&without_nan(line)).map_err(|problem| {
            Failure::usage(format!("{place}: {problem}"), format!("expected one JSON object a line, with {expected}"))
        })?;
        take(record, &place)?;
    }
    Ok(())
}

/// The record of a line. What is wrong is told without the line that serde counts, which is always the first.
fn record<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let text = error.to_string();
        let message = text.split_once(" at line ").map_or(text.as_str(), |(message, _)| message);
        format!("{message} at column {}", error.column())
    })?;
    let found = match value {
        Value::Object(_) => return serde_json::from_value(value).map_err(|error| error.to_string()),
        Value::Array(_) => "an array",
        Value::String(_) => "a string",
        Value::Number(_) => "a number",
        Value::Bool(_) | Value::Null => "true, false or null",
    };
    Err(format!("expected an object, found {found}"))
}

/// What is said of a file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::usage(
        format!("cannot read {}: {error}", path.display()),
        "expected a JSON Lines file that is there and may be read",
    )
}

/// A line with `null` for `NaN`, which is no JSON but which Python writes for missing values.
fn without_nan(line: &str) -> Cow<'_, str> {
    if !line.contains("NaN") {
        return line.into();
    }
    let mut clean = String::with_capacity(line.len());
    let (mut quoted, mut escaped) = (false, false);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if !quoted && rest.starts_with("NaN") {
            clean.push_str("null");
            rest = &rest["NaN".len()..];
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        clean.push(c);
        rest = &rest[c.len_utf8()..];
    }
    clean.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_writes_for_missing_values_is_read() {
        let line = r#"{"id": "a NaN \" NaN", "date": NaN}"#;
        assert_eq!(without_nan(line), r#"{"id": "a NaN \" NaN", "date": null}"#);
        assert_eq!(without_nan("{}"), "{}");
    }

    #[test]
    fn a_broken_line_is_told_with_its_place() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        std::fs::write(file.path(), "\u{FEFF}{\"page\": 1}\n\n{\"page\":\n").expect("a file can be written");
        let mut pages = Vec::new();
        let failure = read::<serde_json::Value>(file.path(), "`page`", |record, _| {
            pages.push(record["page"].clone());
            Ok(())
        });
        assert_eq!(pages, [1]);
        assert!(matches!(failure, Err(Failure::Usage { message, .. }) if message.contains(", line 3: ")));
    }
}
