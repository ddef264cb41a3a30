//! The one error type of this crate.

use std::fmt;
use std::path::{Path, PathBuf};

use copydesk_config::Report;
use thiserror::Error;

/// What can go wrong when fixtures are run. Its `Debug` is its message, so that a failed test reads well.
#[derive(Error)]
#[non_exhaustive]
pub enum TestkitError {
    /// The engine, the configuration or the source cannot be used.
    #[error("source {source_name:?} cannot be run: {problem}")]
    Setup {
        /// The source.
        source_name: String,
        /// Why.
        problem: String,
    },
    /// The configuration has problems.
    #[error("source {source_name:?} cannot be run, {report}:\n{report:#}")]
    Config {
        /// The source.
        source_name: String,
        /// All of them, with the paths of the files in the workspace.
        report: Report,
    },
    /// There are no fixtures.
    #[error(
        "there are no fixtures in {}: write at least one page as <case>.html and one as <case>.txt, and `cargo xtask fixtures --bless NAME` writes their goldens",
        .0.display()
    )]
    NoFixtures(PathBuf),
    /// A file cannot be used.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Cases failed, or files belong to none.
    #[error("faults in the fixtures of source {source_name:?}: {}\n\n{}", failures.len(), failures.join("\n\n"))]
    Cases {
        /// The source.
        source_name: String,
        /// A description of each.
        failures: Vec<String>,
    },
}

impl TestkitError {
    pub(crate) fn setup(source: &str, problem: impl fmt::Display) -> Self {
        Self::Setup { source_name: source.to_owned(), problem: problem.to_string() }
    }

    pub(crate) fn read(path: &Path, source: std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }
}

impl fmt::Debug for TestkitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
