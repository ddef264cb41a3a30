//! Inputs as the user names them: files, directories, archives, standard input.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Read};
#[cfg(unix)]
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use clap::Args;
use copydesk_archive::is_archive_name;
use copydesk_engine::EngineError;

use crate::descriptors::Descriptor;
use crate::failure::Failure;
use crate::manifest;
use crate::names::{shown, text_of};

mod failure;
mod feed;
mod opened;
mod package;
mod page_file;
mod search;

pub(crate) use failure::InputFailure;
pub(crate) use feed::Work;
pub(crate) use opened::Opened;
pub(crate) use page_file::PageFile;

use page_file::is_package;

/// The inputs of a call as the user names them.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, directories (searched for .html, .htm, .txt, .warc, their .gz and .zst, and .wacz), or - for standard input. Of a
    /// web archive (.warc, .warc.gz, .warc.zst, .wacz) every page is read; one alone is named by its place, as in news.warc.gz#12345
    /// or news.wacz#archive/data.warc.gz#12345
    #[arg(value_name = "INPUT", required_unless_present = "manifest")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A JSON Lines file that names pages and what is known of them: `path` (from that file's directory on) and perhaps `url`,
    /// `content_type`, `id` and `fetched`; other keys are left alone. - is standard input, whose paths start at the working directory
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
}

/// One input.
#[derive(Debug)]
pub(crate) enum Input {
    /// A page.
    Page(PageAt),
    /// A web archive, or several in a package (WACZ).
    Archive(ArchiveAt),
    /// Something that cannot be an input.
    Failed(InputFailure),
}

/// Where a page is.
#[derive(Debug)]
pub(crate) enum PageAt {
    /// On standard input or in a pipe.
    Begun(Begun),
    /// In a file.
    File(PageFile),
}

/// Where an archive is.
#[derive(Debug)]
pub(crate) enum ArchiveAt {
    /// On standard input or in a pipe.
    Begun(Begun),
    /// In a file.
    File(PageFile),
}

/// Standard input or a pipe, of which some was read to see what it is: its name tells nothing.
pub(crate) struct Begun {
    /// What is known of its page.
    page: PageFile,
    /// Its name as it goes into the article.
    name: String,
    start: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

impl fmt::Debug for Begun {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Begun").field("name", &self.name).finish_non_exhaustive()
    }
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
        if named.iter().map(PathBuf::as_path).chain(manifest).filter(|path| is_stdin(path)).count() > 1 {
            return Err(Failure::usage("standard input (-) is named twice", "name it once: it can be read only once"));
        }
        let mut all = Vec::with_capacity(named.len());
        let mut single = named.len() == 1 && manifest.is_none();
        let mut room = max_files;
        for path in named {
            if is_stdin(path) {
                let input = Input::begun(PageFile::default(), "-".to_owned(), Box::new(io::stdin()));
                single &= !matches!(input, Input::Archive(_));
                all.push(input);
            } else if path.is_dir() {
                single = false;
                search::search(path, &mut room, max_files, &mut all)?;
            } else {
                let input = Input::of_path(PageFile { path: path.clone(), ..PageFile::default() });
                single &= !matches!(input, Input::Archive(_));
                all.push(input);
            }
        }
        if let Some(path) = manifest {
            let before = all.len();
            all.extend(manifest::read(path)?.into_iter().map(Input::of_path));
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
        match self.all.iter().filter_map(Input::path).chain(manifest.filter(|path| !is_stdin(path))).find(is_target) {
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

impl Input {
    /// What a path names: a page; an archive or a package of archives, by its ending; an archive in a package, or a record in one.
    fn of_path(page: PageFile) -> Self {
        let page = page.within();
        if page.place.is_some() {
            return Self::Page(PageAt::File(page));
        }
        if is_archive_name(&page.path) || is_package(&page.path) {
            let is_described = page.url.is_some() || page.content_type.is_some() || page.id.is_some();
            return if is_described {
                Self::Failed(InputFailure::Described(page.path))
            } else if is_package(&page.path) && is_stream(&page.path) {
                Self::Failed(InputFailure::ZipInPipe { name: text_of(page.path.as_os_str()) })
            } else {
                Self::Archive(ArchiveAt::File(page))
            };
        }
        // What can be read but once has no name that tells what it is.
        if is_stream(&page.path) {
            let name = text_of(page.path.as_os_str());
            return match opened::open(&page, &name) {
                Ok(file) => Self::begun(page, name, Box::new(file)),
                Err(failure) => Self::Failed(failure),
            };
        }
        Self::Page(PageAt::File(page))
    }

    /// Whether standard input or a pipe is a page or an archive is told by its first bytes.
    fn begun(page: PageFile, name: String, mut rest: Box<dyn Read + Send>) -> Self {
        let mut start = Vec::new();
        match rest.by_ref().take(copydesk_archive::LOOKED_AT as u64).read_to_end(&mut start) {
            Ok(_) if copydesk_archive::begins_archive(&start) => {
                Self::Archive(ArchiveAt::Begun(Begun { page, name, start, rest }))
            }
            Ok(_) if copydesk_archive::begins_zip(&start) => Self::Failed(InputFailure::ZipInPipe { name }),
            Ok(_) => Self::Page(PageAt::Begun(Begun { page, name, start, rest })),
            Err(error) => Self::Failed(InputFailure::Unreadable { name, error: EngineError::Read(error) }),
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Page(PageAt::File(page)) | Self::Archive(ArchiveAt::File(page)) => Some(&page.path),
            _ => None,
        }
    }

    /// What is known of a file's page.
    fn page(&self) -> Option<&PageFile> {
        match self {
            Self::Page(PageAt::File(page)) => Some(page),
            _ => None,
        }
    }
}

/// Whether a path names a pipe or what somebody has open: `/dev/stdin`, `/dev/fd/63`.
fn is_stream(path: &Path) -> bool {
    #[cfg(unix)]
    if path.metadata().is_ok_and(|found| found.file_type().is_fifo()) {
        return true;
    }
    Descriptor::named(path).is_some() || path.read_link().is_ok_and(|target| Descriptor::named(&target).is_some())
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
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
        let name = |input: &Input| text_of(input.path()?.as_os_str()).strip_prefix(&prefix).map(str::to_owned);
        let names: Vec<String> = found.all.iter().filter_map(name).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn directories_are_searched_in_order() {
        check(&["b.html", "a/z.TXT", "a/b.htm.gz", "c.json", "a.html.bak"], &["a/b.htm.gz", "a/z.TXT", "b.html"]);
        check(&["b.html.zst", "a.warc.zst", "c.wacz", "d.zst"], &["a.warc.zst", "b.html.zst", "c.wacz"]);
    }

    #[test]
    fn a_directory_without_pages_is_a_failed_input() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let found = Inputs::find(&[directory.path().to_owned()], None, 100).expect("one directory is fine");
        assert!(matches!(found.all.as_slice(), [Input::Failed(InputFailure::NoPages(_))]));
    }

    #[test]
    fn standard_input_is_named_once() {
        assert!(Inputs::find(&["-".into(), "-".into()], None, 100).is_err());
    }

    #[test]
    fn archives_are_told_by_their_names_and_records_by_their_places() {
        let directory = pages(&["a.warc.gz", "b.WARC", "c.warc#7", "d.html"]);
        let kind =
            |name: &str| match Input::of_path(PageFile { path: directory.path().join(name), ..PageFile::default() }) {
                Input::Archive(_) => "archive".to_owned(),
                Input::Page(PageAt::File(PageFile { place: Some(place), .. })) => format!("record {place}"),
                Input::Page(_) => "page".to_owned(),
                Input::Failed(failure) => failure.to_string(),
            };
        assert_eq!(kind("a.warc.gz"), "archive");
        assert_eq!(kind("b.WARC"), "archive");
        assert_eq!(kind("CC-MAIN-1.warc.wet.gz"), "archive");
        assert_eq!(kind("crawl.warc.gz.open"), "archive");
        assert_eq!(kind("crawl.warc.zst"), "archive");
        assert_eq!(kind("crawl.warc.zst#77"), "record 77");
        assert_eq!(kind("a.warc.gz#12345"), "record 12345");
        assert_eq!(kind("b.WARC#12+3"), "record 12+3");
        // A file that is there is meant, whatever its name looks like.
        assert_eq!(kind("c.warc#7"), "page");
        assert_eq!(kind("a.warc.gz#top"), "page");
        assert_eq!(kind("d.html#12"), "page");
        assert_eq!(kind("e.wacz"), "archive");
        assert_eq!(kind("e.WACZ#archive/a.warc.gz"), "archive");
        assert_eq!(kind("e.wacz#archive/a.warc.gz#12+3"), "record 12+3");
        assert_eq!(kind("e.wacz#12"), "archive");
        let found = Inputs::find(&[directory.path().to_owned()], None, 100).expect("one directory is fine");
        assert_eq!(found.all.iter().filter(|input| matches!(input, Input::Archive(_))).count(), 2);
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
