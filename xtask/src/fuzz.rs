//! `cargo xtask fuzz`: the fuzzers, for a while each.

use std::path::Path;
use std::process::{Command, Stdio};

use copydesk_robustness::targets::TARGETS;

use crate::error::Error;
use crate::workspace;

/// Run every fuzzer for a while, beginning with the committed corpus; what they find on the way stays in the target
/// directory. Needs cargo-fuzz and a nightly compiler.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Seconds for each target
    #[arg(long, default_value_t = SMOKE, value_name = "N")]
    seconds: u32,
    /// Only this target
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// Seconds of a smoke run.
const SMOKE: u32 = 60;

/// The longest input that is tried, in bytes.
const MAX_LEN: u32 = 16 << 10;
/// The most memory of a fuzzer, in MB.
const MAX_MB: u32 = 2048;
/// The longest that one input may take, in seconds.
const MAX_SECONDS: u32 = 10;

impl Default for Args {
    fn default() -> Self {
        Self { seconds: SMOKE, only: None }
    }
}

/// What is missing that fuzzing needs, if anything.
pub(crate) fn lacks(root: &Path) -> Option<String> {
    if !workspace::has(root, "fuzz") {
        return Some("cargo-fuzz is not installed: cargo install cargo-fuzz".to_owned());
    }
    let nightly = Command::new("rustup")
        .args(["run", "nightly", "rustc", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let is_there = nightly.is_ok_and(|status| status.success());
    (!is_there).then(|| "there is no nightly compiler: rustup toolchain install nightly".to_owned())
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let root = workspace::root();
    if let Some(lack) = lacks(&root) {
        return Err(Error::Problem(lack));
    }
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| only == name);
    if !TARGETS.iter().any(|target| wanted(target.name)) {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        return Err(Error::Problem(format!("there is no such target: expected one of {}", names.join(", "))));
    }
    let directory = workspace::target(&root).join("fuzz");
    for target in TARGETS.iter().filter(|target| wanted(target.name)) {
        let found = directory.join("found").join(target.name);
        std::fs::create_dir_all(&found).map_err(|source| Error::io("make", &found, source))?;
        let artifacts = directory.join("artifacts").join(target.name);
        std::fs::create_dir_all(&artifacts).map_err(|source| Error::io("make", &artifacts, source))?;
        let mut command = Command::new("rustup");
        command.current_dir(&root).args(["run", "nightly", "cargo", "fuzz", "run", "--sanitizer", "none", target.name]);
        // The first directory takes what is found, so that the committed corpus stays as it is.
        command
            .arg(&found)
            .arg(root.join("fuzz/corpus").join(target.name))
            .arg("--target-dir")
            .arg(directory.join("build"));
        let words = root.join("fuzz/dictionaries").join(format!("{}.dict", target.name));
        if words.is_file() {
            command.arg("--").arg(format!("-dict={}", words.display()));
        } else {
            command.arg("--");
        }
        command.args([
            format!("-max_total_time={}", args.seconds),
            format!("-max_len={MAX_LEN}"),
            format!("-rss_limit_mb={MAX_MB}"),
            format!("-timeout={MAX_SECONDS}"),
            format!("-artifact_prefix={}/", artifacts.display()),
            "-print_final_stats=1".to_owned(),
        ]);
        // Cargo of this task hands on the compiler it was started with; the fuzzers need another.
        command.env_remove("RUSTC").env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        workspace::run(&mut command)?;
    }
    println!("{} seconds of each fuzzer, no fault found", args.seconds);
    Ok(())
}
