//! A file that is being written: nobody sees it until it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

/// A file in the directory of the one that it is to be. Where the system can (Linux), it has no name before it is whole, so that a
/// run that is ended from outside leaves nothing behind; elsewhere it has a hidden one.
pub(crate) struct Unfinished {
    writer: BufWriter<File>,
    /// The hidden name, where it has one.
    name: Option<TempPath>,
    directory: PathBuf,
    mode: u32,
}

impl Unfinished {
    /// Begins a file in a directory; the process's mask takes away of its mode what it likes.
    pub(crate) fn begin(directory: &Path, mode: u32) -> io::Result<Self> {
        let (file, name) = if let Some(file) = unnamed(directory, mode) {
            (file, None)
        } else {
            let (file, name) = named(directory, mode)?.into_parts();
            (file, Some(name))
        };
        Ok(Self { writer: BufWriter::new(file), name, directory: directory.to_owned(), mode })
    }

    /// Puts the file in its place, over one that is there.
    pub(crate) fn finish(self, path: &Path) -> io::Result<()> {
        let file = self.writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        // On the disk before it gets its name: a crash must not leave the name with half the content.
        file.sync_all()?;
        let name = match self.name {
            Some(name) => name,
            // Few file systems let a file begin without a name and then give it none; what is written is not lost by that.
            None => link(&file, &self.directory).or_else(|_| copy(file, &self.directory, self.mode))?,
        };
        name.persist(path).map_err(|error| error.error)
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".copydesk-").suffix(".part");
    builder
}

/// A file with a hidden name.
fn named(directory: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let _ = mode;
    builder.tempfile_in(directory)
}

/// A file without a name, which can be given one.
#[cfg(target_os = "linux")]
fn unnamed(directory: &Path, mode: u32) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    // Only through this directory can it get a name.
    if !fs::exists(OWN_FILES).unwrap_or(false) {
        return None;
    }
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    rustix::fs::open(directory, flags, Mode::from_raw_mode(mode)).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: u32) -> Option<File> {
    None
}

/// Where a process finds its open files.
#[cfg(target_os = "linux")]
const OWN_FILES: &str = "/proc/self/fd";

/// Gives a file without a name a hidden one.
#[cfg(target_os = "linux")]
fn link(file: &File, directory: &Path) -> io::Result<TempPath> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, linkat};
    let open = format!("{OWN_FILES}/{}", file.as_raw_fd());
    let made = builder().make_in(directory, |path| Ok(linkat(CWD, &open, CWD, path, AtFlags::SYMLINK_FOLLOW)?))?;
    Ok(made.into_temp_path())
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<TempPath> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Copies a file to one with a hidden name.
fn copy(mut file: File, directory: &Path, mode: u32) -> io::Result<TempPath> {
    let mut copy = named(directory, mode)?;
    file.rewind()?;
    io::copy(&mut file, copy.as_file_mut())?;
    copy.as_file().sync_all()?;
    Ok(copy.into_temp_path())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hidden files of a directory.
    fn hidden(directory: &Path) -> usize {
        let names = fs::read_dir(directory)
            .expect("the directory is there")
            .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().starts_with(".copydesk-"));
        names.filter(|is_hidden| *is_hidden).count()
    }

    #[test]
    fn a_file_that_is_not_whole_has_no_name_where_the_system_can() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let can = unnamed(directory.path(), 0o600).is_some();
        let mut file = Unfinished::begin(directory.path(), 0o666).expect("the directory can be written");
        file.write_all(b"whole").expect("the disk has room");
        assert_eq!(hidden(directory.path()), usize::from(!can));
        // As if the process had been killed: what it would clean up stays.
        if can {
            std::mem::forget(file);
            assert_eq!(fs::read_dir(directory.path()).expect("the directory is there").count(), 0);
        }
    }

    #[test]
    fn a_file_goes_over_the_one_that_is_there() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let path = directory.path().join("articles.jsonl");
        for text in ["one", "two"] {
            let mut file = Unfinished::begin(directory.path(), 0o666).expect("the directory can be written");
            file.write_all(text.as_bytes()).expect("the disk has room");
            file.finish(&path).expect("the file gets its name");
            assert_eq!(fs::read_to_string(&path).expect("the file is there"), text);
        }
        assert_eq!(hidden(directory.path()), 0);
    }

    #[test]
    fn what_gets_no_name_is_copied() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let mut file = tempfile::tempfile().expect("a temporary file can be made");
        file.write_all(b"whole").expect("the disk has room");
        let name = copy(file, directory.path(), 0o600).expect("the directory can be written");
        assert_eq!(fs::read(&name).expect("the copy is there"), b"whole");
        drop(name);
        assert_eq!(hidden(directory.path()), 0);
    }
}
