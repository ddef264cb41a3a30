//! Paths that name an open descriptor, such as `/dev/stdout` and `/dev/fd/3`.
//!
//! What stands behind such a path belongs to whoever opened it: it is written to where it stands, never replaced. A file that is
//! renamed over it would take its place in the directory, and the one that the shell goes on writing to would be lost.

use std::path::{Component, Path};

/// Where a process finds its own descriptors.
const OWN: [&str; 3] = ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"];

/// An open descriptor that a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Descriptor {
    /// Standard output of this process.
    Stdout,
    /// Standard error of this process.
    Stderr,
    /// Any other: the path opens it anew.
    Other,
}

impl Descriptor {
    /// The descriptor that a path names itself, without following a link that it may be.
    pub(crate) fn named(path: &Path) -> Option<Self> {
        let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let directory = parent.canonicalize().ok()?;
        let own = OWN.iter().any(|own| Path::new(own).canonicalize().is_ok_and(|own| own == directory));
        match number {
            1 if own => Some(Self::Stdout),
            2 if own => Some(Self::Stderr),
            _ => (own || is_of_a_process(&directory)).then_some(Self::Other),
        }
    }
}

/// Whether a directory holds the descriptors of some process: `/proc/1234/fd`, or a thread's in it.
fn is_of_a_process(directory: &Path) -> bool {
    let mut parts = directory.components();
    let is_proc = parts.next() == Some(Component::RootDir) && parts.next() == Some(Component::Normal("proc".as_ref()));
    is_proc && parts.next_back() == Some(Component::Normal("fd".as_ref()))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<Descriptor>) {
        assert_eq!(Descriptor::named(Path::new(path)), expected, "{path}");
    }

    #[test]
    fn descriptors_are_known_by_their_directory() {
        check("/proc/self/fd/1", Some(Descriptor::Stdout));
        check("/dev/fd/1", Some(Descriptor::Stdout));
        check("/dev/fd/../fd/2", Some(Descriptor::Stderr));
        check(&format!("/proc/{}/fd/7", std::process::id()), Some(Descriptor::Other));
        check(&format!("/proc/{0}/task/{0}/fd/2", std::process::id()), Some(Descriptor::Other));
        // A link to one, which is followed first.
        check("/dev/stdout", None);
        check("/dev/null", None);
        check("/tmp/1", None);
        check("1", None);
    }
}
