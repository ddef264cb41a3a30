//! Counting instructions with valgrind's callgrind: those of named functions of this very program.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::error::Error;

/// Whether valgrind can be called.
pub(crate) fn is_there() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// Runs this program with other arguments under valgrind, and gives the instructions of each of some functions with all
/// that they call. `pattern` fits the full names of these functions and of no others; of `names` each fits one.
///
/// # Errors
/// Where the program cannot be run, or one of the functions was never called.
pub(crate) fn count(arguments: &[&str], pattern: &str, names: &[&str]) -> Result<Vec<f64>, Error> {
    let out = tempfile::NamedTempFile::new().map_err(Error::problem)?;
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--toggle-collect={pattern}"))
        .arg(format!("--callgrind-out-file={}", out.path().display()))
        .arg(program()?)
        .args(arguments);
    output(&mut command)?;
    let profile = std::fs::read_to_string(out.path()).map_err(|source| Error::io("read", out.path(), source))?;
    let counts = counts(&profile, names);
    if counts.is_empty() || counts.contains(&0.0) {
        return Err(Error::problem("valgrind counted nothing: the program must not be stripped of its names"));
    }
    Ok(counts)
}

/// What a command prints.
///
/// # Errors
/// Where it cannot be run, or fails; with what it told.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let output = command.stderr(Stdio::piped()).output().map_err(Error::problem)?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(Error::Problem(format!("{command:?} ended with {}: {told}", output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// This program.
pub(crate) fn program() -> Result<PathBuf, Error> {
    std::env::current_exe().map_err(Error::problem)
}

/// The instructions of some functions that a profile of callgrind tells: their own, and those of what they called.
fn counts(profile: &str, wanted: &[&str]) -> Vec<f64> {
    let mut counts = vec![0.0; wanted.len()];
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut slot = None;
    for line in profile.lines() {
        let function = line.strip_prefix("fn=");
        if let Some(function) = function.or_else(|| line.strip_prefix("cfn=")) {
            // A name is written once, where the function itself or a call of it comes first, and its number from then on.
            let (number, name) = function.split_once(' ').unwrap_or((function, ""));
            let found = wanted.iter().position(|known| name.contains(known));
            names.extend(found.map(|slot| (number, slot)));
        }
        if let Some(function) = function {
            let (number, _) = function.split_once(' ').unwrap_or((function, ""));
            slot = names.iter().find(|(known, _)| *known == number).map(|(_, slot)| *slot);
        } else if let Some(slot) = slot
            && line.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '*'))
        {
            counts[slot] += line.split(' ').nth(1).and_then(|cost| cost.parse::<f64>().ok()).unwrap_or_default();
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_those_of_the_function_and_of_what_it_called() {
        let profile = "events: Ir\nfn=(7) xtask::hostile::measure::slot_01::h0\n10 5\n+3 7\ncfn=(9) other\ncalls=1 50\n* 100\n\
            fn=(9)\n50 100\ncfn=(8) xtask::hostile::measure::slot_00::h1\ncalls=1 3\n+1 4\nfn=(8)\n3 4\nfn=(7)\n9 1\n\ntotals: 217\n";
        assert_eq!(counts(profile, &["slot_00", "slot_01", "slot_02"]), [4.0, 113.0, 0.0]);
    }
}
