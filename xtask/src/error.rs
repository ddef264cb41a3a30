//! The one error type of this crate.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// What can go wrong in a task.
#[derive(Debug, Error)]
pub(crate) enum Error {
    /// A file or directory could not be used.
    #[error("cannot {what} {}: {source}", path.display())]
    Io {
        /// What was tried: `read`, `write`.
        what: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line of a data file could not be read.
    #[error("{}:{line}: {problem}", path.display())]
    Data {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A program failed.
    #[error("`{command}` failed ({status}): its output above says why")]
    Command {
        /// The command line.
        command: String,
        /// How it ended.
        status: String,
    },
    /// Anything else, in words: what happened, what was expected, what to do.
    #[error("{0}")]
    Problem(String),
}

impl Error {
    /// An input or output error.
    pub(crate) fn io(what: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { what, path: path.to_owned(), source }
    }

    /// An error in words.
    #[allow(clippy::needless_pass_by_value)] // taken by value, so that `map_err` can name it
    pub(crate) fn problem(problem: impl ToString) -> Self {
        Self::Problem(problem.to_string())
    }
}
