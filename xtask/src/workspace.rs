//! The workspace: where it is, what is in it, and how its programs are called.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Error;

/// The root of the workspace: the one cargo runs this task for, also where the program was built elsewhere.
pub(crate) fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().expect("the manifest's directory lies in the workspace").to_owned()
}

/// The names of the plugins: the directories below `plugins/` that hold a crate, sorted.
pub(crate) fn plugins(root: &Path) -> Result<Vec<String>, Error> {
    names(&root.join("plugins"), |path| {
        path.join("Cargo.toml").is_file().then(|| path.file_name()).flatten().map(ToOwned::to_owned)
    })
}

/// The names of the sources that have a TOML file in `config/sources`, sorted.
pub(crate) fn sources(root: &Path) -> Result<Vec<String>, Error> {
    names(&root.join("config/sources"), |path| {
        (path.extension()? == "toml").then(|| path.file_stem()).flatten().map(ToOwned::to_owned)
    })
}

/// The names of the directories of fixtures of sources that have no plugin, sorted.
pub(crate) fn toml_fixtures(root: &Path) -> Result<Vec<String>, Error> {
    let directory = root.join("config/fixtures");
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    names(&directory, |path| path.is_dir().then(|| path.file_name()).flatten().map(ToOwned::to_owned))
}

/// The fixtures of a source: beside its plugin, or in `config/fixtures` where it has none.
pub(crate) fn fixtures(root: &Path, source: &str) -> PathBuf {
    let plugin = root.join("plugins").join(source);
    if plugin.is_dir() { plugin.join("fixtures") } else { root.join("config/fixtures").join(source) }
}

/// Cargo's target directory.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |directory| root.join(directory))
}

/// A call of cargo in the workspace.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Whether a part of cargo that not every installation has is there.
pub(crate) fn has(root: &Path, part: &str) -> bool {
    let version = cargo(root).args([part, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// Runs a program; its output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let line = command_line(command);
    let status = command
        .status()
        .map_err(|error| Error::Problem(format!("cannot start `{line}`: {error}; install it first")))?;
    if status.success() { Ok(()) } else { Err(Error::Command { command: line, status: status.to_string() }) }
}

fn command_line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn names(directory: &Path, name: impl Fn(&Path) -> Option<std::ffi::OsString>) -> Result<Vec<String>, Error> {
    let entries = std::fs::read_dir(directory).map_err(|source| Error::io("read", directory, source))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| name(&entry.path()))
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}
