//! The one error type of this crate.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::table::SYMBOL_PREFIX;

/// Why a plugin was refused. Nothing of it was used then; plugins that were accepted are not touched by it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The path depends on the working directory.
    #[error("{}: a plugin's path must be absolute, found a relative one: give the path from the root", path.display())]
    NotAbsolute {
        /// The path as given.
        path: PathBuf,
    },
    /// There is no such file or directory, or it cannot be looked at.
    #[error("{}: cannot be read ({source}): name a file or directory that is there and that you may read", path.display())]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is not a shared library, or the system's loader refuses it.
    #[error(
        "{}: is not a library that can be loaded ({problem}): expected a shared library for this system, as `cargo xtask plugins` builds",
        path.display()
    )]
    NotALibrary {
        /// The library's path.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The library exports no source.
    #[error(
        "{}: exports no {}, and no other source: declare it with `declare_source!` and build it as a cdylib",
        path.display(),
        symbols(names)
    )]
    NoSymbol {
        /// The library's path.
        path: PathBuf,
        /// The names that the file's name allows.
        names: Vec<String>,
    },
    /// The exported function gave no table.
    #[error("{}: {SYMBOL_PREFIX}{name} gave a null or misaligned pointer, where one to a table was expected: build the plugin anew", path.display())]
    NullTable {
        /// The library's path.
        path: PathBuf,
        /// The source's name.
        name: String,
    },
    /// What the exported function gave is not a table of copydesk's.
    #[error("{}: its table begins with {found:#018x}, expected {wanted:#018x}: it is not a copydesk plugin, or is damaged; build it anew", path.display())]
    WrongMagic {
        /// The library's path.
        path: PathBuf,
        /// What it begins with.
        found: u64,
        /// What it should begin with.
        wanted: u64,
    },
    /// The plugin was built for another version of the boundary.
    #[error("{}: was built for version {found} of the plugin boundary, this copydesk has version {wanted}: build both from one version", path.display())]
    WrongMajor {
        /// The library's path.
        path: PathBuf,
        /// The plugin's version.
        found: u32,
        /// The host's version.
        wanted: u32,
    },
    /// The table has fewer members than the version it states.
    #[error("{}: its table has {found} bytes, expected at least {wanted}: build it anew", path.display())]
    ShortTable {
        /// The library's path.
        path: PathBuf,
        /// How many bytes it has.
        found: usize,
        /// How many it should have.
        wanted: usize,
    },
    /// A member of the table is null or unreadable.
    #[error("{}: its table lacks {what}: fill every member of the table, as `declare_source!` does", path.display())]
    IncompleteTable {
        /// The library's path.
        path: PathBuf,
        /// What is lacking.
        what: String,
    },
    /// The library holds a source, but of another name than the file's.
    #[error(
        "{}: is named after source {file:?} but holds {}: rename the file to lib<source> with the system's ending",
        path.display(),
        quoted(found)
    )]
    NameMismatch {
        /// The library's path.
        path: PathBuf,
        /// The name that the file gives.
        file: String,
        /// The names found inside.
        found: Vec<String>,
    },
    /// The file's name gives no source's name.
    #[error(
        "{}: its name gives no source's name: expected {}<source>{}, the source in lower-case letters, digits and _, a letter first",
        path.display(),
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    )]
    BadName {
        /// The library's path.
        path: PathBuf,
    },
    /// Others may write to the library or its directory.
    #[error(
        "{}: {what} {} (mode {mode:04o}, owner {owner}) may be written by others, who could put in code of theirs: `chmod go-w` it, or move the plugin",
        path.display(),
        writable.display()
    )]
    WritableByOthers {
        /// The path of the library or directory that was to be loaded.
        path: PathBuf,
        /// `its file` or `its directory`.
        what: &'static str,
        /// What others may write to.
        writable: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// The user id of its owner.
        owner: u32,
    },
    /// A plugin of the same name is loaded already.
    #[error("{}: source {name:?} is already loaded from {}: remove one of the two", path.display(), first.display())]
    DuplicateName {
        /// The library's path.
        path: PathBuf,
        /// The name.
        name: String,
        /// The library that has it.
        first: PathBuf,
    },
    /// The plugin, asked with default options what it is, failed.
    #[error("{}: source {name:?} cannot say what it is ({problem}): mend its `new` or `source`", path.display())]
    Describe {
        /// The library's path.
        path: PathBuf,
        /// The source's name.
        name: String,
        /// What went wrong.
        problem: String,
    },
}

impl LoadError {
    /// The exit code of each class of refusal, with its meaning in a few words; sorted. For `--help`.
    pub const EXIT_CODES: [(u8, &'static str); 14] = [
        (10, "its path is relative"),
        (11, "it is not there, or cannot be read"),
        (12, "it is not a library that can be loaded"),
        (13, "it exports no source"),
        (14, "its table is null"),
        (15, "its table has the wrong magic"),
        (16, "it was built for another major version of the plugin boundary"),
        (17, "its table is too short"),
        (18, "its table lacks a member"),
        (19, "its source's name differs from its file's"),
        (20, "its file's name gives no source's name"),
        (21, "its file or directory may be written by others"),
        (22, "its source is already loaded"),
        (23, "it cannot say what it is"),
    ];

    /// The exit code for a process that ends because of this refusal: see [`LoadError::EXIT_CODES`].
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NotAbsolute { .. } => 10,
            Self::Unreadable { .. } => 11,
            Self::NotALibrary { .. } => 12,
            Self::NoSymbol { .. } => 13,
            Self::NullTable { .. } => 14,
            Self::WrongMagic { .. } => 15,
            Self::WrongMajor { .. } => 16,
            Self::ShortTable { .. } => 17,
            Self::IncompleteTable { .. } => 18,
            Self::NameMismatch { .. } => 19,
            Self::BadName { .. } => 20,
            Self::WritableByOthers { .. } => 21,
            Self::DuplicateName { .. } => 22,
            Self::Describe { .. } => 23,
        }
    }

    /// The names of the sources that the library was to hold, as far as its file's name tells; none of a directory. A source
    /// whose file asks for a plugin of such a name has to do without it.
    pub fn sources(&self) -> Vec<String> {
        crate::loader::names::of_file(self.path()).unwrap_or_default()
    }

    /// The library or directory that was refused.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotAbsolute { path }
            | Self::Unreadable { path, .. }
            | Self::NotALibrary { path, .. }
            | Self::NoSymbol { path, .. }
            | Self::NullTable { path, .. }
            | Self::WrongMagic { path, .. }
            | Self::WrongMajor { path, .. }
            | Self::ShortTable { path, .. }
            | Self::IncompleteTable { path, .. }
            | Self::NameMismatch { path, .. }
            | Self::BadName { path }
            | Self::WritableByOthers { path, .. }
            | Self::DuplicateName { path, .. }
            | Self::Describe { path, .. } => path,
        }
    }
}

fn symbols(names: &[String]) -> String {
    let symbols: Vec<String> = names.iter().map(|name| format!("{SYMBOL_PREFIX}{name}")).collect();
    symbols.join(" or ")
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    quoted.join(" and ")
}
