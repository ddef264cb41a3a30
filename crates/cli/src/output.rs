//! Where results go: standard output, or a file that is whole or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::descriptors::Descriptor;
use crate::failure::Failure;
use crate::unfinished::Unfinished;

/// How many links in a row are followed, as on Linux.
const MAX_LINKS: usize = 40;

/// A place for results.
pub(crate) struct Output {
    sink: Sink,
    path: Option<PathBuf>,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device, a pipe or an open descriptor: there is nothing to rename over.
    Special(BufWriter<File>),
    /// A file that gets its name at the end.
    Unfinished(Unfinished),
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout() -> Self {
        Self { sink: Sink::Stdout(BufWriter::new(io::stdout().lock())), path: None }
    }

    /// The named file (`-` or none: standard output). Whether it can be written shows now, before any page is read.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Self::stdout()) };
        let refused = |error: &io::Error| {
            Failure::usage(
                format!("cannot write {}: {error}", path.display()),
                "give the path of a file in a directory that is there and may be written",
            )
        };
        let target = match followed(path).map_err(|error| refused(&error))? {
            Place::Path(target) => target,
            Place::Descriptor(Descriptor::Stdout, _) => return Ok(Self::stdout()),
            Place::Descriptor(descriptor, target) => {
                let file = open_descriptor(descriptor, &target).map_err(|error| refused(&error))?;
                return Ok(Self { sink: Sink::Special(BufWriter::new(file)), path: Some(path.to_owned()) });
            }
        };
        let found = fs::metadata(&target).ok();
        if found.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(refused(&io::Error::other("it is a directory")));
        }
        if found.as_ref().is_some_and(|found| !found.is_file()) {
            let file = File::options().write(true).open(&target).map_err(|error| refused(&error))?;
            return Ok(Self { sink: Sink::Special(BufWriter::new(file)), path: Some(path.to_owned()) });
        }
        let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match fs::metadata(directory) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(refused(&io::Error::other(format!("{} is no directory", directory.display())))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::usage(
                    format!("cannot write {}: there is no directory {}", path.display(), directory.display()),
                    "make it, or give a path in a directory that is there",
                ));
            }
            Err(error) => return Err(refused(&error)),
        }
        let file = Unfinished::begin(directory, mode_of(found.as_ref())).map_err(|error| refused(&plain(error)))?;
        Ok(Self { sink: Sink::Unfinished(file), path: Some(target) })
    }

    /// Whether a file comes to be, or is replaced, at the end alone.
    pub(crate) fn replaces_file(&self) -> bool {
        matches!(self.sink, Sink::Unfinished(_))
    }

    /// Writes a piece of the results.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.sink {
            Sink::Stdout(writer) => writer.write_all(bytes),
            Sink::Special(writer) => writer.write_all(bytes),
            Sink::Unfinished(file) => file.write_all(bytes),
        };
        written.map_err(|error| failed(self.path.as_deref(), error))
    }

    /// Ends the output: what was written is there from now on.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let path = self.path;
        let ended = match self.sink {
            Sink::Stdout(mut writer) => writer.flush(),
            Sink::Special(mut writer) => writer.flush(),
            Sink::Unfinished(file) => {
                file.finish(path.as_deref().expect("an unfinished file has the path that it is to get"))
            }
        };
        ended.map_err(|error| failed(path.as_deref(), error))
    }
}

/// What a path leads to.
enum Place {
    /// A file, there or to be made, in whose place another may be put; or what is no file.
    Path(PathBuf),
    /// What somebody has open, with the path that names it.
    Descriptor(Descriptor, PathBuf),
}

/// The place that a path leads to. A link stays a link, also where what it points to is not there yet.
fn followed(path: &Path) -> io::Result<Place> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        if let Some(descriptor) = Descriptor::named(&target) {
            return Ok(Place::Descriptor(descriptor, target));
        }
        if let Ok(link) = fs::read_link(&target) {
            // A relative one starts where the link lies.
            target = target.parent().unwrap_or(Path::new("")).join(link);
            continue;
        }
        return match fs::canonicalize(&target) {
            Ok(found) => Ok(Place::Path(found)),
            // Nothing is there yet.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Place::Path(target))
            }
            Err(error) => Err(error),
        };
    }
    Err(io::Error::other("too many links, or links in a circle"))
}

/// A descriptor to write to. What a file behind it holds stays: results go to its end.
fn open_descriptor(descriptor: Descriptor, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    if descriptor == Descriptor::Stderr {
        use std::os::fd::AsFd;
        // The same place in the file as for messages, which opening anew would not give.
        return io::stderr().as_fd().try_clone_to_owned().map(File::from);
    }
    let _ = descriptor;
    File::options().append(true).open(path)
}

/// An error without the name of the temporary file, which means nothing to the user.
fn plain(error: io::Error) -> io::Error {
    let inner = std::error::Error::source(&error).and_then(|inner| inner.downcast_ref::<io::Error>());
    inner.and_then(io::Error::raw_os_error).map_or(error, io::Error::from_raw_os_error)
}

/// The mode of a new file: that of the one that it goes over, else any.
fn mode_of(there: Option<&fs::Metadata>) -> u32 {
    #[cfg(unix)]
    if let Some(there) = there {
        use std::os::unix::fs::PermissionsExt;
        return there.permissions().mode() & 0o777;
    }
    let _ = there;
    0o666
}

fn failed(path: Option<&Path>, error: io::Error) -> Failure {
    if path.is_none() && error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::ReaderGone;
    }
    let name = path.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
    Failure::Output { name, error: plain(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(directory)
            .expect("the directory is there")
            .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_whole_or_not_there() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let path = directory.path().join("articles.jsonl");
        let mut output = Output::open(Some(&path)).expect("the directory can be written");
        output.put(b"one").expect("the disk has room");
        assert!(!path.exists());
        drop(output);
        assert!(names(directory.path()).is_empty());

        let mut output = Output::open(Some(&path)).expect("the directory can be written");
        output.put(b"two").expect("the disk has room");
        output.finish().expect("the file can be renamed");
        assert_eq!(fs::read(&path).expect("the file is there"), b"two");
        assert_eq!(names(directory.path()), ["articles.jsonl"]);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_wrong_usage() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        for path in [directory.path().to_owned(), directory.path().join("missing/articles.jsonl")] {
            assert!(matches!(Output::open(Some(&path)), Err(Failure::Usage { .. })));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        use std::os::unix::fs::symlink;
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let at = |name: &str| directory.path().join(name);
        fs::create_dir(at("results")).expect("a directory can be made");
        // Over a second link, to a file that is not there at first.
        symlink("results/latest", at("link")).expect("a link can be made");
        symlink("articles.jsonl", at("results/latest")).expect("a link can be made");
        for text in ["one", "two"] {
            let mut output = Output::open(Some(&at("link"))).expect("the directory can be written");
            output.put(text.as_bytes()).expect("the disk has room");
            output.finish().expect("the file can be renamed");
            assert!(at("link").is_symlink() && at("results/latest").is_symlink());
            assert_eq!(fs::read_to_string(at("results/articles.jsonl")).expect("the file is there"), text);
        }
        symlink("circle", at("circle")).expect("a link can be made");
        assert!(matches!(Output::open(Some(&at("circle"))), Err(Failure::Usage { .. })));
        assert!(at("circle").is_symlink());
    }
}
