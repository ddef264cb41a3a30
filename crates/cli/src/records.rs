//! Files of JSON Lines that tell of pages.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;
use crate::names::shown;

/// How many mistakes of a file are told.
const MOST_TOLD: usize = 20;

/// Reads a file (`-`: standard input) of one JSON object a line, and hands each record to `take`, with its place for messages; empty
/// lines are left out. `expected` says what a record holds. All mistakes are told, up to a limit.
pub(crate) fn read<T: DeserializeOwned>(
    path: &Path,
    expected: &str,
    mut take: impl FnMut(T, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let is_stdin = path.as_os_str() == "-";
    let (name, reader): (_, Box<dyn Read>) = if is_stdin {
        ("standard input".to_owned(), Box::new(io::stdin()))
    } else {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        if file.metadata().is_ok_and(|found| found.is_dir()) {
            return Err(unreadable(path, &"it is a directory"));
        }
        (shown(path), Box::new(file))
    };
    let mut mistakes = Vec::new();
    let mut further = 0_usize;
    for (at, line) in BufReader::new(reader).split(b'\n').enumerate() {
        let line = line.map_err(|error| unreadable(path, &error))?;
        let place = format!("{name}, line {}", at + 1);
        let taken = match std::str::from_utf8(&line) {
            Ok(line) => {
                // The mark that some editors put first.
                let line = if at == 0 { line.trim_start_matches('\u{FEFF}') } else { line };
                if line.trim().is_empty() {
                    continue;
                }
                let expected = || format!("expected one JSON object a line, with {expected}");
                record(&without_nan(line)).map_err(|problem| Failure::usage(format!("{place}: {problem}"), expected()))
            }
            Err(error) => {
                let message = format!("{place}: no UTF-8 from byte {} of the line on", error.valid_up_to());
                Err(Failure::usage(message, "save the file as UTF-8"))
            }
        };
        match taken.and_then(|record| take(record, &place)) {
            Ok(()) => {}
            Err(mistake) if mistakes.len() < MOST_TOLD => mistakes.push(mistake),
            Err(_) => further += 1,
        }
    }
    if mistakes.len() > 1 {
        return Err(Failure::Several { mistakes, further });
    }
    mistakes.pop().map_or(Ok(()), Err)
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

    #[test]
    fn every_mistake_is_told_up_to_a_limit() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        let told = |text: &str| {
            std::fs::write(file.path(), text).expect("a file can be written");
            match read::<serde_json::Value>(file.path(), "`page`", |_, _| Ok(())) {
                Err(Failure::Several { mistakes, further }) => (mistakes.len(), further),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(told("{\"page\":\n{}\n5\n"), (2, 0));
        assert_eq!(told(&"[]\n".repeat(50)), (MOST_TOLD, 30));
    }

    #[test]
    fn a_line_that_is_no_utf8_is_told_with_its_place() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        std::fs::write(file.path(), b"{\"page\": 1}\r\n{\"page\": \"\xFF\"}\n[]\n").expect("a file can be written");
        let failure = read::<serde_json::Value>(file.path(), "`page`", |_, _| Ok(()));
        let Err(Failure::Several { mistakes, .. }) = failure else { panic!("two lines are wrong: {failure:?}") };
        assert!(mistakes[0].to_string().ends_with(", line 2: no UTF-8 from byte 10 of the line on"), "{mistakes:?}");
        assert!(mistakes[1].to_string().contains(", line 3: "), "{mistakes:?}");
    }

    #[test]
    fn a_directory_is_no_list() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let failure = read::<serde_json::Value>(directory.path(), "`page`", |_, _| Ok(()));
        assert!(matches!(failure, Err(Failure::Usage { message, .. }) if message.ends_with("it is a directory")));
    }
}
