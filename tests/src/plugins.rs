//! The plugins of `tests/plugins`, built as libraries and put where the loader takes them.

use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The libraries of tests/plugins, by the name of their target. Built once a test process.
///
/// # Panics
/// When they cannot be built.
pub fn libraries() -> &'static BTreeMap<String, PathBuf> {
    static BUILT: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let packages = ["-p", "copydesk-source-misbehaving", "-p", "copydesk-raw-tables"];
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--message-format", "json-render-diagnostics"])
            .args(packages)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let mut libraries = BTreeMap::new();
        for line in String::from_utf8_lossy(&built.stdout).lines() {
            let message: Value = serde_json::from_str(line).expect("cargo writes JSON");
            for file in message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if file.ends_with(DLL_SUFFIX) {
                    let target = message["target"]["name"].as_str().expect("a target has a name");
                    libraries.insert(target.to_owned(), PathBuf::from(file));
                }
            }
        }
        libraries
    })
}

/// A directory that nobody else may write to.
///
/// # Panics
/// When there is no place for one.
pub fn directory() -> TempDir {
    let directory = TempDir::new().expect("a directory for the test");
    set_mode(directory.path(), 0o755);
    directory
}

/// Sets the mode of a file or directory, where the system has modes.
///
/// # Panics
/// When it cannot be set.
#[cfg(unix)]
pub fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the mode can be set");
}

/// Sets the mode of a file or directory, where the system has modes.
#[cfg(not(unix))]
pub fn set_mode(_: &Path, _: u32) {}

/// The name of a source's library file.
pub fn file_name(source: &str) -> String {
    format!("{DLL_PREFIX}{source}{DLL_SUFFIX}")
}

/// Copies one of the libraries of tests/plugins to a file that is named after a source.
///
/// # Panics
/// When it was not built or cannot be copied.
pub fn copy_as(directory: &Path, library: &str, source: &str) -> PathBuf {
    let path = directory.join(file_name(source));
    let library = libraries().get(library).expect("the library was built");
    fs::copy(library, &path).expect("the library can be copied");
    set_mode(&path, 0o644);
    path
}
