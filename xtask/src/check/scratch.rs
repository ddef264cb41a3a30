//! New sources, made in a scratch copy of the workspace: what `new-source` promises is tried whole.

use std::path::Path;

use walkdir::WalkDir;

use crate::error::Error;
use crate::workspace;

/// Directories that are not copied: cargo's and git's own.
const LEFT_OUT: [&str; 2] = ["target", ".git"];

/// Makes a source of each kind in a copy and runs its tests. The copy builds in the workspace's own target
/// directory, so that other people's crates are not built again.
pub(super) fn check(root: &Path) -> Result<(), Error> {
    let scratch = tempfile::tempdir().map_err(|source| Error::io("make", &std::env::temp_dir(), source))?;
    let copy = scratch.path().join("copydesk");
    copy_workspace(root, &copy)?;
    let target = workspace::target(root);
    let xtask = |arguments: &[&str]| {
        let mut command = workspace::cargo(&copy);
        command.args(["run", "--quiet", "--package", "xtask", "--"]).args(arguments);
        command.env("CARGO_TARGET_DIR", &target);
        workspace::run(&mut command)
    };
    xtask(&["new-source", "scratch_courier", "--host", "courier.example"])?;
    xtask(&["new-source", "scratch_gazette", "--host", "gazette.example", "--toml-only"])?;
    xtask(&["codegen", "--check"])?;
    xtask(&["fixtures"])?;
    let mut clippy = workspace::cargo(&copy);
    clippy.args([
        "clippy",
        "--quiet",
        "--all-targets",
        "-p",
        "copydesk-source-scratch_courier",
        "--",
        "-D",
        "warnings",
    ]);
    clippy.env("CARGO_TARGET_DIR", &target);
    workspace::run(&mut clippy)?;
    let mut tests = workspace::cargo(&copy);
    tests.args(["test", "--package", "copydesk-source-scratch_courier", "--package", "copydesk-bundle"]);
    tests.env("CARGO_TARGET_DIR", &target);
    workspace::run(&mut tests)
}

fn copy_workspace(root: &Path, copy: &Path) -> Result<(), Error> {
    let kept =
        |entry: &walkdir::DirEntry| entry.depth() != 1 || !LEFT_OUT.iter().any(|name| entry.file_name() == *name);
    for entry in WalkDir::new(root).into_iter().filter_entry(kept) {
        let entry = entry.map_err(Error::problem)?;
        let place = copy.join(entry.path().strip_prefix(root).expect("a walk stays below its root"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&place).map_err(|source| Error::io("make", &place, source))?;
        } else if entry.file_type().is_file() {
            std::fs::copy(entry.path(), &place).map_err(|source| Error::io("write", &place, source))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_leaves_out_what_is_built() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let root = scratch.path().join("root");
        for file in ["a/target/kept.txt", "target/built.txt", ".git/config", "Cargo.toml"] {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a file has a directory")).expect("it can be made");
            std::fs::write(path, "").expect("it can be written");
        }
        let copy = scratch.path().join("copy");
        copy_workspace(&root, &copy).expect("it can be copied");
        assert!(copy.join("Cargo.toml").is_file() && copy.join("a/target/kept.txt").is_file());
        assert!(!copy.join("target").exists() && !copy.join(".git").exists());
    }
}
