//! Where pages really come from, to compare a recognition with.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use copydesk_core::without_endings;
use serde::Deserialize;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::names::shown;
use crate::records::{self, unreadable};

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
                let mut is_found = false;
                for entry in WalkDir::new(path).sort_by_file_name() {
                    let entry = entry.map_err(|error| unreadable(path, &error))?;
                    if entry.file_name() == NAME {
                        is_found = true;
                        gold.add(entry.path())?;
                    }
                }
                if !is_found {
                    return Err(Failure::usage(
                        format!("there is no {NAME} in directory {}", shown(path)),
                        "name a directory that holds one at any depth, or the file itself",
                    ));
                }
            } else {
                gold.add(path)?;
            }
        }
        Ok(gold)
    }

    /// The address of a page: of the record whose file lies nearest above it, else of the first that has its id.
    pub(crate) fn address(&self, page: &Path) -> Option<&str> {
        let records = self.addresses.get(without_endings(page.file_name()?.to_str()?))?;
        let above = |directory: &Path| page.starts_with(directory).then(|| directory.components().count());
        let (_, address) = records.iter().rev().max_by_key(|(directory, _)| above(directory))?;
        Some(address)
    }

    fn add(&mut self, path: &Path) -> Result<(), Failure> {
        let directory = path.parent().unwrap_or(Path::new(""));
        records::read(path, "`id` and `url`", |record: Record, _| {
            if let Some(url) = record.url {
                self.addresses.entry(record.id).or_default().push((directory.to_owned(), url));
            }
            Ok(())
        })
    }
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
        assert!(gold.address(Path::new("elsewhere/page.1.HTM")).is_some());
    }

    #[test]
    fn a_directory_without_gold_is_wrong_usage() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        assert!(matches!(Gold::read(&[directory.path().to_owned()]), Err(Failure::Usage { .. })));
    }

    #[test]
    fn a_broken_record_is_wrong_usage() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        std::fs::write(file.path(), "{\"url\": 1}\n").expect("a file can be written");
        assert!(matches!(Gold::read(&[file.path().to_owned()]), Err(Failure::Usage { .. })));
    }
}
