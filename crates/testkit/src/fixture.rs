//! Fixtures: pages with their goldens beside them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use copydesk_core::Form;
use copydesk_engine::PageInput;

use crate::TestkitError;

/// A page to extract.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The case: the file's name without its ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The file's name, which is what the engine is told, so that goldens hold no machine's paths.
    pub file_name: String,
    /// HTML or flat text, by the ending.
    pub form: Form,
    /// The page.
    pub bytes: Vec<u8>,
    /// Its address, from the `.url` file beside it.
    pub url: Option<String>,
}

impl Fixture {
    /// All fixtures of a directory, sorted by file name.
    ///
    /// # Errors
    /// [`TestkitError::Read`] when a file cannot be read, [`TestkitError::NoFixtures`] when there is none.
    pub fn all(directory: &Path) -> Result<Vec<Self>, TestkitError> {
        let entries = std::fs::read_dir(directory).map_err(|error| TestkitError::read(directory, error))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        let fixtures: Vec<Self> =
            paths.iter().filter_map(|path| Self::read(path).transpose()).collect::<Result<_, _>>()?;
        if fixtures.is_empty() { Err(TestkitError::NoFixtures(directory.to_owned())) } else { Ok(fixtures) }
    }

    /// The page as the engine takes it.
    pub fn input(&self) -> PageInput<'_> {
        PageInput {
            bytes: &self.bytes,
            name: Some(&self.file_name),
            url: self.url.as_deref(),
            form: Some(self.form),
            ..PageInput::default()
        }
    }

    /// The golden's file: `<case>.golden.json`; `<case>.txt.golden.json` for a flat text that shares the case's name
    /// with an HTML page.
    pub fn golden_path(&self) -> PathBuf {
        let shared = self.form == Form::Text && self.path.with_extension("html").is_file();
        self.path.with_file_name(format!("{}{}.golden.json", self.name, if shared { ".txt" } else { "" }))
    }

    /// The file of its address.
    fn url_path(&self) -> PathBuf {
        self.path.with_extension("url")
    }

    fn read(path: &Path) -> Result<Option<Self>, TestkitError> {
        let form = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => Form::Html,
            Some("txt") => Form::Text,
            _ => return Ok(None),
        };
        let text_of = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let address = path.with_extension("url");
        let url = if address.is_file() {
            let text = std::fs::read_to_string(&address).map_err(|error| TestkitError::read(&address, error))?;
            Some(text.trim().to_owned())
        } else {
            None
        };
        Ok(Some(Self {
            name: text_of(path.file_stem()).unwrap_or_default(),
            path: path.to_owned(),
            file_name: text_of(path.file_name()).unwrap_or_default(),
            form,
            bytes: std::fs::read(path).map_err(|error| TestkitError::read(path, error))?,
            url,
        }))
    }
}

/// What is wrong with a directory of fixtures besides the pages: goldens and addresses without a page, which a page that was
/// renamed or taken out leaves behind.
///
/// # Errors
/// [`TestkitError::Read`] when the directory cannot be read.
pub fn orphans(directory: &Path, fixtures: &[Fixture]) -> Result<Vec<String>, TestkitError> {
    let known: BTreeSet<PathBuf> = fixtures.iter().flat_map(|case| [case.golden_path(), case.url_path()]).collect();
    let entries = std::fs::read_dir(directory).map_err(|error| TestkitError::read(directory, error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let is_of_page = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".golden.json") || name.ends_with(".url")
    };
    let orphans = paths.into_iter().filter(|path| is_of_page(path) && !known.contains(path));
    let told =
        orphans.map(|path| format!("{} has no page: name it as its page is named, or take it out", path.display()));
    Ok(told.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], expected: &[&str]) {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        for file in files {
            std::fs::write(directory.path().join(file), "The ferry sailed.").expect("a file can be written");
        }
        let fixtures = Fixture::all(directory.path()).expect("there is a page");
        let found = orphans(directory.path(), &fixtures).expect("the directory is there");
        let prefix = format!("{}/", directory.path().display());
        let names: Vec<&str> = found
            .iter()
            .filter_map(|told| told.strip_prefix(&prefix)?.split_once(" has no page").map(|(name, _)| name))
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn what_has_no_page_is_told() {
        check(&["a.html", "a.golden.json", "a.url", "a.txt", "a.txt.golden.json", "notes.md"], &[]);
        check(
            &["a.html", "b.golden.json", "b.url", "a.txt.golden.json"],
            &["a.txt.golden.json", "b.golden.json", "b.url"],
        );
    }
}
