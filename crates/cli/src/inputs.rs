//! Inputs as the user names them: files, directories, standard input.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use copydesk_config::InputLimits;
use copydesk_engine::{EngineError, Unpacked, unpack};
use miette::Diagnostic;
use thiserror::Error;
use walkdir::WalkDir;

use crate::failure::Failure;

/// What the names of pages end in, when a directory is searched.
const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// One input.
#[derive(Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file, by its path as given, or as joined to the directory that was given.
    File(PathBuf),
    /// Something that cannot be an input.
    Failed(InputFailure),
}

/// Why an input gave no article.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum InputFailure {
    #[error("there is no file {}", .0.display())]
    #[diagnostic(help("check the path; expected a file, a directory of pages, or - for standard input"))]
    Missing(PathBuf),
    #[error("{} may not be read: permission denied", .0.display())]
    #[diagnostic(help("make it readable for this user, or leave it out"))]
    Denied(PathBuf),
    #[error("{name}: {error}")]
    Unreadable { name: String, error: EngineError },
    #[error("directory {} holds no pages", .0.display())]
    #[diagnostic(help("expected files that end in .html, .htm or .txt, or in one of these and .gz, at any depth"))]
    NoPages(PathBuf),
    #[error("directory cannot be searched: {0}")]
    Search(#[from] walkdir::Error),
}

/// The inputs of a call, with directories searched.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// In the order given; members of a directory sorted by name.
    pub(crate) all: Vec<Input>,
    /// Whether the user named one file (or standard input), not several and no directory.
    pub(crate) single: bool,
}

impl Inputs {
    /// Finds all inputs, no more than `max_files`. What is not there or holds no page becomes a failed input.
    pub(crate) fn find(named: &[PathBuf], max_files: u32) -> Result<Self, Failure> {
        if named.iter().filter(|path| is_stdin(path)).count() > 1 {
            return Err(Failure::usage("standard input (-) is named twice", "name it once: it can be read only once"));
        }
        let mut all = Vec::with_capacity(named.len());
        let mut single = named.len() == 1;
        for path in named {
            if is_stdin(path) {
                all.push(Input::Stdin);
            } else if path.is_dir() {
                single = false;
                search(path, max_files, &mut all)?;
            } else {
                all.push(Input::File(path.clone()));
            }
        }
        Ok(Self { all, single })
    }
}

impl Input {
    /// The input's name as it goes into the article.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Failed(failure) => failure.to_string(),
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin | Self::Failed(_) => None,
        }
    }

    /// Reads and unpacks it.
    pub(crate) fn read(&self, limits: &InputLimits) -> Result<Unpacked, InputFailure> {
        let read = match self {
            Self::Stdin => unpack(io::stdin().lock(), limits),
            Self::File(path) => match File::open(path) {
                Ok(file) => unpack(file, limits),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Err(InputFailure::Missing(path.clone()));
                }
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(InputFailure::Denied(path.clone()));
                }
                Err(error) => Err(EngineError::Read(error)),
            },
            Self::Failed(failure) => return Err(failure.again()),
        };
        read.map_err(|error| InputFailure::Unreadable { name: self.name(), error })
    }
}

impl InputFailure {
    /// The same failure once more: an input is shared by threads, its failure is reported by one.
    fn again(&self) -> Self {
        match self {
            Self::Missing(path) => Self::Missing(path.clone()),
            Self::Denied(path) => Self::Denied(path.clone()),
            Self::NoPages(path) => Self::NoPages(path.clone()),
            Self::Unreadable { name, error } => {
                Self::Unreadable { name: name.clone(), error: EngineError::Read(io::Error::other(error.to_string())) }
            }
            Self::Search(error) => Self::Unreadable {
                name: error.path().unwrap_or(Path::new("?")).display().to_string(),
                error: EngineError::Read(io::Error::other(error.to_string())),
            },
        }
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn search(directory: &Path, max_files: u32, all: &mut Vec<Input>) -> Result<(), Failure> {
    let before = all.len();
    for entry in WalkDir::new(directory).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_page(entry.path()) => {
                all.push(Input::File(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => all.push(Input::Failed(error.into())),
        }
        if all.len() > max_files as usize {
            return Err(Failure::usage(
                format!("there are more than {max_files} inputs up to {}", directory.display()),
                "name fewer at a time, or raise limits.input.max_files",
            ));
        }
    }
    if all.len() == before {
        all.push(Input::Failed(InputFailure::NoPages(directory.to_owned())));
    }
    Ok(())
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], expected: &[&str]) {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        for file in files {
            let path = directory.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a file has a parent")).expect("a directory can be made");
            std::fs::write(path, "The ferry sailed.").expect("a file can be written");
        }
        let found = Inputs::find(&[directory.path().to_owned()], 100).expect("one directory is fine");
        assert!(!found.single);
        let prefix = format!("{}/", directory.path().display());
        let names: Vec<String> = found.all.iter().map(|input| input.name().replace(&prefix, "")).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn directories_are_searched_in_order() {
        check(&["b.html", "a/z.TXT", "a/b.htm.gz", "c.json", "a.html.bak"], &["a/b.htm.gz", "a/z.TXT", "b.html"]);
    }

    #[test]
    fn a_directory_without_pages_is_a_failed_input() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let found = Inputs::find(&[directory.path().to_owned()], 100).expect("one directory is fine");
        assert!(matches!(found.all.as_slice(), [Input::Failed(InputFailure::NoPages(_))]));
    }

    #[test]
    fn standard_input_is_named_once() {
        assert!(Inputs::find(&["-".into()], 100).is_ok_and(|inputs| inputs.single));
        assert!(Inputs::find(&["-".into(), "-".into()], 100).is_err());
    }
}
