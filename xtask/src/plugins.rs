//! `cargo xtask plugins`: every plugin as a library that can be loaded at run time.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::error::Error;
use crate::workspace;

/// Build every plugin as a loadable library.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Build with the release profile
    #[arg(long)]
    release: bool,
    /// Where the libraries go [default: plugins in cargo's target directory]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    for library in build(&workspace::root(), args.release, args.out.as_deref())? {
        println!("{}", library.display());
    }
    Ok(())
}

/// Builds the libraries and tells where they lie. They, and a directory that is made for them, are writable by their owner
/// alone, because the loader refuses others; a directory that is there is left as it is.
pub(crate) fn build(root: &Path, release: bool, out: Option<&Path>) -> Result<Vec<PathBuf>, Error> {
    let default = workspace::target(root).join("plugins");
    let out = out.unwrap_or(&default);
    let is_ours = out == default || !out.exists();
    std::fs::create_dir_all(out).map_err(|source| Error::io("make", out, source))?;
    let out = out.canonicalize().map_err(|source| Error::io("find", out, source))?;
    let plugins = workspace::plugins(root)?;
    if is_ours {
        restrict(&out)?;
        remove_others(&out, &plugins)?;
    }
    plugins.iter().map(|plugin| install(&compile(root, plugin, release)?, &out, plugin)).collect()
}

/// Takes libraries of plugins that are no more out of a directory: whoever loads all of it must not get them.
fn remove_others(out: &Path, plugins: &[String]) -> Result<(), Error> {
    let entries = std::fs::read_dir(out).map_err(|source| Error::io("read", out, source))?;
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let library = name.strip_prefix(DLL_PREFIX).and_then(|name| name.strip_suffix(DLL_SUFFIX));
        if library.is_some_and(|library| !plugins.iter().any(|plugin| plugin == library)) {
            std::fs::remove_file(&path).map_err(|source| Error::io("remove", &path, source))?;
        }
    }
    Ok(())
}

/// Compiles one plugin and finds the library in what cargo says it made.
fn compile(root: &Path, plugin: &str, release: bool) -> Result<PathBuf, Error> {
    let package = format!("copydesk-source-{plugin}");
    let mut command = workspace::cargo(root);
    command.args(["rustc", "--quiet", "--lib", "--crate-type", "cdylib", "--package", &package]);
    command.args(["--message-format", "json-render-diagnostics"]);
    if release {
        command.arg("--release");
    }
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Error::Problem(format!("cannot start cargo: {error}")))?;
    if !output.status.success() {
        let command = format!("cargo rustc --lib --crate-type cdylib --package {package}");
        return Err(Error::Command { command, status: output.status.to_string() });
    }
    artifact(&String::from_utf8_lossy(&output.stdout), plugin).ok_or_else(|| {
        Error::Problem(format!(
            "cargo built {package} but names no {DLL_SUFFIX} file: this platform has no loadable libraries"
        ))
    })
}

/// The library among the artifacts of the plugin's crate.
fn artifact(messages: &str, plugin: &str) -> Option<PathBuf> {
    let library = format!("copydesk_source_{plugin}");
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let own = artifacts.filter(|message| {
        message["reason"] == "compiler-artifact" && message["target"]["name"].as_str() == Some(&library)
    });
    let files = own.flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default());
    files.filter_map(|file| file.as_str().map(PathBuf::from)).find(|file| file.to_string_lossy().ends_with(DLL_SUFFIX))
}

/// Puts a library in its place. By renaming: a process that has the old one loaded keeps it.
fn install(library: &Path, out: &Path, plugin: &str) -> Result<PathBuf, Error> {
    let place = out.join(format!("{DLL_PREFIX}{plugin}{DLL_SUFFIX}"));
    let fresh = out.join(format!(".{plugin}.{}.new", std::process::id()));
    std::fs::copy(library, &fresh).map_err(|source| Error::io("write", &fresh, source))?;
    restrict(&fresh)?;
    std::fs::rename(&fresh, &place).map_err(|source| Error::io("write", &place, source))?;
    Ok(place)
}

#[cfg(unix)]
fn restrict(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(|source| Error::io("set the permissions of", path, source))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)] // the signature of the other platforms
fn restrict(_path: &Path) -> Result<(), Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_found_among_the_artifacts() {
        let file = format!("/some/where/libcopydesk_source_courier{DLL_SUFFIX}");
        let messages = format!(
            "{}\nnot json\n{}\n",
            serde_json::json!({"reason": "compiler-artifact", "target": {"name": "copydesk_core"}, "filenames": ["/a.so"]}),
            serde_json::json!({"reason": "compiler-artifact", "target": {"name": "copydesk_source_courier"},
                "filenames": ["/some/where/libcopydesk_source_courier.d", file]}),
        );
        assert_eq!(artifact(&messages, "courier"), Some(PathBuf::from(file)));
        assert_eq!(artifact(&messages, "gazette"), None);
    }

    #[test]
    fn libraries_of_plugins_that_are_no_more_are_removed() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let names =
            [format!("{DLL_PREFIX}courier{DLL_SUFFIX}"), format!("{DLL_PREFIX}gone{DLL_SUFFIX}"), "notes.txt".into()];
        for name in &names {
            std::fs::write(scratch.path().join(name), "").expect("it can be written");
        }
        remove_others(scratch.path(), &["courier".to_owned()]).expect("it can be removed");
        let left = names.map(|name| scratch.path().join(name).exists());
        assert_eq!(left, [true, false, true]);
    }

    #[cfg(unix)]
    #[test]
    fn installed_libraries_are_writable_by_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let built = scratch.path().join("built");
        std::fs::write(&built, "library").expect("it can be written");
        std::fs::set_permissions(&built, std::fs::Permissions::from_mode(0o777)).expect("it is ours");
        let placed = install(&built, scratch.path(), "courier").expect("it can be placed");
        assert_eq!(
            placed.file_name().map(|name| name.to_string_lossy().into_owned()),
            Some(format!("{DLL_PREFIX}courier{DLL_SUFFIX}"))
        );
        let mode = std::fs::metadata(&placed).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o755);
        assert_eq!(std::fs::read_dir(scratch.path()).expect("it reads").count(), 2, "nothing else is left behind");
    }
}
