//! Inputs as the user names them: files, directories, standard input.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use copydesk_config::InputLimits;
use copydesk_core::without_endings;
use copydesk_engine::{EngineError, PageInput, Unpacked, unpack};
use miette::Diagnostic;
use thiserror::Error;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::manifest;
use crate::names::{shown, text_of, visible};

/// What the names of pages end in, when a directory is searched.
const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// The inputs of a call as the user names them.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, directories (searched for .html, .htm, .txt and their .gz), or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "manifest")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A JSON Lines file that names pages and what is known of them: `path` (from that file's directory on) and perhaps `url`,
    /// `content_type` and `id`; other keys are left alone
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
}

/// One input.
#[derive(Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PageFile),
    /// Something that cannot be an input.
    Failed(InputFailure),
}

/// A file with what is known of its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageFile {
    /// The path as given, or as joined to the directory that was given.
    pub(crate) path: PathBuf,
    /// The article's id, where it is not the file's name.
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
}

/// Why an input gave no article.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum InputFailure {
    #[error("there is no file {}", shown(.0))]
    #[diagnostic(help("check the path; expected a file, a directory of pages, or - for standard input"))]
    Missing(PathBuf),
    #[error("{} may not be read: permission denied", shown(.0))]
    #[diagnostic(help("make it readable for this user, or leave it out"))]
    Denied(PathBuf),
    #[error("{}: {error}", visible(name))]
    Unreadable { name: String, error: EngineError },
    #[error("directory {} holds no pages", shown(.0))]
    #[diagnostic(help("expected files that end in .html, .htm or .txt, or in one of these and .gz, at any depth"))]
    NoPages(PathBuf),
    #[error("manifest {} names no pages", shown(.0))]
    #[diagnostic(help("expected one JSON object a line, with `path`"))]
    EmptyManifest(PathBuf),
    #[error("directory cannot be searched: {}", visible(&.0.to_string()))]
    Search(#[from] walkdir::Error),
}

/// The inputs of a call, with directories searched.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// In the order given; members of a directory sorted by name.
    pub(crate) all: Vec<Input>,
    /// Whether the user named one file (or standard input), not several, no directory and no manifest.
    pub(crate) single: bool,
}

impl Inputs {
    /// Finds all inputs: what is named, then what the manifest names. No more than `max_files` are taken from directories.
    /// What is not there or holds no page becomes a failed input.
    pub(crate) fn find(named: &[PathBuf], manifest: Option<&Path>, max_files: u32) -> Result<Self, Failure> {
        if named.iter().filter(|path| is_stdin(path)).count() > 1 {
            return Err(Failure::usage("standard input (-) is named twice", "name it once: it can be read only once"));
        }
        let mut all = Vec::with_capacity(named.len());
        let mut single = named.len() == 1 && manifest.is_none();
        let mut room = max_files;
        for path in named {
            if is_stdin(path) {
                all.push(Input::Stdin);
            } else if path.is_dir() {
                single = false;
                search(path, &mut room, max_files, &mut all)?;
            } else {
                all.push(Input::File(PageFile { path: path.clone(), ..PageFile::default() }));
            }
        }
        if let Some(path) = manifest {
            let before = all.len();
            all.extend(manifest::read(path)?.into_iter().map(Input::File));
            if all.len() == before {
                all.push(Input::Failed(InputFailure::EmptyManifest(path.to_owned())));
            }
        }
        Ok(Self { all, single })
    }

    /// Refuses an output file that is one of the inputs, however it is named: it would be lost. Output of an earlier call that lies
    /// in a directory of inputs is one too: nothing tells it from a page.
    pub(crate) fn keep_apart(&self, manifest: Option<&Path>, output: &Path) -> Result<(), Failure> {
        let target = output.canonicalize().ok().filter(|target| target.is_file());
        let Some(target) = target.filter(|_| !is_stdin(output)) else { return Ok(()) };
        let is_target = |path: &&Path| path.canonicalize().is_ok_and(|path| path == target);
        match self.all.iter().filter_map(Input::path).chain(manifest).find(is_target) {
            None => Ok(()),
            Some(input) => Err(Failure::usage(
                format!("the output {} would overwrite the input {}", shown(output), shown(input)),
                "give another file, outside the directories that are searched for pages",
            )),
        }
    }

    /// The ids that several inputs give their articles, as far as that can be told before they are read, with all inputs of each,
    /// in the order of the second ones.
    pub(crate) fn repeated_ids(&self) -> Vec<(String, Vec<&Path>)> {
        let mut seen: HashMap<String, (usize, &Path)> = HashMap::new();
        let mut repeated: Vec<(String, Vec<&Path>)> = Vec::new();
        for page in self.all.iter().filter_map(Input::page) {
            let Some(id) = page.id() else { continue };
            match seen.get_mut(&id) {
                None => {
                    seen.insert(id, (usize::MAX, &page.path));
                }
                Some((at, first)) => {
                    if *at == usize::MAX {
                        *at = repeated.len();
                        repeated.push((id, vec![*first]));
                    }
                    repeated[*at].1.push(&page.path);
                }
            }
        }
        repeated
    }
}

impl PageFile {
    /// The id that its article gets; `None` where the path names no file.
    fn id(&self) -> Option<String> {
        self.id.clone().or_else(|| Some(without_endings(&text_of(self.path.file_name()?)).to_owned()))
    }
}

impl Input {
    /// The input's name as it goes into the article.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(page) => text_of(page.path.as_os_str()),
            Self::Failed(failure) => failure.to_string(),
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(page) => Some(&page.path),
            Self::Stdin | Self::Failed(_) => None,
        }
    }

    /// What is known of a file's page.
    pub(crate) fn page(&self) -> Option<&PageFile> {
        match self {
            Self::File(page) => Some(page),
            Self::Stdin | Self::Failed(_) => None,
        }
    }

    /// The page as the engine takes it. An address that the user gives for the call goes with one input only.
    pub(crate) fn for_engine<'p>(
        &'p self,
        unpacked: &'p Unpacked,
        name: &'p str,
        url: Option<&'p str>,
    ) -> PageInput<'p> {
        let known = self.page();
        PageInput {
            bytes: &unpacked.bytes,
            name: Some(name),
            url: url.or(known.and_then(|page| page.url.as_deref())),
            content_type: known.and_then(|page| page.content_type.as_deref()),
            diagnostics: &unpacked.diagnostics,
            ..PageInput::default()
        }
    }

    /// Reads and unpacks it.
    pub(crate) fn read(&self, limits: &InputLimits) -> Result<Unpacked, InputFailure> {
        let read = match self {
            Self::Stdin => unpack(io::stdin().lock(), limits),
            Self::File(PageFile { path, .. }) => match File::open(path) {
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
            Self::EmptyManifest(path) => Self::EmptyManifest(path.clone()),
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

/// Adds the pages of a directory, of which there may be `room` more; `max_files` is the limit for all directories.
fn search(directory: &Path, room: &mut u32, max_files: u32, all: &mut Vec<Input>) -> Result<(), Failure> {
    let before = all.len();
    for entry in WalkDir::new(directory).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_page(entry.path()) => {
                *room = room.checked_sub(1).ok_or_else(|| {
                    Failure::usage(
                        format!(
                            "there are more than {max_files} files in the directories up to {}",
                            directory.display()
                        ),
                        "name fewer at a time, or raise limits.input.max_files",
                    )
                })?;
                let id = id_below(directory, entry.path());
                all.push(Input::File(PageFile { path: entry.into_path(), id, ..PageFile::default() }));
            }
            Ok(_) => {}
            Err(error) => all.push(Input::Failed(error.into())),
        }
    }
    if all.len() == before {
        all.push(Input::Failed(InputFailure::NoPages(directory.to_owned())));
    }
    Ok(())
}

/// The id of a page in a directory: its path below the directory, with `/`, without endings.
fn id_below(directory: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(directory).ok()?;
    let parts: Vec<_> = below.components().map(|part| text_of(part.as_os_str())).collect();
    let (name, directories) = parts.split_last()?;
    let mut id: String = directories.iter().flat_map(|part| [part.as_str(), "/"]).collect();
    id.push_str(without_endings(name));
    Some(id)
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with some pages.
    fn pages(names: &[&str]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        for name in names {
            let path = directory.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a file has a parent")).expect("a directory can be made");
            std::fs::write(path, "The ferry sailed.").expect("a file can be written");
        }
        directory
    }

    #[track_caller]
    fn check(files: &[&str], expected: &[&str]) {
        let directory = pages(files);
        let found = Inputs::find(&[directory.path().to_owned()], None, 100).expect("one directory is fine");
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
        let found = Inputs::find(&[directory.path().to_owned()], None, 100).expect("one directory is fine");
        assert!(matches!(found.all.as_slice(), [Input::Failed(InputFailure::NoPages(_))]));
    }

    #[test]
    fn standard_input_is_named_once() {
        assert!(Inputs::find(&["-".into()], None, 100).is_ok_and(|inputs| inputs.single));
        assert!(Inputs::find(&["-".into(), "-".into()], None, 100).is_err());
    }

    #[test]
    fn only_files_of_directories_count() {
        let directory = pages(&["a/1.html", "a/2.html", "b/3.html"]);
        let at = |name: &str| directory.path().join(name);
        let find = |named: &[&str], most: u32| {
            let named: Vec<PathBuf> = named.iter().map(|name| at(name)).collect();
            Inputs::find(&named, None, most).map(|inputs| inputs.all.len())
        };
        assert!(find(&["a/1.html", "a/2.html", "b/3.html"], 1).is_ok_and(|count| count == 3));
        assert!(find(&["a/1.html", "a/2.html", "b"], 1).is_ok_and(|count| count == 3));
        assert!(find(&["a", "b"], 3).is_ok_and(|count| count == 3));
        assert!(find(&["a", "b"], 2).is_err());
    }

    #[test]
    fn pages_of_a_directory_are_told_apart_by_their_ids() {
        let directory = pages(&["harbour.html", "sub/Harbour.HTM.gz", "sub/deep/ferry.TXT"]);
        let found = Inputs::find(&[directory.path().to_owned()], None, 100).expect("one directory is fine");
        let ids: Vec<&str> = found.all.iter().filter_map(|input| input.page()?.id.as_deref()).collect();
        assert_eq!(ids, ["harbour", "sub/Harbour", "sub/deep/ferry"]);
        assert!(found.repeated_ids().is_empty());
        let named = ["harbour.html", "ferry.html", "sub/harbour.txt", "ferry.txt", "x/harbour.gz", "lock.html"];
        let named = named.map(|name| directory.path().join(name));
        let found = Inputs::find(&named, None, 100).expect("files are fine");
        let expected: [(String, Vec<&Path>); 2] =
            [("harbour".into(), vec![&named[0], &named[2], &named[4]]), ("ferry".into(), vec![&named[1], &named[3]])];
        assert_eq!(found.repeated_ids(), expected);
    }
}
