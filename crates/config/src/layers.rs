//! Where configuration is looked for.

use std::path::{Path, PathBuf};

use crate::files;

/// The name of a settings file.
pub(crate) const SETTINGS_FILE: &str = "copydesk.toml";
/// The directory beside a settings file that holds its sources.
pub(crate) const SOURCES_DIRECTORY: &str = "sources";

/// Where each layer of the configuration is looked for. The built-in defaults always come first; later wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    /// A directory with `copydesk.toml` and `sources/` that stands in for what is built in: for whoever writes those files,
    /// so that no program need be built to see what they say.
    pub built_in: Option<PathBuf>,
    /// The system's directory, which may hold `copydesk.toml` and `sources/`.
    pub system: Option<PathBuf>,
    /// The user's directory, likewise.
    pub user: Option<PathBuf>,
    /// The directory from which a project's `copydesk.toml` is looked for, upward; `sources/` in it belongs to the project
    /// too, also where no `copydesk.toml` lies beside it. Relative paths in flags start here.
    pub working_directory: Option<PathBuf>,
    /// A settings file that must be there (`--config`); `sources/` beside it is read too.
    pub file: Option<PathBuf>,
    /// Files and directories of sources that are read over all of these, to be checked.
    pub also: Vec<PathBuf>,
    /// Whether sources with mistakes are left out, instead of none being usable.
    pub skip_broken_sources: bool,
    /// Settings from flags, as `limits.html.max_depth=256`. A value that is no TOML is a string.
    pub set: Vec<String>,
}

impl Layers {
    /// The built-in defaults alone.
    pub fn none() -> Self {
        Self::default()
    }

    /// The usual places: `/etc/copydesk`, the user's configuration directory as the environment names it
    /// (`$XDG_CONFIG_HOME/copydesk`, else `~/.config/copydesk`; `%APPDATA%\copydesk` on Windows), and the project that
    /// the working directory lies in.
    pub fn standard(working_directory: impl Into<PathBuf>) -> Self {
        let system = cfg!(unix).then(|| PathBuf::from("/etc/copydesk"));
        Self { system, user: user_directory(), working_directory: Some(working_directory.into()), ..Self::default() }
    }

    /// The project's settings file: the nearest `copydesk.toml` at or above the working directory, unless it is the
    /// system's or the user's own.
    pub fn project_file(&self) -> Option<PathBuf> {
        let start = self.working_directory.as_deref()?;
        let file = start
            .ancestors()
            .map(|directory| directory.join(SETTINGS_FILE))
            .find(|file| file.is_file() || file.is_symlink())?;
        let others = [self.system.as_deref(), self.user.as_deref()].into_iter().flatten();
        let is_other = others.map(|directory| directory.join(SETTINGS_FILE)).any(|other| is_same(&other, &file));
        let is_given = self.file.as_ref().is_some_and(|given| is_same(given, &file));
        (!is_other && !is_given).then_some(file)
    }

    /// The project's sources that need no `copydesk.toml`: `sources/` in the working directory, where it holds TOML files, or what
    /// is called as one and cannot be read.
    ///
    /// Further up only a `copydesk.toml` makes a directory a project's: a `sources` that somebody else's project keeps
    /// there for its own ends must not stop a call below it. For the same reason one that cannot be read is left alone.
    pub fn project_sources(&self) -> Option<PathBuf> {
        let directory = self.working_directory.as_deref()?.join(SOURCES_DIRECTORY);
        let holds_sources = !files::list(&directory, true, &mut Vec::new()).is_empty();
        holds_sources.then_some(directory)
    }
}

fn user_directory() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return variable("APPDATA").map(|directory| directory.join("copydesk"));
    }
    let home = || variable("HOME").map(|home| home.join(".config"));
    variable("XDG_CONFIG_HOME").or_else(home).map(|directory| directory.join("copydesk"))
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
