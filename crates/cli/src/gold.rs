//! Where pages really come from, to compare a recognition with.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use walkdir::WalkDir;

use crate::failure::Failure;

/// The name of the files that are searched for in directories.
const NAME: &str = "gold.jsonl";

#[derive(Deserialize)]
struct Record {
    id: String,
    url: Option<String>,
}

/// Addresses by the ids of pages.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    /// For each id the directory of the file that names it, and the address.
    addresses: HashMap<String, Vec<(PathBuf, String)>>,
}

impl Gold {
    /// Reads the files, and those found in the directories.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut gold = Self::default();
        for path in paths {
            if path.is_dir() {
                for entry in WalkDir::new(path).sort_by_file_name() {
                    let entry = entry.map_err(|error| unreadable(path, &error))?;
                    if entry.file_name() == NAME {
                        gold.add(entry.path())?;
                    }
                }
            } else {
                gold.add(path)?;
            }
        }
        Ok(gold)
    }

    /// The address of a page: of the record whose file lies nearest above it, else of the first that has its id.
    pub(crate) fn address(&self, page: &Path) -> Option<&str> {
        let records = self.addresses.get(id(page)?.as_str())?;
        let above = |directory: &Path| page.starts_with(directory).then(|| directory.components().count());
        let (_, address) = records.iter().rev().max_by_key(|(directory, _)| above(directory))?;
        Some(address)
    }

    fn add(&mut self, path: &Path) -> Result<(), Failure> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let directory = path.parent().unwrap_or(Path::new(""));
        for (at, line) in BufReader::new(file).lines().enumerate() {
            let line = line.map_err(|error| unreadable(path, &error))?;
            if line.trim().is_empty() {
                continue;
            }
            let record: Record = serde_json::from_str(&without_nan(&line)).map_err(|error| {
                Failure::usage(
                    format!("{}, line {}: {error}", path.display(), at + 1),
                    "expected one JSON object a line, with `id` and `url`",
                )
            })?;
            if let Some(url) = record.url {
                self.addresses.entry(record.id).or_default().push((directory.to_owned(), url));
            }
        }
        Ok(())
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::usage(format!("cannot read {}: {error}", path.display()), "name a JSON Lines file or a directory of such")
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

/// The file's name without `.gz` and without the ending of a page.
fn id(page: &Path) -> Option<String> {
    let name = page.file_name()?.to_str()?;
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = [".html", ".htm", ".txt"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    Some(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_record_of_an_id_counts() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        for (set, url) in [("a", "https://a.example/1"), ("b", "https://b.example/1")] {
            let set = directory.path().join(set);
            std::fs::create_dir(&set).expect("a directory can be made");
            let record = format!("{{\"id\": \"page.1\", \"url\": \"{url}\", \"title\": \"The lock\"}}\n\n");
            std::fs::write(set.join(NAME), record).expect("a file can be written");
        }
        let gold = Gold::read(&[directory.path().to_owned()]).expect("the records can be read");
        let page = |path: &str| directory.path().join(path);
        assert_eq!(gold.address(&page("a/html/page.1.html.gz")), Some("https://a.example/1"));
        assert_eq!(gold.address(&page("b/text/page.1.txt")), Some("https://b.example/1"));
        assert_eq!(gold.address(&page("b/text/page.2.txt")), None);
        assert!(gold.address(Path::new("elsewhere/page.1.htm")).is_some());
    }

    #[test]
    fn what_python_writes_for_missing_values_is_read() {
        let line = r#"{"id": "a NaN \" NaN", "date": NaN}"#;
        assert_eq!(without_nan(line), r#"{"id": "a NaN \" NaN", "date": null}"#);
        assert_eq!(without_nan("{}"), "{}");
    }

    #[test]
    fn a_broken_record_is_wrong_usage() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        std::fs::write(file.path(), "{\"url\": 1}\n").expect("a file can be written");
        assert!(matches!(Gold::read(&[file.path().to_owned()]), Err(Failure::Usage { .. })));
    }
}
